// What a side of a question looks like, in 64 bits.
#include "mutu/shard.hpp"

#include <bit>

namespace mutu {
namespace {

__extension__ using Wide = unsigned __int128;

/// Multiplication of 64 bits with the halves of the product laid over each other, as many fast hashes do.
class Mixer {
public:
    void add(std::uint64_t word) {
        const auto product = Wide{state_ ^ word} * 0x9E3779B97F4A7C15U;
        state_ = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U) ^ ++words_;
    }
    std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0x243F6A8885A308D3U, words_ = 0;
};

}  // namespace

std::uint64_t print_of(const TopologyLimits& limits, bool with_gaps) {
    Mixer mixer;
    for (const double limit : {limits.snap, limits.overlap_area, limits.gap_area, limits.gap_width, limits.spike_angle,
                               limits.point_spacing, limits.sliver_width, limits.sliver_area})
        mixer.add(std::bit_cast<std::uint64_t>(limit));
    mixer.add(with_gaps ? 1 : 0);
    return mixer.value();
}

std::uint64_t print_of(const Side& side, const std::vector<std::size_t>& rows) {
    Mixer mixer;
    for (const std::size_t row : rows) {
        const Range parts = side.shapes.parts(row);
        mixer.add(parts.size());
        for (std::size_t part = parts.begin; part < parts.end; ++part) {
            const Range rings = side.shapes.rings(part);
            mixer.add(rings.size());
            for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
                const auto points = side.shapes.ring(ring);
                mixer.add(points.size());
                for (const Xy& p : points)
                    mixer.add(std::bit_cast<std::uint64_t>(p.x)), mixer.add(std::bit_cast<std::uint64_t>(p.y));
            }
        }
    }
    return mixer.value();
}

}  // namespace mutu
