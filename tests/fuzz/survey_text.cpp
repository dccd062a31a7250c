// Boundary-point text of strangers: whatever comes out has one row a plot, closed rings, and findings with their line.
#include "survey_text.hpp"

#include "fuzz/eaters.hpp"
#include "text_bytes.hpp"

#include "mutu/text.hpp"

#include <cmath>

void mutu::fuzz::eat_survey_text(std::string_view bytes) {
    const TextBytes decoded = text_of_bytes(bytes, "");
    promise(decoded.unknown_encoding || is_utf8(decoded.text));
    SurveyRules rules;
    rules.header = {{"带号", "zone"}, {"坐标系", "datum"}, {"几度分带", "zone_width"}, {"面积单位", "area_unit"}};
    rules.layouts = {{"点数", "面积", "地块编号", "地块名称", "记录图形属性", "图幅号", "地块用途", "地类编码"}};
    SurveyText text = parse_survey_text(decoded.text, rules);
    const std::size_t plots = text.plots.size();
    const RawLayer layer = survey_layer(std::move(text), rules);
    promise(layer.rows() == plots && layer.shapes.rows() == plots);
    for (const RawColumn& column : layer.columns) promise(column.rows() == plots);
    for (const Xy point : layer.shapes.points()) promise(std::isfinite(point.x) && std::isfinite(point.y));
    for (const Diagnostic& finding : layer.diagnostics)
        promise(finding.source_row >= 0 && finding.source_row <= static_cast<std::int64_t>(plots));
}
