// Several runs in one book, and what people keep beside them.
#include "support.hpp"

namespace mutu {
namespace {

struct TwoRuns {
    TempFolder folder;
    std::string path = folder / "book.gpkg";
    explicit TwoRuns(const std::string& first = "run-1", const std::string& second = "run-2") {
        save(path, example(first));
        Example later = example(second);
        later.assessment.parcels[0].idle_state = "idle_a_2y";
        later.assessment.indicators[0].indicator_id = "another";
        save(path, later);
    }
};

TEST(History, KeepsTheEarlierRunBesideTheLatest) {
    const TwoRuns saved;
    const Outside book{saved.path};
    EXPECT_EQ(book.ask("SELECT run_id FROM run ORDER BY fid"), "run-1|run-2");
    EXPECT_EQ(book.ask("SELECT idle_state FROM parcel_result WHERE parcel_id = 'A'"), "idle_a_2y");
    EXPECT_EQ(book.ask("SELECT run_id || ' ' || idle_state FROM history_parcel_result WHERE parcel_id = 'A'"),
              "run-1 idle_a_1y");
    for (const char* table : {"park_result", "unsupplied_land", "indicator", "policy_text", "link"})
        EXPECT_EQ(book.ask(std::string{"SELECT run_id FROM history_"} + table), "run-1") << table;
    for (const char* table : {"verdict", "diagnostic"})
        EXPECT_EQ(book.ask(std::string{"SELECT run_id FROM history_"} + table), "run-1|run-1") << table;
}

TEST(History, KeepsEarlierShapesAndIndicators) {
    const TwoRuns saved;
    const Outside book{saved.path};
    EXPECT_EQ(book.ask("SELECT (SELECT geom FROM history_parcel_result WHERE parcel_id = 'A') = "
                       "(SELECT geom FROM parcel_result WHERE parcel_id = 'A')"),
              "1");
    EXPECT_EQ(book.ask("SELECT supply_rate_index FROM history_park_result"), "0.5");
    EXPECT_EQ(book.ask("SELECT data_type FROM gpkg_contents WHERE table_name = 'history_parcel_result'"), "attributes");
}

TEST(History, ReplacesARunWithTheSameId) {
    const TwoRuns saved{"run-1", "run-1"};
    const Outside book{saved.path};
    EXPECT_EQ(book.ask("SELECT run_id FROM run"), "run-1");
    EXPECT_EQ(book.ask("SELECT count(*) FROM history_parcel_result"), "0");
    EXPECT_EQ(book.ask("SELECT idle_state FROM parcel_result WHERE parcel_id = 'A'"), "idle_a_2y");
}

TEST(History, BringsARunBackToTheFront) {
    const TwoRuns saved;
    save(saved.path, example("run-3"));
    save(saved.path, example("run-1"));
    const Outside book{saved.path};
    EXPECT_EQ(book.ask("SELECT run_id FROM run ORDER BY fid"), "run-2|run-3|run-1");
    EXPECT_EQ(book.ask("SELECT DISTINCT run_id FROM history_verdict ORDER BY fid"), "run-2|run-3");
}

TEST(History, StartsAnewWithOverwrite) {
    const TwoRuns saved;
    SaveOptions anew = options();
    anew.overwrite = true;
    save(saved.path, example("run-3"), anew);
    const Outside book{saved.path};
    EXPECT_EQ(book.ask("SELECT run_id FROM run"), "run-3");
    EXPECT_EQ(book.ask("SELECT count(*) FROM history_parcel_result"), "0");
}

TEST(History, TakesCasesAndForeignLayersAlong) {
    const TwoRuns saved;
    Outside{saved.path}.exec(
        "CREATE TABLE cases (id INTEGER PRIMARY KEY, note TEXT); INSERT INTO cases VALUES (7, '已约谈');"
        "CREATE INDEX cases_note ON cases (note); CREATE VIEW idle AS SELECT * FROM parcel_result WHERE land_class = "
        "'idle';"
        "CREATE TABLE mine (fid INTEGER PRIMARY KEY, geom POINT); INSERT INTO mine VALUES (1, x'00');"
        "CREATE VIRTUAL TABLE rtree_mine_geom USING rtree(id, minx, maxx, miny, maxy);"
        "INSERT INTO rtree_mine_geom VALUES (1, 0, 1, 0, 1);"
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('mine', 'features', '我的', "
        "4326);"
        "INSERT INTO gpkg_geometry_columns VALUES ('mine', 'geom', 'POINT', 4326, 0, 0);"
        "UPDATE layer_styles SET owner = 'a person', styleName = '我的' WHERE f_table_name = 'parcel_result' "
        "AND useAsDefault");
    save(saved.path, example("run-3"));
    const Outside book{saved.path};
    EXPECT_EQ(book.ask("SELECT note FROM cases WHERE id = 7"), "已约谈");
    EXPECT_EQ(book.ask("SELECT count(*) FROM sqlite_master WHERE name = 'cases_note'"), "1");
    EXPECT_EQ(book.ask("SELECT parcel_id FROM idle"), "A");
    EXPECT_EQ(book.ask("SELECT rtreecheck('rtree_mine_geom') || (SELECT count(*) FROM rtree_mine_geom)"), "ok1");
    EXPECT_EQ(book.ask("SELECT identifier FROM gpkg_contents WHERE table_name = 'mine'"), "我的");
    EXPECT_EQ(book.ask("SELECT styleName FROM layer_styles WHERE f_table_name = 'parcel_result' AND useAsDefault"),
              "我的");
    EXPECT_EQ(
        book.ask("SELECT count(*) FROM layer_styles WHERE f_table_name = 'parcel_result' AND styleName IN ('我的', "
                 "'parcel_result')"),
        "2");
    EXPECT_EQ(book.ask("PRAGMA integrity_check"), "ok");
}

TEST(History, RefusesToOverwriteCasesUnlessTold) {
    const TwoRuns saved;
    Outside{saved.path}.exec("CREATE TABLE cases (id INTEGER); INSERT INTO cases VALUES (1)");
    SaveOptions anew = options();
    anew.overwrite = true;
    EXPECT_NE(refusal([&] { save(saved.path, example("run-3"), anew); }).find("--drop-cases"), std::string::npos);
    EXPECT_EQ(Outside{saved.path}.ask("SELECT run_id FROM run ORDER BY fid"), "run-1|run-2");
    anew.drop_cases = true;
    save(saved.path, example("run-3"), anew);
    EXPECT_EQ(Outside{saved.path}.ask("SELECT run_id FROM run"), "run-3");
}

}  // namespace
}  // namespace mutu
