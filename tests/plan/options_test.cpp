// What an option costs on one parcel: by its land grade, and for what stands still meanwhile.
#include "support/builders.hpp"

#include "mutu/plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace mutu::test {
namespace {

/// The demo's prices, and one action that fits every parcel.
Rulebook priced() {
    Rulebook book = rules({{"cost_reserve", "40"},
                           {"cost_demolish", "9"},
                           {"cost_closure", "0.5"},
                           {"cost_case", "2"},
                           {"new_tax", "15"},
                           {"new_output", "300"}});
    for (Action& action : book.actions)
        if (action.code == "RESERVE") action.when = *book.find_rule("production_stopped")->when;
    return book;
}

ParcelInputs half_stopped(double output_wan) {
    ParcelInputs inputs;
    inputs.land = Area::mu(10), inputs.operation_state = "half_stopped";
    inputs.start.cell = EventInput::Cell::given;
    inputs.tax = Money::wan(1), inputs.output = Money::wan(output_wan);
    inputs.tax_whole = inputs.output_whole = true;
    return inputs;
}

PlanOption reserve(const Rulebook& book, const ParcelInputs& inputs, std::string_view grade = {}) {
    const Judge judge{book, labels(), day("2026-06-30")};
    const auto options = options_of(judge, inputs, grade);
    const auto found = std::find_if(options.begin(), options.end(),
                                    [](const PlanOption& one) { return one.action == "RESERVE" && one.admitted; });
    EXPECT_NE(found, options.end());
    return found == options.end() ? PlanOption{} : *found;
}

std::int64_t fen(const std::optional<Money>& money) { return money ? money->fen() : -1; }

TEST(Options, PayForAYearsOutputThatStandsStill) {
    // 10 亩 × (40 + 9) + 100 × 0.5 + 2 = 542 万元
    EXPECT_EQ(fen(reserve(priced(), half_stopped(100)).cost), Money::wan(542).fen());
    Rulebook open = priced();
    set_parameter(open, "cost_closure", "");
    EXPECT_EQ(reserve(open, half_stopped(100)).missing, std::vector<std::string>{"parameter:cost_closure"});
    // Nothing is produced: nothing to pay for, whatever the share is.
    EXPECT_EQ(fen(reserve(open, half_stopped(0)).cost), Money::wan(492).fen());
}

TEST(Options, TakeThePriceOfTheLandGrade) {
    Rulebook book = priced();
    for (OptionSpec& spec : book.options)
        if (spec.action == "RESERVE") spec.cost[0].by_grade["一级"] = Figure{Rational::whole(60), {}, {}};
    EXPECT_EQ(fen(reserve(book, half_stopped(0), "一级").cost), Money::wan(692).fen());
    EXPECT_EQ(fen(reserve(book, half_stopped(0), "三级").cost), Money::wan(492).fen());  // not in the table
    const PlanOption unknown = reserve(book, half_stopped(0));
    EXPECT_FALSE(unknown.cost.has_value());
    EXPECT_EQ(unknown.missing, std::vector<std::string>{"land_grade"});
}

}  // namespace
}  // namespace mutu::test
