// 公顷, 平方米 or 亩: by what the cell says, what the header says, and what the drawing measures.
#include "survey_area.hpp"

#include "quantities.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace mutu {
namespace {

struct Stated {
    double value = 0;
    std::optional<Unit> unit;  // where the cell names one
};

struct UnitWord {
    std::string_view word;
    Unit unit;
};
constexpr UnitWord unit_words[] = {
    {"公顷", Unit::hectare}, {"hm2", Unit::hectare}, {"ha", Unit::hectare}, {"平方公里", Unit::square_kilometre},
    {"平方米", Unit::base},  {"㎡", Unit::base},     {"m²", Unit::base},    {"m2", Unit::base},
    {"平米", Unit::base},    {"亩", Unit::mu}};

std::optional<Unit> unit_named(std::string_view text) {
    for (const auto& [word, unit] : unit_words)
        if (text == word) return unit;
    return std::nullopt;
}

std::string word_of(Unit unit) {
    for (const auto& [word, known] : unit_words)
        if (known == unit) return std::string{word};
    return "";
}

std::optional<Stated> read_stated(const std::string& cell) {
    std::string text = lower_ascii(half_width(trimmed(cell)));
    Stated stated;
    for (const auto& [word, unit] : unit_words)
        if (!stated.unit && text.ends_with(word)) stated.unit = unit, text.resize(text.size() - word.size());
    const auto parsed = parse_number(text);
    const double* value = std::get_if<double>(&parsed);
    if (!value || *value < 0) return std::nullopt;
    stated.value = *value;
    return stated;
}

std::optional<double> in_square_metres(double value, Unit unit) {
    const auto area = area_in(value, unit);
    return area ? std::optional{area->square_metres()} : std::nullopt;
}

constexpr std::array<Unit, 3> guessable{Unit::hectare, Unit::base, Unit::mu};

/// The unit in which one figure comes nearest to the drawing, when it comes within a factor of two at all.
std::optional<Unit> nearest_unit(double value, double drawn) {
    std::optional<Unit> best;
    double away = std::numbers::ln2;
    for (const Unit unit : guessable) {
        const double distance = std::abs(std::log(in_square_metres(value, unit).value_or(0) / drawn));
        if (distance < away) best = unit, away = distance;
    }
    return best;
}

/// The unit most figures speak for; 公顷 where they are silent or divided.
Unit unit_of_file(const std::vector<std::optional<Stated>>& stated, const std::vector<double>& drawn) {
    std::array<std::size_t, guessable.size()> votes{};
    for (std::size_t i = 0; i < stated.size(); ++i) {
        if (!stated[i] || stated[i]->unit || stated[i]->value <= 0 || drawn[i] <= 0) continue;
        const auto unit = nearest_unit(stated[i]->value, drawn[i]);
        if (unit)
            ++votes[static_cast<std::size_t>(std::find(guessable.begin(), guessable.end(), *unit) - guessable.begin())];
    }
    return guessable[static_cast<std::size_t>(std::max_element(votes.begin(), votes.end()) - votes.begin())];
}

}  // namespace

std::vector<std::string> survey_areas(const std::vector<std::string>& stated, const std::string& header_unit,
                                      const std::vector<double>& drawn, const SurveyRules& rules,
                                      Diagnostics& diagnostics) {
    std::vector<std::optional<Stated>> figures;
    figures.reserve(stated.size());
    for (const auto& cell : stated) figures.push_back(read_stated(cell));
    const auto in_header = unit_named(lower_ascii(half_width(header_unit)));
    const Unit usual = in_header ? *in_header : unit_of_file(figures, drawn);
    if (!in_header && usual != Unit::hectare)
        diagnostics.push_back(
            note("area_unit_guessed", Severity::warning, 0,
                 "面积一栏按图形核对是" + word_of(usual) + "，不是规定的公顷，已按" + word_of(usual) + "换算",
                 "以公顷重新导出，或在文件头写明 面积单位=" + word_of(usual)));
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < stated.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i) + 1;
        const auto area = figures[i] ? area_in(figures[i]->value, figures[i]->unit.value_or(usual)) : std::nullopt;
        texts.push_back(area ? to_text(*area) : "");
        if (!area && !is_blank(stated[i]))
            diagnostics.push_back(note("bad_number", Severity::warning, row,
                                       "面积“" + stated[i] + "”不是数字，按未知处理", "以公顷填写面积，例如 0.7655"));
        if (!area || drawn[i] <= 0) continue;
        const double apart = std::abs(area->square_metres() - drawn[i]);
        if (apart <= std::max(rules.area_least_m2, rules.area_relative * drawn[i])) continue;
        diagnostics.push_back(note("area_disagrees", Severity::warning, row,
                                   "填写面积 " + stated[i] + "（" + fixed(area->square_metres(), 2) +
                                       " 平方米）与图形面积 " + fixed(drawn[i], 2) + " 平方米相差 " + fixed(apart, 2) +
                                       " 平方米",
                                   "核对面积或界址点"));
    }
    return texts;
}

}  // namespace mutu
