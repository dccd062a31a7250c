// Column names of the world: alias tables, units in headings, words of code fields.
#include "quantities.hpp"

#include "mutu/exchange.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <algorithm>
#include <filesystem>

namespace mutu {
namespace {

/// Half-width, lower case, without blanks and underscores: what two spellings of one heading share.
std::string plain(std::string_view heading) {
    std::string result = lower_ascii(half_width(trimmed(heading)));
    std::erase_if(result, [](char c) { return c == ' ' || c == '_' || c == '\n' || c == '\r' || c == '\t'; });
    return result;
}

void load_role(const Value& file, Role role, auto& aliases, std::vector<std::string>& layer_names) {
    if (const Value* names = file.find("layer_names"))
        for (const auto& name : names->list("layer_names")) layer_names.push_back(plain(name.text("layer_names")));
    const Value* fields = file.find("fields");
    if (!fields) file.fail("没有 [fields]");
    for (const auto& [field, words] : fields->table("fields")) {
        if (!find_field(role, field)) words.fail("角色 " + std::string{name(role)} + " 没有字段 " + field);
        std::size_t rank = 0;
        for (const auto& word : words.list(field)) aliases.try_emplace(plain(word.text(field)), field, ++rank);
    }
}

SurveyRules survey_rules(const Value& file) {
    SurveyRules rules;
    const auto member = [](const Value& table, const char* key) -> const Value& {
        const Value* found = table.find(key);
        return found ? *found : (table.fail(std::string{"没有 "} + key), table);
    };
    for (const auto& [word, spellings] : member(file, "header").table("header"))
        for (const auto& spelling : spellings.list(word)) rules.header[spelling.text(word)] = word;
    for (const auto& layout : member(file, "layout").list("layout")) {
        auto& names = rules.layouts.emplace_back();
        for (const auto& cell : member(layout, "cells").list("cells")) names.push_back(cell.text("cells"));
    }
    const Value& tolerance = member(file, "area_tolerance");
    rules.area_relative = member(tolerance, "relative").real("relative");
    rules.area_least_m2 = member(tolerance, "least_m2").real("least_m2");
    return rules;
}

LandUseSystem land_use_system(const Value& table) {
    LandUseSystem system;
    const auto needed = [&](const char* key) -> const Value& {
        const Value* value = table.find(key);
        if (!value) table.fail(std::string{"[[system]] 缺少 "} + key);
        return *value;
    };
    system.id = needed("id").text("id"), system.title = needed("title").text("title");
    for (const Value& role : needed("roles").list("roles"))
        if (const auto known = role_named(role.text("roles"))) system.usual_of.push_back(*known);
    for (const auto& [code, names] : needed("names").table("names"))
        for (const Value& name : names.list(code)) {
            system.names[code].push_back(name.text(code));
            system.code_of_name.try_emplace(name.text(code), code);
        }
    return system;
}

}  // namespace

ColumnAliases ColumnAliases::load(const std::string& folder) {
    ColumnAliases result;
    const std::filesystem::path base{folder};
    for (const Role role : all_roles()) {
        const auto path = base / (std::string{name(role)} + ".toml");
        const auto index = static_cast<std::size_t>(role);
        if (std::filesystem::exists(path))
            load_role(read_toml(path.string()), role, result.by_role_[index], result.layer_names_[index]);
    }
    const auto words = read_toml((base / "codes.toml").string());
    for (const auto& [group, codes] : words.table("codes.toml"))
        for (const auto& [code, spellings] : codes.table(group))
            for (const auto& spelling : spellings.list(code))
                result.codes_[group].try_emplace(plain(spelling.text(code)), code);
    result.survey_ = survey_rules(read_toml((base / "survey_text.toml").string()));
    const auto land_use = read_toml((base / "land_use.toml").string());
    if (const Value* systems = land_use.find("system"))
        for (const Value& system : systems->list("system")) result.land_use_.push_back(land_use_system(system));
    return result;
}

std::optional<Meaning> ColumnAliases::meaning(Role role, std::string_view source_column) const {
    const std::string heading = plain(source_column);
    const auto& aliases = by_role_[static_cast<std::size_t>(role)];
    const auto known = [&](std::string_view text) -> std::optional<Alias> {
        for (const Field& field : fields_of(role))
            if (plain(field.name) == text) return Alias{std::string{field.name}, 0};
        const auto found = aliases.find(text);
        return found == aliases.end() ? std::nullopt : std::optional{found->second};
    };
    if (const auto alias = known(heading)) return Meaning{alias->field, alias->rank, Unit::base, ""};

    const auto in_unit = [&](std::string_view body, std::string_view word) -> std::optional<Meaning> {
        const auto alias = known(body);
        const auto unit = alias ? unit_of(find_field(role, alias->field)->type, word) : std::nullopt;
        return unit ? std::optional{Meaning{alias->field, alias->rank, *unit, std::string{word}}} : std::nullopt;
    };
    const std::size_t open = heading.find_last_of("([");
    if (open != std::string::npos && (heading.ends_with(')') || heading.ends_with(']')))
        return in_unit(heading.substr(0, open), std::string_view{heading}.substr(open + 1, heading.size() - open - 2));
    for (const FieldType type : {FieldType::area, FieldType::money})
        if (const auto parts = split_unit(type, heading))
            if (auto found = in_unit(parts->body, parts->word)) return found;
    return std::nullopt;
}

std::optional<Meaning> ColumnAliases::cut_meaning(Role role, std::string_view source_column) const {
    const std::string heading = plain(source_column);
    const auto& aliases = by_role_[static_cast<std::size_t>(role)];
    std::optional<Meaning> found;
    for (auto at = aliases.lower_bound(heading); at != aliases.end() && at->first.starts_with(heading); ++at) {
        if (found && found->field != at->second.field) return std::nullopt;
        if (!found || at->second.rank < found->rank) found = Meaning{at->second.field, at->second.rank, Unit::base, ""};
    }
    return found;
}

std::string ColumnAliases::field(Role role, std::string_view source_column) const {
    const auto found = meaning(role, source_column);
    return found ? found->field : "";
}

std::string ColumnAliases::code(Role role, const Field& field, std::string_view word) const {
    std::string lower = lower_ascii(half_width(trimmed(word)));
    std::replace(lower.begin(), lower.end(), '-', '_');
    for (const auto known : field.codes)
        if (lower == known) return lower;
    for (const std::string& group :
         {std::string{name(role)} + "." + std::string{field.name}, std::string{field.name}}) {
        const auto words = codes_.find(group);
        if (words == codes_.end()) continue;
        if (const auto found = words->second.find(plain(word)); found != words->second.end()) return found->second;
    }
    return "";
}

}  // namespace mutu
