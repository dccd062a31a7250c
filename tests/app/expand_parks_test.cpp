// What changes the parks of a book: mergers, withdrawals and swaps; scenarios made again and edited.
#include "program.hpp"

#include "mutu/value.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace mutu::test {
namespace {

/// A demo of three parks, written and run once.
const std::string& three_parks() {
    static const TempFolder folder;
    static const std::string book = [] {
        EXPECT_EQ(run({"demo", folder / "d"}).code, 0);
        EXPECT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
        return folder / "d/book.gpkg";
    }();
    return book;
}

TEST(ExpandMerge, AddsUpWhatParksHaveAndWorksTheIndicatorsOutAgain) {
    const std::string& book = three_parks();
    const Answer said = run({"expand", book, "--park", "P001", "--merge", "P002", "--format", "json", "--dry-run"});
    ASSERT_EQ(said.code, 0) << said.err;
    const Value answer = parse_json(said.out, "expand");
    const Value& one = answer.find("alternatives")->list("alternatives")[0];
    EXPECT_EQ(one.find("kind")->text("kind"), "merge");
    EXPECT_NEAR(one.find("park_after_m2")->real("after"),
                number(book, "SELECT sum(area_m2) FROM park_result WHERE park_id IN ('P001', 'P002')"), 0.05);
    double income = 0;
    for (const Value& moved : one.find("indicators")->list("indicators"))
        if (moved.find("indicator")->text("indicator") == "income_total") income = moved.find("after")->real("after");
    EXPECT_NEAR(income,
                number(book, "SELECT sum(value) FROM indicator WHERE indicator_id = 'income_total' AND park_id IN "
                             "('P001', 'P002')"),
                1e-9);
    EXPECT_EQ(run({"expand", book, "--park", "P001", "--merge", "P001", "--dry-run"}).code, 2);
    EXPECT_EQ(run({"expand", book, "--park", "P001", "--merge", "P009", "--dry-run"}).code, 2);
    EXPECT_EQ(run({"expand", book, "--park", "P001", "--merge", "P002", "--area-mu", "9", "--dry-run"}).code, 2);
}

TEST(ExpandMerge, ABlockThatWithdrawsLeavesParcelsAndFirmsThatAreNamed) {
    const std::string& book = three_parks();
    const auto block = ask(book, "SELECT park_id, block_id FROM park GROUP BY park_id HAVING count(*) = 1 LIMIT 1");
    ASSERT_EQ(block.size(), 1U);
    const Answer said = run({"expand", book, "--park", *block[0].at("park_id"), "--withdraw", *block[0].at("block_id"),
                             "--format", "json", "--dry-run"});
    ASSERT_EQ(said.code, 0) << said.err;
    const Value answer = parse_json(said.out, "expand");
    const Value& one = answer.find("alternatives")->list("alternatives")[0];
    EXPECT_EQ(one.find("kind")->text("kind"), "shrink");
    EXPECT_NEAR(one.find("park_after_m2")->real("after"), 0, 0.05);  // its only block
    bool firms = false;
    for (const Value& parcel : answer.find("stranded")->list("stranded"))
        firms = firms || !parcel.find("firms")->text("firms").empty();
    EXPECT_TRUE(firms);
    EXPECT_GE(static_cast<double>(answer.find("stranded")->list("stranded").size()),
              number(book, "SELECT count(*) FROM parcel_result WHERE area_in_park_m2 > 1 AND park_id = '" +
                               *block[0].at("park_id") + "'"));
    EXPECT_EQ(run({"expand", book, "--park", "P001", "--withdraw", "Z", "--dry-run"}).code, 2);
}

const Value& first(const Value& answer) { return answer.find("alternatives")->list("alternatives")[0]; }

TEST(ExpandMerge, TheIntegrationTableAddsUpAndIsUnknownWhereOneIs) {
    const std::string& book = three_parks();
    const Answer said = run({"expand", book, "--park", "P001", "--merge", "P002", "--format", "json", "--dry-run"});
    ASSERT_EQ(said.code, 0) << said.err;
    const Value answer = parse_json(said.out, "expand");
    const auto& members = answer.find("members")->list("members");
    ASSERT_EQ(members.size(), 3U);
    EXPECT_EQ(members[0].find("part")->text("part"), "lead");
    EXPECT_EQ(members[2].find("part")->text("part"), "result");
    const std::string of = " FROM park_result WHERE park_id IN ('P001', 'P002')";
    for (const char* figure : {"idle_m2", "low_efficiency_m2", "unsupplied_m2", "tax_wan", "output_wan"})
        EXPECT_NEAR(members[2].find(figure)->real(figure), number(book, std::string{"SELECT sum("} + figure + ")" + of),
                    0.02)
            << figure;
    EXPECT_EQ(static_cast<double>(members[2].find("parcel_count")->integer("parcel_count")),
              number(book, "SELECT sum(parcel_count)" + of));
    EXPECT_EQ(static_cast<double>(members[2].find("firm_count")->integer("firm_count")),
              number(book, "SELECT count(DISTINCT uscc) FROM enterprise_land WHERE parcel_id IN (SELECT parcel_id FROM "
                           "parcel_result WHERE park_id IN ('P001', 'P002'))"));
    const Answer gone = run({"expand", book, "--park", "P002", "--withdraw", "P002B", "--format", "json", "--dry-run"});
    ASSERT_EQ(gone.code, 0) << gone.err;
    const Value left = parse_json(gone.out, "expand");
    const auto& rows = left.find("members")->list("members");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].find("name")->text("name"), "P002B");
    EXPECT_NEAR(rows[0].find("area_m2")->real("area") - rows[1].find("area_m2")->real("area"),
                rows[2].find("area_m2")->real("area"), 0.1);
    EXPECT_NEAR(rows[0].find("idle_m2")->real("idle") - rows[1].find("idle_m2")->real("idle"),
                rows[2].find("idle_m2")->real("idle"), 0.1);
    EXPECT_GT(rows[1].find("firm_count")->integer("firms"), 0);
}

