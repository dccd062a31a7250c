// The charts of a book. Seen by src/app only.
#pragma once

#include "map_sheet.hpp"

#include "mutu/chart.hpp"

#include <iosfwd>

namespace mutu {

struct NamedChart {
    std::string name;  // of its file
    Chart chart;
};

/// Of one park, or of all where `park_id` is empty: funnel, idle age, vintages, classes, quadrant, Lorenz curve,
/// ranking, grades. Charts without data are among them and say so.
std::vector<NamedChart> charts_of(const Book& book, const std::string& park_id, const std::string& style_folder,
                                  const Labels& labels, Language language);

/// They as one A3 sheet, one paper and a picture each, into the folder.
int report_charts(const ReportQuery& query, const Common& common, std::ostream& talk);

}  // namespace mutu
