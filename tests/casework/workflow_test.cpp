// The shipped steps of idle land, and steps that an office has spoilt.
#include "support/root.hpp"

#include "mutu/cases.hpp"
#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace mutu {
namespace {

const std::string shipped = test::root() + "/geodata/cases/idle.toml";

/// The shipped steps with one passage replaced; the words of the refusal.
std::string refusal_of(const std::string& from, const std::string& to) {
    std::string text = read_file(shipped);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const std::string path = (std::filesystem::temp_directory_path() / "mutu-steps.toml").string();
    std::ofstream{path} << text;
    try {
        read_workflow(path);
    } catch (const Error& fault) {
        EXPECT_EQ(fault.kind(), Kind::input);
        return fault.what();
    }
    return {};
}

TEST(Workflow, FeeAndRecallAreDecidedByTheGovernmentAndNeedRecognitionServiceAndHearing) {
    const Workflow steps = read_workflow(shipped);
    for (const char* id : {"decide_fee", "decide_forfeit"}) {
        const CaseStep* step = steps.step(id);
        ASSERT_NE(step, nullptr) << id;
        EXPECT_EQ(step->signatures.back().duty, "approver");
        EXPECT_EQ(step->signatures.back().offices, std::vector<std::string>{"government"});
        EXPECT_EQ(step->after, (std::vector<std::string>{"recognise.document", "recognise.served_date",
                                                         "notify_hearing.served_date"}));
    }
    for (const Signature& one : steps.step("recognise")->signatures)
        EXPECT_EQ(one.offices, std::vector<std::string>{"county_bureau"});
    EXPECT_EQ(steps.opening().id, "report_clue");
}

TEST(Workflow, AFeeThatCanBeReachedWithoutRecognitionIsRefused) {
    const std::string said = refusal_of("id = \"decide_fee\"\nfrom = [\"hearing_notified\"]",
                                        "id = \"decide_fee\"\nfrom = [\"hearing_notified\", \"investigating\"]");
    EXPECT_NE(said.find("decide_fee"), std::string::npos) << said;
    EXPECT_NE(said.find("investigating"), std::string::npos) << said;
}

TEST(Workflow, AWordThatIsUnknownIsNamedWithItsLine) {
    for (const auto& [from, to] :
         {std::pair{"approver@government", "approver@mayor"}, std::pair{"to = \"closed\"", "to = \"shut\""},
          std::pair{"due_days = 30", "due_days = 0"},
          std::pair{"document = \"听证告知书\"", "dokument = \"听证告知书\""},
          std::pair{"needs = [\"document\"", "needs = [\"stamp\""}}) {
        const std::string said = refusal_of(from, to);
        EXPECT_NE(said.find("mutu-steps.toml:"), std::string::npos) << to << ": " << said;
    }
    EXPECT_NE(refusal_of("clerk@park_office|county_bureau", "clerk@park_office\", \"reviewer@county_bureau"), "");
    EXPECT_NE(refusal_of("after = [\"investigate.served_date\"]", "after = [\"nothing.served_date\"]"), "");
}

TEST(CaseTime, IsTheCivilTimeOfChina) {
    EXPECT_EQ(case_time("2026-07-01"), "2026-07-01T00:00:00+08:00");
    EXPECT_EQ(case_time("2026-06-30T20:15:30Z"), "2026-07-01T04:15:30+08:00");
    EXPECT_EQ(case_time("2026-06-30T20:15:30.000Z"), "2026-07-01T04:15:30+08:00");
    EXPECT_EQ(case_time("2026-03-01T05:00:00+14:00"), "2026-02-28T23:00:00+08:00");
    for (const char* typed : {"", "2026-02-30", "2026/07/01", "2026-07-01T24:00:00Z", "2026-07-01T09:30:00",
                              "2026-07-01 09:30:00Z", "2026-07-01T09:30:00+15:00"})
        EXPECT_THROW(case_time(typed), Error) << typed;
}

}  // namespace
}  // namespace mutu
