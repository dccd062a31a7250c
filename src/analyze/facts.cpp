// The facts of one parcel from its raw inputs: contract terms, use of the land, money. Time has a file of its own.
#include "facts.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

template <class T>
void set(Facts& facts, Measure measure, T&& value, std::string_view source) {
    put(facts[measure], std::forward<T>(value), source);
}

void lack(Facts& facts, Measure measure, std::initializer_list<std::string_view> missing) {
    mutu::lack(facts[measure], missing);
}

template <class T>
void set_or_lack(Facts& facts, Measure measure, const std::optional<T>& value, std::string_view source) {
    if (value)
        set(facts, measure, *value, source);
    else
        lack(facts, measure, {source});
}

/// Late only where both days are recorded; a day that is recorded and not known leaves it open, and then no fee is
/// proposed.
void late_delivery_fact(const Reading& reading, Facts& facts) {
    const auto& agreed = reading.in.agreed_delivery;
    const Event delivery = reading.event(reading.in.delivery);
    const bool cell_open = delivery.state == Event::State::unknown && !delivery.absent_column;
    if (reading.in.agreed_delivery_unreadable)
        lack(facts, Measure::delivered_late, {"agreed_delivery_date"});
    else if (agreed && cell_open)
        lack(facts, Measure::delivered_late, {"actual_delivery_date"});
    else
        set(facts, Measure::delivered_late, truth_of(agreed && delivery.on && *delivery.on > *agreed),
            "actual_delivery_date");
}

void truth_or_lack(Facts& facts, Measure measure, Truth answer, std::string_view source, std::string_view missing) {
    if (answer == Truth::undetermined)
        lack(facts, measure, {missing});
    else
        set(facts, measure, answer, source);
}

void supply_facts(const Reading& reading, Facts& facts) {
    const ParcelInputs& in = reading.in;
    set(facts, Measure::as_of, reading.as_of, "as_of");
    truth_or_lack(facts, Measure::has_instrument, in.has_instrument, "contract_no", "contract_date");
    truth_or_lack(facts, Measure::supply_row, in.supply_row, "supply", "supervision_no");
    set(facts, Measure::terms_given, truth_of(in.terms_given), "agreed_start_date");
    set(facts, Measure::approvals_given, truth_of(in.approvals_given), "approval");
    set_or_lack(facts, Measure::approved_share, in.approved_share, "geom");
    set_or_lack(facts, Measure::contract_date, in.contract_date, "contract_date");
    const bool listed = !in.holder_kind.empty() && in.holder_kind != "other";
    set(facts, Measure::holder_kind, std::string{listed ? in.holder_kind : "user"}, "holder_kind");
    if (in.holder_kind.empty()) facts[Measure::holder_kind].assumption = "blank_holder_is_user";
}

void area_facts(const Reading& reading, Facts& facts) {
    set_or_lack(facts, Measure::developed_area, reading.in.developed_area, "developed_area_m2");
    auto required = reading.in.required_area;
    if (required && *required <= Area{}) {
        reading.find("zero_denominator", "应动工开发面积不大于 0，面积条件无法判定", "补填应动工开发建设用地总面积");
        required.reset();
    }
    set_or_lack(facts, Measure::required_area, required, "required_area_m2");
}

/// Investment test of 令53 第二条第二款: both sides without land price where it was booked into them.
void investment_facts(const Reading& reading, Facts& facts) {
    const ParcelInputs& in = reading.in;
    auto total = in.total_investment, invested = in.invested;
    const auto& price = in.land_price;
    const bool unsaid_unknown = reading.constants.unsaid_unknown || in.price_included_unreadable;
    std::vector<std::string_view> also;
    if (!in.price_included && unsaid_unknown)
        total.reset(), invested.reset(), also = {"investment_includes_land_price"};
    if (in.price_included == true) {
        if (!price) also = {"land_price_wan"};
        if (total) total = price ? std::optional{*total - *price} : std::nullopt;
        if (invested) invested = price ? std::optional{*invested - *price} : std::nullopt;
    }
    if (total && *total <= Money{}) {
        reading.find("zero_denominator", "总投资额（不含土地价款）不大于 0，投资条件无法判定",
                     "核对总投资额与土地价款");
        total.reset();
    }
    if (invested && *invested < Money{})
        reading.find("negative_invested", "已投资额扣除土地价款后为负，按所填数计算", "核对已投资额是否含土地价款");
    const auto put = [&](Measure measure, const std::optional<Money>& value, bool typed, std::string_view field) {
        set_or_lack(facts, measure, value, field);
        auto& missing = facts[measure].missing;
        if (!value && typed && !also.empty()) missing.clear();
        if (!value) missing.insert(missing.end(), also.begin(), also.end());
        if (value && !in.price_included) facts[measure].assumption = "investment_excludes_land_price";
    };
    put(Measure::total_investment, total, in.total_investment.has_value(), "total_investment_wan");
    put(Measure::invested, invested, in.invested.has_value(), "invested_wan");
    set_or_lack(facts, Measure::land_price, price, "land_price_wan");
}

