// Which land became which parcel between two states of a park: by overlap of shapes, never by the name of the parcel.
#pragma once

#include "mutu/geometry.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// Parcels at one time: ids and shapes of the same length, valid, on a plane in metres.
struct LandState {
    std::vector<std::string> ids;
    GeometryColumn shapes;
};

/// renumbered: one parcel under another id; boundary: the same id on other land; part: a new id on a part of one that
/// is gone, or around it; split, merged: one became several, several one; regrouped: several became several.
enum class Descent : std::uint8_t { renumbered, boundary, part, split, merged, regrouped };
std::string_view word(Descent kind);

/// Parcels that hand their land to each other, as rows of the two states in ascending order; areas in m².
struct Lineage {
    Descent kind = Descent::boundary;
    std::vector<std::uint32_t> before, after;
    double area_before = 0, area_after = 0, shared = 0;
};

struct LineageOptions {
    double heir_share = 0.5;  // more than this share of the smaller of two shapes makes one the heir of the other
    double same_m2 = 1;       // land that a boundary may lose and gain together and still be called the same
};

/// Families of parcels in the order of their first row before. A parcel that stands unchanged under its id is in none,
/// nor is land without heir or forebear. Cost: one overlay of the two layers.
std::vector<Lineage> lineage(const LandState& before, const LandState& after, const LineageOptions& options = {});

}  // namespace mutu
