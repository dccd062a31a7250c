// Faulty shapes: repeated, crossing, overlapping, apart by a crack, spiked, thin, absent, of the wrong size.
#include "fault_strip.hpp"

#include <utility>

namespace mutu::demo {
namespace {

Ring rectangle(double x, double y, double width, double height) {
    return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
}

/// Two parcels side by side; a negative distance makes them overlap.
std::string pair(FaultStrip& strip, double distance) {
    const std::string first = strip.next_id();
    const Ring left = strip.next_square();
    strip.parcel(first, {left});
    const std::string second = strip.next_id();
    strip.next_square();
    strip.parcel(second, {rectangle(left[1].x + distance, left[0].y, 60, 120)});
    return first + ";" + second;
}

void repeated(FaultStrip& strip) {
    const std::string twice = strip.next_id();
    strip.parcel(twice, {strip.next_square()});
    strip.parcel(twice, {strip.next_square()});
    strip.note("duplicate_id", strip.all.parcels, twice, "duplicate_id", "同一宗地代码出现两次");

    const std::string first = strip.next_id();
    const Ring shape = strip.next_square();
    strip.parcel(first, {shape});
    const std::string second = strip.next_id();
    strip.next_square();
    strip.parcel(second, {shape});
    strip.note("duplicate_shape", strip.all.parcels, first + ";" + second, "duplicate_shape", "两宗地图形完全相同");
}

void drawn_badly(FaultStrip& strip) {
    const Sheet& parcels = strip.all.parcels;
    const std::string crossed = strip.next_id();
    Ring bow = strip.next_square();
    std::swap(bow[1], bow[2]);
    bow[0].y += 20;  // lopsided, so that its area is not zero
    strip.parcel(crossed, {bow});
    strip.note("self_crossing", parcels, crossed, "shape_repaired", "边界自相交");

    const std::string spiked = strip.next_id();
    Ring needle = strip.next_square();
    needle.insert(
        needle.begin() + 2,
        {{needle[1].x, needle[1].y + 60}, {needle[1].x + 40, needle[1].y + 60.2}, {needle[1].x, needle[1].y + 60.4}});
    strip.parcel(spiked, {needle});
    strip.note("spike", parcels, spiked, "spike", "边上伸出40米长的尖刺");

    const std::string crowded = strip.next_id();
    Ring close = strip.next_square();
    close.insert(close.begin() + 1, {close[0].x + 0.004, close[0].y});
    strip.parcel(crowded, {close});
    strip.note("crowded_points", parcels, crowded, "duplicate_point", "两个界址点相距4毫米");

    const std::string thin = strip.next_id();
    const Ring place = strip.next_square();
    strip.parcel(thin, {rectangle(place[0].x, place[0].y, 60, 0.4)});
    strip.note("sliver_parcel", parcels, thin, "sliver", "宗地只有0.4米宽");

    const std::string bare = strip.next_id();
    strip.next_square();
    strip.parcel(bare, {});
    strip.note("missing_shape", parcels, bare, "no_shape", "没有图形");
}

void of_wrong_size(FaultStrip& strip) {
    const std::string larger = strip.next_id();
    strip.parcel(larger, {strip.next_square()}, {.registered = "15120.00"});
    strip.note("area_differs", strip.all.parcels, larger, "area_differs", "登记面积比图形大百分之五");

    const std::string in_mu = strip.next_id();
    strip.parcel(in_mu, {strip.next_square()}, {.registered = "21.60"});
    strip.note("area_in_mu", strip.all.parcels, in_mu, "area_unit_mixed", "登记面积以亩填写");
}

}  // namespace

void add_faulty_shapes(FaultStrip& strip) {
    repeated(strip);
    drawn_badly(strip);
    strip.note("sliver_overlap", strip.all.parcels, pair(strip, -0.3), "overlap", "两宗地重叠0.3米宽的细条");
    strip.note("gap", strip.all.parcels, pair(strip, 0.3), "gap", "两宗地之间有0.3米宽的缝");
    of_wrong_size(strip);

    add_row(strip.all.buildings, {"故障建筑1", "factory", "2", "4.50", {}, {}});
    add_shape(strip.all.buildings, {strip.next_square(60)});
    strip.note("building_outside_parcels", strip.all.buildings, "故障建筑1", "building_outside_parcel",
               "建筑不在任何宗地上");
}

}  // namespace mutu::demo
