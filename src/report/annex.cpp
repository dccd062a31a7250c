// Numbers out of lists, and lists as tables on paper.
#include "mutu/annex.hpp"

#include <algorithm>

namespace mutu {
namespace {

std::string without_sign(std::string text) {
    if (text.starts_with('-')) text.erase(0, 1);
    return text;
}

bool any_negative_zero(const std::string& text) {
    return text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos;
}

std::string shown(const Quantity& value, Form form) {
    const std::string text = printed(value, form);
    return any_negative_zero(text) ? without_sign(text) : text;
}

}  // namespace

bool AnnexList::has_totals() const {
    return !rows.empty() && std::any_of(columns.begin(), columns.end(), [](const auto& one) { return one.summed; });
}

Quantity AnnexList::total(std::size_t column) const {
    if (!columns[column].summed) return {};
    Tally tally{columns[column].form};
    for (const auto& row : rows) tally.add(row[column]);
    return tally.total();
}

std::string Annex::total(std::size_t list, std::size_t column, bool bare) {
    const Form form = lists[list].columns[column].form;
    const Quantity sum = lists[list].total(column);
    const Quantity nothing = form == Form::count ? Quantity{std::int64_t{0}} : Quantity{Area{}};
    std::string said = shown(known(sum) ? sum : nothing, form);
    if (bare) said = without_sign(std::move(said));
    quotes.push_back({said, list, column, Quote::Of::total});
    return said;
}

std::string Annex::cell(std::size_t list, std::size_t row, std::size_t column, bool bare) {
    std::string said = shown(lists[list].rows[row][column], lists[list].columns[column].form);
    if (bare) said = without_sign(std::move(said));
    quotes.push_back({said, list, column, Quote::Of::cell, row});
    return said;
}

std::string Annex::rows(std::size_t list) {
    std::string said = std::to_string(lists[list].rows.size());
    quotes.push_back({said, list, 0, Quote::Of::rows});
    return said;
}

TextTable paper_table(const AnnexList& list, const std::string& total) {
    TextTable table;
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < list.columns.size(); ++column) {
        const AnnexColumn& one = list.columns[column];
        if (!one.on_paper) continue;
        columns.push_back(column);
        table.keys.push_back(std::to_string(column)), table.headings.push_back(one.heading);
        table.numeric.push_back(one.form != Form::text && one.form != Form::date);
    }
    const auto text = [&](const Quantity& value, std::size_t column) {
        return known(value) ? std::optional{shown(value, list.columns[column].form)} : std::nullopt;
    };
    for (const auto& row : list.rows) {
        auto& cells = table.rows.emplace_back();
        for (const std::size_t column : columns) cells.push_back(text(row[column], column));
    }
    if (!list.has_totals()) return table;
    auto& last = table.rows.emplace_back();
    for (const std::size_t column : columns)
        last.push_back(last.empty()                  ? std::optional{total}
                       : list.columns[column].summed ? text(list.total(column), column)
                                                     : std::optional<std::string>{""});
    return table;
}

}  // namespace mutu
