// Inputs of parcels as a plan alters them. Seen by src/plan only.
#pragma once

#include "mutu/plan.hpp"

namespace mutu {

/// The economics of an option that was made from these rules.
const OptionSpec& spec_of(const Rulebook& rules, const PlanOption& option);

/// A parcel between the decision and full production: one that is renewed is contracted and under construction and pays
/// nothing; one that is improved goes on as before.
ParcelInputs during_works(const ParcelInputs& before, const OptionSpec& spec, Date decided);

/// Sums the tax and land of each of the `parks` parks again and writes them into the inputs, which carry them.
void renew_park_tax(std::vector<ParcelInputs>& inputs, std::size_t parks);

}  // namespace mutu
