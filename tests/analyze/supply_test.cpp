// Supply rows, instruments and terms: who speaks for a parcel, from which day, and what is left open.
#include "parcels.hpp"

namespace mutu {
namespace {

using test::Builder;
using test::Cells;
using test::due_in_march;
using test::judged;

constexpr const char* as_of = "2026-06-30";

TEST(SupplyRow, AfterAsOfDoesNotSpeak) {
    Builder builder;
    builder.give(Role::approval);
    builder.row(Role::parcel, {{"parcel_id", "P1"}, {"actual_start_date", ""}}, test::one_hectare);
    builder.row(Role::supply, {{"parcel_id", "P1"},
                               {"supply_date", "2026-07-01"},
                               {"contract_no", "HT"},
                               {"agreed_start_date", "2020-01-01"}});
    const ParcelResult before = judged(builder, as_of).parcels[0], on = judged(builder, "2026-07-01").parcels[0];
    EXPECT_EQ(before.supply_state, "unapproved");
    EXPECT_FALSE(before.start_due) << "its terms do not speak either";
    EXPECT_EQ(on.supply_state, "supplied");
    EXPECT_EQ(on.idle_state, "idle_a_2y");
}

TEST(SupplyRow, WithoutAnyDateIsNoSupply) {
    Builder builder;
    builder.give(Role::approval);
    builder.row(Role::parcel, {{"parcel_id", "P1"}}, test::one_hectare);
    builder.row(Role::supply, {{"parcel_id", "P1"}, {"supply_date", ""}});
    const Assessment out = judged(builder, as_of);
    EXPECT_EQ(out.parcels[0].supply_state, "unapproved");
    EXPECT_TRUE(test::raised(out, "missing_supply_date"));
}

TEST(SupplyRow, MayCarryTheInstrumentAndTheColumns) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P1"}}, test::one_hectare);
    builder.row(Role::supply, {{"parcel_id", "P1"},
                               {"supply_date", "2022-01-01"},
                               {"contract_no", "HT"},
                               {"agreed_start_date", "2023-03-01"},
                               {"actual_start_date", ""}});
    const ParcelResult result = judged(builder, as_of).parcels[0];
    EXPECT_EQ(result.supply_state, "supplied");
    EXPECT_EQ(result.idle_state, "idle_a_2y") << "the start column counts as present";
}

TEST(SupplyRow, DateStandsForABlankContractDate) {
    Builder builder;
    builder.row(Role::parcel, due_in_march({{"contract_date", "2026-12-01"}}), test::one_hectare);
    EXPECT_EQ(judged(builder, as_of).parcels[0].idle_state, "undetermined") << "as-of is before the contract";
    builder.row(Role::supply, {{"parcel_id", "P1"}, {"supply_date", "2022-01-01"}, {"contract_date", "2022-01-01"}});
    EXPECT_EQ(judged(builder, as_of).parcels[0].idle_state, "idle_a_2y");
}

TEST(SupplyRow, ThatCoversMoreThanHalfSupplies) {
    const auto covered = [](double width) {
        Builder builder;
        builder.give(Role::approval);
        builder.row(Role::parcel, {{"parcel_id", "P1"}}, test::one_hectare);
        builder.row(Role::supply, {{"supply_date", "2022-01-01"}}, test::Rectangle{0, 0, width, 100});
        return judged(builder, as_of, {}, AreaBasis::planar).parcels[0].supply_state;
    };
    EXPECT_EQ(covered(50), "unapproved");
    EXPECT_EQ(covered(50.1), "supplied");
}

/// Two parcels of one holder and one area under a valid approval; the supply row fits both.
Builder doubtful(const Cells& more = {}) {
    Builder builder;
    builder.row(Role::approval, {{"approval_id", "A"}, {"approval_date", "2020-01-01"}},
                test::Rectangle{0, 0, 400, 100});
    for (const double x : {0.0, 200.0}) {
        Cells cells{{"parcel_id", x > 0 ? "P2" : "P1"}, {"holder_name", "甲"}, {"registered_area_m2", "10000"}};
        for (const auto& [field, text] : more) cells[field] = text;
        builder.row(Role::parcel, cells, test::Rectangle{x, 0, 100, 100});
    }
    return builder;
}

TEST(DoubtfulTie, GivesNoVerdictEvenUnderAValidApproval) {
    Builder builder = doubtful();
    builder.row(Role::supply, {{"supply_date", "2021-01-01"}, {"holder_name", "甲"}, {"area_m2", "10020"}});
    const Assessment out = judged(builder, as_of);
    for (const ParcelResult& parcel : out.parcels) {
        EXPECT_EQ(parcel.supply_state, "undetermined");
        EXPECT_EQ(parcel.idle_state, "undetermined");
        EXPECT_EQ(parcel.land_class, "undetermined");
    }
}

TEST(DoubtfulTie, OfARowNotYetInForceChangesNothing) {
    Builder builder = doubtful();
    builder.row(Role::supply, {{"supply_date", "2027-01-01"}, {"holder_name", "甲"}, {"area_m2", "10020"}});
    EXPECT_EQ(judged(builder, as_of).parcels[0].supply_state, "approved_unsupplied");
}

TEST(DoubtfulTie, DoesNotMatterWhereThereIsAnInstrument) {
    Builder builder = doubtful({{"contract_no", "HT"}});
    builder.row(Role::supply, {{"supply_date", "2021-01-01"}, {"holder_name", "甲"}, {"area_m2", "10020"}});
    EXPECT_EQ(judged(builder, as_of).parcels[0].supply_state, "supplied");
}

TEST(Terms, WithoutAnInstrumentNameWhatIsMissing) {
    for (const char* term :
         {"agreed_delivery_date", "agreed_start_date", "agreed_finish_date", "extended_start_date"}) {
        const Assessment out = test::assessed({{"parcel_id", "P"}, {term, "2030-01-01"}}, as_of);
        EXPECT_EQ(out.parcels[0].supply_state, "undetermined") << term;
        EXPECT_TRUE(test::raised(out, "date_without_supply_instrument")) << term;
        EXPECT_TRUE(test::lacks(out.parcels[0], "contract_no"));
    }
}

TEST(Instrument, OfAnyKindSuppliesAndAFutureContractToo) {
    for (const Cells& instrument :
         {Cells{{"contract_no", "1"}}, Cells{{"supervision_no", "1"}}, Cells{{"contract_date", "2027-01-01"}}}) {
        Cells cells = instrument;
        cells["parcel_id"] = "P";
        EXPECT_EQ(test::state(cells, as_of).supply_state, "supplied") << instrument.begin()->first;
    }
}

TEST(Approval, LayerThatIsEmptyCoversNothing) {
    Builder builder;
    builder.give(Role::approval).row(Role::parcel, {{"parcel_id", "P"}}, test::one_hectare);
    EXPECT_EQ(judged(builder, as_of).parcels[0].supply_state, "unapproved");
}

TEST(Approval, ListWithoutShapesLeavesItOpen) {
    Builder builder;
    builder.row(Role::approval, {{"approval_no", "A"}}).row(Role::parcel, {{"parcel_id", "P"}}, test::one_hectare);
    EXPECT_EQ(judged(builder, as_of).parcels[0].supply_state, "undetermined");
}

TEST(Approval, AfterAsOfOrNotValidDoesNotCount) {
    for (const auto& [date, status] :
         {std::pair{"2026-07-01", "valid"}, {"2020-01-01", "expired"}, {"2020-01-01", "withdrawn"}}) {
        Builder builder;
        builder.row(Role::approval, {{"approval_id", "A"}, {"approval_date", date}, {"approval_status", status}},
                    test::one_hectare);
        builder.row(Role::parcel, {{"parcel_id", "P"}}, test::one_hectare);
        EXPECT_EQ(judged(builder, as_of).parcels[0].supply_state, "unapproved") << date << status;
    }
}

TEST(Built, IsNotAWallOfTheNeighbour) {
    const auto used = [](double width) {
        Builder builder;
        builder.give(Role::approval);
        builder.row(Role::parcel, {{"parcel_id", "P"}}, test::one_hectare);
        builder.row(Role::building, {{"building_id", "B"}}, test::Rectangle{100 - width, 0, 20, 50});
        const Assessment out = judged(builder, as_of, {}, AreaBasis::planar);
        for (std::size_t rule = 0; rule < out.rule_texts.size(); ++rule)
            if (out.rule_texts[rule].rule_id == "unapproved_use") return out.facts[0].answer(rule);
        return Truth::undetermined;
    };
    EXPECT_EQ(used(0.2), Truth::no);
    EXPECT_EQ(used(0.3), Truth::yes);
}

}  // namespace
}  // namespace mutu
