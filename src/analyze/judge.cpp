// Ladders, rules, actions and the map class of one parcel.
#include "facts.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace mutu {
namespace {

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

namespace {

/// Walks the three ladders in order; each outcome is a fact for those after it.
class Climb {
public:
    Climb(const Judge& judge, Facts& facts) : judge_{judge}, facts_{facts} {}

    /// Where the fact was given from outside nothing is walked.
    void up(Measure into, const std::map<Measure, Fact>& overridden) {
        if (overridden.contains(into)) return;
        const Ladder& ladder = judge_.rules.ladder(spec(into).id);
        Judgement answer = mutu::judge(judge_.rules, ladder, facts_, &consulted);
        Fact fact{.value = answer.outcome, .source = spec(into).id, .missing = {}, .assumption = {}};
        if (answer.outcome == "undetermined")
            for (const auto& name : answer.missing)
                if (const auto known_name = lasting_name(name); !known_name.empty()) fact.missing.push_back(known_name);
        facts_[into] = std::move(fact);
        walks.emplace(ladder.id, std::move(answer));
    }

    std::map<std::string, Judgement> walks;  // by ladder
    Consulted consulted;

private:
    const Judge& judge_;
    Facts& facts_;
};

constexpr std::array ladders{Measure::supply_state, Measure::idle_state, Measure::efficiency};

/// A letter for each listed rule; the ladders were walked already.
std::string answers_of(const Judge& judge, Climb& climb, const Facts& facts) {
    std::string answers;
    for (const Rule& rule : judge.listed) {
        const auto walk = rule.when ? climb.walks.end() : climb.walks.find(rule.ladder);
        const Truth answer = walk == climb.walks.end() ? mutu::judge(judge.rules, rule, facts, &climb.consulted).verdict
                                                       : as_rule(rule, walk->second).verdict;
        answers += answer == Truth::yes ? 'y' : answer == Truth::no ? 'n' : 'u';
    }
    return answers;
}

const std::string& word_of(const Facts& facts, Measure measure) { return std::get<std::string>(facts[measure].value); }

/// What the ladders say beside their outcome: what is missing, and what a person should look at.
void tell_walks(const Judge& judge, const Climb& climb, ParcelResult& result, std::vector<Finding>& found) {
    for (const Measure ladder : ladders) {
        const auto walk = climb.walks.find(std::string{spec(ladder).id});
        if (walk == climb.walks.end()) continue;
        const Judgement& answer = walk->second;
        // Also where the verdict stands: a line that leans on an absent column names it.
        result.missing.insert(result.missing.end(), answer.missing.begin(), answer.missing.end());
        if (!answer.diagnostic.empty())
            found.push_back({answer.diagnostic, judge.labels.text("diagnostic", answer.diagnostic),
                             judge.labels.text("diagnostic_fix", answer.diagnostic)});
    }
    std::sort(result.missing.begin(), result.missing.end());
    result.missing.erase(std::unique(result.missing.begin(), result.missing.end()), result.missing.end());
}

Diagnostics diagnostics_of(const Known& known, std::size_t parcel, std::vector<Finding> found) {
    Diagnostics diagnostics;
    const Context own{known.context.holdings, known.context.rules, known.context.labels,
                      known.context.options,  diagnostics,         known.context.overlays,
                      known.context.survey};
    for (Finding& one : found)
        own.find(Role::parcel, parcel, std::move(one.code), Severity::warning, std::move(one.message),
                 std::move(one.fix));
    return diagnostics;
}

}  // namespace

std::string_view land_class(std::string_view supply, std::string_view idle, std::string_view efficiency) {
    if (supply == "approved_unsupplied") return "unsupplied";
    if (idle.starts_with("idle_")) return "idle";
    if (idle == "early_warning" || idle == "stalled" || idle == "undetermined") return idle;
    if (idle == "not_due") return "supplied_not_started";
    if (idle == "started") return "under_construction";
    if (efficiency == "low") return "low_efficiency";
    return efficiency == "ordinary" || efficiency == "too_new" ? "ordinary" : efficiency;
}

Judged judge_parcel(const Known& known, const Judge& judge, std::size_t parcel,
                    const std::map<Measure, Fact>& overridden) {
    Judged judged;
    ParcelResult& result = judged.result;
    std::vector<Finding> found;
    const ParcelInputs inputs = inputs_of(known, parcel, found);
    Facts facts;
    make_facts(inputs, judge.constants, judge.as_of, &found, facts);
    for (const auto& [measure, fact] : overridden) facts[measure] = fact;
    copy_measures(known, parcel, facts, result);

    Climb climb{judge, facts};
    for (const Measure ladder : ladders) climb.up(ladder, overridden);
    result.supply_state = word_of(facts, Measure::supply_state);
    result.idle_state = word_of(facts, Measure::idle_state);
    result.efficiency = word_of(facts, Measure::efficiency);
    result.recognition = recognition(known, parcel);
    result.land_class = land_class(result.supply_state, result.idle_state, result.efficiency);
    idle_days(facts, judge.as_of, result);
    result.action = join(propose(judge.rules, judge.actions, facts), ";");
    tell_walks(judge, climb, result, found);
    judged.diagnostics = diagnostics_of(known, parcel, std::move(found));
    judged.facts.answers = answers_of(judge, climb, facts);
    judged.facts.facts = stored_facts(judge.rules, facts, climb.consulted);
    judged.facts.inputs = encode(inputs);
    return judged;
}

Judge::Judge(const Rulebook& book, const Labels& words, Date day)
    : rules{book}, labels{words}, as_of{day}, constants{constants_of(book)},
      supply_state{settled(book, book.ladder("supply_state"))}, idle_state{settled(book, book.ladder("idle_state"))},
      efficiency{settled(book, book.ladder("efficiency"))},
      open_supply_state{opened(book, book.ladder("supply_state"))},
      open_idle_state{opened(book, book.ladder("idle_state"))},
      open_efficiency{opened(book, book.ladder("efficiency"))} {
    for (const Rule& rule : book.rules)
        if (rule.listed) listed.push_back(settled(book, rule));
    for (const Action& action : book.actions) actions.push_back(settled(book, action));
}

Facts judged_facts(const Judge& judge, const ParcelInputs& inputs) {
    Facts facts;
    make_facts(inputs, judge.constants, judge.as_of, nullptr, facts);
    Climb climb{judge, facts};
    for (const Measure ladder : ladders) climb.up(ladder, {});
    return facts;
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
