// The words of supervision agreements: units that fit an item, comparisons, stages.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>

namespace mutu::office {
namespace {

using Kind = Promise::Kind;

/// Units of one kind of figure; `part` of `whole` of it make the unit that proofs speak.
struct Unit {
    std::string_view written;
    Kind kind;
    std::int64_t part = 1, whole = 1;
    std::int64_t land_m2 = 0;
};
constexpr std::array<Unit, 8> money_units{{{"万元/亩", Kind::yield},
                                           {"亿元/亩", Kind::yield, 10'000},
                                           {"万元/公顷", Kind::yield, 1, 1, 10'000},
                                           {"元/平方米", Kind::yield, 1, 10'000, 1},
                                           {"元/m²", Kind::yield, 1, 10'000, 1},
                                           {"万元", Kind::money},
                                           {"亿元", Kind::money, 10'000},
                                           {"元", Kind::money, 1, 10'000}}};
constexpr std::array<Unit, 6> share_units{{{"%", Kind::ratio, 1, 100},
                                           {"百分比", Kind::ratio, 1, 100},
                                           {"‰", Kind::ratio, 1, 1000},
                                           {"1", Kind::ratio},
                                           {"比例", Kind::ratio},
                                           {"小数", Kind::ratio}}};

bool is_share(const std::string& item) {
    return item == "building_coefficient" || item == "green" || item == "office" || item == "rd";
}

std::optional<Promise> among(std::span<const Unit> units, const std::string& written) {
    for (const Unit& unit : units)
        if (unit.written == written)
            return Promise{unit.kind, *Rational::fraction(unit.part, unit.whole), unit.land_m2};
    return std::nullopt;
}

bool contains(const std::string& text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool at_most_by_nature(const std::string& item) {
    return item == "green" || item == "office" || item == "energy" || item == "emission";
}

}  // namespace

std::optional<Promise> promise_of(const std::string& item, const std::string& unit) {
    std::string written = half_width(std::string{trimmed(unit)});
    std::erase(written, ' ');
    if (item == "invest" || item == "tax" || item == "output") return among(money_units, written);
    if (item == "rd" && written == "万元") return Promise{Kind::money};
    if (is_share(item)) return among(share_units, written);
    if (item == "far") {
        const bool bare_number = written.empty() || written == "1" || written == "无量纲" || written == "倍";
        return bare_number ? std::optional{Promise{Kind::ratio}} : std::nullopt;
    }
    if (item == "energy" && contains(written, {"标准煤", "标煤", "tce", "千瓦时", "kWh"})) return Promise{};
    if (item == "emission" && contains(written, {"吨", "千克", "公斤", "kg", "t/", "mg", "毫克"})) return Promise{};
    return std::nullopt;
}

std::string operator_of(const std::string& item, const std::string& written) {
    const std::string op = half_width(std::string{trimmed(written)});
    if (op.empty()) return at_most_by_nature(item) ? "<=" : ">=";
    static constexpr std::pair<std::string_view, std::string_view> words[] = {
        {">=", ">="},       {"≥", ">="},        {"≧", ">="},    {"不低于", ">="}, {"不少于", ">="}, {"不小于", ">="},
        {"大于等于", ">="}, {"以上", ">="},     {"至少", ">="}, {">", ">"},       {"大于", ">"},    {"超过", ">"},
        {"高于", ">"},      {"<=", "<="},       {"≤", "<="},    {"≦", "<="},      {"不高于", "<="}, {"不超过", "<="},
        {"不大于", "<="},   {"小于等于", "<="}, {"以下", "<="}, {"至多", "<="},   {"<", "<"},       {"小于", "<"},
        {"低于", "<"},      {"=", "=="},        {"==", "=="},   {"等于", "=="}};
    for (const auto& [word, meant] : words)
        if (op == word) return std::string{meant};
    return {};
}

std::string stage_of(const std::string& written) {
    std::string text{trimmed(written)};
    if (contains(text, {"达产"})) return "full_production";
    if (contains(text, {"投产"})) return "production";
    if (contains(text, {"竣工", "验收"})) return "finish";
    if (contains(text, {"开工", "动工"})) return "start";
    if (contains(text, {"年度", "每年", "在册"})) return "yearly";
    for (const std::string_view known : {"start", "finish", "production", "full_production", "yearly"})
        if (lower_ascii(text) == known) return std::string{known};
    return text;
}

std::string amount_text(const Promise& promise, double value) {
    const auto exact = Rational::decimal(value);
    if (!exact) return "?";
    const Rational amount = *exact * promise.factor;
    switch (promise.kind) {
    case Kind::yield:
        return amount.decimals(6) +
               (promise.land_m2 == 0 ? std::string{" 万元/亩"} : " 万元 / " + std::to_string(promise.land_m2) + " m²");
    case Kind::money: return to_text(Money::wan(amount.value())) + " 万元";
    case Kind::ratio:
    case Kind::plain: return amount.text();
    }
    return "?";
}

}  // namespace mutu::office
