// Charts of a report as plain data, and their drawing: the same picture on paper, in HTML and in DOCX.
#pragma once

#include "mutu/draw.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mutu {

/// What becomes of a quantity step by step: bars one below the other, each as wide as its value.
struct FunnelChart {
    struct Step {
        std::string label;
        std::optional<double> value;
        std::string text, note;  // the value in words; its share of the step above
    };
    std::string title, note;
    std::string color = "#2f6f9f";
    std::vector<Step> steps;
};

/// Columns, stacked where there are several series; or lying bars with room for names.
struct BarChart {
    struct Series {
        std::string label, color;
    };
    struct Bar {
        std::string label;
        std::vector<double> parts;  // one for each series
        std::string text;           // at its end; empty: none
    };
    std::string title, note, unit;
    std::vector<Series> series;
    std::vector<Bar> bars;
    bool lying = false;
    std::optional<double> level;  // a line across, such as the mean
    std::string level_text;
};

/// Points between two axes, parted by a level of each into four fields with names.
struct ScatterChart {
    struct Point {
        double x = 0, y = 0, weight = 1;  // weight: the area of the dot
        std::string color;
    };
    std::string title, note, x_title, y_title;
    std::vector<Point> points;
    std::optional<double> x_level, y_level;
    std::vector<std::string> corners;  // upper left, upper right, lower left, lower right
};

/// A curve from (0, 0) to (1, 1) beside the line of equal shares.
struct ShareChart {
    std::string title, note, x_title, y_title;
    std::string color = "#6a2a7c";
    std::vector<Xy> points;
};

/// Parts of a whole around a middle text.
struct RingChart {
    struct Part {
        std::string label, color, text;
        double value = 0;
    };
    std::string title, note, middle;
    std::vector<Part> parts;
};

using Chart = std::variant<FunnelChart, BarChart, ScatterChart, ShareChart, RingChart>;

/// Where on the canvas, mm.
struct ChartSpace {
    double x = 0, y = 0, width = 120, height = 80;
};

/// A chart without anything to show says so in its place. `nothing` is what it says then.
void draw_chart(Canvas& canvas, const Chart& chart, const ChartSpace& space, const std::string& nothing);

const std::string& title_of(const Chart& chart);

/// One chart as a picture of its own; the same bytes for the same chart.
std::string chart_picture(const Chart& chart, double width, double height, PictureFormat format, double dpi,
                          const std::string& nothing);

/// Charts side by side on sheets of A3, as one PDF; text can be searched.
struct ChartSheet {
    std::string title, subtitle, mark, nothing;
    std::vector<Chart> charts;
};
std::string chart_sheet(const ChartSheet& sheet, Date date);

}  // namespace mutu
