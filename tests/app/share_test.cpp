// mutu publish and mutu pull against a real PostgreSQL with PostGIS: round trip, what is left alone, who sees what.
#include "shared_store.hpp"
#include "support/root.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace mutu::test {
namespace {

/// Rows of a table with every cell as SQLite spells it, blobs included.
std::vector<Record> rows_of(const std::string& book, const std::string& table, const std::string& where = "1") {
    std::string columns;
    for (const Record& column : ask(book, "SELECT name FROM pragma_table_info('" + table + "')"))
        columns +=
            (columns.empty() ? "" : ", ") + ("quote(\"" + *column.at("name")) + "\") AS \"" + *column.at("name") + "\"";
    return ask(book, "SELECT " + columns + " FROM \"" + table + "\" WHERE " + where + " ORDER BY fid");
}

std::vector<std::string> tables_of(const std::string& book) {
    std::vector<std::string> tables;
    for (const Record& row : ask(book, "SELECT table_name FROM gpkg_contents WHERE table_name <> 'layer_styles' AND "
                                       "table_name NOT LIKE 'history_%' ORDER BY rowid"))
        tables.push_back(*row.at("table_name"));
    return tables;
}

std::string meddled(const TempFolder& folder, const std::string& sql) {
    const std::string book = folder / "meddled.gpkg";
    fs::copy_file(office().book, book, fs::copy_options::overwrite_existing);
    change(book, sql);
    return book;
}

using Share = SharedStoreTest;

// No server is asked: an address from the range for examples answers nobody.
TEST(ShareSecrecy, ASecretRunLeavesTheMachineOnlyWhereSomebodyAnswersForTheNetwork) {
    const TempFolder folder;
    const std::string book = book_in(folder);
    change(book, "UPDATE run SET secrecy = 'secret'");
    for (const char* away : {"PG:host=192.0.2.1 dbname=x", "PG:postgresql://li@192.0.2.1/x", "PG:service=office",
                             "PG:host=localhost,192.0.2.1 dbname=x"}) {
        const Answer refused = run({"publish", book, away, "--dry-run"});
        EXPECT_EQ(refused.code, 4) << away;
        EXPECT_TRUE(says(refused.err, "涉密") && says(refused.err, "--ack-secret-network")) << refused.err;
        EXPECT_EQ(refused.out, "") << away;
        EXPECT_EQ(run({"publish", book, away, "--dry-run", "--ack-secret-network"}).code, 0) << away;
    }
    for (const char* here : {"PG:host=/run/postgresql dbname=x", "PG:host=127.0.0.1 dbname=x", "PG:dbname=x"})
        EXPECT_EQ(run({"publish", book, here, "--dry-run"}).code, 0) << here;
    const Answer from_outside =
        run(Call{.words = {"publish", book, "PG:dbname=x", "--dry-run"}, .environment = {{"PGHOST", "192.0.2.1"}}});
    EXPECT_EQ(from_outside.code, 4) << "the environment names the host";
    change(book, "UPDATE run SET secrecy = 'internal'");
    EXPECT_EQ(run({"publish", book, "PG:host=192.0.2.1 dbname=x", "--dry-run"}).code, 0);
}

TEST_F(Share, BringsTheWholeBookBackRowByRow) {
    const TempFolder folder;
    const Answer published = publish();
    ASSERT_EQ(published.code, 0) << published.err;
    const Answer pulled = pull(folder / "back.gpkg");
    ASSERT_EQ(pulled.code, 0) << pulled.err;
    const auto tables = tables_of(office().book);
    EXPECT_EQ(tables_of(folder / "back.gpkg"), tables);
    std::size_t rows = 0;
    for (const std::string& table : tables) {
        const auto of_book = rows_of(office().book, table);
        EXPECT_EQ(rows_of(folder / "back.gpkg", table), of_book) << table;
        rows += of_book.size();
    }
    EXPECT_GT(rows, 1000U);
    EXPECT_EQ(run({"list", folder / "back.gpkg", "parcels"}).out, run({"list", office().book, "parcels"}).out);
}

TEST_F(Share, OneConnectionShowsStyledLayersInQgis) {
    ASSERT_EQ(publish().code, 0);
    const std::string parcels = std::to_string(static_cast<int>(number(office().book, "SELECT count(*) FROM parcel")));
    const std::string command = "/usr/bin/python3 '" + root() + "/tests/meta/qgis_store.py" + "' '" +
                                address().substr(3) + "' " + parcels + " >&2";
    const int state = std::system(command.c_str());
    ASSERT_TRUE(WIFEXITED(state));
    if (WEXITSTATUS(state) == 77 || WEXITSTATUS(state) == 127) GTEST_SKIP() << "no PyQGIS (Debian: python3-qgis)";
    EXPECT_EQ(WEXITSTATUS(state), 0);
}

TEST_F(Share, BringsOneParkBackWithItsOwnRowsAlone) {
    const TempFolder folder;
    ASSERT_EQ(publish({"--park", "P002"}).code, 0);
    const Answer pulled = pull(folder / "p2.gpkg", {"--park", "P002"});
    ASSERT_EQ(pulled.code, 0) << pulled.err;
    const std::string of_park = "parcel_id IN (SELECT parcel_id FROM parcel_result WHERE park_id = 'P002')";
    for (const auto& [table, where] :
         std::vector<std::pair<std::string, std::string>>{{"parcel_result", "park_id = 'P002'"},
                                                          {"parcel", of_park},
                                                          {"parcel_fact", of_park},
                                                          {"parcel_overlap", of_park},
                                                          {"park_result", "park_id = 'P002'"},
                                                          {"indicator", "park_id = 'P002'"},
                                                          {"policy_text", "1"},
                                                          {"run", "1"}}) {
        const auto wanted = rows_of(office().book, table, where);
        EXPECT_FALSE(wanted.empty()) << table;
        EXPECT_EQ(rows_of(folder / "p2.gpkg", table), wanted) << table;
    }
    EXPECT_EQ(number(folder / "p2.gpkg", "SELECT count(*) FROM enterprise_year"), 0);
    EXPECT_EQ(run({"list", folder / "p2.gpkg", "parcels"}).code, 0);
}

TEST_F(Share, KeepsTextsThatSpellLikeCopy) {
    const TempFolder folder;
    const std::string book = meddled(
        folder,
        "ALTER TABLE parcel ADD COLUMN \"这一列的名字长到六十三个字节里放不下所以要截短后面再加记号\" TEXT;"
        "UPDATE parcel SET \"这一列的名字长到六十三个字节里放不下所以要截短后面再加记号\" = 'a\\b' || char(9) || 'c' "
        "|| "
        "char(10) || '\\N' || char(13) WHERE fid = 1;"
        "UPDATE parcel SET \"这一列的名字长到六十三个字节里放不下所以要截短后面再加记号\" = '\\N' WHERE fid = 2;"
        "UPDATE parcel SET \"这一列的名字长到六十三个字节里放不下所以要截短后面再加记号\" = '' WHERE fid = 3;"
        "UPDATE parcel_result SET tax_wan = 1e-7 / 3 WHERE fid = 1; UPDATE parcel_result SET tax_wan = 1e300 WHERE fid "
        "= 2");
    ASSERT_EQ(publish({}, book).code, 0);
    ASSERT_EQ(pull(folder / "back.gpkg").code, 0);
    EXPECT_EQ(rows_of(folder / "back.gpkg", "parcel"), rows_of(book, "parcel"));
    EXPECT_EQ(rows_of(folder / "back.gpkg", "parcel_result"), rows_of(book, "parcel_result"));
}

TEST_F(Share, LeavesAloneWhatIsThere) {
    ASSERT_EQ(publish().code, 0);
    const std::string before =
        session().one("SELECT string_agg(key || published_at, ' ' ORDER BY key) FROM mutu.published_run");
    const Answer again = publish();
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_FALSE(says(again.out, "已发布")) << again.out;
    EXPECT_TRUE(says(again.out, "P001")) << again.out;
    EXPECT_TRUE(says(again.out, "已在库中，跳过")) << again.out;
    EXPECT_EQ(session().one("SELECT string_agg(key || published_at, ' ' ORDER BY key) FROM mutu.published_run"),
              before);
}

/// A later run in which one parcel of P002 pays another tax.
constexpr const char* later_run = "UPDATE run SET run_id = 'later';"
                                  "UPDATE parcel_result SET tax_wan = 77.5 WHERE fid = (SELECT min(fid) FROM "
                                  "parcel_result WHERE park_id = 'P002')";

TEST_F(Share, ReplacesOnlyWhatALaterRunChanged) {
    const TempFolder folder;
    const std::string later = meddled(folder, later_run);
    ASSERT_EQ(publish().code, 0);
    const auto written = [&](const char* park) {
        return session().one("SELECT min(xmin::text) FROM mutu.parcel_result WHERE mutu_park = '" + std::string{park} +
                             "'");
    };
    const std::string p1 = written("P001"), p2 = written("P002");
    const Answer again = publish({}, later);
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(written("P001"), p1) << again.out;
    EXPECT_NE(written("P002"), p2) << again.out;
    EXPECT_EQ(session().ask("SELECT DISTINCT run_id FROM mutu.published_run"), std::vector<std::string>{"later"});
    EXPECT_EQ(session().one("SELECT count(DISTINCT mutu_run) FROM mutu.policy_text"), "1")
        << "the old run's texts are gone";
}

TEST_F(Share, EndsTheSameStepByStepAndAtOnce) {
    const TempFolder folder;
    const std::string later = meddled(folder, later_run);
    ASSERT_EQ(publish().code, 0);
    ASSERT_EQ(publish({}, later).code, 0);
    const std::string stepwise = content();
    session().ask("DROP SCHEMA mutu, mutu_part CASCADE");
    ASSERT_EQ(publish({}, later).code, 0);
    EXPECT_EQ(stepwise, content());
    ASSERT_EQ(pull(folder / "back.gpkg").code, 0);
    EXPECT_EQ(rows_of(folder / "back.gpkg", "parcel_result"), rows_of(later, "parcel_result"));
}

TEST_F(Share, TellsParksOfTwoRunsApart) {
    const TempFolder folder;
    const std::string later = meddled(folder, "UPDATE run SET run_id = 'later'");
    ASSERT_EQ(publish().code, 0);
    ASSERT_EQ(publish({"--park", "P002"}, later).code, 0);
    const Answer both = pull(folder / "back.gpkg");
    EXPECT_EQ(both.code, 2);
    EXPECT_TRUE(says(both.err, "later")) << both.err;
    EXPECT_FALSE(fs::exists(folder / "back.gpkg"));
    EXPECT_EQ(pull(folder / "back.gpkg", {"--run", "later"}).code, 0);
    EXPECT_EQ(number(folder / "back.gpkg", "SELECT count(DISTINCT park_id) FROM park_result"), 1);
}

/// Whether the session may not do this.
bool denied(const Session& session, const std::string& sql) {
    try {
        session.ask(sql);
    } catch (const std::runtime_error&) {
        return true;
    }
    return false;
}

class ShareRights : public SharedStoreTest {
protected:
    /// li sees P001, wang sees all.
    void publish_for_both() {
        office().server->sql("CREATE ROLE li LOGIN");
        office().server->sql("CREATE ROLE wang LOGIN");
        ASSERT_EQ(publish({"--grant", "li=P001", "--grant", "wang=*"}).code, 0);
    }
    std::string seen(const std::string& user, const std::string& table) const {
        return session(user).one("SELECT count(*) FROM mutu." + table);
    }
};

TEST_F(ShareRights, ShowARoleItsOwnParkAndNoOther) {
    publish_for_both();
    const Session li = session("li");
    EXPECT_EQ(li.ask("SELECT DISTINCT mutu_park FROM mutu.parcel_result"), std::vector<std::string>{"P001"});
    EXPECT_EQ(seen("li", "parcel_result"), seen("mutu", "parcel_result WHERE mutu_park = 'P001'"));
    EXPECT_EQ(li.ask("SELECT DISTINCT key FROM mutu.published_run WHERE part = 'park'"),
              std::vector<std::string>{"park:P001"});
    EXPECT_EQ(seen("li", "enterprise_year") + seen("li", "link") + seen("li", "building"), "000");
    EXPECT_EQ(seen("li", "policy_text"), seen("mutu", "policy_text"));
    EXPECT_EQ(seen("wang", "enterprise_year"), seen("mutu", "enterprise_year"));
}

TEST_F(ShareRights, LetARoleNeitherGrantNorLookBehindTheTables) {
    publish_for_both();
    EXPECT_TRUE(denied(session("li"), "INSERT INTO mutu.park_right VALUES ('li', 'P002')"));
    EXPECT_TRUE(denied(session("li"), "SELECT * FROM mutu_part.parcel_result_no_park"));
    EXPECT_TRUE(denied(session("li"), "UPDATE mutu.parcel_result SET tax_wan = 0"));
    EXPECT_EQ(run({"publish", office().book, address("li")}).code, 4);
}

TEST_F(ShareRights, LetTwoPersonsPublishInTurnByTheRoleTheyShare) {
    for (const char* sql :
         {"CREATE ROLE fabu", "CREATE ROLE zhang LOGIN IN ROLE fabu", "CREATE ROLE zhao LOGIN IN ROLE fabu"})
        office().server->sql(sql);
    session().ask("CREATE EXTENSION postgis; GRANT CREATE ON SCHEMA public TO fabu");
    session().ask("GRANT CREATE ON DATABASE " + database + " TO fabu");
    const auto by = [&](const char* user, const char* park) {
        return run({"publish", office().book, address(user) + " options='-c role=fabu'", "--park", park});
    };
    const Answer first = by("zhang", "P001"), second = by("zhao", "P002"), again = by("zhao", "P001");
    EXPECT_EQ(first.code + second.code + again.code, 0) << first.err << second.err << again.err;
    EXPECT_EQ(session().ask("SELECT published_by FROM mutu.published_run WHERE part = 'park' ORDER BY park_id"),
              (std::vector<std::string>{"zhang", "zhao"}));
}

TEST_F(ShareRights, LetARolePullWhatItSees) {
    const TempFolder folder;
    publish_for_both();
    ASSERT_EQ(pull(folder / "li.gpkg", {"--park", "P001"}, "li").code, 0);
    ASSERT_EQ(pull(folder / "owner.gpkg", {"--park", "P001"}).code, 0);
    EXPECT_EQ(read_file(folder / "li.gpkg"), read_file(folder / "owner.gpkg"));
    EXPECT_EQ(pull(folder / "no.gpkg", {"--park", "P002"}, "li").code, 2);
    EXPECT_FALSE(fs::exists(folder / "no.gpkg"));
}

TEST_F(Share, ShowsTheBooksVerdictsWithTheirProofsInTheStore) {
    ASSERT_EQ(publish().code, 0);
    const std::string told = "subject_id || '|' || rule_id || '|' || verdict || '|' || proof";
    const auto of_store = session().ask("SELECT " + told +
                                        " FROM mutu.verdict ORDER BY subject_id COLLATE \"C\", rule_id "
                                        "COLLATE \"C\", fid");
    std::vector<std::string> of_book;
    for (const Record& row :
         ask(office().book, "SELECT " + told + " AS told FROM verdict ORDER BY subject_id, rule_id, fid"))
        of_book.push_back(row.at("told").value_or(""));
    EXPECT_EQ(of_store, of_book);
    EXPECT_GT(of_book.size(), 500U);
}

TEST_F(Share, HangsAStyledLayerForQgis) {
    ASSERT_EQ(publish().code, 0);
    EXPECT_EQ(
        session().one("SELECT xpath_exists('/qgis/renderer-v2', styleqml) FROM layer_styles WHERE f_table_catalog = "
                      "current_database() AND f_table_schema = 'mutu' AND f_table_name = 'parcel_result' AND "
                      "f_geometry_column = 'geom' AND useasdefault"),
        "t");
    EXPECT_EQ(session().one("SELECT obj_description('mutu.parcel_result'::regclass)"),
              ask(office().book, "SELECT description FROM gpkg_contents WHERE table_name = 'parcel_result'")[0]
                  .at("description")
                  .value_or(""));
    const auto count = session().one("SELECT count(*) FROM layer_styles");
    ASSERT_EQ(publish().code, 0);
    EXPECT_EQ(session().one("SELECT count(*) FROM layer_styles"), count) << "styles are not heaped up";
}

TEST_F(Share, IsALayerWithTypeAndCrsForGdal) {
    ASSERT_EQ(publish().code, 0);
    GDALAllRegister();
    if (!GetGDALDriverManager()->GetDriverByName("PostgreSQL")) GTEST_SKIP() << "GDAL has no PostgreSQL driver here";
    const GDALDatasetUniquePtr store{GDALDataset::Open((address() + " schemas=mutu").c_str(), GDAL_OF_VECTOR)};
    ASSERT_TRUE(store);
    OGRLayer* layer = store->GetLayerByName("parcel_result");
    ASSERT_TRUE(layer);
    EXPECT_EQ(layer->GetGeomType(), wkbMultiPolygon);
    EXPECT_EQ(layer->GetFeatureCount(),
              static_cast<GIntBig>(number(office().book, "SELECT count(*) FROM parcel_result")));
    ASSERT_TRUE(layer->GetSpatialRef());
    EXPECT_EQ(layer->GetSpatialRef()->GetAuthorityCode(nullptr),
              ask(office().book, "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'parcel_result'")[0].at(
                  "srs_id"));
}

TEST_F(Share, RefusesWithASentenceAndLeavesNothing) {
    const TempFolder folder;
    const auto expect = [&](const Answer& answer, int code, const std::string& words) {
        const bool clean = !fs::exists(folder / "back.gpkg") && !says(answer.err, "geheim");
        EXPECT_TRUE(answer.code == code && says(answer.err, words) && clean) << answer.code << answer.err;
    };
    expect(run({"pull", address(), folder / "back.gpkg"}), 3, "先用 mutu publish");
    expect(run({"publish", office().book, "host=x"}), 2, "PG:");
    expect(run({"publish", office().book, "PG:postgresql://a:geheim@[x/y"}), 2, "写法有误");
    expect(run({"publish", office().book,
                "PG:host=127.0.0.1 port=" + std::to_string(free_port()) + " user=mutu password=geheim dbname=x"}),
           3, "连不上");
    expect(publish({"--park", "P999"}), 2, "没有园区 P999");
    expect(publish({}, folder / "none.gpkg"), 3, "没有这个成果库");
    expect(publish({}, meddled(folder, "DELETE FROM run")), 3, "没有一次分析");
    expect(publish({"--grant", "nobody=P001"}), 2, "没有角色 nobody");
    EXPECT_EQ(session().one("SELECT count(*) FROM mutu.published_run"), "0");
    ASSERT_EQ(publish().code, 0);
    expect(pull(folder / "back.gpkg", {"--park", "P999"}), 2, "没有园区 P999");
    const std::string kept = write(folder / "kept.gpkg", "mine");
    EXPECT_EQ(pull(kept).code, 2);
    EXPECT_EQ(read_file(kept), "mine");
    expect(run(Call{.words = {"pull", address(), folder / "back.gpkg"}, .largest_file = 200'000}), 3, "磁盘");
    session().ask("UPDATE mutu.parcel_result SET tax_wan = 5 WHERE mutu_park = 'P001'");
    expect(pull(folder / "back.gpkg"), 4, "校验值");
    session().ask("UPDATE mutu.store SET version = 99");
    expect(pull(folder / "back.gpkg"), 4, "第 99 版");
    expect(publish(), 4, "第 99 版");
    EXPECT_EQ(fs::exists(folder / "back.gpkg.lock"), false);
}

TEST_F(Share, FindsTheExtensionWhereverItLies) {
    session().ask("CREATE SCHEMA gis; CREATE EXTENSION postgis SCHEMA gis");
    const Answer answer = publish({"--park", "P001"});
    EXPECT_EQ(answer.code, 0) << answer.err;
}

TEST_F(Share, KeepsOneCrsInASchemaAndTakesAnotherSchemaForAnother) {
    const TempFolder folder;
    // Degrees said of metres: no matter here, only the number counts.
    const std::string other = meddled(folder, "UPDATE gpkg_geometry_columns SET srs_id = 4326");
    ASSERT_EQ(publish().code, 0);
    const std::string before = content();
    const Answer mixed = publish({}, other);
    EXPECT_EQ(mixed.code, 4) << mixed.err;
    EXPECT_TRUE(says(mixed.err, "--schema")) << mixed.err;
    EXPECT_EQ(content(), before);
    EXPECT_EQ(publish({"--schema", "other"}, other).code, 0);
    EXPECT_EQ(session().one("SELECT srid FROM geometry_columns WHERE f_table_schema = 'other' AND f_table_name = "
                            "'parcel_result'"),
              "4326");
}

TEST_F(Share, RefusesARoleWithoutRights) {
    office().server->sql("CREATE ROLE guest LOGIN");
    const Answer guest = run({"publish", office().book, address("guest")});
    EXPECT_EQ(guest.code, 4) << guest.err;
    EXPECT_TRUE(says(guest.err, "CREATE EXTENSION postgis")) << guest.err;
    session().ask("CREATE EXTENSION postgis");
    const Answer barred = run({"publish", office().book, address("guest")});
    EXPECT_EQ(barred.code, 4) << barred.err;
    EXPECT_TRUE(says(barred.err, "没有权限")) << barred.err;
    EXPECT_EQ(session().one("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'mutu%'"), "0");
}

}  // namespace
}  // namespace mutu::test
