// Ids without decimals, and numbers brought from the heading's unit to the canonical one.
#include "quantities.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

struct UnitWord {
    std::string_view word;
    FieldType type;
    Unit unit;
};

// Longer words first: a heading may end in its unit without brackets, and 万平方米 ends in 平方米.
constexpr UnitWord unit_words[] = {
    {"平方公里", FieldType::area, Unit::square_kilometre},
    {"平方千米", FieldType::area, Unit::square_kilometre},
    {"km²", FieldType::area, Unit::square_kilometre},
    {"km2", FieldType::area, Unit::square_kilometre},
    {"万平方米", FieldType::area, Unit::hectare},
    {"万平米", FieldType::area, Unit::hectare},
    {"万㎡", FieldType::area, Unit::hectare},
    {"平方米", FieldType::area, Unit::base},
    {"平米", FieldType::area, Unit::base},
    {"㎡", FieldType::area, Unit::base},
    {"m²", FieldType::area, Unit::base},
    {"m2", FieldType::area, Unit::base},
    {"公顷", FieldType::area, Unit::hectare},
    {"hm²", FieldType::area, Unit::hectare},
    {"hm2", FieldType::area, Unit::hectare},
    {"ha", FieldType::area, Unit::hectare},
    {"亩", FieldType::area, Unit::mu},
    {"亿元", FieldType::money, Unit::hundred_million_yuan},
    {"万元", FieldType::money, Unit::base},
    {"万元人民币", FieldType::money, Unit::base},
    {"千元", FieldType::money, Unit::thousand_yuan},
    {"元", FieldType::money, Unit::yuan},
    {"万千瓦时", FieldType::number, Unit::ten_thousand},
    {"万度", FieldType::number, Unit::ten_thousand},
    {"万kwh", FieldType::number, Unit::ten_thousand},
    {"千瓦时", FieldType::number, Unit::base},
    {"kwh", FieldType::number, Unit::base},
    {"度", FieldType::number, Unit::base},
    {"吨标准煤", FieldType::number, Unit::base},
    {"tce", FieldType::number, Unit::base},
    {"万吨标准煤", FieldType::number, Unit::ten_thousand},
    {"吨标煤", FieldType::number, Unit::base},
    {"吨", FieldType::number, Unit::base},
    {"t", FieldType::number, Unit::base},
    {"年", FieldType::number, Unit::base},
    {"人", FieldType::number, Unit::base},
    {"层", FieldType::number, Unit::base},
    {"米", FieldType::number, Unit::base},
    {"m", FieldType::number, Unit::base},
    {"%", FieldType::number, Unit::percent},
    {"万元/亩", FieldType::number, Unit::base},
};

constexpr double largest_area_m2 = 9e13, largest_money_wan = 9e12;  // int64 of 1/300 m² and of fen

bool digits_only(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "4.3052E+17" as its digits filled up with zeros; absent when the text is no such whole number.
std::optional<std::string> without_exponent(const std::string& text) {
    const std::size_t mark = text.find_first_of("eE");
    if (mark == std::string::npos) return std::nullopt;
    const auto parts = split(std::string_view{text}.substr(0, mark), '.');
    std::string_view power = std::string_view{text}.substr(mark + 1);
    const bool signed_power = power.starts_with('+');
    if (signed_power) power.remove_prefix(1);
    // A bare "12E3" may well be an id; spreadsheets write a point or a plus.
    if (parts.size() > 2 || (parts.size() == 1 && !signed_power) || !digits_only(power) || power.size() > 2)
        return std::nullopt;
    std::string digits = parts[0] + (parts.size() == 2 ? parts[1] : "");
    const std::size_t wanted = parts[0].size() + static_cast<std::size_t>(std::stoi(std::string{power}));
    if (!digits_only(digits) || digits.size() > wanted) return std::nullopt;
    return digits.append(wanted - digits.size(), '0');
}

double square_metres_in(Unit unit) {
    switch (unit) {
    case Unit::hectare: return 10'000;
    case Unit::square_kilometre: return 1'000'000;
    case Unit::mu: return 2000.0 / 3;
    case Unit::base:
    case Unit::yuan:
    case Unit::thousand_yuan:
    case Unit::hundred_million_yuan:
    case Unit::ten_thousand:
    case Unit::percent: return 1;
    }
    return 1;
}

}  // namespace

bool is_identifier(const Field& field) {
    if (field.type != FieldType::text) return false;
    const auto name = field.name;
    return name.ends_with("_id") || name.ends_with("_no") || name.ends_with("_code") || name.ends_with("uscc") ||
           name == "bdcdyh" || name == "key" || name == "period";
}

IdText id_text(std::string_view cell, bool from_real) {
    const std::string text = half_width(trimmed(cell));
    const std::size_t point = text.find('.');
    const std::string_view whole = std::string_view{text}.substr(0, point);
    const bool only_zeros = point != std::string::npos && point + 1 < text.size() &&
                            text.find_first_not_of('0', point + 1) == std::string::npos;
    if (digits_only(whole) && (point == std::string::npos || only_zeros))
        return {std::string{whole}, whole.size() > exact_digits && (from_real || only_zeros)};
    if (auto plain = without_exponent(text)) return {std::move(*plain), true};
    return {std::string{trimmed(cell)}, false};
}

bool ends_in_zeros(const RawColumn& column) {
    constexpr std::size_t telling = 6;
    std::size_t zeros = 0;
    for (std::size_t row = 0; row < column.rows(); ++row) {
        const std::string_view id = trimmed(column[row]);
        if (id.size() <= exact_digits || !digits_only(id)) continue;
        if (id.find_first_not_of('0', exact_digits) != std::string_view::npos) return false;
        zeros += id.size() - exact_digits;
    }
    return zeros >= telling;
}

std::optional<Unit> unit_of(FieldType type, std::string_view word) {
    for (const auto& entry : unit_words)
        if (entry.type == type && entry.word == word) return entry.unit;
    return std::nullopt;
}

std::optional<InUnit> split_unit(FieldType type, std::string_view text) {
    for (const auto& entry : unit_words)
        if (entry.type == type && text.size() > entry.word.size() && text.ends_with(entry.word))
            return InUnit{text.substr(0, text.size() - entry.word.size()), entry.word, entry.unit};
    return std::nullopt;
}

std::optional<Area> area_in(double value, Unit unit) {
    if (std::fabs(value) * square_metres_in(unit) > largest_area_m2) return std::nullopt;
    switch (unit) {
    case Unit::hectare: return Area::hectares(value);
    case Unit::mu: return Area::mu(value);
    case Unit::square_kilometre: return Area::hectares(value * 100);
    case Unit::base:
    case Unit::yuan:
    case Unit::thousand_yuan:
    case Unit::hundred_million_yuan:
    case Unit::ten_thousand:
    case Unit::percent: return Area::square_metres(value);
    }
    return std::nullopt;
}

std::optional<Money> money_in(double value, Unit unit) {
    double wan = value;
    if (unit == Unit::yuan) wan = value / 10'000;
    if (unit == Unit::thousand_yuan) wan = value / 10;
    if (unit == Unit::hundred_million_yuan) wan = value * 10'000;
    return std::fabs(wan) > largest_money_wan ? std::nullopt : std::optional{Money::wan(wan)};
}

double number_in(double value, Unit unit) {
    if (unit == Unit::ten_thousand) return value * 10'000;
    return unit == Unit::percent ? value / 100 : value;
}

}  // namespace mutu
