// 4xxx: overlaps, repeated shapes, gaps, holes, spikes, slivers, and what lies outside every park.
#include "mutu/topology.hpp"

#include "rules.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace mutu::checks {
namespace {

TopologyLimits limits_of(const Ground& ground) {
    return {.snap = ground.limit("snap_m"),
            .overlap_area = ground.limit("overlap_area_m2"),
            .gap_area = ground.limit("gap_area_m2"),
            .gap_width = ground.limit("gap_width_m"),
            .spike_angle = ground.limit("spike_angle_deg"),
            .point_spacing = ground.limit("point_spacing_m"),
            .sliver_width = ground.limit("sliver_width_m"),
            .sliver_area = ground.limit("sliver_area_m2")};
}

/// Puts a shape of the metric plane on a finding, and the spot inside it.
void place(Diagnostic& finding, const GeometryColumn& in_book, std::size_t row) {
    if (in_book.null(row)) return;
    finding.shape = to_wkb(in_book, row);
    const Xy inside = inner_point(in_book, row);
    finding.spot = Spot{inside.x, inside.y};
}

void spot_at(Ground& ground, Diagnostic& finding, Xy metres) {
    GeometryColumn mark;  // a point has no column of its own: a small triangle about it
    for (const Xy p : {metres, Xy{metres.x + 1, metres.y}, Xy{metres.x, metres.y + 1}}) mark.add_point(p);
    mark.end_ring(), mark.end_part(), mark.end_row();
    const GeometryColumn moved = ground.in_book(mark);
    if (!moved.null(0)) finding.spot = Spot{moved.points()[0].x, moved.points()[0].y};
}

using Pairs = std::set<std::pair<std::size_t, std::size_t>>;

/// Rows with the very same shape; an overlap is then not told once more.
Pairs repeated_shapes(Ground& ground, Report& report, Role role, const GeometryColumn& flat) {
    Pairs pairs;
    const std::vector<std::size_t> first = first_equal(flat);
    for (std::size_t row = 0; row < first.size(); ++row) {
        if (first[row] == row) continue;
        pairs.emplace(first[row], row);
        const std::string other = id_of(ground.table(role), first[row]);
        report.tell("duplicate_shape", role, row, {{"other", other}}).other_id = other;
    }
    return pairs;
}

void overlaps(Ground& ground, Report& report, Role role, const CoverageFaults& faults, const Pairs& repeated) {
    std::vector<Fragment> pairs = faults.overlaps;
    std::erase_if(pairs, [&](const Fragment& pair) { return repeated.contains({pair.left, pair.right}); });
    const GeometryColumn land = shared_land(faults.flat, pairs), in_book = ground.in_book(land);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const std::string other = id_of(ground.table(role), pairs[i].right);
        Diagnostic& finding = report.tell(
            "overlap", role, pairs[i].left,
            {{"other", other}, {"area", fixed(pairs[i].area, 2)}, {"width", fixed(mean_width(land, i), 2)}});
        finding.other_id = other;
        place(finding, in_book, i);
    }
}

void uncovered(Ground& ground, Report& report, Role role, const CoverageFaults& faults) {
    const std::vector<Gap>& found = faults.gaps;
    const GeometryColumn in_book = ground.in_book(faults.gap_shapes);
    for (std::size_t i = 0; i < found.size(); ++i) {
        Diagnostic& finding = report.tell(found[i].hole ? "hole" : "gap", role, found[i].row,
                                          {{"area", fixed(found[i].area, 2)}, {"width", fixed(found[i].width, 2)}});
        if (!found[i].hole) finding.other_id = id_of(ground.table(role), found[i].other);
        place(finding, in_book, i);
    }
}

/// Rows as they are looked at one by one, and their numbers in the layer.
struct Looked {
    GeometryColumn metres;
    std::vector<std::size_t> rows;
};

/// Of a layer in degrees, the rows that may be at fault: looked at in a plane of their own latitude, which is out by
/// less than a hundredth over half a degree, with every limit a quarter wider. Large layers of others' land are mostly
/// sound, and need not be projected point by point to be found so.
Looked suspects(Ground& ground, Role role, const TopologyLimits& limits) {
    constexpr double wider = 1.25, tall = 0.5, metres_a_degree = 111'000;
    const GeometryColumn& degrees = ground.table(role).shapes();
    GeometryColumn local;
    local.reserve(degrees.rows(), degrees.points().size());
    std::set<std::size_t> rows;
    for (std::size_t row = 0; row < degrees.rows(); ++row) {
        const std::size_t first = local.points().size();
        local.add_row(degrees, row);
        if (degrees.null(row)) continue;
        const Box box = degrees.box(row);
        if (box.max_y - box.min_y > tall) rows.insert(row);
        const double across = metres_a_degree * std::cos((box.min_y + box.max_y) / 2 * std::numbers::pi / 180);
        for (Xy& p : local.points().subspan(first)) p = {p.x * across, p.y * metres_a_degree};
    }
    for (const Spike& one : spikes(local, wider * limits.spike_angle)) rows.insert(one.row);
    for (const Crowd& one : crowded_points(local, wider * limits.point_spacing)) rows.insert(one.row);
    for (const Sliver& one : slivers(local, wider * limits.sliver_width, wider * wider * limits.sliver_area))
        rows.insert(one.row);
    Looked looked{{}, {rows.begin(), rows.end()}};
    for (const std::size_t row : looked.rows) looked.metres.add_row(degrees, row);
    looked.metres = transformed(looked.metres, ground.book, ground.metric);
    return looked;
}

