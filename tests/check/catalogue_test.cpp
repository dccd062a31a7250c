// The catalogue and waivers: numbers that stay, limits that can be changed, findings that a person stands for.
#include "support.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>

namespace mutu {
namespace {

using test::catalogue;
using test::found;

TEST(FeatureRow7, EveryRuleHasNumberNameAndFamily) {
    std::set<int> numbers;
    for (const CheckRule& rule : catalogue().rules) {
        EXPECT_TRUE(numbers.insert(rule.number).second) << rule.code;
        EXPECT_TRUE(std::set<int>({0, 1, 2, 3, 4, 5, 8, 9}).contains(rule.number / 1000)) << rule.code;
        EXPECT_FALSE(rule.name.empty() || rule.en.empty()) << rule.code;
        EXPECT_TRUE(rule.clause.empty() || !rule.evidence.empty()) << rule.code << ": a clause has an evidence mark";
    }
    EXPECT_EQ(catalogue().find("4101")->code, "overlap");
    EXPECT_EQ(catalogue().find("date_without_supply_instrument")->number, 5501);
    EXPECT_EQ(catalogue().find("nothing"), nullptr);
}

TEST(FeatureRow7, LimitsCanBeChangedByNameOnly) {
    EXPECT_DOUBLE_EQ(load_catalogue(test::geodata() + "/check", {{"gap_width_m", 2}}).limit("gap_width_m"), 2);
    EXPECT_THROW(load_catalogue(test::geodata() + "/check", {{"gap_width", 2}}), Error);
    EXPECT_THROW(load_catalogue(test::geodata() + "/check", {{"gap_width_m", -1}}), Error);
}

class Waivers : public ::testing::Test {
protected:
    std::vector<Waiver> read(const std::string& text) {
        const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
        const std::string path = (std::filesystem::temp_directory_path() / ("mutu_waivers_" + name + ".toml")).string();
        std::ofstream{path} << text;
        return read_waivers(path, catalogue());
    }
    static Diagnostics overlap_of(const char* first, const char* second) {
        Diagnostic one{.code = "overlap", .severity = Severity::warning, .layer = "parcel"};
        one.subject_id = first, one.other_id = second, one.message = "重叠", one.number = 4101;
        return {one};
    }
};

constexpr const char* whole = R"([[waiver]]
code = 4101
feature = "A2"
other = "A1"
reason = "两证并存，已报省厅"
by = "张三"
date = 2026-06-01
)";

TEST_F(Waivers, SilenceOneFindingAndAreTold) {
    Diagnostics all = overlap_of("A1", "A2");
    apply_waivers(all, read(whole), catalogue(), test::day("2026-06-30"));
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].code, "waived");
    EXPECT_EQ(all[0].severity, Severity::info);
    EXPECT_EQ(all[0].message, "已豁免：重叠；理由：两证并存，已报省厅（张三，2026-06-01）");
}

TEST_F(Waivers, ThatSilenceNothingOrHaveRunOutAreTold) {
    Diagnostics other = overlap_of("A1", "A3");
    apply_waivers(other, read(whole), catalogue(), test::day("2026-06-30"));
    EXPECT_EQ(found(other, "overlap"), "A1") << "a finding about another pair stands";
    EXPECT_EQ(found(other, "waiver_stale"), "A2");
    Diagnostics late = overlap_of("A1", "A2");
    apply_waivers(late, read(std::string{whole} + "until = 2026-06-29\n"), catalogue(), test::day("2026-06-30"));
    EXPECT_EQ(found(late, "overlap"), "A1");
    EXPECT_EQ(found(late, "waiver_stale"), "A2");
}

TEST_F(Waivers, RefuseWhatIsIncompleteOrUnknown) {
    EXPECT_THROW(read("[[waiver]]\ncode = \"overlap\"\nfeature = \"A\"\nby = \"x\"\ndate = 2026-01-01\n"), Error);
    EXPECT_THROW(
        read("[[waiver]]\ncode = \"overlaps\"\nfeature = \"A\"\nreason = \"r\"\nby = \"x\"\ndate = 2026-01-01\n"),
        Error);
    EXPECT_THROW(read(std::string{whole} + "day = 1\n"), Error);
    EXPECT_THROW(read("[waivers]\n"), Error);
}

/// Every code word that the source raises beside a severity has its number.
TEST(FeatureRow7, EveryFindingOfTheSourceIsInTheCatalogue) {
    std::set<std::string> missing;
    const std::regex raised{R"re("([a-z][a-z_0-9]+)",\s*Severity::)re"};
    for (const auto& entry : std::filesystem::recursive_directory_iterator{test::root() + "/src"}) {
        if (entry.path().extension() != ".cpp") continue;
        const std::string text = read_file(entry.path().string());
        for (std::sregex_iterator at{text.begin(), text.end(), raised}, end; at != end; ++at)
            if (!catalogue().find((*at)[1].str())) missing.insert((*at)[1].str());
    }
    std::string words;
    for (const std::string& code : missing) words += " " + code;
    EXPECT_TRUE(missing.empty()) << "without a number in geodata/check:" << words;
}

}  // namespace
}  // namespace mutu
