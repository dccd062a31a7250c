// The sheet of open questions: locked but for its yellow cells.
#include "mutu/query_sheet.hpp"

#include "workbook.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr double narrow = 8, wide = 48;

struct Formats {
    lxw_format *told, *yellow, *closed;
};

Formats formats_of(lxw_workbook* book) {
    constexpr int yellow = 0xFFF2CC, grey = 0xEDEDED;
    const auto bordered = [&](int colour) {
        lxw_format* format = workbook_add_format(book);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        format_set_num_format(format, "@");  // what is typed stays as typed: no number, no day of its own making
        if (colour != 0) format_set_bg_color(format, static_cast<lxw_color_t>(colour));
        return format;
    };
    const Formats formats{bordered(0), bordered(yellow), bordered(grey)};
    format_set_unlocked(formats.yellow);
    return formats;
}

void set_widths(lxw_worksheet* sheet, const QuerySheet& asked) {
    std::vector<std::string> headings = asked.told;
    headings.insert(headings.end(), asked.asked.begin(), asked.asked.end());
    for (std::size_t column = 0; column < headings.size(); ++column) {
        std::size_t width = display_width(headings[column]);
        for (const QueryRow& row : asked.rows)
            if (column < row.told.size()) width = std::max(width, display_width(row.told[column]));
        const auto at = static_cast<lxw_col_t>(column);
        const double least = column < asked.told.size() ? narrow : 2 * narrow;
        worksheet_set_column(sheet, at, at, std::clamp(static_cast<double>(width) + 2, least, wide), nullptr);
    }
}

void lay_out(lxw_worksheet* sheet, const QuerySheet& asked) {
    worksheet_freeze_panes(sheet, 1, 1);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 8);  // A3
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_header(sheet, ("&L" + asked.title + "&R" + asked.secrecy).c_str());
    const auto last = static_cast<lxw_col_t>(asked.told.size() + asked.asked.size() - 1);
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(std::max<std::size_t>(asked.rows.size(), 1)), last);
    lxw_protection options{};
    options.autofilter = 1, options.sort = 1, options.format_columns = 1, options.format_rows = 1;
    worksheet_protect(sheet, nullptr, &options);
}

}  // namespace

void write_queries(const std::string& path, const QuerySheet& asked) {
    Workbook book{path, asked.created, asked.title};
    lxw_worksheet* sheet = book.add_sheet(asked.sheet);
    const Formats formats = formats_of(book.raw());
    lxw_col_t column = 0;
    for (const auto* headings : {&asked.told, &asked.asked})
        for (const std::string& heading : *headings) write_text(sheet, 0, column++, heading, book.heading());
    lxw_row_t line = 1;
    for (const QueryRow& row : asked.rows) {
        column = 0;
        for (const std::string& text : row.told) write_text(sheet, line, column++, text, formats.told);
        for (std::size_t i = 0; i < asked.asked.size(); ++i)
            worksheet_write_blank(sheet, line, column++, row.open ? formats.yellow : formats.closed);
        ++line;
    }
    set_widths(sheet, asked);
    lay_out(sheet, asked);
    lxw_worksheet* notes = book.add_sheet(asked.notes_sheet);
    worksheet_set_column(notes, 0, 0, 2 * wide, nullptr);
    for (std::size_t i = 0; i < asked.notes.size(); ++i)
        write_text(notes, static_cast<lxw_row_t>(i), 0, asked.notes[i], book.note());
    worksheet_protect(notes, nullptr, nullptr);
    book.finish();
}

}  // namespace mutu
