// Search: whatever stands anywhere in a code, a name or a contract, also two Chinese characters.
#include "client.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace mutu::test {
namespace {

std::string encoded(const std::string& text) {
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += '%', out += hex[byte >> 4], out += hex[byte & 15];
    }
    return out;
}

std::vector<std::string> found(const std::string& text) {
    std::vector<std::string> ids;
    const Heard heard = served().get("/api/search?q=" + encoded(text));
    EXPECT_EQ(heard.status, 200) << heard.body;
    const Value all = heard.json();
    for (const Value& one : all.find("parcels")->list("parcels"))
        ids.push_back(one.find("parcel_id")->text("parcel_id"));
    return ids;
}

/// What a scan of the book finds in the words people search by, in the book's order, at most fifty.
std::vector<std::string> scanned(const std::string& text) {
    const auto holds = [&](const std::vector<std::string>& columns, const std::string& alias) {
        std::string sql = "(0";
        for (const std::string& column : columns)
            sql += " OR instr(lower(coalesce(" + alias + "." + column + ", '')), lower('" + text + "'))";
        return sql + ")";
    };
    const auto there = [](const std::string& table) {
        std::vector<std::string> columns;
        for (const char* column :
             {"parcel_id", "bdcdyh", "supervision_no", "contract_no", "holder_name", "holder_uscc", "project_name"})
            if (number(served().book(),
                       "SELECT count(*) FROM pragma_table_info('" + table + "') WHERE name = '" + column + "'") > 0)
                columns.push_back(column);
        return columns;
    };
    std::vector<std::string> ids;
    for (const auto& row :
         ask(served().book(),
             "SELECT parcel_id FROM parcel_result r WHERE instr(lower(parcel_id), lower('" + text +
                 "')) OR EXISTS (SELECT 1 FROM parcel p WHERE p.parcel_id = r.parcel_id AND " +
                 holds(there("parcel"), "p") +
                 ") OR EXISTS (SELECT 1 FROM link l JOIN supply s ON s.supply_id = l.from_key WHERE l.from_role = "
                 "'supply' AND l.to_role = 'parcel' AND l.state = 'matched' AND l.to_key = r.parcel_id AND " +
                 holds(there("supply"), "s") +
                 ") OR EXISTS (SELECT 1 FROM enterprise_land e JOIN enterprise_result f ON f.uscc = e.uscc WHERE "
                 "e.parcel_id = r.parcel_id AND " +
                 holds({"name", "uscc"}, "f") + ") ORDER BY fid LIMIT 50"))
        ids.push_back(row.begin()->second.value_or(""));
    return ids;
}

TEST(Search, FindsExactlyWhatAScanOfTheBookFinds) {
    const std::string holder =
        ask(served().book(), "SELECT holder_name FROM parcel WHERE holder_name LIKE '%公司%' LIMIT 1")
            .at(0)
            .begin()
            ->second.value_or("");
    const std::string contract =
        ask(served().book(), "SELECT contract_no FROM supply WHERE contract_no IS NOT NULL LIMIT 1")
            .at(0)
            .begin()
            ->second.value_or("");
    for (const std::string& text :
         {std::string{"公司"}, std::string{"项目"}, std::string{"司"}, std::string{"限公"}, holder, contract,
          std::string{"gb0000"}, std::string{"GB00031"}, std::string{"没有这个"}, std::string{"%"}, std::string{"_"}}) {
        EXPECT_EQ(found(text), scanned(text)) << text;
    }
    EXPECT_FALSE(found("公司").empty());
    EXPECT_FALSE(found(contract).empty());
}

TEST(Search, TheSameWordsFilterTableAndLegend) {
    const Value table = served().get("/api/parcels?q=" + encoded("公司") + "&limit=1").json();
    const Value legend = served().get("/api/legend?theme=land_class&q=" + encoded("公司")).json();
    EXPECT_EQ(table.find("count")->integer("count"), legend.find("total")->find("count")->integer("count"));
    EXPECT_GT(table.find("count")->integer("count"), 50);
    EXPECT_EQ(served().get("/api/parcels?q=" + encoded("没有这个")).json().find("count")->integer("count"), 0);
}

}  // namespace
}  // namespace mutu::test
