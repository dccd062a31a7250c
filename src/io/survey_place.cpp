// Where the points of a boundary-point text file lie: datum from the header, zone from the eastings before the header.
#include "survey_text.hpp"

#include "mutu/crs.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr double zone_width = 1'000'000;  // eastings carry the zone number as millions
constexpr int first_zone_6 = 13, last_zone_6 = 23, first_zone_3 = 25, last_zone_3 = 45;

bool narrow(int zone) { return zone >= first_zone_3 && zone <= last_zone_3; }
bool broad(int zone) { return zone >= first_zone_6 && zone <= last_zone_6; }

std::string value_of(const SurveyText& text, const char* word) {
    const auto found = text.header.find(word);
    return found == text.header.end() ? "" : half_width(found->second);
}

/// The first whole number of "38", "38带" or "3度带"; 0 where there is none.
int number_in(const std::string& text) {
    const std::size_t begin = text.find_first_of("0123456789");
    if (begin == std::string::npos) return 0;
    const std::size_t end = std::min(text.find_first_not_of("0123456789", begin), text.size());
    return end - begin > 4 ? 0 : std::stoi(text.substr(begin, end - begin));
}

/// Zone number that the header states, by 带号 or by the central meridian; 0: none.
int zone_in_header(const SurveyText& text) {
    const int zone = number_in(value_of(text, "zone"));
    if (narrow(zone) || broad(zone)) return zone;
    for (const int meridian : {number_in(value_of(text, "meridian")), zone})
        if (meridian % 3 == 0 && narrow(meridian / 3)) return meridian / 3;
    return 0;
}

template <class Visit>
void every_point(SurveyText& text, const Visit& visit) {
    for (SurveyPlot& plot : text.plots)
        for (Ring& ring : plot.rings)
            for (Xy& point : ring) visit(point);
}

template <class Test>
bool every(SurveyText& text, const Test& test) {
    bool all = true, any = false;
    every_point(text, [&](Xy& point) { any = true, all = all && test(point); });
    return any && all;
}

/// Northings of China in metres stay below this, eastings with a zone prefix do not.
constexpr double greatest_northing = 6'000'000, least_prefixed = first_zone_6 * zone_width;
constexpr double least_northing = 1'500'000;

bool swapped(SurveyText& text) {
    if (every(text, [](Xy p) { return p.y >= least_prefixed && p.x > 0 && p.x < greatest_northing; })) return true;
    return every(text,
                 [](Xy p) { return p.y > 0 && p.y < zone_width && p.x > least_northing && p.x < greatest_northing; });
}

bool latitude(double value) { return value >= 3 && value <= 54; }
bool longitude(double value) { return value >= 73 && value <= 136; }

void swap_axes(SurveyText& text) {
    every_point(text, [](Xy& p) { std::swap(p.x, p.y); });
}

class Placing {
public:
    explicit Placing(SurveyText& text) : text_{text}, datum_{datum_named(value_of(text, "datum"))} {}

    std::optional<int> run() {
        if (every(text_, [](Xy p) { return longitude(p.y) && latitude(p.x); })) swap_axes(text_);
        if (every(text_, [](Xy p) { return longitude(p.x) && latitude(p.y); })) return degrees();
        if (swapped(text_)) {
            swap_axes(text_);
            tell("survey_axes", Severity::warning, 0, "各点先写东坐标、后写北坐标，与规定（X 为北）相反，已按数值对调",
                 "按“点号,圈号,X（北）,Y（东）”重新导出");
        }
        if (datum_ == Datum::other) {
            tell("survey_datum", Severity::warning, 0, "文件头的坐标系“" + value_of(text_, "datum") + "”不认识",
                 "在该数据源写明 crs =");
            return std::nullopt;
        }
        return metres();
    }

private:
    std::optional<int> degrees() const {
        constexpr int xian80 = 4610, beijing54 = 4214;
        if (datum_ == Datum::other) return std::nullopt;
        return datum_ == Datum::modern ? cgcs2000 : datum_ == Datum::xian80 ? xian80 : beijing54;
    }

