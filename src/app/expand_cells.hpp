// Cells of the tables that a change of a boundary leaves in a book; what is unknown is NULL. Seen by src/app only.
#pragma once

#include "expanded.hpp"

namespace mutu {

inline BookCell cell(const std::optional<Money>& amount) {
    if (amount) return amount->wan();
    return std::monostate{};
}
inline BookCell cell(const std::optional<Area>& area) {
    if (area) return area->square_metres();
    return std::monostate{};
}
inline BookCell cell(const std::optional<Rational>& number) {
    if (number) return number->value();
    return std::monostate{};
}
inline BookCell cell(const std::string& text) {
    if (!text.empty()) return text;
    return std::monostate{};
}
inline BookCell cell(bool value) { return std::int64_t{value}; }
inline BookCell cell(std::size_t count) { return static_cast<std::int64_t>(count); }

inline BookCell cell(const std::optional<double>& number) {
    if (number) return *number;
    return std::monostate{};
}
inline BookCell cell(const std::optional<std::int64_t>& number) {
    if (number) return *number;
    return std::monostate{};
}

}  // namespace mutu
