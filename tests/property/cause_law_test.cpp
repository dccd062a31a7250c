// Laws of the causes: whatever the steps say and however land is cut, the causes add up to the change, and the pieces
// to the sums before and after.
#include "mutu/cause.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace mutu {
namespace {

Area random_area() { return Area::quanta(*rc::gen::inRange<std::int64_t>(0, 2'000'000'000)); }

bool coin() { return *rc::gen::arbitrary<bool>(); }

Steps random_steps() { return {coin(), coin(), coin(), coin(), coin(), coin(), coin(), coin()}; }

Area sum_of(const LandMove& move) { return std::accumulate(move.by.begin(), move.by.end(), Area{}); }

RC_GTEST_PROP(CauseLaw, CausesOfAPieceAddUpToItsChange, ()) {
    const bool there = coin(), here = !there || coin(), from_another = coin();
    Heir heir;
    if (there) heir.before = 0U;
    if (here) heir.after = 0U;
    if (there && here) heir.forebear = 0U;
    if (!there && from_another) heir.forebear = 7U;
    const LandMove move = move_of(heir, random_steps(), random_area(), random_area(), Cause::data);
    RC_ASSERT(sum_of(move) == move.to - move.from);
}

/// Every row of two states, cut anew at will: rows after take their land from any row before.
RC_GTEST_PROP(CauseLaw, PiecesAddUpToTheSumsOfBothRuns, ()) {
    const auto rows = *rc::gen::inRange<std::uint32_t>(1, 8), later = *rc::gen::inRange<std::uint32_t>(1, 8);
    std::vector<Area> before(rows), after(later);
    std::vector<bool> counted_before(rows), counted_after(later);
    for (std::uint32_t i = 0; i < rows; ++i) before[i] = random_area(), counted_before[i] = coin();
    for (std::uint32_t i = 0; i < later; ++i) after[i] = random_area(), counted_after[i] = coin();
    std::vector<Heir> pieces;
    std::vector<bool> taken(later);
    for (std::uint32_t i = 0; i < rows; ++i) {
        const bool goes_on = i < later && coin();
        if (goes_on) taken[i] = true;
        pieces.push_back(
            {i, goes_on ? std::optional{i} : std::nullopt, goes_on ? std::optional{i} : std::nullopt, coin()});
    }
    for (std::uint32_t i = 0; i < later; ++i)
        if (!taken[i]) pieces.push_back({std::nullopt, i, coin() ? std::optional{i % rows} : std::nullopt, false});
    Area was, is, caused;
    for (const Heir& piece : pieces) {
        Steps steps = random_steps();
        const auto forebear = piece.before ? piece.before : piece.forebear;
        steps.stored_before = forebear && counted_before[*forebear];
        steps.stored_after = piece.after && counted_after[*piece.after];
        const LandMove move = move_of(piece, steps, piece.before ? before[*piece.before] : Area{},
                                      piece.after ? after[*piece.after] : Area{}, Cause::boundary);
        was += move.from, is += move.to, caused += sum_of(move);
    }
    Area all_before, all_after;
    for (std::uint32_t i = 0; i < rows; ++i) all_before += counted_before[i] ? before[i] : Area{};
    for (std::uint32_t i = 0; i < later; ++i) all_after += counted_after[i] ? after[i] : Area{};
    RC_ASSERT(was == all_before);
    RC_ASSERT(is == all_after);
    RC_ASSERT(caused == all_after - all_before);
}

}  // namespace
}  // namespace mutu
