// Where the io tests find files, and one-source reading.
#pragma once

#include "support/root.hpp"
#include "support/shared.hpp"

#include "mutu/exchange.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace mutu::test {

namespace fs = std::filesystem;

inline const ColumnAliases& aliases() {
    static const ColumnAliases tables = ColumnAliases::load(test::root() + "/geodata/columns");
    return tables;
}

/// A folder of the test's own, emptied before use.
inline fs::path scratch(const std::string& name) {
    const fs::path folder = fs::temp_directory_path() / ("mutu_io_test_" + name + "_" + std::to_string(getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder;
}

inline std::string write(const fs::path& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
    return path.string();
}

inline SourceSpec source(Role role, const std::string& path) {
    SourceSpec spec;
    spec.role = role, spec.path = path, spec.shown_path = fs::path{path}.filename().string();
    return spec;
}

inline Holdings read(const SourceSpec& spec) { return read_holdings({spec}, aliases()); }
inline Holdings read(Role role, const std::string& path) { return read(source(role, path)); }

inline std::ptrdiff_t count(const Holdings& holdings, const std::string& code) {
    return std::count_if(holdings.diagnostics.begin(), holdings.diagnostics.end(),
                         [&](const Diagnostic& finding) { return finding.code == code; });
}

inline const Diagnostic* find(const Holdings& holdings, const std::string& code) {
    for (const auto& finding : holdings.diagnostics)
        if (finding.code == code) return &finding;
    return nullptr;
}

/// "field, how" of a source column.
inline std::string matched(const Holdings& holdings, const std::string& column) {
    for (const auto& match : holdings.sources.front().columns)
        if (match.source_column == column) return match.field + "; " + match.how;
    return "no such column";
}

inline std::string refusal(const SourceSpec& spec) {
    try {
        read(spec);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

inline std::set<std::string> files_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) names.insert(entry.path().filename().string());
    return names;
}

}  // namespace mutu::test
