// The lists of plants by what they try, put together in plants.cpp.
#pragma once

#include "record.hpp"

namespace mutu::demo {

const std::vector<Plant>& unstarted_plants();
const std::vector<Plant>& started_plants();
const std::vector<Plant>& finished_plants();
const std::vector<Plant>& supply_plants();

}  // namespace mutu::demo
