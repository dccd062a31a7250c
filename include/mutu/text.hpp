// Text as people type it: UTF-8, numbers, dates, blanks. The locale is never consulted.
#pragma once

#include "mutu/date.hpp"
#include "mutu/units.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mutu {

/// Blanks around the text are dropped: ASCII, no-break and ideographic spaces, tabs, line ends, a leading BOM.
std::string_view trimmed(std::string_view text);
/// Empty, "-", "—", "/", "无" or "NULL" (any case) after trimming: the cell says nothing.
bool is_blank(std::string_view text);
/// Full-width ASCII (０-９ Ａ-Ｚ （ ） ， ．) to half-width; everything else unchanged.
std::string half_width(std::string_view text);
std::string lower_ascii(std::string_view text);

bool is_utf8(std::string_view bytes);
/// Bytes of a named encoding ("GBK", "GB18030", "BIG5", "LATIN1", …) as UTF-8; absent when they are not valid in it.
std::optional<std::string> to_utf8(std::string_view bytes, const std::string& encoding);
/// UTF-8 into a named encoding; absent when a character has no place there.
std::optional<std::string> from_utf8(std::string_view text, const std::string& encoding);
/// Decimal digits of a whole number that a double always keeps.
inline constexpr std::size_t exact_digits = 15;
/// What is left of a longer id that a spreadsheet held as a number: its length and first 15 digits; "" for any other.
std::string kept_digits(std::string_view id);
/// Columns a terminal needs: wide (CJK) characters count two.
std::size_t display_width(std::string_view utf8);

/// A cell was typed but could not be read; `why` is for the diagnostic.
struct Unreadable {
    std::string why;
};
struct Blank {};

template <class T>
using Parsed = std::variant<Blank, T, Unreadable>;

/// Thousands commas and full-width digits accepted, "33.3%" and "1/3" too; decimal commas, NaN and Inf refused.
Parsed<double> parse_number(std::string_view text);
/// ISO, 2016/1/4, 2016-1-4, 2016.1.4, 2016年01月04日, 20160104, date-times (the written day), Excel serials (20 000–80
/// 000). 1899-12-30 and 1900-01-01 come back as Unreadable with why = "sentinel": blanks with a diagnostic.
Parsed<Date> parse_date(std::string_view text);
/// 是/否, 1/0, true/false, yes/no, Y/N, T/F.
Parsed<bool> parse_yes_no(std::string_view text);

/// Shortest text that reads back to the same double; no exponent below 1e17, "." always.
std::string shortest(double value);
/// Fixed decimals, half away from zero, with a minus only when a digit is left to carry it.
std::string fixed(double value, int decimals);
/// Area and money as exact shortest decimals of m² and 万元.
std::string to_text(Area area);
std::string to_text(Money money);

std::vector<std::string> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);
/// Whole file; Error{Kind::input} naming the path when it cannot be read.
std::string read_file(const std::string& path);
/// The candidate nearest by edit distance, when near enough to be meant ("did you mean").
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

}  // namespace mutu
