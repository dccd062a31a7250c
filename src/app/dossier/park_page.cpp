// A park as one HTML file: map, legend, table and every parcel's dossier, with nothing fetched from anywhere.
#include "dossier/dossier.hpp"
#include "dossier/park_page_parts.hpp"
#include "gzip.hpp"
#include "map_filling.hpp"

#include "mutu/style.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

std::string class_rules(const Theme& theme) {
    std::string out;
    for (const ThemeClass& one : theme.classes)
        out += ".c-" + one.value + "{fill:" + (one.hollow ? "none" : one.color) + ";stroke:" + one.outline + "}i.c-" +
               one.value + "{background:" + one.color + ";border-color:" + one.outline + "}";
    return out;
}

/// Metres east and south of the upper left corner, to the centimetre.
std::string path_of(const GeometryColumn& shapes, std::size_t row, const Box& frame) {
    std::string out;
    const Range rings = shapes.row_rings(row);
    for (std::size_t r = rings.begin; r < rings.end; ++r) {
        const auto points = shapes.ring(r);
        bool first = true;
        for (const Xy p : points.first(points.size() - 1)) {
            out += (first ? "M" : "L") + fixed(p.x - frame.min_x, 2) + " " + fixed(frame.max_y - p.y, 2);
            first = false;
        }
        out += "Z";
    }
    return out;
}

class ParkMap {
public:
    ParkMap(const DossierSource& source, std::string park_id) : source_{source}, park_id_{std::move(park_id)} {
        for (std::size_t row = 0; row < source.files.size(); ++row)
            numbers_.emplace(source.files.text(row, "parcel_id"), row + 1);
    }

