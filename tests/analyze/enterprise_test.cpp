// Firms, their land and their grades: owners, tenants and sub-tenants, and the three levels that add up.
#include "support/builders.hpp"
#include "support/pack.hpp"

#include "mutu/indicator.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace mutu {
namespace {

using test::Builder;
using test::county_pack;
using test::judged;
using test::tax_scheme;

/// Parcels of 30 and 20 亩.
Builder two_parcels() {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P1"}, {"contract_no", "1"}, {"registered_area_m2", "20000"}});
    builder.row(Role::parcel, {{"parcel_id", "P2"}, {"contract_no", "2"}, {"registered_area_m2", "13333.3333333"}});
    return builder;
}

Builder& year(Builder& builder, const std::string& firm, const std::string& tax, const std::string& of = "2025") {
    return builder.row(Role::enterprise_year, {{"name", firm}, {"year", of}, {"tax_wan", tax}});
}

Builder& uses(Builder& builder, const std::string& firm, const std::string& parcel, const std::string& mu,
              const std::string& tenure = "own", const std::string& lessor = "") {
    const std::string area = mu.empty() ? "" : shortest(Area::mu(std::stod(mu)).square_metres());
    return builder.row(
        Role::occupancy,
        {{"name", firm}, {"parcel_id", parcel}, {"area_m2", area}, {"tenure", tenure}, {"lessor", lessor}});
}

Assessment judged_by(const Rulebook& rules, Builder builder) {
    AnalyzeOptions options;
    options.as_of = test::day("2026-06-30");
    return analyze(builder.holdings, rules, test::labels(), options);
}

const EnterpriseResult& result(const Assessment& out, const std::string& firm, int of = 2025) {
    for (const EnterpriseResult& one : out.enterprises)
        if (one.uscc == firm && one.year == of) return one;
    throw std::runtime_error("no " + firm);
}

double mu(const std::optional<Area>& area) { return area ? area->mu() : -1; }

TEST(FirmLand, E13IsOwnPlusRentedInMinusRentedOut) {
    Builder builder = two_parcels();
    year(builder, "甲", "468"), year(builder, "乙", "1"), year(builder, "丙", "1");
    uses(builder, "甲", "P1", "30"), uses(builder, "乙", "P1", "4", "rent");
    uses(builder, "丙", "P2", "20"), uses(builder, "甲", "P2", "10", "rent");
    const Assessment out = judged(builder, "2026-06-30");
    const EnterpriseResult& firm = result(out, "甲");
    EXPECT_DOUBLE_EQ(mu(firm.own_land), 30);
    EXPECT_DOUBLE_EQ(mu(firm.rented_in), 10);
    EXPECT_DOUBLE_EQ(mu(firm.rented_out), 4);
    EXPECT_DOUBLE_EQ(mu(firm.land), 36);
    EXPECT_DOUBLE_EQ(firm.tax_per_mu->wan_per_mu(), 13);
    EXPECT_DOUBLE_EQ(mu(result(out, "丙").land), 10);
}

TEST(FirmLand, OfASubTenantLeavesTheTenantAndNotTheOwnerTwice) {
    Builder builder = two_parcels();
    for (const char* firm : {"甲", "乙", "丙"}) year(builder, firm, "1");
    uses(builder, "甲", "P1", "30"), uses(builder, "乙", "P1", "10", "rent", "甲");
    uses(builder, "丙", "P1", "4", "rent", "乙");
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_DOUBLE_EQ(mu(result(out, "甲").land), 20);
    EXPECT_DOUBLE_EQ(mu(result(out, "乙").land), 6);
    EXPECT_DOUBLE_EQ(mu(result(out, "丙").land), 4);
}

TEST(FirmLand, LetToSomebodyWhoIsNotAssessedStaysWithTheOwner) {
    Builder builder = two_parcels();
    year(builder, "甲", "1");
    uses(builder, "甲", "P1", "30"), uses(builder, "小店", "P1", "4", "rent", "甲");
    EXPECT_DOUBLE_EQ(mu(result(judged(builder, "2026-06-30"), "甲").land), 30);
    EXPECT_DOUBLE_EQ(mu(result(judged(builder, "2026-06-30", {{"rented_out_deducts", "all"}}), "甲").land), 26);
}

TEST(FirmLand, OfAFloorIsItsShareOfTheParcel) {
    Builder builder = two_parcels();
    for (const char* firm : {"甲", "乙"}) year(builder, firm, "1");
    builder.row(Role::occupancy, {{"name", "甲"}, {"parcel_id", "P1"}, {"floor_area_m2", "3000"}, {"tenure", "rent"}});
    builder.row(Role::occupancy, {{"name", "乙"}, {"parcel_id", "P1"}, {"floor_area_m2", "6000"}, {"tenure", "rent"}});
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_DOUBLE_EQ(mu(result(out, "甲").land), 10);
    EXPECT_DOUBLE_EQ(mu(result(out, "乙").land), 20);
}

TEST(FirmLand, WithoutAreasIsSharedEquallyToTheLastQuantum) {
    Builder builder = two_parcels();
    for (const char* firm : {"甲", "乙", "丙"}) year(builder, firm, "1"), uses(builder, firm, "P2", "");
    const Assessment out = judged(builder, "2026-06-30");
    Area sum;
    for (const char* firm : {"甲", "乙", "丙"}) sum += *result(out, firm).land;
    EXPECT_EQ(sum, *out.parcels[1].area);
}

TEST(FirmLand, ClaimedTwiceIsCutToTheParcelAndSaidSo) {
    Builder builder = two_parcels();
    for (const char* firm : {"甲", "乙"}) year(builder, firm, "1"), uses(builder, firm, "P1", "30");
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_DOUBLE_EQ(mu(result(out, "甲").land), 15);
    EXPECT_DOUBLE_EQ(mu(result(out, "乙").land), 15);
    EXPECT_TRUE(test::raised(out, "land_share_above_one"));
}

TEST(FirmLand, UnderConstructionIsLeftOutWhereThePackSaysSo) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P1"},
                               {"contract_no", "1"},
                               {"registered_area_m2", "20000"},
                               {"actual_start_date", "2026-01-01"},
                               {"stop_date", ""}});
    year(builder, "甲", "30"), uses(builder, "甲", "P1", "");
    EXPECT_DOUBLE_EQ(mu(result(judged(builder, "2026-06-30"), "甲").land), 30);
    const Assessment out = judged_by(load_rulebook("zj-longyou-2021", test::geodata() + "/policy"), builder);
    EXPECT_DOUBLE_EQ(mu(result(out, "甲").land), 0);
    EXPECT_FALSE(result(out, "甲").tax_per_mu) << "no land under the money";
}

