// A cell that was typed and cannot be read is no blank: whatever it is, nobody is accused because of it.
#include "parcels.hpp"

namespace mutu {
namespace {

using test::Builder;
using test::Cells;
using test::due_in_march;
using test::judged;
using test::stopped_in_january;

ParcelResult garbled(const Cells& cells, const std::string& field, const std::string& as_of) {
    Builder builder;
    builder.row(Role::parcel, cells, test::one_hectare);
    Table& parcels = builder.holdings[Role::parcel];
    parcels.make(field);
    parcels.mark_unreadable(field, 0);
    return judged(builder, as_of).parcels[0];
}

bool accused(const ParcelResult& result) { return result.idle_state.starts_with("idle_"); }

class GarbledWaiting : public testing::TestWithParam<const char*> {};
TEST_P(GarbledWaiting, CellNeverMakesAParcelIdle) {
    const std::string field = GetParam();
    ASSERT_TRUE(accused(test::state(due_in_march({{field, ""}, {"agreed_start_date", "2023-03-01"}}), "2026-06-30")));
    const ParcelResult result = garbled(due_in_march(), field, "2026-06-30");
    EXPECT_EQ(result.idle_state, "undetermined");
    EXPECT_TRUE(test::lacks(result, field));
}
INSTANTIATE_TEST_SUITE_P(Events, GarbledWaiting,
                         testing::Values("actual_start_date", "actual_finish_date", "extended_start_date",
                                         "idle_cause"),
                         [](const auto& one) { return std::string{one.param}; });

class GarbledStopped : public testing::TestWithParam<const char*> {};
TEST_P(GarbledStopped, CellNeverMakesAParcelIdle) {
    ASSERT_EQ(test::state(stopped_in_january(), "2024-01-15").idle_state, "idle_b");
    const ParcelResult result = garbled(stopped_in_january(), GetParam(), "2024-01-15");
    EXPECT_EQ(result.idle_state, "undetermined");
    EXPECT_TRUE(test::lacks(result, GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Events, GarbledStopped, testing::Values("resume_date", "actual_finish_date", "idle_cause"),
                         [](const auto& one) { return std::string{one.param}; });

TEST(Garbled, StopLeavesItOpenWhetherWorkStopped) {
    EXPECT_EQ(garbled(stopped_in_january({{"stop_date", ""}}), "stop_date", "2024-01-15").idle_state, "undetermined");
}

TEST(Garbled, AgreedStartIsNotReplacedByTheDelivery) {
    const Cells cells = due_in_march({{"agreed_start_date", ""}, {"actual_delivery_date", "2020-01-01"}});
    ASSERT_EQ(test::state(cells, "2026-06-30").idle_state, "idle_a_2y");
    EXPECT_EQ(garbled(cells, "agreed_start_date", "2026-06-30").idle_state, "undetermined");
}

TEST(Garbled, PermitWithADoneFoundationLeavesTheStartOpen) {
    const Cells cells = due_in_march({{"foundation_type", "pit"}, {"foundation_progress", "1"}});
    ASSERT_EQ(test::state(cells, "2026-06-30").idle_state, "idle_a_2y");
    const ParcelResult result = garbled(cells, "permit_date", "2026-06-30");
    EXPECT_EQ(result.idle_state, "undetermined");
    EXPECT_TRUE(test::lacks(result, "permit_date"));
}

TEST(Garbled, ProgressUnderAPermitLeavesTheStartOpen) {
    const Cells cells = due_in_march({{"permit_date", "2023-01-01"}, {"foundation_type", "pit"}});
    ASSERT_EQ(test::state(cells, "2026-06-30").idle_state, "idle_a_2y") << "a blank progress is no start";
    EXPECT_EQ(garbled(cells, "foundation_progress", "2026-06-30").idle_state, "undetermined");
}

TEST(Garbled, DeliveryLeavesTheStateButNoFeeIsProposed) {
    const Cells cells = due_in_march({{"agreed_delivery_date", "2022-01-01"}});
    ASSERT_EQ(test::state(cells, "2024-06-30").action, "FEE20");
    const ParcelResult result = garbled(cells, "actual_delivery_date", "2024-06-30");
    EXPECT_EQ(result.idle_state, "idle_a_1y");
    EXPECT_EQ(result.action, "CAUSE_REVIEW");
}

TEST(Garbled, WordOnLandPriceMakesTheInvestmentTestOpen) {
    const Cells cells = stopped_in_january({{"required_area_m2", ""}});
    ASSERT_EQ(test::state(cells, "2024-01-15").idle_state, "idle_b");
    const ParcelResult result = garbled(cells, "investment_includes_land_price", "2024-01-15");
    EXPECT_EQ(result.idle_state, "undetermined");
    EXPECT_TRUE(test::lacks(result, "investment_includes_land_price"));
}

TEST(Garbled, ContractDateIsNoProofOfUseWithoutApproval) {
    Builder builder;
    builder.row(Role::approval, {{"approval_id", "A"}, {"approval_date", "2020-01-01"}}, test::Rectangle{900, 0, 9, 9});
    builder.row(Role::parcel, {{"parcel_id", "P"}, {"contract_date", ""}}, test::one_hectare);
    EXPECT_EQ(judged(builder, "2026-06-30").parcels[0].supply_state, "unapproved");
    builder.holdings[Role::parcel].mark_unreadable("contract_date", 0);
    const ParcelResult result = judged(builder, "2026-06-30").parcels[0];
    EXPECT_EQ(result.supply_state, "undetermined");
    EXPECT_TRUE(test::lacks(result, "contract_date"));
}

TEST(Garbled, CellOfTheSpeakingSupplyRowIsNotAnsweredByTheParcel) {
    Builder builder;
    builder.row(Role::parcel, due_in_march(), test::one_hectare);
    builder.row(Role::supply, {{"parcel_id", "P1"}, {"supply_date", "2022-01-01"}, {"agreed_start_date", ""}});
    ASSERT_EQ(judged(builder, "2026-06-30").parcels[0].idle_state, "idle_a_2y");
    builder.holdings[Role::supply].mark_unreadable("agreed_start_date", 0);
    EXPECT_EQ(judged(builder, "2026-06-30").parcels[0].idle_state, "undetermined");
}

TEST(Garbled, CellOfTheParcelDoesNotMatterWhereTheSupplyRowSpeaks) {
    Builder builder;
    builder.row(Role::parcel, due_in_march({{"agreed_start_date", ""}}), test::one_hectare);
    builder.holdings[Role::parcel].mark_unreadable("agreed_start_date", 0);
    builder.row(Role::supply,
                {{"parcel_id", "P1"}, {"supply_date", "2022-01-01"}, {"agreed_start_date", "2023-03-01"}});
    EXPECT_EQ(judged(builder, "2026-06-30").parcels[0].idle_state, "idle_a_2y");
}

}  // namespace
}  // namespace mutu