/// The book of one park that a test may add scenarios to.
struct OwnBook {
    TempFolder folder;
    std::string path = folder / "d/book.gpkg";
    OwnBook() {
        EXPECT_EQ(run({"demo", folder / "d", "--parks", "1"}).code, 0);
        EXPECT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    }
};

TEST(ExpandSwap, PoorUnusedLandGoesOutAndAsMuchComesIn) {
    const OwnBook book;
    const Answer said = run({"expand", book.path, "--adjust-mu", "30", "--format", "json"});
    ASSERT_EQ(said.code, 0) << said.err;
    const Value answer = parse_json(said.out, "expand");
    const auto& alternatives = answer.find("alternatives")->list("alternatives");
    ASSERT_GE(alternatives.size(), 3U);
    for (const Value& one : alternatives) {
        EXPECT_EQ(one.find("kind")->text("kind"), "adjust");
        const Value& account = *one.find("account");
        EXPECT_NEAR(account.find("out_m2")->real("out"), 20'000, 50);
        EXPECT_NEAR(account.find("in_m2")->real("in"), account.find("out_m2")->real("out"), 20);
        EXPECT_NEAR(account.find("after_m2")->real("after"),
                    account.find("before_m2")->real("before") + account.find("in_m2")->real("in") -
                        account.find("out_m2")->real("out"),
                    1e-6);  // to the last quantum
    }
    // Nothing that is supplied or built goes out, and the make-up of what goes is known.
    for (const Value& parcel : answer.find("stranded")->list("stranded"))
        EXPECT_NE(parcel.find("land_class")->text("class"), "ordinary");
    EXPECT_FALSE(says(said.err, "用地构成未知")) << said.err;
    EXPECT_EQ(ask(book.path, "SELECT fid FROM expansion_removed").size(), alternatives.size());
    EXPECT_EQ(ask(book.path, "SELECT fid FROM expansion_block WHERE direction = 'out' AND geom IS NOT NULL").size(),
              alternatives.size());
    const Answer told = run({"expand", book.path, "--adjust-mu", "30", "--dry-run"});
    for (const char* word : {"调入调出账", "调出土地的适宜度", "调出的土地"}) EXPECT_TRUE(says(told.out, word)) << word;
    const Answer none = run({"expand", book.path, "--adjust-mu", "4000", "--dry-run"});
    EXPECT_EQ(none.code, 5) << none.err;
    EXPECT_TRUE(says(none.err, "找不到可以调出的")) << none.err;
    EXPECT_EQ(run({"expand", book.path, "--adjust-mu", "0"}).code, 2);
    EXPECT_EQ(run({"expand", book.path, "--adjust-mu", "30", "--area-mu", "60"}).code, 2);
}

TEST(ExpandAgain, ASearchIsMadeAgainWithWhatIsTypedBesides) {
    const OwnBook book;
    ASSERT_EQ(run({"expand", book.path, "--area-mu", "300", "--seed", "7", "--set", "expand_sliver_area=2"}).code, 0);
    const Answer again = run({"expand", book.path, "--again", "E1"});
    ASSERT_EQ(again.code, 0) << again.err;
    const std::string shapes =
        "SELECT count(DISTINCT hex(geom)) AS n FROM expansion_candidate WHERE alternative_id = 'A1'";
    EXPECT_EQ(number(book.path, shapes), 1);  // the same land for the same request
    EXPECT_TRUE(
        says(*ask(book.path, "SELECT request FROM expansion_scenario WHERE scenario_id = 'E2'")[0].at("request"),
             "expand_sliver_area"));
    ASSERT_EQ(run({"expand", book.path, "--again", "E1", "--area-mu", "200"}).code, 0);
    EXPECT_NEAR(number(book.path, "SELECT area_m2 FROM expansion_candidate WHERE scenario_id = 'E3' AND alternative_id "
                                  "= 'A1'"),
                200 * 2000 / 3.0, 50);
    const Answer side = run({"list", book.path, "expansions"});
    for (const char* word : {"E1", "E2", "E3", "适宜度"}) EXPECT_TRUE(says(side.out, word)) << side.out;
    for (const char* what : {"expansion-checks", "expansion-indicators", "expansion-blocks", "expansion-land",
                             "expansion-refused", "expansion-members", "expansion-stranded", "expansion-years"})
        EXPECT_EQ(run({"list", book.path, what}).code, 0) << what;
}

TEST(ExpandAgain, AFoundAlternativeIsTakenAsDrawnAndEdited) {
    const OwnBook book;
    ASSERT_EQ(run({"expand", book.path, "--area-mu", "300"}).code, 0);
    const Answer taken = run({"expand", book.path, "--again", "E1", "--alternative", "A2", "--set", "cost_expand=10",
                              "--set", "cost_cultivated=0", "--format", "json"});
    ASSERT_EQ(taken.code, 0) << taken.err;
    const Value one = parse_json(taken.out, "expand");
    EXPECT_NEAR(first(one).find("area_m2")->real("area"),
                number(book.path, "SELECT area_m2 FROM expansion_candidate WHERE scenario_id = 'E1' AND alternative_id "
                                  "= 'A2'"),
                0.05);
    // The kept land is tested again as it stands, under other parameters, without any file.
    const Answer other = run({"expand", book.path, "--again", "E2", "--set", "cost_expand=20", "--format", "json"});
    ASSERT_EQ(other.code, 0) << other.err;
    const auto cost = [](const Value& answer) {
        return first(answer).find("cost_items")->list("cost_items")[0].find("cost_wan")->real("cost");
    };
    EXPECT_NEAR(cost(parse_json(other.out, "expand")), 2 * cost(one), 0.01);
    EXPECT_EQ(run({"expand", book.path, "--again", "E1", "--alternative", "A9"}).code, 2);
    EXPECT_EQ(run({"expand", book.path, "--again", "E9"}).code, 2);
    EXPECT_EQ(run({"expand", book.path, "--alternative", "A1"}).code, 2);
    EXPECT_EQ(ask(book.path, "SELECT fid FROM expansion_scenario").size(), 3U);
}

/// A square in the plane of the demo as WKT.
std::string square(double x, double y, double side) {
    const auto p = [](double px, double py) { return shortest(px) + " " + shortest(py); };
    return "\"POLYGON((" + p(x, y) + "," + p(x + side, y) + "," + p(x + side, y + side) + "," + p(x, y + side) + "," +
           p(x, y) + "))\"";
}

TEST(ExpandInput, TheSameLandInDegreesIsTheSameLand) {
    const OwnBook book;
    const auto box = ask(book.path, "SELECT minx, miny, maxx, maxy FROM rtree_park_result_geom").at(0);
    write(book.folder / "c.csv",
          "WKT,name\n" + square(std::stod(*box.at("maxx")) + 8, std::stod(*box.at("miny")), 200) + ",拟扩\n");
    const Answer drawn =
        run({"expand", book.path, "--candidate", book.folder / "c.csv,crs=EPSG:4525", "--format", "json"});
    ASSERT_EQ(drawn.code, 0) << drawn.err;
    const Answer out =
        run({"export", book.path, "expansion_candidate", book.folder / "c.geojson", "--crs", "EPSG:4490"});
    ASSERT_EQ(out.code, 0) << out.err;
    const Answer degrees =
        run({"expand", book.path, "--candidate", book.folder / "c.geojson,crs=EPSG:4490", "--format", "json"});
    ASSERT_EQ(degrees.code, 0) << degrees.err;
    EXPECT_TRUE(says(degrees.err, "已换算到")) << degrees.err;
    EXPECT_NEAR(first(parse_json(degrees.out, "expand")).find("area_m2")->real("area"),
                first(parse_json(drawn.out, "expand")).find("area_m2")->real("area"), 0.1);
}

TEST(ExpandParcelsRun, LandParcelsRoadsAndPlanAroundTheParkAreWeighed) {
    const OwnBook book;
    const auto box = ask(book.path, "SELECT minx, miny, maxx, maxy FROM rtree_park_result_geom").at(0);
    const auto at = [&](const char* name) { return std::stod(*box.at(name)); };
    const double west = std::floor(at("minx")) - 700, south = std::floor(at("miny")) - 700;
    std::string fields = "WKT,DLBM\n", plan = "WKT,YDYHFLDM\n";
    constexpr double side = 80;
    const int columns = static_cast<int>((at("maxx") - west + 700) / side),
              lines = static_cast<int>((at("maxy") - south + 700) / side);
    for (int column = 0; column < columns; ++column)
        for (int line = 0; line < lines; ++line) {
            const double x = west + side * column, y = south + side * line;
            if (x + side > at("minx") && x < at("maxx") && y + side > at("miny") && y < at("maxy")) continue;
            fields += square(x, y, side) + (line % 9 == 0 ? ",1003\n" : column % 2 == 0 ? ",0101\n" : ",0301\n");
            if (column % 3 == 0) plan += square(x, y, side) + ",100102\n";
        }
    write(book.folder / "d/图斑.csv", fields), write(book.folder / "d/规划.csv", plan);
    std::string project = read_file(book.folder / "d/PROJECT.toml");
    project += "\n[[source]]\nrole = \"landuse\"\npath = \"图斑.csv\"\ncrs = \"EPSG:4525\"\n"
               "constant = { code_system = \"SD\" }\ncolumns = { category_code = \"DLBM\" }\n"
               "\n[[source]]\nrole = \"plan\"\npath = \"规划.csv\"\ncrs = \"EPSG:4525\"\n"
               "constant = { code_system = \"YDYH2023\" }\ncolumns = { planned_code = \"YDYHFLDM\" }\n";
    write(book.folder / "d/PROJECT.toml", project);
    ASSERT_EQ(run({"run", book.folder / "d/PROJECT.toml"}).code, 0);
    const Answer said = run({"expand", book.path, "--area-mu", "300", "--cells", "parcels", "--set", "cost_expand=10",
                             "--set", "cost_cultivated=20", "--format", "json", "--keep-cells"});
    ASSERT_EQ(said.code, 0) << said.err;
    const Value answer = parse_json(said.out, "expand");
    const Value& search = *answer.find("search");
    // The cells themselves are a layer of the book.
    const std::string cells =
        " FROM expansion_cell WHERE geom IS NOT NULL AND suitability BETWEEN 0 AND 1 AND cost_wan > 0";
    EXPECT_EQ(number(book.path, "SELECT count(*)" + cells),
              static_cast<double>(search.find("units")->integer("units")));
    EXPECT_GT(number(book.path, "SELECT count(*)" + cells + " AND planned_m2 > 0 AND road_m < 1000"), 10);
    EXPECT_TRUE(search.find("priced")->boolean("priced"));
    std::string factors;
    for (const Value& factor : search.find("factors")->list("factors")) factors += factor.text("factor") + " ";
    EXPECT_EQ(factors, "land distance road plan ");
    for (const Value& one : answer.find("alternatives")->list("alternatives")) {
        const double area = one.find("area_m2")->real("area");
        EXPECT_GE(area, 0.98 * 200'000);
        EXPECT_LE(area, 1.06 * 200'000);
        const double fields_taken = one.find("cultivated_m2")->real("cultivated");
        EXPECT_NEAR(one.find("cost_wan")->real("cost"), area * 3 / 2000 * 10 + fields_taken * 3 / 2000 * 20, 0.1);
        EXPECT_GT(one.find("suitability")->real("suitability"), 0);
        EXPECT_LE(one.find("road_m")->real("road"), 1000);
    }
}

TEST(ExpandAgain, MergersAndWithdrawalsAreMadeAgainToo) {
    const TempFolder folder;
    const std::string book = folder / "d/book.gpkg";
    ASSERT_EQ(run({"demo", folder / "d"}).code, 0);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    ASSERT_EQ(run({"expand", book, "--park", "P001", "--merge", "P002"}).code, 0);
    ASSERT_EQ(run({"expand", book, "--park", "P002", "--withdraw", "P002B"}).code, 0);
    for (const char* scenario : {"E1", "E2"}) ASSERT_EQ(run({"expand", book, "--again", scenario}).code, 0) << scenario;
    EXPECT_EQ(number(book, "SELECT count(DISTINCT park_after_m2) FROM expansion_candidate"), 2);
    EXPECT_EQ(number(book, "SELECT count(*) FROM expansion_member WHERE member_part = 'result'"), 4);
}

TEST(ExpandParcelsRun, WithoutAnyLandUseAroundTheParkItSaysSo) {
    const OwnBook book;
    const Answer said = run({"expand", book.path, "--area-mu", "300", "--cells", "parcels", "--dry-run"});
    EXPECT_EQ(said.code, 5) << said.err;  // the demo surveys no land outside its parks
    EXPECT_TRUE(says(said.out, "没有图斑的土地")) << said.out;
    EXPECT_EQ(run({"expand", book.path, "--area-mu", "300", "--cells", "hexagons"}).code, 2);
}

}  // namespace
}  // namespace mutu::test
