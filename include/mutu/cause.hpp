// Why a sum of land moved between two runs: what every piece of land added or took away, each amount with one cause.
#pragma once

#include "mutu/lineage.hpp"
#include "mutu/rejudge.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mutu {

/// disposal: facts dated in the period took land out (supplied, started, resumed, finished, taken back, extended);
/// period: time ran out, or facts of the period brought land in; data: what was known already was corrected;
/// policy: the same facts under the other pack; boundary: land was cut anew; unsplit: a run cannot be judged again.
enum class Cause : std::uint8_t { disposal, period, data, policy, boundary, unsplit };
inline constexpr std::size_t cause_count = 6;
std::string_view word(Cause cause);

/// One piece of land in two states: its row before, its row after, and the row before whose land the row after has.
struct Heir {
    std::optional<std::uint32_t> before, after, forebear;
    bool land_lives_on = false;  // only before: other rows after have its land
};
/// Every row of both states once: rows before in order, then rows after that continue none of them. A row continues
/// another where one alone became one, or where a parcel keeps its id through a split or merger.
std::vector<Heir> heirs(const LandState& before, const LandState& after, const std::vector<Lineage>& families);

/// Whether land counts in a sum: as stored before, then judged again step by step, then as stored after.
struct Steps {
    bool stored_before = false;
    bool before = false;  // facts, day and pack of before
    bool policy = false;  // the pack of after
    bool clock = false;   // and the day of after
    bool events = false;  // and what happened in the period
    bool after = false;   // and all facts of after
    bool stored_after = false;
    bool open_after = false;  // nobody knows what it is after: land that goes there is not disposed of
};

struct LandMove {
    Area from, to;
    std::array<Area, cause_count> by{};  // adds up to `to` − `from`

    Area of(Cause cause) const { return by[static_cast<std::size_t>(cause)]; }
};
/// `before`, `after`: areas of the heir's rows. Land is first cut anew, then judged again on what it is after. Where a
/// row has no forebear or no heir there is nothing to judge again: all of it has the cause `alone`.
LandMove move_of(const Heir& heir, const Steps& steps, Area before, Area after, Cause alone);

/// Without the events that lie after `day`: a register may hold what is yet to come.
ParcelInputs known_at(const ParcelInputs& inputs, Date day);
/// Facts of before with what happened after `from` and up to `to` taken from after: events by their dates; a supply
/// that is new; land taken back; a start put off; growth of what carries no date (progress, area, money invested,
/// buildings). `new_year`: the firms' figures are of another year, so they are news and no correction.
ParcelInputs with_events(const ParcelInputs& before, const ParcelInputs& after, Date from, Date to, bool new_year);

/// Both packs, both days. `policy` has the pack of after and the day of before.
struct Judges {
    const Judge &before, &policy, &after;
};
/// What a parcel is at the steps `before`, `policy`, `clock`, `events`, `after`. Words point into the rulebooks.
std::array<States, 5> replayed(const Judges& judges, const ParcelInputs& before, const ParcelInputs& after,
                               bool new_year);

}  // namespace mutu
