// `mutu export --redact` from outside: what a copy for publishing holds, what it must not hold, and what is refused.
#include "app/published.hpp"
#include "support/zip.hpp"

#include <algorithm>
#include <cstring>

namespace mutu::test {
namespace {

constexpr const char* parcel = "439901001001GB00002";
constexpr const char* firm = "914399011000000166";

/// One firm alone in its park and industry, a person, and a firm on suspected land.
std::string planted(const TempFolder& folder) {
    std::string book = book_in(folder);
    const std::string here = std::string{" WHERE parcel_id = '"} + parcel + "'";
    change(book,
           std::string{"UPDATE enterprise SET name = '暗植实业', industry_code = '2700' WHERE uscc = '"} + firm +
               "'; UPDATE enterprise_land SET tax_wan = 7654.321, output_wan = 98765.4321, park_id = 'P003' WHERE "
               "uscc = '" +
               firm + "'");
    change(book, "UPDATE parcel_result SET tax_wan = 7654.321, output_wan = 98765.4321, investment_wan = 45678.9123, "
                 "land_class = 'ordinary', action = '暗植措施'" +
                     here);
    change(book,
           "UPDATE parcel SET holder_name = '欧阳植入', project_name = '暗植项目', contract_no = '暗植合同'" + here);
    change(book, "UPDATE parcel SET holder_name = '嫌疑植入有限公司' WHERE parcel_id = (SELECT parcel_id FROM "
                 "parcel_result WHERE land_class = 'idle' ORDER BY fid LIMIT 1)");
    return book;
}

/// All bytes of a file, a folder or what an XLSX packs.
std::string all_bytes(const std::string& path) {
    std::string bytes;
    if (fs::is_directory(path))
        for (const auto& [name, content] : contents(path)) bytes += content;
    else if (path.ends_with(".xlsx"))
        for (const auto& [name, content] : unzip(path)) bytes += content;
    else
        bytes = read_file(path);
    return bytes;
}

std::string as_little_endian(double value) {
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}
std::string as_big_endian(double value) {
    std::string bytes = as_little_endian(value);
    std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

/// Which of the planted things stand anywhere in the bytes.
std::vector<std::string> found(const std::string& bytes) {
    std::vector<std::string> all;
    for (const char* words : {"暗植", "欧阳植入", "嫌疑植入", firm, "7654.321", "98765.4321", "45678.9123"})
        if (says(bytes, words)) all.emplace_back(words);
    for (const double value : {7654.321, 98765.4321, 45678.9123})
        if (says(bytes, as_little_endian(value)) || says(bytes, as_big_endian(value)))
            all.push_back(shortest(value) + " as bytes");
    return all;
}

Answer redact(const std::string& book, const std::string& pack, const std::string& out,
              std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"export", book, "--redact", pack, "-o", out});
    return run(more);
}

TEST(Redact, WhatWasPlantedIsNowhereInTheCopy) {
    const TempFolder folder;
    const std::string book = planted(folder);
    ASSERT_GE(found(all_bytes(book)).size(), 7U) << "the search finds what is there";
    for (const char* pack : {"public", "named"})
        for (const char* file : {"copy.gpkg", "copy.gdb", "copy.xlsx"}) {
            const std::string out = folder / (std::string{pack} + file);
            const Answer answer = redact(book, pack, out);
            ASSERT_EQ(answer.code, 0) << answer.err;
            EXPECT_EQ(found(all_bytes(out)), std::vector<std::string>{}) << out;
        }
}

TEST(Redact, PersonsAreMaskedAndSuspectsNotNamed) {
    const TempFolder folder;
    const std::string book = planted(folder);
    ASSERT_EQ(redact(book, "named", folder / "copy.gpkg").code, 0);
    const auto holder = [&](const std::string& where) {
        return ask(folder / "copy.gpkg", "SELECT holder_name AS h FROM parcel_result WHERE " + where).at(0)["h"];
    };
    EXPECT_EQ(holder(std::string{"parcel_id = '"} + parcel + "'"), "欧**");
    const auto suspect = ask(book, "SELECT parcel_id AS p FROM parcel_result WHERE land_class = 'idle' LIMIT 1");
    EXPECT_EQ(holder("parcel_id = '" + suspect.at(0).at("p").value() + "'"), std::nullopt);
    EXPECT_GT(number(folder / "copy.gpkg", "SELECT count(*) FROM parcel_result WHERE holder_name LIKE '%公司%'"), 10);
    ASSERT_EQ(redact(book, "public", folder / "public.gpkg").code, 0);
    EXPECT_EQ(number(folder / "public.gpkg",
                     "SELECT count(*) FROM pragma_table_info('parcel_result') WHERE name LIKE 'holder%'"),
              0);
}

TEST(Redact, TheSumsAreThoseOfTheBookAndTheReportCountsWhatWent) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "copy.gpkg";
    const Answer answer = redact(book, "public", out, {"--format", "csv"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    const std::string whole = " FROM published_sum WHERE park_name = '全部园区' AND industry_group IS NULL";
    EXPECT_NEAR(number(out, "SELECT tax_wan" + whole), number(book, "SELECT sum(tax_wan) FROM enterprise_land"), 1e-6);
    EXPECT_NEAR(number(out, "SELECT output_wan" + whole), number(book, "SELECT sum(output_wan) FROM enterprise_land"),
                1e-6);
    // A firm whose tax nobody knows is no zero: the total says that it is not in it.
    ASSERT_GT(number(book, "SELECT count(*) FROM enterprise_land WHERE tax_wan IS NULL"), 0);
    EXPECT_EQ(ask(out, "SELECT tax_wan_note AS n" + whole).at(0)["n"], "公布（另有企业数据未知，未计入）");
    EXPECT_EQ(number(out, "SELECT count(*) FROM published_sum WHERE tax_wan = 0"), 0);
    const double taxed = number(book, "SELECT count(tax_wan) FROM parcel_result");
    EXPECT_TRUE(says(answer.out, "parcel_result,tax_wan,税收与金额：逐户的隐去，另表按组合计," + shortest(taxed)))
        << answer.out;
    EXPECT_TRUE(says(answer.out, "不公布：企业太少")) << answer.out;
    // Why a sum is withheld stays in the office.
    EXPECT_FALSE(says(read_file(out), "企业太少"));
    EXPECT_EQ(number(out, "SELECT count(*) FROM parcel_result"), number(book, "SELECT count(*) FROM parcel_result"));
}

TEST(Redact, TotalsLessTheirPartsTellNothing) {
    const TempFolder folder;
    const std::string book = planted(folder), out = folder / "copy.gpkg";
    ASSERT_EQ(redact(book, "public", out).code, 0);
    // In no row and no column whose total is shown is one cell alone withheld.
    int lines = 0;
    for (const auto& [line, other] : {std::pair{"park_name", "industry_group"}, {"industry_group_name", "park_id"}})
        for (const auto& row :
             ask(out, std::string{"SELECT t."} + line + " AS line, (SELECT count(*) FROM published_sum c WHERE c." +
                          line + " = t." + line + " AND c." + other +
                          " IS NOT NULL AND c.tax_wan_note = '不公布') AS closed "
                          "FROM published_sum t WHERE t." +
                          other + " IS NULL AND t.tax_wan IS NOT NULL")) {
            EXPECT_NE(row.at("closed"), "1") << row.at("line").value_or("");
            ++lines;
        }
    EXPECT_GE(lines, 4);
    EXPECT_GT(number(out, "SELECT count(*) FROM published_sum WHERE tax_wan_note = '不公布'"), 1);
}

TEST(Redact, ShownTotalsHaveThreeFirmsAndNoneAboveSevenTenths) {
    const TempFolder folder;
    const std::string book = planted(folder), out = folder / "copy.gpkg";
    ASSERT_EQ(redact(book, "public", out).code, 0);
    int shown = 0;
    for (const auto& row :
         ask(out, "SELECT park_id AS p, tax_wan AS t FROM published_sum WHERE park_id IS NOT NULL AND "
                  "industry_group IS NULL AND tax_wan IS NOT NULL")) {
        const std::string firms = "(SELECT uscc, sum(tax_wan) AS s FROM enterprise_land WHERE tax_wan IS NOT NULL AND "
                                  "park_id = '" +
                                  row.at("p").value() + "' GROUP BY uscc)";
        EXPECT_GE(number(book, "SELECT count(*) FROM " + firms), 3);
        EXPECT_LE(number(book, "SELECT max(s) / sum(s) FROM " + firms), 0.7);
        EXPECT_NEAR(number(book, "SELECT sum(s) FROM " + firms), std::stod(row.at("t").value()), 1e-6);
        ++shown;
    }
    EXPECT_GE(shown, 2);
}

TEST(Redact, FirmsOfUnknownNameCountAsOneAndTheSameNameIsTheSameFirm) {
    const TempFolder folder;
    const std::string book = book_in(folder);
    const std::string some = "SELECT count(*) FROM published_sum WHERE investment_wan IS NOT NULL";
    ASSERT_EQ(redact(book, "public", folder / "before.gpkg").code, 0);
    EXPECT_GT(number(folder / "before.gpkg", some), 5);
    change(book, "UPDATE parcel SET holder_name = NULL, holder_uscc = ' '");
    ASSERT_EQ(redact(book, "public", folder / "unknown.gpkg").code, 0);
    EXPECT_EQ(number(folder / "unknown.gpkg", some), 0);
    change(book, "UPDATE parcel SET holder_name = '同一家（湖南）公司', holder_uscc = 'U' || fid");
    ASSERT_EQ(redact(book, "public", folder / "same.gpkg").code, 0);
    EXPECT_EQ(number(folder / "same.gpkg", some), 0);
}

TEST(Redact, ASecondCopyIsTheSameBytes) {
    const TempFolder folder;
    const std::string book = book_in(folder);
    ASSERT_EQ(redact(book, "public", folder / "a.gpkg").code, 0);
    ASSERT_EQ(redact(book, "public", folder / "b.gpkg").code, 0);
    EXPECT_EQ(read_file(folder / "a.gpkg"), read_file(folder / "b.gpkg"));
}

TEST(Redact, PartsOfABookAreRefusedSinceTheyCouldBeSubtracted) {
    const TempFolder folder;
    const std::string book = book_in(folder);
    for (const std::vector<std::string>& more : std::vector<std::vector<std::string>>{
             {"--park", "P001"}, {"--where", "area_m2 > 1"}, {"--fields", "tax_wan"}, {"--profile", "cn"}}) {
        const Answer answer = redact(book, "public", folder / "part.gpkg", more);
        EXPECT_EQ(answer.code, 2) << more[0];
        EXPECT_TRUE(says(answer.err, "整个成果库")) << answer.err;
    }
    EXPECT_EQ(run({"export", book, "parcel_result", folder / "l.gpkg", "--redact", "public"}).code, 2);
    EXPECT_FALSE(fs::exists(folder / "part.gpkg"));
}

TEST(Redact, WhatCannotBeDoneIsSaidBeforeAnythingIsWritten) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "copy.gpkg";
    Answer answer = redact(book, "pubilc", out);
    EXPECT_EQ(answer.code, 2);
    EXPECT_TRUE(says(answer.err, "是否要写 public？")) << answer.err;
    answer = redact(book, "public", folder / "copy.shp");
    EXPECT_EQ(answer.code, 2);
    EXPECT_TRUE(says(answer.err, ".gpkg、.gdb 或 .xlsx")) << answer.err;
    EXPECT_EQ(redact(book, "public", book, {"--overwrite"}).code, 2);
    EXPECT_EQ(run({"export", book, "--redact", "public"}).code, 2);
    EXPECT_EQ(redact(book, "public", out, {"--dry-run"}).code, 0);
    EXPECT_FALSE(fs::exists(out));
    write(out, "mine");
    EXPECT_EQ(redact(book, "public", out).code, 2);
    EXPECT_EQ(read_file(out), "mine");
    change(book, "UPDATE run SET secrecy = 'secret'");
    answer = redact(book, "public", out, {"--overwrite"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_TRUE(says(answer.err, "涉密")) << answer.err;
    EXPECT_EQ(read_file(out), "mine");
}

TEST(Redact, APackCannotOpenAClosedColumnOrAskForLessThanTwoFirms) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "copy.gpkg", file = "redact/public.toml";
    Answer answer = redact(book, "public", out,
                           {"--data", data_with(folder, file, "\"supply_state\"", "\"supply_state\", \"tax_wan\"")});
    EXPECT_EQ(answer.code, 3);
    EXPECT_TRUE(says(answer.err, "parcel_result.tax_wan")) << answer.err;
    for (const char* least : {"0", "1", "-3"}) {
        answer = redact(
            book, "public", out,
            {"--data", data_with(folder, file, "least_firms     = 3", std::string{"least_firms     = "} + least)});
        EXPECT_EQ(answer.code, 3);
        EXPECT_TRUE(says(answer.err, "least_firms")) << answer.err;
    }
    EXPECT_FALSE(fs::exists(out));
}

TEST(Redact, APackWhoseExampleComesOutOtherwiseFailsTheCheck) {
    const TempFolder folder;
    Answer answer = run({"policy", "check"});
    EXPECT_EQ(answer.code, 0) << answer.out;
    EXPECT_TRUE(says(answer.out, "public@")) << answer.out;
    answer = run({"policy", "check", "--data",
                  data_with(folder, "redact/public.toml", "largest_percent = 70", "largest_percent = 71")});
    EXPECT_EQ(answer.code, 1);
    EXPECT_TRUE(says(answer.out, "超过七成")) << answer.out;
}

}  // namespace
}  // namespace mutu::test
