// Reading the parameters of a projection and looking up the zone they belong to.
#include "zone_code.hpp"

#include "mutu/text.hpp"

#include <cmath>
#include <map>
#include <string>

namespace mutu {
namespace {

/// First codes of a datum's four series: 3° with and without the zone number, 6° with it; by zone or meridian.
struct Series {
    int narrow, narrow_bare, wide;  // code = narrow + zone, narrow_bare + meridian/3, wide + zone
};

std::optional<Series> series_of(const PJ* crs, Datum datum) {
    switch (datum) {
    case Datum::xian80: return Series{2324, 2345, 2314};
    case Datum::beijing54: return Series{2376, 2397, 21400};
    case Datum::modern: {
        const ProjObject base{proj_crs_get_geodetic_crs(proj(), crs)};
        const ProjObject own{base ? proj_crs_get_datum(proj(), base.get()) : nullptr};
        const std::string name = own ? lower_ascii(proj_get_name(own.get())) : "";
        const bool chinese = name.find("china") != std::string::npos || name.find("cgcs") != std::string::npos;
        return chinese ? std::optional{Series{4488, 4509, 4478}} : std::nullopt;
    }
    case Datum::other: return std::nullopt;
    }
    return std::nullopt;
}

/// Parameters of the projection by EPSG code, in metres, degrees or as a factor.
std::map<std::string, double> parameters(const PJ* projection) {
    std::map<std::string, double> found;
    for (int i = 0; i < proj_coordoperation_get_param_count(proj(), projection); ++i) {
        const char *authority = nullptr, *code = nullptr, *category = nullptr;
        double value = 0, factor = 1;
        if (proj_coordoperation_get_param(proj(), projection, i, nullptr, &authority, &code, &value, nullptr, &factor,
                                          nullptr, nullptr, nullptr, &category) == 0 ||
            code == nullptr)
            continue;
        const bool angle = category != nullptr && std::string{category} == "angular";
        found[code] = angle ? value * factor * 180 / std::acos(-1.0) : value * factor;
    }
    return found;
}

bool near(double a, double b) { return std::fabs(a - b) < 1e-6; }

bool in_metres(const PJ* crs) {
    const ProjObject axes{proj_crs_get_coordinate_system(proj(), crs)};
    double factor = 0;
    return axes &&
           proj_cs_get_axis_info(proj(), axes.get(), 0, nullptr, nullptr, nullptr, &factor, nullptr, nullptr,
                                 nullptr) != 0 &&
           near(factor, 1);
}

}  // namespace

std::optional<int> zone_code(const PJ* crs, Datum datum) {
    if (proj_get_type(crs) != PJ_TYPE_PROJECTED_CRS || !in_metres(crs)) return std::nullopt;
    const auto series = series_of(crs, datum);
    const ProjObject projection{proj_crs_get_coordoperation(proj(), crs)};
    if (!series || !projection) return std::nullopt;
    std::map<std::string, double> of = parameters(projection.get());  // EPSG: 8801 … 8807
    const bool plain = of.size() == 5 && near(of["8801"], 0) && near(of["8805"], 1) && near(of["8807"], 0);
    const double third = of["8802"] / 3;
    if (!plain || !near(third, std::round(third)) || third < 25 || third > 45) return std::nullopt;
    const int zone = static_cast<int>(std::round(third)), wide = (zone + 1) / 2;
    if (near(of["8806"], 500'000)) return series->narrow_bare + zone;
    if (near(of["8806"], 500'000 + 1e6 * zone)) return series->narrow + zone;
    if (zone % 2 == 1 && near(of["8806"], 500'000 + 1e6 * wide)) return series->wide + wide;
    return std::nullopt;
}

}  // namespace mutu
