// Coordinate reference systems: from the text a file carries to what it is, and the 3-degree zones.
#include "mutu/crs.hpp"

#include "handle.hpp"
#include "zone_code.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace mutu {
namespace {

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "4525" and "epsg:4525" as "EPSG:4525"; PROJ text as a CRS and not as an operation.
std::string spelled(const std::string& text) {
    std::string plain{trimmed(text)};
    if (digits(plain)) return "EPSG:" + plain;
    if (lower_ascii(plain).starts_with("epsg:") && digits(std::string_view{plain}.substr(5)))
        return "EPSG:" + plain.substr(5);
    const bool proj_text = plain.find("+proj=") != std::string::npos || plain.find("+init=") != std::string::npos;
    if (proj_text && plain.find("type=crs") == std::string::npos) plain += " +type=crs";
    return plain;
}

std::optional<int> epsg_of(const PJ* object) {
    const char* authority = proj_get_id_auth_name(object, 0);
    const char* code = proj_get_id_code(object, 0);
    if (authority == nullptr || code == nullptr || std::string_view{authority} != "EPSG" || !digits(code)) return {};
    return std::stoi(code);
}

std::optional<int> identified(const PJ* object) {
    if (const auto code = epsg_of(object)) return code;
    int* confidence = nullptr;
    const std::unique_ptr<PJ_OBJ_LIST, ProjFree> found{proj_identify(proj(), object, "EPSG", nullptr, &confidence)};
    std::optional<int> code;
    if (found && proj_list_get_count(found.get()) > 0 && confidence[0] == 100)
        code = epsg_of(ProjObject{proj_list_get(proj(), found.get(), 0)}.get());
    proj_int_list_destroy(confidence);
    return code;
}

/// Letters and digits alone, lower case: "D_Xian_1980" and "Xian 1980" come out alike.
std::string bare(std::string_view text) {
    std::string out;
    for (const char c : lower_ascii(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    return out;
}

bool has_any(const std::string& text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

/// For definitions that name no datum: an ellipsoid that one family alone uses speaks for it.
Datum datum_by_ellipsoid(const PJ* base) {
    const ProjObject ellipsoid{proj_get_ellipsoid(proj(), base)};
    double a = 0, flattening = 0;
    if (!ellipsoid || proj_ellipsoid_get_parameters(proj(), ellipsoid.get(), &a, nullptr, nullptr, &flattening) == 0)
        return Datum::other;
    const auto is = [&](double axis, double inverse) {
        return std::abs(a - axis) < 0.01 && std::abs(flattening - inverse) < 1e-4;
    };
    if (is(6378137, 298.2572)) return Datum::modern;  // WGS 84, GRS 80 and CGCS2000 differ from the seventh digit on
    return is(6378140, 298.257) ? Datum::xian80 : Datum::other;
}

Datum datum_of(const PJ* base) {
    ProjObject datum{proj_crs_get_datum(proj(), base)};
    if (!datum) datum.reset(proj_crs_get_datum_ensemble(proj(), base));
    const std::string name = datum ? bare(proj_get_name(datum.get())) : "unknown";
    if (has_any(name, {"xian1980", "xian80"})) return Datum::xian80;
    if (has_any(name, {"newbeijing"})) return Datum::other;
    if (has_any(name, {"beijing1954", "beijing54"})) return Datum::beijing54;
    if (has_any(name, {"wgs84", "wgs1984", "worldgeodeticsystem1984", "itrf", "internationalterrestrialreference",
                       "nad83", "northamericandatum1983", "northamerican1983", "china2000", "cgcs2000",
                       "chinageodeticcoordinatesystem2000", "etrs89", "etrs1989",
                       "europeanterrestrialreferencesystem1989", "europeanterrestrialreferenceframe"}))
        return Datum::modern;
    if (name.empty() || has_any(name, {"unknown", "unnamed", "undefined", "notspecified", "unspecified", "basedon"}))
        return datum_by_ellipsoid(base);
    return Datum::other;
}

}  // namespace

ProjObject horizontal_crs(const std::string& definition) {
    ProjObject crs{proj_create(proj(), definition.c_str())};
    while (crs) {
        const PJ_TYPE type = proj_get_type(crs.get());
        if (type == PJ_TYPE_BOUND_CRS)
            crs.reset(proj_get_source_crs(proj(), crs.get()));
        else if (type == PJ_TYPE_COMPOUND_CRS)
            crs.reset(proj_crs_get_sub_crs(proj(), crs.get(), 0));
        else
            break;
    }
    return crs;
}

ProjObject geodetic_base(const PJ* crs) { return ProjObject{proj_crs_get_geodetic_crs(proj(), crs)}; }

Crs Crs::parse(const std::string& text) {
    Crs crs;
    const std::string definition = spelled(text);
    const ProjObject whole{definition.empty() ? nullptr : proj_create(proj(), definition.c_str())};
    const ProjObject object = whole && proj_is_crs(whole.get()) != 0 ? horizontal_crs(definition) : ProjObject{};
    if (!object)
        throw Error{Kind::input, "不认识的坐标系：" + (text.empty() ? std::string{"（空）"} : text) +
                                     "。请写 EPSG 代码（如 EPSG:4525），或完整的 WKT、PROJ 文本"};
    if (const ProjObject base = geodetic_base(object.get())) crs.datum_ = datum_of(base.get());
    crs.code_ = identified(object.get());
    if (!crs.code_) crs.code_ = zone_code(object.get(), crs.datum_);
    crs.definition_ = crs.code_ ? "EPSG:" + std::to_string(*crs.code_) : definition;
    crs.name_ = proj_get_name(object.get());
    const PJ_TYPE type = proj_get_type(object.get());
    crs.geographic_ = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
    return crs;
}

Crs Crs::epsg(int code) { return parse("EPSG:" + std::to_string(code)); }

std::string Crs::wkt() const {
    const ProjObject object{proj_create(proj(), definition_.c_str())};
    if (!object) return {};
    const char* const options[] = {"MULTILINE=NO", nullptr};
    const char* text = proj_as_wkt(proj(), object.get(), PJ_WKT1_GDAL, options);
    if (text == nullptr) text = proj_as_wkt(proj(), object.get(), PJ_WKT2_2019, options);
    return text == nullptr ? std::string{} : text;
}

std::optional<int> zone_epsg(double longitude) {
    if (!(longitude >= 73.5 && longitude <= 136.5)) return {};
    const int zone = std::min(45, static_cast<int>(std::floor((longitude + 1.5) / 3)));
    return 4488 + zone;  // zones 25 … 45 are EPSG:4513 … 4533
}

double central_meridian(double longitude) {
    if (const auto code = zone_epsg(longitude)) return 3.0 * (*code - 4488);
    return 3 * std::floor((longitude + 1.5) / 3);
}

Crs plane_at(double longitude) {
    if (const auto code = zone_epsg(longitude)) return Crs::epsg(*code);
    return Crs::parse("+proj=tmerc +lat_0=0 +lon_0=" + shortest(central_meridian(longitude)) +
                      " +k=1 +x_0=500000 +y_0=0 +a=6378137 +rf=298.257222101 +units=m +no_defs");
}

}  // namespace mutu
