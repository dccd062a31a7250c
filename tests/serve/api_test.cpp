// The JSON interface on the demo's book: the same figures as the book's, refusals with their reason.
#include "client.hpp"

#include <gtest/gtest.h>

#include <set>

namespace mutu::test {
namespace {

Value json(const std::string& target) {
    const Heard heard = served().get(target);
    EXPECT_EQ(heard.status, 200) << target << "\n" << heard.body;
    return heard.json();
}

/// A list of the answer, by value: a loop may run over it.
Value::List list_in(const std::string& target, const char* key) { return json(target).find(key)->list(key); }

double real(const Value& table, const char* key) { return table.find(key)->real(key); }
const std::string& text(const Value& table, const char* key) { return table.find(key)->text(key); }

TEST(Api, TheBookIntroducesItself) {
    const Value book = json("/api/book");
    EXPECT_EQ(text(book, "as_of"), *ask(served().book(), "SELECT as_of FROM run").at(0).at("as_of"));
    EXPECT_EQ(real(book, "parcel_count"), 180);
    const Value::List& box = book.find("bbox")->list("bbox");
    ASSERT_EQ(box.size(), 4U);
    EXPECT_GT(box[0].real("west"), 109);
    EXPECT_LT(box[2].real("east"), 115);
}

TEST(Api, TheLegendAddsUpToAllParcels) {
    for (const char* theme : {"land_class", "tax", "far", "idle_age"}) {
        const Value legend = json(std::string{"/api/legend?theme="} + theme);
        double count = 0, area = 0;
        for (const Value& one : legend.find("classes")->list("classes"))
            count += real(one, "count"), area += real(one, "area_m2");
        EXPECT_EQ(count, 180) << theme;
        EXPECT_NEAR(area, number(served().book(), "SELECT sum(area_m2) FROM parcel_result"), 1e-3) << theme;
    }
}

TEST(Api, FiltersChooseTheSameParcelsAsSql) {
    const auto expected = [](const std::string& where) {
        return number(served().book(), "SELECT count(*) FROM parcel_result WHERE " + where);
    };
    const std::pair<const char*, const char*> cases[] = {
        {"class=idle", "land_class = 'idle'"},
        {"class=idle,stalled&park=P001", "land_class IN ('idle', 'stalled') AND park_id = 'P001'"},
        {"min_far=0.3&max_far=0.6", "far >= 0.3 AND far < 0.6"},
        {"unknown=tax_wan_per_mu", "tax_wan_per_mu IS NULL"},
        {"class=%27%20OR%201%3D1%20--", "0"}};
    for (const auto& [query, where] : cases) {
        EXPECT_EQ(real(json(std::string{"/api/parcels?limit=1&"} + query), "count"), expected(where)) << query;
        EXPECT_EQ(json(std::string{"/api/parcel-fids?"} + query).list("fids").size(), expected(where)) << query;
    }
}

TEST(Api, PagesFollowEachOtherWithoutGapOrRepeat) {
    std::set<std::string> seen;
    for (int offset = 0; offset < 180; offset += 50)
        for (const Value& one :
             list_in("/api/parcels?limit=50&sort=-area_m2&offset=" + std::to_string(offset), "parcels"))
            EXPECT_TRUE(seen.insert(text(one, "parcel_id")).second);
    EXPECT_EQ(seen.size(), 180U);
}

TEST(Api, TwoChineseCharactersFindAHolder) {
    const Value found = json("/api/search?q=%E7%A4%BA%E4%BE%8B");   // 示例
    EXPECT_EQ(found.find("parcels")->list("parcels").size(), 50U);  // as many as are shown
    EXPECT_EQ(found.find("parks")->list("parks").size(), 3U);
    // A pattern's own signs are taken as they are.
    EXPECT_EQ(json("/api/search?q=%25").find("parcels")->list("parcels").size(), 0U);
    EXPECT_EQ(json("/api/search?q=_").find("parcels")->list("parcels").size(), 0U);
}

TEST(Api, AContractLeadsToItsParcel) {
    const Record row =
        ask(served().book(), "SELECT s.contract_no AS contract, l.to_key AS parcel FROM supply s JOIN link l "
                             "ON l.from_role = 'supply' AND l.from_key = s.supply_id AND l.to_role = "
                             "'parcel' AND l.state = 'matched' WHERE s.contract_no IS NOT NULL LIMIT 1")
            .at(0);
    std::string escaped;
    for (const char c : *row.at("contract")) {
        char hex[4];
        std::snprintf(hex, sizeof hex, "%%%02X", static_cast<unsigned char>(c));
        escaped += hex;
    }
    std::set<std::string> ids;
    for (const Value& one : list_in("/api/search?q=" + escaped, "parcels")) ids.insert(text(one, "parcel_id"));
    EXPECT_TRUE(ids.contains(*row.at("parcel")));
}

TEST(Api, TheCardProvesWhatExplainProves) {
    const std::string id =
        *ask(served().book(), "SELECT parcel_id FROM parcel_result WHERE land_class = 'idle' LIMIT 1")
             .at(0)
             .at("parcel_id");
    const Value card = json("/api/parcels/" + id);
    const Answer said = run({"explain", served().book(), id, "--format", "json"});
    EXPECT_EQ(to_json(*card.find("proofs")), to_json(parse_json(said.out, "explain")));
    EXPECT_FALSE(card.find("timeline")->list("timeline").empty());
    bool yes = false;
    for (const Value& proof : card.find("proofs")->list("proofs"))
        yes = yes || (text(proof, "verdict") == "yes" && !text(proof, "sentence").empty());
    EXPECT_TRUE(yes);
}

TEST(Api, IdentifyFindsTheParcelUnderItsOwnLabelPoint) {
    const Value card = json("/api/parcels/439901001001GB00001");
    const Value::List& box = card.find("bbox")->list("bbox");
    const double lon = (box[0].real("w") + box[2].real("e")) / 2, lat = (box[1].real("s") + box[3].real("n")) / 2;
    const Value found = json("/api/identify?lon=" + shortest(lon) + "&lat=" + shortest(lat));
    std::set<std::string> layers;
    for (const Value& one : found.find("layers")->list("layers")) layers.insert(text(one, "layer"));
    EXPECT_TRUE(layers.contains("parcel_result"));
    EXPECT_TRUE(layers.contains("park_result"));
    EXPECT_TRUE(json("/api/identify?lon=0&lat=0").find("layers")->list("layers").empty());
}

TEST(Api, WhatIfGivesTheAnswerOfTheCommand) {
    const Answer said = run({"what-if", served().book(), "--set", "idle_a_years=2", "--format", "json"});
    EXPECT_EQ(served().get("/api/what-if?idle_a_years=2").body, said.out);
    EXPECT_EQ(served().get("/api/what-if?no_such=2").status, 400);
    EXPECT_FALSE(json("/api/parameters").list("parameters").empty());
}

TEST(Api, ACellThatLooksLikeAFormulaIsDisarmed) {
    const Heard csv = served().get("/api/parcels.csv?class=idle");
    EXPECT_EQ(csv.status, 200);
    EXPECT_EQ(csv.header("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_TRUE(csv.body.starts_with("\xEF\xBB\xBFparcel_id,"));
    EXPECT_EQ(std::count(csv.body.begin(), csv.body.end(), '\n'),
              1 + number(served().book(), "SELECT count(*) FROM parcel_result WHERE land_class = 'idle'"));
}

TEST(Api, WhatIsWrongIsSaidWithItsNameAndValue) {
    const std::pair<const char*, int> cases[] = {{"/api/parcels?limit=0", 400},
                                                 {"/api/parcels?limit=2000", 400},
                                                 {"/api/parcels?limit=1e999", 400},
                                                 {"/api/parcels?bbox=1,2,3", 400},
                                                 {"/api/parcels?bbox=nan,0,1,1", 400},
                                                 {"/api/parcels?sort=geom", 400},
                                                 {"/api/parcels?q=%FF", 400},
                                                 {"/api/parcels?unknown=geom", 400},
                                                 {"/api/parcels/none", 404},
                                                 {"/api/parks/none", 404},
                                                 {"/api/identify?lon=1", 400},
                                                 {"/api/nothing", 404},
                                                 {"/api/search", 400},
                                                 {"/api/legend?theme=x", 400}};
    for (const auto& [target, status] : cases) {
        const Heard heard = served().get(target);
        EXPECT_EQ(heard.status, status) << target;
        EXPECT_FALSE(text(heard.json(), "error").empty()) << target;
    }
    EXPECT_TRUE(says(served().get("/api/parcels?limit=2000").body, "limit = 2000"));
}

}  // namespace
}  // namespace mutu::test
