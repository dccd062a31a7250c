// One sheet's content: land in the classes of a theme with counts and 亩, and what the sheet says about itself.
#include "map_sheet.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

std::optional<double> number_of(const std::optional<std::string>& cell) {
    if (!cell) return {};
    const auto parsed = parse_number(*cell);
    const double* number = std::get_if<double>(&parsed);
    return number ? std::optional{*number} : std::nullopt;
}

std::optional<Area> area_of(const std::optional<std::string>& cell) {
    const auto number = number_of(cell);
    return number ? std::optional{Area::square_metres(*number)} : std::nullopt;
}

bool has_table(const Book& book, const std::string& name) {
    return !book.query("SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name = ?1", {name})
                .rows.empty();
}

/// The plane a sheet is drawn in: the book's own where it is one, else the zone where the land lies.
class Plane {
public:
    Plane(const Crs& book, const GeometryColumn& somewhere) : book_{book}, plane_{book} {
        if (!book.known() || !book.geographic()) return;
        Box box;
        for (std::size_t row = 0; row < somewhere.rows(); ++row)
            if (!somewhere.null(row)) box.grow(somewhere.box(row));
        if (!box.empty()) plane_ = plane_at((box.min_x + box.max_x) / 2);
    }
    GeometryColumn operator()(const GeometryColumn& shapes) const {
        return book_.known() ? transformed(shapes, book_, plane_) : shapes;
    }
    /// "… 中央子午线 111°"
    std::string words(const MapSource& source) const {
        const int code = plane_.code().value_or(0);
        constexpr int first = 4513, last = 4533, first_zone = 25;
        if (code < first || code > last) return plane_.known() ? plane_.name() : "";
        return source.say("zone", std::to_string(3 * (code - first + first_zone)));
    }

private:
    Crs book_, plane_;
};

/// Which rows of a layer are meant.
FeatureQuery of_park(const std::string& layer, std::vector<std::string> columns, const std::string& park_id) {
    FeatureQuery query{.layer = layer, .columns = std::move(columns), .box = {}, .where = {}, .arguments = {}};
    if (!park_id.empty()) query.where = "park_id = ?1", query.arguments = {park_id};
    return query;
}

class Filling {
public:
    Filling(const MapSource& source, const Theme& theme, std::string park_id)
        : source_{source}, theme_{theme}, park_id_{std::move(park_id)},
          parks_{source.book.features(of_park("park_result", {"park_id", "park_name"}, park_id_))},
          plane_{source.crs, any_shape()} {
        const Value file = read_toml(source.style_folder + "/map.toml");
        const auto take = [&](const char* name, std::vector<std::string>& words) {
            const Value* listed = file.find(name);
            if (!listed) file.fail(std::string{"缺少 "} + name);
            for (const Value& word : listed->list(name)) words.push_back(word.text(name));
        };
        take("drop_endings", endings_), take("drop_beginnings", beginnings_);
    }

    MapSheet sheet() {
        describe();
        classes();
        if (theme_.layer == "parcel_result" || theme_.layer == "enterprise_result")
            parcels();
        else if (theme_.layer == "unsupplied_land")
            unsupplied();
        else
            scenario();
        parks();
        figures();
        notes();
        stamp();
        return std::move(sheet_);
    }

private:
    using Cells = std::vector<std::optional<std::string>>;

    GeometryColumn any_shape() const {
        if (std::any_of(parks_.rows.rows.begin(), parks_.rows.rows.end(), [](const auto&) { return true; }))
            for (std::size_t row = 0; row < parks_.shapes.rows(); ++row)
                if (!parks_.shapes.null(row)) return parks_.shapes;
        return source_.book.features(of_park("parcel_result", {}, park_id_)).shapes;
    }

    std::string place_name() const {
        if (parks_.rows.rows.size() == 1) {
            const Cells& park = parks_.rows.rows[0];
            return park[2] && !park[2]->empty() ? *park[2] : park[1].value_or("");
        }
        return with_word(source_.labels.text("map_title", "several", source_.language),
                         std::to_string(parks_.rows.rows.size()));
    }

