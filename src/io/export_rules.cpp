// geodata/export into formats, profiles and the way boundary points are written.
#include "export_fields.hpp"

#include "mutu/handover.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <filesystem>
#include <set>

namespace mutu {
namespace {

namespace fs = std::filesystem;

std::string text(const Value& table, const char* key, const std::string& otherwise = "") {
    const Value* found = table.find(key);
    return found ? found->text(key) : otherwise;
}

bool truth(const Value& table, const char* key, bool otherwise) {
    const Value* found = table.find(key);
    return found ? found->boolean(key) : otherwise;
}

std::vector<std::string> texts(const Value& value, const std::string& what) {
    std::vector<std::string> all;
    for (const Value& one : value.list(what)) all.push_back(one.text(what));
    return all;
}

std::vector<std::string> member_texts(const Value& table, const char* key) {
    const Value* found = table.find(key);
    return found ? texts(*found, key) : std::vector<std::string>{};
}

const Value& member(const Value& table, const char* key) {
    if (const Value* found = table.find(key)) return *found;
    table.fail(std::string{"没有 "} + key);
}

ExportFormat format_of(const Value& table) {
    ExportFormat format;
    format.driver = text(table, "driver"), format.encoding = text(table, "encoding");
    format.profile = text(table, "profile"), format.crs = text(table, "crs");
    format.folder = truth(table, "folder", false), format.mark = truth(table, "mark", false);
    format.attributes = truth(table, "attributes", true), format.survey = truth(table, "survey", false);
    format.dataset_options = member_texts(table, "dataset_options");
    format.layer_options = member_texts(table, "layer_options");
    return format;
}

ExportProfile profile_of(const std::string& id, const Value& file) {
    ExportProfile profile;
    profile.id = id, profile.title = text(file, "title", id), profile.words = truth(file, "words", false);
    std::set<std::string> known;
    for (const auto& [column, field] : member(file, "fields").table("fields")) {
        profile.fields.push_back(export_field(column, field));
        known.insert(column);
    }
    if (const Value* layers = file.find("layers"))
        for (const auto& [layer, columns] : layers->table("layers")) {
            profile.layers[layer] = texts(columns, layer);
            for (const auto& column : profile.layers[layer])
                if (!known.contains(column)) columns.fail("[fields] 里没有 " + column);
        }
    return profile;
}

SurveyWriting survey_of(const Value& file) {
    SurveyWriting writing;
    for (const auto& [part, columns] : member(file, "columns").table("columns"))
        writing.columns[part] = texts(columns, part);
    const Value& rings = member(file, "rings");
    writing.point_prefix = text(rings, "point_prefix");
    writing.close = truth(rings, "close", true), writing.restart = truth(rings, "restart", false);
    writing.northwest = truth(rings, "northwest", true);
    writing.outer_clockwise = truth(rings, "outer_clockwise", true);
    writing.version = text(member(file, "header"), "version");
    return writing;
}

}  // namespace

ExportField export_field(const std::string& column, const Value& table) {
    ExportField field;
    field.column = column, field.from = text(table, "from", column);
    field.name = member(table, "name").text("name"), field.title = text(table, "title", field.name);
    const std::string unit = text(table, "unit");
    if (!unit.empty() && unit != "mu" && unit != "hectare") table.fail("unit 只能是 mu 或 hectare");
    if (!unit.empty()) field.unit = unit == "mu" ? Unit::mu : Unit::hectare;
    if (const Value* width = table.find("width")) field.width = static_cast<int>(width->integer("width"));
    if (const Value* decimals = table.find("decimals"))
        field.decimals = static_cast<int>(decimals->integer("decimals"));
    return field;
}

void set_ring_rule(SurveyWriting& writing, const std::string& assignment) {
    const std::size_t equals = assignment.find('=');
    const std::string rule = assignment.substr(0, equals),
                      value = equals == std::string::npos ? "" : assignment.substr(equals + 1);
    if (rule == "point_prefix" && equals != std::string::npos) {
        writing.point_prefix = value;
        return;
    }
    const auto parsed = parse_yes_no(value);
    const bool* yes = std::get_if<bool>(&parsed);
    for (const auto& [name, member] : {std::pair{"close", &SurveyWriting::close},
                                       {"restart", &SurveyWriting::restart},
                                       {"northwest", &SurveyWriting::northwest},
                                       {"outer_clockwise", &SurveyWriting::outer_clockwise}})
        if (rule == name && yes) {
            writing.*member = *yes;
            return;
        }
    throw Error{Kind::usage, "不认识的界址点写法：" + assignment +
                                 "；可写 close、restart、northwest、outer_clockwise = true|false，point_prefix = J"};
}

ExportRules ExportRules::load(const std::string& folder, const ColumnAliases& aliases) {
    ExportRules rules;
    const Value formats = read_toml((fs::path{folder} / "formats.toml").string());
    for (const auto& [extension, table] : member(formats, "format").table("format"))
        rules.formats[extension] = format_of(table);
    for (const auto& [layer, table] : member(formats, "beside").table("beside"))
        rules.beside[layer] = {member(table, "layer").text("layer"), member(table, "key").text("key")};
    rules.survey = survey_of(read_toml((fs::path{folder} / "survey_text.toml").string()));
    rules.survey_reading = aliases.survey();
    for (const auto& entry : fs::directory_iterator{folder}) {
        const std::string id = entry.path().stem().string();
        if (entry.path().extension() != ".toml" || id == "formats" || id == "survey_text") continue;
        rules.profiles[id] = profile_of(id, read_toml(entry.path().string()));
    }
    return rules;
}

}  // namespace mutu
