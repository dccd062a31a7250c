// Boundary-point text: what is written reads back to the same plots, and is written again to the same bytes.
#include "support/root.hpp"
#include "survey_text.hpp"
#include "survey_write.hpp"

#include "mutu/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mutu {
namespace {

const SurveyRules& rules() {
    static const SurveyRules read = ColumnAliases::load(test::root() + "/geodata/columns").survey();
    return read;
}

void add_rectangle(GeometryColumn& column, double x, double y, double width, double height) {
    for (const Xy p : {Xy{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}) column.add_point(p);
    column.end_ring();
}

/// Millimetre coordinates in zone 37: a rectangle, perhaps with a hole, perhaps with a second part beside it.
GeometryColumn any_plots(std::size_t rows) {
    GeometryColumn plots;
    for (std::size_t row = 0; row < rows; ++row) {
        const double x = 37'400'000 + *rc::gen::inRange(0, 200'000'000) / 1000.0;
        const double y = 2'900'000 + *rc::gen::inRange(0, 100'000'000) / 1000.0;
        const double size = 10 + *rc::gen::inRange(0, 500'000) / 1000.0;
        add_rectangle(plots, x, y, size, size);
        if (*rc::gen::arbitrary<bool>()) add_rectangle(plots, x + size / 4, y + size / 4, size / 2, size / 2);
        plots.end_part();
        if (*rc::gen::arbitrary<bool>()) {
            add_rectangle(plots, x + size + 1, y, size, size);
            plots.end_part();
        }
        plots.end_row();
    }
    return plots;
}

SurveyWriting any_rules() {
    SurveyWriting writing;
    writing.point_prefix = *rc::gen::element<std::string>("J", "", "界址");
    writing.close = *rc::gen::arbitrary<bool>(), writing.restart = *rc::gen::arbitrary<bool>();
    writing.northwest = *rc::gen::arbitrary<bool>(), writing.outer_clockwise = *rc::gen::arbitrary<bool>();
    return writing;
}

RC_GTEST_PROP(SurveyLaw, WriteReadWriteGivesTheSameBytes, ()) {
    const auto rows = *rc::gen::inRange<std::size_t>(1, 6);
    const GeometryColumn plots = any_plots(rows);
    const SurveyWriting writing = any_rules();
    std::vector<SurveySheet> sheets;
    for (std::size_t row = 0; row < rows; ++row)
        sheets.push_back({"DK" + std::to_string(row), *rc::gen::element<std::string>("一号，地块", "a@b", "甲,乙", "x"),
                          "H49G001", "工业用地", "0601", std::nullopt});
    std::vector<std::string> remarks;
    const Crs crs = Crs::epsg(4525);
    const std::string once = survey_text(sheets, plots, crs, "2026-06-30", writing, rules(), remarks);
    const RawLayer layer = survey_layer(parse_survey_text(once, rules()), rules());
    RC_ASSERT(layer.rows() == rows);
    RC_ASSERT(layer.diagnostics.empty());
    for (std::size_t row = 0; row < rows; ++row) {
        RC_ASSERT(layer.shapes.parts(row).size() == plots.parts(row).size());
        RC_ASSERT(std::abs(area(layer.shapes, row) - area(plots, row)) < 2.0);  // half a millimetre along the edges
        sheets[row].id = std::string{layer.columns[0][row]}, sheets[row].name = std::string{layer.columns[1][row]};
    }
    RC_ASSERT(survey_text(sheets, layer.shapes, crs, "2026-06-30", writing, rules(), remarks) == once);
}

}  // namespace
}  // namespace mutu
