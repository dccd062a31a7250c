// How a result was made: inputs' hashes, policy, parameters, versions. Seen by src/app only.
#pragma once

#include "mutu/app.hpp"

namespace mutu {

/// Everything of Run but its end time. The run id is the first 12 hex digits of SHA-256 over inputs, policy,
/// parameters, as-of, area basis and version: the same question gets the same id.
Run manifest(const Holdings& holdings, const Rulebook& rules, const AnalyzeOptions& options, const Project& project);
/// The wall clock as ISO text with Z, or SOURCE_DATE_EPOCH where it is set.
std::string now_utc();

}  // namespace mutu
