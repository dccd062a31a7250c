// Plots out as lines of text: coordinates rounded first, so that area and order follow from what is written.
#include "survey_write.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace mutu {
namespace {

constexpr int decimals = 3;  // of coordinates in metres
constexpr double steps_per_metre = 1000;
constexpr int area_decimals = 4;  // of hectares

/// What GDAL and the standard call the zones with number: code minus zone.
constexpr int narrow_base = 4488, broad_base = 4478;

struct Zone {
    int number = 0, width = 3;
};

std::optional<Zone> zone_of(const Crs& crs) {
    const int code = crs.code().value_or(0);
    if (code >= narrow_base + 25 && code <= narrow_base + 45) return Zone{code - narrow_base, 3};
    if (code >= broad_base + 13 && code <= broad_base + 23) return Zone{code - broad_base, 6};
    return std::nullopt;
}

/// Rounded to what is written, without points that fall together; open. Empty when fewer than three are left.
std::vector<Xy> rounded(std::span<const Xy> ring) {
    std::vector<Xy> points;
    for (const Xy p : ring) {
        const Xy at{std::round(p.x * steps_per_metre) / steps_per_metre,
                    std::round(p.y * steps_per_metre) / steps_per_metre};
        if (points.empty() || points.back() != at) points.push_back(at);
    }
    while (points.size() > 1 && points.back() == points.front()) points.pop_back();
    if (points.size() < 3) points.clear();
    return points;
}

double turning(const std::vector<Xy>& open) {
    std::vector<Xy> closed = open;
    closed.push_back(open.front());
    return signed_area(closed);
}

/// Direction and first point as the rules have them.
void put_in_order(std::vector<Xy>& points, bool clockwise, bool northwest) {
    if ((turning(points) < 0) != clockwise) std::reverse(points.begin() + 1, points.end());
    if (!northwest) return;
    Box box;
    for (const Xy p : points) box.grow(p);
    const auto away = [&](Xy p) { return std::hypot(p.x - box.min_x, p.y - box.max_y); };
    const auto first = std::min_element(points.begin(), points.end(), [&](Xy a, Xy b) { return away(a) < away(b); });
    std::rotate(points.begin(), first, points.end());
}

/// A cell may hold neither commas nor line ends nor the mark that ends the line.
std::string cell(const std::string& text, std::size_t& changed) {
    std::string safe;
    for (const char c : text) {
        if (c == ',')
            safe += "，";
        else if (c == '\n' || c == '\r' || c == '\t')
            safe += ' ';
        else if (c == '@')
            safe += "＠";
        else
            safe += c;
    }
    safe = std::string{trimmed(safe)};
    if (safe != trimmed(text)) ++changed;
    return safe;
}

class Writer {
public:
    Writer(const SurveyWriting& writing, const SurveyRules& rules) : writing_{writing}, rules_{rules} {}

    void header(Zone zone, const std::string& date) {
        line("[属性描述]");
        line("格式版本号=" + writing_.version);
        line("数据产生单位=");
        line("数据产生日期=" + date);
        line("坐标系=2000国家大地坐标系");
        line("几度分带=" + std::to_string(zone.width));
        line("投影类型=高斯克吕格");
        line("计量单位=米");
        line("带号=" + std::to_string(zone.number));
        line("精度=0.001");
        line("转换参数=,,,,,,");
        line("[地块坐标]");
    }

