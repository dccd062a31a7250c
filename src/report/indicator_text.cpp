// The proof of a park's indicator, score or goal as text for a terminal, and the reasons of what has no answer.
#include "phrase.hpp"
#include "plain.hpp"

#include "mutu/report.hpp"
#include "mutu/text.hpp"

#include <set>

namespace mutu {
namespace {

std::string member(const Value& node, std::string_view key) {
    const Value* found = node.find(key);
    const auto* text = found ? found->as<std::string>() : nullptr;
    return text ? visible(*text) : std::string{};
}

const Value::List& nodes(const Value& proof, std::string_view key) {
    static const Value::List none;
    const Value* found = proof.find(key);
    const auto* list = found ? found->as<Value::List>() : nullptr;
    return list ? *list : none;
}

/// "4100000 m²" → "4100000 m² (410.0000 公顷)"; other values as they stand.
std::string amount(const std::string& text) {
    constexpr std::string_view unit = " m²";
    if (!text.ends_with(unit)) return text;
    const auto parsed = parse_number(text.substr(0, text.size() - unit.size()));
    const auto* number = std::get_if<double>(&parsed);
    return number ? fixed(*number, 2) + " m² (" + fixed(Area::square_metres(*number).hectares(), 4) + " 公顷)" : text;
}

std::string indented(const std::string& table) {
    std::string out;
    for (const auto& line : split(table, '\n'))
        if (!line.empty()) out += "  " + std::string{line} + '\n';
    return out;
}

std::string facts_table(const Value& proof, const Labels& labels, Language language) {
    if (nodes(proof, "facts").empty()) return {};
    const auto say = [&](std::string_view id) { return phrase(labels, language, id); };
    TextTable table{.keys = {"name", "value", "source", "known_over"},
                    .headings = {say("fact"), say("value"), say("source"), say("known_over")},
                    .numeric = {},
                    .rows = {}};
    std::set<std::string> told;
    bool partial = false;
    for (const Value& fact : nodes(proof, "facts")) {
        const std::string name = member(fact, "name"), value = member(fact, "value"), over = member(fact, "known_over"),
                          source = member(fact, "source");
        if (!told.insert(name).second) continue;
        partial = partial || !over.empty();
        table.rows.push_back({labels.text("park_measure", name, language),
                              value.empty() ? say("unknown") : amount(value),
                              source.empty() ? "" : labels.text("role", source, language),
                              over.empty() ? std::optional<std::string>{} : amount(over)});
    }
    if (!partial) {
        table.keys.pop_back(), table.headings.pop_back();
        for (auto& row : table.rows) row.pop_back();
    }
    return say("facts") + '\n' + indented(render(table, Format::table, "facts"));
}

std::string members_table(const Value& proof, const Labels& labels, Language language) {
    if (nodes(proof, "members").empty()) return {};
    const auto say = [&](std::string_view id) { return phrase(labels, language, id); };
    TextTable table{.keys = {"title", "score", "weight"},
                    .headings = {say("member"), say("member_score"), say("weight")},
                    .numeric = {},
                    .rows = {}};
    for (const Value& one : nodes(proof, "members")) {
        const std::string score = member(one, "score");
        const bool fraction = score.find('/') != std::string::npos;
        table.rows.push_back({member(one, "title"),
                              score == "?" ? say("unknown")
                              : fraction   ? decimals_text(score)
                                           : score,
                              member(one, "weight")});
    }
    return indented(render(table, Format::table, "members"));
}

}  // namespace

std::string indicator_text(const Value& proof, const Labels& labels, Language language) {
    const auto say = [&](std::string_view id, std::initializer_list<std::string> values = {}) {
        return phrase(labels, language, id, values);
    };
    const std::string code = member(proof, "code"), id = member(proof, "indicator");
    std::string out = member(proof, "title") + " (" + (code.empty() ? "" : code + " ") + id + ")\n";
    out += member(proof, "sentence") + '\n';
    out += say("clause", {member(proof, "clause")}) + "［" +
           labels.text("evidence", member(proof, "evidence"), language) + "］\n";
    if (const std::string policy = member(proof, "policy"); !policy.empty()) out += say("pack", {policy}) + '\n';
    out += facts_table(proof, labels, language) + members_table(proof, labels, language);
    for (const Value& node : nodes(proof, "because"))
        out += "  " +
               std::string{member(node, "holds") == "yes"  ? "✓ "
                           : member(node, "holds") == "no" ? "✗ "
                                                           : "? "} +
               labels.text("met", member(node, "holds"), language) + '\n';
    return out;
}

std::string reason_text(const std::string& because, const Labels& labels, Language language) {
    const std::size_t colon = because.find(": ");
    const std::string of_what = because.substr(0, colon);
    std::string kind = of_what;
    if (colon == std::string::npos) return labels.text("indicator_reason", kind, language);
    std::vector<std::string> names;
    for (const auto& entry : split(because.substr(colon + 2), ';')) {
        std::string id{entry};
        for (const std::string_view mark : {"ideal/", "weight/", "target/", "gate/", "table/", "parameter:"})
            if (id.starts_with(mark))
                kind = of_what + "_" + std::string{mark.substr(0, mark.size() - 1)}, id = id.substr(mark.size());
        std::string own = id.substr(id.find('.') == std::string::npos ? 0 : id.find('.') + 1);
        for (const std::string_view group :
             {"park_measure", "control_measure", "control_table", "column", "field", "role", "measure"})
            if (labels.has(group, own)) {
                own = labels.text(group, own, language);
                break;
            }
        names.push_back(own);
    }
    return labels.text("indicator_reason", kind, language) + "：" + join(names, "、");
}

}  // namespace mutu
