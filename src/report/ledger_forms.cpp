// Ledgers in a layout of our own, as offices file them: title, unit line, rows, totals, signatures.
#include "form_rows.hpp"
#include "workbook.hpp"

#include "mutu/error.hpp"
#include "mutu/form.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace mutu {
namespace {

constexpr std::int64_t day_in_seconds = 86'400;
constexpr std::int32_t excel_epoch = 25'569, first_excel_day = 61;
constexpr lxw_row_t heading_row = 2, first_row = 3;
/// Widths of columns: one A3 lying holds about so many characters in letters that are read.
constexpr std::size_t narrow = 11, wide = 24, page_width = 220;
constexpr double line_height = 15;  // points

/// A column on paper; land has two.
struct Printed {
    std::size_t from = 0;
    Form form = Form::text;
    bool summed = false;
    std::string heading;
};

std::vector<Printed> printed_columns(const FormTable& table,
                                     const std::function<std::string(const std::string&)>& heading) {
    std::vector<std::size_t> chosen;
    for (const std::string& id : table.printed)
        for (std::size_t i = 0; i < table.table.columns.size(); ++i)
            if (table.table.columns[i].first == id) chosen.push_back(i);
    for (std::size_t i = 0; i < table.table.columns.size() && table.printed.empty(); ++i) chosen.push_back(i);
    std::vector<Printed> all;
    for (const std::size_t i : chosen) {
        const auto& [id, type] = table.table.columns[i];
        const bool summed = table.summed.contains(id);
        const std::string name = heading(id);
        if (id.ends_with("_m2")) {
            all.push_back({i, Form::hectares, summed, name + "(公顷)"});
            all.push_back({i, Form::mu, summed, name + "(亩)"});
        } else if (id.ends_with("_wan_per_mu")) {
            all.push_back({i, Form::wan_per_mu, false, name + "(万元/亩)"});
        } else if (id.ends_with("_wan")) {
            all.push_back({i, Form::wan, summed, name + "(万元)"});
        } else {
            const Form form = type == ResultTable::Type::date      ? Form::date
                              : id == "building_density"           ? Form::share
                              : type == ResultTable::Type::integer ? Form::count
                              : type == ResultTable::Type::real    ? Form::ratio
                                                                   : Form::text;
            all.push_back({i, form, false, name});
        }
    }
    return all;
}

class LedgerSheet {
public:
    LedgerSheet(Workbook& book, const FormTable& table, std::vector<Printed> columns, const std::string& title)
        : book_{book}, table_{table}, columns_{std::move(columns)}, sheet_{book.add_sheet(title)} {
        for (const Printed& column : columns_) widths_.push_back(display_width(column.heading) / 2 + 3);
        last_ = static_cast<lxw_col_t>(columns_.size());
    }

    void write(const std::string& title, const LedgerHead& head, const Labels& labels) {
        const auto word = [&](const char* id) { return labels.text("ledger_form", id); };
        worksheet_merge_range(sheet_, 0, 0, 0, last_, title.c_str(), book_.title());
        worksheet_set_row(sheet_, 0, 36, nullptr);
        text(1, 0, word("unit") + head.unit, nullptr);
        text(1, static_cast<lxw_col_t>(last_ / 2), word("as_of") + head.as_of, nullptr);
        text(1, static_cast<lxw_col_t>(last_ - 1), word("units"), nullptr);
        text(heading_row, 0, labels.text("ledger", "number"), book_.ruled_heading());
        for (std::size_t i = 0; i < columns_.size(); ++i)
            text(heading_row, at(i), columns_[i].heading, book_.ruled_heading());
        rows();
        totals(labels);
        text(++row_, 0, word("writer"), nullptr);
        text(row_, static_cast<lxw_col_t>(last_ / 4), word("checker"), nullptr);
        text(row_, static_cast<lxw_col_t>(last_ / 2), word("head"), nullptr);
        text(row_, static_cast<lxw_col_t>(last_ * 3 / 4), word("filled_on") + head.filled_on, nullptr);
        if (drifts_) text(++row_, 0, labels.text("ledger", "rounding_note"), book_.note());
        if (incomplete_) text(++row_, 0, labels.text("ledger", "unknown_note"), book_.note());
        text(++row_, 0, head.basis, book_.note());
        lay_out(head);
    }

private:
    static lxw_col_t at(std::size_t column) { return static_cast<lxw_col_t>(column + 1); }
    void text(lxw_row_t row, lxw_col_t column, const std::string& words, lxw_format* format) {
        write_text(sheet_, row, column, words, format);
    }

