// Profiles of submissions: geodata/submit.
#include "submit/submission.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>

namespace mutu {
namespace {

namespace fs = std::filesystem;

std::string path_of(const std::string& named, const std::string& data_folder) {
    if (named.ends_with(".toml") || named.find('/') != std::string::npos) {
        if (!fs::is_regular_file(named)) throw Error{Kind::input, named + "：没有这个报送方案文件"};
        return named;
    }
    return toml_named("报送方案", named.empty() ? "standard" : named, data_folder + "/submit");
}

}  // namespace

SubmitProfile submit_profile(const std::string& named, const std::string& data_folder) {
    const std::string path = path_of(named, data_folder);
    const Value file = read_toml(path);
    SubmitProfile profile{.id = fs::path{path}.stem().string(), .title = {}, .tables = {}};
    const Value* title = file.find("title");
    const Value* tables = file.find("tables");
    if (!title || !tables) file.fail("报送方案要有 title 和 [tables]");
    profile.title = title->text("title");
    for (const auto& [table, columns] : tables->table("tables")) {
        auto& names = profile.tables.emplace_back(table, std::vector<std::string>{}).second;
        for (const Value& column : columns.list(table)) names.push_back(column.text(table));
    }
    for (const char* needed : {"park_result", "parcel_result", "unsupplied_land"})
        if (std::none_of(profile.tables.begin(), profile.tables.end(),
                         [&](const auto& one) { return one.first == needed; }))
            tables->fail(std::string{"报送方案缺少表 "} + needed);
    return profile;
}

}  // namespace mutu
