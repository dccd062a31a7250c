// Cells as people type them: what is read as a number or a day reads back from its own text.
#include "mutu/text.hpp"

#include "fuzz/eaters.hpp"

#include <cmath>

namespace mutu {
namespace {

void eat_number(std::string_view bytes) {
    const auto parsed = parse_number(bytes);
    const double* value = std::get_if<double>(&parsed);
    if (!value) return;
    fuzz::promise(std::isfinite(*value));
    const auto again = parse_number(shortest(*value));
    fuzz::promise(std::get<double>(again) == *value);
}

void eat_date(std::string_view bytes) {
    const auto parsed = parse_date(bytes);
    const Date* day = std::get_if<Date>(&parsed);
    if (!day) return;
    const auto again = parse_date(day->iso());
    fuzz::promise(std::get<Date>(again) == *day);
}

void eat_encoding(std::string_view bytes) {
    const auto utf8 = to_utf8(bytes, "GB18030");
    if (utf8) fuzz::promise(is_utf8(*utf8));
}

}  // namespace

void fuzz::eat_text(std::string_view bytes) {
    eat_number(bytes);
    eat_date(bytes);
    eat_encoding(bytes);
    static_cast<void>(parse_yes_no(bytes));
    static_cast<void>(display_width(bytes));
    static_cast<void>(half_width(bytes));
}

}  // namespace mutu
