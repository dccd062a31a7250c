// The lie of a park: blocks between roads, parcels that share their edges to the last bit, approvals, the park line.
#pragma once

#include "record.hpp"

#include "mutu/geometry.hpp"

#include <span>
#include <vector>

namespace mutu::demo {

/// Plane of all drawing: CGCS2000 3-degree zone 37, metres.
inline constexpr int plane_epsg = 4525;

using Ring = std::vector<Xy>;  // open: the last point is not repeated

/// Metres east and north that a park of so many parcels needs, with the gap to its neighbours.
Xy room_needed(int parcels);

struct Site {
    Xy origin;         // south-west corner
    double angle = 0;  // radians, of the road grid
    bool two_blocks = false;
};

struct Place {
    Ring ring;
    std::size_t block = 0;
    int row = 0, column = 0;  // in the block
    bool in_park = true;      // at least by its larger part
};

struct ApprovalArea {
    Ring ring;
    bool withdrawn = false;
    std::vector<std::size_t> parcels;  // indices of places that lie in it
};

struct Layout {
    std::vector<Ring> park;     // one ring per block of the park
    std::vector<Place> places;  // as the grounds came in
    std::vector<ApprovalArea> approvals;
};

/// Grounds beyond what the park line can cross (two parcels on it, two outside it) are laid on old land within.
Layout lay_out(const Site& site, std::span<const Ground> grounds, Rng& rng);

/// Planar area in m².
double ring_area(std::span<const Xy> ring);
/// The ring drawn together towards its centre; the share is by area.
Ring shrunk(const Ring& ring, double share);

}  // namespace mutu::demo
