// What an action costs and brings when it redevelops a parcel: data of packs. Figures left empty are gaps, and an
// option with a gap is shown, never chosen.
#pragma once

#include "mutu/figure.hpp"
#include "mutu/value.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// One item of cost: a price in 万元 for each 亩 of the parcel, or for the parcel as a whole, or a share of the output
/// of a year (for what stands still meanwhile; nothing where nothing is produced).
struct CostItem {
    enum class Per : std::uint8_t { land, parcel, output };
    std::string title;
    Per per = Per::land;
    Figure price;
    std::map<std::string, Figure> by_grade;  // by land grade (土地级别); a grade that is not here takes `price`
};

struct ActionStep {
    std::string title, document;
    std::optional<Figure> within;  // days after the step before; absent: nobody sets a term, a gap: not entered
    std::string clause;            // of the term
};

/// A rung of the way out of the low-efficiency list (退出机制). A row of the base list stands on it once the date in
/// `field` has come.
struct ExitStep {
    std::string id, title, field, document, decider, clause;
    Evidence evidence = Evidence::product;
    std::optional<Figure> within;  // days after the rung before
};

/// How an action of the pack ([[action]]) redevelops: `renew` frees the parcel and gives it to a project that keeps the
/// standard; `improve` leaves the firm, which makes up a share of what it lacks to the standard.
struct OptionSpec {
    enum class Effect : std::uint8_t { renew, improve };
    std::string action;
    Effect effect = Effect::renew;
    std::vector<CostItem> cost;
    Figure tax, output;  // the standard, 万元/亩 a year at full production
    Figure closes;       // share of the gap to the standard that is made up
    Figure years;        // from the decision to full production
    std::string decider;
    std::vector<ActionStep> steps;  // in order
};

}  // namespace mutu
