// The XLSX file: formats, document times, writing beside and renaming.
#include "workbook.hpp"

#include "mutu/error.hpp"
#include "mutu/report.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace mutu {
namespace {

struct FileClose {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

[[noreturn]] void cannot_write(const std::string& path, const std::string& why) {
    throw Error{Kind::input,
                "台账无法写入 " + path + "：" + why + "。请检查文件夹是否存在、是否可写、文件是否正被打开"};
}

/// The library would print its own complaint, so the folder is tried first.
void prove_writable(const std::string& path, const std::string& temporary) {
    const std::unique_ptr<std::FILE, FileClose> file{std::fopen(temporary.c_str(), "wb")};
    if (!file) cannot_write(path, std::strerror(errno));
}

const char* number_format(Form form) {
    switch (form) {
    case Form::text: return "@";
    case Form::date: return "yyyy-mm-dd";
    case Form::count: return "#,##0";
    case Form::hectares: return "#,##0.0000";
    case Form::share: return "0.00%";
    case Form::mu:
    case Form::square_metres:
    case Form::wan:
    case Form::wan_per_mu:
    case Form::ratio:
    case Form::years: return "#,##0.00";
    }
    return "General";
}

}  // namespace

Workbook::Workbook(std::string path, std::int64_t created, const std::string& title)
    : path_{std::move(path)}, temporary_{path_ + ".part"} {
    prove_writable(path_, temporary_);
    book_.reset(workbook_new(temporary_.c_str()));
    if (!book_) cannot_write(path_, "内存不足");
    std::string shown = title;
    lxw_doc_properties properties{};
    properties.title = shown.data();
    properties.created = static_cast<time_t>(created);
    workbook_set_properties(book_.get(), &properties);
    make_formats();
}

Workbook::~Workbook() {
    std::error_code ignored;  // after finish() there is nothing left to remove
    std::filesystem::remove(temporary_, ignored);
}

void Workbook::make_formats() {
    for (std::size_t bold = 0; bold < 2; ++bold)
        for (std::size_t form = 0; form < form_count; ++form) {
            lxw_format* format = workbook_add_format(book_.get());
            format_set_num_format(format, number_format(static_cast<Form>(form)));
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
            if (bold == 1) format_set_bold(format), format_set_top(format, LXW_BORDER_THIN);
            formats_[bold][form] = format;
            lxw_format* ruled = ruled_[bold][form] = workbook_add_format(book_.get());
            format_set_num_format(ruled, number_format(static_cast<Form>(form)));
            format_set_align(ruled, LXW_ALIGN_VERTICAL_CENTER);
            format_set_border(ruled, LXW_BORDER_THIN);
            format_set_text_wrap(ruled);
            if (bold == 1) format_set_bold(ruled);
        }
    heading_ = workbook_add_format(book_.get());
    format_set_bold(heading_);
    format_set_text_wrap(heading_);
    format_set_align(heading_, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bottom(heading_, LXW_BORDER_THIN);
    format_set_bg_color(heading_, 0xDDE8F0);
    ruled_heading_ = workbook_add_format(book_.get());
    format_set_bold(ruled_heading_);
    format_set_text_wrap(ruled_heading_);
    format_set_border(ruled_heading_, LXW_BORDER_THIN);
    format_set_align(ruled_heading_, LXW_ALIGN_CENTER);
    format_set_align(ruled_heading_, LXW_ALIGN_VERTICAL_CENTER);
    title_ = workbook_add_format(book_.get());
    format_set_bold(title_);
    format_set_font_size(title_, 20);
    format_set_align(title_, LXW_ALIGN_CENTER);
    format_set_align(title_, LXW_ALIGN_VERTICAL_CENTER);
    note_ = workbook_add_format(book_.get());
    format_set_italic(note_);
    wrapped_ = workbook_add_format(book_.get());
    format_set_text_wrap(wrapped_);
    format_set_num_format(wrapped_, number_format(Form::text));
    format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
}

lxw_worksheet* Workbook::add_sheet(const std::string& name) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_.get(), name.c_str());
    if (sheet == nullptr) throw Error{Kind::bug, "XLSX sheet cannot be added: " + name};
    return sheet;
}

lxw_format* Workbook::shaded(lxw_color_t color, bool bold) {
    lxw_format* format = workbook_add_format(book_.get());
    format_set_num_format(format, number_format(Form::text));
    format_set_border(format, LXW_BORDER_THIN);
    format_set_bg_color(format, color);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (bold) format_set_bold(format);
    return format;
}

void Workbook::finish() {
    const lxw_error fault = workbook_close(book_.release());  // frees the workbook whatever comes of it
    if (fault != LXW_NO_ERROR) cannot_write(path_, lxw_strerror(fault));
    std::error_code moved;
    std::filesystem::rename(temporary_, path_, moved);
    if (moved) cannot_write(path_, moved.message());
}

std::string xlsxwriter_version() { return lxw_version(); }

}  // namespace mutu
