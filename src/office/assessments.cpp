// Regional assessments against the list of the pack: names as people write them, validity, land covered.
#include "assessments.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu::office {
namespace {

constexpr double whole = 0.999;  // of the plot: a boundary drawn twice never meets to the last digit

/// "建设项目安全预评价" → "安全预": what is left when the words that many items share are taken away.
std::string core(std::string name) {
    static constexpr std::string_view common[] = {"重大工程", "建设项目", "区域", "影响评价", "影响评估",
                                                  "评价",     "评估",     "论证", "许可",     "可行性",
                                                  "和考古",   "重要",     "报告", "方案",     "表"};
    for (const std::string_view word : common) {
        const std::size_t at = name.find(word);
        if (at != std::string::npos) name = name.substr(0, at) + name.substr(at + word.size());
    }
    return name;
}

bool same_item(const std::string& a, const std::string& b) {
    if (a == b) return true;
    const std::string left = core(a), right = core(b);
    if (left.empty() || right.empty()) return false;
    return left.find(right) != std::string::npos || right.find(left) != std::string::npos;
}

/// Stands at as-of: approved, and not run out. Without an end it goes on.
Truth standing(const Desk& desk, std::size_t row) {
    const auto& end = desk.table(Role::assessment).column<Date>("valid_to")[row];
    const Truth approved = desk.happened(Role::assessment, "approved_date", row);
    if (end && *end < desk.as_of) return Truth::no;
    if (desk.table(Role::assessment).unreadable("valid_to", row)) return both(approved, Truth::undetermined);
    return approved;
}

}  // namespace

GeometryColumn in_plane(const Desk& desk, const GeometryColumn& shapes) {
    const GeometryColumn degrees = transformed(shapes, desk.assessment.crs, Crs::epsg(cgcs2000));
    constexpr double meridian = 111;  // any will do: area is the same about each
    return equal_area(degrees, meridian);
}

std::vector<std::optional<std::size_t>> parks_under(const Desk& desk, const GeometryColumn& plane) {
    std::vector<std::optional<std::size_t>> parks(plane.rows());
    std::vector<double> most(plane.rows());
    for (const Fragment& shared : overlay(plane, in_plane(desk, desk.assessment.park_shapes)))
        if (shared.area > most[shared.left]) most[shared.left] = shared.area, parks[shared.left] = shared.right;
    return parks;
}

Assessments::Assessments(const Desk& desk, const GeometryColumn& plots) : desk_{desk}, plots_{plots} {
    if (desk.parameter("standard_land_assessments"))
        for (const std::string& name : desk.rules.words("standard_land_assessments")) wanted_.push_back({name, {}});
    const Table& all = desk.table(Role::assessment);
    const auto items = all.column<std::string>("item"), parks = all.column<std::string>("park_id");
    for (std::size_t row = 0; row < all.rows(); ++row) {
        const auto park = parks[row] ? desk.park_called(*parks[row]) : std::nullopt;
        parks_.push_back(park ? *desk.park_id(*park) : std::string{});
        stands_.push_back(standing(desk, row));
        const std::string item = items[row].value_or("");
        bool known = false;
        for (Item& wanted : wanted_)
            if (same_item(wanted.name, item)) wanted.rows.push_back(row), known = true;
        if (!known)
            desk.find(Role::assessment, row, "assessment_item_unknown", Severity::info,
                      "评估事项“" + item + "”不在政策包所列的区域评估中，不计入标准地条件", "核对事项名称");
        const auto& end = all.column<Date>("valid_to")[row];
        if (end && *end < desk.as_of)
            desk.find(Role::assessment, row, "assessment_lapsed", Severity::warning,
                      "区域评估“" + item + "”有效期至 " + end->iso() + "，已过期，不再支持标准地",
                      "办理延期或重新评估");
    }
    if (all.any_shape())
        for (const Fragment& one : overlay(plots, in_plane(desk, all.shapes())))
            shared_[{one.left, one.right}] = one.area;
}

Truth Assessments::covers(const Item& item, std::size_t plot, const std::optional<std::string>& park) const {
    const GeometryColumn& shapes = desk_.table(Role::assessment).shapes();
    Truth answer = Truth::no;
    for (const std::size_t row : item.rows) {
        if (!park || parks_[row] != *park) continue;
        Truth here = stands_[row];
        if (row < shapes.rows() && !shapes.null(row)) {
            const auto found = shared_.find({plot, row});
            const bool inside =
                found != shared_.end() && !plots_.null(plot) && found->second >= whole * area(plots_, plot);
            here = plots_.null(plot) ? both(here, Truth::undetermined) : both(here, truth_of(inside));
        }
        answer = either(answer, here);
    }
    return answer;
}

void Assessments::judge(std::size_t row, TurnoverResult& plot) const {
    if (plot.rung == "supplied") {
        plot.standard = Truth::no;
        return;
    }
    const bool open_rung = !plot.missing.empty();
    plot.standard = plot.rung == "ready" ? Truth::yes : open_rung ? Truth::undetermined : Truth::no;
    if (wanted_.empty() || !desk_.holdings.given(Role::assessment)) {
        plot.lacking.emplace_back(wanted_.empty() ? "parameter:standard_land_assessments" : "assessment");
        plot.standard = both(plot.standard, Truth::undetermined);
        return;
    }
    for (const Item& item : wanted_) {
        const Truth here = covers(item, row, plot.park_id);
        plot.standard = both(plot.standard, here);
        if (here != Truth::yes) plot.lacking.push_back(item.name);
    }
}

}  // namespace mutu::office
