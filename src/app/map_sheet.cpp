// One sheet's content: what is counted and drawn, and what the sheet says about itself.
#include "map_filling.hpp"
#include "office/notice.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

std::string figure_text(std::string_view column, const std::optional<double>& number) {
    if (!number) return "—";
    if (column.ends_with("_m2")) return fixed(Area::square_metres(*number).mu(), 2) + " 亩";
    if (column.ends_with("_per_mu")) return fixed(*number, 2) + " 万元/亩";
    if (column == "far") return fixed(*number, 2);
    return fixed(*number * 100, 2) + " %";
}

std::vector<std::string> words_of(const Value& file, const char* name) {
    const Value* listed = file.find(name);
    if (!listed) file.fail(std::string{"缺少 "} + name);
    std::vector<std::string> words;
    for (const Value& word : listed->list(name)) words.push_back(word.text(name));
    return words;
}

}  // namespace

std::optional<double> number_of_cell(const std::optional<std::string>& cell) {
    if (!cell) return {};
    const auto parsed = parse_number(*cell);
    const double* number = std::get_if<double>(&parsed);
    return number ? std::optional{*number} : std::nullopt;
}

std::optional<Area> area_of_cell(const std::optional<std::string>& cell) {
    const auto number = number_of_cell(cell);
    return number ? std::optional{Area::square_metres(*number)} : std::nullopt;
}

FeatureQuery of_park(const std::string& layer, std::vector<std::string> columns, const std::string& park_id) {
    FeatureQuery query{.layer = layer, .columns = std::move(columns), .box = {}, .where = {}, .arguments = {}};
    if (!park_id.empty()) query.where = "park_id = ?1", query.arguments = {park_id};
    return query;
}

SheetPlane::SheetPlane(const Crs& book, const GeometryColumn& somewhere) : book_{book}, plane_{book} {
    if (!book.known() || !book.geographic()) return;
    Box box;
    for (std::size_t row = 0; row < somewhere.rows(); ++row)
        if (!somewhere.null(row)) box.grow(somewhere.box(row));
    if (!box.empty()) plane_ = plane_at((box.min_x + box.max_x) / 2);
}

GeometryColumn SheetPlane::operator()(const GeometryColumn& shapes) const {
    return book_.known() ? transformed(shapes, book_, plane_) : shapes;
}

std::string SheetPlane::words(const MapSource& source) const {
    const int code = plane_.code().value_or(0);
    constexpr int first = 4513, last = 4533, first_zone = 25;
    if (code < first || code > last) return plane_.known() ? plane_.name() : "";
    return source.say("zone", std::to_string(3 * (code - first + first_zone)));
}

MapFilling::MapFilling(const MapSource& source, const Theme& theme, std::string park_id)
    : source_{source}, theme_{theme}, park_id_{std::move(park_id)},
      parks_{source.book.features(of_park("park_result", {"park_id", "park_name"}, park_id_))},
      plane_{source.crs, any_shape()} {
    const Value file = read_toml(source.style_folder + "/map.toml");
    endings_ = words_of(file, "drop_endings"), beginnings_ = words_of(file, "drop_beginnings");
}

MapSheet MapFilling::sheet() {
    describe();
    classes();
    layers();
    parks();
    figures();
    const bool packed = park_id_.empty() && pack_parks(sheet_);
    notes();
    if (packed) sheet_.notes.push_back(source_.say("note_packed"));
    stamp();
    return std::move(sheet_);
}

GeometryColumn MapFilling::any_shape() const {
    for (std::size_t row = 0; row < parks_.shapes.rows(); ++row)
        if (!parks_.shapes.null(row)) return parks_.shapes;
    return source_.book.features(of_park("parcel_result", {}, park_id_)).shapes;
}

std::string MapFilling::place_name() const {
    if (parks_.rows.rows.size() == 1) {
        const MapCells& park = parks_.rows.rows[0];
        // Without boundaries all parcels are one park "-".
        if (park[1] == "-") return source_.labels.text("map_title", "whole", source_.language);
        return park[2] && !park[2]->empty() ? *park[2] : park[1].value_or("");
    }
    return with_word(source_.labels.text("map_title", "several", source_.language),
                     std::to_string(parks_.rows.rows.size()));
}

void MapFilling::describe() {
    sheet_.title = with_word(source_.labels.text("map_title", theme_.id, source_.language), place_name());
    sheet_.heading = source_.labels.text("theme", theme_.id, source_.language);
    sheet_.unit = source_.labels.unit("column", theme_.column);
    sheet_.system = source_.query.is_public() ? "" : plane_.words(source_);
    sheet_.grid = !source_.query.is_public();
    sheet_.valued = !theme_.words && theme_.layer == "parcel_result";
    sheet_.listed = !park_id_.empty() || parks_.rows.rows.size() < 2;
}

