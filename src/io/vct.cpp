// Sections of a VCT file, line by line. The grammar was put together from published writers and readers of the format:
// what they do not show is refused.
#include "vct.hpp"

#include "survey_cells.hpp"
#include "vct_lines.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <charconv>

namespace mutu {
namespace {

class Reader {
public:
    Reader(std::string_view text, const std::string& shown) : lines_{text, shown}, most_points_{text.size()} {}

    VctFile run() {
        while (lines_.next()) {
            const std::string line{lines_.line()}, upper = upper_ascii(line);
            if (!upper.ends_with("BEGIN")) lines_.refuse("不在任何段内的行“" + line.substr(0, most_shown) + "”");
            lines_.enter(line.substr(0, line.size() - std::string_view{"Begin"}.size()));
            read_section(upper_ascii(lines_.section()));
            lines_.enter("");
        }
        if (file_.head.empty()) lines_.refuse("没有 HeadBegin 段，不是 VCT 文件");
        resolve();
        return std::move(file_);
    }

private:
    void read_section(const std::string& section) {
        if (section != "HEAD" && file_.head.empty()) lines_.refuse("文件应以 HeadBegin 开始");
        if (section == "HEAD") return read_head();
        if (section == "FEATURECODE") return read_classes();
        if (section == "TABLESTRUCTURE") return read_structures();
        if (section == "LINE") return read_lines();
        if (section == "POLYGON") return read_polygons();
        if (section == "ATTRIBUTE") return read_attributes();
        file_.skipped.push_back(lines_.section());
        while (!lines_.ends(section)) lines_.need();
    }

    std::vector<std::string> cells(std::string_view line) const {
        auto all = split(line, separator_);
        for (auto& cell : all) cell = std::string{trimmed(cell)};
        return all;
    }

    void read_head() {
        while (lines_.need(), !lines_.ends("Head")) {
            const std::string_view line = lines_.line();
            const std::size_t colon = line.find(':');
            if (colon == std::string_view::npos) lines_.refuse("文件头应为“键:值”");
            file_.head[lower_ascii(trimmed(line.substr(0, colon)))] = std::string{trimmed(line.substr(colon + 1))};
        }
        const std::string version = file_.head["version"], mark = file_.head["separator"];
        if (version != "1.0" && version != "2.0" && version != "3.0")
            lines_.refuse("版本“" + version + "”不认识，能读的是 1.0、2.0、3.0");
        third_ = version == "3.0";
        if (mark.size() > 1) lines_.refuse("分隔符“" + mark + "”不止一个字符");
        if (!mark.empty()) separator_ = mark.front();
        const auto topo = file_.head.find("topo");
        arcs_with_nodes_ = topo != file_.head.end() && topo->second == "2";
    }

    void read_classes() {
        while (lines_.need(), !lines_.ends("FeatureCode")) {
            const auto row = cells(lines_.line());
            if (row.size() < 3) continue;  // a table without shapes
            VctClass one{row[0], row[1], lower_ascii(row[2]), ""};
            for (std::size_t i = 3; i < row.size(); ++i) candidates_[one.code].push_back(row[i]);
            file_.classes.push_back(std::move(one));
        }
    }

    void read_structures() {
        while (lines_.need(), !lines_.ends("TableStructure")) {
            if (lines_.line() == "0") continue;  // ends a table in version 3
            const auto head = cells(lines_.line());
            std::size_t count = 0;
            if (head.size() < 2 ||
                std::from_chars(head[1].data(), head[1].data() + head[1].size(), count).ec != std::errc{})
                lines_.refuse("应为“表名,字段数”");
            VctTable& table = file_.tables[head[0]];
            table.fields.clear();
            for (std::size_t i = 0; i < count; ++i) {
                lines_.need();
                if (lines_.ends("TableStructure")) lines_.refuse("表 " + head[0] + " 的字段比写明的少");
                table.fields.push_back(cells(lines_.line()).front());
            }
        }
    }

    Xy need_point() {
        const auto row = cells(lines_.need());
        const auto x = row.size() < 2 ? std::nullopt : coordinate(row[0]);
        const auto y = row.size() < 2 ? std::nullopt : coordinate(row[1]);
        if (!x || !y) lines_.refuse("应为坐标，却是“" + std::string{lines_.line().substr(0, most_shown)} + "”");
        return {*x, *y};
    }

