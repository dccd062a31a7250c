// Commitments: what was promised against what was recorded or measured, at the day it was due.
#include "office/desk.hpp"

namespace mutu::test {
namespace {

Cells promise(const Cells& changed) {
    Cells cells{{"parcel_id", "P1"},
                {"item", "tax"},
                {"op", ""},
                {"value", "15"},
                {"unit", "万元/亩"},
                {"stage", "达产复核"},
                {"due_date", "2025-12-31"},
                {"actual_value", ""}};
    for (const auto& [field, text] : changed) cells[field] = text;
    return cells;
}

CommitmentResult one(const Cells& changed, const std::string& as_of = "2026-06-30") {
    Builder builder = park_with_parcels();
    builder.row(Role::commitment, promise(changed));
    const Kept books = kept(builder, as_of);
    const CommitmentResult result = books.office.commitments[0];
    const Value proof = parse_json(result.proof, "proof");
    EXPECT_EQ(recomputed(proof), result.met) << result.proof;
    return result;
}

TEST(Commitments, StandExactlyOnTheirFigure) {
    EXPECT_EQ(one({{"actual_value", "15"}}).state, "met");
    EXPECT_EQ(one({{"op", ">"}, {"actual_value", "15"}}).state, "failed");
    EXPECT_EQ(one({{"actual_value", "14.99"}}).state, "failed");
    EXPECT_NEAR(*one({{"actual_value", "14.99"}}).short_of, 0.01, 1e-12);
}

TEST(Commitments, AreDueAtTheEndOfTheirDay) {
    EXPECT_EQ(one({{"actual_value", "1"}}, "2025-12-30").state, "not_due");
    EXPECT_EQ(one({{"actual_value", "1"}}, "2025-12-31").state, "failed");
    EXPECT_EQ(one({}, "2025-12-31").state, "undetermined");
}

TEST(Commitments, UnderstandUnitsOfTheirItem) {
    EXPECT_EQ(one({{"value", "225"}, {"unit", "万元／公顷"}, {"actual_value", "225"}}).state, "met");
    EXPECT_EQ(one({{"item", "green"}, {"value", "20"}, {"unit", "%"}, {"actual_value", "20"}}).state, "met");
    EXPECT_EQ(one({{"item", "green"}, {"value", "20"}, {"unit", "%"}, {"actual_value", "20.01"}}).state, "failed");
    EXPECT_EQ(one({{"item", "far"}, {"value", "1.2"}, {"unit", ""}, {"actual_value", "1.2"}}).state, "met");
    EXPECT_EQ(one({{"item", "energy"}, {"value", "0.3"}, {"unit", "吨标准煤/万元"}, {"actual_value", "0.31"}}).state,
              "failed");
    EXPECT_EQ(one({{"item", "invest"}, {"value", "2"}, {"unit", "亿元"}, {"actual_value", "2"}}).state, "met");
}

struct Poor {
    const char* code;
    Cells cells;
    const char* state;
};

TEST(Commitments, ThatArePoorHaveAnAnswerAndAFinding) {
    const std::vector<Poor> all{
        {"commitment_without_due_date", {{"due_date", ""}, {"actual_value", "16"}}, "undated"},
        {"commitment_unit_unfit", {{"unit", "%"}, {"actual_value", "16"}}, "undetermined"},
        {"commitment_unit_unfit", {{"unit", ""}, {"actual_value", "16"}}, "undetermined"},
        {"commitment_unit_unfit", {{"item", "far"}, {"unit", "万元"}, {"actual_value", "16"}}, "undetermined"},
        {"commitment_op_unknown", {{"op", "约"}, {"actual_value", "16"}}, "undetermined"}};
    for (const Poor& poor : all) {
        Builder builder = park_with_parcels();
        builder.row(Role::commitment, promise(poor.cells));
        const Kept books = kept(builder);
        EXPECT_TRUE(books.found(poor.code)) << poor.code;
        EXPECT_EQ(books.office.commitments[0].state, poor.state) << poor.code;
        if (std::string{poor.state} == "undated") {
            EXPECT_EQ(books.office.commitments[0].met, Truth::yes);  // judged all the same
            EXPECT_EQ(books.rate("commitment"), nullptr);            // in no rate
        } else {
            EXPECT_EQ(books.rate("commitment")->open, 1) << poor.code;
        }
    }
    EXPECT_EQ(one({{"parcel_id", "P77"}, {"actual_value", "16"}}).state, "unmatched");
    EXPECT_EQ(one({{"value", ""}, {"actual_value", "16"}}).state, "undetermined");
}

/// P1's firm paid so much in 2025 on its hectare of 15 亩.
Builder taxed(const char* tax, const Cells& cells) {
    Builder builder = park_with_parcels();
    builder.row(Role::enterprise, {{"uscc", "91430000MA0000001X"}, {"name", "甲公司"}});
    builder.row(Role::enterprise_year, {{"uscc", "91430000MA0000001X"}, {"year", "2025"}, {"tax_wan", tax}});
    builder.row(Role::commitment, promise(cells));
    return builder;
}

TEST(Commitments, AreMeasuredOnTheParcelWhereNobodyRecordedThem) {
    const Kept exact = kept(taxed("225", {}));
    EXPECT_EQ(exact.office.commitments[0].state, "met");
    EXPECT_EQ(exact.office.commitments[0].actual_from, "measured");
    EXPECT_DOUBLE_EQ(*exact.office.commitments[0].actual, 15);
    EXPECT_EQ(kept(taxed("224.99", {})).office.commitments[0].state, "failed");
    EXPECT_EQ(kept(taxed("225", {{"unit", "万元"}, {"value", "225"}})).office.commitments[0].state, "met");
    EXPECT_EQ(exact.rate("full_production", "A")->numerator, 1);
}

TEST(Commitments, AreNotBrokenByAYearThatEndedBeforeTheyWereDue) {
    EXPECT_EQ(kept(taxed("100", {{"due_date", "2026-03-31"}})).office.commitments[0].state, "undetermined");
    EXPECT_EQ(kept(taxed("225", {{"due_date", "2026-03-31"}})).office.commitments[0].state, "met");
}

TEST(Commitments, TellWhereTwoOfficesDisagree) {
    const Kept books = kept(taxed("100", {{"actual_value", "16"}}));
    EXPECT_TRUE(books.found("commitment_figures_disagree"));
    EXPECT_EQ(books.office.commitments[0].state, "met");  // what was recorded speaks
    EXPECT_EQ(books.office.commitments[0].actual_from, "recorded");
}

TEST(Commitments, MakeAParcelFullOnlyWhenAllOfThemAreKept) {
    Builder builder = park_with_parcels();
    builder.row(Role::commitment, promise({{"actual_value", "16"}}));
    builder.row(Role::commitment, promise({{"item", "output"}, {"value", "300"}, {"actual_value", "299"}}));
    builder.row(Role::commitment, promise({{"parcel_id", "P2"}, {"actual_value", "16"}}));
    const Kept books = kept(builder);
    EXPECT_EQ(books.rate("commitment", "A")->numerator, 2);
    EXPECT_EQ(books.rate("commitment", "A")->denominator, 3);
    EXPECT_EQ(books.rate("full_production", "A")->numerator, 1);
    EXPECT_EQ(books.rate("full_production", "A")->denominator, 2);
}

}  // namespace
}  // namespace mutu::test
