// A plan as tables of the book: the scenario, every option of every candidate, blocks, parcels, years, parks.
#include "planned.hpp"

#include "mutu/overlay.hpp"
#include "mutu/text.hpp"

namespace mutu {
namespace {

using Type = Rows::Type;

BookCell cell(const std::optional<Money>& amount) {
    if (amount) return amount->wan();
    return std::monostate{};
}
BookCell cell(const std::optional<Area>& area) {
    if (area) return area->square_metres();
    return std::monostate{};
}
BookCell cell(const std::optional<double>& number) {
    if (number) return *number;
    return std::monostate{};
}
BookCell cell(const std::optional<int>& count) {
    if (count) return std::int64_t{*count};
    return std::monostate{};
}

std::string block_id(std::size_t block) { return "B" + std::to_string(block + 1); }

/// The figures that the plan was made from, as they stood.
Value figures_of(const Rulebook& rules) {
    Value figures{Value::Table{}};
    const auto note = [&](const Figure& figure) {
        if (figure.parameter.empty() || figures.find(figure.parameter)) return;
        if (const auto number = value_of(rules, figure)) figures.add(figure.parameter, number->text());
    };
    for (const OptionSpec& spec : rules.options) {
        for (const CostItem& item : spec.cost) note(item.price);
        for (const Figure* figure : {&spec.tax, &spec.output, &spec.closes, &spec.years}) note(*figure);
    }
    return figures;
}

/// The request in a form that makes the same plan again.
std::string request_text(const Planned& planned, const Rulebook& rules, const Settings& set) {
    const PlanRequest& asked = planned.request;
    Value value, force{Value::List{}}, forbid{Value::List{}}, limits{Value::Table{}}, settings{Value::Table{}};
    for (const auto& id : asked.force) force.push(id);
    for (const auto& id : asked.forbid) forbid.push(id);
    for (const auto& [action, most] : asked.limits) limits.add(action, most);
    for (const auto& [name, text] : set) settings.add(name, text);
    value.add("budget_wan", asked.budget.wan()), value.add("years", asked.years);
    value.add("min_block_mu", asked.min_block.mu()), value.add("objective", word(asked.goal));
    value.add("force", std::move(force)), value.add("forbid", std::move(forbid));
    value.add("limits", std::move(limits)), value.add("gap", asked.gap);
    value.add("set", std::move(settings)), value.add("figures", figures_of(rules));
    return to_json(value);
}

AddedTable scenario_table(const Planned& planned, const BookRun& run, const Rulebook& rules, const Settings& set) {
    const Plan& plan = planned.plan;
    const double unit = planned.request.goal == Goal::land ? 200'000.0 : 1e6;
    AddedTable table{"plan_scenario",
                     {{"scenario_id", Type::text},
                      {"run_id", Type::text},
                      {"policy_id", Type::text},
                      {"policy_sha256", Type::text},
                      {"request", Type::text},
                      {"status", Type::text},
                      {"objective", Type::real},
                      {"bound", Type::real},
                      {"gap", Type::real},
                      {"unit", Type::text},
                      {"binding", Type::text},
                      {"cost_wan", Type::real},
                      {"uplift_wan", Type::real},
                      {"present_value_wan", Type::real},
                      {"parcel_count", Type::integer},
                      {"area_m2", Type::real}},
                     {},
                     {}};
    Area land;
    for (const PlanBlock& block : plan.blocks) land += block.land;
    table.rows.push_back({planned.scenario_id, run.run_id, run.rules.id, run.rules.sha256,
                          request_text(planned, rules, set), std::string{word(plan.status)},
                          static_cast<double>(plan.objective) / unit, static_cast<double>(plan.bound) / unit,
                          plan.gap(), std::string{planned.request.goal == Goal::land ? "亩" : "万元/年"},
                          join(plan.binding, ";"), plan.spent.wan(), plan.uplift.wan(), cell(present_value_of(planned)),
                          static_cast<std::int64_t>(plan.chosen.size()), land.square_metres()});
    return table;
}

AddedTable option_table(const Planned& planned) {
    AddedTable table{"plan_option",
                     {{"scenario_id", Type::text},
                      {"parcel_id", Type::text},
                      {"action", Type::text},
                      {"admitted", Type::text},
                      {"chosen", Type::integer},
                      {"cost_wan", Type::real},
                      {"uplift_wan", Type::real},
                      {"output_uplift_wan", Type::real},
                      {"payback_years", Type::real},
                      {"years_to_full_production", Type::integer},
                      {"forgone_wan", Type::real},
                      {"present_value_wan", Type::real},
                      {"government_wan", Type::real},
                      {"park_wan", Type::real},
                      {"firm_wan", Type::real},
                      {"unvalued", Type::text},
                      {"missing", Type::text},
                      {"because", Type::text}},
                     {},
                     {}};
    std::map<std::pair<std::uint32_t, std::uint32_t>, bool> chosen;
    for (const Chosen& one : planned.plan.chosen) chosen[{one.candidate, one.option}] = true;
    std::map<std::uint32_t, std::string> because;
    for (const Refused& one : planned.plan.refused) because[one.candidate] = one.because;
    for (std::uint32_t i = 0; i < planned.candidates.size(); ++i)
        for (std::uint32_t o = 0; o < planned.candidates[i].options.size(); ++o) {
            const PlanOption& option = planned.candidates[i].options[o];
            BookCell payback;
            if (option.cost && option.tax_uplift && *option.tax_uplift > Money{} && option.years)
                payback = *option.years + option.cost->wan() / option.tax_uplift->wan();
            table.rows.push_back(
                {planned.scenario_id, planned.candidates[i].parcel_id, option.action,
                 std::string{option.admitted ? "yes" : "undetermined"}, std::int64_t{chosen.contains({i, o})},
                 cell(option.cost), cell(option.tax_uplift), cell(option.output_uplift), payback, cell(option.years),
                 cell(option.forgone), cell(option.present_value), cell(option.to_government), cell(option.to_park),
                 cell(option.to_firm), join(option.unvalued, ";"), join(option.missing, ";"), because[i]});
        }
    return table;
}

AddedTable parcel_table(const Planned& planned, const GeometryColumn& shapes) {
    AddedTable table{"plan_parcel",
                     {{"scenario_id", Type::text},
                      {"parcel_id", Type::text},
                      {"block_id", Type::text},
                      {"action", Type::text},
                      {"year", Type::integer},
                      {"land_class", Type::text},
                      {"area_m2", Type::real},
                      {"cost_wan", Type::real},
                      {"uplift_wan", Type::real}},
                     {},
                     GeometryColumn{}};
    for (const Chosen& one : planned.plan.chosen) {
        const Candidate& candidate = planned.candidates[one.candidate];
        const PlanOption& option = candidate.options[one.option];
        table.rows.push_back({planned.scenario_id, candidate.parcel_id, block_id(one.block), option.action,
                              std::int64_t{one.year}, candidate.land_class, cell(candidate.inputs.land),
                              cell(option.cost), cell(option.tax_uplift)});
        table.shapes->add_row(shapes, candidate.row);
    }
    return table;
}

AddedTable block_table(const Planned& planned, const GeometryColumn& shapes) {
    AddedTable table{"plan_block",
                     {{"scenario_id", Type::text},
                      {"block_id", Type::text},
                      {"year", Type::integer},
                      {"parcel_count", Type::integer},
                      {"parcels", Type::text},
                      {"area_m2", Type::real},
                      {"cost_wan", Type::real},
                      {"uplift_wan", Type::real}},
                     {},
                     GeometryColumn{}};
    for (std::size_t b = 0; b < planned.plan.blocks.size(); ++b) {
        const PlanBlock& block = planned.plan.blocks[b];
        GeometryColumn land;
        std::vector<std::string> ids;
        Money uplift;
        for (const std::uint32_t member : block.members) {
            const Chosen& one = planned.plan.chosen[member];
            const Candidate& candidate = planned.candidates[one.candidate];
            land.add_row(shapes, candidate.row), ids.push_back(candidate.parcel_id);
            uplift += candidate.options[one.option].tax_uplift.value_or(Money{});
        }
        table.rows.push_back({planned.scenario_id, block_id(b), std::int64_t{block.year},
                              static_cast<std::int64_t>(ids.size()), join(ids, ";"), block.land.square_metres(),
                              block.cost.wan(), uplift.wan()});
        table.shapes->add_row(united(land), 0);
    }
    return table;
}

AddedTable year_table(const Planned& planned) {
    AddedTable table{"plan_year",
                     {{"scenario_id", Type::text},
                      {"year", Type::integer},
                      {"cost_wan", Type::real},
                      {"uplift_wan", Type::real},
                      {"forgone_wan", Type::real},
                      {"balance_wan", Type::real}},
                     {},
                     {}};
    for (const PlanYear& one : planned.plan.cash)
        table.rows.push_back({planned.scenario_id, std::int64_t{one.year}, one.cost.wan(), one.uplift.wan(),
                              one.forgone.wan(), Money::fen(one.balance).wan()});
    return table;
}

AddedTable park_table(const Planned& planned, const BookParks& parks) {
    AddedTable table{"plan_park",
                     {{"scenario_id", Type::text},
                      {"park_id", Type::text},
                      {"idle_before_m2", Type::real},
                      {"idle_after_m2", Type::real},
                      {"low_efficiency_before_m2", Type::real},
                      {"low_efficiency_after_m2", Type::real},
                      {"undetermined_before_m2", Type::real},
                      {"undetermined_after_m2", Type::real},
                      {"tax_before_wan", Type::real},
                      {"tax_after_wan", Type::real}},
                     {},
                     {}};
    for (const PlanPark& one : planned.parks) {
        const auto m2 = [](Area area) { return area.square_metres(); };
        table.rows.push_back({planned.scenario_id, parks.ids[one.park], m2(one.before.idle), m2(one.after.idle),
                              m2(one.before.low_efficiency), m2(one.after.low_efficiency), m2(one.before.undetermined),
                              m2(one.after.undetermined), one.tax_before.wan(), one.tax_after.wan()});
    }
    return table;
}

AddedTable park_year_table(const Planned& planned, const BookParks& parks) {
    AddedTable table{"plan_park_year",
                     {{"scenario_id", Type::text},
                      {"park_id", Type::text},
                      {"year", Type::integer},
                      {"idle_m2", Type::real},
                      {"low_efficiency_m2", Type::real},
                      {"undetermined_m2", Type::real},
                      {"tax_wan", Type::real},
                      {"tax_wan_per_mu", Type::real},
                      {"years_of_supply", Type::real},
                      {"years_of_supply_because", Type::text}},
                     {},
                     {}};
    for (const PlanParkYear& one : planned.years)
        table.rows.push_back({planned.scenario_id, parks.ids[one.park], std::int64_t{one.year},
                              one.sums.idle.square_metres(), one.sums.low_efficiency.square_metres(),
                              one.sums.undetermined.square_metres(), one.tax.wan(), cell(tax_per_mu(one)),
                              one.years_of_supply ? BookCell{one.years_of_supply->value()} : BookCell{},
                              one.years_because});
    return table;
}

}  // namespace

std::optional<double> tax_per_mu(const PlanParkYear& year) {
    const double land = year.land.mu();
    return year.tax_whole && land > 0 ? std::optional{year.tax.wan() / land} : std::nullopt;
}

std::vector<AddedTable> plan_tables(const Planned& planned, const BookRun& run, const Rulebook& rules,
                                    const Settings& set, const BookParks& parks, const GeometryColumn& shapes) {
    return {scenario_table(planned, run, rules, set),
            option_table(planned),
            block_table(planned, shapes),
            parcel_table(planned, shapes),
            year_table(planned),
            park_table(planned, parks),
            park_year_table(planned, parks),
            swap_table(planned)};
}

}  // namespace mutu