    void read_lines() {
        while (lines_.need(), !lines_.ends("Line")) {
            Ring& points = lines_by_id_[std::string{lines_.line()}];
            lines_.need(), lines_.need();  // class, layer or style
            const std::string kind{lines_.need()};
            if (third_) {
                if (kind != "1") lines_.refuse("线的特征类型 " + kind + " 不支持，只读由点坐标直接表示的线（1）");
                const std::size_t segments = lines_.need_count();
                for (std::size_t i = 0; i < segments; ++i) read_segment(points);
                need_zero();
            } else {
                if (kind != "1") lines_.refuse("线的特征类型 " + kind + "（曲线、圆弧等）不支持，只读折线（1）");
                const std::size_t count = lines_.need_count();
                for (std::size_t i = 0; i < count; ++i) points.push_back(need_point());
                for (int i = 0; arcs_with_nodes_ && i < 4; ++i) lines_.need();  // nodes and faces of the topology
            }
        }
    }

    void read_segment(Ring& points) {
        const std::string kind{lines_.need()};
        if (kind != "11") lines_.refuse("线段类型 " + kind + "（圆弧、样条等）不支持，只读折线（11）");
        const std::size_t count = lines_.need_count();
        for (std::size_t i = 0; i < count; ++i) {
            const Xy point = need_point();
            if (points.empty() || points.back() != point) points.push_back(point);
        }
    }

    void need_zero() {
        if (lines_.need() != "0") lines_.refuse("应为结束标志 0，却是“" + std::string{lines_.line()} + "”");
    }

    void read_polygons() {
        while (lines_.need(), !lines_.ends("Polygon")) {
            VctPolygon polygon;
            polygon.line = lines_.number(), polygon.id = lines_.line();
            polygon.code = lines_.need();
            lines_.need();  // layer or style
            references_.emplace_back();
            third_ ? read_third() : read_older(polygon);
            file_.polygons.push_back(std::move(polygon));
        }
    }

    void read_third() {
        const std::string kind{lines_.need()};
        if (kind != "100") lines_.refuse("面的特征类型 " + kind + " 不支持，只读由线构成的面（100）");
        need_point();  // of the label
        const std::string made{lines_.need()};
        if (made != "21") lines_.refuse("面的构成方式 " + made + " 不支持，只读由线构成的面（21）");
        read_references(lines_.need_count());
        need_zero();
    }

    /// Either the number of lines and their ids, or rings of points, each after its number of points, and a 0.
    void read_older(VctPolygon& polygon) {
        need_point();
        const std::size_t count = lines_.need_count();
        if (count == 0) return;
        lines_.need();
        if (topology()) return take_references(count);
        std::size_t left = count;
        for (;;) {
            Ring& ring = polygon.rings.emplace_back();
            for (; left > 0; --left) {
                ring.push_back(this_point());
                lines_.need();
            }
            if (lines_.line() == "0") return;
            left = this_count();
            if (left == 0) return;
            lines_.need();
        }
    }

    /// With topology polygons are made of lines, without (Topo: 0) of their own points.
    bool topology() const {
        const auto topo = file_.head.find("topo");
        return topo == file_.head.end() || topo->second != "0";
    }

    Xy this_point() {
        const auto row = cells(lines_.line());
        const auto x = row.size() < 2 ? std::nullopt : coordinate(row[0]);
        const auto y = row.size() < 2 ? std::nullopt : coordinate(row[1]);
        if (!x || !y) lines_.refuse("应为坐标，却是“" + std::string{lines_.line().substr(0, most_shown)} + "”");
        return {*x, *y};
    }

    std::size_t this_count() {
        std::size_t count = 0;
        const std::string text{lines_.line()};
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
        if (fault != std::errc{} || end != text.data() + text.size()) lines_.refuse("应为点数或 0，却是“" + text + "”");
        return count;
    }

    void read_references(std::size_t count) {
        if (count == 0) return;
        lines_.need();
        take_references(count);
    }

