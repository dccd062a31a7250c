// Worked examples of park indicators: a park made of what is given, and every expected figure held against it.
#include "indicator_parts.hpp"
#include "parts.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

/// The figure rounded to as many decimals as the example writes.
std::string as_written(const std::optional<Rational>& value, const std::string& expected) {
    if (!value) return "undetermined";
    const std::size_t point = expected.find('.');
    return value->decimals(point == std::string::npos ? 0 : static_cast<int>(expected.size() - point - 1));
}

std::string outcome_text(const Rulebook& book, const ParkOutcome& park, const std::string& key,
                         const std::string& expected) {
    if (key == "zone") return park.zone.empty() ? "undetermined" : park.zone;
    const std::size_t slash = key.find('/');
    const std::string id = key.substr(0, slash), what = slash == std::string::npos ? "value" : key.substr(slash + 1);
    if (const auto index = indicator_index(book, id)) {
        const IndicatorOutcome& outcome = park.indicators[*index];
        if (what == "because") return outcome.because;
        if (what == "score_because") return outcome.score_because;
        if (what == "above_ceiling") return outcome.above_ceiling ? "yes" : "no";
        if (what == "coverage") return as_written(outcome.coverage, expected);
        if (what == "score") return as_written(outcome.score, expected);
        if (what == "value") return as_written(outcome.value, expected);
    }
    for (const GroupOutcome& group : park.groups)
        if (group.id == id) return what == "because" ? group.because : as_written(group.score, expected);
    for (const GoalOutcome& goal : park.goals)
        if (book.goals[goal.goal].id == id) {
            if (what == "gap") return as_written(goal.gap, expected);
            if (what == "short_of") return as_written(goal.short_of, expected);
            if (what == "because") return goal.because;
            return std::string{word(goal.met)};
        }
    return "?";
}

}  // namespace

std::vector<FailedParkExample> check_park_examples(const Rulebook& rulebook) {
    std::vector<FailedParkExample> failed;
    for (const ParkExample& example : rulebook.park_examples) {
        Rulebook book = rulebook;
        for (const auto& [name, value] : example.set) set_parameter(book, name, value);
        ParkFacts facts;
        for (const auto& [id, text] : example.given) {
            const ParkMeasure measure = *park_measure_named(id);
            facts[measure] = {.amount = park_amount(spec(measure).dimension, text), .source = "park_year"};
        }
        complete(facts);
        const ParkOutcome park = evaluate(book, facts);
        for (const auto& [key, expected] : example.expect)
            if (const std::string got = outcome_text(book, park, key, expected); got != expected)
                failed.push_back({example.name, example.where, key, expected, got});
    }
    return failed;
}

}  // namespace mutu
