// A plan as JSON and as tables for people.
#include "planned.hpp"

#include "mutu/text.hpp"

#include <ostream>

namespace mutu {
namespace {

Value money(const std::optional<Money>& amount) { return amount ? Value{amount->wan()} : Value{}; }

/// The goal in the unit people read: 万元 a year, or 亩.
double goal_value(const Planned& planned, std::int64_t amount) {
    return static_cast<double>(amount) / (planned.request.goal == Goal::land ? 200'000.0 : 1e6);
}

Value chosen_value(const Planned& planned) {
    Value list{Value::List{}};
    for (const Chosen& one : planned.plan.chosen) {
        const Candidate& candidate = planned.candidates[one.candidate];
        const PlanOption& option = candidate.options[one.option];
        Value row;
        row.add("parcel_id", candidate.parcel_id), row.add("block_id", "B" + std::to_string(one.block + 1));
        row.add("action", option.action), row.add("year", one.year);
        row.add("cost_wan", money(option.cost)), row.add("uplift_wan", money(option.tax_uplift));
        row.add("output_uplift_wan", money(option.output_uplift));
        row.add("forgone_wan", money(option.forgone)), row.add("present_value_wan", money(option.present_value));
        row.add("government_wan", money(option.to_government)), row.add("park_wan", money(option.to_park));
        row.add("firm_wan", money(option.to_firm));
        row.add("area_m2", candidate.inputs.land ? Value{candidate.inputs.land->square_metres()} : Value{});
        row.add("years_to_full_production", option.years ? Value{*option.years} : Value{});
        list.push(std::move(row));
    }
    return list;
}

Value refused_value(const Planned& planned) {
    Value list{Value::List{}};
    for (const Refused& one : planned.plan.refused) {
        Value row;
        row.add("parcel_id", planned.candidates[one.candidate].parcel_id);
        row.add("because", one.because), row.add("code", one.code);
        list.push(std::move(row));
    }
    return list;
}

Value cash_value(const Plan& plan) {
    Value list{Value::List{}};
    for (const PlanYear& one : plan.cash) {
        Value row;
        row.add("year", one.year), row.add("cost_wan", one.cost.wan()), row.add("uplift_wan", one.uplift.wan());
        row.add("forgone_wan", one.forgone.wan());
        row.add("balance_wan", Money::fen(one.balance).wan());
        list.push(std::move(row));
    }
    return list;
}

Value park_years_value(const Planned& planned, const BookParks& parks) {
    Value list{Value::List{}};
    for (const PlanParkYear& one : planned.years) {
        Value row;
        row.add("park_id", parks.ids[one.park]), row.add("year", one.year);
        row.add("idle_m2", one.sums.idle.square_metres());
        row.add("low_efficiency_m2", one.sums.low_efficiency.square_metres());
        row.add("undetermined_m2", one.sums.undetermined.square_metres());
        row.add("tax_wan", one.tax.wan());
        const auto per_mu = tax_per_mu(one);
        row.add("tax_wan_per_mu", per_mu ? Value{*per_mu} : Value{});
        row.add("years_of_supply", one.years_of_supply ? Value{one.years_of_supply->value()} : Value{});
        row.add("years_of_supply_because", one.years_because);
        list.push(std::move(row));
    }
    return list;
}

Value park_figures(const ClassSums& sums, Money tax) {
    Value value;
    value.add("idle_m2", sums.idle.square_metres()), value.add("idle_count", sums.idle_count);
    value.add("low_efficiency_m2", sums.low_efficiency.square_metres());
    value.add("low_efficiency_count", sums.low_efficiency_count);
    value.add("undetermined_m2", sums.undetermined.square_metres()), value.add("tax_wan", tax.wan());
    return value;
}

bool touched(const PlanPark& park) { return !(park.before == park.after) || park.tax_before != park.tax_after; }

TextTable table_of(const std::vector<std::string>& keys, std::vector<bool> numeric, const Labels& labels,
                   Language language) {
    TextTable table{keys, {}, std::move(numeric), {}};
    for (const auto& key : keys) table.headings.push_back(labels.text("plan", key, language));
    return table;
}

std::optional<std::string> wan(const std::optional<Money>& amount) {
    return amount ? std::optional{fixed(amount->wan(), 2)} : std::nullopt;
}

TextTable chosen_table(const Planned& planned, const Labels& labels, Language language) {
    TextTable table = table_of({"year", "block", "parcel", "land_class", "action", "area_mu", "cost_wan", "uplift_wan"},
                               {true, false, false, false, false, true, true, true}, labels, language);
    for (const Chosen& one : planned.plan.chosen) {
        const Candidate& candidate = planned.candidates[one.candidate];
        const PlanOption& option = candidate.options[one.option];
        table.rows.push_back(
            {std::to_string(one.year), "B" + std::to_string(one.block + 1), candidate.parcel_id,
             labels.text("land_class", candidate.land_class, language), labels.text("action", option.action, language),
             fixed(candidate.inputs.land.value_or(Area{}).mu(), 2), wan(option.cost), wan(option.tax_uplift)});
    }
    return table;
}

TextTable cash_table(const Plan& plan, const Labels& labels, Language language) {
    TextTable table = table_of({"year", "cost_wan", "uplift_wan", "forgone_wan", "balance_wan"},
                               std::vector<bool>(5, true), labels, language);
    for (const PlanYear& one : plan.cash)
        table.rows.push_back({std::to_string(one.year), fixed(one.cost.wan(), 2), fixed(one.uplift.wan(), 2),
                              fixed(one.forgone.wan(), 2), fixed(Money::fen(one.balance).wan(), 2)});
    return table;
}

/// The parks that are touched, year by year.
TextTable park_year_table(const Planned& planned, const BookParks& parks, const Labels& labels, Language language) {
    TextTable table =
        table_of({"park", "year", "idle_mu", "low_efficiency_mu", "tax_wan", "tax_wan_per_mu", "years_of_supply"},
                 {false, true, true, true, true, true, true}, labels, language);
    for (const PlanParkYear& one : planned.years) {
        const auto per_mu = tax_per_mu(one);
        table.rows.push_back({parks.names[one.park].empty() ? parks.ids[one.park] : parks.names[one.park],
                              std::to_string(one.year), fixed(one.sums.idle.mu(), 2),
                              fixed(one.sums.low_efficiency.mu(), 2), fixed(one.tax.wan(), 2),
                              per_mu ? std::optional{fixed(*per_mu, 2)} : std::nullopt,
                              one.years_of_supply ? std::optional{one.years_of_supply->decimals(2)} : std::nullopt});
    }
    return table;
}

TextTable swaps_table(const Planned& planned, const Labels& labels, Language language) {
    TextTable table =
        table_of({"parcel", "swap_state", "swap_with", "land_use_code", "value_wan", "with_value_wan", "missing"},
                 {false, false, false, false, true, true, false}, labels, language);
    for (const Swap& swap : planned.swaps) {
        const SwapLand& own = planned.swap_wanting[swap.wanting];
        table.rows.push_back(
            {own.parcel_id, labels.text("swap_state", swap.code, language),
             swap.offered ? std::optional{planned.swap_offered[*swap.offered].parcel_id} : std::nullopt, own.use,
             wan(swap.value), wan(swap.with), join(swap.missing, ";")});
    }
    return table;
}

std::string from_to(const std::string& before, const std::string& after) {
    return before == after ? after : before + " → " + after;
}

TextTable park_table(const Planned& planned, const BookParks& parks, const Labels& labels, Language language) {
    TextTable table = table_of({"park", "idle_mu", "low_efficiency_mu", "undetermined_mu", "tax_wan"},
                               {false, true, true, true, true}, labels, language);
    const auto mu = [](Area area) { return fixed(area.mu(), 2); };
    for (const PlanPark& one : planned.parks)
        if (touched(one))
            table.rows.push_back({parks.names[one.park].empty() ? parks.ids[one.park] : parks.names[one.park],
                                  from_to(mu(one.before.idle), mu(one.after.idle)),
                                  from_to(mu(one.before.low_efficiency), mu(one.after.low_efficiency)),
                                  from_to(mu(one.before.undetermined), mu(one.after.undetermined)),
                                  from_to(fixed(one.tax_before.wan(), 2), fixed(one.tax_after.wan(), 2))});
    return table;
}

TextTable refused_table(const Planned& planned, const Labels& labels, Language language) {
    struct Sum {
        std::size_t count = 0;
        std::string example;
    };
    std::map<std::string, Sum> sums;
    for (const Refused& one : planned.plan.refused) {
        Sum& sum = sums[one.because];
        if (++sum.count == 1) sum.example = planned.candidates[one.candidate].parcel_id;
    }
    TextTable table = table_of({"because", "count", "example"}, {false, true, false}, labels, language);
    for (const auto& [because, sum] : sums) table.rows.push_back({because, std::to_string(sum.count), sum.example});
    return table;
}

std::string binding_text(const Planned& planned, const Labels& labels, Language language) {
    std::vector<std::string> texts;
    texts.reserve(planned.plan.binding.size());
    for (const std::string& one : planned.plan.binding)
        texts.push_back(one.starts_with("limit:") ? labels.text("plan", "limit", language) + " " +
                                                        labels.text("action", one.substr(one.find(':') + 1), language)
                                                  : labels.text("plan", one, language));
    return texts.empty() ? labels.text("plan", "nothing", language) : join(texts, "、");
}

void write_head(const Planned& planned, const Labels& labels, Language language, std::ostream& out) {
    const Plan& plan = planned.plan;
    const auto line = [&](const char* key, const std::string& text) {
        out << labels.text("plan", key, language) << (language == Language::zh ? "：" : ": ") << text << "\n";
    };
    const std::string unit = planned.request.goal == Goal::land ? " 亩" : " 万元/年";
    if (!planned.scenario_id.empty()) line("scenario", planned.scenario_id);
    line("status", labels.text("plan", word(plan.status), language));
    if (plan.status == PlanStatus::infeasible) {
        line("because", plan.why_infeasible);
        return;
    }
    line("objective", labels.text("plan", word(planned.request.goal), language) + " " +
                          fixed(goal_value(planned, plan.objective), 2) + unit + "（" +
                          labels.text("plan", "bound", language) + " " + fixed(goal_value(planned, plan.bound), 2) +
                          "，" + labels.text("plan", "gap", language) + " " + fixed(plan.gap() * 100, 2) + " %）");
    line("spent", fixed(plan.spent.wan(), 2) + " / " + fixed(planned.request.budget.wan(), 2) + " 万元");
    if (const auto worth = present_value_of(planned)) line("present_value", fixed(worth->wan(), 2) + " 万元");
    line("binding", binding_text(planned, labels, language));
    if (plan.with_more)
        line("with_more",
             "+" + fixed(goal_value(planned, std::max<std::int64_t>(0, *plan.with_more - plan.objective)), 2) + unit);
    if (plan.capped) line("capped", std::to_string(planned.request.block_count));
}

}  // namespace

std::optional<Money> present_value_of(const Planned& planned) {
    Money sum;
    for (const Chosen& one : planned.plan.chosen) {
        const auto& worth = planned.candidates[one.candidate].options[one.option].present_value;
        if (!worth) return std::nullopt;
        sum += *worth;
    }
    return planned.plan.chosen.empty() ? std::nullopt : std::optional{sum};
}

Value plan_value(const Planned& planned, const BookParks& parks) {
    const Plan& plan = planned.plan;
    const bool land = planned.request.goal == Goal::land, known = plan.status != PlanStatus::infeasible;
    const auto goal = [&](std::int64_t amount) { return known ? Value{goal_value(planned, amount)} : Value{}; };
    Value value, binding{Value::List{}}, by_park{Value::List{}};
    value.add("status", word(plan.status));
    value.add("objective_wan", land ? Value{} : goal(plan.objective));
    value.add("bound_wan", land ? Value{} : goal(plan.bound));
    if (land) value.add("objective_mu", goal(plan.objective)), value.add("bound_mu", goal(plan.bound));
    value.add("gap", known ? Value{plan.gap()} : Value{});
    for (const std::string& one : plan.binding) binding.push(one);
    value.add("binding", std::move(binding));
    value.add("chosen", chosen_value(planned)), value.add("refused", refused_value(planned));
    if (!known) value.add("because", plan.why_infeasible);
    value.add("objective", word(planned.request.goal));
    value.add("scenario_id", planned.scenario_id.empty() ? Value{} : Value{planned.scenario_id});
    value.add("budget_wan", planned.request.budget.wan()), value.add("spent_wan", plan.spent.wan());
    value.add("with_100_wan_more", plan.with_more ? goal(*plan.with_more) : Value{});
    value.add("blocks_capped", plan.capped);
    value.add("present_value_wan", money(present_value_of(planned)));
    value.add("years", cash_value(plan)), value.add("park_years", park_years_value(planned, parks));
    for (const PlanPark& one : planned.parks) {
        if (!touched(one)) continue;
        Value row;
        row.add("park_id", parks.ids[one.park]);
        row.add("before", park_figures(one.before, one.tax_before));
        row.add("after", park_figures(one.after, one.tax_after));
        by_park.push(std::move(row));
    }
    value.add("parks", std::move(by_park)), value.add("swaps", swaps_value(planned));
    return value;
}

void write_plan(const Planned& planned, const Labels& labels, const BookParks& parks, const Common& common,
                std::ostream& out) {
    const Format format = format_or_table(common);
    if (format == Format::csv || format == Format::ndjson) {
        out << render(chosen_table(planned, labels, common.language), format, "plan");
        return;
    }
    write_head(planned, labels, common.language, out);
    if (planned.plan.status == PlanStatus::infeasible) return;
    out << "\n" << render(chosen_table(planned, labels, common.language), format, "plan");
    out << "\n" << render(cash_table(planned.plan, labels, common.language), format, "plan");
    out << "\n" << render(park_table(planned, parks, labels, common.language), format, "plan");
    out << "\n" << render(park_year_table(planned, parks, labels, common.language), format, "plan");
    if (!planned.swaps.empty()) out << "\n" << render(swaps_table(planned, labels, common.language), format, "plan");
    out << "\n" << render(refused_table(planned, labels, common.language), format, "plan");
}

}  // namespace mutu
