// Naming a source's CRS, and saying so when it had to be guessed.
#include "place.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr Box china_degrees{73, 3, 136, 54};
constexpr double zone_width = 1'000'000;  // eastings carry the zone number as millions
constexpr int first_zone = 25, last_zone = 45;
constexpr int first_wide_zone = 13, last_wide_zone = 23, wide_zone_base = 4478;  // 6-degree zones: EPSG:4491–4501
constexpr double least_easting = 200'000, greatest_easting = 800'000;            // of a zone without its number
constexpr double near_neighbours = 1;  // degrees between layers of one project
constexpr std::int64_t sample_rows = 50;
constexpr double least_northing = 300'000, greatest_northing = 6'000'000;

Box bounds(const GeometryColumn& shapes) {
    Box box;
    for (const Xy point : shapes.points()) box.grow(point);
    return box;
}

bool inside(const Box& box, const Box& frame) {
    return box.min_x >= frame.min_x && box.max_x <= frame.max_x && box.min_y >= frame.min_y && box.max_y <= frame.max_y;
}

/// GeoJSON that names no CRS is read as degrees, whatever its numbers are; a drawing's own frame is no CRS.
bool says_nothing(const std::string& wkt, const Box& box) {
    if (wkt.empty() || wkt.starts_with("ENGCRS") || wkt.starts_with("LOCAL_CS")) return true;
    return !box.empty() && Crs::parse(wkt).geographic() && !inside(box, {-360, -90, 360, 90});
}

/// The CGCS2000 CRS with the same projection as a code of Xi'an 80 or Beijing 54 (policy.md 11.2).
std::optional<int> twin_code(int code) {
    const auto within = [&](int first, int last) { return code >= first && code <= last; };
    if (code == 4610 || within(2327, 2390)) return code == 4610 ? cgcs2000 : code + 2164;
    if (code == 4214 || within(2401, 2442)) return code == 4214 ? cgcs2000 : code + 2112;
    if (within(21413, 21423)) return code - 16922;
    if (within(21453, 21463)) return code - 16951;
    return std::nullopt;
}

std::string range_text(const Box& box) {
    return "x " + fixed(box.min_x, 3) + "…" + fixed(box.max_x, 3) + "，y " + fixed(box.min_y, 3) + "…" +
           fixed(box.max_y, 3);
}

void take_as_modern(Source& source, const SourceSpec& spec, Diagnostics& diagnostics) {
    const auto twin = source.crs.code() ? twin_code(*source.crs.code()) : std::nullopt;
    if (!twin)
        throw Error{Kind::input, spec.shown_path + "：same_datum = true，但 " + source.crs.name() +
                                     " 没有对应的 CGCS2000 分带坐标系；请在 crs = 中写明"};
    Diagnostic finding =
        note("same_datum", Severity::warning, 0,
             "按 same_datum = true，" + source.crs.name() + " 的坐标直接当作 CGCS2000 使用，未作基准转换",
             "取得转换参数后改用转换后的数据");
    finding.layer = name(spec.role), finding.source_file = spec.shown_path;
    diagnostics.push_back(std::move(finding));
    source.crs = Crs::epsg(*twin);
}

/// Eastings without a zone number lie in the zone that puts them beside the other layers.
std::optional<Crs> beside(const Box& box, const Neighbourhood& neighbours) {
    const bool metres = box.min_x >= least_easting && box.max_x <= greatest_easting && box.min_y >= least_northing &&
                        box.max_y <= greatest_northing;
    const auto middle = metres && neighbours ? neighbours() : std::nullopt;
    if (!middle || !zone_epsg(middle->x)) return std::nullopt;
    const Crs zone = Crs::epsg(*zone_epsg(middle->x) + 21);  // the same zone without its number (policy.md 11.2)
    GeometryColumn corner;
    for (const Xy point : {Xy{box.min_x, box.min_y}, Xy{box.min_x + 1, box.min_y}, Xy{box.min_x, box.min_y + 1},
                           Xy{box.min_x, box.min_y}})
        corner.add_point(point);
    corner.end_ring(), corner.end_part(), corner.end_row();
    const Xy landed = transformed(corner, zone, Crs::epsg(cgcs2000)).points().front();
    const bool near =
        std::fabs(landed.x - middle->x) < near_neighbours && std::fabs(landed.y - middle->y) < near_neighbours;
    return near ? std::optional{zone} : std::nullopt;
}

