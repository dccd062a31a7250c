// Faults of packs: how they are worded, and the checks that need the whole rulebook.
#include "parts.hpp"

#include "mutu/table.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace mutu {
namespace {

constexpr std::array<std::string_view, 3> required_ladders{"supply_state", "idle_state", "efficiency"};
// Result columns an example may expect besides ladders and rules.
constexpr std::array<std::string_view, 6> result_columns{"start_due", "idle_on",    "idle_days",
                                                         "action",    "land_class", "missing"};

using Node = Condition::Kind;

std::vector<std::string> rule_ids(const Rulebook& book) {
    std::vector<std::string> ids;
    for (const Rule& rule : book.rules) ids.push_back(rule.id);
    return ids;
}

[[noreturn]] void fail_at(const std::string& where, const std::string& message) {
    throw Error{Kind::input, where.empty() ? message : where + ": " + message};
}

/// A referred rule must exist and have a condition: ladder outcomes are measures and are compared as such.
void check_target(const Rulebook& book, const std::string& id, const std::string& where) {
    const Rule* rule = book.find_rule(id);
    if (!rule) fail_at(where, "没有规则 “" + id + "”" + did_you_mean(id, rule_ids(book)));
    if (!rule->when) fail_at(where, "规则 “" + id + "” 取自梯级，不能被引用；请直接比较 in = \"" + rule->ladder + "\"");
}

void check_uses(const Draft& draft) {
    for (const RuleUse& use : draft.uses) {
        if (use.parameter.empty()) {
            check_target(draft.book, use.rule, use.where);
            continue;
        }
        const Parameter& parameter = draft.book.parameters.at(use.parameter);
        if (parameter.choices.empty()) fail_at(use.where, "参数 “" + use.parameter + "” 须用 choices 列出可选的规则");
        const auto place = draft.places.find("parameter/" + use.parameter);
        for (const auto& choice : parameter.choices) check_target(draft.book, choice, place->second);
    }
}

void targets(const Rulebook& book, const Condition& condition, std::vector<std::string>& ids) {
    for (const Condition& child : condition.children) targets(book, child, ids);
    if (condition.kind == Node::rule) ids.push_back(condition.rule);
    if (condition.kind == Node::rule_from) {
        const auto& choices = book.parameters.at(condition.parameter).choices;
        ids.insert(ids.end(), choices.begin(), choices.end());
    }
}

void check_circle(const Draft& draft, const Rule& rule, std::vector<std::string>& path) {
    if (std::find(path.begin(), path.end(), rule.id) != path.end())
        fail_at(draft.places.at("rule/" + path.front()), "规则互相引用成环：" + join(path, " → ") + " → " + rule.id);
    path.push_back(rule.id);
    std::vector<std::string> next;
    if (rule.when) targets(draft.book, *rule.when, next);
    for (const auto& id : next) check_circle(draft, *draft.book.find_rule(id), path);
    path.pop_back();
}

void check_ladder_rule(const Draft& draft, const Rule& rule) {
    const std::string& where = draft.places.at("rule/" + rule.id);
    const auto& ladders = draft.book.ladders;
    const auto ladder =
        std::find_if(ladders.begin(), ladders.end(), [&](const Ladder& l) { return l.id == rule.ladder; });
    if (ladder == ladders.end()) fail_at(where, "规则 “" + rule.id + "” 引用的梯级 “" + rule.ladder + "” 不存在");
    std::vector<std::string> ids;
    for (const Line& line : ladder->lines) ids.push_back(line.id);
    for (const auto& id : rule.lines) {
        const auto found = std::find(ids.begin(), ids.end(), id);
        if (found == ids.end())
            fail_at(where, "梯级 “" + rule.ladder + "” 没有一行叫 “" + id + "”" + did_you_mean(id, ids));
        if (ladder->lines[static_cast<std::size_t>(found - ids.begin())].then == undetermined_outcome)
            fail_at(where, "行 “" + id + "” 的结果是 undetermined，不能算作 “" + rule.id + "” 成立");
    }
}

/// Every {name} of a sentence is a measure, a parameter, {title} or {missing}.
void check_template(const Rulebook& book, const std::string& text, const std::string& where) {
    for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        const std::string name = text.substr(open + 1, close == std::string::npos ? close : close - open - 1);
        const bool known =
            name == "title" || name == "missing" || measure_named(name) || book.parameters.contains(name);
        if (close == std::string::npos || !known)
            fail_at(where, "句子中的 {" + name + "} 不是度量、参数、title 或 missing：" + text);
    }
}

void check_templates(const Draft& draft) {
    for (const Ladder& ladder : draft.book.ladders)
        for (const Line& line : ladder.lines)
            check_template(draft.book, line.sentence, draft.places.at("line/" + ladder.id + "/" + line.id));
    for (const Rule& rule : draft.book.rules)
        for (const auto* text : {&rule.sentence_yes, &rule.sentence_no, &rule.sentence_undetermined})
            check_template(draft.book, *text, draft.places.at("rule/" + rule.id));
}

