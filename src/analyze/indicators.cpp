// From what is known of each park to its indicators, scores, ranks and goals, each with its proof.
#include "park_facts.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using M = ParkMeasure;

bool land_measure(M measure) { return spec(measure).id.starts_with("land_"); }

/// Σ over a park and its children: what is unknown in one of them leaves the sum unknown, or known over part of its
/// base.
ParkFact joined(const std::vector<const ParkFacts*>& members, M measure) {
    ParkFact sum{.amount = 0};
    const auto base = spec(measure).base;
    std::int64_t known = 0, all = 0;
    bool open = false;
    std::string missing;
    for (const ParkFacts* facts : members) {
        const ParkFact& fact = (*facts)[measure];
        const std::int64_t land = base ? (*facts)[*base].amount.value_or(0) : 0;
        all += land;
        if (!fact.amount) {
            open = true;
            if (missing.empty()) missing = fact.missing;
            continue;
        }
        *sum.amount += *fact.amount;
        known += fact.known_over.value_or(land);
        if (sum.source.empty()) sum.source = fact.source;
    }
    if (open && (!base || known == 0)) return {.amount = {}, .source = {}, .known_over = {}, .missing = missing};
    if (known < all) sum.known_over = known;
    return sum;
}

void add_zone(const ParkView& view, std::size_t park, const ParkOutcome& outcome, Assessment& out) {
    const Rulebook& rules = view.context.rules;
    const Parameter& clause = rules.parameters.at("zone_industrial_min");
    Indicator row{.park_id = view.parks.list[park].id,
                  .indicator_id = "zone_type",
                  .value = {},
                  .unit = "",
                  .score = {},
                  .ideal = {},
                  .clause = clause.clause,
                  .undetermined_because = outcome.zone_because};
    row.title = view.context.labels.text("indicator", "zone_type"), row.evidence = word(clause.evidence);
    row.word = outcome.zone;
    out.indicators.push_back(std::move(row));
}

std::optional<double> number(const std::optional<Rational>& value) {
    return value ? std::optional{value->value()} : std::nullopt;
}

void add_indicator(const ParkView& view, std::size_t park, const ParkFacts& facts, const ParkOutcome& whole,
                   const IndicatorOutcome& outcome, Assessment& out) {
    const IndicatorSpec& spec = view.context.rules.indicators[outcome.spec];
    Indicator row{.park_id = view.parks.list[park].id,
                  .indicator_id = spec.id,
                  .value = number(outcome.value),
                  .unit = spec.unit,
                  .score = number(outcome.score),
                  .ideal = number(outcome.ideal),
                  .clause = spec.clause,
                  .undetermined_because = outcome.because.empty() ? outcome.score_because : outcome.because};
    row.code = spec.code, row.title = spec.title, row.evidence = word(spec.evidence);
    row.coverage = number(outcome.coverage);
    row.proof = to_json(prove(view.context.rules, facts, whole, outcome, view.context.labels));
    if (outcome.above_ceiling) {
        row.flags = "above_ceiling";
        view.context.diagnostics.push_back({.code = "indicator_above_ceiling",
                                            .severity = Severity::warning,
                                            .layer = "park",
                                            .subject_id = row.park_id,
                                            .message = view.parks.list[park].name + "：" + spec.title + " " +
                                                       outcome.value->decimals(2) + " " + spec.unit +
                                                       "，超过上限；按原值列出，计分以满分为限",
                                            .fix = "核对分子与分母的口径（如未达供地条件即已供应的土地）"});
    }
    if (outcome.score_because.starts_with("zero_ideal"))
        view.context.diagnostics.push_back({.code = "zero_ideal",
                                            .severity = Severity::warning,
                                            .layer = "park",
                                            .subject_id = row.park_id,
                                            .message = spec.title + " 的理想值为 0，不能计分",
                                            .fix = "在评价标准中改正理想值"});
    out.indicators.push_back(std::move(row));
}

void add_group(const ParkView& view, std::size_t park, const ParkOutcome& whole, const GroupOutcome& group,
               Assessment& out) {
    Indicator row{.park_id = view.parks.list[park].id,
                  .indicator_id = group.id,
                  .value = number(group.score),
                  .unit = "分",
                  .score = number(group.score),
                  .ideal = {},
                  .clause = group.clause,
                  .undetermined_because = group.because};
    row.title = group.title;
    row.evidence = word(whole.standard ? whole.standard->evidence : Evidence::unconfirmed);
    row.proof = to_json(prove(view.context.rules, whole, group, view.context.labels));
    out.indicators.push_back(std::move(row));
}

