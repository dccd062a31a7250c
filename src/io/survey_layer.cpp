// Plots of a boundary-point text file as a layer: attributes by name, areas in square metres, rings as polygons.
#include "survey_area.hpp"
#include "survey_text.hpp"
#include "text_bytes.hpp"

#include "mutu/crs.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

namespace mutu {
namespace {

const std::vector<std::string>& layout_of(const SurveyPlot& plot, const SurveyRules& rules) {
    for (const auto& layout : rules.layouts)
        if (layout.size() == plot.cells.size()) return layout;
    return rules.layouts.front();
}

bool says_kind(const std::string& cell) { return cell == "点" || cell == "线" || cell == "面"; }

/// Name → cell of one plot. Where the cell that says 面 stands elsewhere than the layout has it, the names around it
/// move along; cells without a name become 属性N.
std::map<std::string, std::string> named_cells(const SurveyPlot& plot, const SurveyRules& rules) {
    const std::vector<std::string>& layout = layout_of(plot, rules);
    const auto kind_name = std::find(layout.begin(), layout.end(), "记录图形属性") - layout.begin();
    const auto kind_cell = std::find_if(plot.cells.begin(), plot.cells.end(), says_kind);
    const auto shift = kind_cell == plot.cells.end() ? 0 : kind_cell - plot.cells.begin() - kind_name;
    constexpr std::ptrdiff_t counted = 2;  // 点数 and 面积 always come first
    std::map<std::string, std::string> named;
    for (std::ptrdiff_t i = 0; i < static_cast<std::ptrdiff_t>(plot.cells.size()); ++i) {
        const std::ptrdiff_t at = i < counted ? i : i - shift;
        const bool known = at >= 0 && at < static_cast<std::ptrdiff_t>(layout.size()) && (i < counted || at >= counted);
        const auto& name = known ? layout[static_cast<std::size_t>(at)] : "属性" + std::to_string(i + 1);
        named[name] = plot.cells[static_cast<std::size_t>(i)];
    }
    return named;
}

/// One source of columns: the plots with their cells by name.
class LayerMaker {
public:
    LayerMaker(SurveyText text, const SurveyRules& rules, RawLayer& layer)
        : text_{std::move(text)}, rules_{rules}, layer_{layer} {
        for (const SurveyPlot& plot : text_.plots) cells_.push_back(named_cells(plot, rules));
    }

    void run() {
        if (const auto code = place_survey(text_)) layer_.crs_wkt = "EPSG:" + std::to_string(*code);
        for (std::size_t i = 0; i < text_.plots.size(); ++i) {
            layer_.row_numbers.push_back(static_cast<std::int64_t>(i) + 1);
            layer_.fids.push_back(static_cast<std::int64_t>(i) + 1);
            add_shape(i);
        }
        layer_.shaped = true, layer_.total_rows = static_cast<std::int64_t>(layer_.rows());
        add_attributes();
        std::move(text_.diagnostics.begin(), text_.diagnostics.end(), std::back_inserter(layer_.diagnostics));
        std::stable_sort(layer_.diagnostics.begin(), layer_.diagnostics.end(),
                         [](const auto& a, const auto& b) { return a.source_row < b.source_row; });
    }

private:
    std::string cell(std::size_t plot, const std::string& name) const {
        const auto found = cells_[plot].find(name);
        return found == cells_[plot].end() ? "" : found->second;
    }

    void add_shape(std::size_t index) {
        const SurveyPlot& plot = text_.plots[index];
        const std::string kind = cell(index, "记录图形属性");
        if (kind == "点" || kind == "线") {
            layer_.not_polygon.push_back(index);
            return layer_.shapes.add_null();
        }
        if (plot.rings.size() > most_rings)
            tell("survey_ring", Severity::error, index,
                 "有 " + std::to_string(plot.rings.size()) + " 圈，超过一宗 " + std::to_string(most_rings) +
                     " 圈的上限，图形不采用",
                 "把该地块拆成几个地块");
        if (plot.broken || plot.rings.size() > most_rings) {
            layer_.no_shape.push_back(index);
            return layer_.shapes.add_null();
        }
        if (const std::size_t poor = add_row_of_rings(layer_.shapes, plot.rings); poor != 0)
            tell("survey_ring", Severity::warning, index, std::to_string(poor) + " 个圈不足三个不同的点，已略去",
                 "补全该圈的界址点，或删去它");
        if (layer_.shapes.null(index)) layer_.no_shape.push_back(index);
        count_points(index);
    }

    /// Exporters count the closing points or leave them out; anything else is told.
    void count_points(std::size_t index) {
        const SurveyPlot& plot = text_.plots[index];
        const std::string stated = half_width(cell(index, "点数"));
        if (stated.empty() || stated == std::to_string(plot.points)) return;
        std::size_t closing = 0;
        for (const Ring& ring : plot.rings) closing += ring.size() > 1 && ring.front() == ring.back();
        if (stated == std::to_string(plot.points - closing)) return;
        tell("survey_point_count", Severity::warning, index,
             "第 " + std::to_string(plot.line) + " 行写 " + stated + " 个点，实有 " + std::to_string(plot.points) +
                 " 行界址点",
             "核对是否漏了界址点，或更正点数");
    }