void check_ladders(const Draft& draft) {
    for (const auto id : required_ladders) {
        const auto& ladders = draft.book.ladders;
        const auto found = std::find_if(ladders.begin(), ladders.end(), [&](const Ladder& l) { return l.id == id; });
        if (found == ladders.end())
            fail_at(draft.places.at("pack"),
                    "规则包 “" + draft.book.id + "” 缺少梯级 “" + std::string{id} + "”（[[ladder]]）");
        if (std::find(found->outcomes.begin(), found->outcomes.end(), undetermined_outcome) == found->outcomes.end())
            fail_at(draft.places.at("ladder/" + found->id), "梯级 “" + found->id + "” 的 outcomes 须含 undetermined");
    }
}

void check_expectation(const Rulebook& book, const Example& example, const std::string& key,
                       const std::string& expected) {
    if (std::find(result_columns.begin(), result_columns.end(), key) != result_columns.end()) return;
    for (const Ladder& ladder : book.ladders)
        if (ladder.id == key) {
            if (std::find(ladder.outcomes.begin(), ladder.outcomes.end(), expected) == ladder.outcomes.end())
                fail_at(example.where, "示例 “" + example.name + "”：“" + expected + "” 不是 " + key + " 的结果" +
                                           did_you_mean(expected, ladder.outcomes));
            return;
        }
    if (expected == "raised" || expected == "none") return;  // a diagnostic code
    if (!book.find_rule(key))
        fail_at(example.where, "示例 “" + example.name + "”：没有梯级、规则或结果列 “" + key + "”" +
                                   did_you_mean(key, rule_ids(book)));
    if (expected != "yes" && expected != "no" && expected != undetermined_outcome)
        fail_at(example.where, "示例 “" + example.name + "”：规则 “" + key + "” 的结果只能是 yes、no、undetermined");
}

void check_example(const Rulebook& book, const Example& example) {
    for (const auto& [key, value] : example.given.table("given")) {
        if (key == "as_of" || key == "absent" || measure_named(key) || find_field(Role::parcel, key)) continue;
        std::vector<std::string> known;
        for (const auto& field : fields_of(Role::parcel)) known.emplace_back(field.name);
        for (const auto& entry : measures()) known.emplace_back(entry.id);
        fail_at(value.where().empty() ? example.where : value.where(),
                "示例 “" + example.name + "”：没有字段或度量 “" + key + "”" + did_you_mean(key, known));
    }
    for (const auto& [key, expected] : example.expect) check_expectation(book, example, key, expected);
}

}  // namespace

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    const auto found = nearest(word, candidates);
    return found ? "；是否指 “" + *found + "”？" : std::string{};
}

void only_keys(const Value& table, std::span<const std::string_view> allowed, std::string_view what) {
    for (const auto& [key, value] : table.table(what)) {
        if (std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
        const std::vector<std::string> names(allowed.begin(), allowed.end());
        (value.where().empty() ? table : value)
            .fail(std::string{what} + " 不认识的键 “" + key + "”" + did_you_mean(key, names));
    }
}

const std::string& needed(const Value& table, std::string_view key, std::string_view what) {
    const Value* found = table.find(key);
    if (!found) table.fail(std::string{what} + " 缺少 " + std::string{key});
    if (trimmed(found->text(key)).empty()) found->fail(std::string{what} + " 的 " + std::string{key} + " 是空的");
    return found->text(key);
}

std::string optional_text(const Value& table, std::string_view key) {
    const Value* found = table.find(key);
    return found ? found->text(key) : std::string{};
}

std::vector<std::string> text_list(const Value& value, std::string_view what) {
    std::vector<std::string> words;
    for (const Value& element : value.list(what)) words.push_back(element.text(what));
    return words;
}

std::string_view word(Evidence evidence) {
    switch (evidence) {
    case Evidence::confirmed: return "confirmed";
    case Evidence::secondhand: return "secondhand";
    case Evidence::unconfirmed: return "unconfirmed";
    case Evidence::product: return "product";
    }
    return "product";
}

Evidence evidence_of(const Value& table, std::string_view what) {
    const std::string& text = needed(table, "evidence", what);
    for (const Evidence mark : {Evidence::confirmed, Evidence::secondhand, Evidence::unconfirmed, Evidence::product})
        if (text == word(mark)) return mark;
    table.find("evidence")->fail("evidence 只能是 confirmed、secondhand、unconfirmed、product，得到 “" + text + "”");
}

Measure measure_at(const Value& value) {
    const std::string& id = value.text("度量");
    if (const auto measure = measure_named(id)) return *measure;
    std::vector<std::string> ids;
    for (const auto& entry : measures()) ids.emplace_back(entry.id);
    value.fail("没有度量 “" + id + "”" + did_you_mean(id, ids));
}

void check_soundness(const Draft& draft) {
    check_ladders(draft);
    check_uses(draft);
    check_templates(draft);
    for (const Rule& rule : draft.book.rules) {
        std::vector<std::string> path;
        check_circle(draft, rule, path);
        if (!rule.when) check_ladder_rule(draft, rule);
    }
    for (const Example& example : draft.book.examples) check_example(draft.book, example);
    check_standards(draft.book);
}

}  // namespace mutu
