// Quick answers: ladders walked from the top, rules evaluated, actions proposed.
#include "parts.hpp"

#include <algorithm>

namespace mutu {
namespace {

void sort_unique(Names& names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
}

void end_undetermined(Judgement& judgement, const Line& line) {
    judgement.verdict = Truth::undetermined;
    judgement.outcome = undetermined_outcome;
    judgement.line = line.id;
    judgement.reason = line.reason.empty() ? "unknown" : line.reason;
    judgement.missing.insert(judgement.missing.end(), line.missing.begin(), line.missing.end());
}

/// A line whose condition says yes decides; its diagnostic is raised only then.
void decide(const Rulebook& book, Judgement& judgement, const Line& line, const Facts& facts) {
    judgement.diagnostic = line.diagnostic;
    if (line.then == undetermined_outcome) {
        end_undetermined(judgement, line);
        add_missing(book, line.when, facts, judgement.missing);
        return;
    }
    judgement.verdict = Truth::yes;
    judgement.outcome = line.then;
    judgement.line = line.id;
    add_leaned_on(book, line.when, facts, judgement.missing);
}

}  // namespace

Judgement judge(const Rulebook& book, const Ladder& ladder, const Facts& facts, Consulted* consulted) {
    Judgement judgement;
    judgement.outcome = undetermined_outcome;
    judgement.reason = "no_line";
    for (const Line& line : ladder.lines) {
        const Truth answer = holds(book, line.when, facts, consulted);
        if (answer == Truth::yes) {
            judgement.reason.clear();
            decide(book, judgement, line, facts);
            break;
        }
        if (answer == Truth::undetermined && line.unknown_stops) {
            end_undetermined(judgement, line);
            add_unsettled(book, line.when, facts, judgement.missing);
            break;
        }
        add_leaned_on(book, line.when, facts, judgement.missing);
    }
    sort_unique(judgement.missing);
    return judgement;
}

Judgement as_rule(const Rule& rule, Judgement walked) {
    if (walked.verdict == Truth::yes)
        walked.verdict = truth_of(std::find(rule.lines.begin(), rule.lines.end(), walked.line) != rule.lines.end());
    walked.outcome = word(walked.verdict);
    return walked;
}

Judgement judge(const Rulebook& book, const Rule& rule, const Facts& facts, Consulted* consulted) {
    if (!rule.when) return as_rule(rule, judge(book, book.ladder(rule.ladder), facts, consulted));
    Judgement judgement;
    judgement.verdict = holds(book, *rule.when, facts, consulted);
    if (judgement.verdict == Truth::undetermined) {
        judgement.reason = "unknown";
        add_unsettled(book, *rule.when, facts, judgement.missing);
        sort_unique(judgement.missing);
    }
    judgement.outcome = word(judgement.verdict);
    return judgement;
}

std::string_view outcome_of(const Rulebook& book, const Ladder& ladder, const Facts& facts) {
    for (const Line& line : ladder.lines) {
        const Truth answer = holds(book, line.when, facts);
        if (answer == Truth::yes) return line.then;
        if (answer == Truth::undetermined && line.unknown_stops) break;
    }
    return undetermined_outcome;
}

std::vector<std::string> propose(const Rulebook& book, std::span<const Action> actions, const Facts& facts) {
    std::vector<std::string> codes;
    for (const Action& action : actions)
        if (holds(book, action.when, facts) == Truth::yes) codes.push_back(action.code);
    return codes;
}

Rule fitting(const Action& action) {
    Rule rule;
    rule.id = action.code, rule.title = "措施：" + action.title, rule.clause = action.clause;
    rule.evidence = action.evidence, rule.when = action.when;
    rule.sentence_yes = "可采取的{title}。", rule.sentence_no = "不适用的{title}。";
    rule.sentence_undetermined = "能否采取无法判定（{title}），缺：{missing}。";
    return rule;
}

const Ladder& Rulebook::ladder(std::string_view name) const {
    for (const Ladder& candidate : ladders)
        if (candidate.id == name) return candidate;
    throw Error{Kind::bug, "规则包 “" + id + "” 没有梯级 “" + std::string{name} + "”"};
}

const Rule* Rulebook::find_rule(std::string_view name) const {
    for (const Rule& rule : rules)
        if (rule.id == name) return &rule;
    return nullptr;
}

}  // namespace mutu