    void describe() {
        sheet_.title = with_word(source_.labels.text("map_title", theme_.id, source_.language), place_name());
        sheet_.heading = source_.labels.text("theme", theme_.id, source_.language);
        sheet_.unit = source_.labels.unit("column", theme_.column);
        sheet_.system = plane_.words(source_);
        sheet_.grid = !source_.query.is_public();
        sheet_.valued = !theme_.words && theme_.layer == "parcel_result";
        sheet_.listed = !park_id_.empty() || parks_.rows.rows.size() < 2;
    }

    void classes() {
        for (const ThemeClass& one : theme_.classes)
            sheet_.classes.push_back({.label = class_text(theme_, one, source_.labels, source_.language), .look = one});
    }

    std::size_t class_index(const std::optional<std::string>& cell) const {
        const std::size_t last = theme_.classes.size() - 1;  // what no class holds
        if (!theme_.words) return theme_.class_of(number_of(cell)).value_or(last);
        return theme_.class_of(std::string_view{cell ? *cell : ""}).value_or(last);
    }

    /// A row of the map: counted in its class, drawn where it has a shape.
    void add(std::size_t index, const std::optional<Area>& land, std::string name, std::string value) {
        MapClass& one = sheet_.classes[index];
        ++one.count;
        if (land)
            one.land += *land;
        else
            ++without_area_;
        sheet_.land.classes.push_back(static_cast<std::uint32_t>(index));
        const bool shown = !source_.query.is_public();
        sheet_.land.names.push_back(shown ? std::move(name) : "");
        sheet_.land.values.push_back(shown ? std::move(value) : "");
    }

    // ── the layers ──
    void parcels() {
        const bool graded = theme_.layer == "enterprise_result";
        std::vector<std::string> columns{"parcel_id", "area_m2"};
        if (!graded && theme_.column != "parcel_id") columns.push_back(theme_.column);
        Features found = source_.book.features(of_park("parcel_result", columns, park_id_));
        const auto names = holders();
        const auto grades = graded ? grades_of_parcels() : std::map<std::string, std::string>{};
        for (const Cells& row : found.rows.rows) {
            const std::string id = row[1].value_or("");
            const auto grade = grades.find(id);
            const std::optional<std::string> cell =
                graded ? (grade == grades.end() ? std::optional<std::string>{"none"} : std::optional{grade->second})
                       : row[3];
            std::size_t index = class_index(cell);
            if (graded && grade != grades.end() && !theme_.class_of(std::string_view{grade->second}))
                index = theme_.class_of(std::string_view{"other"}).value_or(index);
            const auto number = theme_.words ? std::nullopt : number_of(cell);
            const auto name = names.find(id);
            add(index, area_of(row[2]), name == names.end() ? id : name->second, number ? value_text(*number) : "");
        }
        sheet_.land.shapes = plane_(found.shapes);
        if (theme_.id == "land_class") rest_of_approvals();
    }

    std::string value_text(double number) const {
        return theme_.column == "idle_days" ? shortest(number) : fixed(number, 2);
    }

    /// What the parcels' people are called; the id where nobody is named.
    std::map<std::string, std::string> holders() const {
        std::map<std::string, std::string> names;
        for (const Cells& row : source_.book.query("SELECT parcel_id, holder_name, project_name FROM parcel").rows) {
            const std::string& name = row[1] && !row[1]->empty() ? *row[1] : row[2].value_or("");
            if (!name.empty()) names[row[0].value_or("")] = short_name(name);
        }
        return names;
    }

