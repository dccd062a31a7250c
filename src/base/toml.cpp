// TOML files into value trees that remember line and column.
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>

namespace mutu {
namespace {

std::string place(const std::string& origin, const toml::source_region& region) {
    return origin + ":" + std::to_string(region.begin.line) + ":" + std::to_string(region.begin.column);
}

Value converted(const toml::node& node, const std::string& origin);

Value converted(const toml::table& table, const std::string& origin) {
    // toml++ sorts keys; the order of the file is restored from the places.
    std::vector<std::pair<const toml::key*, const toml::node*>> members;
    for (auto&& [key, node] : table) members.emplace_back(&key, &node);
    const auto position = [](const toml::key& key) {
        return std::pair{key.source().begin.line, key.source().begin.column};
    };
    std::stable_sort(members.begin(), members.end(),
                     [&](const auto& a, const auto& b) { return position(*a.first) < position(*b.first); });
    Value::Table result;
    for (const auto& [key, node] : members) result.emplace_back(std::string{key->str()}, converted(*node, origin));
    return result;
}

Value converted(const toml::node& node, const std::string& origin) {
    Value value;
    if (const auto* table = node.as_table())
        value = converted(*table, origin);
    else if (const auto* array = node.as_array()) {
        Value::List list;
        for (const auto& element : *array) list.push_back(converted(element, origin));
        value = std::move(list);
    } else if (const auto* text = node.as_string())
        value = std::string{text->get()};
    else if (const auto* whole = node.as_integer())
        value = std::int64_t{whole->get()};
    else if (const auto* real = node.as_floating_point())
        value = real->get();
    else if (const auto* truth = node.as_boolean())
        value = truth->get();
    else if (const auto* date = node.as_date()) {
        const auto civil = Date::civil(date->get().year, date->get().month, date->get().day);
        if (!civil) throw Error{Kind::input, place(origin, node.source()) + ": impossible day"};
        value = *civil;
    } else {
        throw Error{Kind::input, place(origin, node.source()) + ": clock times are not used here; write a date"};
    }
    value.set_where(place(origin, node.source()));
    return value;
}

}  // namespace

Value parse_toml(std::string_view text, const std::string& origin) {
    try {
        Value value = converted(toml::parse(text, origin), origin);
        value.set_where(origin);
        return value;
    } catch (const toml::parse_error& fault) {
        throw Error{Kind::input, place(origin, fault.source()) + ": " + std::string{fault.description()}};
    }
}

Value read_toml(const std::string& path) { return parse_toml(read_file(path), path); }

std::vector<std::string> toml_files(const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator{folder, fault})
        if (entry.path().extension() == ".toml") paths.push_back(entry.path().string());
    if (fault) throw Error{Kind::input, "读不了数据目录 " + folder + "：" + fault.message()};
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::vector<std::string> toml_names(const std::string& folder) {
    std::vector<std::string> names;
    for (const std::string& path : toml_files(folder)) names.push_back(std::filesystem::path{path}.stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string toml_named(const std::string& kind, const std::string& name, const std::string& folder) {
    const auto names = toml_names(folder);
    if (std::find(names.begin(), names.end(), name) != names.end())
        return (std::filesystem::path{folder} / (name + ".toml")).string();
    const auto meant = nearest(name, names);
    throw Error{Kind::usage, "没有" + kind + " " + name +
                                 (meant ? "，是否要写 " + *meant + "？" : "；现有：" + join(names, " ")) + "（" +
                                 folder + "）"};
}

}  // namespace mutu
