// The change of a sum told apart: one step at a time, so that the parts add up whatever the steps say.
#include "mutu/cause.hpp"

namespace mutu {
namespace {

/// What the step from `was` to `is` adds to the sum.
Area step(bool was, bool is, Area land) { return was == is ? Area{} : is ? land : Area{} - land; }

Area counted(bool counts, Area land) { return counts ? land : Area{}; }

}  // namespace

std::string_view word(Cause cause) {
    switch (cause) {
    case Cause::disposal: return "disposal";
    case Cause::period: return "period";
    case Cause::data: return "data";
    case Cause::policy: return "policy";
    case Cause::boundary: return "boundary";
    case Cause::unsplit: return "unsplit";
    }
    return "";
}

LandMove move_of(const Heir& heir, const Steps& steps, Area before, Area after, Cause alone) {
    LandMove move;
    move.from = counted(heir.before && steps.stored_before, before);
    move.to = counted(heir.after && steps.stored_after, after);
    const auto add = [&](Cause cause, Area land) { move.by[static_cast<std::size_t>(cause)] += land; };
    if (!heir.after || !heir.forebear) {
        add(alone, move.to - move.from);
        return move;
    }
    add(Cause::boundary, counted(steps.stored_before, after) - move.from);
    add(Cause::unsplit, step(steps.stored_before, steps.before, after));
    add(Cause::policy, step(steps.before, steps.policy, after));
    add(Cause::period, step(steps.policy, steps.clock, after));
    const Area events = step(steps.clock, steps.events, after);
    add(events < Area{} && !steps.open_after ? Cause::disposal : Cause::period, events);
    add(Cause::data, step(steps.events, steps.after, after));
    add(Cause::unsplit, step(steps.after, steps.stored_after, after));
    return move;
}

std::array<States, 5> replayed(const Judges& judges, const ParcelInputs& before, const ParcelInputs& after,
                               bool new_year) {
    Facts facts;
    const ParcelInputs events = with_events(before, after, judges.before.as_of, judges.after.as_of, new_year);
    const ParcelInputs known = known_at(before, judges.before.as_of);
    return {states_of(judges.before, before, facts), states_of(judges.policy, before, facts),
            states_of(judges.after, known, facts), states_of(judges.after, events, facts),
            states_of(judges.after, after, facts)};
}

}  // namespace mutu
