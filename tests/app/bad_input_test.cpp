// What people get wrong: each fault ends with its exit code, names what to mend, and leaves nothing written.
#include "app/program.hpp"

namespace mutu::test {
namespace {

/// Three parcels as a register without shapes.
constexpr const char* register_text = "宗地代码,合同编号,约定开工时间,实际开工时间,总投资(万元),面积(平方米)\n"
                                      "G1,H1,2020-01-01,,100,10000\n"
                                      "G2,H2,2020-01-01,2020-02-01,100,10000\n";

class BadInput : public testing::Test {
protected:
    Answer run_here(std::vector<std::string> words) const {
        return run({.words = std::move(words), .folder = folder_.path()});
    }
    Answer run_project(const std::string& text) const {
        write(folder_ / "PROJECT.toml", text);
        before_ = contents(folder_.path());
        return run_here({"run", "PROJECT.toml"});
    }
    Answer run_parcels(const std::string& text) const {
        write(folder_ / "p.csv", text);
        return run_here({"run", "--parcel", "p.csv", "--book", "b.gpkg", "--as-of", "2026-06-30", "--quiet"});
    }
    /// The program refused with this code, said these words on stderr only, and wrote nothing.
    void expect_refused(const Answer& answer, int code, const std::vector<std::string>& words) const {
        EXPECT_EQ(answer.code, code) << answer.err;
        EXPECT_EQ(answer.out, "");
        for (const std::string& word : words) EXPECT_TRUE(says(answer.err, word)) << word << " in: " << answer.err;
        EXPECT_EQ(contents(folder_.path()), before_) << "something was written";
        EXPECT_FALSE(fs::exists(folder_ / "b.gpkg"));
    }
    std::string state_of(const std::string& id) const {
        return ask(folder_ / "b.gpkg", "SELECT idle_state AS s FROM parcel_result WHERE parcel_id = '" + id + "'")
            .at(0)
            .at("s")
            .value_or("");
    }