TEST(Enterprise, E15OnNoParcelOrOnlyRentingIsOnTheListWithoutOwnLand) {
    const std::string nowhere = R"(
[[score]]
id = "nowhere"
title = "无自有工业用地"
list = "no_own_land"
clause = "虚构"
evidence = "product"
members = { own_land = false }
unscored = "无自有工业用地"
)";
    Builder builder = two_parcels();
    for (const char* firm : {"甲", "乙", "丙"}) year(builder, firm, "60");
    uses(builder, "甲", "P1", ""), uses(builder, "乙", "P2", "4", "rent");
    const Assessment out = judged_by(county_pack(nowhere + tax_scheme()), builder);
    EXPECT_EQ(result(out, "甲").list_id, "all");
    for (const char* firm : {"乙", "丙"}) {
        EXPECT_EQ(result(out, firm).list_id, "no_own_land") << firm;
        EXPECT_FALSE(result(out, firm).score) << firm;
        EXPECT_EQ(result(out, firm).unscored_because, "无自有工业用地");
    }
    EXPECT_FALSE(result(out, "丙").tax_per_mu);
}

TEST(Enterprise, E14SeveralOnOneParcelAreMergedWhereThePackSaysSo) {
    Builder builder = two_parcels();
    for (const auto& [firm, tax] : {std::pair{"甲", "60"}, {"乙", "100"}, {"丙", "40"}})
        year(builder, firm, tax), uses(builder, firm, "P2", "");
    const std::string merged = "[parameter.firms_on_one_parcel]\nvalue = \"merged\"\nclause = \"遂昌 2022\"\n"
                               "evidence = \"confirmed\"\nsupersedes = true\n";
    const Assessment out = judged_by(county_pack(merged + tax_scheme()), builder);
    for (const char* firm : {"甲", "乙", "丙"}) {
        EXPECT_NEAR(*result(out, firm).score, 100, 1e-4) << "200 万元 on 20 亩 is the baseline of 10";
        EXPECT_EQ(result(out, firm).rank, 1);
        EXPECT_EQ(result(out, firm).grade, result(out, "甲").grade);
    }
    const Assessment apart = judged_by(county_pack(tax_scheme()), builder);
    EXPECT_EQ(result(apart, "乙").rank, 1);
    EXPECT_EQ(result(apart, "丙").rank, 3);
}