    std::string drawn() const {
        const Features parks = source_.book.features(of_park("park_result", {"park_id"}, park_id_));
        const Features parcels = source_.book.features(of_park("parcel_result", {"parcel_id", "land_class"}, park_id_));
        const Features rests = source_.book.features(of_park("unsupplied_land", {"approval_id"}, park_id_));
        const SheetPlane plane{source_.book.crs(), parcels.shapes};
        const GeometryColumn outline = plane(parks.shapes), land = plane(parcels.shapes), rest = plane(rests.shapes);
        Box frame;
        for (const GeometryColumn* one : {&outline, &land, &rest})
            for (std::size_t row = 0; row < one->rows(); ++row)
                if (!one->null(row)) frame.grow(one->box(row));
        if (frame.empty()) return "<p>本园区的宗地都没有图形。</p>\n";
        const double wide = frame.max_x - frame.min_x, high = frame.max_y - frame.min_y, rim = wide * 0.01 + 1;
        std::string out = R"(<svg id="map" viewBox=")" + fixed(-rim, 2) + " " + fixed(-rim, 2) + " " +
                          fixed(wide + 2 * rim, 2) + " " + fixed(high + 2 * rim, 2) +
                          R"(" role="group" aria-label="园区地图：每宗地链接到它的档案">)"
                          "\n";
        for (std::size_t row = 0; row < rest.rows(); ++row)
            if (!rest.null(row))
                out += R"(<path class="c-unsupplied rest" d=")" + path_of(rest, row, frame) + "\"><title>批而未供 " +
                       escaped(rests.rows.rows[row][1].value_or("")) + "</title></path>\n";
        for (std::size_t row = 0; row < land.rows(); ++row) {
            if (land.null(row)) continue;
            const std::string id = parcels.rows.rows[row][1].value_or("");
            const auto number = number_of(id);
            if (!number) continue;
            out += R"(<a href="#p)" + std::to_string(*number) + R"(" class="c-)" +
                   class_word(parcels.rows.rows[row][2]) + R"(" data-p=")" + std::to_string(*number) + R"("><title>)" +
                   std::to_string(*number) + " " + escaped(id) + " " +
                   escaped(source_.files.text(*number - 1, "holder_name")) + R"(</title><path d=")" +
                   path_of(land, row, frame) + "\"/></a>\n";
        }
        for (std::size_t row = 0; row < outline.rows(); ++row)
            if (!outline.null(row)) out += R"(<path class="park" d=")" + path_of(outline, row, frame) + "\"/>\n";
        return out + numbers(land, parcels, frame) + "</svg>\n" + scale_words(wide);
    }

    static std::string class_word(const std::optional<std::string>& cell) {
        std::string word;
        for (const char c : cell.value_or("undetermined"))
            if ((c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9')) word += c;
        return word;
    }

private:
    /// The place of a parcel in the page's table, from 1.
    std::optional<std::size_t> number_of(const std::string& id) const {
        const auto found = numbers_.find(id);
        return found == numbers_.end() ? std::nullopt : std::optional{found->second};
    }

    std::string numbers(const GeometryColumn& land, const Features& parcels, const Box& frame) const {
        std::string out;
        for (std::size_t row = 0; row < land.rows(); ++row) {
            if (land.null(row)) continue;
            const auto number = number_of(parcels.rows.rows[row][1].value_or(""));
            if (!number) continue;
            const Box box = land.box(row);
            const double least = std::min(box.max_x - box.min_x, box.max_y - box.min_y);
            out += "<text x=\"" + fixed((box.min_x + box.max_x) / 2 - frame.min_x, 2) + "\" y=\"" +
                   fixed(frame.max_y - (box.min_y + box.max_y) / 2, 2) + "\" font-size=\"" + fixed(least / 3.2, 2) +
                   "\">" + std::to_string(*number) + "</text>\n";
        }
        return out;
    }

    static std::string scale_words(double wide) {
        return "<p class=\"small\">图幅东西宽约 " + fixed(wide, 0) +
               " 米，上为北；图上数字为表中序号，浅色虚线框为批而未供剩余地块。</p>\n";
    }

    const DossierSource& source_;
    std::string park_id_;
    std::map<std::string, std::size_t> numbers_;
};

/// The figures of the park as the book has them.
std::string figures_of(const DossierSource& source, const std::string& park_id) {
    TextTable table{{"figure", "value"}, {"指标", "数值"}, {false, true}, {}};
    const Rows rows = source.book.query("SELECT * FROM park_result WHERE park_id = ?1", {park_id});
    for (const char* column :
         {"area_m2", "approved_m2", "supplied_m2", "unsupplied_m2", "supply_rate", "parcel_count", "idle_count",
          "idle_m2", "recognised_idle_count", "recognised_idle_m2", "low_efficiency_count", "low_efficiency_m2",
          "undetermined_count", "undetermined_m2", "tax_wan_per_mu", "output_wan_per_mu", "tax_coverage", "far"}) {
        const auto at = std::find(rows.columns.begin(), rows.columns.end(), column);
        if (rows.rows.empty() || at == rows.columns.end()) continue;
        const auto& cell = rows.rows[0][static_cast<std::size_t>(at - rows.columns.begin())];
        const std::string_view id{column};
        const auto number = number_of_cell(cell);
        std::optional<std::string> shown;
        if (number && id.ends_with("_m2"))
            shown = fixed(Area::square_metres(*number).mu(), 2) + " 亩（" +
                    fixed(Area::square_metres(*number).hectares(), 4) + " 公顷）";
        else if (number && id.ends_with("_count"))
            shown = fixed(*number, 0);
        else if (number && (id.ends_with("_rate") || id.ends_with("coverage")))
            shown = fixed(*number * 100, 2) + " %";
        else if (number)
            shown = fixed(*number, 2) + (id.ends_with("_per_mu") ? " 万元/亩" : "");
        table.rows.push_back({source.labels.text("column", column), shown});
    }
    return to_html(std::vector<Passage>{std::move(table)});
}

/// Counts and 亩 of each class of the legend; a box to hide it where scripts run.
std::string legend_of(const DossierSource& source, const Theme& theme) {
    std::string out = "<ul id=\"legend\">\n";
    for (const ThemeClass& one : theme.classes) {
        std::size_t count = 0;
        Area land;
        bool open = false;
        for (std::size_t row = 0; row < source.files.size(); ++row) {
            if (source.files.text(row, "land_class") != one.value) continue;
            ++count;
            if (const auto area = area_of_cell(source.files.at(row, "area_m2")))
                land += *area;
            else
                open = true;
        }
        out += R"(<li><label><input type="checkbox" checked value=")" + one.value + R"("><i class="c-)" + one.value +
               "\"></i>" + escaped(class_text(theme, one, source.labels, Language::zh)) + " " + std::to_string(count) +
               " 宗 " + fixed(land.mu(), 2) + " 亩" + (open ? "（有面积未知）" : "") + "</label></li>\n";
    }
    return out + "</ul>\n";
}

