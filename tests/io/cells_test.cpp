// What a cell of text becomes, and what is told when it cannot be read.
#include "io/support.hpp"

namespace mutu::test {
namespace {

Holdings parcels(const std::string& name, const std::string& csv) {
    return read(Role::parcel, write(scratch(name) / "宗地.csv", csv));
}

TEST(Cells, AreasAndMoneyComeInTheUnitOfTheHeading) {
    const auto holdings =
        parcels("units", "ZDDM,面积(公顷),已建面积（亩）,成交价格(元),总投资(亿元)\nG1,1.5,\"1,000\",123456.78,2\n");
    const Table& table = holdings[Role::parcel];
    EXPECT_EQ(table.column<Area>("registered_area_m2")[0], Area::square_metres(15000));
    EXPECT_EQ(table.column<Area>("developed_area_m2")[0], Area::mu(1000));
    EXPECT_EQ(table.column<Money>("land_price_wan")[0], Money::fen(12'345'678));
    EXPECT_EQ(table.column<Money>("total_investment_wan")[0], Money::wan(20000));
    EXPECT_EQ(matched(holdings, "面积(公顷)"), "registered_area_m2; alias, 公顷");
}

TEST(Cells, AnImpossibleDayIsUnknownAndTold) {
    const auto holdings = parcels("day", "ZDDM,合同签订日期\nG1,2024-02-30\nG2,2024/3/1\n");
    EXPECT_EQ(holdings[Role::parcel].column<Date>("contract_date")[0], std::nullopt);
    EXPECT_EQ(holdings[Role::parcel].column<Date>("contract_date")[1], Date::civil(2024, 3, 1));
    const Diagnostic* told = find(holdings, "bad_date");
    ASSERT_NE(told, nullptr);
    EXPECT_EQ(told->source_row, 1);
    EXPECT_EQ(told->subject_id, "G1");
    EXPECT_EQ(told->source_file, "宗地.csv");
    EXPECT_NE(told->message.find("2024-02-30"), std::string::npos);
}

TEST(Cells, WhatCannotBeReadIsNotTakenForABlank) {
    const auto holdings = parcels("garbled", "ZDDM,实际开工时间,总投资,基础进度\n"
                                             "G1,2024-02-30,约500,1.2\nG2,1900-01-01,,\nG3,,/,0.5\n");
    const Table& table = holdings[Role::parcel];
    EXPECT_TRUE(table.unreadable("actual_start_date", 0));
    EXPECT_TRUE(table.unreadable("total_investment_wan", 0));
    EXPECT_FALSE(table.unreadable("foundation_progress", 0)) << "outside 0 to 1 counts as blank";
    for (const std::size_t row : {1U, 2U}) EXPECT_FALSE(table.unreadable("actual_start_date", row)) << row;
}

TEST(Cells, SentinelDatesAreBlankWithAnInfo) {
    const auto holdings = parcels("sentinel", "ZDDM,实际开工时间\nG1,1899-12-30\n");
    EXPECT_EQ(holdings[Role::parcel].column<Date>("actual_start_date")[0], std::nullopt);
    ASSERT_EQ(count(holdings, "sentinel_date"), 1);
    EXPECT_EQ(find(holdings, "sentinel_date")->severity, Severity::info);
}

TEST(Cells, NumbersThatAreNoneAreUnknownAndTold) {
    const auto holdings = parcels("numbers", "ZDDM,总投资\nG1,约500\nG2,NaN\nG3,\"12,5\"\nG4,/\n");
    EXPECT_EQ(count(holdings, "bad_number"), 3);
    for (std::size_t row = 0; row < 4; ++row)
        EXPECT_EQ(holdings[Role::parcel].column<Money>("total_investment_wan")[row], std::nullopt);
}

TEST(Cells, ANegativeAreaIsUnknown) {
    const auto holdings = parcels("negative", "ZDDM,面积\nG1,-5\n");
    EXPECT_EQ(holdings[Role::parcel].column<Area>("registered_area_m2")[0], std::nullopt);
    EXPECT_EQ(count(holdings, "negative_area"), 1);
}

TEST(Cells, FoundationProgressTakesFractionsAndPercent) {
    const auto holdings = parcels("progress", "ZDDM,基础进度\nG1,1/3\nG2,33.3%\nG3,33.3\n");
    const auto progress = holdings[Role::parcel].column<double>("foundation_progress");
    EXPECT_EQ(progress[0], 1.0 / 3);
    EXPECT_EQ(progress[1], 0.333);
    EXPECT_EQ(progress[2], std::nullopt);
    EXPECT_EQ(count(holdings, "bad_number"), 1);
}

TEST(Cells, UnknownCodesAreKeptAsTextAndTold) {
    const auto holdings = parcels("codes", "ZDDM,供地方式,是否含地价\nG1,挂牌出让,是\nG2,换地,也许\n");
    const auto mode = holdings[Role::parcel].column<std::string>("supply_mode");
    EXPECT_EQ(mode[0], "grant");
    EXPECT_EQ(mode[1], "换地");
    EXPECT_EQ(holdings[Role::parcel].column<bool>("investment_includes_land_price")[0], true);
    EXPECT_EQ(count(holdings, "unknown_code"), 2);
}

TEST(Cells, IdsAreTextWithoutDecimals) {
    const auto holdings = parcels("ids", "ZDDM,电子监管号\n12.0,0012\n4.3052520000101E+17,430525200001010891\n");
    const auto ids = holdings[Role::parcel].column<std::string>("parcel_id");
    EXPECT_EQ(ids[0], "12");
    EXPECT_EQ(ids[1], "430525200001010000");
    EXPECT_EQ(count(holdings, "id_lost_digits"), 1);
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("supervision_no")[0], "0012");
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("supervision_no")[1], "430525200001010891");
}

TEST(Cells, NumbersThatASpreadsheetWroteOutEndInZeros) {
    const auto written = parcels("zeros", "ZDDM,电子监管号\nG1,430525202100012000\nG2,430525202100013000\nG3,12\n");
    EXPECT_EQ(count(written, "id_lost_digits"), 2);
    EXPECT_TRUE(written[Role::parcel].lost_digits("supervision_no", 1));
    EXPECT_FALSE(written[Role::parcel].lost_digits("supervision_no", 2)) << "a short number is whole";
    const auto typed = parcels("typed", "ZDDM,电子监管号\nG1,430525202100012000\nG2,430525202100013001\n");
    EXPECT_EQ(count(typed, "id_lost_digits"), 0) << "the second number proves that the column is text";
}

TEST(Cells, BlankWordsAreUnknownButPassedColumnsStayAsTheyAre) {
    const auto holdings = parcels("blank", "ZDDM,权利人,备注\nG1,—,—\n");
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("holder_name")[0], std::nullopt);
    EXPECT_EQ(holdings[Role::parcel].passed().front().values[0], "—");
}

}  // namespace
}  // namespace mutu::test
