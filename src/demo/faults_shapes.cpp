// Faulty shapes: repeated, crossing, overlapping, apart by a crack, spiked, thin, absent, of the wrong size.
#include "fault_strip.hpp"

#include "mutu/text.hpp"

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
    bow[0].y += strip.vary(20, 5, 60);  // lopsided, so that its area is not zero
    strip.parcel(crossed, {bow});
    strip.note("self_crossing", parcels, crossed, "shape_repaired", "边界自相交");

    const std::string spiked = strip.next_id();
    Ring needle = strip.next_square();
    const double half = strip.vary(0.2, 0.05, 0.9);
    needle.insert(needle.begin() + 2, {{needle[1].x, needle[1].y + 60},
                                       {needle[1].x + 40, needle[1].y + 60 + half},
                                       {needle[1].x, needle[1].y + 60 + 2 * half}});
    strip.parcel(spiked, {needle});
    strip.note("spike", parcels, spiked, "spike", "边上伸出40米长的尖刺");

    const std::string crowded = strip.next_id();
    Ring close = strip.next_square();
    close.insert(close.begin() + 1, {close[0].x + strip.vary(0.004, 0.002, 0.009), close[0].y});
    strip.parcel(crowded, {close});
    strip.note("crowded_points", parcels, crowded, "duplicate_point", "两个界址点相距几毫米");

    const std::string thin = strip.next_id();
    const Ring place = strip.next_square();
    strip.parcel(thin, {rectangle(place[0].x, place[0].y, 60, strip.vary(0.4, 0.05, 0.8))});
    strip.note("sliver_parcel", parcels, thin, "sliver", "宗地只有几分米宽");

    const std::string bare = strip.next_id();
    strip.next_square();
    strip.parcel(bare, {});
    strip.note("missing_shape", parcels, bare, "no_shape", "没有图形");
}

void of_wrong_size(FaultStrip& strip) {
    const double larger_area = strip.vary(15'120, 14'500, 20'000);
    const std::string larger = strip.next_id();
    strip.parcel(larger, {strip.next_square()}, {.registered = fixed(larger_area, 2)});
    strip.note("area_differs", strip.all.parcels, larger, "area_differs", "登记面积比图形大");

    const std::string in_mu = strip.next_id();
    strip.parcel(in_mu, {strip.next_square()}, {.registered = fixed(strip.vary(21.6, 21.2, 22), 2)});
    strip.note("area_in_mu", strip.all.parcels, in_mu, "area_unit_mixed", "登记面积以亩填写");
}

}  // namespace

void add_faulty_shapes(FaultStrip& strip) {
    repeated(strip);
    drawn_badly(strip);
    strip.note("sliver_overlap", strip.all.parcels, pair(strip, -strip.vary(0.3, 0.02, 3)), "overlap",
               "两宗地重叠一细条");
    strip.note("gap", strip.all.parcels, pair(strip, strip.vary(0.3, 0.02, 0.9)), "gap", "两宗地之间有缝");
    of_wrong_size(strip);

    const std::string building = "故障建筑" + std::to_string(strip.serial(1));
    add_row(strip.all.buildings, {building, "factory", "2", "4.50", {}, {}});
    add_shape(strip.all.buildings, {strip.next_square(60)});
    strip.note("building_outside_parcels", strip.all.buildings, building, "building_outside_parcel",
               "建筑不在任何宗地上");
}

}  // namespace mutu::demo
