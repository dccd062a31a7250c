// Proofs of indicators, group scores and goals: facts and formula, from which value, score and verdict follow again.
#include "indicator_parts.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

std::string exact_text(const std::optional<Rational>& value) { return value ? value->text() : "?"; }

Value term_list(const std::vector<ParkTerm>& terms) {
    Value list{Value::List{}};
    for (const ParkTerm& term : terms) list.push(term_text(term));
    return list;
}

void add_fact(Value& list, const ParkFacts& facts, ParkMeasure measure) {
    const ParkFact& fact = facts[measure];
    const ParkMeasureSpec& entry = spec(measure);
    Value member;
    member.add("name", entry.id);
    member.add("value", fact.amount ? Value{park_text(entry.dimension, *fact.amount)} : Value{});
    if (fact.known_over) {
        member.add("known_over", park_text(ParkDimension::area, *fact.known_over));
        member.add("base", spec(*entry.base).id);
    }
    if (!fact.source.empty()) member.add("source", fact.source);
    list.push(std::move(member));
}

Value fact_list(const ParkFacts& facts, const IndicatorSpec& indicator) {
    Value list{Value::List{}};
    for (const auto* terms : {&indicator.of, &indicator.over})
        for (const ParkTerm& term : *terms) add_fact(list, facts, term.measure);
    return list;
}

Value head(const Rulebook& book, std::string_view id, const std::string& title, const std::string& clause,
           Evidence evidence, const std::string& code = {}) {
    Value proof;
    proof.add("indicator", id);
    if (!code.empty()) proof.add("code", code);
    proof.add("title", title);
    proof.add("clause", clause);
    proof.add("evidence", word(evidence));
    proof.add("policy", book.id + "@" + book.version);
    return proof;
}

void add_formula(Value& proof, const Rulebook& book, const ParkFacts& facts, const ParkOutcome& park,
                 const IndicatorSpec& indicator) {
    const Formula formula = formula_of(book, park, indicator);
    proof.add("facts", fact_list(facts, indicator));
    proof.add("form", word(indicator.form));
    proof.add("of", term_list(indicator.of));
    if (!indicator.over.empty()) proof.add("over", term_list(indicator.over));
    proof.add("times", value_of(book, indicator.times) ? formula.times.text() : "?");
    proof.add("unit", indicator.unit);
    if (indicator.against.empty()) return;
    Value against;
    against.add("indicator", indicator.against);
    against.add("unit", formula.against_unit);
    against.add("value", exact_text(formula.against_value));
    against.add("ideal", exact_text(formula.against_ideal));
    proof.add("against", std::move(against));
}

const std::string* text_at(const Value& node, std::string_view key) {
    const Value* member = node.find(key);
    return member ? member->as<std::string>() : nullptr;
}

std::optional<Rational> number_at(const Value& node, std::string_view key) {
    const auto* text = text_at(node, key);
    return text ? Rational::parse(*text) : std::nullopt;
}

std::vector<ParkTerm> terms_at(const Value& proof, std::string_view key) {
    std::vector<ParkTerm> terms;
    const Value* list = proof.find(key);
    if (list && list->as<Value::List>())
        for (const Value& one : *list->as<Value::List>())
            if (const auto* text = one.as<std::string>())
                if (const auto term = park_term(*text)) terms.push_back(*term);
    return terms;
}

ParkFacts facts_at(const Value& proof) {
    ParkFacts facts;
    const Value* list = proof.find("facts");
    if (!list || !list->as<Value::List>()) return facts;
    for (const Value& one : *list->as<Value::List>()) {
        const auto* name = text_at(one, "name");
        const auto measure = name ? park_measure_named(*name) : std::nullopt;
        const auto* value = text_at(one, "value");
        if (!measure || !value) continue;
        facts[*measure].amount = park_amount(spec(*measure).dimension, *value);
        if (const auto* over = text_at(one, "known_over"))
            facts[*measure].known_over = park_amount(ParkDimension::area, *over);
    }
    return facts;
}

std::optional<Rational> formula_value(const Value& proof) {
    Formula formula;
    const auto *form = text_at(proof, "form"), *unit = text_at(proof, "unit");
    const auto times = number_at(proof, "times");
    const auto known = form ? indicator_form(*form) : std::nullopt;
    if (!known || !unit || !indicator_unit(*unit) || !times) return std::nullopt;
    formula.form = *known, formula.unit = *unit, formula.times = *times;
    formula.of = terms_at(proof, "of"), formula.over = terms_at(proof, "over");
    if (const Value* against = proof.find("against")) {
        const auto* other = text_at(*against, "unit");
        if (!other || !indicator_unit(*other)) return std::nullopt;
        formula.against_unit = *other;
        formula.against_value = number_at(*against, "value"), formula.against_ideal = number_at(*against, "ideal");
    }
    return work(formula, facts_at(proof)).value;
}