void add_goal(const ParkView& view, std::size_t park, const ParkFacts& facts, const ParkOutcome& whole,
              const GoalOutcome& outcome, Assessment& out) {
    const Rulebook& rules = view.context.rules;
    const ParkGoal& goal = rules.goals[outcome.goal];
    GoalResult row;
    row.park_id = view.parks.list[park].id, row.goal_id = goal.id, row.title = goal.title;
    row.indicator_id = goal.indicator, row.op = goal.op, row.unit = "分";
    for (const IndicatorSpec& spec : rules.indicators) {
        if (spec.id != goal.indicator) continue;
        row.unit = spec.unit;
        row.short_unit = mutu::spec(spec.of.front().measure).dimension == ParkDimension::money ? "万元" : "m2";
    }
    row.value = number(outcome.value), row.target = number(outcome.target), row.gap = number(outcome.gap);
    row.met = outcome.met, row.short_of = number(outcome.short_of);
    if (!row.short_of) row.short_unit.clear();
    row.clause = goal.clause, row.evidence = word(goal.evidence), row.undetermined_because = outcome.because;
    row.proof = to_json(prove(rules, facts, whole, outcome, view.context.labels));
    out.goals.push_back(std::move(row));
}

/// Competition ranking (1, 2, 2, 4) of one indicator among parks of the same level, by exact value.
void rank(const ParkView& view, const std::vector<ParkOutcome>& outcomes, Assessment& out) {
    const Table& table = view.context.table(Role::park);
    const auto ids = table.column<std::string>("park_id"), levels = table.column<std::string>("level");
    std::map<std::string, std::string> level_of;
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (ids[row] && levels[row]) level_of.emplace(*ids[row], *levels[row]);
    std::map<std::pair<std::string, std::string>, Indicator*> rows;
    for (Indicator& row : out.indicators) rows[{row.park_id, row.indicator_id}] = &row;
    const auto& specs = view.context.rules.indicators;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (!specs[i].ranked) continue;
        for (std::size_t park = 0; park < outcomes.size(); ++park) {
            const auto& own = outcomes[park].indicators[i].value;
            if (!own) continue;
            int place = 1;
            for (std::size_t other = 0; other < outcomes.size(); ++other) {
                const auto& theirs = outcomes[other].indicators[i].value;
                if (theirs && *theirs > *own &&
                    level_of[view.parks.list[other].id] == level_of[view.parks.list[park].id])
                    ++place;
            }
            rows.at({view.parks.list[park].id, specs[i].id})->rank = place;
        }
    }
}

}  // namespace

FactsByPark with_children(const Parks& parks, const FactsByPark& gathered, const FactsByPark& declared,
                          const std::vector<bool>& lived_in) {
    FactsByPark whole(gathered.size());
    std::vector<bool> done(gathered.size());
    const std::function<void(std::size_t)> join = [&](std::size_t park) {
        if (done[park]) return;
        done[park] = true;
        std::vector<const ParkFacts*> members;
        for (std::size_t child = 0; child < parks.list.size(); ++child)
            if (parks.list[child].parent == park) join(child), members.push_back(&whole[child]);
        if (lived_in[park] || members.empty()) members.push_back(&gathered[park]);
        for (const ParkMeasureSpec& entry : park_measures()) {
            const ParkFact& own = declared[park][entry.measure];
            const bool surveyed = land_measure(entry.measure) && gathered[park][entry.measure].source == "landuse";
            whole[park][entry.measure] = own.amount && !surveyed ? own : joined(members, entry.measure);
        }
    };
    for (std::size_t park = 0; park < parks.list.size(); ++park) join(park);
    return whole;
}

void find_indicators(const Context& context, const Ground& ground, const Parks& parks, const Terms& terms,
                     const Cover& cover, const Firms& firms, const ApprovedLand& approved, Assessment& out) {
    if (context.rules.indicators.empty()) return;
    const ParkView view{context, ground, parks, terms, cover, firms, out.parcels};
    FactsByPark gathered(parks.list.size()), declared(parks.list.size());
    std::vector<bool> lived_in = gather_land_use(view, gathered);
    gather_parcels(view, lived_in, gathered);
    gather_industries(view, gathered);
    gather_standard_factories(view, gathered);
    gather_yield_bases(view, gathered);
    gather_approvals(view, approved, gathered);
    declare_years(view, declared);
    for (std::size_t row = 0; row < out.parcels.size(); ++row)
        if (parks.of_parcel[row]) lived_in[*parks.of_parcel[row]] = true;
    for (std::size_t park = 0; park < parks.list.size(); ++park)
        if (const auto& area = parks.list[park].area)
            gathered[park][M::park_area] = {.amount = area->quanta(), .source = "park"};
    FactsByPark facts = with_children(parks, gathered, declared, lived_in);
    std::vector<ParkOutcome> outcomes;
    for (std::size_t park = 0; park < parks.list.size(); ++park) {
        complete(facts[park]);
        check_land(view, park, facts[park]);
        const ParkOutcome& whole = outcomes.emplace_back(evaluate(context.rules, facts[park]));
        add_zone(view, park, whole, out);
        for (const IndicatorOutcome& one : whole.indicators) add_indicator(view, park, facts[park], whole, one, out);
        for (const GroupOutcome& one : whole.groups) add_group(view, park, whole, one, out);
        for (const GoalOutcome& one : whole.goals) add_goal(view, park, facts[park], whole, one, out);
    }
    rank(view, outcomes, out);
}

}  // namespace mutu
