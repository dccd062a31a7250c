// A sheet of typed columns: rows, exact totals, notes, widths, frozen header and filter.
#include "plain.hpp"
#include "workbook.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::size_t narrowest = 6, widest = 48;
constexpr std::size_t longest_text = 32'767;  // characters in one cell
constexpr std::size_t page_width = 280;       // characters on A3 lying in letters of about 7 points
constexpr std::uint16_t last_repeated = 3;    // number, region, park, id
constexpr std::size_t below = 16;             // rows kept free for totals and notes
constexpr std::int32_t excel_epoch = 25'569;  // 1970-01-01 as an Excel serial
constexpr std::int32_t first_excel_day = 61;  // 1900-03-01: earlier serials are off by the day that never was

std::uint16_t column_number(std::size_t column) { return static_cast<std::uint16_t>(column); }

/// `&` starts a code in page headers.
std::string page_text(const std::string& text) {
    std::string result;
    for (const char c : visible(text)) result += c == '&' ? "&&" : std::string(1, c);
    return result;
}

}  // namespace

void write_text(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column, const std::string& text,
                lxw_format* format) {
    std::string shown = visible(text, Breaks::kept);
    if (shown.size() > longest_text) {
        shown.resize(longest_text - std::string_view{"…"}.size());
        while (!is_utf8(shown)) shown.pop_back();
        shown += "…";
    }
    if (!shown.empty()) worksheet_write_string(sheet, row, column, shown.c_str(), format);
}

Sheet::Sheet(Workbook& book, const std::string& name, std::vector<SheetColumn> columns, SheetWords words)
    : book_{book}, name_{name}, columns_{std::move(columns)}, words_{std::move(words)}, sheet_{book.add_sheet(name)},
      all_{empty_group("")} {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const std::string& heading = columns_[column].heading;
        write_text(sheet_, 0, column_number(column), heading, book_.heading());
        widths_.push_back(display_width(heading) + 3);  // the filter's button
    }
}

Sheet::Group Sheet::empty_group(const std::string& name) const {
    Group group{name, 0, {}};
    for (const SheetColumn& column : columns_) group.tallies.emplace_back(column.form);
    return group;
}

Sheet::Group& Sheet::group_named(const std::string& name) {
    const auto found =
        std::find_if(groups_.begin(), groups_.end(), [&](const Group& group) { return group.name == name; });
    return found != groups_.end() ? *found : groups_.emplace_back(empty_group(name));
}

void Sheet::tally(Group& group, std::span<const Cell> cells) {
    ++group.rows;
    for (std::size_t column = 0; column < columns_.size(); ++column)
        if (columns_[column].summed && cells[column].counted) group.tallies[column].add(cells[column].value);
}

void Sheet::add(std::span<const Cell> cells, const std::string& group) {
    if (cells.size() != columns_.size()) throw Error{Kind::bug, "sheet " + name_ + ": row and header differ in length"};
    if (next_row_ + below > LXW_ROW_MAX)
        throw Error{Kind::input, "工作表「" + name_ + "」超过 XLSX 的 " + std::to_string(LXW_ROW_MAX) +
                                     " 行上限。请按园区分别运行，或改用 CSV 导出"};
    for (std::size_t column = 0; column < cells.size(); ++column) write(next_row_, column, cells[column].value, false);
    tally(all_, cells);
    if (!group.empty()) tally(group_named(group), cells);
    ++next_row_;
}

void Sheet::write(std::uint32_t row, std::size_t column, const Quantity& value, bool bold) {
    const Form form = columns_[column].form;
    lxw_format* format = book_.body(form, bold);
    const std::string shown = printed(value, form);
    const std::size_t commas = figure(value, form) ? shown.size() / 4 : 0;
    widths_[column] = std::max(widths_[column], display_width(shown) + commas + 2);
    if (const auto* words = std::get_if<std::string>(&value)) {
        write_text(sheet_, row, column_number(column), *words, book_.body(Form::text, bold));
    } else if (const auto* date = std::get_if<Date>(&value)) {
        const std::int32_t serial = date->days() + excel_epoch;
        if (serial >= first_excel_day)
            worksheet_write_number(sheet_, row, column_number(column), serial, format);
        else
            write_text(sheet_, row, column_number(column), date->iso(), book_.body(Form::text, bold));
    } else if (const auto number = figure(value, form)) {
        worksheet_write_number(sheet_, row, column_number(column), *number, format);
    }
}

void Sheet::write_totals(const Group& group, const std::string& label) {
    write_text(sheet_, next_row_, 0, label, book_.body(Form::text, true));
    widths_[0] = std::max(widths_[0], display_width(label) + 2);
    if (columns_.size() > 1 && columns_[1].form == Form::text)
        write(next_row_, 1, std::to_string(group.rows) + " " + words_.counter, true);
    for (std::size_t column = 1; column < columns_.size(); ++column)
        if (columns_[column].summed) write(next_row_, column, group.tallies[column].total(), true);
    ++next_row_;
}

void Sheet::write_note(const std::string& text) { write_text(sheet_, next_row_++, 0, text, book_.note()); }

void Sheet::finish(std::span<const std::string> notes) {
    const std::uint32_t last_row = next_row_ - 1;
    if (all_.rows > 0) {
        write_totals(all_, words_.total);
        for (const Group& group : groups_) write_totals(group, group.name);
        bool drifts = false, incomplete = false;
        const auto look = [&](const Group& group) {
            for (const Tally& one : group.tallies)
                drifts = drifts || one.drifts(), incomplete = incomplete || one.incomplete();
        };
        look(all_);
        for (const Group& group : groups_) look(group);
        if (drifts) write_note(words_.rounding_note);
        if (incomplete) write_note(words_.unknown_note);
        for (const std::string& note : notes) write_note(note);
    }
    lay_out(last_row);
}

void Sheet::lay_out(std::uint32_t last_row) {
    std::size_t all = 0;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const std::size_t width = std::clamp(widths_[column], narrowest, widest);
        worksheet_set_column(sheet_, column_number(column), column_number(column), static_cast<double>(width), nullptr);
        all += width;
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    worksheet_autofilter(sheet_, 0, 0, last_row, column_number(columns_.size() - 1));
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 8);  // A3
    // As many pages side by side as keep the letters readable, each with the columns that say whose row it is.
    const std::size_t pages = (all + page_width - 1) / page_width;
    worksheet_fit_to_pages(sheet_, column_number(std::max<std::size_t>(pages, 1)), 0);
    if (pages > 1) worksheet_repeat_columns(sheet_, 0, std::min(column_number(columns_.size() - 1), last_repeated));
    worksheet_repeat_rows(sheet_, 0, 0);
    worksheet_set_header(sheet_, ("&L" + page_text(name_) + "&R" + page_text(words_.secrecy)).c_str());
    worksheet_set_footer(sheet_, "&C&P / &N");
}

}  // namespace mutu
