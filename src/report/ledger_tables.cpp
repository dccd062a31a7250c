// Sheets of tables that a module hands over whole: forms by the unit in a column's name, codes and fields in words.
#include "ledger_sheets.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <span>

namespace mutu {
namespace {

bool ends(const std::string& key, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view one) { return key.ends_with(one); });
}

Form form_of(const std::string& key, ResultTable::Type type) {
    switch (type) {
    case ResultTable::Type::integer: return Form::count;
    case ResultTable::Type::date: return Form::date;
    case ResultTable::Type::text: return Form::text;
    case ResultTable::Type::real: break;
    }
    return key.ends_with("_m2") ? Form::square_metres : key.ends_with("_wan") ? Form::wan : Form::ratio;
}

std::string heading_of(const Labels& labels, const std::string& key) {
    const std::string text = labels.text("column", key), unit = labels.unit("column", key);
    return unit.empty() || text.ends_with(")") || text.ends_with("）") ? text : text + "(" + unit + ")";
}

/// Field names joined by ';' as words joined by "、".
std::string fields_in_words(const Labels& labels, const std::string& ids) {
    std::vector<std::string> words;
    for (const std::string& id : split(ids, ';')) words.push_back(labels.text("field", id));
    return join(words, "、");
}

Quantity text_quantity(const LedgerSource& source, const std::string& key, const std::string& text) {
    if (key == "missing") return fields_in_words(source.labels, text);
    if (key == "undetermined_because") return reason_text(text, source.labels, Language::zh);
    return source.labels.has(key, text) ? source.labels.text(key, text) : text;
}

Quantity quantity_of(const LedgerSource& source, const std::string& key, Form form, const ResultCell& cell) {
    if (const auto* count = std::get_if<std::int64_t>(&cell)) return *count;
    if (const auto* number = std::get_if<double>(&cell)) {
        if (form == Form::square_metres) return Area::square_metres(*number);
        return form == Form::wan ? Quantity{Money::wan(*number)} : Quantity{*number};
    }
    const auto* text = std::get_if<std::string>(&cell);
    if (!text) return {};
    if (form != Form::date) return text_quantity(source, key, *text);
    const auto parsed = parse_date(*text);
    const Date* day = std::get_if<Date>(&parsed);
    return day ? Quantity{*day} : Quantity{};
}

/// Rows of different scopes lie over each other (a park and its parts, a year and all years): their sum says nothing.
bool summed(const ResultTable& table, const std::string& key) {
    const auto has = [&](std::string_view name) {
        return std::any_of(table.columns.begin(), table.columns.end(),
                           [&](const auto& column) { return column.first == name; });
    };
    return !has("period") && ends(key, {"_m2", "_wan", "_count"});
}

}  // namespace

void write_table(Workbook& book, const LedgerSource& source, const ResultTable& table) {
    std::vector<SheetColumn> columns{{source.labels.text("ledger", "number"), Form::count}};
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& [key, type] = table.columns[i];
        if (key == "proof") continue;
        shown.push_back(i);
        columns.push_back({heading_of(source.labels, key), form_of(key, type), summed(table, key)});
    }
    Sheet sheet{book, source.labels.text("ledger_sheet", table.name), columns, sheet_words(source, "rows")};
    std::int64_t number = 0;
    for (const auto& row : table.rows) {
        std::vector<Cell> cells{{++number}};
        for (std::size_t i = 0; i < shown.size(); ++i)
            cells.push_back({quantity_of(source, table.columns[shown[i]].first, columns[i + 1].form, row[shown[i]])});
        sheet.add(cells);
    }
    // A run's places and lists are a draft: they were not made public yet.
    const bool published = source.labels.has("ledger_draft", table.name);
    const std::string notes[] = {published ? source.labels.text("ledger", "draft_note") : std::string{}};
    sheet.finish(std::span{notes, published ? 1U : 0U});
}

}  // namespace mutu
