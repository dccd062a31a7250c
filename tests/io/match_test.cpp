// Which column becomes which field.
#include "io/support.hpp"

namespace mutu::test {
namespace {

TEST(Aliases, EveryAliasNamesOneFieldThatExists) { EXPECT_NO_THROW(aliases()); }

TEST(Aliases, KnowPinyinInitialsAndCutNames) {
    EXPECT_EQ(aliases().field(Role::parcel, "ZDDM"), "parcel_id");
    EXPECT_EQ(aliases().field(Role::parcel, "BDCDYH"), "bdcdyh");
    EXPECT_EQ(aliases().field(Role::parcel, "QLRMC"), "holder_name");
    EXPECT_EQ(aliases().field(Role::parcel, "DKMJ"), "registered_area_m2");
    EXPECT_EQ(aliases().field(Role::parcel, "约定开工时"), "agreed_start_date");
    EXPECT_EQ(aliases().field(Role::parcel, "土地使用权"), "holder_name");
    EXPECT_EQ(aliases().field(Role::park, "XZQDM"), "region_code");
    EXPECT_EQ(aliases().field(Role::approval, "SHENGPWWH"), "approval_no");
    EXPECT_EQ(aliases().field(Role::parcel, "序号"), "");
}

TEST(Aliases, ReadUnitsInBracketsAndAtTheEnd) {
    EXPECT_EQ(aliases().meaning(Role::parcel, "面积(公顷)")->unit, Unit::hectare);
    EXPECT_EQ(aliases().meaning(Role::parcel, "用地面积（亩）")->unit, Unit::mu);
    EXPECT_EQ(aliases().meaning(Role::parcel, "宗地面积㎡")->unit, Unit::base);
    EXPECT_EQ(aliases().meaning(Role::parcel, "成交价格(元)")->unit, Unit::yuan);
    EXPECT_EQ(aliases().meaning(Role::parcel, "成交价格(亿元)")->unit, Unit::hundred_million_yuan);
}

TEST(Aliases, DoNotTakeAColumnWhoseUnitDoesNotFitTheField) {
    EXPECT_FALSE(aliases().meaning(Role::parcel, "成交价格(元/平方米)"));
    EXPECT_FALSE(aliases().meaning(Role::parcel, "成交价格(美元)"));
}

TEST(Aliases, TellTheCodeOfAWordByRole) {
    EXPECT_EQ(aliases().code(Role::parcel, *find_field(Role::parcel, "supply_mode"), "协议出让"), "grant");
    EXPECT_EQ(aliases().code(Role::parcel, *find_field(Role::parcel, "supply_mode"), "Lease-Then-Grant"),
              "lease_then_grant");
    EXPECT_EQ(aliases().code(Role::constraint, *find_field(Role::constraint, "kind"), "永久基本农田"),
              "basic_farmland");
    EXPECT_EQ(aliases().code(Role::registry, *find_field(Role::registry, "kind"), "闲置土地"), "idle");
    EXPECT_EQ(aliases().code(Role::parcel, *find_field(Role::parcel, "supply_mode"), "换地"), "");
}

TEST(Matching, AGivenColumnFillsOnlyItsFieldAndTheFieldTakesNoOther) {
    auto spec = source(Role::parcel, write(scratch("given") / "a.csv", "宗地代码,自编号,权利人\nG1,7,甲\n"));
    spec.columns = {{"parcel_id", "自编号"}, {"project_name", "权利人"}};
    const Holdings read_back = read(spec);
    const Table& parcels = read_back[Role::parcel];
    EXPECT_EQ(parcels.column<std::string>("parcel_id")[0], "7");
    EXPECT_EQ(parcels.column<std::string>("project_name")[0], "甲");
    EXPECT_FALSE(parcels.has("holder_name"));
    EXPECT_EQ(matched(read_back, "宗地代码"), "; passed");
    EXPECT_EQ(matched(read_back, "自编号"), "parcel_id; given");
}

TEST(Matching, CanonicalNamesComeBeforeAliasesInAnyCase) {
    const auto holdings = read(Role::parcel, write(scratch("canonical") / "a.csv", "ZDDM,PARCEL_ID\nalias,name\n"));
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("parcel_id")[0], "name");
    EXPECT_EQ(count(holdings, "column_not_used"), 1);
    EXPECT_EQ(holdings[Role::parcel].passed().front().name, "ZDDM");
}

TEST(Matching, ConstantsFillTheirFieldAndRefuseWhatItCannotHold) {
    auto spec = source(Role::parcel, write(scratch("constant") / "a.csv", "ZDDM,x\nG1,\nG2,\n"));
    spec.constants = {{"code_system", "SD"}, {"supply_mode", "划拨"}};
    const Holdings holdings = read(spec);
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("code_system")[1], "SD");
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("supply_mode")[0], "allocation");
    spec.constants = {{"contract_date", "2024-02-30"}};
    EXPECT_NE(refusal(spec).find("2024-02-30"), std::string::npos);
}

TEST(Matching, NamesTheNearestWhenAFieldOrColumnDoesNotExist) {
    auto spec = source(Role::parcel, write(scratch("nearest") / "a.csv", "MAP_LOT,x\n1,2\n"));
    spec.columns = {{"parcel_id", "MAP_LOTS"}};
    EXPECT_NE(refusal(spec).find("是否应为 MAP_LOT"), std::string::npos);
    spec.columns = {{"parcelid", "MAP_LOT"}};
    EXPECT_NE(refusal(spec).find("是否应为 parcel_id"), std::string::npos);
}

TEST(Matching, YearColumnsBecomeOneRowPerFirmAndYear) {
    const auto holdings = read(Role::enterprise_year,
                               write(scratch("years") / "a.csv",
                                     "企业名称,2023年税收(万元),2022年税收(元),产值2023\n甲,12.5,10000,300\n乙,,,\n"));
    const Table& years = holdings[Role::enterprise_year];
    ASSERT_EQ(years.rows(), 4U);  // two firms, 2022 and 2023
    EXPECT_EQ(years.column<double>("year")[0], 2022);
    EXPECT_EQ(years.column<Money>("tax_wan")[0], Money::wan(1));
    EXPECT_EQ(years.column<Money>("tax_wan")[1], Money::wan(12.5));
    EXPECT_EQ(years.column<Money>("output_wan")[0], std::nullopt);
    EXPECT_EQ(years.column<Money>("output_wan")[1], Money::wan(300));
    EXPECT_EQ(years.column<std::string>("name")[3], "乙");
    EXPECT_EQ(years.column<Money>("tax_wan")[3], std::nullopt);
    EXPECT_EQ(matched(holdings, "2023年税收(万元)"), "tax_wan; unpivoted, 万元");
}

}  // namespace
}  // namespace mutu::test
