// What fuzzing starts from (corpus) and what it once found (found) goes through the same parsers in the ordinary suite.
#include "fuzz/eaters.hpp"
#include "support/root.hpp"

#include "mutu/text.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace mutu {
namespace {

/// Feeds every file under <kind>/<name> and counts them; a folder that is not there holds none.
int replay(const std::string& kind, const std::string& name, void (*eat)(std::string_view)) {
    const auto folder = std::filesystem::path{test::root()} / "tests/fuzz" / kind / name;
    if (!std::filesystem::exists(folder)) return 0;
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        eat(read_file(entry.path().string()));
        ++count;
    }
    return count;
}

void replay_all(const std::string& name, void (*eat)(std::string_view)) {
    EXPECT_GT(replay("corpus", name, eat), 0);
    replay("found", name, eat);
}

TEST(Replay, TomlSwallowsWhatWasFound) { replay_all("toml", fuzz::eat_toml); }
TEST(Replay, TextSwallowsWhatWasFound) { replay_all("text", fuzz::eat_text); }
TEST(Replay, FactsSwallowWhatWasFound) { replay_all("fact", fuzz::eat_fact); }
TEST(Replay, WkbSwallowsWhatWasFound) { replay_all("wkb", fuzz::eat_wkb); }
TEST(Replay, SurveyTextSwallowsWhatWasFound) { replay_all("survey_text", fuzz::eat_survey_text); }
TEST(Replay, VctSwallowsWhatWasFound) { replay_all("vct", fuzz::eat_vct); }
TEST(Replay, ProjectsSwallowWhatWasFound) { replay_all("project", fuzz::eat_project); }
TEST(Replay, PacksSwallowWhatWasFound) { replay_all("policy", fuzz::eat_policy); }
TEST(Replay, BlobsSwallowWhatWasFound) { replay_all("blob", fuzz::eat_blob); }
TEST(Replay, AnswersSwallowWhatWasFound) { replay_all("answers", fuzz::eat_answers); }

}  // namespace
}  // namespace mutu