TEST(Enterprise, TwoFirmsWithOneCodeAreOneAndSaidSo) {
    Builder builder = two_parcels();
    builder.row(Role::enterprise, {{"uscc", "91350100M000100Y43"}, {"name", "甲"}});
    builder.row(Role::enterprise, {{"uscc", "91350100M000100Y43"}, {"name", "乙"}});
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_TRUE(test::raised(out, "shared_uscc"));
}

TEST(Enterprise, HasGrowthAndAThreeYearMeanOnlyWhereNoYearIsMissing) {
    Builder builder = two_parcels();
    year(builder, "甲", "30", "2023"), year(builder, "甲", "60", "2024"), year(builder, "甲", "90");
    year(builder, "乙", "30", "2023"), year(builder, "乙", "90");
    uses(builder, "甲", "P1", ""), uses(builder, "乙", "P2", "");
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_DOUBLE_EQ(*result(out, "甲").tax_growth, 0.5);
    EXPECT_DOUBLE_EQ(result(out, "甲").tax_per_mu_3y->wan_per_mu(), 2.0);  // 180 万元 over 3 × 30 亩
    EXPECT_FALSE(result(out, "乙").tax_growth);
    EXPECT_FALSE(result(out, "乙").tax_per_mu_3y);
    EXPECT_TRUE(test::raised(out, "missing_year"));
}

TEST(Enterprise, WinsPlacesAndChangesGrade) {
    Builder builder = two_parcels();
    year(builder, "甲", "30", "2024"), year(builder, "甲", "300");
    year(builder, "乙", "100", "2024"), year(builder, "乙", "100");
    uses(builder, "甲", "P1", ""), uses(builder, "乙", "P2", "");
    const Assessment out = judged_by(county_pack(tax_scheme()), builder);
    EXPECT_EQ(result(out, "甲").rank, 1);
    EXPECT_EQ(result(out, "甲").rank_change, 1);
    EXPECT_EQ(result(out, "乙").rank_change, -1);
    EXPECT_EQ(result(out, "甲").grade_before, result(out, "甲", 2024).grade);
}

TEST(Enterprise, E16WithNegativeValueAddedScoresNothingForItAndIsTold) {
    Builder builder = two_parcels();
    builder.row(Role::enterprise_year,
                {{"name", "甲"}, {"year", "2025"}, {"tax_wan", "300"}, {"value_added_wan", "-50"}});
    uses(builder, "甲", "P1", "");
    EXPECT_TRUE(test::raised(judged(builder, "2026-06-30"), "negative_value_added"));
    const std::string value_added =
        "baseline = 10\nfloor = 0\n[[score.item]]\nid = \"va\"\ntitle = \"增加值\"\nof = \"value_added_wan\"\n"
        "over = \"land_mu\"\nweight = 0\nbaseline = 10\nfloor = 0\n";
    std::string scheme = tax_scheme(value_added);
    scheme.replace(scheme.find("weight = 100"), 12, "weight = 60");
    scheme.replace(scheme.find("weight = 0"), 10, "weight = 40");
    const Assessment out = judged_by(county_pack(scheme), builder);
    EXPECT_NEAR(*result(out, "甲").score, 60, 1e-9) << "10 万元/亩 is the baseline of tax; −50 takes nothing off";
}

TEST(Enterprise, GradeIsProvedInTheBookOfVerdicts) {
    Builder builder = two_parcels();
    year(builder, "甲", "450"), uses(builder, "甲", "P1", "");
    const Assessment out = judged_by(county_pack(tax_scheme()), builder);
    const auto row = std::find_if(out.verdicts.begin(), out.verdicts.end(),
                                  [](const VerdictRow& one) { return one.subject_kind == "enterprise"; });
    ASSERT_NE(row, out.verdicts.end());
    const Value proof = full_proof(parse_json(row->proof, "proof"), out.rule_texts.at(row->rule), row->verdict);
    EXPECT_EQ(recomputed_score(proof)->text(), "150");  // 15 万元/亩 against 10
    EXPECT_EQ(recomputed(proof), row->verdict);
}