void put_yield(Facts& facts, Measure measure, const std::optional<Money>& money, const std::optional<Area>& land,
               std::string_view source) {
    if (const auto yield = money && land ? Yield::of(*money, *land) : std::nullopt)
        return set(facts, measure, *yield, source);
    lack(facts, measure, {});
    if (!money) facts[measure].missing.push_back(source);
    if (!land) facts[measure].missing.push_back("registered_area_m2");
}

void money_facts(const Reading& reading, Facts& facts) {
    const ParcelInputs& in = reading.in;
    const auto whole = [](const std::optional<Money>& value, bool all) { return all ? value : std::nullopt; };
    put_yield(facts, Measure::tax_per_mu, whole(in.tax, in.tax_whole), in.land, "tax_wan");
    put_yield(facts, Measure::output_per_mu, whole(in.output, in.output_whole), in.land, "output_wan");
    put_yield(facts, Measure::revenue_per_mu, whole(in.revenue, in.revenue_whole), in.land, "revenue_wan");
    put_yield(facts, Measure::investment_per_mu, in.invested, in.land, "invested_wan");
    const auto mean = in.park_tax && in.park_land ? Yield::of(*in.park_tax, *in.park_land) : std::nullopt;
    set_or_lack(facts, Measure::park_tax_per_mu, mean, "tax_wan");
    truth_or_lack(facts, Measure::above_designated, in.above_designated, "above_designated", "above_designated");
    set_or_lack(facts, Measure::industry_code,
                in.industry_code.empty() ? std::nullopt : std::optional{in.industry_code}, "industry_code");
}

void operation_facts(const Reading& reading, Facts& facts) {
    const std::string& state = reading.in.operation_state;
    set_or_lack(facts, Measure::operation_state,
                state.empty() || state == "unknown" ? std::nullopt : std::optional{state}, "operation_state");
    const auto stopped = reading.event(reading.in.production_stop);
    set_or_lack(facts, Measure::production_stop_on, stopped.on, "production_stop_date");
    const auto& months = reading.constants.stop_months;
    const auto limit = stopped.on && months ? std::optional{add_months(*stopped.on, *months)} : std::nullopt;
    set_or_lack(facts, Measure::production_stop_limit_on, limit, "production_stop_date");
    if (!months) facts[Measure::production_stop_limit_on].missing = {"parameter:stop_months"};
}

void use_facts(const Reading& reading, Facts& facts) {
    const ParcelInputs& in = reading.in;
    set_or_lack(facts, Measure::land_area, in.land, "registered_area_m2");
    if (in.land) facts[Measure::land_area].source = in.land_source;
    const auto over_land = [&](const std::optional<Area>& part) {
        return part && in.land ? Ratio::of(*part, *in.land) : std::nullopt;
    };
    set_or_lack(facts, Measure::footprint_share, over_land(in.footprint), "building");
    facts[Measure::building_density] = facts[Measure::footprint_share];
    set_or_lack(facts, Measure::far, over_land(in.far_floor), "building");
    set_or_lack(facts, Measure::control_far, in.control_far, "control_far");
    put_yield(facts, Measure::control_investment_per_mu, in.control_investment, Area::mu(1),
              "control_investment_wan_per_mu");
    operation_facts(reading, facts);

    // A neighbour's wall over the line is no building on this parcel.
    const bool finished = says(facts, Measure::finished, Truth::yes);
    const bool standing = in.footprint && *in.footprint > reading.constants.negligible;
    if (finished || in.checked_built)
        set(facts, Measure::built, Truth::yes, finished ? "actual_finish_date" : "field_check");
    else if (standing)
        set(facts, Measure::built, Truth::yes, "building");
    else if (!says(facts, Measure::finished, Truth::no))
        lack(facts, Measure::built, {"actual_finish_date"});
    else if (in.footprint)
        set(facts, Measure::built, Truth::no, "building");
    else
        lack(facts, Measure::built, {"building"});
}

}  // namespace

