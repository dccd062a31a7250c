// Ties decided by hand, layers that land in the wrong place, and every hostile file through the whole program.
#include "app/program.hpp"
#include "support/shared.hpp"

#include <set>

namespace mutu::test {
namespace {

std::string ring(double x, double y, double side) {
    const auto at = [](double a, double b) { return "[" + fixed(a, 7) + "," + fixed(b, 7) + "]"; };
    return R"({"type":"Polygon","coordinates":[[)" + at(x, y) + "," + at(x + side, y) + "," + at(x + side, y + side) +
           "," + at(x, y + side) + "," + at(x, y) + "]]}";
}

std::string layer(const std::string& properties, const std::string& crs, const std::string& shape) {
    return R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":")" + crs +
           R"("}},"features":[{"type":"Feature","properties":)" + properties + R"(,"geometry":)" + shape + "}]}";
}

// ---- row 5 ----

TEST(FeatureRow5, ALayerFarFromItsParkIsRefusedWithTheLikelyZone) {
    const TempFolder folder;
    write(folder / "park.geojson", layer(R"({"park_id":"P"})", "EPSG:4525", ring(37'500'000, 2'950'000, 2000)));
    // Right numbers, wrong zone: 4547 is the meridian of 114°.
    write(folder / "parcel.geojson", layer(R"({"parcel_id":"G"})", "EPSG:4547", ring(500'500, 2'950'500, 100)));
    const std::string book = folder / "b.gpkg";
    const Answer answer =
        run({"run", "--park", folder / "park.geojson", "--parcel", folder / "parcel.geojson", "--book", book});
    EXPECT_EQ(answer.code, 3);
    EXPECT_TRUE(says(answer.err, "parcel.geojson")) << answer.err;
    EXPECT_TRUE(says(answer.err, "crs = \"EPSG:4546\"")) << answer.err;
    const Answer right = run({"run", "--park", folder / "park.geojson", "--parcel",
                              folder / "parcel.geojson,crs=EPSG:4546", "--book", book});
    EXPECT_EQ(right.code, 0) << right.err;
}

TEST(FeatureRow5, AnOlderDatumWithoutParametersIsRefused) {
    const TempFolder folder;
    for (const char* crs : {"EPSG:2361", "EPSG:2383", "EPSG:2413", "EPSG:2329", "EPSG:21419"}) {
        write(folder / "p.geojson", layer(R"({"parcel_id":"G"})", crs, ring(37'500'500, 2'950'500, 100)));
        const Answer answer = run({"run", "--parcel", folder / "p.geojson", "--book", folder / "b.gpkg"});
        EXPECT_EQ(answer.code, 3) << crs;
        EXPECT_TRUE(says(answer.err, "shift = ")) << crs << answer.err;
    }
}

/// Nine parcels of 0.0002° along a park's southern edge, moved.
std::string row_of_parcels(double east, double north) {
    std::string features;
    for (int i = 1; i <= 9; ++i)
        features += std::string{i == 1 ? "" : ","} + R"({"type":"Feature","properties":{"parcel_id":"G)" +
                    std::to_string(i) + R"("},"geometry":)" + ring(111 + 0.001 * i + east, 26.502 + north, 0.0002) +
                    "}";
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

TEST(FeatureRow5, TheShiftOfWebMapsIsSuspectedWhereTakingItBackFits) {
    const TempFolder folder;
    write(folder / "park.geojson", layer(R"({"park_id":"P"})", "EPSG:4326", ring(111, 26.5, 0.01)));
    const std::string book = folder / "b.gpkg";
    // At 111° E, 26.5° N the shift is 0.00507° east and 0.00344° south.
    for (const bool shifted : {true, false}) {
        write(folder / "p.geojson", shifted ? row_of_parcels(0.00507, -0.00344) : row_of_parcels(0, 0));
        const Answer answer = run({"run", "--park", folder / "park.geojson", "--parcel", folder / "p.geojson", "--book",
                                   book, "--overwrite"});
        ASSERT_EQ(answer.code, 0) << answer.err;
        EXPECT_EQ(findings(book, "gcj02_suspected"), shifted ? 1 : 0);
    }
}

// ---- row 10 ----

class Ties : public testing::Test {
protected:
    void SetUp() override {
        write(folder_ / "p.csv", "宗地代码,权利人,面积\nG1,湘江机械有限公司,1000\n");
        write(folder_ / "e.csv",
              "统一社会信用代码,企业名称\n914305000000000A11,湘江机械有限公司\n914305000000000B22,湘江机械有限公司\n");
        write(folder_ / "y.csv",
              "统一社会信用代码,年份,税收\n914305000000000A11,2025,10\n914305000000000B22,2025,70\n");
        project("");
    }
    void project(const std::string& more) const {
        write(folder_ / "PROJECT.toml", "[project]\nas_of = 2026-06-30\n" + more +
                                            "\n[[source]]\nrole = \"parcel\"\npath = \"p.csv\"\n[[source]]\nrole = "
                                            "\"enterprise\"\npath = \"e.csv\"\n[[source]]\nrole = "
                                            "\"enterprise_year\"\npath = \"y.csv\"\n");
    }
    Answer run_it() const { return run({"run", folder_ / "PROJECT.toml", "--quiet"}); }
    std::string book() const { return folder_ / "PROJECT.gpkg"; }

    TempFolder folder_;
};

TEST_F(Ties, DoubtfulOnesAreDecidedOnASheetThatIsReadBack) {
    ASSERT_EQ(run_it().code, 0);
    EXPECT_EQ(number(book(), "SELECT count(*) FROM link WHERE state = 'doubtful'"), 2);
    EXPECT_EQ(number(book(), "SELECT count(tax_wan) FROM parcel_result"), 0);
    const std::string sheet = folder_ / "关联核定.csv";
    ASSERT_EQ(run({"ties", book(), sheet}).code, 0);
    EXPECT_EQ(run({"ties", book(), sheet}).code, 2) << "a sheet that somebody may have filled in is not overwritten";
    std::string text = read_file(sheet);
    const std::size_t row = text.find("914305000000000B22"), end = text.find("\r\n", row);
    ASSERT_NE(row, std::string::npos) << text;
    const std::size_t blanks = text.rfind(",,", end);
    text.replace(blanks, end - blanks, ",是,王某（虚构）");
    write(sheet, text);
    project("ties = \"关联核定.csv\"\n");
    const Answer again = run_it();
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(number(book(), "SELECT tax_wan FROM parcel_result"), 70);
    EXPECT_EQ(number(book(), "SELECT count(*) FROM link WHERE state = 'matched' AND decided_by = '王某（虚构）'"), 1);
}

TEST_F(Ties, AnAnswerThatIsNeitherYesNorNoIsRefusedWithItsRow) {
    write(folder_ / "t.csv", "来源表,来源键,目标表,目标键,决定,决定人\nparcel,湘江机械有限公司,enterprise,X,也许,某\n");
    project("ties = \"t.csv\"\n");
    const Answer answer = run_it();
    EXPECT_EQ(answer.code, 3);
    EXPECT_TRUE(says(answer.err, "第 1 行") && says(answer.err, "也许")) << answer.err;
}

/// A register keyed by numbers that a spreadsheet wrote as 4.30525…E+17.
TEST(FeatureRow10, LostDigitsAreADoubtOnTheSheetAndTheAnswerTies) {
    const TempFolder folder;
    write(folder / "p.csv", "宗地代码,电子监管号\nG1,430525202100012345\nG2,430525202100067890\n");
    write(folder / "s.csv", "供地编号,电子监管号,供应日期\nS1,4.30525202100012E+17,2022-01-01\n");
    const auto project = [&](const std::string& more) {
        write(folder / "PROJECT.toml", "[project]\nas_of = 2026-06-30\n" + more +
                                           "[[source]]\nrole = \"parcel\"\npath = \"p.csv\"\n[[source]]\nrole = "
                                           "\"supply\"\npath = \"s.csv\"\n");
    };
    project("");
    const std::string book = folder / "PROJECT.gpkg", sheet = folder / "ties.csv";
    ASSERT_EQ(run({"run", folder / "PROJECT.toml", "--quiet"}).code, 0);
    EXPECT_EQ(findings(book, "id_lost_digits"), 1);
    EXPECT_EQ(number(book, "SELECT count(*) FROM link WHERE state = 'doubtful' AND to_key = 'G1'"), 1);
    EXPECT_EQ(number(book, "SELECT count(*) FROM link WHERE state = 'matched'"), 0);
    ASSERT_EQ(run({"ties", book, sheet}).code, 0);
    std::string text = read_file(sheet);
    const std::size_t row = text.find("G1"), blanks = text.rfind(",,", text.find("\r\n", row));
    ASSERT_NE(row, std::string::npos) << text;
    write(sheet, text.replace(blanks, 2, ",是,王某（虚构）"));
    project("ties = \"ties.csv\"\n");
    ASSERT_EQ(run({"run", folder / "PROJECT.toml", "--quiet"}).code, 0);
    EXPECT_EQ(number(book, "SELECT count(*) FROM link WHERE state = 'matched' AND to_key = 'G1'"), 1);
}

// ---- hostile files ----

class Hostile : public testing::TestWithParam<const char*> {};

/// Answers of a run are 0 (one parcel is usable), 3 or 4 with the file named; nothing crashes or hangs.
TEST_P(Hostile, EveryFileIsReadOrRefusedByName) {
    const std::string root = shared(GetParam());
    MUTU_NEEDS(root);
    const TempFolder folder;
    std::set<std::string> inputs;
    for (auto it = fs::recursive_directory_iterator{root}; it != fs::recursive_directory_iterator{}; ++it) {
        const std::string extension = lower_ascii(it->path().extension().string());
        if (it->is_directory() && extension == ".gdb") it.disable_recursion_pending(), inputs.insert(it->path());
        for (const char* known :
             {".shp", ".dbf", ".geojson", ".json", ".gpkg", ".zip", ".dxf", ".kml", ".csv", ".xlsx", ".xml"})
            if (it->is_regular_file() && extension == known) inputs.insert(it->path());
    }
    ASSERT_FALSE(inputs.empty());
    for (const std::string& input : inputs) {
        const Answer answer = run({"run", "--parcel", input, "--book", folder / "b.gpkg", "--overwrite", "--quiet"});
        EXPECT_TRUE(answer.code == 0 || answer.code == 3 || answer.code == 4)
            << input << " " << answer.code << answer.err;
        if (answer.code == 3) {
            EXPECT_TRUE(says(answer.err, fs::path{input}.filename().string())) << input << answer.err;
        }
        if (answer.code != 0) {
            EXPECT_GT(answer.err.size(), 10U) << input;
            continue;
        }
        // No silent loss: every row read is a parcel of the book or has a finding.
        const double parcels = number(folder / "b.gpkg", "SELECT count(*) FROM parcel_result");
        EXPECT_GE(parcels, 1) << input;
        EXPECT_EQ(parcels, number(folder / "b.gpkg", "SELECT count(*) FROM parcel")) << input;
    }
}

INSTANTIATE_TEST_SUITE_P(Folders, Hostile, testing::Values("07_geometry", "08_ogr_formats", "10_gpkg", "14_encodings"),
                         [](const auto& folder) { return "Of_" + std::string{folder.param}; });

}  // namespace
}  // namespace mutu::test
