// What stands in a book: tables, columns, values and the GeoPackage around them.
#include "support.hpp"

namespace mutu {
namespace {

std::string columns(const Outside& book, const std::string& table) {
    return book.ask("SELECT group_concat(name, ' ') FROM pragma_table_info('" + table + "')");
}

struct Saved {
    TempFolder folder;
    std::string path = folder / "book.gpkg";
    explicit Saved(const Example& what = example()) { save(path, what); }
};

TEST(Save, WritesParcelResultsInTheOrderOfTheContract) {
    const Saved saved;
    EXPECT_EQ(columns(Outside{saved.path}, "parcel_result"),
              "fid parcel_id park_id area_m2 area_registered_m2 area_ellipsoid_m2 area_planar_m2 area_in_park_m2 "
              "supply_state "
              "idle_state recognition start_due idle_on idle_days efficiency land_class action tax_wan output_wan "
              "revenue_wan "
              "investment_wan tax_wan_per_mu output_wan_per_mu investment_wan_per_mu footprint_m2 gross_floor_area_m2 "
              "far_floor_area_m2 far building_density data_year missing geom");
}

TEST(Save, WritesTheOtherResultsWithTheColumnsOfTheContract) {
    const Saved saved;
    const Outside book{saved.path};
    EXPECT_EQ(columns(book, "unsupplied_land"),
              "fid approval_id approval_date park_id area_m2 built_m2 years_since_approval geom");
    EXPECT_EQ(columns(book, "unapproved_building_land"), "fid park_id area_m2 geom");
    EXPECT_EQ(columns(book, "approval_result"), "fid approval_id approval_no park_id area_m2 unsupplied_m2");
    EXPECT_EQ(columns(book, "parcel_overlap"), "fid parcel_id role kind feature_count shared_m2 covered_m2");
    EXPECT_EQ(
        columns(book, "park_result"),
        "fid park_id park_name area_m2 approved_m2 supplied_m2 unsupplied_m2 supply_rate supply_rate_5y idle_m2 "
        "idle_count low_efficiency_m2 low_efficiency_count undetermined_m2 undetermined_count industrial_m2 tax_wan "
        "output_wan tax_wan_per_mu output_wan_per_mu investment_wan_per_mu tax_coverage far parcel_count "
        "recognised_idle_m2 recognised_idle_count supply_rate_index geom");
    EXPECT_EQ(
        columns(book, "indicator"),
        "fid park_id indicator_id value unit score ideal clause undetermined_because indicator_code title zone_type "
        "coverage "
        "rank flags evidence proof");
    EXPECT_EQ(columns(book, "area_reconciliation"),
              "fid parcel_id park_id area_registered_m2 area_contract_m2 area_planar_m2 area_ellipsoid_m2 "
              "area_difference_m2 area_class");
    EXPECT_EQ(columns(book, "park_goal"),
              "fid park_id goal_id title indicator_id value op target unit gap met short_of short_unit clause evidence "
              "undetermined_because proof");
    EXPECT_EQ(columns(book, "enterprise_result"),
              "fid uscc name year land_m2 tax_wan output_wan revenue_wan tax_wan_per_mu output_wan_per_mu score grade "
              "list_id rank park_id industry_code own_land_m2 rented_in_m2 rented_out_m2 ranked tax_growth rank_change "
              "grade_before tax_wan_per_mu_3y measures unscored_because");
    EXPECT_EQ(columns(book, "enterprise_land"),
              "fid uscc parcel_id park_id tenure stated_m2 floor_m2 land_m2 rented_out_m2 how tax_wan output_wan");
    EXPECT_EQ(columns(book, "industry_result"),
              "fid park_id kind industry_id title year firm_count land_m2 tax_wan output_wan tax_wan_per_mu "
              "output_wan_per_mu tax_coverage grades");
    EXPECT_EQ(columns(book, "verdict"), "fid subject_kind subject_id rule_id verdict proof");
    EXPECT_EQ(columns(book, "policy_text"),
              "fid rule_id title clause evidence policy texts subject_kind conditions position");
    EXPECT_EQ(columns(book, "diagnostic"),
              "fid code severity layer source_file source_row subject_id message fix number other_id geom");
    EXPECT_EQ(columns(book, "repair"),
              "fid layer source_file source_row subject_id reason area_before_m2 area_after_m2 emptied geom");
    EXPECT_EQ(columns(book, "link"), "fid from_role from_key to_role to_key keys score state decided_by");
    EXPECT_EQ(columns(book, "run"),
              "fid run_id as_of policy_id policy_sha256 inputs parameters versions started finished area_basis secrecy "
              "overlays book_schema");
    EXPECT_EQ(columns(book, "source_column"), "fid source_file layer role source_column field book_column how");
}

TEST(Save, HasATableForEveryRoleEvenWhenNothingWasRead) {
    const Saved saved;
    const Outside book{saved.path};
    for (const Role role : all_roles()) {
        const std::string table{name(role)};
        const std::string kind = has_shape(role) ? "features" : "attributes";
        EXPECT_EQ(book.ask("SELECT data_type FROM gpkg_contents WHERE table_name = '" + table + "'"), kind) << table;
        EXPECT_EQ(book.ask("SELECT count(*) FROM \"" + table + "\""), role == Role::parcel ? "2" : "0") << table;
    }
    EXPECT_EQ(columns(book, "constraint"), "fid kind name source_file source_row geom");
}

TEST(Save, KeepsValuesAndLeavesTheUnknownNull) {
    const Saved saved;
    const Book book{saved.path};
    const Rows a =
        book.query("SELECT area_m2, start_due, idle_days, tax_wan, tax_wan_per_mu, missing, action, data_year "
                   "FROM parcel_result WHERE parcel_id = ?1",
                   {"A"});
    using Cells = std::vector<std::optional<std::string>>;
    EXPECT_EQ(a.rows.at(0), (Cells{"10000", "2021-02-28", "12", "1.5", "3", std::nullopt, std::nullopt, "2025"}));
    const Rows b = book.query("SELECT area_m2, park_id, missing, geom FROM parcel_result WHERE parcel_id = 'B'");
    EXPECT_EQ(b.rows.at(0), (Cells{std::nullopt, std::nullopt, "actual_start_date;permit_date", std::nullopt}));
    const Rows read =
        book.query("SELECT contract_date, registered_area_m2, investment_includes_land_price, source_file, "
                   "source_row, park_id FROM parcel WHERE parcel_id = 'A'");
    EXPECT_EQ(read.rows.at(0), (Cells{"2020-02-29", "10000", "1", "宗地.shp", "1", std::nullopt}));
    EXPECT_EQ(book.query("SELECT verdict FROM verdict WHERE rule_id = 'idle_a' ORDER BY fid").rows.at(1).at(0),
              "undetermined");
    EXPECT_EQ(book.query("SELECT supply_rate_index FROM park_result").rows.at(0).at(0), "0.5");
}

// One row of facts a parcel; the view shows one row a rule, and a proof that holds facts and conditions.
TEST(Save, ShowsAVerdictForEachParcelAndRule) {
    Example what = example();
    what.assessment.verdicts = {{"park", "P", 2, Truth::no, R"({"facts":[]})"}};
    RuleText again = what.assessment.rule_texts[0], grade = again;
    again.rule_id = "idle_b", grade.rule_id = "supply_rate_floor", grade.subject_kind = "park";
    what.assessment.rule_texts[0].conditions = Value{Value::Table{{"because", Value::List{}}}};
    what.assessment.rule_texts.push_back(again), what.assessment.rule_texts.push_back(grade);
    what.assessment.facts = {{"bytes", R"({"a":1})", "yn"}, {"", "{}", "un"}};
    const Saved saved{what};
    const Outside book{saved.path};
    EXPECT_EQ(
        book.ask("SELECT subject_id || ' ' || rule_id || ' ' || verdict FROM verdict WHERE subject_kind = 'parcel' "
                 "ORDER BY fid"),
        "A idle_a yes|A idle_b no|B idle_a undetermined|B idle_b no");
    EXPECT_EQ(
        book.ask("SELECT subject_kind || ' ' || subject_id || ' ' || rule_id || ' ' || verdict FROM verdict WHERE "
                 "subject_kind <> 'parcel'"),
        "park P supply_rate_floor no");
    EXPECT_EQ(book.ask("SELECT proof FROM verdict WHERE subject_id = 'A' AND rule_id = 'idle_a'"),
              R"({"facts":{"a":1},"because":[]})");
    EXPECT_EQ(book.ask("SELECT count(DISTINCT fid) FROM verdict"), "5");
    EXPECT_EQ(book.ask("SELECT data_type FROM gpkg_contents WHERE table_name = 'verdict'"), "attributes");
}

TEST(Save, RenamesPassedColumnsThatCollideInAnyCase) {
    Example what = example();
    for (const char* column : {"Geom", "备注", "note", "NOTE", "note_2", "a\"b--;", ""})
        parcels_of(what).pass(column) = {column, std::nullopt};
    what.holdings.sources[0].columns.push_back({"NOTE", "", "passed"});
    const Saved saved{what};
    const Outside book{saved.path};
    EXPECT_EQ(
        book.ask("SELECT group_concat(name, ' ') FROM (SELECT name FROM pragma_table_info('parcel') WHERE cid > 57)"),
        "Geom_2 备注 note NOTE_2 note_2_2 a\"b--; column source_file source_row geom");
    EXPECT_EQ(book.ask("SELECT book_column FROM source_column WHERE source_column = 'NOTE'"), "NOTE_2");
    EXPECT_EQ(book.ask("SELECT book_column FROM source_column WHERE source_column = 'ZDDM'"), "parcel_id");
    EXPECT_EQ(book.ask("SELECT \"a\"\"b--;\" FROM parcel WHERE fid = 1"), "a\"b--;");
}

TEST(Save, BringsQuotesAndBrokenUtf8BackUnchanged) {
    Example what = example();
    const std::string nasty = "'); DROP TABLE parcel; -- \" \xff\xfe 亩";
    parcels_of(what).writable<std::string>("holder_name") = {nasty, ""};
    what.assessment.diagnostics[0].message = nasty;
    const Saved saved{what};
    const Book book{saved.path};
    EXPECT_EQ(book.query("SELECT holder_name FROM parcel ORDER BY fid").rows.at(0).at(0), nasty);
    EXPECT_EQ(book.query("SELECT holder_name FROM parcel ORDER BY fid").rows.at(1).at(0), "");
    EXPECT_EQ(book.query("SELECT count(*) FROM parcel WHERE holder_name = ?1", {nasty}).rows.at(0).at(0), "1");
    EXPECT_EQ(book.query("SELECT message FROM diagnostic WHERE code = 'overlap'").rows.at(0).at(0), nasty);
}

TEST(GeoPackage, HasSoundSpatialIndexes) {
    const Saved saved;
    const Outside book{saved.path};
    for (const char* table : {"parcel", "parcel_result", "unsupplied_land", "park_result", "diagnostic", "constraint"})
        EXPECT_EQ(book.ask(std::string{"SELECT rtreecheck('rtree_"} + table + "_geom')"), "ok") << table;
    EXPECT_EQ(book.ask("SELECT count(*) FROM rtree_parcel_result_geom"), "1");
    EXPECT_EQ(book.ask("SELECT id FROM rtree_diagnostic_geom WHERE minx <= 500050 AND maxx >= 500050"), "1");
    EXPECT_EQ(book.ask("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(book.ask("PRAGMA foreign_key_check"), "");
}

TEST(GeoPackage, TellsItsVersionItsCrsAndItsExtent) {
    const Saved saved;
    const Outside book{saved.path};
    EXPECT_EQ(book.ask("PRAGMA application_id"), std::to_string(0x47504B47));
    EXPECT_EQ(book.ask("PRAGMA user_version"), "10300");
    EXPECT_EQ(book.ask("PRAGMA journal_mode"), "delete");
    EXPECT_EQ(book.ask("SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id"), "-1|0|4326|4525");
    EXPECT_EQ(book.ask("SELECT min_x || ' ' || max_y FROM gpkg_contents WHERE table_name = 'parcel_result'"),
              "500000.0 3000100.0");
    EXPECT_EQ(book.ask("SELECT hex(substr(geom, 1, 8)) FROM parcel_result WHERE fid = 1"), "47500003AD110000");
    EXPECT_EQ(book.ask("SELECT last_change FROM gpkg_contents WHERE table_name = 'run'"), "2026-07-01T00:00:00.000Z");
}

TEST(GeoPackage, GivesACrsWithoutCodeANumberOfItsOwn) {
    Example what = example();
    what.assessment.crs = Crs::parse("+proj=tmerc +lon_0=113.7 +x_0=500000 +ellps=GRS80 +units=m +no_defs +type=crs");
    const Saved saved{what};
    const Outside book{saved.path};
    EXPECT_EQ(book.ask("SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id >= 100000 AND organization = 'NONE'"),
              "1");
    EXPECT_EQ(book.ask("SELECT count(*) FROM gpkg_geometry_columns WHERE srs_id >= 100000 AND table_name = 'parcel'"),
              "1");
}

TEST(GeoPackage, IsReadByOgrinfo) {
    if (std::system("command -v ogrinfo >/dev/null 2>&1") != 0) GTEST_SKIP() << "ogrinfo is not installed";
    const Saved saved;
    const std::string out = saved.folder / "out.txt";
    ASSERT_EQ(std::system(("ogrinfo -al '" + saved.path + "' parcel_result diagnostic >'" + out + "' 2>&1").c_str()),
              0);
    const std::string text = bytes_of(out);
    EXPECT_NE(text.find("MULTIPOLYGON (((500000 3000000"), std::string::npos) << text;
    EXPECT_NE(text.find("POINT (500050 3000050)"), std::string::npos);
    EXPECT_NE(text.find("CGCS2000"), std::string::npos);
    EXPECT_EQ(text.find("Warning"), std::string::npos) << text;
    EXPECT_EQ(text.find("ERROR"), std::string::npos) << text;
}

TEST(Save, WritesTheSameBytesForTheSameInput) {
    const Saved one, two;
    EXPECT_GT(bytes_of(one.path).size(), 100'000U);
    EXPECT_TRUE(bytes_of(one.path) == bytes_of(two.path));
}

TEST(Save, LeavesNothingElseInTheFolder) {
    const Saved saved;
    EXPECT_EQ(saved.folder.files(), 1U);
}

}  // namespace
}  // namespace mutu