/// Approved land that was supplied to nobody, as it lies on the map.
std::string unsupplied_of(const DossierSource& source, const std::string& park_id) {
    TextTable table{{"approval_id", "date", "mu", "built", "years"},
                    {"批文", "批准日期", "批而未供（亩）", "其中已建（亩）", "批准以来（年）"},
                    {false, false, true, true, true},
                    {}};
    const Rows rows =
        source.book.query("SELECT approval_id, approval_date, area_m2, built_m2, years_since_approval FROM "
                          "unsupplied_land WHERE park_id = ?1 ORDER BY fid",
                          {park_id});
    const auto mu = [](const std::optional<std::string>& cell) {
        const auto area = area_of_cell(cell);
        return area ? std::optional{fixed(area->mu(), 2)} : std::nullopt;
    };
    for (const auto& row : rows.rows) {
        const auto years = number_of_cell(row[4]);
        table.rows.push_back(
            {row[0], row[1], mu(row[2]), mu(row[3]), years ? std::optional{fixed(*years, 2)} : std::nullopt});
    }
    if (table.rows.empty()) return "<p>没有批而未供剩余地块。</p>\n";
    return to_html(std::vector<Passage>{std::move(table)});
}

/// The next day that is not past, with what it is.
std::string next_day(const DossierSource& source, const std::string& id) {
    const auto found = source.deadlines.find(id);
    if (found == source.deadlines.end()) return "—";
    for (const Deadline& one : found->second)
        if (one.day && *one.day >= source.run().as_of)
            return one.day->iso() + " " + source.labels.text("deadline", one.kind);
    return "—";
}

std::string table_of(const DossierSource& source) {
    std::string out = "<table id=\"parcels\"><caption>宗地</caption><thead><tr>";
    for (const char* heading : {"序号", "宗地编号", "使用权人", "面积（亩）", "动工与闲置状态", "认定情况", "利用分类",
                                "亩均税收（万元/亩）", "下一时限"})
        out += std::string{"<th scope=\"col\">"} + heading + "</th>";
    out += "</tr></thead>\n<tbody>\n";
    for (std::size_t row = 0; row < source.files.size(); ++row) {
        const std::string number = std::to_string(row + 1), id = source.files.text(row, "parcel_id");
        const auto cell = [&](const std::string& text, bool numeric = false) {
            out += std::string{numeric ? "<td class=\"n\">" : "<td>"} + escaped(text) + "</td>";
        };
        const auto word = [&](const char* field) {
            const auto& code = source.files.at(row, field);
            return code ? source.labels.text(field, *code) : std::string{"—"};
        };
        out +=
            "<tr data-p=\"" + number + "\" data-c=\"" + ParkMap::class_word(source.files.at(row, "land_class")) + "\">";
        cell(number, true);
        out += "<td><a href=\"#p" + number + "\">" + escaped(id) + "</a></td>";
        cell(source.files.text(row, "holder_name"));
        const auto area = area_of_cell(source.files.at(row, "area_m2"));
        cell(area ? fixed(area->mu(), 2) : "—", true);
        cell(word("idle_state")), cell(word("recognition")), cell(word("land_class"));
        const auto tax = number_of_cell(source.files.at(row, "tax_wan_per_mu"));
        cell(tax ? fixed(*tax, 2) : "—", true);
        cell(next_day(source, id));
        out += "</tr>\n";
    }
    return out + "</tbody></table>\n";
}

