// What a book knows of one park and of the land around it, brought to one plane in metres.
#include "expanded.hpp"
#include "proven_facts.hpp"

#include "mutu/repair.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

std::size_t park_index(const BookParks& parks, const ExpandQuery& query) {
    if (query.park.empty() && parks.ids.size() == 1) return 0;
    const std::string list = join(parks.ids, "、");
    if (query.park.empty()) throw Error{Kind::usage, query.book + " 中有几个园区，请用 --park 指明一个：" + list};
    for (std::size_t i = 0; i < parks.ids.size(); ++i)
        if (parks.ids[i] == query.park || parks.names[i] == query.park) return i;
    throw Error{Kind::usage, query.book + " 中没有园区 " + query.park + "；可用：" + list};
}

/// The park, its children and theirs.
std::set<std::size_t> family_of(const BookParks& parks, std::size_t park) {
    std::set<std::size_t> members{park};
    for (std::size_t i = 0; i < parks.ids.size(); ++i)
        for (auto up = parks.parents[i]; up; up = parks.parents[*up])
            if (*up == park) members.insert(i);
    return members;
}

Crs plane_of(const Crs& book, const GeometryColumn& park) {
    if (!book.known() || !book.geographic()) return book;
    const Box box = park.box(0);
    return plane_at((box.min_x + box.max_x) / 2);
}

GeometryColumn in_plane(const GeometryColumn& shapes, const Crs& book, const Crs& plane) {
    return book.known() && plane.known() ? transformed(shapes, book, plane) : shapes;
}

std::optional<Area> area_at(const std::optional<std::string>& cell) {
    return cell ? std::optional{Area::square_metres(std::stod(*cell))} : std::nullopt;
}

/// 批而未供、供而未用、疑似闲置、拟认定低效, each parcel in one row only.
std::vector<ReserveRow> reserve_of(const Book& book, const std::vector<std::string>& park_ids) {
    std::string marks;
    for (std::size_t i = 0; i < park_ids.size(); ++i) marks += (i ? ", ?" : "?") + std::to_string(i + 1);
    std::vector<ReserveRow> rows;
    const auto unsupplied =
        book.query("SELECT unsupplied_m2 FROM park_result WHERE park_id = ?1", {park_ids.front()}).rows;
    rows.push_back({"unsupplied", unsupplied.empty() ? std::nullopt : area_at(unsupplied[0][0]), 0});
    const auto count = book.query("SELECT count(*) FROM unsupplied_land WHERE park_id IN (" + marks + ")", park_ids);
    rows.back().count = std::stoll(count.rows[0][0].value_or("0"));
    for (const auto& [kind, classes] : {std::pair{"not_started", "'supplied_not_started', 'early_warning'"},
                                        {"idle", "'idle'"},
                                        {"low_efficiency", "'low_efficiency'"}}) {
        const auto sums = book.query("SELECT sum(area_m2), count(*) FROM parcel_result WHERE land_class IN (" +
                                         std::string{classes} + ") AND park_id IN (" + marks + ")",
                                     park_ids);
        const auto& row = sums.rows[0];
        const std::int64_t parcels = std::stoll(row[1].value_or("0"));
        rows.push_back({kind, parcels == 0 ? std::optional{Area{}} : area_at(row[0]), parcels});
    }
    return rows;
}

/// Projects that are signed, not begun and on no parcel.
WaitingProjects waiting_in(const Book& book, const std::vector<std::string>& park_ids) {
    WaitingProjects waiting;
    if (!book.has("project_result")) return waiting;
    for (const std::string& park : park_ids) {
        const auto rows = book.query("SELECT signed_investment_wan FROM project_result WHERE park_id = ?1 AND "
                                     "project_stage = 'signed' AND coalesce(parcel_ids, '') = ''",
                                     {park})
                              .rows;
        for (const auto& row : rows) {
            ++waiting.count;
            if (row[0])
                waiting.investment += Money::wan(std::stod(*row[0]));
            else
                ++waiting.unpriced;
        }
    }
    return waiting;
}

std::map<std::string, std::optional<Date>, std::less<>> dates_of(const Book& book, const std::string& park_id) {
    std::map<std::string, std::optional<Date>, std::less<>> dates;
    const auto rows =
        book.query("SELECT max(plan_approved_date), max(eia_reviewed_date) FROM park WHERE park_id = ?1", {park_id});
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        const auto parsed = parse_date(rows.rows[0][i].value_or(""));
        const Date* day = std::get_if<Date>(&parsed);
        dates[i == 0 ? "plan_approved_date" : "eia_reviewed_date"] = day ? std::optional{*day} : std::nullopt;
    }
    return dates;
}

std::string km(double metres) { return fixed(metres / 1000, 1) + " 公里"; }

}  // namespace