    void value(lxw_row_t row, std::size_t i, const Quantity& value, bool bold) {
        const Form form = columns_[i].form;
        lxw_format* format = book_.ruled(form, bold);
        worksheet_write_blank(sheet_, row, at(i), format);
        const std::size_t width = display_width(printed(value, form)) + 3;
        widths_[i] = std::max(widths_[i], width);
        if (form == Form::text) texts_.push_back({row, i, width});
        if (const auto* words = std::get_if<std::string>(&value)) {
            text(row, at(i), *words, book_.ruled(Form::text, bold));
        } else if (const auto* day = std::get_if<Date>(&value)) {
            if (day->days() + excel_epoch >= first_excel_day)
                worksheet_write_number(sheet_, row, at(i), day->days() + excel_epoch, format);
            else
                text(row, at(i), day->iso(), book_.ruled(Form::text, bold));
        } else if (const auto number = figure(value, form)) {
            worksheet_write_number(sheet_, row, at(i), *number, format);
        }
    }

    void rows() {
        row_ = first_row;
        for (const auto& line : table_.table.rows) {
            if (row_ + 16 > LXW_ROW_MAX) throw Error{Kind::input, "台账行数超过 XLSX 的上限；请用 --park 分园区出"};
            worksheet_write_number(sheet_, row_, 0, row_ - first_row + 1, book_.ruled(Form::count, false));
            for (std::size_t i = 0; i < columns_.size(); ++i)
                value(row_, i, quantity_of(table_, columns_[i].from, line[columns_[i].from]), false);
            ++row_;
        }
    }

    void totals(const Labels& labels) {
        text(row_, 0, labels.text("ledger", "total"), book_.ruled(Form::text, true));
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            Tally tally{columns_[i].form};
            for (const auto& line : table_.table.rows)
                if (columns_[i].summed) tally.add(quantity_of(table_, columns_[i].from, line[columns_[i].from]));
            value(row_, i, columns_[i].summed ? tally.total() : Quantity{}, true);
            drifts_ = drifts_ || tally.drifts(), incomplete_ = incomplete_ || tally.incomplete();
        }
    }

    /// Words are broken into lines where the columns would not fit the page; numbers never.
    void fit() {
        const auto cut = [&](std::size_t most) {
            std::vector<std::size_t> widths = widths_;
            for (std::size_t i = 0; i < widths.size(); ++i)
                if (columns_[i].form == Form::text) widths[i] = std::min(widths[i], most);
            return widths;
        };
        std::size_t most = wide;
        const auto sum = [&] {
            const auto widths = cut(most);
            return std::accumulate(widths.begin(), widths.end(), std::size_t{0});
        };
        while (most > narrow && sum() > page_width) --most;
        widths_ = cut(most);
        std::map<lxw_row_t, std::size_t> lines;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            texts_.push_back({heading_row, i, display_width(columns_[i].heading) + 2});
        for (const auto& [row, column, width] : texts_)
            lines[row] = std::max(lines[row], (width + widths_[column] - 1) / widths_[column]);
        for (const auto& [row, count] : lines)
            if (count > 1) worksheet_set_row(sheet_, row, line_height * static_cast<double>(count), nullptr);
    }

    void lay_out(const LedgerHead& head) {
        fit();
        worksheet_set_column(sheet_, 0, 0, 6, nullptr);
        for (std::size_t i = 0; i < columns_.size(); ++i)
            worksheet_set_column(sheet_, at(i), at(i), static_cast<double>(std::max<std::size_t>(widths_[i], 7)),
                                 nullptr);
        worksheet_freeze_panes(sheet_, first_row, 2);
        worksheet_set_landscape(sheet_);
        worksheet_set_paper(sheet_, 8);  // A3
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_repeat_rows(sheet_, 0, heading_row);
        worksheet_set_header(sheet_, ("&R" + head.secrecy).c_str());
        worksheet_set_footer(sheet_, "&C&P / &N");
    }

    Workbook& book_;
    const FormTable& table_;
    std::vector<Printed> columns_;
    lxw_worksheet* sheet_;
    std::vector<std::size_t> widths_;
    struct Text {
        lxw_row_t row;
        std::size_t column, width;
    };
    std::vector<Text> texts_;
    lxw_row_t row_ = first_row;
    lxw_col_t last_ = 0;
    bool drifts_ = false, incomplete_ = false;
};

}  // namespace

void write_ledgers(const std::string& path, const std::vector<FormTable>& tables, const LedgerHead& head,
                   const std::function<std::string(const std::string& id)>& heading,
                   const std::function<std::string(const std::string& table)>& title, const Labels& labels) {
    const auto day = parse_date(head.as_of);
    const Date* as_of = std::get_if<Date>(&day);
    Workbook book{path, std::max<std::int64_t>(as_of ? as_of->days() * day_in_seconds : 1, 1),
                  labels.text("ledger", "title")};
    for (const FormTable& table : tables) {
        const std::string name = title(table.table.name);
        LedgerSheet{book, table, printed_columns(table, heading), name}.write(name, head, labels);
    }
    book.finish();
}

}  // namespace mutu