    /// "湖南某某机械有限公司" as a map says it: without what all have in common (geodata/style/map.toml).
    std::string short_name(std::string name) const {
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
    std::map<std::string, std::string> grades_of_parcels() const {
        std::map<std::string, std::string> grades;
        for (const Cells& row :
             source_.book
                 .query(
                     "SELECT l.parcel_id, e.grade FROM enterprise_land l JOIN enterprise_result e ON e.uscc = l.uscc "
                     "WHERE e.grade IS NOT NULL AND e.year = (SELECT max(year) FROM enterprise_result WHERE grade IS "
                     "NOT NULL) ORDER BY l.parcel_id, l.land_m2 DESC, l.fid")
                 .rows)
            grades.emplace(row[0].value_or(""), row[1].value_or(""));
        return grades;
    }

    void rest_of_approvals() {
        const Features found = source_.book.features(of_park("unsupplied_land", {"area_m2"}, park_id_));
        MapOverlay rest{.shapes = plane_(found.shapes),
                        .look = read_look(source_.style_folder, "layer", "unsupplied_land"),
                        .below = true,
                        .label = source_.say("unsupplied_rest"),
                        .count = static_cast<std::int64_t>(found.rows.rows.size())};
        for (const Cells& row : found.rows.rows) rest.land += area_of(row[1]).value_or(Area{});
        sheet_.overlays.push_back(std::move(rest));
    }

    void unsupplied() {
        ground_of_parcels();
        const Features found =
            source_.book.features(of_park("unsupplied_land", {"approval_id", "area_m2", theme_.column}, park_id_));
        for (const Cells& row : found.rows.rows) {
            const auto land = area_of(row[2]);
            add(class_index(row[3]), land, row[1].value_or(""), land ? fixed(land->mu(), 2) + "亩" : "");
        }
        sheet_.land.shapes = plane_(found.shapes);
    }

    void scenario() {
        ground_of_parcels();
        const std::string id = scenario_id();
        const std::string within =
            park_id_.empty() ? "" : " AND parcel_id IN (SELECT parcel_id FROM parcel_result WHERE park_id = ?2)";
        FeatureQuery query{.layer = "plan_parcel",
                           .columns = {"parcel_id", "area_m2", "year", "action"},
                           .box = {},
                           .where = "scenario_id = ?1" + within,
                           .arguments = {id}};
        if (!park_id_.empty()) query.arguments.push_back(park_id_);
        const Features found = source_.book.features(query);
        const auto names = holders();
        for (const Cells& row : found.rows.rows) {
            const auto name = names.find(row[1].value_or(""));
            add(class_index(row[3]), area_of(row[2]), name == names.end() ? row[1].value_or("") : name->second,
                source_.labels.text("action", row[4].value_or(""), source_.language));
        }
        sheet_.land.shapes = plane_(found.shapes);
        blocks(id);
        scenario_id_ = id;
    }

    void blocks(const std::string& scenario) {
        const Features found = source_.book.features({.layer = "plan_block",
                                                      .columns = {"area_m2"},
                                                      .box = {},
                                                      .where = "scenario_id = ?1",
                                                      .arguments = {scenario}});
        MapOverlay blocks{.shapes = plane_(found.shapes),
                          .look = read_look(source_.style_folder, "layer", "plan_block"),
                          .width = 0.5,
                          .label = park_id_.empty() ? source_.say("plan_block") : "",
                          .count = static_cast<std::int64_t>(found.rows.rows.size())};
        for (const Cells& row : found.rows.rows) blocks.land += area_of(row[1]).value_or(Area{});
        sheet_.overlays.push_back(std::move(blocks));
    }

    std::string scenario_id() const {
        const std::string& wanted = source_.query.scenario;
        if (has_table(source_.book, "plan_scenario")) {
            const auto rows =
                wanted.empty()
                    ? source_.book.query("SELECT scenario_id FROM plan_scenario ORDER BY fid DESC LIMIT 1").rows
                    : source_.book.query("SELECT scenario_id FROM plan_scenario WHERE scenario_id = ?1", {wanted}).rows;
            if (!rows.empty()) return rows[0][0].value_or("");
        }
        throw Error{Kind::usage, source_.query.book + (wanted.empty() ? " 中还没有方案" : " 中没有方案 " + wanted) +
                                     "；请先用 mutu plan " + source_.query.book + " --budget 万元 做一个"};
    }

    /// All parcels in one calm colour, for orientation.
    void ground_of_parcels() {
        const Features found = source_.book.features(of_park("parcel_result", {"area_m2"}, park_id_));
        sheet_.overlays.push_back({.shapes = plane_(found.shapes),
                                   .look = read_look(source_.style_folder, "layer", "parcel_ground"),
                                   .width = 0.12,
                                   .below = true,
                                   .label = {}});
    }

    void parks() {
        sheet_.parks = plane_(parks_.shapes);
        for (const Cells& row : parks_.rows.rows) sheet_.park_names.push_back(row[2] ? *row[2] : row[1].value_or(""));
        if (park_id_.empty()) return;
        const Features others = source_.book.features(
            {.layer = "park_result", .columns = {}, .box = {}, .where = "park_id <> ?1", .arguments = {park_id_}});
        if (!others.rows.rows.empty()) sheet_.others = plane_(others.shapes);
    }

    // ── words ──
    void figures() {
        if (park_id_.empty() && parks_.rows.rows.size() != 1) return;
        const Rows rows = source_.book.query("SELECT * FROM park_result WHERE park_id = ?1",
                                             {park_id_.empty() ? parks_.rows.rows[0][1].value_or("") : park_id_});
        if (rows.rows.empty()) return;
        for (const char* column : {"area_m2", "supplied_m2", "supply_rate", "idle_m2", "low_efficiency_m2",
                                   "undetermined_m2", "tax_wan_per_mu", "tax_coverage"}) {
            const auto at = std::find(rows.columns.begin(), rows.columns.end(), column);
            if (at == rows.columns.end()) continue;
            const auto number = number_of(rows.rows[0][static_cast<std::size_t>(at - rows.columns.begin())]);
            const bool own = source_.labels.has("map_figure", column);
            sheet_.figures.emplace_back(source_.labels.text(own ? "map_figure" : "column", column, source_.language),
                                        figure_text(column, number));
        }
    }

    static std::string figure_text(std::string_view column, const std::optional<double>& number) {
        if (!number) return "—";
        if (column.ends_with("_m2")) return fixed(Area::square_metres(*number).mu(), 2) + " 亩";
        if (column.ends_with("_per_mu")) return fixed(*number, 2) + " 万元/亩";
        return fixed(*number * 100, 2) + " %";
    }

    bool rounded() const {
        double shown = 0;
        Area all;
        for (const MapClass& one : sheet_.classes) shown += std::stod(fixed(one.land.mu(), 2)), all += one.land;
        return fixed(shown, 2) != fixed(all.mu(), 2);
    }

    void notes() {
        const bool suspicion = theme_.id == "land_class" || theme_.id == "efficiency";
        if (suspicion) sheet_.notes.push_back(source_.say("note_suspicion"));
        if (!theme_.words) sheet_.notes.push_back(source_.say("note_breaks") + source_.say("note_no_data"));
        if (theme_.id == "grade") sheet_.notes.push_back(source_.say("note_grade"));
        if (rounded()) sheet_.notes.push_back(source_.say("note_rounded"));
        if (without_area_ > 0) sheet_.notes.push_back(source_.say("note_area_unknown", std::to_string(without_area_)));
    }

    std::string mark() const {
        const MapQuery& query = source_.query;
        if (!query.is_public()) return source_.say(run(3) == "secret" ? "mark_secret" : "mark_internal");
        if (!query.map_approval.empty()) return source_.say("mark_approved", query.map_approval);
        if (!query.exempt.empty()) return source_.say("mark_exempt", query.exempt);
        return source_.say("mark_unapproved");
    }

    std::string run(std::size_t column) const { return source_.run.rows[0][column].value_or(""); }

    void stamp() {
        sheet_.mark = mark();
        const Rows years = source_.book.query("SELECT max(data_year) FROM parcel_result");
        const std::string year = years.rows[0][0].value_or("");
        const auto say = [&](const char* id, std::string value) {
            sheet_.stamp.emplace_back(source_.say(id), std::move(value));
        };
        say("title", sheet_.title);
        say("scale", "{scale}");
        if (!scenario_id_.empty()) say("scenario", scenario_id_);
        say("as_of", run(1) + (year.empty() ? "" : source_.say("data_year", year)));
        say("policy", run(2));
        say("area_basis", source_.labels.text("area_basis", run(4), source_.language));
        say("run", run(0));
        say("secrecy", source_.labels.text("secrecy", run(3), source_.language));
        for (const char* blank : {"office", "drawn_by", "drawn_on"}) say(blank, "");
    }

    const MapSource& source_;
    const Theme& theme_;
    std::string park_id_, scenario_id_;
    Features parks_;
    Plane plane_;
    MapSheet sheet_;
    std::int64_t without_area_ = 0;
    std::vector<std::string> endings_, beginnings_;  // left out of names
};

}  // namespace

std::string with_word(std::string text, const std::string& word) {
    if (const auto at = text.find("{0}"); at != std::string::npos) text.replace(at, 3, word);
    return text;
}

std::string MapSource::say(const char* id, const std::string& word) const { return with_word(say(id), word); }

MapSheet map_sheet(const MapSource& source, const Theme& theme, const std::string& park_id) {
    return Filling{source, theme, park_id}.sheet();
}

}  // namespace mutu