    /// `count` ids from this line on; a 0 among them ends a ring and counts as one.
    void take_references(std::size_t count) {
        auto& ids = references_.back();
        for (;;) {
            for (const std::string& id : cells(lines_.line()))
                if (!id.empty()) ids.push_back(id);
            if (ids.size() >= count) break;
            lines_.need();
            if (lines_.ends("Polygon")) lines_.refuse("构成面的线比写明的少");
        }
        if (ids.size() != count)
            lines_.refuse("构成面的线应有 " + std::to_string(count) + " 条，实有 " + std::to_string(ids.size()));
    }

    void read_attributes() {
        while (lines_.need(), !lines_.ends("Attribute")) {
            const std::string name{lines_.line()};
            const auto found = file_.tables.find(name);
            if (found == file_.tables.end()) lines_.refuse("表 " + name + " 在 TableStructure 中没有定义");
            VctTable& table = found->second;
            while (upper_ascii(lines_.need()) != "TABLEEND") read_row(name, table);
        }
    }

    /// The object's id stands before the fields, or the field BSM is it, or the rows follow the order of the objects.
    void read_row(const std::string& name, VctTable& table) {
        if (lines_.ends("Attribute")) lines_.refuse("表 " + name + " 缺少 TableEnd");
        auto row = cells(lines_.line());
        const std::size_t wanted = table.fields.size();
        if (row.size() != wanted && row.size() != wanted + 1)
            lines_.refuse("表 " + name + " 有 " + std::to_string(wanted) + " 个字段，该行有 " +
                          std::to_string(row.size()) + " 格");
        if (row.size() == wanted + 1) {
            table.ids.push_back(row.front());
            row.erase(row.begin());
        } else {
            const auto key = std::find(table.fields.begin(), table.fields.end(), "BSM") - table.fields.begin();
            table.ids.push_back(key < static_cast<std::ptrdiff_t>(wanted) ? row[static_cast<std::size_t>(key)] : "");
        }
        table.rows.push_back(std::move(row));
    }

    void resolve() {
        for (VctClass& one : file_.classes)
            for (const std::string& name : candidates_[one.code])
                if (one.table.empty() && file_.tables.contains(name)) one.table = name;
        for (std::size_t i = 0; i < file_.polygons.size(); ++i)
            if (!references_[i].empty()) build(file_.polygons[i], references_[i]);
    }

    void build(VctPolygon& polygon, const std::vector<std::string>& ids) {
        Ring ring;
        const auto close = [&] {
            if (!ring.empty() && ring.front() != ring.back()) polygon.fault = "构成面的线首尾不相接";
            if (!ring.empty()) polygon.rings.push_back(std::move(ring));
            ring.clear();
        };
        for (const std::string& id : ids) {
            if (id == "0") {
                close();
                continue;
            }
            const bool backward = id.starts_with('-');
            const auto found = lines_by_id_.find(backward ? id.substr(1) : id);
            if (found == lines_by_id_.end()) {
                polygon.fault = "引用的线 " + id + " 不存在";
                return;
            }
            // A line serves a few polygons of each layer; a file that multiplies it without end is not believed.
            if ((built_ += found->second.size()) > most_points_)
                lines_.refuse("面 " + polygon.id + "：各面引用的点数合计超过文件的字节数，文件不可信");
            Ring points = found->second;
            if (backward) std::reverse(points.begin(), points.end());
            if (ring.empty()) {
                ring = std::move(points);
            } else if (!points.empty() && points.front() == ring.back()) {
                ring.insert(ring.end(), points.begin() + 1, points.end());
            } else if (ring.front() == ring.back()) {  // rings that no 0 keeps apart
                close();
                ring = std::move(points);
            } else {
                polygon.fault = "线 " + id + " 与前一条线不相接";
                return;
            }
        }
        close();
    }

    static constexpr std::size_t most_shown = 80;
    Lines lines_;
    std::size_t built_ = 0, most_points_;
    VctFile file_;
    char separator_ = ',';
    bool third_ = false, arcs_with_nodes_ = false;
    std::map<std::string, std::vector<std::string>> candidates_;  // class → what may be its table
    std::unordered_map<std::string, Ring> lines_by_id_;
    std::vector<std::vector<std::string>> references_;  // of each polygon
};

}  // namespace

VctFile parse_vct(std::string_view text, const std::string& shown) { return Reader{text, shown}.run(); }

}  // namespace mutu