void MapFilling::classes() {
    for (const ThemeClass& one : theme_.classes)
        sheet_.classes.push_back({.label = class_text(theme_, one, source_.labels, source_.language), .look = one});
}

std::size_t MapFilling::class_index(const std::optional<std::string>& cell) const {
    const std::size_t last = theme_.classes.size() - 1;  // what no class holds
    if (!theme_.words) return theme_.class_of(number_of_cell(cell)).value_or(last);
    return theme_.class_of(std::string_view{cell ? *cell : ""}).value_or(last);
}

void MapFilling::add(std::size_t index, const std::optional<Area>& land, std::string name, std::string value) {
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

void MapFilling::parks() {
    sheet_.parks = plane_(parks_.shapes);
    for (const MapCells& row : parks_.rows.rows) sheet_.park_names.push_back(row[2] ? *row[2] : row[1].value_or(""));
    if (park_id_.empty()) return;
    const Features others = source_.book.features(
        {.layer = "park_result", .columns = {}, .box = {}, .where = "park_id <> ?1", .arguments = {park_id_}});
    if (!others.rows.rows.empty()) sheet_.others = plane_(others.shapes);
}

void MapFilling::figures() {
    if (park_id_.empty() && parks_.rows.rows.size() != 1) return;
    const std::string park_id = park_id_.empty() ? parks_.rows.rows[0][1].value_or("") : park_id_;
    const Rows rows = source_.book.query("SELECT * FROM park_result WHERE park_id = ?1", {park_id});
    if (rows.rows.empty()) return;
    const bool of_firms = source_.query.is_public() && few_holders(park_id);
    for (const char* column : {"area_m2", "approved_m2", "supplied_m2", "supply_rate", "tax_wan_per_mu", "tax_coverage",
                               "output_wan_per_mu", "far"}) {
        const auto at = std::find(rows.columns.begin(), rows.columns.end(), column);
        if (at == rows.columns.end() || (of_firms && std::string_view{column}.find("_per_mu") != std::string::npos))
            continue;
        const auto number = number_of_cell(rows.rows[0][static_cast<std::size_t>(at - rows.columns.begin())]);
        const bool own = source_.labels.has("map_figure", column);
        sheet_.figures.emplace_back(source_.labels.text(own ? "map_figure" : "column", column, source_.language),
                                    figure_text(column, number));
    }
}

bool MapFilling::rounded() const {
    double shown = 0;
    Area all;
    for (const MapClass& one : sheet_.classes) shown += std::stod(fixed(one.land.mu(), 2)), all += one.land;
    return fixed(shown, 2) != fixed(all.mu(), 2);
}

void MapFilling::notes() {
    const auto note = [&](const char* id) { sheet_.notes.push_back(source_.say(id)); };
    if (theme_.id == "land_class" || theme_.id == "efficiency") note("note_suspicion");
    if (!theme_.words) sheet_.notes.push_back(source_.say("note_breaks") + source_.say("note_no_data"));
    if (theme_.id == "grade") {
        note("note_grade");
        if (std::string mark = notice_mark(source_.book, source_.labels, source_.language); !mark.empty())
            sheet_.notes.push_back(std::move(mark));
    }
    if (theme_.id == "land_use") note("note_land_use");
    if (rounded()) note("note_rounded");
    if (without_area_ > 0) sheet_.notes.push_back(source_.say("note_area_unknown", std::to_string(without_area_)));
}

std::string MapFilling::mark() const {
    const MapQuery& query = source_.query;
    if (!query.is_public()) return source_.say(run(3) == "secret" ? "mark_secret" : "mark_internal");
    if (!query.map_approval.empty()) return source_.say("mark_approved", query.map_approval);
    if (!query.exempt.empty()) return source_.say("mark_exempt", query.exempt);
    return source_.say("mark_unapproved");
}

void MapFilling::stamp() {
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
    if (!source_.query.is_public()) say("secrecy", source_.labels.text("secrecy", run(3), source_.language));
    for (const char* blank : {"office", "drawn_by", "drawn_on"}) say(blank, "");
}

std::string with_word(std::string text, const std::string& word) {
    if (const auto at = text.find("{0}"); at != std::string::npos) text.replace(at, 3, word);
    return text;
}

std::string MapSource::say(const char* id, const std::string& word) const { return with_word(say(id), word); }

MapSheet map_sheet(const MapSource& source, const Theme& theme, const std::string& park_id) {
    return MapFilling{source, theme, park_id}.sheet();
}

}  // namespace mutu
