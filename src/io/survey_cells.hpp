// Cells of one line of a boundary-point text file: separators of every width, coordinates in metres or degrees.
#pragma once

#include "mutu/geometry.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// The line ends in "@", or says 点, 线 or 面 where a plot's line does.
bool is_plot_line(std::string_view line);
/// Cells before "@". A full-width comma separates only where the plain ones do not make a plot line.
std::vector<std::string> plot_cells(std::string_view line);
/// Cells of a line of a point: commas of both widths, semicolons, else tabs and blanks; empty ones at the end go.
std::vector<std::string> point_cells(std::string_view line);

struct SurveyPoint {
    Xy at;             // x: the second number, y: the first, as "X is northing" has it
    std::string ring;  // 圈号 as written; "1" where there is none
};
/// "点号,圈号,X,Y[,高程]", "点号,X,Y" or "X,Y".
std::optional<SurveyPoint> survey_point(const std::vector<std::string>& cells);

/// Plain decimals, or degrees as 112°30′15.2″ (also with ' and "); nothing for anything else.
std::optional<double> coordinate(std::string_view cell);

}  // namespace mutu
