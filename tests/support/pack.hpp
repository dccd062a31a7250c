// A pack written in a test, over `cn`, as a county would write one.
#pragma once

#include "support/root.hpp"

#include "mutu/policy.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace mutu::test {

inline Rulebook county_pack(const std::string& sections) {
    static int number = 0;
    const auto file =
        std::filesystem::temp_directory_path() /
        ("mutu_pack_" + std::to_string(static_cast<long long>(getpid())) + "_" + std::to_string(++number) + ".toml");
    std::ofstream{file} << "[pack]\nid = \"county\"\ntitle = \"县级包（虚构）\"\nversion = \"1\"\nextends = \"cn\"\n"
                        << sections;
    try {
        Rulebook book = load_rulebook(file.string(), root() + "/geodata/policy");
        std::filesystem::remove(file);
        return book;
    } catch (...) {
        std::filesystem::remove(file);
        throw;
    }
}

/// One list of everybody, scored by tax per 亩 against 10 万元/亩 for 100 points; `more` goes into the item, `tail`
/// after it.
inline std::string tax_scheme(const std::string& more = "", const std::string& tail = "") {
    return R"(
[[score]]
id = "all"
title = "全部企业"
list = "all"
clause = "虚构"
evidence = "product"
)" + tail + R"(
[[score.item]]
id = "tax_per_mu"
title = "亩均税收"
of = "tax_wan"
over = "land_mu"
weight = 100
)" + (more.find("method") == std::string::npos && more.find("baseline") == std::string::npos ? "baseline = 10\n" : "") +
           more + R"(
[[score.grade]]
id = "A"
share = "20%"
measures = ["用地优先", "税收返还"]
[[score.grade]]
id = "B"
share = "60%"
[[score.grade]]
id = "C"
share = "80%"
[[score.grade]]
id = "D"
)";
}

}  // namespace mutu::test
