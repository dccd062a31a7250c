// The layers of a sheet: parcels, what is left of approvals, scenarios.
#include "map_filling.hpp"
#include "office/notice.hpp"

#include "mutu/text.hpp"

namespace mutu {

void MapFilling::layers() {
    if (theme_.layer == "unsupplied_land")
        unsupplied();
    else if (theme_.layer == "plan_parcel")
        scenario();
    else if (theme_.layer == "expansion_candidate")
        expansion();
    else if (source_.query.is_public() && !theme_.words && theme_.column != "idle_days")
        public_blocks();
    else
        parcels();
}

void MapFilling::parcels() {
    const bool graded = theme_.layer == "enterprise_result", used = theme_.layer == "parcel";
    if (graded && source_.query.is_public())
        throw Error{Kind::usage, "专题 " + theme_.id + " 没有公开版：档次是逐户的，不能按街区合计"};
    std::vector<std::string> columns{"parcel_id", "area_m2"};
    if (!graded && !used) columns.push_back(theme_.column);
    const Features found = source_.book.features(of_park("parcel_result", columns, park_id_));
    const auto names = holders();
    const auto grades = graded ? grades_of_parcels() : used ? uses_of_parcels() : std::map<std::string, std::string>{};
    for (const MapCells& row : found.rows.rows) {
        const std::string id = row[1].value_or("");
        std::optional<std::string> cell = graded ? "none" : used ? "unknown" : row[3];
        std::string value;
        if (const auto grade = grades.find(id); grade != grades.end()) {
            cell = theme_.class_of(std::string_view{grade->second}) ? grade->second : "other";
            if (graded) value = grade->second;  // read without its colour
        }
        const auto number = theme_.words ? std::nullopt : number_of_cell(cell);
        const auto name = names.find(id);
        if (number) value = theme_.column == "idle_days" ? shortest(*number) : fixed(*number, 2);
        add(class_index(cell), area_of_cell(row[2]), name == names.end() ? id : name->second, std::move(value));
    }
    sheet_.land.shapes = plane_(found.shapes);
    if (theme_.id == "land_class") rest_of_approvals();
}

/// What the parcels' people are called.
std::map<std::string, std::string> MapFilling::holders() const {
    std::map<std::string, std::string> names;
    for (const MapCells& row : source_.book.query("SELECT parcel_id, holder_name, project_name FROM parcel").rows) {
        const std::string& name = row[1] && !row[1]->empty() ? *row[1] : row[2].value_or("");
        if (!name.empty()) names[row[0].value_or("")] = short_name(name);
    }
    return names;
}

/// "湖南某某机械有限公司" as a map says it: without what all have in common (geodata/style/map.toml).
std::string MapFilling::short_name(std::string name) const {
    for (const std::string& ending : endings_)
        if (const auto at = name.find(ending); at != std::string::npos && at > 0) {
            name.erase(at, ending.size());
            break;
        }
    for (const std::string& beginning : beginnings_)
        if (name.starts_with(beginning) && name.size() > beginning.size() + 3) {
            name.erase(0, beginning.size());
            break;
        }
    return name;
}

/// The grade of the firm with most land on the parcel, of the latest year.
std::map<std::string, std::string> MapFilling::grades_of_parcels() const {
    std::map<std::string, std::string> grades;
    const std::string firms = graded_firms(source_.book);
    const Rows rows =
        source_.book.query("SELECT l.parcel_id, e.grade FROM enterprise_land l JOIN " + firms +
                           " e ON e.uscc = l.uscc WHERE e.grade IS NOT NULL AND e.year = (SELECT "
                           "max(year) FROM " +
                           firms + " WHERE grade IS NOT NULL) ORDER BY l.parcel_id, l.land_m2 DESC, l.fid");
    for (const MapCells& row : rows.rows) grades.emplace(row[0].value_or(""), row[1].value_or(""));
    return grades;
}

/// What the land-use code of each parcel means on a map.
std::map<std::string, std::string> MapFilling::uses_of_parcels() const {
    const LandUses uses = read_land_uses(source_.style_folder);
    std::map<std::string, std::string> found;
    for (const MapCells& row : source_.book.query("SELECT parcel_id, code_system, land_use_code FROM parcel").rows)
        if (std::string use = use_of(uses, row[1].value_or(""), row[2].value_or("")); !use.empty())
            found[row[0].value_or("")] = std::move(use);
    return found;
}

/// What must not be built on, over a change of the boundary; not for the public, and it does not widen the sheet.
void MapFilling::constraints() {
    if (source_.query.is_public() || !source_.book.has("constraint")) return;
    const Features found =
        source_.book.features({.layer = "constraint", .columns = {"kind"}, .box = {}, .where = "", .arguments = {}});
    std::map<std::string, std::vector<std::size_t>> kinds;
    for (std::size_t row = 0; row < found.rows.rows.size(); ++row) {
        const std::string kind = found.rows.rows[row][1].value_or("other");
        kinds[source_.labels.has("constraint_kind", kind) ? kind : "other"].push_back(row);
    }
    const GeometryColumn shapes = plane_(found.shapes);
    for (const auto& [kind, rows] : kinds) {
        MapOverlay overlay{.shapes = {},
                           .look = read_look(source_.style_folder, "constraint_kind", kind),
                           .width = 0.3,
                           .label = source_.labels.text("constraint_kind", kind, source_.language),
                           .count = static_cast<std::int64_t>(rows.size()),
                           .aside = true};
        for (const std::size_t row : rows) overlay.shapes.add_row(shapes, row);
        sheet_.overlays.push_back(std::move(overlay));
    }
}

void MapFilling::rest_of_approvals() {
    const Features found = source_.book.features(of_park("unsupplied_land", {"area_m2"}, park_id_));
    MapOverlay rest{.shapes = plane_(found.shapes),
                    .look = read_look(source_.style_folder, "layer", "unsupplied_land"),
                    .below = true,
                    .label = source_.say("unsupplied_rest"),
                    .count = static_cast<std::int64_t>(found.rows.rows.size())};
    for (const MapCells& row : found.rows.rows) rest.land += area_of_cell(row[1]).value_or(Area{});
    sheet_.overlays.push_back(std::move(rest));
}

void MapFilling::unsupplied() {
    ground_of_parcels();
    sheet_.count = source_.say("pieces");
    const Features found =
        source_.book.features(of_park("unsupplied_land", {"approval_id", "area_m2", theme_.column}, park_id_));
    for (const MapCells& row : found.rows.rows) {
        const auto land = area_of_cell(row[2]);
        add(class_index(row[3]), land, row[1].value_or(""), land ? fixed(land->mu(), 2) + "亩" : "");
    }
    sheet_.land.shapes = plane_(found.shapes);
}

void MapFilling::scenario() {
    ground_of_parcels();
    scenario_id_ = scenario_id("plan_scenario", "plan " + source_.query.book + " --budget 万元");
    FeatureQuery query{.layer = "plan_parcel",
                       .columns = {"parcel_id", "area_m2", "year", "action"},
                       .box = {},
                       .where = "scenario_id = ?1",
                       .arguments = {scenario_id_}};
    if (!park_id_.empty()) {
        query.where += " AND parcel_id IN (SELECT parcel_id FROM parcel_result WHERE park_id = ?2)";
        query.arguments.push_back(park_id_);
    }
    const Features found = source_.book.features(query);
    const auto names = holders();
    for (const MapCells& row : found.rows.rows) {
        const std::string id = row[1].value_or("");
        const auto name = names.find(id);
        add(class_index(row[3]), area_of_cell(row[2]), name == names.end() ? id : name->second,
            source_.labels.text("action", row[4].value_or(""), source_.language));
    }
    sheet_.land.shapes = plane_(found.shapes);
    blocks(scenario_id_);
}

void MapFilling::blocks(const std::string& scenario) {
    if (!park_id_.empty()) return;  // a block has no park: on one park's sheet the others' would lie outside
    const Features found = source_.book.features({.layer = "plan_block",
                                                  .columns = {"area_m2"},
                                                  .box = {},
                                                  .where = "scenario_id = ?1",
                                                  .arguments = {scenario}});
    MapOverlay blocks{.shapes = plane_(found.shapes),
                      .look = read_look(source_.style_folder, "layer", "plan_block"),
                      .width = 0.5,
                      .label = source_.say("plan_block"),
                      .count = static_cast<std::int64_t>(found.rows.rows.size())};
    for (const MapCells& row : found.rows.rows) blocks.land += area_of_cell(row[1]).value_or(Area{});
    sheet_.overlays.push_back(std::move(blocks));
}

/// Land added and removed by a change of the boundary, what of it overlaps, and the boundary afterwards.
void MapFilling::expansion() {
    ground_of_parcels();
    scenario_id_ = scenario_id("expansion_scenario", "expand " + source_.query.book + " --candidate 范围");
    sheet_.count = source_.say("pieces"), sheet_.apart = true;
    // Where hard constraints lie is not for the public, and no row may say that none do; it is the last of the theme.
    if (source_.query.is_public())
        std::erase_if(sheet_.classes, [&](const MapClass& one) { return one.look.value == "expansion_part"; });
    GeometryColumn land;
    const auto rows_of = [&](const std::string& layer) {
        std::vector<std::string> columns{"alternative_id", "area_m2"};
        if (layer == "expansion_part") columns.emplace_back("kind");
        return source_.book.features(
            {.layer = layer, .columns = columns, .box = {}, .where = "scenario_id = ?1", .arguments = {scenario_id_}});
    };
    for (const char* layer : {"expansion_candidate", "expansion_removed", "expansion_part"}) {
        if (!source_.book.has(layer) || (source_.query.is_public() && std::string_view{layer} == "expansion_part"))
            continue;
        const Features found = rows_of(layer);
        const GeometryColumn shapes = plane_(found.shapes);
        for (std::size_t row = 0; row < found.rows.rows.size(); ++row) {
            const MapCells& cells = found.rows.rows[row];
            const auto area = area_of_cell(cells[2]);
            std::string name = cells[1].value_or("");
            if (cells.size() > 3 && cells[3] && source_.labels.has("constraint_kind", *cells[3]))
                name = source_.labels.text("constraint_kind", *cells[3], source_.language);
            add(class_index(std::string{layer}), area, std::move(name), area ? fixed(area->mu(), 2) + "亩" : "");
            land.add_row(shapes, row);
        }
    }
    sheet_.land.shapes = std::move(land);
    constraints();
    if (!source_.book.has("expansion_boundary")) return;
    const Features after = rows_of("expansion_boundary");
    MapOverlay boundary{.shapes = plane_(after.shapes),
                        .look = read_look(source_.style_folder, "layer", "expansion_boundary"),
                        .width = 0.6,
                        .label = source_.labels.text("layer", "expansion_boundary", source_.language),
                        .count = static_cast<std::int64_t>(after.rows.rows.size())};
    // Several are alternatives of each other.
    if (after.rows.rows.size() == 1) boundary.land = area_of_cell(after.rows.rows[0][2]).value_or(Area{});
    if (after.rows.rows.size() > 1) sheet_.notes.push_back(source_.say("note_alternatives"));
    sheet_.overlays.push_back(std::move(boundary));
}

std::string MapFilling::scenario_id(const std::string& table, const std::string& verb) const {
    const std::string& wanted = source_.query.scenario;
    if (std::string found = scenario_of(source_, theme_, park_id_); !found.empty()) return found;
    const std::string whose = table == "expansion_scenario" && !park_id_.empty() ? "园区 " + park_id_ + " 的" : "";
    throw Error{Kind::usage,
                source_.query.book +
                    (wanted.empty() ? " 中还没有" + whose + "方案" : " 中没有" + whose + "方案 " + wanted) +
                    "；请先用 mutu " + verb + " 做一个"};
}

std::string scenario_of(const MapSource& source, const Theme& theme, const std::string& park_id) {
    const bool change = theme.layer == "expansion_candidate";
    const std::string table = change ? "expansion_scenario" : "plan_scenario";
    if (!source.book.has(table)) return {};
    const std::string of_park = change ? " AND (?2 = '' OR park_id = ?2)" : " AND ?2 = ?2";
    const Rows found = source.book.query("SELECT scenario_id FROM " + table + " WHERE (?1 = '' OR scenario_id = ?1)" +
                                             of_park + " ORDER BY fid DESC LIMIT 1",
                                         {source.query.scenario, park_id});
    return found.rows.empty() ? "" : found.rows[0][0].value_or("");
}

/// All parcels in one calm colour, for orientation.
void MapFilling::ground_of_parcels() {
    const Features found = source_.book.features(of_park("parcel_result", {"area_m2"}, park_id_));
    sheet_.overlays.push_back({.shapes = plane_(found.shapes),
                               .look = read_look(source_.style_folder, "layer", "parcel_ground"),
                               .width = 0.12,
                               .below = true,
                               .label = {}});
}

}  // namespace mutu