ExpandGround ground_of(const Book& book, const ExpandQuery& query, const BookRun& run) {
    const BookParks parks = parks_of(book);
    const std::size_t own = park_index(parks, query);
    const GeometryColumn shapes = book.shapes("park_result");
    if (shapes.null(own))
        throw Error{Kind::input, query.book + "：园区 " + parks.ids[own] +
                                     " 没有范围图形，无法测试调区扩区；请在项目文件中加入园区范围（role = \"park\"）"};
    ExpandGround ground;
    ground.park_id = parks.ids[own], ground.as_of = run.as_of;
    GeometryColumn park;
    park.add_row(shapes, own);
    ground.plane = plane_of(book.crs(), park);
    ground.park = in_plane(park, book.crs(), ground.plane);
    const auto basis = book.query("SELECT area_basis FROM run ORDER BY fid DESC LIMIT 1").rows;
    ground.ellipsoid = basis[0][0].value_or("") != "planar";
    const std::set<std::size_t> family = family_of(parks, own);
    std::set<std::size_t> kin = family;
    for (auto up = parks.parents[own]; up; up = parks.parents[*up]) kin.insert(*up);
    GeometryColumn others;
    for (std::size_t i = 0; i < shapes.rows(); ++i)
        if (!kin.contains(i) && !shapes.null(i)) others.add_row(shapes, i);
    ground.other_parks = in_plane(others, book.crs(), ground.plane);
    ground.facts = proven_facts(book, ground.park_id), ground.dates = dates_of(book, ground.park_id);
    std::vector<std::string> ids{ground.park_id};
    for (const std::size_t member : family)
        if (member != own) ids.push_back(parks.ids[member]);
    ground.reserve = reserve_of(book, ids), ground.waiting = waiting_in(book, ids);
    return ground;
}

void add_layers(const Book& book, const Box& place, ExpandGround& ground) {
    const Features lines = book.features({.layer = "constraint", .columns = {"kind", "name"}});
    ground.constraints = in_plane(lines.shapes, book.crs(), ground.plane);
    for (const auto& row : lines.rows.rows) {
        ground.constraint_kinds.push_back(row[1].value_or("other"));
        ground.constraint_names.push_back(row[2].value_or(""));
    }
    GeometryColumn corners;
    for (const Xy p : {Xy{place.min_x, place.min_y}, Xy{place.max_x, place.min_y}, Xy{place.max_x, place.max_y},
                       Xy{place.min_x, place.max_y}})
        corners.add_point(p);
    corners.end_ring(), corners.end_part(), corners.end_row();
    Box box = in_plane(corners, ground.plane, book.crs()).box(0);
    const double slack = ground.plane == book.crs() ? 1 : 1e-4;  // a straight side bends on the other plane
    box.min_x -= slack, box.min_y -= slack, box.max_x += slack, box.max_y += slack;
    const Features land =
        book.features({.layer = "landuse", .columns = {"code_system", "category_code", "supply_code"}, .box = box});
    ground.land_use = in_plane(land.shapes, book.crs(), ground.plane);
    for (const auto& row : land.rows.rows) {
        ground.land_systems.push_back(row[1].value_or("KFQ"));  // an unsaid system is that of the evaluation
        ground.land_codes.push_back(row[2].value_or(""));
        ground.land_supplies.push_back(row[3].value_or(""));
    }
    const Features plan = book.features({.layer = "plan", .columns = {"code_system", "planned_code"}, .box = box});
    ground.plan = in_plane(plan.shapes, book.crs(), ground.plane);
    for (const auto& row : plan.rows.rows) {
        ground.plan_systems.push_back(row[1].value_or(""));
        ground.plan_codes.push_back(row[2].value_or(""));
    }
}

void add_parcels_in_use(const Book& book, ExpandGround& ground) {
    const Features parcels =
        book.features({.layer = "parcel_result",
                       .columns = {"supply_state"},
                       .box = in_plane(ground.park, ground.plane, book.crs()).box(0),
                       .where = "supply_state IS NULL OR supply_state NOT IN ('approved_unsupplied', 'unapproved') OR "
                                "parcel_id IN (SELECT parcel_id FROM enterprise_land)"});
    const GeometryColumn shapes = in_plane(parcels.shapes, book.crs(), ground.plane);
    for (std::size_t row = 0; row < shapes.rows(); ++row)
        if (!shapes.null(row)) ground.in_use.add_row(shapes, row);
    for (std::size_t row = 0; row < ground.land_use.rows(); ++row)
        if (ground.land_systems[row] == "KFQ" && ground.land_codes[row].starts_with('A') && !ground.land_use.null(row))
            ground.in_use.add_row(ground.land_use, row);
}

GeometryColumn block_of(const Book& book, const std::string& block_id, const ExpandGround& ground) {
    const Features blocks = book.features({.layer = "park",
                                           .columns = {"block_id"},
                                           .where = "park_id = ?1 AND block_id = ?2",
                                           .arguments = {ground.park_id, block_id}});
    GeometryColumn shapes;
    for (std::size_t row = 0; row < blocks.shapes.rows(); ++row)
        if (!blocks.shapes.null(row)) shapes.add_row(blocks.shapes, row);
    if (shapes.rows() == 0) {
        std::vector<std::string> known;
        for (const auto& row : book.query("SELECT DISTINCT block_id FROM park WHERE park_id = ?1 AND block_id IS NOT "
                                          "NULL ORDER BY block_id",
                                          {ground.park_id})
                                   .rows)
            known.push_back(row[0].value_or(""));
        throw Error{Kind::usage,
                    "园区 " + ground.park_id + " 没有区块 " + block_id + "；" +
                        (known.empty() ? "它的范围没有写区块编号（block_id）" : "可用：" + join(known, "、"))};
    }
    return united(in_plane(shapes, book.crs(), ground.plane));
}

