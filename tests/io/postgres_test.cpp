// A table of a real PostgreSQL as a source: a server of the test's own, on loopback, gone afterwards.
#include "io/support.hpp"
#include "support/postgres.hpp"

namespace mutu::test {
namespace {

TEST(FeatureRow1, ATableOfPostgresIsASource) {
    if (postgres_programs().empty()) GTEST_SKIP() << "PostgreSQL's server is not installed (Debian: postgresql)";
    const PostgresServer server;
    if (!server.running()) GTEST_SKIP() << "PostgreSQL is installed but does not start here";
    ASSERT_TRUE(server.sql("CREATE TABLE firms (企业名称 text, 行业代码 text, 注册日期 date);"
                           "INSERT INTO firms VALUES ('甲公司', '3620', '2016-01-04'), ('乙公司', NULL, NULL)"));
    ASSERT_TRUE(server.sql("CREATE TABLE other (x int)"));
    auto spec = source(Role::enterprise, server.connection());
    EXPECT_NE(refusal(spec).find("firms"), std::string::npos) << "two tables and none named: the list is told";
    spec.layer = "firms";
    const auto holdings = read(spec);
    const Table& firms = holdings[Role::enterprise];
    ASSERT_EQ(firms.rows(), 2U);
    EXPECT_EQ(firms.column<std::string>("name")[0], "甲公司");
    EXPECT_EQ(firms.column<std::string>("industry_code")[0], "3620");
    EXPECT_EQ(firms.column<std::string>("industry_code")[1], std::nullopt);
    spec.where = "行业代码 = '3620'";
    EXPECT_EQ(read(spec)[Role::enterprise].rows(), 1U);
}

TEST(FeatureRow1, ALayerOfPostgisIsASource) {
    if (postgres_programs().empty()) GTEST_SKIP() << "PostgreSQL's server is not installed (Debian: postgresql)";
    const PostgresServer server;
    if (!server.running() || !server.sql("CREATE EXTENSION postgis"))
        GTEST_SKIP() << "no PostGIS in the server (Debian: postgresql-15-postgis-3)";
    ASSERT_TRUE(server.sql("CREATE TABLE parcels (zddm text, geom geometry(Polygon, 4525));"
                           "INSERT INTO parcels VALUES ('G1', ST_GeomFromText('POLYGON((37500000 2950000,37500100 "
                           "2950000,37500100 2950100,37500000 2950000))', 4525))"));
    auto spec = source(Role::parcel, server.connection());
    spec.layer = "parcels";
    const auto holdings = read(spec);
    ASSERT_EQ(holdings[Role::parcel].rows(), 1U);
    EXPECT_EQ(area(holdings[Role::parcel].shapes(), 0), 5000);
    EXPECT_EQ(holdings.sources.front().crs.code(), 4525);
}

TEST(FeatureRow1, APostgresThatDoesNotAnswerIsNamedWithoutItsPassword) {
    const std::string message =
        refusal(source(Role::enterprise, "PG:host=127.0.0.1 port=" + std::to_string(free_port()) +
                                             " user=mutu password=geheim dbname=park"));
    EXPECT_NE(message.find("PG:"), std::string::npos) << message;
    EXPECT_EQ(message.find("geheim"), std::string::npos) << message;
    const std::string address = refusal(source(Role::enterprise, "PG:postgresql://mutu:geheim@127.0.0.1:1/park"));
    EXPECT_EQ(address.find("geheim"), std::string::npos) << address;
}

}  // namespace
}  // namespace mutu::test
