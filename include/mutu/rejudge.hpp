// Judging from raw inputs alone: the facts, states and verdicts of a parcel under a rulebook, as often as wanted.
#pragma once

#include "mutu/assessment.hpp"
#include "mutu/inputs.hpp"
#include "mutu/policy.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// The parameters that fact makers use, read once.
struct FactConstants {
    std::optional<int> delivery_plus_years, idle_a_years, forfeit_years, idle_b_years, early_warning_days,
        extension_max_months, stop_months, ramp_up_months;
    bool next_day = false, blank_unknown = false, absent_not_happened = false, unsaid_unknown = false;
    std::optional<Ratio> foundation_other_min, contra_footprint_share;
    Area negligible;  // a footprint up to this is a neighbour's wall
};
FactConstants constants_of(const Rulebook& rules);

/// A rulebook made ready for many parcels: parameters read, conditions settled. `rules` and `labels` outlive it.
struct Judge {
    Judge(const Rulebook& rules, const Labels& labels, Date as_of);

    const Rulebook& rules;
    const Labels& labels;
    Date as_of;
    FactConstants constants;
    Ladder supply_state, idle_state, efficiency;                 // settled
    Ladder open_supply_state, open_idle_state, open_efficiency;  // opened: what may yet become known
    std::vector<Rule> listed;                                    // settled, in the order of verdicts
    std::vector<Action> actions;                                 // settled
};

/// What the ladders say of one parcel. Words point into the rulebook or to static storage.
struct States {
    std::string_view supply_state, idle_state, efficiency, land_class;
};
/// States alone, nothing about what is missing: what thousands of parcels are judged again for. `facts` is scratch.
States states_of(const Judge& judge, const ParcelInputs& inputs, Facts& facts);
/// The same where `made` holds what `states_of` left under another judge: facts serve again where both judges make the
/// same of the inputs, else they are made in `scratch`, which may be `made` itself when nothing more is asked of it.
States states_again(const Judge& judge, const Judge& made_by, const ParcelInputs& inputs, Facts& made, Facts& scratch);

/// All facts of a parcel with the outcomes of its ladders among them.
Facts judged_facts(const Judge& judge, const ParcelInputs& inputs);

/// The one colour on the map (contract.md §5).
std::string_view land_class(std::string_view supply_state, std::string_view idle_state, std::string_view efficiency);

/// Parameters that work while files and shapes are read: no other book can say what they would change.
bool works_in_reading(std::string_view parameter);
/// Whether a fact or a ladder asks for the parameter at all.
bool matters(const Rulebook& rules, const std::string& parameter);

}  // namespace mutu
