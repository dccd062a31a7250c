// The field of a chart between its axes. Seen by src/chart only.
#pragma once

#include "mutu/chart.hpp"

namespace mutu {

inline constexpr Ink chart_dark{.red = 0.12, .green = 0.12, .blue = 0.12};
inline constexpr Ink chart_grey{.red = 0.42, .green = 0.42, .blue = 0.42};
inline constexpr Ink chart_faint{.red = 0.87, .green = 0.87, .blue = 0.87};

/// Round numbers from 0 to not less than `most`, about `count` steps.
struct Ticks {
    double step = 1, top = 1;
    std::vector<double> values() const;  // from 0 to the top
};
Ticks ticks_to(double most, int count);
/// A tick as short text: 1500 → "1500", 0.25 → "0.25".
std::string tick_text(double value);

/// Title above, note below; gives back what is left for the drawing.
ChartSpace framed(Canvas& canvas, const ChartSpace& space, const std::string& title, const std::string& note);

void draw_funnel(Canvas& canvas, const FunnelChart& chart, const ChartSpace& field);
void draw_columns(Canvas& canvas, const BarChart& chart, const ChartSpace& field);
void draw_lying(Canvas& canvas, const BarChart& chart, const ChartSpace& field);
void draw_scatter(Canvas& canvas, const ScatterChart& chart, const ChartSpace& field);
void draw_share(Canvas& canvas, const ShareChart& chart, const ChartSpace& field);
void draw_ring(Canvas& canvas, const RingChart& chart, const ChartSpace& field);

}  // namespace mutu
