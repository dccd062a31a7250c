#include "list_words.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <span>
#include <string_view>

namespace mutu {
namespace {

std::string heading_of(const Labels& labels, std::string_view group, const std::string& key, Language language) {
    const std::string text = labels.text(group, key, language), unit = labels.unit(group, key);
    const bool said = unit.empty() || text.ends_with(")") || text.ends_with("）");
    return said ? text : text + "(" + unit + ")";
}

/// Ids of one cell, joined by ';', in words.
void words_of_cell(std::string& cell, std::string_view group, const Labels& labels, Language language) {
    std::vector<std::string> words;
    for (const std::string& id : split(cell, ';')) {
        const bool parameter = id.starts_with("parameter:");
        if (!id.empty()) words.push_back(parameter ? id.substr(10) : labels.text(group, id, language));
    }
    cell = join(words, language == Language::zh ? "、" : ", ");
}

bool one_of(std::span<const std::string_view> names, std::string_view key) {
    return std::find(names.begin(), names.end(), key) != names.end();
}

constexpr std::string_view measured_keys[] = {
    "far",           "value",           "ideal",       "score",       "target",
    "gap",           "short_of",        "limit_value", "promised",    "actual",
    "numerator_sum", "denominator_sum", "objective",   "bound",       "payback_years",
    "points",        "composite_score", "draft_score", "ruled_score", "corrected_value"};
constexpr std::string_view joined_keys[] = {"status", "binding", "missing", "action"};

bool measured(const std::string& key) {
    return key.ends_with("_m2") || key.ends_with("_wan") || key.ends_with("_per_mu") || one_of(measured_keys, key);
}

bool is_rate(const std::string& key) {
    return key.ends_with("_growth") || key.ends_with("_rate") || key.ends_with("_rate_5y") ||
           key.ends_with("coverage") || key == "building_density";
}

/// Where the ids of a column's cells have their words.
std::string_view group_of(const std::string& key) {
    return key == "missing" ? "field" : key == "action" ? "action" : "plan";
}

void say_cell(std::string& cell, const std::string& key, const Labels& labels, Language language) {
    if (labels.has(key, cell)) cell = labels.text(key, cell, language);
    if (one_of(joined_keys, key)) words_of_cell(cell, group_of(key), labels, language);
    if (key == "sum_of") cell = labels.text("column", cell, language);
    if (key == "undetermined_because") cell = reason_text(cell, labels, language);
    if (key.ends_with("unit")) cell = cell == "1" ? "" : cell == "m2" ? "m²" : cell;
}

void print_number(std::string& cell, const std::string& key) {
    const auto parsed = parse_number(cell);
    const double* number = std::get_if<double>(&parsed);
    if (number == nullptr) return;
    if (is_rate(key))
        cell = fixed(*number * 100, 2) + " %";
    else if (measured(key) || cell.find('.') != std::string::npos)
        cell = fixed(*number, 2);
}

}  // namespace

void for_people(TextTable& table, const Labels& labels, Language language) {
    for (std::size_t column = 0; column < table.keys.size(); ++column)
        for (auto& row : table.rows) {
            if (!row[column]) continue;
            say_cell(*row[column], table.keys[column], labels, language);
            if (table.numeric[column]) print_number(*row[column], table.keys[column]);
        }
}

void words_for_people(TextTable& table, const Labels& labels, Language language) {
    table.headings.clear();
    for (std::size_t column = 0; column < table.keys.size(); ++column) {
        const std::string& key = table.keys[column];
        table.headings.push_back(heading_of(labels, labels.has("what_if", key) ? "what_if" : "column", key, language));
        for (auto& row : table.rows) {
            if (!row[column]) continue;
            if (key == "figure") row[column] = labels.text("what_if", *row[column], language);
            if (key == "land_classes") words_of_cell(*row[column], "land_class", labels, language);
            // Nothing of its own is missing: the mean it is held against is.
            if (key == "missing" && row[column]->empty()) row[column] = labels.text("what_if", "mean_open", language);
        }
    }
    for_people(table, labels, language);
}

TextTable table_of(const Rows& rows, const Labels& labels, Language language) {
    TextTable table;
    table.keys = rows.columns;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        table.headings.push_back(heading_of(labels, "column", rows.columns[i], language));
        table.numeric.push_back(rows.types[i] != Rows::Type::text);
    }
    table.rows = rows.rows;
    return table;
}

}  // namespace mutu