/// What unfolds under a parcel's line.
std::string file_of(const DossierSource& source, std::size_t row) {
    return "\n<h2>宗地 " + escaped(source.files.text(row, "parcel_id")) +
           "</h2>\n<p class=\"small\"><a href=\"#top\">回到地图</a></p>\n" + to_html(parcel_passages(source, row));
}

/// A parcel's dossier, folded until it is wanted; packed, it is unpacked by the script when it is unfolded.
std::string entry_of(const DossierSource& source, std::size_t row, const std::string& file, bool packed) {
    const std::string number = std::to_string(row + 1), head = "<div id=\"p" + number + "\"";
    return "<details class=\"parcel\"><summary>" + number + "　" + escaped(source.files.text(row, "parcel_id")) + "　" +
           escaped(source.files.text(row, "holder_name")) + "</summary>" +
           (packed ? head + " data-z=\"" + base64(gzipped(file)) + "\">" : head + ">" + file) + "</div></details>\n";
}

/// A stick takes any size, a browser does not: beyond this the dossiers are packed, a sixth of their size then.
constexpr std::size_t plain_limit = 15'000'000;

std::string entries_of(const DossierSource& source) {
    std::vector<std::string> files;
    std::size_t size = 0;
    for (std::size_t row = 0; row < source.files.size(); ++row) size += files.emplace_back(file_of(source, row)).size();
    const bool packed = size > plain_limit;
    std::string out;
    if (packed) out += "<noscript><p>宗地很多，档案经过压缩，要允许脚本才能展开；本文件不连任何网址。</p></noscript>\n";
    for (std::size_t row = 0; row < files.size(); ++row) out += entry_of(source, row, files[row], packed);
    return out;
}

}  // namespace

std::string park_page(const DossierSource& source, const std::string& park_id, const std::string& style_folder) {
    const auto themes = read_themes(style_folder);
    const auto theme =
        std::find_if(themes.begin(), themes.end(), [](const Theme& one) { return one.id == "land_class"; });
    if (theme == themes.end()) throw Error{Kind::input, style_folder + "：没有专题 land_class"};
    const Rows named = source.book.query("SELECT park_name FROM park_result WHERE park_id = ?1", {park_id});
    const std::string name =
        named.rows.empty() || !named.rows[0][0] || named.rows[0][0]->empty() ? park_id : *named.rows[0][0];
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta "
        "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><title>" +
        escaped(name) + " 园区档案</title><style>" + std::string{park_page_style} + class_rules(*theme) +
        "</style></head><body>\n<main id=\"top\"><h1>" + escaped(name) + " 园区档案</h1>\n<p class=\"small\">" +
        escaped(source.basis()) +
        "</p>\n<p>疑似闲置、拟认定低效均为按资料比对的结果，不是认定；闲置土地由县级自然资源主管部门认定。</p>\n";
    const ParkMap map{source, park_id};
    out += "<section class=\"two\"><div>" + map.drawn() + "</div><div><h2>图例</h2>\n" + legend_of(source, *theme) +
           "<h2>园区指标</h2>\n" + figures_of(source, park_id) +
           "</div></section>\n<h2>宗地</h2>\n<p class=\"tools\"><label>查找 <input id=\"find\" type=\"search\" "
           "placeholder=\"编号、使用权人、状态\"></label> <span id=\"shown\"></span></p>\n" +
           table_of(source) + "<h2>批而未供剩余地块</h2>\n" + unsupplied_of(source, park_id) + "<h2>逐宗档案</h2>\n";
    out += entries_of(source);
    return out + "</main>\n<script>" + std::string{park_page_script} + "</script></body></html>\n";
}

}  // namespace mutu
