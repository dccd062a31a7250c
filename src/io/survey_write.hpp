// Layers as boundary-point text (界址点坐标 TXT): what survey_text.hpp reads, written by one rule.
#pragma once

#include "mutu/crs.hpp"
#include "mutu/handover.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// Attributes of one plot; empty where unknown.
struct SurveySheet {
    std::string id, name, sheet, use, code;
    std::optional<Area> area;  // as registered; unknown: the drawn area is written
};

/// UTF-8 text with CR LF: header, then each plot with its points, X northing, Y easting with its zone, three decimals.
/// `crs` is a CGCS2000 zone with zone number (gauss_epsg); `date` ISO or empty. Rows without a shape are left out and
/// remarked, as are points that fall together when rounded. Writing what was read from this text gives the same bytes.
std::string survey_text(const std::vector<SurveySheet>& sheets, const GeometryColumn& shapes, const Crs& crs,
                        const std::string& date, const SurveyWriting& writing, const SurveyRules& rules,
                        std::vector<std::string>& remarks);

/// The zone with number that holds all rows: the CRS itself when it is one, else by longitude. Error{Kind::usage}
/// naming the zones where there are several.
Crs survey_zone(const GeometryColumn& shapes, const Crs& crs, const std::string& shown);

}  // namespace mutu