/// Three firms of two industries on two parks, one of them on both parcels.
Assessment three_levels() {
    Builder builder;
    builder.row(Role::park, {{"park_id", "A"}, {"park_name", "甲园"}}, test::Rectangle{0, 0, 400, 400});
    builder.row(Role::park, {{"park_id", "B"}, {"park_name", "乙园"}}, test::Rectangle{1000, 0, 400, 400});
    builder.row(Role::parcel, {{"parcel_id", "P1"}, {"contract_no", "1"}}, test::Rectangle{10, 10, 200, 100});
    builder.row(Role::parcel, {{"parcel_id", "P2"}, {"contract_no", "2"}}, test::Rectangle{1010, 10, 100, 100});
    for (const auto& [firm, industry] : {std::pair{"甲", "C3911"}, {"乙", "1391"}, {"丙", "3921"}})
        builder.row(Role::enterprise, {{"name", firm}, {"industry_code", industry}});
    for (const auto& [firm, tax] : {std::pair{"甲", "100.01"}, {"乙", "33.33"}, {"丙", "7"}}) year(builder, firm, tax);
    uses(builder, "甲", "P1", ""), uses(builder, "甲", "P2", ""), uses(builder, "乙", "P1", "");
    uses(builder, "丙", "P2", "");
    return judged(builder, "2026-06-30");
}

TEST(ThreeLevels, HoldTheSameMoneyAndTheSameLand) {
    const Assessment out = three_levels();
    Money firms, rows, industries, parks, parcels;
    Area firm_land, row_land, industry_land, parcel_land;
    for (const auto& one : out.enterprises) firms += *one.tax, firm_land += *one.land;
    for (const auto& one : out.enterprise_land) rows += *one.tax, row_land += *one.land;
    for (const auto& one : out.industries)
        if (one.kind == "division") industries += *one.tax, industry_land += *one.land;
    for (const auto& one : out.parks) parks += *one.tax;
    for (const auto& one : out.parcels) parcels += *one.tax, parcel_land += *one.area;
    EXPECT_EQ(firms, Money::wan(140.34));
    for (const Money level : {rows, industries, parks, parcels}) EXPECT_EQ(level, firms);
    for (const Area level : {row_land, industry_land, parcel_land}) EXPECT_EQ(level, firm_land);
}

TEST(ThreeLevels, AddUpWithinEachPark) {
    const Assessment out = three_levels();
    for (const ParkResult& park : out.parks) {
        Money tax;
        Area land;
        for (const IndustryResult& one : out.industries)
            if (one.kind == "division" && one.park_id == park.park_id) tax += *one.tax, land += *one.land;
        EXPECT_EQ(tax, *park.tax) << park.park_id;
        EXPECT_EQ(land, *park.supplied) << park.park_id;
    }
    const auto electronics = std::find_if(out.industries.begin(), out.industries.end(), [](const IndustryResult& one) {
        return one.industry_id == "39" && one.park_id == "A";
    });
    ASSERT_NE(electronics, out.industries.end());
    EXPECT_EQ(electronics->title, "计算机、通信和其他电子设备制造业");
}

TEST(Industry, OfAChainHoldsItsFirmsAndOverlaps) {
    Builder builder = two_parcels();
    builder.row(Role::enterprise, {{"name", "甲"}, {"industry_code", "C3911"}});
    builder.row(Role::enterprise, {{"name", "乙"}});
    year(builder, "甲", "30"), year(builder, "乙", "5");
    uses(builder, "甲", "P1", ""), uses(builder, "乙", "P2", "");
    const Assessment out = judged_by(
        county_pack("[[chain]]\nid = \"electronics\"\ntitle = \"电子信息链\"\ncodes = [\"39\"]\nclause = \"虚构\"\n"
                    "evidence = \"product\"\n"),
        builder);
    ASSERT_EQ(out.industries.size(), 3U);
    EXPECT_EQ(out.industries[0].title, "电子信息链");
    EXPECT_EQ(out.industries[0].tax, Money::wan(30));
    EXPECT_EQ(out.industries[1].title, "行业不明");
    EXPECT_EQ(out.industries[1].firms, 1);
}

const Indicator& indicator(const Assessment& out, const std::string& id) {
    for (const Indicator& one : out.indicators)
        if (one.indicator_id == id) return one;
    throw std::runtime_error("no " + id);
}

