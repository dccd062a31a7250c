// The register of land supply of 2016, row by row as it is written, against what another tool counted in it. A table of
// commitments takes none of its columns but the dates, so that every cell comes through as typed.
#include "io/expectations.hpp"

#include <cmath>
#include <map>

namespace mutu::test {
namespace {

/// 1900-01-01 stands in 52 rows; to us it is a blank, the other tool counts it as a day.
std::optional<Date> day(const std::string& cell) {
    if (cell == "1900年01月01日") return Date::civil(1900, 1, 1);
    const auto parsed = parse_date(cell);
    const Date* found = std::get_if<Date>(&parsed);
    return found == nullptr ? std::nullopt : std::optional{*found};
}

class SupplyRegister : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        MUTU_NEEDS(shared("04_land_supply_2016"));
        tree_ = expected("04_land_supply_2016");
        holdings_ = layer(Role::commitment, std::string{"04_land_supply_2016/土地供应结果_2016."} + GetParam());
        area_ = cells(holdings_, Role::commitment, "面积(公顷)");
    }
    std::vector<std::string> column(const char* name) const { return cells(holdings_, Role::commitment, name); }
    double wanted(std::initializer_list<const char*> path) const { return number(tree_, path); }
    double hectares(std::size_t row) const { return typed(area_[row]); }

    Value tree_;
    Holdings holdings_;
    std::vector<std::string> area_;
};

TEST_P(SupplyRegister, HasItsRowsColumnsAndSums) {
    EXPECT_EQ(static_cast<double>(holdings_[Role::commitment].rows()), wanted({"rows"}));
    EXPECT_EQ(static_cast<double>(holdings_.sources.front().columns.size()), wanted({"columns"}));
    EXPECT_EQ(count(holdings_, "repeated_heading"), 1) << "土地用途 stands twice";
    ASSERT_EQ(static_cast<double>(area_.size()), wanted({"rows"}));
    double sum = 0, without = 0;
    for (std::size_t row = 0; row < area_.size(); ++row) sum += hectares(row), without += hectares(row) > 0 ? 0 : 1;
    EXPECT_EQ(without, wanted({"rows_without_detail_area"}));
    EXPECT_NEAR(sum, wanted({"sum_area_ha_contract"}), 1e-6);
    EXPECT_NEAR(sum * 15, wanted({"sum_area_mu_contract"}), 1e-4);
    std::map<std::string, double> modes;
    for (const std::string& mode : column("供地方式")) ++modes[mode];
    for (const auto& [mode, times] : at(tree_, {"by_supply_mode"}).table("modes"))
        EXPECT_EQ(modes[mode], times.real("times")) << mode;
    double hunan = 0;
    for (const char* name : {"地区", "行政区", "批准单位"})
        for (const std::string& place : column(name)) hunan += place.find("湖南") == std::string::npos ? 0 : 1;
    EXPECT_EQ(hunan, wanted({"hunan", "rows"}));
    EXPECT_EQ(wanted({"hunan", "area_ha"}), 0);
    EXPECT_TRUE(at(tree_, {"hunan", "by_prefecture"}).table("prefectures").empty());
}

TEST_P(SupplyRegister, SoldIndustrialLandAtItsMeanPrice) {
    const auto use = column("土地用途"), mode = column("供地方式"), price = column("成交价格");
    EXPECT_TRUE(at(tree_, {"industrial_sold", "zero_or_missing_left_out"}).boolean("left out"));
    double rows = 0, land = 0, paid = 0;
    for (std::size_t row = 0; row < use.size(); ++row) {
        if (use[row] != "工业用地" || mode[row] == "划拨" || hectares(row) <= 0 || typed(price[row]) <= 0) continue;
        ++rows, land += hectares(row), paid += typed(price[row]);
    }
    EXPECT_EQ(rows, wanted({"industrial_sold", "rows"}));
    EXPECT_NEAR(land, wanted({"industrial_sold", "area_ha"}), 1e-6);
    EXPECT_NEAR(land * 15, wanted({"industrial_sold", "area_mu"}), 1e-4);
    EXPECT_NEAR(paid, wanted({"industrial_sold", "price_wan_yuan"}), 1e-4);
    EXPECT_NEAR(paid / (land * 15), wanted({"industrial_sold", "area_weighted_price_wan_yuan_per_mu"}), 1e-4);
}

TEST_P(SupplyRegister, HasItsDatesInBothSpellings) {
    const auto contracts = column("合同签订日期"), signings = column("签订日期"), starts = column("约定开工时间"),
               ends = column("约定竣工时间");
    double parsed = 0, with_start = 0, with_end = 0, swapped = 0, before = 0, late = 0, late_land = 0;
    std::optional<Date> first, last;
    std::map<std::string, double> years;
    for (std::size_t row = 0; row < contracts.size(); ++row) {
        const auto contract = day(contracts[row]), start = day(starts[row]), end = day(ends[row]);
        if (contract)
            ++parsed, first = first ? std::min(*first, *contract) : contract,
                      last = last ? std::max(*last, *contract) : contract;
        if (const auto signing = day(signings[row])) ++years[std::to_string(signing->year())];
        with_start += start ? 1 : 0, with_end += end ? 1 : 0;
        swapped += start && end && *end < *start ? 1 : 0, before += start && contract && *start < *contract ? 1 : 0;
        if (start && add_years(*start, 1) <= *Date::civil(2018, 6, 30)) ++late, late_land += hectares(row);
    }
    EXPECT_EQ(parsed, wanted({"contract_date", "parsed"}));
    EXPECT_EQ(first->iso(), at(tree_, {"contract_date", "min"}).text("min"));
    EXPECT_EQ(last->iso(), at(tree_, {"contract_date", "max"}).text("max"));
    for (const auto& [year, times] : at(tree_, {"by_signing_year_list_column"}).table("years"))
        EXPECT_EQ(years[year], times.real("times")) << year;
    EXPECT_EQ(with_start, wanted({"dates", "with_start_deadline"}));
    EXPECT_EQ(with_end, wanted({"dates", "with_completion_deadline"}));
    EXPECT_EQ(swapped, wanted({"dates", "start_after_completion"}));
    EXPECT_EQ(before, wanted({"dates", "start_before_contract"}));
    const char* idle = "idle_candidates_start_deadline_over_one_year_past_on_2018-06-30";
    EXPECT_EQ(late, wanted({idle, "rows"}));
    EXPECT_NEAR(late_land, wanted({idle, "area_ha"}), 1e-6);
}

TEST_P(SupplyRegister, TellsInstalmentsThatDoNotAddUp) {
    const auto instalments = column("分期支付"), price = column("成交价格");
    double apart = 0;
    for (std::size_t row = 0; row < price.size(); ++row) {
        double sum = 0;
        bool any = false;
        for (const std::string& part : split(instalments[row], ';'))
            if (!part.empty()) sum += typed(part), any = true;
        apart += any && std::fabs(sum - typed(price[row])) > 0.01 ? 1 : 0;
    }
    EXPECT_EQ(apart, wanted({"instalments_not_adding_up_to_price"}));
}

INSTANTIATE_TEST_SUITE_P(Files, SupplyRegister, testing::Values("utf8.csv", "gb18030.csv", "xlsx"),
                         [](const auto& file) {
                             return std::string{file.param}.substr(0, std::string{file.param}.find('.'));
                         });

}  // namespace
}  // namespace mutu::test
