// Chance that is the same on every machine: splitmix64 and nothing of the standard library's distributions.
#pragma once

#include <cstdint>
#include <span>
#include <utility>

namespace mutu::demo {

class Rng {
public:
    explicit Rng(std::uint64_t seed) : state_{seed} {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    /// Whole number from low to high, both included. The bias of the remainder is below 2⁻³² here.
    int between(int low, int high) {
        const auto width = static_cast<std::uint64_t>(static_cast<std::int64_t>(high) - low + 1);
        return static_cast<int>(low + static_cast<std::int64_t>(next() % width));
    }
    double real(double low, double high) {
        return low + (high - low) * (static_cast<double>(next() >> 11U) * 0x1.0p-53);
    }
    bool chance(int percent) { return between(1, 100) <= percent; }

private:
    std::uint64_t state_;
};

/// An independent stream for one part of the demo, so that more parks do not change earlier ones.
inline Rng stream(std::uint64_t seed, std::uint64_t part) {
    Rng mixed{seed * 0x2545F4914F6CDD1DU + part};
    return Rng{mixed.next()};
}

template <class T>
void shuffle(std::span<T> items, Rng& rng) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[rng.next() % i]);
}

}  // namespace mutu::demo
