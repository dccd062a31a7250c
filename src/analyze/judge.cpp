// Ladders, rules, actions and the map class of one parcel.
#include "facts.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

std::string recognition(const Known& known, std::size_t parcel) {
    const Terms& terms = known.terms;
    const Date as_of = known.context.options.as_of;
    const auto up_to = [&](std::string_view field) {
        const auto day = terms.get<Date>(field, parcel);
        return day && *day <= as_of;
    };
    if (up_to("disposed_date")) return "disposed";
    if (terms.get<std::string>("recognition_no", parcel) && up_to("recognition_date")) return "recognised";
    if (up_to("notice_served_date") || terms.get<std::string>("notice_no", parcel)) return "investigating";
    return "none";
}

const Date* day(const Facts& facts, Measure measure) { return std::get_if<Date>(&facts[measure].value); }
bool word_is(const Facts& facts, Measure measure, std::string_view expected) {
    const auto* found = std::get_if<std::string>(&facts[measure].value);
    return found && *found == expected;
}

/// Lines 4 (unknown or contradicted), 5 and 7 of the ladder have a day on which idleness is reached; no other line has.
void idle_days(const Facts& facts, Date as_of, ParcelResult& result) {
    if (const Date* due = day(facts, Measure::start_due)) result.start_due = *due;
    const auto* contract = day(facts, Measure::contract_date);
    const bool on_ladder = result.supply_state == "supplied" && word_is(facts, Measure::holder_kind, "user") &&
                           !(contract && as_of < *contract) && says(facts, Measure::finished, Truth::no);
    if (!on_ladder) return;
    const bool started = says(facts, Measure::started, Truth::yes);
    if (started && !says(facts, Measure::stopped, Truth::yes)) return;
    if (const Date* on = day(facts, started ? Measure::stop_year_on : Measure::one_year_on)) {
        result.idle_on = *on;
        result.idle_days = as_of - *on;
    }
}

void copy_measures(const Known& known, std::size_t parcel, const Facts& facts, ParcelResult& result) {
    const ParcelAreas& areas = known.areas[parcel];
    result.parcel_id = *known.context.table(Role::parcel).column<std::string>("parcel_id")[parcel];
    if (const auto park = known.parks.of_parcel[parcel]) result.park_id = known.parks.list[*park].id;
    result.area = areas.basis, result.area_registered = areas.registered, result.area_ellipsoid = areas.ellipsoid;
    result.area_planar = areas.planar, result.area_in_park = areas.in_park;
    const ParcelMoney& money = known.firms.of_parcel[parcel];
    result.tax = money.tax, result.output = money.output, result.revenue = money.revenue;
    result.investment = known.terms.get<Money>("invested_wan", parcel);
    const auto per_mu = [&](const std::optional<Money>& sum) {
        return sum && areas.basis ? Yield::of(*sum, *areas.basis) : std::nullopt;
    };
    result.tax_per_mu = per_mu(result.tax), result.output_per_mu = per_mu(result.output);
    result.investment_per_mu = per_mu(result.investment);
    result.footprint = known.cover.footprint[parcel], result.gross_floor_area = known.cover.gross_floor[parcel];
    result.far_floor_area = known.cover.far_floor[parcel];
    if (const auto* far = std::get_if<Ratio>(&facts[Measure::far].value)) result.far = far->value();
    if (const auto* density = std::get_if<Ratio>(&facts[Measure::building_density].value))
        result.building_density = density->value();
    result.data_year = known.firms.data_year;
    if (money.tax && !money.tax_whole) result.missing.push_back("tax_wan");
    if (money.output && !money.output_whole) result.missing.push_back("output_wan");
    if (money.revenue && !money.revenue_whole) result.missing.push_back("revenue_wan");
}

}  // namespace

std::string land_class(const ParcelResult& result) {
    const auto by_efficiency = [&]() -> std::string {
        if (result.efficiency == "low") return "low_efficiency";
        if (result.efficiency == "ordinary" || result.efficiency == "too_new") return "ordinary";
        return result.efficiency;
    };
    if (result.supply_state == "approved_unsupplied") return "unsupplied";
    if (result.idle_state.starts_with("idle_")) return "idle";
    if (result.idle_state == "early_warning" || result.idle_state == "stalled" || result.idle_state == "undetermined")
        return result.idle_state;
    if (result.idle_state == "not_due") return "supplied_not_started";
    if (result.idle_state == "started") return "under_construction";
    return by_efficiency();
}

Judged judge_parcel(const Known& known, std::size_t parcel, const std::map<Measure, Fact>& overridden) {
    Judged judged;
    ParcelResult& result = judged.result;
    const Rulebook& rules = known.context.rules;
    Facts facts = facts_of(known, parcel, judged.diagnostics);
    for (const auto& [measure, fact] : overridden) facts[measure] = fact;
    copy_measures(known, parcel, facts, result);
    const ParcelView view{known, parcel, known.context.options.as_of, judged.diagnostics};

    const auto climb = [&](std::string_view ladder, Measure into) {
        if (overridden.contains(into)) return std::get<std::string>(facts[into].value);
        const Judgement answer = judge(rules, rules.ladder(ladder), facts);
        Fact fact{.value = answer.outcome, .source = spec(into).id, .missing = {}, .assumption = {}};
        // Also where the verdict stands: a line that leans on an absent column names it.
        result.missing.insert(result.missing.end(), answer.missing.begin(), answer.missing.end());
        if (answer.outcome == "undetermined") {
            for (const auto& name : answer.missing)
                if (const auto known_name = lasting_name(name); !known_name.empty()) fact.missing.push_back(known_name);
        }
        if (!answer.diagnostic.empty()) {
            const std::string phrase = known.context.labels.text("diagnostic", answer.diagnostic);
            view.find(answer.diagnostic, Severity::warning, phrase,
                      known.context.labels.text("diagnostic_fix", answer.diagnostic));
        }
        facts[into] = std::move(fact);
        return answer.outcome;
    };
    result.supply_state = climb("supply_state", Measure::supply_state);
    result.idle_state = climb("idle_state", Measure::idle_state);
    result.efficiency = climb("efficiency", Measure::efficiency);
    result.recognition = recognition(known, parcel);
    result.land_class = land_class(result);
    idle_days(facts, known.context.options.as_of, result);

    const auto actions = propose(rules, facts);
    for (const auto& code : actions) result.action += (result.action.empty() ? "" : ";") + code;
    std::uint32_t index = 0;
    for (const Rule& rule : rules.rules) {
        if (!rule.listed) continue;
        const Judgement answer = judge(rules, rule, facts);
        judged.verdicts.push_back({.subject_kind = "parcel",
                                   .subject_id = result.parcel_id,
                                   .rule = index++,
                                   .verdict = answer.verdict,
                                   .proof = to_json(prove(rules, rule, facts, known.context.labels))});
    }
    std::sort(result.missing.begin(), result.missing.end());
    result.missing.erase(std::unique(result.missing.begin(), result.missing.end()), result.missing.end());
    return judged;
}

std::string_view lasting_name(std::string_view name) {
    static const std::set<std::string, std::less<>> names = [] {
        std::set<std::string, std::less<>> all{"building", "approval",   "supply",      "geom",
                                               "tax_wan",  "output_wan", "revenue_wan", "above_designated"};
        for (const Role role : {Role::parcel, Role::supply})
            for (const Field& field : fields_of(role)) all.emplace(field.name);
        for (const MeasureSpec& measure : measures()) all.emplace(measure.id);
        return all;
    }();
    const auto found = names.find(name);
    return found == names.end() ? std::string_view{} : std::string_view{*found};
}

}  // namespace mutu
