// 豁免: a person's word that one finding stands, kept in a file beside the project and told each time.
#include "rules.hpp"

#include "mutu/value.hpp"

#include <algorithm>

namespace mutu {
namespace {

const std::vector<std::string>& known_keys() {
    static const std::vector<std::string> keys{"code", "feature", "other", "reason", "by", "date", "until"};
    return keys;
}

std::string needed(const Value& table, const char* member) {
    const Value* found = table.find(member);
    if (!found) table.fail(std::string{"[[waiver]] 缺少 "} + member + "；必填：code feature reason by date");
    const std::string& text = found->text(member);
    if (is_blank(text)) found->fail(std::string{member} + " 不能为空");
    return text;
}

std::string code_of(const Value& table, const Catalogue& catalogue) {
    const Value* found = table.find("code");
    if (!found) table.fail("[[waiver]] 缺少 code；必填：code feature reason by date");
    const auto* number = found->as<std::int64_t>();
    const std::string name = number ? std::to_string(*number) : found->text("code");
    if (const CheckRule* rule = catalogue.find(name)) return rule->code;
    std::vector<std::string> codes;
    codes.reserve(catalogue.rules.size());
    for (const CheckRule& rule : catalogue.rules) codes.push_back(rule.code);
    const auto meant = nearest(name, codes);
    found->fail("没有规则 " + name + (meant ? "，是否要写 " + *meant + "？" : "；mutu check --rules 列出全部"));
}

Date day_of(const Value& value, const char* member) {
    if (const Date* day = value.as<Date>()) return *day;
    const auto parsed = parse_date(value.text(member));
    if (const Date* day = std::get_if<Date>(&parsed)) return *day;
    value.fail(std::string{member} + " 应为 2026-06-30 这样的日期");
}

Waiver waiver_of(const Value& table, const Catalogue& catalogue) {
    for (const auto& [key, value] : table.table("[[waiver]]"))
        if (std::find(known_keys().begin(), known_keys().end(), key) == known_keys().end())
            value.fail("[[waiver]] 中没有 " + key + " 这一项；可用：" + join(known_keys(), " "));
    Waiver waiver{.code = code_of(table, catalogue),
                  .feature = needed(table, "feature"),
                  .other = {},
                  .reason = needed(table, "reason"),
                  .by = needed(table, "by"),
                  .date = {},
                  .until = {},
                  .where = table.where()};
    const Value* date = table.find("date");
    if (!date) table.fail("[[waiver]] 缺少 date；必填：code feature reason by date");
    waiver.date = day_of(*date, "date");
    if (const Value* other = table.find("other")) waiver.other = other->text("other");
    if (const Value* until = table.find("until")) waiver.until = day_of(*until, "until");
    return waiver;
}

/// Pairs are told once, under either of the two.
bool speaks_of(const Waiver& waiver, const Diagnostic& finding) {
    if (waiver.code != finding.code) return false;
    if (waiver.other.empty()) return waiver.feature == finding.subject_id;
    return (waiver.feature == finding.subject_id && waiver.other == finding.other_id) ||
           (waiver.feature == finding.other_id && waiver.other == finding.subject_id);
}

bool in_force(const Waiver& waiver, Date as_of) { return !waiver.until || as_of <= *waiver.until; }

void waive(Diagnostic& finding, const Waiver& waiver, const CheckRule& rule) {
    finding.message = checks::filled(
        rule.says,
        {{"message", finding.message}, {"reason", waiver.reason}, {"by", waiver.by}, {"date", waiver.date.iso()}});
    finding.code = rule.code, finding.number = rule.number, finding.severity = rule.severity, finding.fix = rule.fix;
}

Diagnostic stale(const Waiver& waiver, const CheckRule& rule, const std::string& why) {
    Diagnostic told{.code = rule.code, .severity = rule.severity, .layer = "waiver"};
    told.source_file = waiver.where.substr(0, waiver.where.find(".toml:") + 5);
    told.subject_id = waiver.feature, told.other_id = waiver.other, told.number = rule.number, told.fix = rule.fix;
    told.message = checks::filled(rule.says, {{"code", waiver.code},
                                              {"feature", waiver.feature},
                                              {"why", why},
                                              {"where", waiver.where},
                                              {"by", waiver.by},
                                              {"date", waiver.date.iso()}});
    return told;
}

}  // namespace

std::vector<Waiver> read_waivers(const std::string& path, const Catalogue& catalogue) {
    const Value root = parse_toml(read_file(path), path);
    std::vector<Waiver> waivers;
    for (const auto& [key, value] : root.table("豁免文件")) {
        if (key != "waiver") value.fail("豁免文件中只有 [[waiver]]，没有 " + key);
        for (const Value& table : value.list("waiver")) waivers.push_back(waiver_of(table, catalogue));
    }
    return waivers;
}

void apply_waivers(Diagnostics& findings, const std::vector<Waiver>& waivers, const Catalogue& catalogue, Date as_of) {
    std::multimap<std::string, std::size_t> by_feature;
    for (std::size_t i = 0; i < waivers.size(); ++i) {
        by_feature.emplace(waivers[i].feature, i);
        if (!waivers[i].other.empty()) by_feature.emplace(waivers[i].other, i);
    }
    std::vector<bool> used(waivers.size(), false);
    const CheckRule &waived = catalogue.rule("waived"), &idle = catalogue.rule("waiver_stale");
    for (Diagnostic& finding : findings) {
        const auto [first, last] = by_feature.equal_range(finding.subject_id);
        for (auto at = first; at != last; ++at) {
            const Waiver& waiver = waivers[at->second];
            if (!in_force(waiver, as_of) || !speaks_of(waiver, finding)) continue;
            used[at->second] = true;
            waive(finding, waiver, waived);
            break;
        }
    }
    for (std::size_t i = 0; i < waivers.size(); ++i) {
        if (used[i]) continue;
        const std::string why =
            in_force(waivers[i], as_of) ? "没有对应的问题" : "已过期（" + waivers[i].until->iso() + "）";
        findings.push_back(stale(waivers[i], idle, why));
    }
}

}  // namespace mutu
