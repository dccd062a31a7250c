// Stated areas of plots: in which unit they must be, and whether they agree with the drawing.
#pragma once

#include "raw.hpp"

#include "mutu/exchange.hpp"

#include <string>
#include <vector>

namespace mutu {

/// Square metres as exact text, "" where nothing can be read. A cell that names its unit is believed; else the header's
/// unit; else 公顷, unless most plots agree with the drawing in 平方米 or 亩 (diagnostic area_unit_guessed). Stated and
/// drawn area further apart than the rules allow: diagnostic area_disagrees. `drawn` in m², 0 where there is no shape.
std::vector<std::string> survey_areas(const std::vector<std::string>& stated, const std::string& header_unit,
                                      const std::vector<double>& drawn, const SurveyRules& rules,
                                      Diagnostics& diagnostics);

}  // namespace mutu
