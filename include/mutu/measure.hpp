// The catalogue of measures: what code can compute about a parcel and rules may compare. Measures are code, thresholds
// data.
#pragma once

#include "mutu/date.hpp"
#include "mutu/units.hpp"
#include "mutu/verdict.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mutu {

enum class Dimension : std::uint8_t { truth, date, area, money, ratio, yield, code };

/// One entry per idea; ids in the catalogue are these names. Comments say what it is and which parameters it takes.
enum class Measure : std::uint8_t {
    as_of,  // date: the day the run speaks for
    // supply
    has_instrument,   // truth: contract no., supervision no. or contract date is recorded
    supply_row,       // truth: a supply row up to as-of names the parcel or covers more than half of it
    terms_given,      // truth: an agreed or extended date is recorded
    approvals_given,  // truth: an approval source was handed in
    approved_share,   // ratio: valid approvals over the parcel
    contract_date,    // date
    holder_kind,      // code: user, reserve, government
    supply_state,     // code: outcome of ladder supply_state
    // time
    finished,            // truth: finish date up to as-of
    finish_date,         // date
    started,             // truth: start date, or permit and foundation test [foundation_other_min]
    start_contradicted,  // truth: evidence of building or production against "not started" [contra_footprint_share]
    start_due,           // date: extended, else agreed, else delivery + [delivery_plus_years]
    one_year_on,         // date: start_due + [idle_a_years] ([anniversary])
    two_years_on,        // date: start_due + [forfeit_years]
    warning_from,        // date: one_year_on − [early_warning_days]
    idle_cause,          // code: of the field's list, "none" when blank, "other" outside the list
    delivered_late,      // truth: delivered later than agreed
    stopped,             // truth: stop date up to as-of and no resumption since
    stop_date,           // date
    stop_year_on,        // date: stop_date + [idle_b_years]
    required_area,
    developed_area,  // area
    total_investment,
    invested,    // money, land price taken out where included
    idle_state,  // code: outcome of ladder idle_state
    // use
    land_area,        // area: the basis of the run
    built,            // truth: finished, or a building stands on it
    footprint_share,  // ratio: building footprint over the parcel
    far,
    control_far,       // ratio
    building_density,  // ratio
    investment_per_mu,
    control_investment_per_mu,  // yield
    tax_per_mu,
    output_per_mu,
    revenue_per_mu,            // yield
    park_tax_per_mu,           // yield: Σ tax / Σ land over the park's parcels that have both
    above_designated,          // truth: 规上; yes when any of its firms is
    industry_code,             // code
    operation_state,           // code
    production_stop_on,        // date
    production_stop_limit_on,  // date: production_stop_on + [stop_months]
    ramp_up_until,             // date: finish_date + [ramp_up_months]
    land_price,                // money
    efficiency,                // code: outcome of ladder efficiency
};
inline constexpr std::size_t measure_count = static_cast<std::size_t>(Measure::efficiency) + 1;

struct MeasureSpec {
    Measure measure;
    std::string_view id;
    Dimension dimension;
};
const std::array<MeasureSpec, measure_count>& measures();
const MeasureSpec& spec(Measure measure);
std::optional<Measure> measure_named(std::string_view id);

/// A value of one dimension; monostate is unknown.
using FactValue = std::variant<std::monostate, Truth, Date, Area, Money, Ratio, Yield, std::string>;

/// One measure of one parcel: its value, the field it came from, what would settle it, the assumption it leans on.
struct Fact {
    FactValue value;
    std::string_view source = {};                // field name; static storage
    std::vector<std::string_view> missing = {};  // field names; static storage
    std::string_view assumption = {};            // id of labels group "assumption"; static storage
    bool known() const { return !std::holds_alternative<std::monostate>(value); }
};

/// All measures of one parcel; those never set are unknown with nothing to say.
class Facts {
public:
    const Fact& operator[](Measure m) const { return facts_[static_cast<std::size_t>(m)]; }
    Fact& operator[](Measure m) { return facts_[static_cast<std::size_t>(m)]; }

private:
    std::array<Fact, measure_count> facts_;
};

/// Exact text of a value for proofs: dates ISO, areas "20000 m²", money "1200 万元", yields "468 万元 / 24000 m²",
/// ratios "0.25" where a short decimal says it and "1/3" where not, truths yes/no; "?" when unknown.
std::string to_text(const FactValue& value);
/// Reads `to_text` back; Error{Kind::input} when it does not have that form.
FactValue fact_value(std::string_view text, Dimension dimension);

}  // namespace mutu
