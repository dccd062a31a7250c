// The usual course of a parcel, from contract to production; plants begin with one of these and change what they are
// about.
#pragma once

#include "record.hpp"

namespace mutu::demo {

/// Contract, delivery in time, agreed start and finish.
void agreed(Record& r, Rng& rng, Date due);
/// Agreed, and nothing built by the as-of date.
void unstarted(Record& r, Rng& rng, Date due);
/// Agreed, permitted and begun up to two months before the day that was due.
void begun(Record& r, Rng& rng, Date due);
/// Begun and suspended on that day, with half the land developed and half the money spent.
void halted(Record& r, Rng& rng, Date stop);
/// Finished on that day and in good production, every measure well above what is asked.
void built(Record& r, Rng& rng, Date finish);
/// A day between both, both included.
Date some_day(Rng& rng, Date from, Date to);
/// Money for this land at so much per 亩.
Money per_mu(Area land, double wan);
/// Exactly one third of it after taking the required area down to a multiple of 3 m².
Area require_thirds(Record& r);

}  // namespace mutu::demo
