// Validity row by row, and the mending of what is not valid.
#include "mutu/repair.hpp"

#include "overlay_parts.hpp"
#include "simple.hpp"

#include "mutu/error.hpp"
#include "mutu/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace mutu {
namespace {

bool finite(Xy p) { return std::isfinite(p.x) && std::isfinite(p.y); }

struct Fault {
    std::string reason;
    Xy place;
};

/// The first fault of a row; absent when it is valid.
std::optional<Fault> fault_of(const GEOSGeometry* shape) {
    char* words = nullptr;
    GEOSGeometry* spot = nullptr;
    const char valid = GEOSisValidDetail_r(geos(), shape, 0, &words, &spot);
    const std::unique_ptr<char, GeosFree> reason{words};
    const Shape place{spot};
    if (valid == 1) return {};
    if (valid != 0) throw Error{Kind::bug, "GEOS: " + geos_message()};
    Fault fault{reason ? reason.get() : "invalid", {}};
    if (place) {
        GEOSGeomGetX_r(geos(), place.get(), &fault.place.x);
        GEOSGeomGetY_r(geos(), place.get(), &fault.place.y);
    }
    return fault;
}

/// What became of a row: nothing when it was valid, else the report and the new shape in row 0 of `shape`.
struct Outcome {
    Repair repair;
    GeometryColumn shape;
};

Outcome emptied(const GeometryColumn& column, std::size_t row, std::string reason, Xy place) {
    Outcome out;
    const double before = area(column, row);
    out.repair = {.row = row,
                  .reason = std::move(reason),
                  .area_before = std::isfinite(before) ? before : 0,
                  .area_after = 0,
                  .place = place,
                  .emptied = true};
    out.shape.add_null();
    return out;
}

std::optional<Outcome> examined(const GeometryColumn& column, std::size_t row) {
    if (column.null(row)) return {};
    const Range rings = column.row_rings(row);
    std::optional<Xy> good;  // a place to show the finding at
    bool all_finite = true;
    for (std::size_t r = rings.begin; r < rings.end; ++r)
        for (const Xy p : column.ring(r)) {
            if (!finite(p)) all_finite = false;
            if (finite(p) && !good) good = p;
        }
    if (!all_finite) return emptied(column, row, "not finite", good.value_or(Xy{}));
    if (certainly_simple(column, row)) return {};
    const Shape shape = to_geos(column, row);
    const std::optional<Fault> fault = fault_of(shape.get());
    if (!fault) return {};
    const Shape valid = mended(shape.get());
    if (!valid) return emptied(column, row, fault->reason, fault->place);
    Outcome out;
    add_geos(out.shape, valid.get());
    if (out.shape.null(0)) return emptied(column, row, fault->reason, fault->place);
    out.repair = {.row = row,
                  .reason = fault->reason,
                  .area_before = area(column, row),
                  .area_after = area(out.shape, 0),
                  .place = fault->place,
                  .emptied = false};
    return out;
}

}  // namespace

std::vector<Repair> make_valid(GeometryColumn& column, GeometryColumn* originals) {
    constexpr std::size_t grain = 512;
    std::vector<std::vector<Outcome>> found((column.rows() + grain - 1) / grain);
    parallel_chunks(column.rows(), grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row)
            if (std::optional<Outcome> outcome = examined(column, row))
                found[begin / grain].push_back(std::move(*outcome));
    });
    std::vector<Outcome> outcomes;
    for (std::vector<Outcome>& chunk : found) std::move(chunk.begin(), chunk.end(), std::back_inserter(outcomes));
    if (outcomes.empty()) return {};
    GeometryColumn whole;
    whole.reserve(column.rows(), column.points().size());
    auto next = outcomes.begin();
    for (std::size_t row = 0; row < column.rows(); ++row) {
        if (next == outcomes.end() || next->repair.row != row) {
            whole.add_row(column, row);
            continue;
        }
        if (originals != nullptr) originals->add_row(column, row);
        whole.add_row(next->shape, 0);
        ++next;
    }
    column = std::move(whole);
    std::vector<Repair> repairs;
    repairs.reserve(outcomes.size());
    for (Outcome& outcome : outcomes) repairs.push_back(std::move(outcome.repair));
    return repairs;
}

}  // namespace mutu
