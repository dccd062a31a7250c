// Yellow cells of an XLSX.
#include "mutu/fill_sheet.hpp"

#include "workbook.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr lxw_color_t yellow = 0xFFF2A8, grey = 0xEDEDED;

void offer(lxw_worksheet* sheet, const FillColumn& column, std::uint16_t at, std::uint32_t last) {
    if (column.choices.empty() || last == 0) return;
    std::vector<std::string> choices = column.choices;  // the library asks for words it could write to
    std::vector<char*> words;
    for (std::string& one : choices) words.push_back(one.data());
    words.push_back(nullptr);
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST;
    rule.value_list = words.data();
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    worksheet_data_validation_range(sheet, 1, at, last, at, &rule);
}

}  // namespace

void write_fill_sheet(const std::string& path, const FillSheet& sheet, std::int64_t created) {
    Workbook book{path, created, sheet.title};
    lxw_worksheet* page = book.add_sheet(sheet.title);
    lxw_format *asked = book.shaded(yellow, false), *known = book.shaded(grey, false);
    lxw_format *asked_head = book.shaded(yellow, true), *known_head = book.shaded(grey, true);
    const auto last = static_cast<std::uint32_t>(sheet.rows.size());
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        const FillColumn& column = sheet.columns[i];
        const auto at = static_cast<std::uint16_t>(i);
        worksheet_set_column(page, at, at, column.width, nullptr);
        write_text(page, 0, at, column.heading, column.asked ? asked_head : known_head);
        offer(page, column, at, last);
        for (std::uint32_t row = 0; row < last; ++row) {
            lxw_format* format = column.asked ? asked : known;
            if (const auto& cell = sheet.rows[row][i]; cell && !cell->empty())
                write_text(page, row + 1, at, *cell, format);
            else
                worksheet_write_blank(page, row + 1, at, format);
        }
    }
    worksheet_freeze_panes(page, 1, 1);
    worksheet_set_landscape(page);
    worksheet_fit_to_pages(page, 1, 0);
    worksheet_repeat_rows(page, 0, 0);
    lxw_worksheet* about = book.add_sheet("填写说明");
    worksheet_set_column(about, 0, 0, 90, nullptr);
    for (std::uint32_t row = 0; row < sheet.notes.size(); ++row)
        write_text(about, row, 0, sheet.notes[row], book.wrapped());
    book.finish();
}

}  // namespace mutu
