// 亩均效益评价 as data: lists of firms, how their items are scored and added up, and where the grades are cut.
#pragma once

#include "mutu/figure.hpp"
#include "mutu/units.hpp"
#include "mutu/value.hpp"
#include "mutu/verdict.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// One column of a firm's year, added or taken off: "tax_wan", "-留抵退税". `land_mu` is the firm's assessed land.
struct ScoreTerm {
    std::string column;
    bool minus = false;
};

/// How a value becomes points. x is the firm's value, w the weight.
enum class ScoreMethod : std::uint8_t {
    baseline,  // w · x / baseline
    min_max,   // w · (least + (1 − least) · (x − min) / (max − min)) over the list; `even` where max = min
    quantile,  // w · share of the list's firms whose value is not above x
    maximum,   // w · x / max of the list
    mirror     // w · (2 − x / mean of the list), 0 from twice the mean on: less is better
};

/// What an item scores when its value is unknown.
enum class ScoreMissing : std::uint8_t { undetermined, list_mean, zero };

struct ScoreItem {
    std::string id, title, unit, clause;
    Evidence evidence = Evidence::product;
    std::vector<ScoreTerm> of, over;  // Σ of / Σ over; no `over`: Σ of
    std::optional<Figure> times;      // brings the quotient into `unit`
    Figure weight;
    ScoreMethod method = ScoreMethod::baseline;
    std::optional<Figure> baseline;     // baseline
    std::optional<Figure> min, max;     // min_max, maximum: instead of the list's own
    std::optional<Figure> least, even;  // min_max: share of the weight at the minimum; where all are equal
    std::optional<Figure> cap, floor;   // times the weight
    ScoreMissing missing = ScoreMissing::undetermined;
};

/// A firm that carries this mark: a column holding one of these words, or an industry code with one of these prefixes.
struct ScoreMark {
    std::string title, column, clause;
    std::vector<std::string> words, industries;
    Evidence evidence = Evidence::product;
    std::optional<Figure> points;  // bonus
    std::optional<Figure> factor;  // correction
    std::string grade;             // veto: no better than this
};

/// One rung, best first. The last has neither cut and takes the rest.
struct ScoreGrade {
    std::string id, title;
    std::optional<Figure> share;        // of the list, counted from the top: 0.2, then 0.8, …
    std::optional<Figure> score;        // at least so many points
    std::vector<std::string> measures;  // what follows for the firm (差别化措施)
};

/// Who belongs to the list; what is not asked for does not matter.
struct ScoreMembers {
    std::optional<bool> above_designated, own_land;
    std::optional<Figure> min_land_mu;    // at least
    std::optional<Figure> below_land_mu;  // less than
    std::vector<std::string> industries;  // prefixes of the code
};

/// One list of firms with its scoring. A list without items is kept and not scored, and says why.
struct ScoreScheme {
    std::string id, title, list, clause, unscored, where;
    Evidence evidence = Evidence::product;
    ScoreMembers members;
    std::vector<ScoreItem> items;
    Figure total;                            // what the weights add up to
    std::vector<ScoreMark> corrections;      // the first that fits multiplies
    std::vector<ScoreMark> bonuses, vetoes;  // all that fit
    std::optional<Figure> bonus_cap;
    std::vector<ScoreGrade> grades;
    std::optional<int> places;  // the score is rounded to so many decimals before it is ranked; none: exact
    std::string ties = "upward", ties_parameter;  // at a cut: all into the better grade, or "downward"
    std::vector<Value> examples;
};

/// A firm in one year, or several firms merged, as a scheme sees them. A column that is not here is unknown.
struct ScoreSubject {
    std::string key, industry;
    std::map<std::string, Rational, std::less<>> numbers;   // by column, and land_mu
    std::map<std::string, std::string, std::less<>> words;  // by column, as typed
    Truth above_designated = Truth::undetermined, own_land = Truth::undetermined;
};

struct ItemScore {
    std::optional<Rational> value, points;
    std::optional<Rational> reference, least_value;  // baseline, max or mean it was held against; min
    std::string
        because;  // without points or with a stand-in: "missing", "zero_denominator", "list_mean", "all_equal", …
};

struct Scored {
    std::optional<std::size_t> scheme;  // index into Rulebook::scores
    std::vector<ItemScore> items;
    std::optional<Rational> score, factor, bonus;
    std::optional<int> rank, tied;  // competition ranking (1, 2, 2, 4) and how many share it
    int listed = 0, ranked = 0;     // firms of the list; those with a score
    std::string grade, veto;        // veto: title of the mark that held the grade down
    std::string held;               // the best grade that its vetoes leave it, reached or not; "": it carries none
    std::vector<std::string> missing;
    std::string because;  // without a score: no_list, unscored, gap, missing
};

/// Every firm of one year into its list, scored, ranked and graded. Exact; the answer of a firm does not depend on the
/// order of the others. Error{Kind::input} where parameters make a scheme unsound (`check_scheme`).
std::vector<Scored> score_year(const Rulebook& book, const std::vector<ScoreSubject>& firms);

/// One list ranked and cut again from scores alone, as where a ruling corrected one. `held`: of each firm, as in
/// `Scored`. The grade of each firm; "" where it has no score or a cut is a gap.
std::vector<std::string> graded_again(const Rulebook& book, const ScoreScheme& scheme,
                                      const std::vector<std::optional<Rational>>& scores,
                                      const std::vector<std::string>& held);

/// Columns that the schemes read, `land_mu` left out; each once, sorted.
std::vector<std::string> score_columns(const Rulebook& book);

/// The differentiated measures of a grade; empty when the scheme names none.
const std::vector<std::string>& measures_of(const ScoreScheme& scheme, std::string_view grade);

}  // namespace mutu
