// Coordinates from one CRS to another through longitude and latitude, and onto the equal-area plane.
#include "handle.hpp"

#include "mutu/crs.hpp"
#include "mutu/error.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <cmath>
#include <numbers>
#include <utility>

namespace mutu {
namespace {

/// Own projection undone, a datum shift where one was given, the other projection done. An absent step changes nothing.
struct Chain {
    std::string key;
    ProjObject inverse, shift, forward;
    PJ_DIRECTION shift_direction = PJ_FWD;
};

bool old(Datum datum) { return datum != Datum::modern; }

/// Between a projection and the degrees under it there is exactly one operation and no choice of datum path.
ProjObject operation(const PJ* from, const PJ* to) {
    ProjObject raw{proj_create_crs_to_crs_from_pj(proj(), from, to, nullptr, nullptr)};
    ProjObject ready{raw ? proj_normalize_for_visualization(proj(), raw.get()) : nullptr};
    if (!ready)
        throw Error{Kind::input,
                    "PROJ 无法在两个坐标系之间换算：" + std::string{proj_get_name(from)} + " → " + proj_get_name(to)};
    return ready;
}

std::string ellipsoid_text(const PJ* base) {
    const ProjObject ellipsoid{proj_get_ellipsoid(proj(), base)};
    double a = 0, flattening = 0;
    if (!ellipsoid || proj_ellipsoid_get_parameters(proj(), ellipsoid.get(), &a, nullptr, nullptr, &flattening) == 0)
        throw Error{Kind::input, "坐标系没有椭球参数：" + std::string{proj_get_name(base)}};
    return " +a=" + shortest(a) + (flattening > 0 ? " +rf=" + shortest(flattening) : " +b=" + shortest(a));
}

ProjObject helmert(const std::array<double, 7>& p, const PJ* older, const PJ* modern) {
    static constexpr const char* names[] = {" +x=", " +y=", " +z=", " +rx=", " +ry=", " +rz=", " +s="};
    std::string text = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart" +
                       ellipsoid_text(older) + " +step +proj=helmert +convention=position_vector";
    for (std::size_t i = 0; i < p.size(); ++i) text += names[i] + shortest(p[i]);
    text += " +step +inv +proj=cart" + ellipsoid_text(modern) + " +step +proj=unitconvert +xy_in=rad +xy_out=deg";
    ProjObject step{proj_create(proj(), text.c_str())};
    if (!step) throw Error{Kind::input, "shift 的七个参数不能用：" + text};
    return step;
}

Chain made(const Crs& from, const Crs& to, const DatumTie& tie, std::string key) {
    Chain chain{.key = std::move(key), .inverse = {}, .shift = {}, .forward = {}};
    const ProjObject source = horizontal_crs(from.definition()), target = horizontal_crs(to.definition());
    const ProjObject source_base = geodetic_base(source.get()), target_base = geodetic_base(target.get());
    if (!from.geographic()) chain.inverse = operation(source.get(), source_base.get());
    if (!to.geographic()) chain.forward = operation(target_base.get(), target.get());
    if (tie.shift && old(from.datum()) != old(to.datum())) {
        const bool onward = old(from.datum());
        chain.shift = helmert(*tie.shift, onward ? source_base.get() : target_base.get(),
                              onward ? target_base.get() : source_base.get());
        chain.shift_direction = onward ? PJ_FWD : PJ_INV;
    }
    return chain;
}

/// This thread's chains, kept for the next calls: making one costs milliseconds. Two, since maps go there and back.
const Chain& chain_of(const Crs& from, const Crs& to, const DatumTie& tie) {
    proj();  // the context must outlive the chains
    thread_local Chain last, before;
    std::string key = from.definition() + '\n' + to.definition();
    if (tie.shift)
        for (const double p : *tie.shift) key += '\n' + shortest(p);
    if (last.key != key) std::swap(last, before);
    if (last.key != key) last = made(from, to, tie, std::move(key));
    return last;
}

void apply(PJ* step, PJ_DIRECTION direction, std::span<Xy> points) {
    if (step == nullptr) return;
    constexpr std::size_t stride = sizeof(Xy);
    proj_trans_generic(step, direction, &points.data()->x, stride, points.size(), &points.data()->y, stride,
                       points.size(), nullptr, 0, 0, nullptr, 0, 0);
}

bool same_base(const Crs& a, const Crs& b) {
    const ProjObject x = horizontal_crs(a.definition()), y = horizontal_crs(b.definition());
    const ProjObject p = geodetic_base(x.get()), q = geodetic_base(y.get());
    return p && q &&
           proj_is_equivalent_to_with_ctx(proj(), p.get(), q.get(), PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

std::string spoken(const Crs& crs) {
    return crs.name() + (crs.code() ? "（EPSG:" + std::to_string(*crs.code()) + "）" : std::string{});
}

void refuse_mixed_datums(const Crs& from, const Crs& to, const DatumTie& tie) {
    if (!from.known() || !to.known())
        throw Error{Kind::input, "坐标系未知，无法换算坐标。请给出 crs，如 crs = \"EPSG:4525\""};
    if (!geodetic_base(horizontal_crs(from.definition()).get()) ||
        !geodetic_base(horizontal_crs(to.definition()).get()))
        throw Error{Kind::input, "地方坐标系没有大地基准，无法换算：" + spoken(from) + " → " + spoken(to) +
                                     "。请给出真实的坐标系 crs"};
    if (tie.same_datum || tie.shift) return;
    if (from.datum() == to.datum() && from.datum() != Datum::other) return;
    if (from.datum() == to.datum() && same_base(from, to)) return;
    throw Error{Kind::input, "大地基准不同，不能直接换算：" + spoken(from) + " → " + spoken(to) +
                                 "。请在该数据源写 shift = [七个参数]（dx, dy, dz 米；rx, ry, rz 角秒；尺度 ppm），"
                                 "或确认两者坐标可视为相同后写 same_datum = true"};
}

bool finite(const GeometryColumn& column, std::size_t row) {
    const Range rings = column.row_rings(row);
    for (std::size_t r = rings.begin; r < rings.end; ++r)
        for (const Xy p : column.ring(r))
            if (!std::isfinite(p.x) || !std::isfinite(p.y)) return false;
    return true;
}

/// The column with rows that have a point without image made null.
GeometryColumn without_lost(GeometryColumn column, std::vector<std::size_t>* lost) {
    std::vector<std::size_t> bad;
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (!finite(column, row)) bad.push_back(row);
    if (bad.empty()) return column;
    GeometryColumn kept;
    kept.reserve(column.rows(), column.points().size());
    auto next = bad.begin();
    for (std::size_t row = 0; row < column.rows(); ++row) {
        if (next != bad.end() && *next == row)
            kept.add_null(), ++next;
        else
            kept.add_row(column, row);
    }
    if (lost != nullptr) lost->insert(lost->end(), bad.begin(), bad.end());
    return kept;
}

}  // namespace

GeometryColumn transformed(const GeometryColumn& column, const Crs& from, const Crs& to, std::vector<std::size_t>* lost,
                           const DatumTie& tie) {
    if (from.known() && from == to) return column;
    refuse_mixed_datums(from, to, tie);
    GeometryColumn moved = column;
    parallel_chunks(moved.points().size(), 16'384, [&](std::size_t begin, std::size_t end) {
        const Chain& chain = chain_of(from, to, tie);
        const std::span<Xy> points = moved.points().subspan(begin, end - begin);
        apply(chain.inverse.get(), PJ_FWD, points);
        apply(chain.shift.get(), chain.shift_direction, points);
        apply(chain.forward.get(), PJ_FWD, points);
    });
    return without_lost(std::move(moved), lost);
}

GeometryColumn equal_area(const GeometryColumn& degrees, double meridian) {
    constexpr double a = 6378137, f = 1 / 298.257222101;
    constexpr double b = a * (1 - f), e2 = f * (2 - f), radian = std::numbers::pi / 180;
    const double e = std::sqrt(e2);
    GeometryColumn plane = degrees;
    parallel_chunks(plane.points().size(), 16'384, [&](std::size_t begin, std::size_t end) {
        for (Xy& p : plane.points().subspan(begin, end - begin)) {
            const double s = std::sin(p.y * radian);
            const double q = s / (2 * (1 - e2 * s * s)) + std::atanh(e * s) / (2 * e);
            p = {a * ((p.x - meridian) * radian), b * b / a * q};
        }
    });
    return plane;
}

}  // namespace mutu