[[noreturn]] void refuse(const Box& box, const SourceSpec& spec) {
    const bool swapped = guessed_crs({box.min_y, box.min_x, box.max_y, box.max_x}).has_value();
    throw Error{Kind::input,
                spec.shown_path + "：文件没有坐标系，坐标（" + range_text(box) + "）也不能判断" +
                    (swapped ? "（东、北坐标像是写反了，x 应为东坐标）" : "") +
                    "；请写明 crs =，例如 crs = \"EPSG:4547\"（CGCS2000 三度带，中央经线 114°，不加带号）"};
}

void guess(Source& source, const Box& box, const SourceSpec& spec, const Neighbourhood& neighbours,
           Diagnostics& diagnostics) {
    auto guessed = guessed_crs(box);
    const bool alone = guessed.has_value();
    if (!guessed) guessed = beside(box, neighbours);
    if (!guessed) refuse(box, spec);
    source.crs = *guessed, source.crs_from = "guessed";
    Diagnostic finding =
        note("crs_guessed", Severity::warning, 0,
             "文件没有坐标系，按坐标范围（" + range_text(box) + "）" + (alone ? "" : "和其他图层的位置") + "判断为 " +
                 guessed->definition() + " " + guessed->name(),
             "核对后在该数据源写明 crs = \"" + guessed->definition() + "\"，或写正确的坐标系");
    finding.layer = name(spec.role), finding.source_file = spec.shown_path;
    diagnostics.push_back(std::move(finding));
}

}  // namespace

std::optional<Crs> guessed_crs(const Box& box) {
    if (box.empty()) return std::nullopt;
    if (inside(box, china_degrees)) return Crs::epsg(cgcs2000);
    const double zone = std::floor(box.min_x / zone_width);
    const bool one_zone = zone == std::floor(box.max_x / zone_width);
    if (!one_zone || box.min_y < least_northing || box.max_y > greatest_northing) return std::nullopt;
    if (zone >= first_zone && zone <= last_zone) return Crs::epsg(*zone_epsg(3 * zone));
    const bool six_degrees = zone >= first_wide_zone && zone <= last_wide_zone;
    return six_degrees ? std::optional{Crs::epsg(wide_zone_base + static_cast<int>(zone))} : std::nullopt;
}

void place(Source& source, const RawLayer& layer, const SourceSpec& spec, const Neighbourhood& neighbours,
           Diagnostics& diagnostics) {
    source.crs_from = "none";
    if (!spec.shift.empty()) {
        source.shift.emplace();
        if (spec.shift.size() != source.shift->size())
            throw Error{Kind::input, spec.shown_path + "：shift 需要 7 个数（三个平移、三个旋转、一个尺度）"};
        std::copy(spec.shift.begin(), spec.shift.end(), source.shift->begin());
    }
    const Box box = layer.shaped ? bounds(layer.shapes) : Box{};
    if (!spec.crs.empty()) {
        source.crs = Crs::parse(spec.crs), source.crs_from = "given";
    } else if (!says_nothing(layer.crs_wkt, box)) {
        source.crs = Crs::parse(layer.crs_wkt), source.crs_from = "file";
    } else if (!box.empty()) {
        guess(source, box, spec, neighbours, diagnostics);
    }
    const bool old =
        source.crs.known() && (source.crs.datum() == Datum::xian80 || source.crs.datum() == Datum::beijing54);
    if (old && spec.same_datum) take_as_modern(source, spec, diagnostics);
}

std::optional<Xy> middle_of_others(const std::vector<SourceSpec>& specs, const SourceSpec& asking,
                                   const SurveyRules& survey) {
    for (const bool parks : {true, false})
        for (const SourceSpec& spec : specs) {
            if (spec.path == asking.path || (spec.role == Role::park) != parks || !has_shape(spec.role)) continue;
            try {
                const RawLayer layer = read_raw({.path = spec.path,
                                                 .shown = spec.shown_path,
                                                 .layer = spec.layer,
                                                 .encoding = spec.encoding,
                                                 .where = "",
                                                 .limit = sample_rows,
                                                 .survey = &survey});
                Source source;
                Diagnostics unused;
                place(source, layer, spec, {}, unused);
                const Box box = bounds(transformed(layer.shapes, source.crs, Crs::epsg(cgcs2000)));
                if (!box.empty()) return Xy{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
            } catch (const Error&) {  // its own turn tells what is wrong with it
                continue;
            }
        }
    return std::nullopt;
}

}  // namespace mutu
