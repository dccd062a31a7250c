// Which plants a park gets.
#pragma once

#include "record.hpp"

#include <vector>

namespace mutu::demo {

/// As many plants as parcels, in the order in which the park fills up within each ground. Small sets share the
/// essential plants among their parks; parks with room get all of these, half or all of the others, and a usual mix.
std::vector<const Plant*> plan_park(int park, int parks, int parcels, Rng& rng);

}  // namespace mutu::demo
