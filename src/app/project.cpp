// PROJECT.toml: every key known by name, every fault with line and column.
#include "mutu/app.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>

namespace mutu {
namespace {

using Keys = std::vector<std::string>;

void refuse_unknown(const Value& table, std::string_view what, const Keys& known) {
    for (const auto& [key, value] : table.table(what)) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        const auto meant = nearest(key, known);
        value.fail("[" + std::string{what} + "] 中没有 " + key + " 这一项" +
                   (meant ? "，是否要写 " + *meant + "？" : "；可用：" + join(known, " ")));
    }
}

std::string word_of(const Value& value, std::string_view what) {
    if (const auto* text = value.as<std::string>()) return *text;
    if (const auto* day = value.as<Date>()) return day->iso();
    if (const auto* truth = value.as<bool>()) return *truth ? "yes" : "no";
    double storage = 0;
    if (const double* number = value.number(storage)) return shortest(*number);
    if (const auto* list = value.as<Value::List>()) {
        std::vector<std::string> words;
        for (const Value& one : *list) words.push_back(word_of(one, what));
        return join(words, ",");
    }
    value.fail(std::string{what} + " 应为文字、数字或日期");
}

std::vector<double> shift_of(const Value& value) {
    std::vector<double> numbers;
    for (const Value& number : value.list("shift")) numbers.push_back(number.real("shift"));
    if (numbers.size() != 7) value.fail("shift 需要 7 个数（三个平移、三个旋转、一个尺度）");
    return numbers;
}

SourceSpec source_of(const Value& table, const std::string& folder) {
    refuse_unknown(table, "source",
                   {"role", "path", "layer", "encoding", "crs", "where", "columns", "constant", "units", "secrecy",
                    "join", "same_datum", "shift"});
    SourceSpec spec;
    const Value* role = table.find("role");
    if (!role) table.fail("[[source]] 缺少 role");
    const auto known = role_named(role->text("role"));
    if (!known) {
        Keys names;
        for (const Role one : all_roles()) names.emplace_back(name(one));
        const auto meant = nearest(role->text("role"), names);
        role->fail("没有角色 " + role->text("role") +
                   (meant ? "，是否要写 " + *meant + "？" : "；可用：" + join(names, " ")));
    }
    spec.role = *known;
    const Value* path = table.find("path");
    if (!path) table.fail("[[source]] 缺少 path");
    spec.shown_path = path->text("path");
    const bool plain = spec.shown_path.find(':') == std::string::npos && !spec.shown_path.starts_with("/vsi");
    spec.path = plain ? (std::filesystem::path{folder} / spec.shown_path).string() : spec.shown_path;
    const auto take = [&](const char* key, std::string& into) {
        if (const Value* value = table.find(key)) into = value->text(key);
    };
    take("layer", spec.layer), take("encoding", spec.encoding), take("crs", spec.crs), take("where", spec.where),
        take("secrecy", spec.secrecy);
    if (spec.secrecy != "public" && spec.secrecy != "internal" && spec.secrecy != "secret")
        table.find("secrecy")->fail("secrecy 只能是 public、internal 或 secret");
    if (const Value* columns = table.find("columns"))
        for (const auto& [field, column] : columns->table("columns")) {
            if (!find_field(spec.role, field))
                column.fail("角色 " + std::string{name(spec.role)} + " 没有字段 " + field);
            spec.columns[field] = column.text(field);
        }
    if (const Value* constants = table.find("constant"))
        for (const auto& [field, value] : constants->table("constant")) {
            if (!find_field(spec.role, field))
                value.fail("角色 " + std::string{name(spec.role)} + " 没有字段 " + field);
            spec.constants[field] = word_of(value, field);
        }
    if (const Value* units = table.find("units"))
        for (const auto& [field, unit] : units->table("units")) {
            if (!find_field(spec.role, field)) unit.fail("角色 " + std::string{name(spec.role)} + " 没有字段 " + field);
            spec.units[field] = unit.text(field);
        }
    if (const Value* joins = table.find("join"))
        for (const Value& keys : joins->list("join")) {
            std::vector<std::string> fields;
            for (const Value& key : keys.list("join 的一组键")) fields.push_back(key.text("join 的键"));
            spec.join.push_back(std::move(fields));
        }
    if (const Value* same = table.find("same_datum")) spec.same_datum = same->boolean("same_datum");
    if (const Value* shift = table.find("shift")) spec.shift = shift_of(*shift);
    return spec;
}

void read_head(const Value& table, Project& project) {
    refuse_unknown(table, "project", {"name", "as_of", "policy", "area", "crs", "set", "ties", "queries"});
    const auto take = [&](const char* key, std::string& into) {
        if (const Value* value = table.find(key)) into = value->text(key);
    };
    take("name", project.name), take("policy", project.policy), take("area", project.area), take("crs", project.crs);
    if (const Value* sheet = table.find("ties")) {
        project.ties_shown = sheet->text("ties");
        project.ties = (std::filesystem::path{project.folder} / project.ties_shown).string();
    }
    if (const Value* sheet = table.find("queries")) {
        project.queries_shown = sheet->text("queries");
        project.queries = (std::filesystem::path{project.folder} / project.queries_shown).string();
    }
    if (const Value* as_of = table.find("as_of")) {
        const auto parsed = parse_date(word_of(*as_of, "as_of"));
        const Date* day = std::get_if<Date>(&parsed);
        if (!day) as_of->fail("as_of 不是日期：" + word_of(*as_of, "as_of"));
        project.as_of = *day;
    }
    if (const Value* set = table.find("set"))
        for (const auto& [parameter, value] : set->table("project.set"))
            project.set.emplace_back(parameter, word_of(value, parameter));
}

/// [check]: tolerances, the waiver file, the book of an earlier state.
void read_check(const Value& table, Project& project) {
    refuse_unknown(table, "check", {"set", "waivers", "earlier"});
    const auto take = [&](const char* key, std::string& into) {
        if (const Value* value = table.find(key))
            into = (std::filesystem::path{project.folder} / value->text(key)).string();
    };
    take("waivers", project.waivers), take("earlier", project.earlier);
    if (const Value* set = table.find("set"))
        for (const auto& [name, value] : set->table("check.set"))
            project.check_set.emplace_back(name, value.real(name));
}

}  // namespace

Project read_project(const std::string& path) { return parse_project(read_file(path), path); }

Project parse_project(const std::string& text, const std::string& path) {
    const Value root = parse_toml(text, path);
    refuse_unknown(root, "PROJECT", {"project", "source", "check", "output"});
    Project project;
    const std::filesystem::path parent = std::filesystem::path{path}.parent_path();
    project.folder = parent.empty() ? "." : parent.string();
    if (const Value* head = root.find("project")) read_head(*head, project);
    if (const Value* checks = root.find("check")) read_check(*checks, project);
    if (const Value* sources = root.find("source"))
        for (const Value& source : sources->list("source"))
            project.sources.push_back(source_of(source, project.folder));
    const auto placed = [&](const Value& value, const char* key) {
        return (std::filesystem::path{project.folder} / value.text(key)).string();
    };
    project.book = (std::filesystem::path{project.folder} / std::filesystem::path{path}.stem()).string() + ".gpkg";
    if (const Value* output = root.find("output")) {
        refuse_unknown(*output, "output", {"book", "ledger", "maps"});
        if (const Value* book = output->find("book")) project.book = placed(*book, "book");
        if (const Value* ledger = output->find("ledger")) project.ledger = placed(*ledger, "ledger");
    }
    return project;
}

}  // namespace mutu