std::optional<Rational> weighted_sum(const Value& proof) {
    const Value* members = proof.find("members");
    if (!members || !members->as<Value::List>() || members->as<Value::List>()->empty()) return std::nullopt;
    Rational sum;
    for (const Value& one : *members->as<Value::List>()) {
        const auto weight = number_at(one, "weight"), score = number_at(one, "score");
        if (!weight || !score) return std::nullopt;
        sum += *weight * *score;
    }
    return sum;
}

}  // namespace

Value prove(const Rulebook& book, const ParkFacts& facts, const ParkOutcome& park, const IndicatorOutcome& outcome,
            const Labels& labels) {
    const IndicatorSpec& indicator = book.indicators[outcome.spec];
    Value proof = head(book, indicator.id, indicator.title, indicator.clause, indicator.evidence, indicator.code);
    add_formula(proof, book, facts, park, indicator);
    proof.add("value", exact_text(outcome.value));
    if (outcome.coverage) proof.add("coverage", outcome.coverage->text());
    if (outcome.weighted) {
        proof.add("zone", park.zone);
        proof.add("standard", park.standard->title);
        proof.add("standard_evidence", word(park.standard->evidence));
        proof.add("direction", word(indicator.direction));
        proof.add("ideal", exact_text(outcome.ideal));
        proof.add("score", exact_text(outcome.score));
    }
    if (!outcome.because.empty())
        proof.add("undetermined_because", outcome.because);
    else if (!outcome.score_because.empty())
        proof.add("undetermined_because", outcome.score_because);
    proof.add("sentence", sentence_of(book, facts, park, outcome, labels));
    return proof;
}

Value prove(const Rulebook& book, const ParkOutcome& park, const GroupOutcome& outcome, const Labels& labels) {
    const Evidence evidence = park.standard ? park.standard->evidence : Evidence::unconfirmed;
    Value proof = head(book, outcome.id, outcome.title, outcome.clause, evidence);
    proof.add("form", "weighted");
    proof.add("zone", park.zone.empty() ? "?" : park.zone);
    if (park.standard) proof.add("standard", park.standard->title);
    Value members{Value::List{}};
    for (const auto& [id, weight] : outcome.weights) {
        Value member;
        member.add("indicator", id);
        member.add("weight", weight.text());
        std::optional<Rational> score;
        std::string title;
        if (const auto index = indicator_index(book, id)) {
            score = park.indicators[*index].score, title = book.indicators[*index].title;
        } else {
            for (const GroupOutcome& group : park.groups)
                if (group.id == "score_" + id) score = group.score, title = group.title;
        }
        member.add("title", title);
        member.add("score", exact_text(score));
        members.push(std::move(member));
    }
    proof.add("members", std::move(members));
    proof.add("unit", "分");
    proof.add("score", exact_text(outcome.score));
    if (!outcome.because.empty()) proof.add("undetermined_because", outcome.because);
    proof.add("sentence", sentence_of(book, outcome, labels));
    return proof;
}

Value prove(const Rulebook& book, const ParkFacts& facts, const ParkOutcome& park, const GoalOutcome& outcome,
            const Labels& labels) {
    const ParkGoal& goal = book.goals[outcome.goal];
    Value proof = head(book, goal.id, goal.title, goal.clause, goal.evidence);
    if (!goal.period.empty()) proof.add("period", goal.period);
    proof.add("measured_by", goal.indicator);
    if (const auto index = indicator_index(book, goal.indicator))
        add_formula(proof, book, facts, park, book.indicators[*index]);
    else
        proof.add("unit", "分");
    proof.add("value", exact_text(outcome.value));
    Value node;
    node.add("holds", word(outcome.met));
    node.add("left", exact_text(outcome.value));
    node.add("op", goal.op);
    node.add("right", exact_text(outcome.target));
    if (outcome.gap) node.add("margin", outcome.gap->text());
    proof.add("because", Value{Value::List{std::move(node)}});
    proof.add("verdict", word(outcome.met));
    if (outcome.short_of) proof.add("short_of", outcome.short_of->text());
    if (!outcome.because.empty()) proof.add("undetermined_because", outcome.because);
    proof.add("sentence", sentence_of(book, outcome, labels));
    return proof;
}

Recomputed recomputed_indicator(const Value& proof) {
    Recomputed result;
    const auto* form = text_at(proof, "form");
    if (form && *form == "weighted") {
        result.score = weighted_sum(proof);
        return result;
    }
    result.value = form ? formula_value(proof) : number_at(proof, "value");
    const auto *unit = text_at(proof, "unit"), *direction = text_at(proof, "direction");
    const auto known = direction ? indicator_direction(*direction) : std::nullopt;
    if (result.value && unit && known)
        result.score = standard_score(*known, *unit, *result.value, number_at(proof, "ideal"));
    const Value* because = proof.find("because");
    const auto* nodes = because ? because->as<Value::List>() : nullptr;
    if (!nodes || nodes->size() != 1 || !result.value) return result;
    const auto target = number_at(nodes->front(), "right");
    const auto* op = text_at(nodes->front(), "op");
    if (target && op) result.verdict = meets(*result.value, *op, *target);
    return result;
}

}  // namespace mutu
