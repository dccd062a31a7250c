// geodata/packages: which layers, fields and maps a package holds.
#include "mutu/package.hpp"

#include "export_fields.hpp"

#include "mutu/hash.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

const Value& member(const Value& table, const char* key) {
    if (const Value* found = table.find(key)) return *found;
    table.fail(std::string{"没有 "} + key);
}

std::vector<std::string> texts(const Value& list, const char* what) {
    std::vector<std::string> all;
    for (const Value& one : list.list(what)) all.push_back(one.text(what));
    return all;
}

/// A field by our name: the package's own, else the profile's.
ExportField field_of(const Value& column, const Value* own, const ExportProfile& profile) {
    const std::string& name = column.text("columns");
    if (const Value* found = own ? own->find(name) : nullptr) return export_field(name, *found);
    for (const ExportField& field : profile.fields)
        if (field.column == name) return field;
    column.fail("[fields] 和字段方案 " + profile.id + " 里都没有 " + name);
}

PackageKind::Layer layer_of(const Value& table, const Value* own, const ExportProfile& profile) {
    PackageKind::Layer layer{member(table, "source").text("source"),
                             member(table, "name").text("name"),
                             member(table, "title").text("title"),
                             {}};
    layer.profile.id = profile.id, layer.profile.title = layer.title, layer.profile.words = profile.words;
    std::set<std::string> names;
    for (const Value& column : member(table, "columns").list("columns")) {
        ExportField field = field_of(column, own, profile);
        if (!names.insert(lower_ascii(field.name)).second) column.fail("字段 " + field.name + " 在一个图层里用了两次");
        layer.profile.layers[layer.source].push_back(field.column);
        layer.profile.fields.push_back(std::move(field));
    }
    return layer;
}

}  // namespace

PackageKind read_package_kind(const std::string& id, const std::string& folder, const ExportRules& rules) {
    const std::string path = toml_named("交付包", id, folder);
    const Value file = read_toml(path);
    PackageKind kind;
    kind.id = id, kind.sha256 = sha256(read_file(path));
    const auto text = [&](const char* key) { return member(file, key).text(key); };
    kind.title = text("title"), kind.version = text("version"), kind.evidence = text("evidence");
    kind.note = text("note"), kind.stem = text("stem"), kind.encoding = text("encoding");
    kind.formats = texts(member(file, "formats"), "formats");
    for (const std::string& format : kind.formats)
        if (format != "gdb" && format != "shp" && format != "xlsx")
            member(file, "formats").fail("formats 只能有 gdb shp xlsx");
    kind.directory = member(file, "directory").boolean("directory");
    const auto profile = rules.profiles.find(text("profile"));
    if (profile == rules.profiles.end()) member(file, "profile").fail("没有字段方案 " + text("profile"));
    std::set<std::string> names;
    for (const Value& layer : member(file, "layer").list("layer")) {
        kind.layers.push_back(layer_of(layer, file.find("fields"), profile->second));
        const std::string& name = kind.layers.back().name;
        if (name.empty() || name.find_first_of("/\\.:") != std::string::npos || !names.insert(lower_ascii(name)).second)
            layer.fail("图层名 " + name + " 不能作文件名，或用了两次");
    }
    if (const Value* maps = file.find("map"))
        for (const Value& one : maps->list("map"))
            kind.maps.push_back({member(one, "theme").text("theme"), member(one, "paper").text("paper")});
    return kind;
}

}  // namespace mutu
