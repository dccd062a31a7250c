// One XLSX file being written, and sheets of typed columns in it. The only place that speaks libxlsxwriter.
#pragma once

#include "mutu/quantity.hpp"

#include <xlsxwriter.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mutu {

struct WorkbookFree {
    void operator()(lxw_workbook* book) const noexcept { lxw_workbook_free(book); }
};

/// Promise: `path` is either untouched or the whole new file; the work is done beside it and renamed by `finish`.
class Workbook {
public:
    /// Error{Kind::input} when the folder cannot be written. `created` is in seconds since 1970 and the only time in
    /// the file.
    Workbook(std::string path, std::int64_t created, const std::string& title);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    lxw_workbook* raw() const { return book_.get(); }
    lxw_worksheet* add_sheet(const std::string& name);
    lxw_format* body(Form form, bool bold) const { return formats_[bold ? 1 : 0][static_cast<std::size_t>(form)]; }
    lxw_format* heading() const { return heading_; }
    lxw_format* note() const { return note_; }
    lxw_format* wrapped() const { return wrapped_; }
    lxw_format* title() const { return title_; }
    /// With lines on all sides, as forms have them.
    lxw_format* ruled(Form form, bool bold) const { return ruled_[bold ? 1 : 0][static_cast<std::size_t>(form)]; }
    lxw_format* ruled_heading() const { return ruled_heading_; }
    /// A ruled text cell on this ground.
    lxw_format* shaded(lxw_color_t color, bool bold);
    void finish();

private:
    static constexpr std::size_t form_count = static_cast<std::size_t>(Form::years) + 1;

    void make_formats();

    std::string path_, temporary_;
    std::unique_ptr<lxw_workbook, WorkbookFree> book_;
    std::array<std::array<lxw_format*, form_count>, 2> formats_{}, ruled_{};  // plain, bold; owned by the workbook
    lxw_format *heading_ = nullptr, *note_ = nullptr, *wrapped_ = nullptr, *title_ = nullptr, *ruled_heading_ = nullptr;
};

struct SheetColumn {
    std::string heading;
    Form form = Form::text;
    bool summed = false;
};

/// `counted` is false where the value repeats one of another row and must not be added again.
struct Cell {
    Quantity value;
    bool counted = true;
};

/// Words of the lines below the rows.
struct SheetWords {
    std::string total;          // 合计
    std::string counter;        // 宗
    std::string rounding_note;  // 因四舍五入,分项与合计略有差异
    std::string unknown_note;   // 空白为未知,合计不含
    std::string secrecy;        // printed at the head of each page
};

/// Header row, rows, totals. Columns must stand before the first row.
class Sheet {
public:
    Sheet(Workbook& book, const std::string& name, std::vector<SheetColumn> columns, SheetWords words);

    /// `group` (疑似, 已认定) gets a total of its own below the overall one; "" belongs to none.
    void add(std::span<const Cell> cells, const std::string& group = {});
    /// Totals, notes, widths, filter. `notes` are printed under the totals.
    void finish(std::span<const std::string> notes = {});

private:
    struct Group {
        std::string name;
        std::int64_t rows = 0;
        std::vector<Tally> tallies;
    };

    void tally(Group& group, std::span<const Cell> cells);
    Group empty_group(const std::string& name) const;
    Group& group_named(const std::string& name);
    void write(std::uint32_t row, std::size_t column, const Quantity& value, bool bold);
    void write_totals(const Group& group, const std::string& label);
    void write_note(const std::string& text);
    void lay_out(std::uint32_t last_row);

    Workbook& book_;
    std::string name_;
    std::vector<SheetColumn> columns_;
    SheetWords words_;
    lxw_worksheet* sheet_;
    std::vector<std::size_t> widths_;
    std::uint32_t next_row_ = 1;
    Group all_;
    std::vector<Group> groups_;
};

/// Text as a cell takes it: hidden characters shown, cut at the format's limit; never a formula.
void write_text(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column, const std::string& text,
                lxw_format* format);

}  // namespace mutu
