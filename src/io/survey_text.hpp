// Boundary-point text files (界址点坐标 TXT): lines into plots, plots into a layer like any other.
#pragma once

#include "raw.hpp"
#include "rings.hpp"

#include "mutu/crs.hpp"
#include "mutu/exchange.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// One 地块 as the file states it.
struct SurveyPlot {
    std::int64_t line = 0;           // of its attributes; of its first point where it has none
    std::vector<std::string> cells;  // before "@", as written
    std::vector<Ring> rings;         // x easting or longitude, y northing or latitude, as written
    std::size_t points = 0;          // lines of points that follow
    bool broken = false;             // a point could not be read: no shape is trusted
};

struct SurveyText {
    std::map<std::string, std::string> header;  // our word or the file's → value
    std::vector<SurveyPlot> plots;
    Diagnostics diagnostics;  // source_row: number of the plot, 0 for the file
};

/// Reads decoded text; never fails. A line that cannot be read is a diagnostic with its number. X is northing, unless
/// all points can only be the other way round (`survey_axes`). Points in degrees may stand in either order.
SurveyText parse_survey_text(std::string_view text, const SurveyRules& rules);

/// The EPSG code all numbers are in afterwards; nothing where header and numbers do not tell. Zone by the prefix of the
/// eastings, else by the header; datum by the header, CGCS2000 where it says nothing. Changes the plots in place: axes
/// that stand the other way round are swapped, plots of other zones are brought into the zone of most plots. All told.
std::optional<int> place_survey(SurveyText& text);

/// From the words of a header: 2000 and WGS 84, 1980西安 and IAG-75, 1954北京 and Krassovsky; Datum::other for anything
/// else but an empty text, which is taken for CGCS2000.
Datum datum_named(const std::string& named);

/// EPSG code of the Gauss projection with this zone number (13–23: 6 degrees wide, 25–45: 3 degrees); with `prefix` the
/// eastings carry the zone number. Nothing for other numbers or Datum::other.
std::optional<int> gauss_epsg(Datum datum, int zone, bool prefix);

/// The file looks like one: a marked section, or a line of attributes with "@" before lines of points.
bool is_survey_text(const std::string& path);

/// Plots as rows: attributes by name, 地块面积 in square metres, shapes in the CRS of `crs_wkt`.
RawLayer survey_layer(SurveyText text, const SurveyRules& rules);

/// The whole file as a layer named after it. Errors as read_raw promises.
RawLayer read_survey_text(const RawRequest& request);

}  // namespace mutu
