// The survey that knows nothing yet and measures everything.
#include "mutu/survey.hpp"

namespace mutu {

void KeyedRows::add(const GeometryColumn& from, std::size_t row, RowKey key) {
    shapes.add_row(from, row);
    keys.push_back(key);
}

std::vector<Fragment> Survey::shared(std::string_view, const Side& left, const Side& right, OverlayCounts* counts) {
    return overlay(left.shapes, right.shapes, counts);
}

Covered Survey::covered(std::string_view, const Side& left, const Side& right, OverlayCounts* counts) {
    return covered_area(left.shapes, right.shapes, counts);
}

GeometryColumn Survey::rest(std::string_view, const Side& left, const Side& right, OverlayCounts* counts) {
    return difference(left.shapes, right.shapes, {}, counts);
}

CoverageFaults Survey::faults(std::string_view, const Side& rows, const TopologyLimits& limits, bool with_gaps) {
    return coverage_faults(rows.shapes, limits, with_gaps);
}

}  // namespace mutu