    TempFolder folder_;
    std::string parcels_ = write(folder_ / "good.csv", register_text);
    mutable std::map<std::string, std::string> before_ = contents(folder_.path());
};

TEST_F(BadInput, AMissingFileIsNamed) {
    expect_refused(run_here({"run", "--parcel", "nix.csv", "--book", "b.gpkg"}), 3, {"nix.csv", "不存在"});
}

TEST_F(BadInput, AMissingProjectFileIsNamed) { expect_refused(run_here({"run", "nix.toml"}), 3, {"nix.toml"}); }

TEST_F(BadInput, AWrongLayerNameListsThoseThatAreThere) {
    expect_refused(run_here({"run", "--parcel", "good.csv,layer=nix", "--book", "b.gpkg"}), 3,
                   {"good.csv", "nix", "现有", "good"});
}

TEST_F(BadInput, ALayerEncodingAndCrsMayFollowTheFile) {
    const Answer answer = run_here({"run", "--parcel", "good.csv,layer=good,encoding=UTF-8", "--book", "c.gpkg", "-q"});
    EXPECT_EQ(answer.code, 0) << answer.err;
}

TEST_F(BadInput, AnUnknownRoleFlagOffersTheNearest) {
    expect_refused(run_here({"run", "--parcle", "good.csv", "--book", "b.gpkg"}), 2, {"--parcle", "--parcel"});
}

TEST_F(BadInput, AnUnknownRoleInTheProjectOffersTheNearest) {
    expect_refused(run_project("[[source]]\nrole = \"parcle\"\npath = \"good.csv\"\n"), 3,
                   {"PROJECT.toml:2", "parcle", "parcel"});
}

TEST_F(BadInput, AProjectWithoutParcelsSaysWhatIsMissing) {
    expect_refused(run_project("[project]\nname = \"x\"\n"), 2, {"parcel"});
}

TEST_F(BadInput, ASyntaxErrorNamesItsLine) {
    expect_refused(run_project("[project]\nname = \"x\"\nas_of = = 3\n"), 3, {"PROJECT.toml:3"});
}

TEST_F(BadInput, AnUnknownKeyOffersTheNearest) {
    expect_refused(run_project("[project]\npolicyy = \"cn\"\n"), 3, {"PROJECT.toml:2", "policyy", "policy"});
}

TEST_F(BadInput, AnUnknownParameterOffersTheNearest) {
    expect_refused(run_here({"run", "--parcel", "good.csv", "--book", "b.gpkg", "--set", "early_warning_day=9"}), 2,
                   {"early_warning_day", "early_warning_days"});
}

TEST_F(BadInput, ADayThatIsNoneIsRefusedAsTheDayOfTheRun) {
    expect_refused(run_here({"run", "--parcel", "good.csv", "--book", "b.gpkg", "--as-of", "2026-02-30"}), 2,
                   {"--as-of", "2026-02-30"});
}

TEST_F(BadInput, AnUnknownVerbOffersTheNearest) {
    expect_refused(run_here({"explian", "b.gpkg"}), 2, {"explian", "explain"});
}

TEST_F(BadInput, AnUnknownOptionOffersTheNearest) {
    expect_refused(run_here({"run", "--parcel", "good.csv", "--stict"}), 2, {"--stict", "--strict"});
}

TEST_F(BadInput, AMissingFolderForTheBookIsNamed) {
    expect_refused(run_here({"run", "--parcel", "good.csv", "--book", "nix/b.gpkg"}), 3, {"nix"});
}

TEST_F(BadInput, AnOutputOverAnInputIsRefused) {
    ASSERT_EQ(run_here({"run", "--parcel", "good.csv", "--book", "in.gpkg", "-q"}).code, 0);
    before_ = contents(folder_.path());
    expect_refused(run_here({"run", "--parcel", "in.gpkg,layer=parcel", "--book", "in.gpkg"}), 2, {"in.gpkg"});
}

TEST_F(BadInput, WhatIsNoBookIsRefused) {
    expect_refused(run_here({"list", "good.csv", "parcels"}), 3, {"good.csv"});
    expect_refused(run_here({"list", "nix.gpkg", "parcels"}), 3, {"nix.gpkg"});
}

TEST_F(BadInput, AnUnknownParcelOffersTheNearest) {
    ASSERT_EQ(run_here({"run", "--parcel", "good.csv", "--book", "in.gpkg", "-q"}).code, 0);
    before_ = contents(folder_.path());
    expect_refused(run_here({"explain", "in.gpkg", "G7"}), 2, {"in.gpkg", "G7", "G1"});
}

TEST_F(BadInput, AnEmptyFileIsRefused) {
    write(folder_ / "e.csv", "");
    before_ = contents(folder_.path());
    expect_refused(run_here({"run", "--parcel", "e.csv", "--book", "b.gpkg"}), 3, {"e.csv"});
}

TEST_F(BadInput, NotOneParcelIsRefused) {
    write(folder_ / "z.csv", "宗地代码,合同编号\n");
    before_ = contents(folder_.path());
    expect_refused(run_here({"run", "--parcel", "z.csv", "--book", "b.gpkg"}), 4, {"parcel"});
}

TEST_F(BadInput, StrictWritesNoBookAndListsTheFindings) {
    write(folder_ / "p.csv", "宗地代码,总投资\nG1,约500\n");
    const auto before = contents(folder_.path());
    const Answer answer = run_here({"run", "--parcel", "p.csv", "--book", "b.gpkg", "--strict"});
    EXPECT_EQ(answer.code, 4);
    EXPECT_TRUE(says(answer.out, "bad_number") && says(answer.out, "约500")) << answer.out;
    EXPECT_EQ(contents(folder_.path()), before);
}

TEST_F(BadInput, FindingsReachTheLevelThatWasAsked) {
    write(folder_ / "p.csv", "宗地代码,总投资\nG1,约500\n");
    const auto with = [&](const char* level) {
        return run_here({"run", "--parcel", "p.csv", "--book", "c.gpkg", "-q", "--fail-on", level}).code;
    };
    EXPECT_EQ(with("none"), 0);
    EXPECT_EQ(with("warning"), 1);
    EXPECT_EQ(with("error"), 0);
    EXPECT_TRUE(fs::exists(folder_ / "c.gpkg"));
}

TEST_F(BadInput, ADryRunWritesNothing) {
    const Answer answer =
        run_here({"run", "--parcel", "good.csv", "--book", "b.gpkg", "--ledger", "l.xlsx", "--dry-run"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_TRUE(says(answer.out, "b.gpkg") && says(answer.out, "l.xlsx")) << answer.out;
    EXPECT_EQ(contents(folder_.path()), before_);
}

TEST_F(BadInput, ARegisterWithoutIdsStillRuns) {
    EXPECT_EQ(run_parcels("合同编号,面积\nH1,100\nH2,200\n").code, 0);
    const auto ids = ask(folder_ / "b.gpkg", "SELECT parcel_id FROM parcel_result ORDER BY fid");
    EXPECT_EQ(ids.at(0).at("parcel_id"), "p#1");
    EXPECT_EQ(ids.at(1).at("parcel_id"), "p#2");
    EXPECT_EQ(findings(folder_ / "b.gpkg", "missing_id"), 2);
}

TEST_F(BadInput, RepeatedIdsAreKeptApart) {
    EXPECT_EQ(run_parcels("宗地代码,面积\nG1,100\nG1,200\nG1,300\n").code, 0);
    const auto ids = ask(folder_ / "b.gpkg", "SELECT parcel_id FROM parcel_result ORDER BY fid");
    ASSERT_EQ(ids.size(), 3U);
    EXPECT_EQ(ids[1].at("parcel_id"), "G1#2");
    EXPECT_EQ(ids[2].at("parcel_id"), "G1#3");
    EXPECT_EQ(findings(folder_ / "b.gpkg", "duplicate_id"), 2);
}

TEST_F(BadInput, AStartDateThatIsNoneIsNotTakenForNoStart) {
    EXPECT_EQ(run_parcels("宗地代码,合同编号,约定开工时间,实际开工时间\n"
                          "G1,H1,2020-01-01,2024-02-30\nG2,H2,2020-01-01,\n")
                  .code,
              0);
    EXPECT_EQ(state_of("G1"), "undetermined") << "what was typed cannot be read";
    EXPECT_EQ(state_of("G2"), "idle_a_2y") << "a blank start has not happened";
    EXPECT_EQ(findings(folder_ / "b.gpkg", "bad_date"), 1);
}

TEST_F(BadInput, NumbersThatAreNoneAreUnknown) {
    EXPECT_EQ(run_parcels("宗地代码,面积\nG1,NaN\nG2,约100\nG3,300\n").code, 0);
    EXPECT_EQ(findings(folder_ / "b.gpkg", "bad_number"), 2);
    EXPECT_EQ(number(folder_ / "b.gpkg", "SELECT count(*) FROM parcel_result WHERE area_m2 IS NULL"), 2);
}

TEST_F(BadInput, AnEmptyShapeIsToldAndTheRestGoesOn) {
    write(folder_ / "p.geojson",
          R"({"type":"FeatureCollection","features":[)"
          R"({"type":"Feature","properties":{"parcel_id":"G1"},"geometry":null},)"
          R"({"type":"Feature","properties":{"parcel_id":"G2"},"geometry":{"type":"Polygon","coordinates":[]}},)"
          R"({"type":"Feature","properties":{"parcel_id":"G3"},"geometry":{"type":"Polygon","coordinates":)"
          R"([[[112,27],[112.001,27],[112.001,27.001],[112,27.001],[112,27]]]}}]})");
    EXPECT_EQ(run_here({"run", "--parcel", "p.geojson", "--book", "b.gpkg", "-q"}).code, 0);
    EXPECT_EQ(findings(folder_ / "b.gpkg", "no_shape"), 2);
    // 0.001° by 0.001° at 27°N: about 99.2 m by 110.8 m.
    EXPECT_NEAR(number(folder_ / "b.gpkg", "SELECT area_m2 FROM parcel_result WHERE parcel_id = 'G3'"), 10993, 20);
}

TEST_F(BadInput, SourcesInDifferentSystemsMeetInOne) {
    // The same square in degrees and in metres of zone 37 (its central meridian is 111°E).
    write(folder_ / "p.geojson",
          R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"parcel_id":"G1"},"geometry":)"
          R"({"type":"Polygon","coordinates":[[[111,27],[111.001,27],[111.001,27.001],[111,27.001],[111,27]]]}}]})");
    write(folder_ / "k.geojson",
          R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4525"}},"features":[)"
          R"({"type":"Feature","properties":{"park_id":"P1","park_name":"甲"},"geometry":{"type":"Polygon",)"
          R"("coordinates":[[[37499000,2986000],[37502000,2986000],[37502000,2990000],[37499000,2990000],)"
          R"([37499000,2986000]]]}}]})");
    EXPECT_EQ(run_here({"run", "--parcel", "p.geojson", "--park", "k.geojson", "--book", "b.gpkg", "-q"}).code, 0);
    EXPECT_EQ(ask(folder_ / "b.gpkg", "SELECT park_id FROM parcel_result").at(0).at("park_id"), "P1");
    EXPECT_EQ(number(folder_ / "b.gpkg", "SELECT DISTINCT srs_id FROM gpkg_geometry_columns"), 4525);
}

}  // namespace
}  // namespace mutu::test