    void plot(const SurveySheet& sheet, const GeometryColumn& shapes, std::size_t row) {
        const auto rings = rings_of(shapes, row);
        if (rings.empty()) {
            ++without_shape_;
            return;
        }
        std::size_t points = 0;
        for (const Written& ring : rings) points += ring.points.size() + (writing_.close ? 1 : 0);
        const double drawn = drawn_area(rings);
        const double hectares = (sheet.area ? sheet.area->square_metres() : drawn) / 10'000;
        const double apart = std::abs(hectares * 10'000 - drawn);
        if (apart > std::max(rules_.area_least_m2, rules_.area_relative * drawn)) ++apart_;
        line(std::to_string(points) + "," + fixed(hectares, area_decimals) + "," + cell(sheet.id, changed_) + "," +
             cell(sheet.name, changed_) + ",面," + cell(sheet.sheet, changed_) + "," + cell(sheet.use, changed_) + "," +
             cell(sheet.code, changed_) + ",@");
        write_points(rings);
    }

    std::string finish(std::vector<std::string>& remarks) {
        const auto remark = [&](std::size_t count, const std::string& text) {
            if (count != 0) remarks.push_back(std::to_string(count) + " " + text);
        };
        remark(without_shape_, "个地块没有图形，未写入");
        remark(lost_rings_, "个圈按 0.001 米取整后不足三点，未写入");
        remark(apart_, "个地块的登记面积与图形面积相差超限，写的是登记面积");
        remark(changed_, "处文字含逗号、@ 或换行，已改为全角或空格");
        return std::move(text_);
    }

private:
    struct Written {
        std::vector<Xy> points;
        bool hole = false;
    };

    std::vector<Written> rings_of(const GeometryColumn& shapes, std::size_t row) {
        std::vector<Written> rings;
        const Range parts = shapes.parts(row);
        for (std::size_t p = parts.begin; p < parts.end; ++p) {
            const Range range = shapes.rings(p);
            for (std::size_t r = range.begin; r < range.end; ++r) {
                std::vector<Xy> points = rounded(shapes.ring(r));
                const bool hole = r != range.begin;
                if (points.empty()) {
                    ++lost_rings_;
                    if (!hole) break;  // the holes of a part that vanished
                    continue;
                }
                put_in_order(points, writing_.outer_clockwise != hole, writing_.northwest);
                rings.push_back({std::move(points), hole});
            }
        }
        return rings;
    }

    static double drawn_area(const std::vector<Written>& rings) {
        double sum = 0;
        for (const Written& ring : rings) sum += (ring.hole ? -1 : 1) * std::abs(turning(ring.points));
        return sum;
    }

    void write_points(const std::vector<Written>& rings) {
        std::size_t number = 0;
        for (std::size_t r = 0; r < rings.size(); ++r) {
            if (writing_.restart) number = 0;
            const std::size_t first = number + 1;
            for (const Xy point : rings[r].points) point_line(++number, r + 1, point);
            if (writing_.close) point_line(first, r + 1, rings[r].points.front());
        }
    }

    void point_line(std::size_t number, std::size_t ring, Xy point) {
        line(writing_.point_prefix + std::to_string(number) + "," + std::to_string(ring) + "," +
             fixed(point.y, decimals) + "," + fixed(point.x, decimals));
    }

    void line(const std::string& text) { text_ += text, text_ += "\r\n"; }

    const SurveyWriting& writing_;
    const SurveyRules& rules_;
    std::string text_;
    std::size_t without_shape_ = 0, lost_rings_ = 0, apart_ = 0, changed_ = 0;
};

}  // namespace

std::string survey_text(const std::vector<SurveySheet>& sheets, const GeometryColumn& shapes, const Crs& crs,
                        const std::string& date, const SurveyWriting& writing, const SurveyRules& rules,
                        std::vector<std::string>& remarks) {
    const auto zone = zone_of(crs);
    if (!zone)
        throw Error{Kind::usage,
                    "界址点 TXT 只写带带号的 CGCS2000 坐标；--crs 请用 EPSG:4513–4533（三度带）或 EPSG:4491–4501"
                    "（六度带），不是 " +
                        crs.definition()};
    Writer writer{writing, rules};
    writer.header(*zone, date);
    for (std::size_t row = 0; row < sheets.size(); ++row) writer.plot(sheets[row], shapes, row);
    return writer.finish(remarks);
}

Crs survey_zone(const GeometryColumn& shapes, const Crs& crs, const std::string& shown) {
    if (zone_of(crs)) return crs;
    const GeometryColumn degrees = transformed(shapes, crs, Crs::epsg(cgcs2000));
    std::set<int> codes;
    for (std::size_t row = 0; row < degrees.rows(); ++row) {
        if (degrees.null(row)) continue;
        const Box box = degrees.box(row);
        const auto code = zone_epsg((box.min_x + box.max_x) / 2);
        if (!code) throw Error{Kind::input, shown + "：有图形在 73.5°E–136.5°E 以外，写不成带号坐标"};
        codes.insert(*code);
    }
    if (codes.empty()) throw Error{Kind::input, shown + "：没有任何图形，写不成界址点 TXT"};
    if (codes.size() == 1) return Crs::epsg(*codes.begin());
    std::string zones;
    for (const int code : codes)
        zones += (zones.empty() ? "" : "、") + std::to_string(code - narrow_base) +
                 " 带（EPSG:" + std::to_string(code) + "）";
    throw Error{Kind::usage, shown + "：图形分布在 " + zones +
                                 "，一份界址点 TXT 只能有一个带号；请用 --park 分园区导出，或用 --crs 指定其一"};
}

}  // namespace mutu