    void add_column(const std::string& name, const std::function<std::string(std::size_t)>& value) {
        RawColumn column;
        column.name = name;
        for (std::size_t i = 0; i < text_.plots.size(); ++i) column.add(value(i));
        layer_.columns.push_back(std::move(column));
    }

    void add_attributes() {
        add_column("地块编号", [&](std::size_t i) { return cell(i, "地块编号"); });
        add_column("地块名称", [&](std::size_t i) {
            const std::string name = cell(i, "地块名称");
            return is_blank(name) ? cell(i, "地块编号") : name;
        });
        std::vector<std::string> stated;
        for (std::size_t i = 0; i < text_.plots.size(); ++i) stated.push_back(cell(i, "面积"));
        const auto unit = text_.header.find("area_unit");
        const std::vector<std::string> areas = survey_areas(stated, unit == text_.header.end() ? "" : unit->second,
                                                            drawn_areas(), rules_, layer_.diagnostics);
        add_column("地块面积(平方米)", [&](std::size_t i) { return areas[i]; });
        for (const std::string& name : other_names()) add_column(name, [&](std::size_t i) { return cell(i, name); });
        if (const auto precision = text_.header.find("precision");
            precision != text_.header.end() && !precision->second.empty())
            add_column("精度", [&](std::size_t) { return precision->second; });
    }

    /// The rest of the attributes that say something somewhere, in the order of the layouts.
    std::vector<std::string> other_names() const {
        std::set<std::string> done{"点数", "面积", "地块编号", "地块名称"};
        std::vector<std::string> names;
        const auto consider = [&](const std::string& name) {
            if (!done.insert(name).second) return;
            for (std::size_t i = 0; i < cells_.size(); ++i)
                if (!cell(i, name).empty()) return names.push_back(name);
        };
        for (const auto& layout : rules_.layouts)
            for (const auto& name : layout) consider(name);
        for (const auto& cells : cells_)
            for (const auto& [name, value] : cells) consider(name);
        return names;
    }

    /// In square metres; 0 where there is no shape.
    std::vector<double> drawn_areas() const {
        const bool degrees = !layer_.crs_wkt.empty() && Crs::parse(layer_.crs_wkt).geographic();
        const GeometryColumn flat = degrees && !layer_.shapes.points().empty()
                                        ? equal_area(layer_.shapes, layer_.shapes.points().front().x)
                                        : layer_.shapes;
        std::vector<double> areas;
        for (std::size_t i = 0; i < flat.rows(); ++i) areas.push_back(area(flat, i));
        return areas;
    }

    void tell(const char* code, Severity severity, std::size_t plot, std::string message, std::string fix) {
        layer_.diagnostics.push_back(
            note(code, severity, static_cast<std::int64_t>(plot) + 1, std::move(message), std::move(fix)));
    }

    SurveyText text_;
    const SurveyRules& rules_;
    RawLayer& layer_;
    std::vector<std::map<std::string, std::string>> cells_;
};

}  // namespace

bool is_survey_text(const std::string& path) {
    if (!lower_ascii(path).ends_with(".txt") || !std::filesystem::is_regular_file(path)) return false;
    constexpr std::size_t enough = 65'536;
    std::string head(enough, '\0');
    std::ifstream file{path, std::ios::binary};
    file.read(head.data(), static_cast<std::streamsize>(enough));
    head.resize(static_cast<std::size_t>(file.gcount()));
    const std::string text = text_of_bytes(head.substr(0, head.rfind('\n')), "").text;
    for (const char* mark :
         {"[属性描述]", "[地块坐标]", "【属性描述】", "【地块坐标】", "［属性描述］", "［地块坐标］"})
        if (text.find(mark) != std::string::npos) return true;
    const SurveyText read = parse_survey_text(text, {});
    return std::any_of(read.plots.begin(), read.plots.end(), [](const SurveyPlot& plot) { return plot.points >= 3; });
}

RawLayer survey_layer(SurveyText text, const SurveyRules& rules) {
    RawLayer layer;
    layer.driver = "界址点 TXT";
    LayerMaker{std::move(text), rules, layer}.run();
    return layer;
}

RawLayer read_survey_text(const RawRequest& request) {
    const std::string name = std::filesystem::path{request.path}.stem().string();
    if (!request.layer.empty() && request.layer != name)
        throw Error{Kind::input, request.shown + "：没有图层 " + request.layer + "；现有：" + name};
    TextBytes bytes = text_of_bytes(read_file(request.path), request.encoding);
    if (bytes.unknown_encoding)
        throw Error{Kind::input, request.shown + "：不认识编码 " + request.encoding + "；常用 UTF-8、GBK、GB18030"};
    SurveyText text = parse_survey_text(bytes.text, *request.survey);
    if (text.plots.empty())
        throw Error{Kind::input,
                    request.shown + "：没有读到地块；每个地块先写一行“点数,面积,…,@”，再写“点号,圈号,X,Y”"};
    RawLayer layer = survey_layer(std::move(text), *request.survey);
    layer.layer = name;
    layer.encoding = bytes.encoding, layer.encoding_from = bytes.from;
    std::move(bytes.diagnostics.begin(), bytes.diagnostics.end(), std::back_inserter(layer.diagnostics));
    if (!request.where.empty()) keep_where(layer, request.where, request.shown);
    return layer;
}

}  // namespace mutu
