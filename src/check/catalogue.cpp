// geodata/check into a catalogue; every fault of the files with its place.
#include "mutu/check.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <algorithm>

namespace mutu {
namespace {

Severity severity_of(const Value& value) {
    const std::string& word = value.text("severity");
    if (word == "error") return Severity::error;
    if (word == "warning") return Severity::warning;
    if (word == "info") return Severity::info;
    value.fail("severity 只能是 error、warning 或 info");
}

const Value& needed(const Value& table, const char* member) {
    const Value* found = table.find(member);
    if (!found) table.fail(std::string{"缺少 "} + member);
    return *found;
}

std::string text_of(const Value& table, const char* member) {
    const Value* found = table.find(member);
    return found ? found->text(member) : std::string{};
}

CheckRule rule_of(const std::string& code, const Value& table) {
    return {.code = code,
            .number = static_cast<int>(needed(table, "number").integer("number")),
            .severity = severity_of(needed(table, "severity")),
            .name = needed(table, "name").text("name"),
            .en = text_of(table, "en"),
            .says = text_of(table, "says"),
            .fix = text_of(table, "fix"),
            .clause = text_of(table, "clause"),
            .evidence = text_of(table, "evidence")};
}

Tolerance tolerance_of(const Value& table) {
    return {.value = needed(table, "value").real("value"),
            .unit = text_of(table, "unit"),
            .title = needed(table, "title").text("title"),
            .clause = text_of(table, "clause"),
            .evidence = needed(table, "evidence").text("evidence")};
}

std::set<std::string, std::less<>> words_of(const Value& table, const char* member) {
    std::set<std::string, std::less<>> words;
    if (const Value* list = table.find(member))
        for (const Value& word : list->list(member)) words.insert(word.text(member));
    return words;
}

void read(const Value& file, Catalogue& into) {
    if (const Value* rules = file.find("rule"))
        for (const auto& [code, table] : rules->table("rule")) {
            CheckRule rule = rule_of(code, table);
            for (const CheckRule& other : into.rules)
                if (other.number == rule.number || other.code == code)
                    table.fail("规则 " + code + " 与 " + other.code + " 的编号或代码相同");
            into.rules.push_back(std::move(rule));
        }
    if (const Value* limits = file.find("tolerance"))
        for (const auto& [name, table] : limits->table("tolerance")) into.tolerances[name] = tolerance_of(table);
    if (const Value* systems = file.find("land_codes"))
        for (const auto& [name, table] : systems->table("land_codes"))
            into.land_codes[name] = {words_of(table, "known"), words_of(table, "farmland"),
                                     words_of(table, "built_up")};
    if (file.find("provinces")) into.provinces = words_of(file, "provinces");
}

void change(Catalogue& catalogue, const std::string& name, double value) {
    const auto found = catalogue.tolerances.find(name);
    if (found == catalogue.tolerances.end()) {
        std::vector<std::string> known;
        known.reserve(catalogue.tolerances.size());
        for (const auto& [id, one] : catalogue.tolerances) known.push_back(id);
        const auto meant = nearest(name, known);
        throw Error{Kind::usage, "[check.set] 没有容许值 " + name +
                                     (meant ? "，是否要写 " + *meant + "？" : "；mutu check --rules 列出全部")};
    }
    if (!(value >= 0)) throw Error{Kind::usage, "[check.set] " + name + " 不能为负"};
    found->second.value = value, found->second.overridden = true;
}

}  // namespace

const CheckRule* Catalogue::find(std::string_view name) const {
    for (const CheckRule& rule : rules)
        if (rule.code == name || std::to_string(rule.number) == name) return &rule;
    return nullptr;
}

const CheckRule& Catalogue::rule(std::string_view code) const {
    const CheckRule* found = find(code);
    if (!found) throw Error{Kind::bug, "geodata/check has no rule " + std::string{code}};
    return *found;
}

double Catalogue::limit(std::string_view tolerance) const {
    const auto found = tolerances.find(tolerance);
    if (found == tolerances.end()) throw Error{Kind::bug, "geodata/check has no tolerance " + std::string{tolerance}};
    return found->second.value;
}

Catalogue load_catalogue(const std::string& folder, const std::vector<std::pair<std::string, double>>& set) {
    Catalogue catalogue;
    for (const std::string& file : toml_files(folder)) read(read_toml(file), catalogue);
    std::sort(catalogue.rules.begin(), catalogue.rules.end(),
              [](const CheckRule& a, const CheckRule& b) { return a.number < b.number; });
    for (const auto& [name, value] : set) change(catalogue, name, value);
    return catalogue;
}

void number_findings(Diagnostics& findings, const Catalogue& catalogue) {
    std::map<std::string_view, int> numbers;
    for (const CheckRule& rule : catalogue.rules) numbers[rule.code] = rule.number;
    for (Diagnostic& finding : findings)
        if (const auto found = numbers.find(finding.code); found != numbers.end()) finding.number = found->second;
}

}  // namespace mutu