const GoalResult& goal(const Assessment& out, const std::string& id) {
    for (const GoalResult& one : out.goals)
        if (one.goal_id == id) return one;
    throw std::runtime_error("no " + id);
}

TEST(YieldBases, StandSideBySideWithFormulaAndCoverage) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P1"},
                               {"contract_no", "1"},
                               {"registered_area_m2", "20000"},
                               {"actual_start_date", "2020-01-01"},
                               {"actual_finish_date", "2022-01-01"},
                               {"land_use_code", "0601"},
                               {"code_system", "SD"}});
    builder.row(Role::parcel, {{"parcel_id", "P2"},
                               {"contract_no", "2"},
                               {"registered_area_m2", "20000"},
                               {"actual_start_date", ""},
                               {"actual_finish_date", ""},
                               {"land_use_code", "05"},
                               {"code_system", "SD"}});
    year(builder, "甲", "300", "2024"), year(builder, "甲", "390"), uses(builder, "甲", "P1", "");
    year(builder, "乙", "30"), uses(builder, "乙", "P2", "");
    const Assessment out = judged(builder, "2026-06-30", {{"province_tax_growth", "10%"}});
    EXPECT_DOUBLE_EQ(*indicator(out, "tax_wan_per_mu_built").value, 13);
    EXPECT_DOUBLE_EQ(*indicator(out, "tax_wan_per_mu_industrial").value, 13);
    EXPECT_DOUBLE_EQ(*indicator(out, "tax_wan_per_mu_supplied").value, 7);
    EXPECT_FALSE(indicator(out, "tax_wan_per_mu_planned").value);
    EXPECT_EQ(indicator(out, "tax_wan_per_mu_planned").undetermined_because, "missing: plan");
    EXPECT_DOUBLE_EQ(*indicator(out, "tax_per_mu_growth").value, 30) << "乙 has no 2024 and counts in neither year";
    EXPECT_DOUBLE_EQ(*goal(out, "province_mean_growth").gap, 20);
    EXPECT_EQ(goal(judged(builder, "2026-06-30"), "province_mean_growth").met, Truth::undetermined);
    for (const char* id : {"tax_wan_per_mu_built", "tax_wan_per_mu_supplied", "tax_per_mu_growth"}) {
        const Recomputed again = recomputed_indicator(parse_json(indicator(out, id).proof, id));
        EXPECT_DOUBLE_EQ(again.value->value(), *indicator(out, id).value) << id;
    }
}

TEST(YieldBases, OfPlannedLandAreCutAtTheParkLine) {
    Builder builder;
    builder.row(Role::park, {{"park_id", "A"}, {"park_name", "甲园"}}, test::Rectangle{0, 0, 200, 200});
    builder.row(Role::parcel, {{"parcel_id", "P1"}, {"contract_no", "1"}}, test::Rectangle{0, 0, 100, 100});
    builder.row(Role::plan, {{"planned_code", "1001"}, {"code_system", "YDYH2023"}}, test::Rectangle{0, 0, 400, 100});
    builder.row(Role::plan, {{"planned_code", "0701"}, {"code_system", "YDYH2023"}}, test::Rectangle{0, 100, 200, 100});
    year(builder, "甲", "300"), uses(builder, "甲", "P1", "");
    // 300 万元 on 200 m × 100 m = 30 亩 of industrial plan within the park; the housing and the rest do not count.
    EXPECT_NEAR(*indicator(judged(builder, "2026-06-30", {}, AreaBasis::planar), "tax_wan_per_mu_planned").value, 10,
                0.02);
}

TEST(YieldBases, E17PrintTheirCoverage) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P1"}, {"contract_no", "1"}, {"registered_area_m2", "8200"}});
    builder.row(Role::parcel, {{"parcel_id", "P2"}, {"contract_no", "2"}, {"registered_area_m2", "1800"}});
    year(builder, "甲", "10"), uses(builder, "甲", "P1", "");
    const Indicator yield = indicator(judged(builder, "2026-06-30"), "tax_wan_per_mu_supplied");
    EXPECT_DOUBLE_EQ(*yield.coverage, 0.82);
    EXPECT_NE(yield.proof.find("覆盖率 82.00 %"), std::string::npos) << yield.proof;
}

}  // namespace
}  // namespace mutu
