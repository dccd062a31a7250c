// Rates with their goals: Σ numerator over Σ denominator, what is still lacking, and a proof of each.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <array>

namespace mutu::office {
namespace {

struct RateSpec {
    std::string_view id, unit;
};
constexpr std::array<RateSpec, 6> specs{{{"fulfilment", "项"},
                                         {"arrived", "万元"},
                                         {"production", "项"},
                                         {"full_production", "宗"},
                                         {"in_park", "项"},
                                         {"commitment", "条"}}};

std::string amount(const OfficeRate& rate, std::int64_t count) {
    return rate.unit == "万元" ? to_text(Money::fen(count)) + " 万元" : std::to_string(count) + " " + rate.unit;
}

/// The least whole numerator that meets the target, less what is there.
std::int64_t lacking(const Share& share, const Rational& target) {
    const Rational wanted = target * *Rational::fraction(1, 100) * Rational::whole(share.over);
    std::int64_t least = std::stoll(wanted.decimals(0));
    if (Rational::whole(least) < wanted) ++least;
    return least - share.of;
}

void set_goal(const Desk& desk, const std::string& parameter, const Share& share, OfficeRate& rate) {
    const Parameter* goal = desk.parameter(parameter);
    if (goal) rate.clause = goal->clause, rate.evidence = word(goal->evidence);
    const auto target = desk.figure(parameter);
    if (!target) {
        rate.undetermined_because = "empty: parameter:" + parameter;
        return;
    }
    rate.target = target->value();
    const auto value = Rational::fraction(100 * share.of, share.over);
    if (!value) return;
    const Rational wanted = Rational::of(*target);
    rate.gap = (*value - wanted).value();
    rate.met = truth_of(*value >= wanted);
    if (rate.met == Truth::no) rate.short_of = lacking(share, wanted);
}

Compared comparison(const Desk& desk, const OfficeRate& rate) {
    Compared compared;
    const Labels& labels = desk.labels;
    compared.rule = "rate_" + rate.rate_id;
    compared.title =
        labels.text("office_rate", rate.rate_id) + (rate.period == "all" ? "" : "（" + rate.period + " 年）");
    compared.clause = rate.clause, compared.evidence = rate.evidence;
    const auto share = Ratio::of(rate.numerator, rate.denominator);
    compared.left = share ? to_text(FactValue{*share}) : "?";
    compared.op = ">=";
    const auto target = rate.target ? Rational::decimal(*rate.target) : std::nullopt;
    compared.right = target ? (*target * *Rational::fraction(1, 100)).text() : "?";
    compared.facts = {{"numerator", amount(rate, rate.numerator)},
                      {"denominator", amount(rate, rate.denominator)},
                      {"open", std::to_string(rate.open)}};
    if (!rate.target) compared.missing.push_back("parameter:goal_" + rate.rate_id + "_rate");
    compared.sentence = compared.title + "为 " + (rate.value ? fixed(*rate.value, 2) + " %" : "未知") + "（" +
                        amount(rate, rate.numerator) + " ÷ " + amount(rate, rate.denominator) + "）" +
                        (rate.open > 0 ? "，另有 " + std::to_string(rate.open) + " 条缺数据未计入" : "");
    if (rate.target) compared.sentence += "；目标 " + fixed(*rate.target, 2) + " %";
    if (rate.short_of) compared.sentence += "，还差 " + amount(rate, *rate.short_of);
    compared.sentence += "。";
    return compared;
}

OfficeRate rate_of(const Desk& desk, std::size_t park, const RateSpec& spec, const std::string& period,
                   const Share& share) {
    OfficeRate rate;
    rate.park_id = desk.park_id(park), rate.rate_id = spec.id, rate.period = period, rate.unit = spec.unit;
    rate.numerator = share.of, rate.denominator = share.over, rate.open = share.open;
    if (const auto value = Rational::fraction(100 * share.of, share.over); value && share.over > 0)
        rate.value = value->value();
    else
        rate.undetermined_because = "zero_denominator: " + std::string{spec.id};
    if (rate.value) set_goal(desk, "goal_" + rate.rate_id + "_rate", share, rate);
    const Compared compared = comparison(desk, rate);
    rate.proof = proof_of(desk.policy(), compared, rate.met);
    return rate;
}

}  // namespace

void Shares::add(const Desk& desk, std::optional<std::size_t> park, const std::string& rate, std::optional<int> year,
                 Share more) {
    for (const std::size_t place : desk.counted_in(park)) {
        auto& periods = sums_[{place, rate}];
        std::vector<std::string> keys{"all"};
        if (year) keys.push_back(std::to_string(*year));
        for (const std::string& key : keys) {
            Share& sum = periods[key];
            sum.of += more.of, sum.over += more.over, sum.open += more.open;
        }
    }
}

void Shares::finish(const Desk& desk) const {
    std::vector<std::size_t> places(desk.assessment.parks.size());
    for (std::size_t park = 0; park < places.size(); ++park) places[park] = park;
    places.push_back(Desk::nobody);
    for (const std::size_t place : places)
        for (const RateSpec& spec : specs) {
            const auto found = sums_.find({place, std::string{spec.id}});
            if (found == sums_.end()) continue;
            // "all" sorts behind the years and speaks first.
            desk.out.rates.push_back(rate_of(desk, place, spec, "all", found->second.at("all")));
            for (const auto& [period, share] : found->second)
                if (period != "all") desk.out.rates.push_back(rate_of(desk, place, spec, period, share));
        }
}

Truth verdict_of(const Compared& compared) {
    Value node, because{Value::List{}}, proof;
    node.add("left", compared.left), node.add("op", compared.op), node.add("right", compared.right);
    because.push(std::move(node));
    proof.add("because", std::move(because));
    return recomputed(proof);
}

std::string proof_of(const std::string& policy, const Compared& compared, Truth verdict) {
    Value proof, facts{Value::List{}}, because{Value::List{}}, missing{Value::List{}}, node;
    for (const auto& [name, value] : compared.facts) {
        Value fact;
        fact.add("name", name), fact.add("value", value);
        facts.push(std::move(fact));
    }
    node.add("id", "1"), node.add("holds", mutu::word(verdict));
    node.add("left", compared.left), node.add("op", compared.op), node.add("right", compared.right);
    because.push(std::move(node));
    for (const std::string& field : compared.missing) missing.push(field);
    proof.add("rule", compared.rule), proof.add("title", compared.title);
    proof.add("clause", compared.clause), proof.add("evidence", compared.evidence);
    proof.add("policy", policy), proof.add("verdict", mutu::word(verdict));
    proof.add("facts", std::move(facts)), proof.add("because", std::move(because));
    proof.add("missing", std::move(missing)), proof.add("sentence", compared.sentence);
    proof.add("outcome", mutu::word(verdict));
    return to_json(proof);
}

}  // namespace mutu::office
