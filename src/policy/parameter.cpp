// Parameters of packs: reading, overriding, and typed reads of their values.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <array>

namespace mutu {
namespace {

constexpr std::array<std::string_view, 14> units{"1",    "年",      "月",        "日",      "m", "m2",   "亩",
                                                 "万元", "万元/亩", "万元/公顷", "人/公顷", "%", "亿元", "度"};
constexpr std::array<std::string_view, 8> keys{"value", "unit",    "clause",     "evidence",
                                               "title", "choices", "supersedes", "note"};

bool counts_in(std::string_view unit) { return unit == "年" || unit == "月" || unit == "日"; }

/// What is wrong with this value for this parameter; empty when nothing is.
std::string unfit(const Parameter& parameter) {
    if (const Ratio* number = std::get_if<Ratio>(&parameter.value)) {
        if (counts_in(parameter.unit) && number->numerator() % number->denominator() != 0)
            return "参数 “" + parameter.id + "” 以" + parameter.unit + "计，须为整数";
        if (number->numerator() < 0) return "参数 “" + parameter.id + "” 不能为负数";
    }
    const auto allowed = [&](const std::string& word) {
        for (const auto& choice : parameter.choices)
            if (choice == word) return true;
        return parameter.choices.empty();
    };
    const auto complaint = [&](const std::string& word) {
        return "参数 “" + parameter.id + "” 的值 “" + word + "” 不在可选范围：" + join(parameter.choices, "、");
    };
    if (const auto* word = std::get_if<std::string>(&parameter.value); word && !allowed(*word)) return complaint(*word);
    if (const auto* list = std::get_if<std::vector<std::string>>(&parameter.value))
        for (const auto& word : *list)
            if (!allowed(word)) return complaint(word);
    return {};
}

ParameterValue value_of(const Value& value, const Parameter& parameter) {
    double storage = 0;
    const auto fraction = [&](std::string_view text) {
        const auto exact = exact_fraction(text);
        if (!exact)
            value.fail("参数 “" + parameter.id + "” 的值 “" + std::string{text} +
                       "” 不是数，也不是 1/3、25% 这样的分数");
        return *exact;
    };
    if (const double* number = value.number(storage)) {
        if (parameter.unit.empty())
            value.fail("参数 “" + parameter.id + "” 是数，须写明 unit（" +
                       join(std::vector<std::string>(units.begin(), units.end()), "、") + "）");
        return fraction(shortest(*number));
    }
    if (const auto* text = value.as<std::string>()) {
        if (is_blank(*text)) return std::monostate{};
        if (parameter.unit.empty()) return *text;
        return fraction(*text);
    }
    if (value.as<Value::List>()) {
        if (!parameter.unit.empty()) value.fail("参数 “" + parameter.id + "” 有单位，不能是列表");
        return text_list(value, "value");
    }
    value.fail("参数 “" + parameter.id + "” 的值须为数、文字、分数文字或文字列表");
}

void read_parameter(const std::string& id, const Value& table, const std::string& pack_id, Draft& draft) {
    const std::string what = "参数 “" + id + "”";
    only_keys(table, keys, what);
    const auto before = draft.book.parameters.find(id);
    const Value* supersedes = table.find("supersedes");
    const bool replaces = supersedes && supersedes->boolean("supersedes");
    if (before != draft.book.parameters.end() && !replaces)
        table.fail(what + " 已在包 “" + before->second.pack + "” 中定义；要改它请写 supersedes = true");
    if (before == draft.book.parameters.end() && replaces)
        supersedes->fail(what + " 写了 supersedes，但上级包中没有它");

    Parameter parameter = replaces ? before->second : Parameter{};
    parameter.id = id;
    parameter.pack = pack_id;
    if (table.find("title")) parameter.title = needed(table, "title", what);
    if (const Value* unit = table.find("unit")) {
        parameter.unit = unit->text("unit");
        bool known = parameter.unit.empty();
        for (const auto allowed : units) known = known || parameter.unit == allowed;
        if (!known)
            unit->fail(what + " 的单位 “" + parameter.unit + "” 不认识；可用：" +
                       join(std::vector<std::string>(units.begin(), units.end()), "、"));
    }
    if (const Value* choices = table.find("choices")) parameter.choices = text_list(*choices, "choices");
    parameter.clause = needed(table, "clause", what);
    parameter.evidence = evidence_of(table, what);
    const Value* value = table.find("value");
    parameter.value = value ? value_of(*value, parameter) : ParameterValue{};
    if (const std::string fault = unfit(parameter); !fault.empty()) (value ? *value : table).fail(fault);
    draft.places["parameter/" + id] = table.where();
    draft.book.parameters.insert_or_assign(id, std::move(parameter));
}

const Parameter& existing(const Rulebook& book, std::string_view id) {
    const auto found = book.parameters.find(id);
    if (found == book.parameters.end())
        throw Error{Kind::bug, "规则包 “" + book.id + "” 没有参数 “" + std::string{id} + "”"};
    return found->second;
}

std::vector<std::string> parameter_ids(const Rulebook& book) {
    std::vector<std::string> ids;
    for (const auto& [id, parameter] : book.parameters) ids.push_back(id);
    return ids;
}

}  // namespace

void read_parameters(const Value& pack, const std::string& pack_id, Draft& draft) {
    if (const Value* table = pack.find("parameter"))
        for (const auto& [id, value] : table->table("parameter")) read_parameter(id, value, pack_id, draft);
}

const Parameter& parameter_at(const Value& value, const std::string& id, const Rulebook& book) {
    const auto found = book.parameters.find(id);
    if (found == book.parameters.end()) value.fail("没有参数 “" + id + "”" + did_you_mean(id, parameter_ids(book)));
    return found->second;
}

std::optional<Dimension> dimension_of_unit(std::string_view unit) {
    if (unit == "1") return Dimension::ratio;
    if (unit == "亩" || unit == "m2") return Dimension::area;
    if (unit == "万元") return Dimension::money;
    if (unit == "万元/亩") return Dimension::yield;
    return std::nullopt;
}

void set_parameter(Rulebook& book, const std::string& name, const std::string& value) {
    const auto found = book.parameters.find(name);
    if (found == book.parameters.end())
        throw Error{Kind::usage, "没有参数 “" + name + "”" + did_you_mean(name, parameter_ids(book))};
    Parameter changed = found->second;
    std::string_view text = trimmed(value);
    if (text.empty())
        changed.value = std::monostate{};
    else if (!changed.unit.empty()) {
        if (changed.unit != "1" && text.ends_with(changed.unit))
            text = trimmed(text.substr(0, text.size() - changed.unit.size()));
        const auto exact = exact_fraction(text);
        if (!exact)
            throw Error{Kind::usage, "参数 “" + name + "” 须为数（单位：" + changed.unit +
                                         "），可写 1/3 或 25%；得到 “" + value + "”"};
        changed.value = *exact;
    } else if (std::holds_alternative<std::vector<std::string>>(changed.value)) {
        std::vector<std::string> words;
        for (const auto& word : split(text, ',')) words.emplace_back(trimmed(word));
        changed.value = std::move(words);
    } else {
        changed.value = std::string{text};
    }
    if (const std::string fault = unfit(changed); !fault.empty())
        throw Error{Kind::usage, fault + "；得到 “" + value + "”"};
    changed.overridden = true;
    found->second = std::move(changed);
}

std::optional<Ratio> Rulebook::ratio(std::string_view parameter) const {
    const Parameter& found = existing(*this, parameter);
    if (std::holds_alternative<std::monostate>(found.value)) return std::nullopt;
    if (const Ratio* number = std::get_if<Ratio>(&found.value)) return *number;
    throw Error{Kind::bug, "参数 “" + found.id + "” 不是数"};
}

std::optional<int> Rulebook::count(std::string_view parameter) const {
    const auto number = ratio(parameter);
    if (!number) return std::nullopt;
    if (number->numerator() % number->denominator() != 0)
        throw Error{Kind::bug, "参数 “" + std::string{parameter} + "” 不是整数"};
    return static_cast<int>(number->numerator() / number->denominator());
}

std::string Rulebook::word(std::string_view parameter) const {
    const Parameter& found = existing(*this, parameter);
    if (const auto* text = std::get_if<std::string>(&found.value)) return *text;
    if (std::holds_alternative<std::monostate>(found.value)) return {};
    throw Error{Kind::bug, "参数 “" + found.id + "” 不是文字"};
}

std::vector<std::string> Rulebook::words(std::string_view parameter) const {
    const Parameter& found = existing(*this, parameter);
    if (const auto* list = std::get_if<std::vector<std::string>>(&found.value)) return *list;
    if (std::holds_alternative<std::monostate>(found.value)) return {};
    throw Error{Kind::bug, "参数 “" + found.id + "” 不是列表"};
}

}  // namespace mutu
