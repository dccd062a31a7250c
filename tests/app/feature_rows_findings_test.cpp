// Rows 6–10 of the feature table through the whole program: topology, attributes, layers against each other, repair,
// firms on parcels.
#include "app/layers.hpp"
#include "app/program.hpp"

namespace mutu::test {
namespace {

/// A project of files in one folder, and its book.
struct Desk {
    /// `sources` are role and file, as PROJECT.toml lists them; `more` goes before them.
    void project(const std::vector<std::pair<std::string, std::string>>& sources, const std::string& more = "") const {
        std::string toml = "[project]\nas_of = 2026-06-30\n" + more;
        for (const auto& [role, file] : sources)
            toml += "[[source]]\nrole = \"" + role + "\"\npath = \"" + file + "\"\n";
        write(folder / "PROJECT.toml", toml);
    }
    Answer run_it() const { return run({"run", folder / "PROJECT.toml", "--overwrite", "-q"}); }
    Answer check(std::vector<std::string> options = {}) const {
        options.insert(options.begin(), {"check", folder / "PROJECT.toml", "--format", "csv"});
        return run(options);
    }
    std::string book() const { return folder / "PROJECT.gpkg"; }
    /// Whose finding of this code there is, joined by a blank.
    std::string found(const std::string& code) const {
        return cell("SELECT group_concat(subject_id, ' ') FROM (SELECT subject_id FROM diagnostic WHERE code = '" +
                    code + "' ORDER BY subject_id)");
    }
    std::string cell(const std::string& sql) const { return ask(book(), sql).at(0).begin()->second.value_or(""); }

