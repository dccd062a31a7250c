// Each standard is an amount over the land against a limit, so each keeps the land within an exact interval.
#include "mutu/admit.hpp"

#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <tuple>

namespace mutu {
namespace {

using office::Compared;

/// An amount whose quotient by the land (in quanta) is in the unit of the limit.
struct Standard {
    std::string id, title, clause, evidence, op, unit;
    std::string left, right;  // as a proof writes them; left over the intended land
    std::optional<Rational> amount, limit;
    std::string because;
};

const Parameter* find(const Rulebook& rules, const std::string& id) {
    const auto found = rules.parameters.find(id);
    return found == rules.parameters.end() ? nullptr : &found->second;
}

bool is_required(const Rulebook& rules, const std::string& id) {
    if (!find(rules, "admit_checks")) return false;
    const auto required = rules.words("admit_checks");
    return std::find(required.begin(), required.end(), id) != required.end();
}

std::string reason_words(const std::string& because, const Labels& labels) {
    const std::size_t colon = because.find(": ");
    if (colon == std::string::npos) return because;
    std::string name = because.substr(colon + 2);
    for (const std::string_view mark : {"parameter:", "table/"})
        if (name.starts_with(mark)) name = name.substr(mark.size());
    for (const char* group : {"admit", "control_measure", "control_table", "field"})
        if (labels.has(group, name)) name = labels.text(group, name);
    return labels.text("indicator_reason", because.substr(0, colon)) + "：" + name;
}

std::int64_t whole(const Rational& number, bool up) {
    std::int64_t value = std::stoll(number.decimals(0));
    if (up && Rational::whole(value) < number) ++value;
    if (!up && Rational::whole(value) > number) --value;
    return value;
}

bool holds(const Rational& value, const std::string& op, const Rational& limit) {
    if (op == ">=") return value >= limit;
    if (op == ">") return value > limit;
    return op == "<" ? value < limit : value <= limit;
}

/// Land is a whole number of quanta, at least one.
void bound(const Standard& standard, AdmitCheck& check) {
    const Rational &amount = *standard.amount, &limit = *standard.limit;
    if (limit.is_zero()) {
        check.never = !holds(amount, standard.op, limit);  // over any land it stays above 0, or stays 0
        return;
    }
    const Rational edge = *amount.over(limit);
    const bool floor = standard.op == ">=" || standard.op == ">";
    if (floor) {
        check.most = standard.op == ">=" ? whole(edge, false) : whole(edge, true) - 1;
        check.never = *check.most < 1;
    } else {
        check.least = std::max<std::int64_t>(1, standard.op == "<=" ? whole(edge, true) : whole(edge, false) + 1);
    }
}

std::string sentence(const Standard& standard, const AdmitCheck& check, const Labels& labels) {
    const std::string unit = standard.unit.empty() ? "" : " " + standard.unit;
    std::string text = standard.title;
    if (check.value) text += " " + fixed(*check.value, 2) + unit;
    if (check.limit) text += "，" + labels.text("op", standard.op) + " " + fixed(*check.limit, 2) + unit;
    if (check.met == Truth::undetermined) return text + "：无法判定，" + reason_words(standard.because, labels) + "。";
    text += check.met == Truth::yes ? "：符合" : "：不符合";
    if (check.margin) text += "，余量 " + fixed(*check.margin, 2) + unit;
    if (check.never) return text + "；用地再少也不符合。";
    if (check.most) text += "；用地不超过 " + land_text(*check.most, false) + " 亩时符合";
    if (check.least) text += "；用地不少于 " + land_text(*check.least, true) + " 亩时符合";
    return text + "。";
}

AdmitCheck judged(const Standard& standard, const Intended& project, const Rulebook& rules, const Labels& labels) {
    AdmitCheck check;
    check.id = standard.id, check.op = standard.op, check.unit = standard.unit, check.because = standard.because;
    check.required = is_required(rules, standard.id);
    const Rational scale = Rational::whole(standard.unit == "%" ? 100 : 1);
    if (standard.limit) check.limit = (*standard.limit * scale).value();
    if (standard.amount && project.land) {
        const Rational value = *standard.amount->over(Rational::whole(project.land->quanta()));
        check.value = (value * scale).value();
        if (standard.limit) {
            const bool floor = standard.op == ">=" || standard.op == ">";
            check.met = truth_of(holds(value, standard.op, *standard.limit));
            check.margin = ((floor ? value - *standard.limit : *standard.limit - value) * scale).value();
        }
    }
    if (standard.amount && standard.limit) bound(standard, check);
    Compared compared{"admit_" + standard.id,
                      standard.title,
                      standard.clause,
                      standard.evidence,
                      standard.left,
                      standard.op,
                      standard.right,
                      {},
                      {},
                      {}};
    compared.facts = {{standard.id, standard.left}};
    if (project.land) compared.facts.emplace_back("land_area", to_text(FactValue{*project.land}));
    if (!standard.because.empty()) compared.missing = {standard.because.substr(standard.because.find(": ") + 2)};
    compared.sentence = sentence(standard, check, labels);
    check.proof = parse_json(office::proof_of(rules.id + "@" + rules.version, compared, check.met), "admit");
    return check;
}

/// 亩均投资、产值、税收 against the parameters of the pack.
Standard yield_standard(const char* id, const std::optional<Money>& money, const Intended& project,
                        const Rulebook& rules, const Labels& labels) {
    Standard standard{.id = id, .title = labels.text("admit", id), .unit = "万元/亩"};
    const std::string parameter = std::string{"admit_"} + id;
    standard.op = find(rules, "admit_op") && !rules.word("admit_op").empty() ? rules.word("admit_op") : ">=";
    const auto limit = find(rules, parameter) ? rules.ratio(parameter) : std::nullopt;
    if (const Parameter* about = find(rules, parameter))
        standard.clause = about->clause, standard.evidence = word(about->evidence);
    constexpr std::int64_t fen_per_quantum = 5;  // 1 万元/亩
    if (money) standard.amount = *Rational::fraction(money->fen(), fen_per_quantum);
    if (limit) standard.limit = Rational::of(*limit);
    const auto yield = money && project.land ? Yield::of(*money, *project.land) : std::nullopt;
    standard.left = yield ? to_text(FactValue{*yield}) : "?";
    standard.right = limit ? to_text(FactValue{*limit}) + " 万元/亩" : "?";
    standard.because = !money          ? "missing: " + std::string{id} + "_wan"
                       : !project.land ? "missing: land_mu"
                       : !limit        ? "empty: parameter:" + parameter
                                       : "";
    return standard;
}

/// A control index of the pack as far as the project says what it is made of.
Standard control_standard(const ControlIndex& index, const ControlOutcome& outcome, const char* id) {
    Standard standard{
        .id = id, .title = index.title, .clause = index.clause, .evidence = std::string{word(index.evidence)}};
    standard.op = index.op, standard.unit = index.unit == "1" ? "" : index.unit;
    if (outcome.of) standard.amount = Rational::whole(*outcome.of);
    if (outcome.limit) standard.limit = Rational::of(*outcome.limit);
    const auto share = outcome.of && outcome.over ? Ratio::of(*outcome.of, *outcome.over) : std::nullopt;
    standard.left = share ? to_text(FactValue{*share}) : "?";
    standard.right = outcome.limit ? to_text(FactValue{*outcome.limit}) : "?";
    standard.because = outcome.because;
    return standard;
}

/// The pack's own floor for the ratio goes before the table by industry.
void take_own_far(const Rulebook& rules, const Intended& project, Standard& standard) {
    const Parameter* own = find(rules, "admit_far");
    const auto limit = own ? rules.ratio("admit_far") : std::nullopt;
    if (!limit) return;
    standard.limit = Rational::of(*limit), standard.right = to_text(FactValue{*limit}), standard.op = ">=";
    standard.clause = own->clause, standard.evidence = word(own->evidence);
    standard.because = !project.floor_area ? "missing: floor_area_m2" : !project.land ? "missing: land_mu" : "";
}

ControlFacts facts_of(const Intended& project) {
    using C = ControlMeasure;
    ControlFacts facts;
    const auto put = [&](C measure, const std::optional<Area>& area) {
        if (area) facts[measure] = area->quanta();
    };
    put(C::land, project.land), put(C::floor_area, project.floor_area), put(C::far_floor_area, project.floor_area);
    put(C::occupied, project.footprint), put(C::office_land, project.office_land), put(C::green, project.green);
    facts.industry_code = project.industry_code, facts.nic_version = project.nic_version;
    return facts;
}

const char* id_of(const ControlIndex& index) {
    switch (index.ratio.of) {
    case ControlMeasure::far_floor_area:
    case ControlMeasure::floor_area: return "far";
    case ControlMeasure::occupied: return "coefficient";
    case ControlMeasure::office_land: return "office";
    case ControlMeasure::green: return "green";
    case ControlMeasure::land:
    case ControlMeasure::office_floor:
    case ControlMeasure::investment: return nullptr;  // office_floor is no matter of land, investment has its own line
    }
    return nullptr;
}

void add_controls(const Intended& project, const Rulebook& rules, const Labels& labels, Admission& result) {
    for (const ControlOutcome& outcome : judge_controls(rules, facts_of(project))) {
        const ControlIndex& index = rules.control_indices[outcome.index];
        const char* id = id_of(index);
        if (!id) continue;
        Standard standard = control_standard(index, outcome, id);
        if (standard.id == "far") take_own_far(rules, project, standard);
        // What the project file says nothing of is asked for only where the pack requires it.
        AdmitCheck check = judged(standard, project, rules, labels);
        if (check.required || standard.amount) result.checks.push_back(std::move(check));
    }
}

using Codes = std::vector<std::string>;

/// An industry that a list bars: a matter of the code alone, on any land. Without a list nobody can tell.
AdmitCheck barred_check(const std::string& id, const std::string& parameter, const std::optional<Codes>& listed,
                        const Intended& project, const Rulebook& rules, const Labels& labels) {
    const Parameter* list = find(rules, parameter);
    const Codes codes = listed.value_or(Codes{});
    AdmitCheck check{.id = id, .required = is_required(rules, id)};
    const std::string& code = project.industry_code;
    std::string hit;  // the prefix that catches the code
    for (const std::string& one : codes)
        if (!one.empty() && code.starts_with(one)) hit = one;
    if (!listed)
        check.because = "empty: parameter:" + parameter;
    else if (code.empty() && !codes.empty())
        check.because = "missing: industry_code";
    else
        check.met = truth_of(hit.empty());
    check.never = check.met == Truth::no;
    Value in, node, because{Value::List{}}, words{Value::List{}}, facts{Value::List{}}, missing{Value::List{}}, fact;
    for (const std::string& one : codes) words.push(one);
    in.add("left", code.empty()  ? "?"
                   : hit.empty() ? code
                                 : hit),
        in.add("op", "in"), in.add("right", listed ? std::move(words) : Value{"?"});
    node.add("id", "1"), node.add("holds", word(check.met)), node.add("not", std::move(in));
    because.push(std::move(node));
    fact.add("name", "industry_code"), fact.add("value", code.empty() ? "?" : code);
    facts.push(std::move(fact));
    if (!check.because.empty()) missing.push(check.because.substr(check.because.find(": ") + 2));
    Value& proof = check.proof;
    proof.add("rule", "admit_" + id), proof.add("title", labels.text("admit", id));
    proof.add("clause", list ? list->clause : ""), proof.add("evidence", list ? word(list->evidence) : "product");
    proof.add("policy", rules.id + "@" + rules.version), proof.add("verdict", word(check.met));
    proof.add("facts", std::move(facts)), proof.add("because", std::move(because));
    proof.add("missing", std::move(missing));
    proof.add("sentence", labels.text("admit", id) + "：" + labels.text("admit", word(check.met)) +
                              (check.because.empty() ? "" : "，" + reason_words(check.because, labels)) + "。");
    proof.add("outcome", word(check.met));
    return check;
}

/// 禁止、淘汰类; an empty list bars nothing.
AdmitCheck industry_check(const Intended& project, const Rulebook& rules, const Labels& labels) {
    const char* const list = "prohibited_industries";
    return barred_check("industry", list, find(rules, list) ? rules.words(list) : Codes{}, project, rules, labels);
}

/// The admission list of the environmental unit: "unit=code/code" of the pack; a unit that stands in no entry has none.
AdmitCheck unit_check(const Intended& project, const Rulebook& rules, const Labels& labels) {
    const char* const lists = "env_unit_lists";
    std::optional<Codes> codes;
    for (const std::string& entry : find(rules, lists) ? rules.words(lists) : Codes{}) {
        const std::size_t mark = entry.find('=');
        if (mark == std::string::npos || trimmed(entry.substr(0, mark)) != project.env_unit) continue;
        codes = codes.value_or(Codes{});
        for (const std::string& code : split(entry.substr(mark + 1), '/'))
            if (!is_blank(code)) codes->emplace_back(trimmed(code));
    }
    return barred_check("env_unit", lists, codes, project, rules, labels);
}

}  // namespace

std::string land_text(std::int64_t quanta, bool least) {
    constexpr std::int64_t hundredth = 2000;  // quanta of 0.01 亩
    const std::int64_t steps = quanta / hundredth + (least && quanta % hundredth != 0 ? 1 : 0);
    return fixed(static_cast<double>(steps) / 100, 2);
}

Admission admit(const Intended& project, const Rulebook& rules, const Labels& labels) {
    Admission result;
    for (const auto& [id, money] :
         {std::pair{"investment", project.investment}, {"output", project.output}, {"tax", project.tax}})
        result.checks.push_back(judged(yield_standard(id, money, project, rules, labels), project, rules, labels));
    add_controls(project, rules, labels, result);
    result.checks.push_back(industry_check(project, rules, labels));
    if (!project.env_unit.empty()) result.checks.push_back(unit_check(project, rules, labels));
    result.met = Truth::yes;
    for (const AdmitCheck& check : result.checks) {
        if (!check.required) continue;
        result.met = both(result.met, check.met);
        result.never = result.never || check.never;
        if (check.least) result.least = std::max(result.least.value_or(*check.least), *check.least);
        if (check.most) result.most = std::min(result.most.value_or(*check.most), *check.most);
    }
    if (result.least && result.most && *result.least > *result.most) result.never = true;
    return result;
}

std::optional<Area> land_taken(const Intended& project, const Admission& admission) {
    if (admission.never || !project.land) return std::nullopt;
    std::int64_t land = project.land->quanta();
    if (admission.most) land = std::min(land, *admission.most);
    if (admission.least) land = std::max(land, *admission.least);
    return Area::quanta(land);
}

std::vector<FittingPlot> fitting(const std::vector<Plot>& plots, Area taken, const Admission& admission) {
    std::vector<FittingPlot> found;
    for (std::size_t i = 0; i < plots.size(); ++i) {
        if (plots[i].area < taken) continue;
        const bool whole = !admission.most || plots[i].area.quanta() <= *admission.most;
        found.push_back({i, plots[i].area - taken, whole});
    }
    std::sort(found.begin(), found.end(), [&](const FittingPlot& a, const FittingPlot& b) {
        return std::tie(a.surplus, plots[a.plot].kind, plots[a.plot].id) <
               std::tie(b.surplus, plots[b.plot].kind, plots[b.plot].id);
    });
    return found;
}

}  // namespace mutu
