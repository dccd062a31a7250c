// Text that is safe to show: what a hostile cell could do to a terminal or a sheet is made visible instead.
#pragma once

#include <string>
#include <string_view>

namespace mutu {

enum class Breaks { shown, kept };

/// Control characters (C0, DEL, C1) and direction overrides as \x1b, \u202e; bytes that are no UTF-8 as U+FFFD. Line
/// ends and tabs are written \n, \r, \t, or kept.
std::string visible(std::string_view text, Breaks breaks = Breaks::shown);

/// At most `width` terminal columns, an ellipsis in place of the rest.
std::string clipped(std::string_view text, std::size_t width);

/// Filled up with blanks to `width` terminal columns, on the right or on the left.
std::string padded(std::string_view text, std::size_t width, bool right_aligned = false);

}  // namespace mutu
