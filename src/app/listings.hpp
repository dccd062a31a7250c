// What `mutu list` offers: tables of a book, their order, and what of them fits a screen. Seen by src/app only.
#pragma once

#include <span>
#include <string_view>

namespace mutu {

/// `shown`: columns parted by blanks, for people; machine formats carry every column.
struct Listing {
    std::string_view what, table, order, shown;
};
std::span<const Listing> listings();

}  // namespace mutu