FactConstants constants_of(const Rulebook& rules) {
    FactConstants constants;
    constants.delivery_plus_years = rules.count("delivery_plus_years");
    constants.idle_a_years = rules.count("idle_a_years"), constants.forfeit_years = rules.count("forfeit_years");
    constants.idle_b_years = rules.count("idle_b_years");
    constants.early_warning_days = rules.count("early_warning_days");
    constants.extension_max_months = rules.count("extension_max_months");
    constants.stop_months = rules.count("stop_months"), constants.ramp_up_months = rules.count("ramp_up_months");
    constants.next_day = rules.word("anniversary") == "next_day";
    constants.blank_unknown = rules.word("blank_event") == "unknown";
    constants.absent_not_happened = rules.word("absent_event") == "not_happened";
    constants.unsaid_unknown = rules.word("investment_when_unsaid") == "unknown";
    constants.foundation_other_min = rules.ratio("foundation_other_min");
    constants.contra_footprint_share = rules.ratio("contra_footprint_share");
    const auto sliver = rules.ratio("sliver_area_m2");
    constants.negligible = sliver ? Area::square_metres(sliver->value()) : Area{};
    return constants;
}

bool matters(const Rulebook& rules, const std::string& parameter) {
    static constexpr std::array<std::string_view, 10> of_facts{
        "delivery_plus_years", "idle_a_years",   "forfeit_years",        "idle_b_years",   "early_warning_days",
        "stop_months",         "ramp_up_months", "foundation_other_min", "sliver_area_m2", "contra_footprint_share"};
    if (std::find(of_facts.begin(), of_facts.end(), parameter) != of_facts.end()) return true;
    return std::any_of(rules.ladders.begin(), rules.ladders.end(),
                       [&](const Ladder& ladder) { return uses(rules, ladder, parameter); });
}

void Reading::find(std::string code, std::string message, std::string fix) const {
    if (found) found->push_back({std::move(code), std::move(message), std::move(fix)});
}

namespace {

/// What no constant of the rulebook enters.
constexpr std::array constant_free{
    Measure::as_of,           Measure::has_instrument,    Measure::supply_row,      Measure::terms_given,
    Measure::approvals_given, Measure::approved_share,    Measure::contract_date,   Measure::holder_kind,
    Measure::developed_area,  Measure::required_area,     Measure::tax_per_mu,      Measure::output_per_mu,
    Measure::revenue_per_mu,  Measure::investment_per_mu, Measure::park_tax_per_mu, Measure::above_designated,
    Measure::industry_code};

constexpr std::array<bool, measure_count> of_constants = [] {
    std::array<bool, measure_count> marks{};
    marks.fill(true);
    for (const Measure measure : constant_free) marks[static_cast<std::size_t>(measure)] = false;
    return marks;
}();

void facts_without_constants(const Reading& reading, Facts& facts) {
    supply_facts(reading, facts);
    area_facts(reading, facts);
    money_facts(reading, facts);
}

void facts_of_constants(const Reading& reading, Facts& facts) {
    late_delivery_fact(reading, facts);
    time_facts(reading, facts);
    investment_facts(reading, facts);
    use_facts(reading, facts);
    contradiction_fact(reading, facts);
}

}  // namespace

void make_facts(const ParcelInputs& inputs, const FactConstants& constants, Date as_of, std::vector<Finding>* found,
                Facts& facts) {
    for (const MeasureSpec& one : measures()) lack(facts, one.measure, {});
    const Reading reading{inputs, constants, as_of, found};
    facts_without_constants(reading, facts);
    facts_of_constants(reading, facts);
}

void remake_facts(const ParcelInputs& inputs, const FactConstants& constants, Date as_of, Facts& facts) {
    for (std::size_t i = 0; i < measure_count; ++i)
        if (of_constants[i]) lack(facts, static_cast<Measure>(i), {});
    facts_of_constants(Reading{inputs, constants, as_of}, facts);
}

}  // namespace mutu
