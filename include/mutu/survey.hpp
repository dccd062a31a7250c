// Questions that a run puts to shapes, each by a name of its own: measured here and now, or taken from what another
// machine measured.
#pragma once

#include "mutu/overlay.hpp"
#include "mutu/topology.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mutu {

/// Names a row for good: the number of its layer in the upper 16 bits, its row in that layer below.
using RowKey = std::uint64_t;
inline constexpr unsigned layer_shift = 48;
constexpr RowKey row_key(std::size_t layer, std::size_t row) { return RowKey{layer} << layer_shift | row; }
constexpr std::size_t layer_of(RowKey key) { return key >> layer_shift; }
constexpr std::size_t row_of(RowKey key) { return key & ((RowKey{1} << layer_shift) - 1); }

/// One side of a question. Without keys, row i of the column is row i of the layer. Rows that go together keep their
/// order in every run.
struct Side {
    const GeometryColumn& shapes;
    std::size_t layer = 0;
    std::span<const RowKey> keys = {};
    RowKey key(std::size_t row) const { return keys.empty() ? row_key(layer, row) : keys[row]; }
};

/// Some rows of one or more layers, with their names.
struct KeyedRows {
    GeometryColumn shapes;
    std::vector<RowKey> keys;
    void add(const GeometryColumn& from, std::size_t row, RowKey key);
    Side side() const { return {shapes, 0, keys}; }
};

/// Measures whatever is asked, by overlay.hpp and topology.hpp. A survey that knows answers overrides it; what it gives
/// must be what measuring would have given. An empty question is always measured. Safe to ask from two threads.
class Survey {
public:
    Survey() = default;
    virtual ~Survey() = default;
    Survey(const Survey&) = delete;
    Survey& operator=(const Survey&) = delete;
    Survey(Survey&&) = delete;
    Survey& operator=(Survey&&) = delete;

    virtual std::vector<Fragment> shared(std::string_view question, const Side& left, const Side& right,
                                         OverlayCounts* counts);
    virtual Covered covered(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts);
    /// difference() without a limit for slivers.
    virtual GeometryColumn rest(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts);
    virtual CoverageFaults faults(std::string_view question, const Side& rows, const TopologyLimits& limits,
                                  bool with_gaps);
};

}  // namespace mutu