    std::optional<int> metres() {
        std::map<int, std::size_t> plots_in;
        std::vector<int> zones;
        for (std::size_t i = 0; i < text_.plots.size(); ++i) {
            zones.push_back(zone_of(text_.plots[i], i));
            if (!text_.plots[i].rings.empty()) ++plots_in[zones.back()];
        }
        const auto most = std::max_element(plots_in.begin(), plots_in.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        if (most == plots_in.end()) return std::nullopt;
        const int stated = zone_in_header(text_), zone = most->first != 0 ? most->first : stated;
        const auto code = gauss_epsg(datum_, zone, most->first != 0);
        if (!code) return std::nullopt;
        compare_header(zone, stated);
        for (std::size_t i = 0; i < zones.size(); ++i)
            if (zones[i] != most->first) bring(text_.plots[i], i, zones[i], *code);
        return code;
    }

    /// The prefix of a plot's eastings, 0 where they have none; a plot whose points disagree loses its shape.
    int zone_of(SurveyPlot& plot, std::size_t index) {
        std::optional<int> zone;
        for (const Ring& ring : plot.rings)
            for (const Xy point : ring) {
                const int own = static_cast<int>(std::floor(point.x / zone_width));
                if (!zone) zone = own;
                if (*zone == own) continue;
                plot.broken = true;
                tell("survey_zone", Severity::error, index + 1,
                     "同一地块的点分属 " + std::to_string(*zone) + " 带和 " + std::to_string(own) + " 带，图形不采用",
                     "核对东坐标前两位");
                return *zone;
            }
        return zone.value_or(0);
    }

    void compare_header(int zone, int stated) {
        if (stated != 0 && stated != zone)
            tell("survey_zone", Severity::warning, 0,
                 "文件头写带号 " + value_of(text_, "zone") + "，而东坐标的前两位是 " + std::to_string(zone) +
                     "；以坐标为准",
                 "核对后更正文件头的带号");
        const int width = number_in(value_of(text_, "zone_width"));
        if ((width == 3 && broad(zone)) || (width == 6 && narrow(zone)))
            tell("survey_zone", Severity::warning, 0,
                 "文件头写 " + std::to_string(width) + " 度分带，而 " + std::to_string(zone) + " 带只能是 " +
                     (broad(zone) ? "6" : "3") + " 度带",
                 "核对后更正文件头");
        if (value_of(text_, "datum").empty())
            tell("crs_guessed", Severity::warning, 0, "文件头没有坐标系，按 2000 国家大地坐标系理解",
                 "核对后在该数据源写明 crs =");
    }

    void bring(SurveyPlot& plot, std::size_t index, int zone, int target) {
        if (plot.rings.empty() || plot.broken) return;
        const auto code = gauss_epsg(datum_, zone != 0 ? zone : zone_in_header(text_), zone != 0);
        if (!code) {
            plot.broken = true;
            tell("survey_zone", Severity::error, index + 1, "看不出该地块的坐标在哪一带，图形不采用", "核对东坐标");
            return;
        }
        GeometryColumn column;
        for (const Ring& ring : plot.rings) {
            for (const Xy point : ring) column.add_point(point);
            if (column.end_ring()) column.end_part();
        }
        column.end_row();
        const GeometryColumn moved = transformed(column, Crs::epsg(*code), Crs::epsg(target));
        plot.rings.clear();
        for (std::size_t r = moved.row_rings(0).begin; r < moved.row_rings(0).end; ++r)
            plot.rings.emplace_back(moved.ring(r).begin(), moved.ring(r).end());
        tell("survey_zone", Severity::info, index + 1,
             "该地块的坐标在 " + std::to_string(zone) + " 带，已换算到 EPSG:" + std::to_string(target), "无须处理");
    }

    void tell(const char* code, Severity severity, std::size_t plot, std::string message, std::string fix) {
        text_.diagnostics.push_back(
            note(code, severity, static_cast<std::int64_t>(plot), std::move(message), std::move(fix)));
    }

    SurveyText& text_;
    Datum datum_;
};

}  // namespace

Datum datum_named(const std::string& named) {
    const std::string text = lower_ascii(named);
    const auto has = [&](std::string_view word) { return text.find(word) != std::string::npos; };
    if (has("独立") || has("地方")) return Datum::other;
    if (text.empty() || has("2000") || has("84")) return Datum::modern;
    if (has("80") || has("iag")) return Datum::xian80;
    return has("54") || has("kras") || has("克拉索夫斯基") ? Datum::beijing54 : Datum::other;
}

std::optional<int> gauss_epsg(Datum datum, int zone, bool prefix) {
    struct Base {
        int narrow, narrow_bare, broad, broad_bare;  // code minus zone number
    };
    constexpr Base modern{4488, 4509, 4478, 4489}, xian{2324, 2345, 2314, 2325}, beijing{2376, 2397, 21400, 21440};
    if (datum == Datum::other || !(narrow(zone) || broad(zone))) return std::nullopt;
    const Base& base = datum == Datum::modern ? modern : datum == Datum::xian80 ? xian : beijing;
    if (narrow(zone)) return zone + (prefix ? base.narrow : base.narrow_bare);
    return zone + (prefix ? base.broad : base.broad_bare);
}

std::optional<int> place_survey(SurveyText& text) { return Placing{text}.run(); }

}  // namespace mutu
