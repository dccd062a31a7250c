// Facts of parks as the book's own proofs carry them. Seen by src/app only.
#pragma once

#include "mutu/indicator.hpp"
#include "mutu/store.hpp"

#include <string>

namespace mutu {

/// What the proofs of the park's indicators rest on; exact. What no proof looked at stays unknown.
ParkFacts proven_facts(const Book& book, const std::string& park_id);

}  // namespace mutu