GeometryColumn joining_park(const Book& book, const std::string& park, const ExpandGround& ground, ParkFacts& facts) {
    const BookParks parks = parks_of(book);
    for (std::size_t i = 0; i < parks.ids.size(); ++i) {
        if (parks.ids[i] != park && parks.names[i] != park) continue;
        if (parks.ids[i] == ground.park_id) throw Error{Kind::usage, "--merge：园区 " + park + " 就是它自己"};
        const GeometryColumn shapes = book.shapes("park_result");
        if (shapes.null(i)) throw Error{Kind::input, "园区 " + park + " 没有范围图形，无法合并"};
        facts = proven_facts(book, parks.ids[i]);
        GeometryColumn own;
        own.add_row(shapes, i);
        return in_plane(own, book.crs(), ground.plane);
    }
    throw Error{Kind::usage, "--merge：没有园区 " + park + "；可用：" + join(parks.ids, "、")};
}

std::vector<Stranded> stranded_in(const Book& book, const GeometryColumn& removed, const ExpandGround& ground) {
    std::vector<Stranded> found;
    if (removed.null(0)) return found;
    const Features parcels = book.features({.layer = "parcel_result",
                                            .columns = {"parcel_id", "land_class", "area_m2", "tax_wan"},
                                            .box = in_plane(removed, ground.plane, book.crs()).box(0)});
    for (const Fragment& pair : overlay(removed, in_plane(parcels.shapes, book.crs(), ground.plane))) {
        const auto& row = parcels.rows.rows[pair.right];
        Stranded one{.parcel_id = row[1].value_or(""), .land_class = row[2].value_or(""), .firms = {}};
        one.shared = Area::square_metres(pair.area), one.area = area_at(row[3]);
        if (row[4]) one.tax_wan = std::stod(*row[4]);
        std::vector<std::string> firms;
        for (const auto& firm : book.query("SELECT DISTINCT coalesce(r.name, l.uscc) FROM enterprise_land l LEFT JOIN "
                                           "enterprise_result r ON r.uscc = l.uscc WHERE l.parcel_id = ?1 ORDER BY 1",
                                           {one.parcel_id})
                                    .rows)
            firms.push_back(firm[0].value_or(""));
        one.firms = join(firms, "、");
        found.push_back(std::move(one));
    }
    return found;
}

GeometryColumn drawn_land(const SourceSpec& source, const ExpandGround& ground, const Rulebook& rules,
                          const Common& common, std::vector<std::string>& notes) {
    Holdings read = read_holdings({source}, ColumnAliases::load(common.data_folder + "/columns"));
    GeometryColumn shapes = read[Role::park].shapes();
    const std::string& file = source.shown_path;
    for (const Repair& repair : make_valid(shapes))
        notes.push_back(file + " 第 " + std::to_string(repair.row + 1) + " 个图形有拓扑错误（" + repair.reason +
                        "），已按修复后的图形测试，图上面积 " + fixed(repair.area_before, 2) + " → " +
                        fixed(repair.area_after, 2) + "；请在源数据中改正");
    if (common.strict && !notes.empty()) throw Error{Kind::refused, join(notes, "\n")};
    bool any = false;
    for (std::size_t row = 0; row < shapes.rows(); ++row) any = any || !shapes.null(row);
    if (!any)
        throw Error{Kind::refused, file + "：没有可用的面图形（共 " + std::to_string(shapes.rows()) + " 条记录）"};
    const Crs& from = read.sources.front().crs;
    if (!from.known())
        throw Error{Kind::input, file + "：没有坐标系信息，也无法从坐标判断；请写 " + file + ",crs=EPSG:…"};
    std::vector<std::size_t> lost;
    DatumTie tie;
    tie.shift = read.sources.front().shift;
    GeometryColumn plane;
    try {
        plane = transformed(shapes, from, ground.plane, &lost, tie);
    } catch (const Error& error) {
        throw Error{error.kind(), file + "：" + error.what()};
    }
    if (!lost.empty())
        throw Error{Kind::refused, file + "：" + std::to_string(lost.size()) + " 个图形的坐标超出 " + from.name() +
                                       " 的有效范围；请核对坐标系"};
    GeometryColumn land = united(plane);
    const double away = distance(land.box(0), ground.park.box(0));
    const auto farthest = rules.ratio("expand_farthest");
    if (farthest && away > farthest->value())
        throw Error{Kind::refused, file + "：按 " + from.name() + " 理解，图形落在离园区 " + km(away) +
                                       " 处，超过 expand_farthest 的 " + km(farthest->value()) +
                                       "；请核对坐标系，确属远处的飞地请调大该参数"};
    if (!(from == ground.plane))
        notes.push_back(file + "：坐标系 " + from.name() + "，已换算到 " + ground.plane.name());
    return land;
}

}  // namespace mutu