    TempFolder folder;
};

std::string parcel(const std::string& id) { return R"("parcel_id":")" + id + "\""; }

// ---- row 6: overlap, gap, sliver, spike, duplicate, self-crossing, outside the park, each with its place ----

TEST(FeatureRow6, EveryFaultOfACoverageIsFoundWithItsPlace) {
    const Desk desk;
    Corners spiked = box(800, 0, 100, 100), bow = {{1000, 0}, {1100, 100}, {1100, 0}, {1000, 80}};
    spiked.insert(spiked.begin() + 2, {{900, 50}, {940, 50.2}, {900, 50.4}});
    Corners crowded = box(1200, 0, 100, 100);
    crowded.insert(crowded.begin() + 1, {1200.004, 0});
    write(desk.folder / "p.geojson", geojson({{parcel("over1"), box(0, 0, 100, 100)},
                                              {parcel("over2"), box(90, 0, 100, 100)},  // 10 m by 100 m are both's
                                              {parcel("apart1"), box(300, 0, 100, 100)},
                                              {parcel("apart2"), box(400.3, 0, 100, 100)},  // a crack of 0.3 m
                                              {parcel("thin"), box(600, 0, 60, 0.4)},
                                              {parcel("spiked"), spiked},
                                              {parcel("crossing"), bow},
                                              {parcel("crowded"), crowded},
                                              {parcel("twice1"), box(1400, 0, 100, 100)},
                                              {parcel("twice2"), box(1400, 0, 100, 100)},
                                              {parcel("away"), box(5000, 0, 100, 100)},
                                              {parcel("astride"), box(1950, 0, 100, 100)}}));
    write(desk.folder / "k.geojson", geojson({{R"("park_id":"P1")", box(-100, -100, 2100, 300)}}));
    desk.project({{"parcel", "p.geojson"}, {"park", "k.geojson"}});
    const Answer answer = desk.run_it();
    ASSERT_EQ(answer.code, 0) << answer.err;
    for (const auto& [code, who] : {std::pair{"overlap", "over1"},
                                    {"gap", "apart1"},
                                    {"sliver", "thin"},
                                    {"spike", "spiked"},
                                    {"shape_repaired", "crossing"},
                                    {"duplicate_point", "crowded"},
                                    {"duplicate_shape", "twice2"},
                                    {"outside_park", "away"},
                                    {"across_park", "astride"}}) {
        EXPECT_EQ(desk.found(code), who) << code;
        EXPECT_EQ(
            number(desk.book(),
                   std::string{"SELECT count(*) FROM diagnostic WHERE geom IS NOT NULL AND code = '"} + code + "'"),
            1)
            << code << " has no place";
    }
    EXPECT_TRUE(says(desk.cell("SELECT message FROM diagnostic WHERE code = 'overlap'"), "1000.00 m²"));
    EXPECT_TRUE(says(desk.cell("SELECT message FROM diagnostic WHERE code = 'gap'"), "30.00 m²"));
    EXPECT_EQ(desk.cell("SELECT other_id FROM diagnostic WHERE code = 'duplicate_shape'"), "twice1");
    EXPECT_EQ(
        number(desk.book(), "SELECT count(*) FROM diagnostic_shape WHERE code IN ('overlap', 'gap', 'across_park')"), 3)
        << "the land itself, to be seen on the map";
}

// ---- row 7: attributes, domains, dates, units; stable code, severity, evidence, waiver with a reason ----

TEST(FeatureRow7, FindingsCarryCodeSeverityAndClauseAndAWaiverItsReason) {
    const Desk desk;
    write(desk.folder / "p.csv",
          "宗地代码,权利人,面积(平方米),约定动工时间,延期动工时间,实际动工时间,实际竣工时间,总投资(万元),基础类型\n"
          "G1,甲公司,10000,2020-03-01,2022-03-01,,,,\n"
          "G2,乙公司,10000,,,2023-06-01,2022-06-01,,\n"
          "G3,丙公司,10000,,,,,60000000,\n"
          "G4,丁公司,10000,,,,,,土基\n");
    write(desk.folder / "w.toml",
          "[[waiver]]\ncode = \"extension_over_1y\"\nfeature = \"G1\"\nreason = \"因政府原因顺延\"\n"
          "by = \"王某（虚构）\"\ndate = 2026-06-01\n");
    desk.project({{"parcel", "p.csv"}});
    const std::string open = desk.check().out;
    for (const char* code : {"extension_over_1y", "date_order", "money_unit_suspect", "unknown_code"})
        EXPECT_TRUE(says(open, code)) << code << "\n" << open;
    EXPECT_EQ(desk.check({"--fail-on", "warning"}).code, 1);
    EXPECT_EQ(desk.check({"--fail-on", "error"}).code, 0);
    const std::string waived = desk.check({"--waivers", desk.folder / "w.toml"}).out;
    EXPECT_FALSE(says(waived, "extension_over_1y,")) << waived;
    EXPECT_TRUE(says(waived, "waived") && says(waived, "因政府原因顺延") && says(waived, "王某（虚构）")) << waived;
    const std::string rules = run({"check", "--rules", "--format", "csv"}).out;
    for (const char* words : {"3305", "extension_over_1y", "warning"}) EXPECT_TRUE(says(rules, words)) << words;
}

// ---- row 8: 批/供/建/证, list against layer, registered against drawn area ----

TEST(FeatureRow8, ApprovalsSuppliesBuildingsAndTitlesAreHeldAgainstEachOther) {
    const Desk desk;
    write(desk.folder / "p.geojson",
          geojson({{parcel("G1") + R"(,"registered_area_m2":10000)", box(0, 0, 100, 100)},
                   {parcel("G2") + R"(,"registered_area_m2":10500)", box(100, 0, 100, 100)},
                   {parcel("G3") + R"(,"registered_area_m2":10000,"contract_no":"C9")", box(600, 0, 100, 100)}}));
    write(desk.folder / "a.geojson",
          geojson({{R"("approval_id":"A1","approval_no":"号1","approval_date":"2021-01-01","approved_area_m2":20000)",
                    box(0, 0, 200, 100)},
                   {R"("approval_id":"A2","approval_no":"号2","approval_date":"2022-01-01","approved_area_m2":5000)",
                    box(150, 0, 50, 100)}}));
    write(desk.folder / "s.csv",
          "供地编号,宗地代码,供地日期,供应面积(平方米)\nS1,G1,2020-05-01,10000\nS2,G2,2021-05-01,14000\n"
          "S3,G99,2021-05-01,1000\n");
    write(desk.folder / "b.geojson",
          geojson({{R"("building_id":"B1")", box(300, 0, 50, 50)}, {R"("building_id":"B2")", box(80, 10, 40, 20)}}));
    desk.project({{"parcel", "p.geojson"}, {"approval", "a.geojson"}, {"supply", "s.csv"}, {"building", "b.geojson"}});
    const Answer answer = desk.run_it();
    ASSERT_EQ(answer.code, 0) << answer.err;
    for (const auto& [code, who] : {std::pair{"area_differs", "G2"},   // 10 500 of title, 10 000 drawn
                                    {"supply_area_differs", "S2"},     // 14 000 of supply
                                    {"supply_before_approval", "G1"},  // 2020 before 2021
                                    {"supplied_unapproved", "G3"},     // on no approval
                                    {"supplied_not_in_list", "G3"},    // a contract that the list does not have
                                    {"unmatched_supply", "S3"},        // a parcel that the map does not have
                                    {"overlap_approval", "A2"},        // 50 m by 100 m approved twice
                                    {"building_outside_parcel", "B1"},
                                    {"building_across_parcels", "B2"}})
        EXPECT_TRUE(says(desk.found(code), who)) << code << ": " << desk.found(code);
}

// ---- row 9: repair with a log, originals kept, every change reversible ----

TEST(FeatureRow9, WhatWasMendedIsLoggedAndTheOriginalBringsTheFaultBack) {
    const Desk desk;
    // A bow tie: two triangles of 2 500 m² that cross at (50, 50); taken as drawn they cancel out.
    write(desk.folder / "p.geojson", geojson({{parcel("bow"), {{0, 0}, {100, 100}, {100, 0}, {0, 100}}},
                                              {parcel("sound"), box(300, 0, 100, 100)}}));
    desk.project({{"parcel", "p.geojson"}});
    ASSERT_EQ(desk.run_it().code, 0);
    EXPECT_EQ(number(desk.book(), "SELECT count(*) FROM repair"), 1) << "a sound shape is left alone";
    EXPECT_EQ(desk.cell("SELECT subject_id FROM repair"), "bow");
    EXPECT_NE(desk.cell("SELECT reason FROM repair"), "");
    EXPECT_NEAR(number(desk.book(), "SELECT area_before_m2 FROM repair"), 0, 1e-6);
    EXPECT_NEAR(number(desk.book(), "SELECT area_after_m2 FROM repair"), 5000, 1e-6);
    EXPECT_NEAR(number(desk.book(), "SELECT area_planar_m2 FROM parcel_result WHERE parcel_id = 'bow'"), 5000, 1e-6);
    EXPECT_EQ(
        number(desk.book(), "SELECT count(*) FROM diagnostic WHERE code = 'shape_repaired' AND subject_id = 'bow'"), 1);
    // The kept shape is the drawn one, corner by corner: handed in again it has the same fault and the same repair.
    const auto sql = [&](const std::string& query) { return run({"sql", desk.book(), query, "--format", "csv"}); };
    const Answer corners = sql("SELECT ST_NPoints(geom) AS n, ST_IsValid(geom) AS valid FROM repair");
    EXPECT_EQ(corners.out, "n,valid\n5,0\n") << corners.err;
    const Answer undone = run({"export", desk.book(), "repair", desk.folder / "original.geojson"});
    ASSERT_EQ(undone.code, 0) << undone.err;
    const std::string again = desk.folder / "again.gpkg";
    ASSERT_EQ(run({"run", "--parcel", desk.folder / "original.geojson", "--book", again, "-q"}).code, 0);
    constexpr double rounding = 0.1;  // GeoJSON: seven decimals of a degree, a centimetre
    EXPECT_NEAR(number(again, "SELECT area_before_m2 FROM repair"), 0, rounding);
    EXPECT_NEAR(number(again, "SELECT area_after_m2 FROM repair"), 5000, 100 * rounding);
}

// ---- row 10: firms on parcels: 多企一地, 一企多地, 租赁; shares, confidence, open cases ----

TEST(FeatureRow10, FirmsShareParcelsHaveSeveralAndRent) {
    const Desk desk;
    write(desk.folder / "p.csv", "宗地代码,权利人,面积(亩)\nG1,甲公司,30\nG2,甲公司,20\nG3,丙公司,10\n");
    write(desk.folder / "e.csv", "统一社会信用代码,企业名称\n914305007700000011,甲公司\n914305007700000029,乙公司\n");
    write(desk.folder / "y.csv", "企业名称,年份,税收(万元)\n甲公司,2025,460\n乙公司,2025,40\n丙公司,2025,10\n");
    // 甲 has 30 + 20 亩 and lets 10 of them to 乙; 丙 holds a parcel and stands in no list of firms.
    write(desk.folder / "o.csv", "企业名称,宗地代码,占地面积(亩),占用方式,出租方\n"
                                 "甲公司,G1,30,own,\n甲公司,G2,20,own,\n乙公司,G1,10,rent,甲公司\n戊公司,G9,5,own,\n");
    desk.project({{"parcel", "p.csv"}, {"enterprise", "e.csv"}, {"enterprise_year", "y.csv"}, {"occupancy", "o.csv"}});
    const Answer answer = desk.run_it();
    ASSERT_EQ(answer.code, 0) << answer.err;
    constexpr double mu = 2000.0 / 3;
    const auto land = [&](const std::string& firm, const std::string& parcel) {
        return number(desk.book(),
                      "SELECT total(land.land_m2) FROM enterprise_land land JOIN enterprise_result firm USING (uscc) "
                      "WHERE firm.name = '" +
                          firm + "' AND land.parcel_id = '" + parcel + "'") /
               mu;
    };
    EXPECT_NEAR(land("甲公司", "G1"), 20, 1e-2) << "30 亩, 10 of them let";
    EXPECT_NEAR(land("甲公司", "G2"), 20, 1e-2) << "the second parcel of one firm";
    EXPECT_NEAR(land("乙公司", "G1"), 10, 1e-2) << "the second firm of one parcel";
    EXPECT_EQ(desk.cell("SELECT tenure FROM enterprise_land WHERE parcel_id = 'G1' AND land_m2 < 7000"), "rent");
    EXPECT_NEAR(number(desk.book(), "SELECT tax_wan_per_mu FROM enterprise_result WHERE name = '甲公司'"), 460.0 / 40,
                1e-2);
    // Confidence of each tie, and the open cases.
    EXPECT_GT(number(desk.book(), "SELECT count(*) FROM link WHERE state = 'matched' AND score > 0"), 0);
    EXPECT_EQ(number(desk.book(), "SELECT count(*) FROM link WHERE score NOT BETWEEN 0 AND 1"), 0);
    EXPECT_EQ(number(desk.book(), "SELECT count(*) FROM link WHERE state = 'unmatched' AND from_key LIKE '%戊公司%'"),
              1)
        << "nobody knows the firm or its parcel: a case for a person";
    EXPECT_EQ(findings(desk.book(), "unmatched_occupancy"), 1);
}

}  // namespace
}  // namespace mutu::test
