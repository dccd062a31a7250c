// Styles of the result layers: colours from geodata/style, words from the labels, one default per layer.
#include "qml.hpp"
#include "tables.hpp"
#include "theme_styles.hpp"

#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr const char* layer_styles = R"sql(CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT,
    styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time DATETIME))sql";

/// Marks the styles that each run writes anew; all others are a person's own.
constexpr const char* owner = "mutu";

std::string color_of(const Value& entry, const char* member) {
    const Value* found = entry.find(member);
    if (!found) entry.fail(std::string{"缺少颜色 "} + member + " = \"#rrggbb\"");
    const std::string& color = found->text(member);
    const bool sound = color.size() == 7 && color[0] == '#' && std::all_of(color.begin() + 1, color.end(), [](char c) {
                           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
                       });
    if (!sound) found->fail("颜色 " + color + " 应写作 \"#rrggbb\"");
    return color;
}

qml::Symbol symbol_of(const Value& entry) {
    qml::Symbol symbol;
    symbol.color = color_of(entry, "color");
    if (entry.find("outline")) symbol.outline = color_of(entry, "outline");
    if (const Value* width = entry.find("width")) symbol.width = shortest(width->real("width"));
    const Value* kind = entry.find("kind");
    const std::string word = kind ? kind->text("kind") : "fill";
    if (word == "fill")
        symbol.kind = qml::Symbol::Kind::fill;
    else if (word == "outline")
        symbol.kind = qml::Symbol::Kind::outline;
    else if (word == "hatch")
        symbol.kind = qml::Symbol::Kind::hatch;
    else if (word == "marker")
        symbol.kind = qml::Symbol::Kind::marker;
    else
        kind->fail("符号 " + word + " 应为 fill、outline、hatch 或 marker");
    if (const Value* pattern = entry.find("pattern")) {
        symbol.brush = qml::brush_named(pattern->text("pattern"));
        if (symbol.brush.empty()) pattern->fail("花纹应为 diagonal、counter、cross 或 dots");
    }
    return symbol;
}

const Value& member(const Value& table, const std::string& name) {
    const Value* found = table.find(name);
    if (!found) table.fail("缺少 [" + name + "]");
    return *found;
}

/// The classes of one style file in its order, with their labels.
std::vector<qml::Category> categories_of(const std::string& folder, const std::string& group, const Labels& labels) {
    const Value file = read_toml(folder + "/" + group + ".toml");
    std::vector<qml::Category> categories;
    for (const auto& [id, entry] : member(file, group).table(group))
        categories.push_back({id, labels.text(group, id), symbol_of(entry)});
    return categories;
}

/// How each layer is drawn: by the classes of a column, or with the one symbol of layer.toml.
struct LayerStyle {
    const char* table = "";
    const char* attribute = "";
    const char* label_column = "";
    const char* group = nullptr;  // the style file, where it is not that of the attribute
};
constexpr LayerStyle styled[] = {{"parcel_result", "land_class", "parcel_id"},
                                 {"unsupplied_land", "", "approval_id"},
                                 {"unapproved_building_land", "", ""},
                                 {"park_result", "", "park_name"},
                                 {"diagnostic", "severity", ""},
                                 {"diagnostic_shape", "", ""},
                                 {"repair", "", "subject_id"},
                                 {"turnover_result", "rung", "turnover_id"}};

/// Layers that a later command adds to the book; QGIS looks their style up by name, whenever they come.
constexpr LayerStyle styled_later[] = {{"expansion_candidate", "", "alternative_id"},
                                       {"expansion_removed", "", ""},
                                       {"expansion_boundary", "", ""},
                                       {"expansion_part", "", ""},
                                       {"expansion_refused", "", ""},
                                       {"plan_block", "", ""},
                                       {"constraint", "kind", "", "constraint_kind"}};

/// `looks`: layer.toml.
qml::Style style_of(const LayerStyle& layer, const TableSpec& spec, const Value& looks, const std::string& folder,
                    const Labels& labels) {
    qml::Style style{layer.attribute, {}, qml::Style::By::value, layer.label_column, {}};
    if (style.attribute.empty()) {
        style.by = qml::Style::By::one;
        style.categories = {{"", "", symbol_of(member(member(looks, "layer"), spec.name))}};
    } else
        style.categories = categories_of(folder, layer.group ? layer.group : style.attribute, labels);
    style.aliases.emplace_back("fid", "");
    for (const auto& column : spec.columns) {
        const std::string unit = labels.unit("column", column.name);
        std::string alias = labels.has("column", column.name) ? labels.text("column", column.name) : std::string{};
        if (!alias.empty() && !unit.empty()) alias += "（" + unit + "）";
        style.aliases.emplace_back(column.name, std::move(alias));
    }
    return style;
}

// A person's own style comes along, and where it is the default of its layer it stays so.
void take_own_styles(const Database& db, bool attached) {
    if (!attached || !db.has_table("layer_styles", older)) return;
    Statement copy = db.prepare(
        "INSERT INTO main.layer_styles SELECT NULL, f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
        "styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time FROM older.layer_styles "
        "WHERE owner IS NOT ?1 ORDER BY id");
    copy.bind(1, std::string_view{owner});
    copy.run();
}

/// The first style of a layer is its default, unless a person's own is.
void insert_style(const GeoPackage& package, const std::string& layer, const std::string& name,
                  const std::string& description, const qml::Style& style) {
    const std::string qml = qml::document(style);
    Statement insert = package.db().prepare(
        "INSERT INTO main.layer_styles VALUES (NULL, '', '', ?1, 'geom', ?2, ?3, '', NOT EXISTS (SELECT 1 FROM "
        "main.layer_styles WHERE f_table_name = ?1 AND useAsDefault), ?4, ?5, '', ?6)");
    insert.bind(1, layer);
    insert.bind(2, name);
    insert.bind(3, qml);
    insert.bind(4, description);
    insert.bind(5, std::string_view{owner});
    insert.bind(6, package.stamp());
    insert.run();
}

}  // namespace

void write_styles(const GeoPackage& package, const std::vector<TableSpec>& tables, const std::string& style_folder,
                  const Labels& labels, bool attached) {
    package.db().exec(layer_styles);
    package.register_table({"layer_styles", {}, {}, Shape::none}, {});
    take_own_styles(package.db(), attached);
    const Value looks = read_toml(style_folder + "/layer.toml");
    const auto insert = [&](const LayerStyle& layer, const TableSpec& spec) {
        insert_style(package, spec.name, spec.name, spec.description,
                     style_of(layer, spec, looks, style_folder, labels));
    };
    for (const LayerStyle& layer : styled)
        for (const TableSpec& spec : tables)
            if (spec.name == layer.table && spec.shape != Shape::none) insert(layer, spec);
    for (const LayerStyle& layer : styled_later)
        insert(layer, {layer.table, table_title(labels, layer.table), {}, Shape::multipolygon});
    for (const ThemeStyle& one : theme_styles(style_folder, labels))
        insert_style(package, one.layer, one.name, one.name, one.style);
}

}  // namespace mutu
