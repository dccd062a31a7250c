// A full proof as indented text for a terminal: verdict, sentence, clause, facts, comparisons, what is missing.
#include "phrase.hpp"
#include "plain.hpp"

#include "mutu/document.hpp"
#include "mutu/report.hpp"
#include "mutu/text.hpp"

#include <array>
#include <cstdlib>

namespace mutu {
namespace {

struct Telling {
    const Labels& labels;
    Language language;
    std::string say(std::string_view id, std::initializer_list<std::string> values = {}) const {
        return phrase(labels, language, id, values);
    }
    std::string label(std::string_view group, std::string_view id) const {
        return visible(labels.text(group, id, language));
    }
    /// A word in the first of these groups that knows it, else as it stands.
    std::string word(std::string_view id, std::initializer_list<std::string_view> groups) const {
        for (const std::string_view group : groups)
            if (labels.has(group, id)) return label(group, id);
        return visible(id);
    }
    /// A code as a proof holds it, whichever measure it belongs to.
    std::string code(std::string_view id) const {
        return word(id, {"supply_state", "idle_state", "efficiency", "holder_kind", "idle_cause", "operation_state"});
    }
};

std::string member_text(const Value& node, std::string_view key) {
    const Value* member = node.find(key);
    const auto* words = member ? member->as<std::string>() : nullptr;
    return words ? visible(*words) : std::string{};
}

/// A leading plain number and what follows it; the exact texts of proofs are "20000 m²", "1200 万元 × 1/4".
std::optional<std::pair<double, std::string>> leading_number(const std::string& text) {
    const std::size_t end = text.find(' ');
    if (end == std::string::npos || end == 0) return std::nullopt;
    const auto parsed = parse_number(text.substr(0, end));
    const auto* number = std::get_if<double>(&parsed);
    if (!number) return std::nullopt;
    return std::pair{*number, text.substr(end)};
}

/// "20000 m²" → "20000.00 m²(30.00 亩)"; "468 万元 / 24000 m²" → "13.00 万元/亩"; other words as they stand.
std::string exact_for_people(const Telling& tell, const std::string& text) {
    if (text == "yes" || text == "no") return tell.label("yes_no", text);
    if (text == "?") return tell.say("unknown");
    const auto first = leading_number(text);
    if (!first) return tell.code(text);
    const auto& [number, rest] = *first;
    if (rest.starts_with(" 万元 / ")) {
        const auto land = leading_number(rest.substr(std::string_view{" 万元 / "}.size()));
        const auto yield = land ? Yield::of(Money::wan(number), Area::square_metres(land->first)) : std::nullopt;
        if (!yield || !land->second.starts_with(" m²")) return text;
        return fixed(yield->wan_per_mu(), 2) + " 万元/亩" + land->second.substr(std::string_view{" m²"}.size());
    }
    if (rest.starts_with(" m²"))
        return fixed(number, 2) + " m²(" + fixed(Area::square_metres(number).mu(), 2) + " 亩)" +
               rest.substr(std::string_view{" m²"}.size());
    if (rest.starts_with(" 万元")) return fixed(number, 2) + rest;
    return text;
}

std::string value_for_people(const Telling& tell, const Value* value) {
    if (value == nullptr || value->is_null()) return tell.say("unknown");
    if (const auto* truth = value->as<bool>()) return tell.label("yes_no", *truth ? "yes" : "no");
    if (const auto* words = value->as<std::string>()) return exact_for_people(tell, visible(*words));
    if (const auto* list = value->as<Value::List>()) {
        std::vector<std::string> parts;
        for (const Value& one : *list) parts.push_back(value_for_people(tell, &one));
        return join(parts, "、");
    }
    return visible(to_json(*value));
}

/// The facts the proof rests on; no rows where it names none.
TextTable facts_table(const Telling& tell, const Value& proof) {
    TextTable table{{"name", "value", "source"}, {tell.say("fact"), tell.say("value"), tell.say("source")}, {}, {}};
    table.numeric.assign(3, false);
    const Value* facts = proof.find("facts");
    const auto* list = facts ? facts->as<Value::List>() : nullptr;
    if (!list) return table;
    for (const Value& fact : *list) {
        const std::string source = member_text(fact, "source"), assumption = member_text(fact, "assumption");
        std::string from = source.empty() ? "" : tell.word(source, {"field", "role", "measure", "column"});
        if (!assumption.empty())
            from += (from.empty() ? "" : "；") + tell.say("assumed", {tell.label("assumption", assumption)});
        table.rows.push_back(
            {tell.word(member_text(fact, "name"), {"measure", "control_measure", "office_fact", "field"}),
             value_for_people(tell, fact.find("value")), from});
    }
    return table;
}

std::string facts_text(const Telling& tell, const Value& proof) {
    TextTable table = facts_table(tell, proof);
    if (table.rows.empty()) return {};
    table.numeric.clear();
    std::string out = tell.say("facts") + '\n';
    const auto lines = split(render(table, Format::table, "facts"), '\n');
    for (const auto& line : lines)
        if (!line.empty()) out += "  " + line + '\n';
    return out;
}

/// The items of a score: value, what it was held against, weight and points.
std::string items_text(const Telling& tell, const Value& proof) {
    const Value* items = proof.find("items");
    const auto* list = items ? items->as<Value::List>() : nullptr;
    if (!list || list->empty()) return {};
    TextTable table{{"item", "value", "unit", "reference", "weight", "points", "note"},
                    {tell.say("item"), tell.say("value"), tell.say("unit"), tell.say("reference"), tell.say("weight"),
                     tell.say("points"), tell.say("note")},
                    {},
                    {}};
    for (const Value& item : *list) {
        const std::string because = member_text(item, "because");
        table.rows.push_back({member_text(item, "title"), decimals_text(member_text(item, "value")),
                              member_text(item, "unit"), decimals_text(member_text(item, "reference")),
                              decimals_text(member_text(item, "weight")), decimals_text(member_text(item, "points")),
                              because.empty() ? "" : tell.label("score_because", because)});
    }
    std::string out = tell.say("score_items") + '\n';
    for (const auto& line : split(render(table, Format::table, "items"), '\n'))
        if (!line.empty()) out += "  " + line + '\n';
    for (const char* extra : {"factor", "bonus", "score"})
        if (proof.find(extra)) out += "  " + tell.say(extra) + " " + decimals_text(member_text(proof, extra)) + '\n';
    return out;
}

std::string mark(std::string_view holds) { return holds == "yes" ? "✓" : holds == "no" ? "✗" : "?"; }

std::string operator_text(const std::string& op) {
    if (op == "<=") return "≤";
    if (op == ">=") return "≥";
    if (op == "!=") return "≠";
    return op == "==" ? "=" : op;
}

std::string comparison_text(const Telling& tell, const Value& node) {
    if (!node.find("op")) return {};
    const std::string op = member_text(node, "op");
    // The phrase of these leaves names what was asked for; only the answer is new.
    if (op == "in" || op == "is" || op == "known")
        return tell.say("found", {value_for_people(tell, node.find("left"))});
    std::string out = value_for_people(tell, node.find("left")) + ' ' + operator_text(op) + ' ' +
                      value_for_people(tell, node.find("right"));
    if (const std::string margin = member_text(node, "margin"); !margin.empty())
        out += "，" + tell.say("margin", {margin});
    return out;
}

void write_nodes(std::string& out, const Telling& tell, const Value& list, std::size_t indent);

std::string leaf_text(const Telling& tell, const Value& node) {
    const std::string text = member_text(node, "text"), comparison = comparison_text(tell, node);
    if (text.empty()) return comparison.empty() ? member_text(node, "id") : comparison;
    return comparison.empty() ? text : text + "（" + comparison + "）";
}

constexpr std::array<std::string_view, 4> nested = {"all", "any", "of", "not"};

/// The comparisons that kept a rung of a ladder from holding, on one line.
void failing_leaves(std::vector<std::string>& out, const Telling& tell, const Value& node) {
    bool leaf = true;
    for (const std::string_view key : nested)
        if (const Value* inner = node.find(key)) {
            leaf = false;
            if (const auto* list = inner->as<Value::List>())
                for (const Value& one : *list) failing_leaves(out, tell, one);
            else
                failing_leaves(out, tell, *inner);
        }
    if (leaf && member_text(node, "holds") != "yes") out.push_back(leaf_text(tell, node));
}

/// A rung of a ladder: its outcome, and why it was passed; the rung that decided is told in full.
bool write_rung(std::string& out, const Telling& tell, const Value& node, std::size_t indent) {
    const std::string outcome = member_text(node, "then");
    if (outcome.empty()) return false;
    out += std::string(indent, ' ') + mark(member_text(node, "holds")) + ' ' + tell.code(outcome);
    if (member_text(node, "holds") != "no") return out += '\n', false;
    std::vector<std::string> why;
    failing_leaves(why, tell, node);
    out += "：" + join(why, "；") + '\n';
    return true;
}

void write_node(std::string& out, const Telling& tell, const Value& node, std::size_t indent) {
    if (node.find("then")) {
        if (write_rung(out, tell, node, indent)) return;
        indent += 2;
    }
    const bool leaf = node.find("op") != nullptr;
    const bool branch = node.find("any") || node.find("at_least") || !node.find("then");
    if (leaf || branch) {
        out += std::string(indent, ' ') + mark(member_text(node, "holds")) + ' ' + leaf_text(tell, node) + '\n';
        indent += 2;
    }
    for (const std::string_view key : nested)
        if (const Value* inner = node.find(key)) {
            if (inner->as<Value::List>())
                write_nodes(out, tell, *inner, indent);
            else
                write_node(out, tell, *inner, indent);
        }
}

void write_nodes(std::string& out, const Telling& tell, const Value& list, std::size_t indent) {
    if (const auto* nodes = list.as<Value::List>())
        for (const Value& node : *nodes) write_node(out, tell, node, indent);
}

std::string head_text(const Telling& tell, const Value& proof) {
    const std::string title = member_text(proof, "title"), rule = member_text(proof, "rule");
    std::string out = (title.empty() ? rule : title + (rule.empty() ? "" : " (" + rule + ")")) + "：" +
                      tell.say("verdict_" + member_text(proof, "verdict")) + '\n';
    if (const std::string sentence = member_text(proof, "sentence"); !sentence.empty()) out += sentence + '\n';
    if (const std::string clause = member_text(proof, "clause"); !clause.empty())
        out += tell.say("clause", {clause}) + "［" + tell.label("evidence", member_text(proof, "evidence")) + "］\n";
    if (const std::string policy = member_text(proof, "policy"); !policy.empty())
        out += tell.say("pack", {policy}) + '\n';
    return out;
}

/// What was compared, and what is missing.
std::string working_text(const Telling& tell, const Value& proof) {
    std::string out;
    if (const Value* because = proof.find("because")) {
        out += tell.say("because") + '\n';
        write_nodes(out, tell, *because, 2);
    }
    const Value* missing = proof.find("missing");
    if (const auto* fields = missing ? missing->as<Value::List>() : nullptr; fields && !fields->empty()) {
        std::vector<std::string> words;
        for (const Value& field : *fields)
            if (const auto* id = field.as<std::string>()) words.push_back(tell.word(*id, {"field", "control_measure"}));
        out += wrapped_list(tell.say("missing"), words, "、", 100, 2);
    }
    return out;
}

}  // namespace

std::string proof_text(const Value& full_proof, const Labels& labels, Language language) {
    const Telling tell{labels, language};
    return head_text(tell, full_proof) + facts_text(tell, full_proof) + items_text(tell, full_proof) +
           working_text(tell, full_proof);
}

std::vector<Passage> proof_passages(const Value& full_proof, const Labels& labels) {
    const Telling tell{labels, Language::zh};
    const std::string head = head_text(tell, full_proof);
    const std::size_t title = head.find('\n');
    std::vector<Passage> passages{Heading{3, head.substr(0, title)}, Verbatim{head.substr(title + 1)}};
    if (TextTable facts = facts_table(tell, full_proof); !facts.rows.empty()) passages.emplace_back(std::move(facts));
    if (std::string working = items_text(tell, full_proof) + working_text(tell, full_proof); !working.empty())
        passages.emplace_back(Verbatim{std::move(working)});
    return passages;
}

}  // namespace mutu
