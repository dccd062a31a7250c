// 年度综合评价: a composite of parks and the lists drawn at the year's end, both as data of the pack. A weight that
// nobody published is empty, and what depends on it is undetermined.
#pragma once

#include "mutu/assessment.hpp"
#include "mutu/holdings.hpp"
#include "mutu/labels.hpp"
#include "mutu/policy.hpp"
#include "mutu/result_table.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// One item of the composite: a park indicator, or a figure that the office enters in role `park_year`.
struct CompositeItem {
    enum class Method : std::uint8_t {
        min_max,  // 100 · (value − least) / (largest − least) over the parks, 100 where all are equal
        given     // the value is points of 0 to 100 already
    };
    std::string id, title, indicator;
    std::vector<std::string> columns;  // headings of park_year; empty: the indicator
    Method method = Method::min_max;
    bool lower_is_better = false;
    std::string weight;  // parameter, share of 1
};

/// [[year_end]]; the last one of the chain stands.
struct Composite {
    std::string id, title, clause;
    Evidence evidence = Evidence::product;
    std::vector<CompositeItem> items;
    std::string first, last;  // parameters: how many places count as first and last
};

/// One comparison of a list: what is known of the subject against a parameter.
struct ListTest {
    std::string of;  // see `list_measures`; "indicator" and the columns are named by the next two
    std::string indicator;
    std::vector<std::string> columns;  // headings of park_year
    std::string op;                    // >= > <= < in, known (no parameter)
    std::string parameter;
};

/// [[name_list]]: who stands on it.
struct NameList {
    std::string id, title, subject;  // subject: park, enterprise, cluster
    std::string clause;
    Evidence evidence = Evidence::product;
    bool any = false;  // one test is enough; else all must hold
    std::vector<ListTest> tests;
};

struct YearEndRules {
    std::optional<Composite> composite;
    std::vector<NameList> lists;
};

/// Error{Kind::input} at the entry for what cannot be understood, and for weights that do not add up to 1: those given
/// where all are, else those given may not pass 1.
YearEndRules year_end_rules(const Rulebook& book);

/// Values of the items, row by park; absent where unknown.
struct CompositeGrid {
    std::vector<CompositeItem> items;
    std::vector<std::optional<Rational>> weights;              // by item
    std::vector<std::vector<std::optional<Rational>>> values;  // by park, then item
};
struct CompositeScores {
    std::vector<std::vector<std::optional<Rational>>> points;  // by park, then item; 0 to 100
    std::vector<std::optional<Rational>> scores;               // by park
};
/// Exact. A park lacks a score where a weight is a gap or a value with a weight above 0 is unknown.
CompositeScores scored(const CompositeGrid& grid);

/// Place from the top and from the bottom (1, 2, 2, 4) among those that have a score.
struct Place {
    int rank = 0, from_last = 0;
};
std::vector<std::optional<Place>> places(const std::vector<std::optional<Rational>>& scores);

/// A place of an earlier year that a kept run or an office's table tells of.
struct EarlierPlace {
    std::string park_id;
    int year = 0;
    Place place;
    std::string source;  // "park_year", "run:ID"
};

struct ParkYearEnd {
    std::string park_id, park_name;
    int year = 0;
    std::optional<Rational> score;
    std::optional<Place> place;
    int ranked = 0, taking_part = 0;  // parks with a score; all
    std::optional<EarlierPlace> before;
    Truth first = Truth::undetermined, last = Truth::undetermined;              // among the first, last places
    Truth first_twice = Truth::undetermined, last_twice = Truth::undetermined;  // and the year before too
    std::string because, proof;
};

struct YearEndItem {
    std::string park_id, item_id, title, unit;
    std::optional<Rational> value, points, weight;
    bool lower_is_better = false;
    std::string method, source_doc, because;
};

/// A subject on (yes), not on (no, parks only) or perhaps on a list. Without a subject: the whole list waits for an
/// empty parameter.
struct ListEntry {
    std::string list_id, title, subject_kind, subject_id, subject_name;
    std::optional<std::string> park_id;
    Truth verdict = Truth::undetermined;
    std::string because, clause, evidence, sentence, proof;
};

struct YearEnd {
    std::optional<Composite> composite;
    std::vector<ParkYearEnd> parks;  // in the order of the assessment
    std::vector<YearEndItem> items;  // parks in order, items in order
    std::vector<ListEntry> entries;  // lists in order; parks, firms or clusters in theirs
    Diagnostics findings;
};

/// Pure; linear in parks, items, firms and lists. `earlier`: what the kept runs say of the year before; places that
/// the office enters in role park_year (综合评价名次) go before it, and a difference is a finding.
YearEnd judge_year_end(const Holdings& holdings, const Assessment& assessment, const Rulebook& rules,
                       const Labels& labels, Date as_of, const std::vector<EarlierPlace>& earlier);

/// The lists of firms, drawn from these results of one year: entries on a list, or of which nobody can tell.
std::vector<ListEntry> firm_entries(const Rulebook& rules, const Labels& labels,
                                    const std::vector<EnterpriseResult>& firms);

/// The verdict of a list's proof with other places and another score put in for the park's; recomputed from the proof.
struct NewStanding {
    std::optional<Rational> score;
    std::optional<Place> place;
    int unranked = 0;
};
Truth judged_again(Value& proof, const NewStanding& standing);

/// The tables of the book: park_year_end, park_year_end_item, list_entry.
std::vector<ResultTable> tables_of(const YearEnd& all);

}  // namespace mutu
