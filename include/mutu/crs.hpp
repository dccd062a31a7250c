// Coordinate reference systems as this field uses them: datums that may and may not be mixed, 3-degree zones, areas.
#pragma once

#include "mutu/geometry.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// Which family of datums a CRS belongs to. WGS 84, ITRF, NAD 83 and CGCS2000 count as one here (≤ 2 m apart);
/// Xi'an 80 and Beijing 54 need shift parameters that are secret, so they are refused unless given.
enum class Datum { modern, xian80, beijing54, other };

/// An immutable CRS, x = easting or longitude, y = northing or latitude in every use (traditional order).
class Crs {
public:
    Crs() = default;  // unknown
    /// "EPSG:4525", "4525", WKT, PROJ text. Error{Kind::input} naming the text when PROJ does not know it.
    static Crs parse(const std::string& text);
    static Crs epsg(int code);

    bool known() const { return !definition_.empty(); }
    const std::string& definition() const { return definition_; }  // what PROJ is given
    const std::string& name() const { return name_; }
    /// The EPSG code PROJ identifies with full confidence, also for WKT without an authority.
    std::optional<int> code() const { return code_; }
    Datum datum() const { return datum_; }
    bool geographic() const { return geographic_; }
    std::string wkt() const;  // WKT1 for gpkg_spatial_ref_sys
    friend bool operator==(const Crs& a, const Crs& b) { return a.definition_ == b.definition_; }

private:
    std::string definition_, name_;
    std::optional<int> code_;
    Datum datum_ = Datum::other;
    bool geographic_ = false;
};

/// CGCS2000 geographic, degrees.
inline constexpr int cgcs2000 = 4490;

/// CGCS2000 3-degree zone with zone number that holds this longitude (EPSG:4513–4533 for 73.5–136.5°E); absent
/// elsewhere.
std::optional<int> zone_epsg(double longitude);
/// The plane in which planar area is measured at this longitude: the zone, or the same projection about the nearest
/// multiple of 3° where no zone is defined.
Crs plane_at(double longitude);
/// Central meridian of plane_at.
double central_meridian(double longitude);

/// What a project says about two datums that may not be mixed without a word (contract.md §3).
struct DatumTie {
    bool same_datum = false;  // take the degrees of one as degrees of the other
    /// From the older datum to the modern one: dx dy dz in metres, rx ry rz in arc seconds, scale in ppm; signs as in
    /// +towgs84 (position vector). Applied backwards when the older datum is the target. Wins over same_datum.
    std::optional<std::array<double, 7>> shift;
};

/// All rows brought from one CRS to another; structure unchanged. Equal CRSs return the column untouched. Degrees of
/// modern datums are taken as the same degrees: no datum shift is ever applied but `tie.shift`. A row with a point that
/// has no image becomes null and its index is appended to `lost`. Error{Kind::input} where the datums may not be mixed.
/// Parallel over points; cost about 1 µs a point.
GeometryColumn transformed(const GeometryColumn& column, const Crs& from, const Crs& to,
                           std::vector<std::size_t>* lost = nullptr, const DatumTie& tie = {});

/// Degrees (CGCS2000) to metres of the equal-area cylindrical plane of the CGCS2000 ellipsoid about `meridian`: plane
/// area there is area on the ellipsoid, edges being straight in longitude and q(latitude). This is the trapezoid rule
/// of the land survey (policy.md 11.4) in closed form: a 1′ cell agrees to 1e-6 m².
GeometryColumn equal_area(const GeometryColumn& degrees, double meridian);

/// Versions of the libraries behind this module, for manifests.
std::string geos_version();
std::string proj_version();

}  // namespace mutu
