// Known area over typed area tells the unit: 1, 666.67 or 10 000, and nothing between is taken for any of them.
#include "area_units.hpp"

#include "quantities.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace mutu {
namespace {

struct Candidate {
    Unit unit;
    const char* name;
    double m2;
};
constexpr Candidate candidates[] = {{Unit::base, "平方米", 1},
                                    {Unit::mu, "亩", 2000.0 / 3},
                                    {Unit::hectare, "公顷", 10'000},
                                    {Unit::square_kilometre, "平方公里", 1'000'000}};
constexpr double near_median =
    1.25;                         // a median within this factor of a unit means it: registers and maps differ a little
constexpr double near_row = 1.1;  // a single row must fit better to be called another unit's

const Candidate* fitting(double ratio, double factor) {
    for (const Candidate& one : candidates)
        if (ratio > one.m2 / factor && ratio < one.m2 * factor) return &one;
    return nullptr;
}

/// Square metres of one square unit of the source's coordinates about the middle of its shapes.
std::optional<double> m2_of_unit(const RawLayer& layer, const Crs& crs) {
    Box box;
    for (const Xy point : layer.shapes.points()) box.grow(point);
    if (box.empty()) return std::nullopt;
    const double side = crs.geographic() ? 0.001 : 100;
    const double x = (box.min_x + box.max_x) / 2, y = (box.min_y + box.max_y) / 2;
    GeometryColumn square;
    for (const Xy point : {Xy{x, y}, Xy{x + side, y}, Xy{x + side, y + side}, Xy{x, y + side}, Xy{x, y}})
        square.add_point(point);
    square.end_ring(), square.end_part(), square.end_row();
    try {
        const GeometryColumn plane = equal_area(transformed(square, crs, Crs::epsg(cgcs2000)), 0);
        return area(plane, 0) / (side * side);
    } catch (const Error&) {  // an older datum: its own metres serve for telling units apart
        return crs.geographic() ? std::nullopt : std::optional{1.0};
    }
}

struct RowRatio {
    std::size_t row;
    double value;
};

std::vector<double> drawn_by_row(const RawLayer& layer, const Matching& matching, const RawColumn& cells, double unit) {
    std::vector<double> drawn(layer.rows());
    const auto number = std::find_if(matching.fields.begin(), matching.fields.end(),
                                     [](const auto& match) { return match.field->name == "approval_no"; });
    std::map<std::pair<std::string_view, std::string_view>, double> together;
    const auto key = [&](std::size_t row) { return std::pair{layer.columns[number->column][row], cells[row]}; };
    for (std::size_t row = 0; row < layer.rows(); ++row) {
        drawn[row] = layer.shapes.null(row) ? 0 : area(layer.shapes, row) * unit;
        if (number != matching.fields.end()) together[key(row)] += drawn[row];
    }
    for (std::size_t row = 0; number != matching.fields.end() && row < layer.rows(); ++row)
        if (!is_blank(key(row).first)) drawn[row] = together[key(row)];
    return drawn;
}

std::vector<RowRatio> ratios(const RawColumn& cells, const std::vector<double>& known) {
    std::vector<RowRatio> found;
    for (std::size_t row = 0; row < known.size(); ++row) {
        const auto parsed = parse_number(cells[row]);
        const double* typed = std::get_if<double>(&parsed);
        if (typed && *typed > 0 && known[row] > 0) found.push_back({row, known[row] / *typed});
    }
    return found;
}

double median(std::vector<RowRatio> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end(), [](auto a, auto b) { return a.value < b.value; });
    return middle->value;
}

void refuse_others(const RawLayer& layer, MatchedColumn& match, const std::vector<RowRatio>& all, const Candidate& unit,
                   Diagnostics& diagnostics) {
    for (const auto& [row, value] : all) {
        const Candidate* other = fitting(value, near_row);
        if (!other || other == &unit) continue;
        match.refused.push_back(row);
        const RawColumn& cells = layer.columns[match.column];
        diagnostics.push_back(note("area_unit_mixed", Severity::warning, layer.row_numbers[row],
                                   "列“" + cells.name + "”的值“" + std::string{cells[row]} + "”像是" + other->name +
                                       "，而该列其余各行是" + unit.name + "；本行面积按未知处理",
                                   "把该列统一为一种单位，并在列名中写明"));
    }
}

}  // namespace

const MatchedColumn* own_area(const Matching& matching) {
    for (const std::string_view name : {"registered_area_m2", "approved_area_m2", "area_m2"})
        for (const MatchedColumn& match : matching.fields)
            if (match.field->name == name) return &match;
    return nullptr;
}

bool unit_unsaid(const MatchedColumn& match, const Matching& matching) {
    const std::string& how = matching.columns[match.column].how;
    return match.field->type == FieldType::area && (how == "alias" || how == "given");
}

KnownAreas drawn_areas(const RawLayer& layer, const Source& source, const Matching& matching) {
    const MatchedColumn* main = own_area(matching);
    if (!main || !layer.shaped || !source.crs.known()) return {};
    const auto unit = m2_of_unit(layer, source.crs);
    if (!unit) return {};
    return {drawn_by_row(layer, matching, layer.columns[main->column], *unit), "图上面积"};
}

void settle_area_units(const RawLayer& layer, const KnownAreas& known, Matching& matching) {
    const MatchedColumn* speaking = own_area(matching);
    if (!speaking || !unit_unsaid(*speaking, matching)) return;
    const auto main = matching.fields.begin() + (speaking - matching.fields.data());
    const RawColumn& cells = layer.columns[main->column];
    const std::string heading = "列“" + cells.name + "”没有写单位，", from = known.from;
    const auto all = ratios(cells, known.m2);
    if (all.empty()) {
        if (!layer.shaped && layer.rows() > 0)
            matching.diagnostics.push_back(note("area_unit_unknown", Severity::warning, 0,
                                                heading + "也没有可对照的宗地面积，单位不详，按平方米读",
                                                "在列名中写明单位，如“" + cells.name + "（亩）”"));
        return;
    }
    const double middle = median(all);
    const std::string ratio =
        from + "与它的比（中位数 " + fixed(middle, 4) + "，" + std::to_string(all.size()) + " 行）";
    const Candidate* found = fitting(middle, near_median);
    if (!found) {
        matching.diagnostics.push_back(note("area_unit_doubtful", Severity::warning, 0,
                                            heading + ratio + "不像平方米、亩或公顷，按平方米读",
                                            "在列名中写明单位，如“" + cells.name + "（亩）”"));
        return;
    }
    matching.diagnostics.push_back(note("area_unit_settled", Severity::info, 0,
                                        heading + "按" + ratio + "像" + found->name + "，按" + found->name + "读",
                                        "不对时在列名中写明单位"));
    refuse_others(layer, *main, all, *found, matching.diagnostics);
    for (MatchedColumn& match : matching.fields) {
        if (!unit_unsaid(match, matching)) continue;
        match.unit = found->unit;
        matching.columns[match.column].how += std::string{", "} + found->name;
    }
}

}  // namespace mutu
