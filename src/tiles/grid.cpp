// Where tiles lie: the web Mercator plane and its squares.
#include "mutu/tiles.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace mutu {
namespace {

constexpr double radius = 6378137, half_width = std::numbers::pi * radius, radian = std::numbers::pi / 180;
/// Where the square of the world ends.
constexpr double last_latitude = 85.051128779806604;

/// Reads a number and what follows it; false where there is none.
bool take(std::string_view& text, std::uint32_t& number, std::string_view behind) {
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.starts_with(behind)) return false;
    text.remove_prefix(behind.size());
    return true;
}

}  // namespace

std::optional<TileId> tile_named(std::string_view text) {
    std::uint32_t z = 0, x = 0, y = 0;
    if (!take(text, z, "/") || !take(text, x, "/") || !take(text, y, "") || !text.empty()) return {};
    if (z > deepest_tile || x >= 1U << z || y >= 1U << z) return {};
    return TileId{static_cast<int>(z), x, y};
}

Xy mercator(Xy degrees) {
    const double latitude = std::clamp(degrees.y, -last_latitude, last_latitude) * radian;
    return {radius * degrees.x * radian, radius * std::asinh(std::tan(latitude))};
}

Xy degrees(Xy mercator) { return {mercator.x / radius / radian, std::atan(std::sinh(mercator.y / radius)) / radian}; }

GeometryColumn mercator(GeometryColumn degrees) {
    for (Xy& p : degrees.points()) p = mercator(p);
    return degrees;
}

Box tile_box(TileId id, double margin) {
    const double width = std::ldexp(2 * half_width, -id.z), beyond = width * margin;
    // Each border is one number, whichever of its two tiles asks.
    const auto west = [&](double x) { return -half_width + x * width; };
    const auto north = [&](double y) { return half_width - y * width; };
    return {west(id.x) - beyond, north(id.y + 1.0) - beyond, west(id.x + 1.0) + beyond, north(id.y) + beyond};
}

}  // namespace mutu