void single_shapes(Ground& ground, Report& report, Role role, const TopologyLimits& limits) {
    // Of these layers nothing else asks for metres.
    const bool alone = role == Role::constraint || role == Role::supply || role == Role::assessment;
    const Looked some = alone && ground.book.geographic() ? suspects(ground, role, limits) : Looked{};
    const bool all = !alone || !ground.book.geographic();
    const GeometryColumn& shapes = all ? ground.metres(role) : some.metres;
    const auto row_of_layer = [&](std::size_t row) { return all ? row : some.rows[row]; };
    for (const Spike& spike : spikes(shapes, limits.spike_angle))
        spot_at(ground,
                report.tell("spike", role, row_of_layer(spike.row),
                            {{"angle", fixed(spike.angle, 2)}, {"least", shortest(limits.spike_angle)}}),
                spike.place);
    for (const Crowd& crowd : crowded_points(shapes, limits.point_spacing))
        spot_at(ground,
                report.tell("duplicate_point", role, row_of_layer(crowd.row),
                            {{"count", std::to_string(crowd.count)}, {"least", shortest(limits.point_spacing)}}),
                crowd.place);
    for (const Sliver& sliver : slivers(shapes, limits.sliver_width, limits.sliver_area))
        report.tell("sliver", role, row_of_layer(sliver.row),
                    {{"area", fixed(sliver.area, 2)}, {"width", fixed(sliver.width, 2)}});
}

/// Rows of one layer that must not share land; approvals are held against each other by the analysis.
bool exclusive(Role role) {
    return role == Role::parcel || role == Role::landuse || role == Role::plan || role == Role::park ||
           role == Role::building || role == Role::turnover;
}

/// Layers whose neighbours should touch. Between parks and between buildings there is land of others.
bool continuous(Role role) { return role == Role::parcel || role == Role::landuse || role == Role::plan; }

void outside_parks(Ground& ground, Report& report, Role role) {
    if (!ground.table(Role::park).any_shape() || !ground.table(role).any_shape()) return;
    const GeometryColumn& shapes = ground.metres(role);
    const std::vector<double> inside =
        ground.survey.covered("check_inside_parks", ground.side(role), ground.side(Role::park), nullptr).area;
    const double least = ground.limit("outside_area_m2"), share = ground.limit("outside_share");
    std::vector<std::size_t> crossing;
    for (std::size_t row = 0; row < shapes.rows(); ++row) {
        if (shapes.null(row)) continue;
        const double whole = area(shapes, row), out = whole - inside[row];
        if (inside[row] <= 0)
            report.tell("outside_park", role, row);
        else if (out >= least && out >= share * whole)
            crossing.push_back(row);
    }
    KeyedRows rows;
    for (const std::size_t row : crossing) rows.add(shapes, row, row_key(static_cast<std::size_t>(role), row));
    const GeometryColumn beyond =
        ground.survey.rest("check_across_parks", rows.side(), ground.side(Role::park), nullptr);
    const GeometryColumn in_book = ground.in_book(beyond);
    for (std::size_t i = 0; i < crossing.size(); ++i) {
        const double whole = area(rows.shapes, i), out = whole - inside[crossing[i]];
        place(
            report.tell("across_park", role, crossing[i], {{"area", fixed(out, 2)}, {"percent", percent(out / whole)}}),
            in_book, i);
    }
}

}  // namespace

void check_topology(Ground& ground, Report& report) {
    const TopologyLimits limits = limits_of(ground);
    for (const Role role : all_roles()) {
        if (!has_shape(role) || !ground.table(role).any_shape()) continue;
        single_shapes(ground, report, role, limits);
        if (!exclusive(role)) continue;
        const CoverageFaults faults = ground.survey.faults("check_faults_of_" + std::string{name(role)},
                                                           ground.side(role), limits, continuous(role));
        for (const std::size_t row : faults.broken)
            report.tell("collapsed_at_precision", role, row, {{"snap", shortest(limits.snap)}});
        overlaps(ground, report, role, faults, repeated_shapes(ground, report, role, faults.flat));
        uncovered(ground, report, role, faults);
    }
    outside_parks(ground, report, Role::parcel);
}

}  // namespace mutu::checks
