// Ladders and conditions: the worked cases on their exact boundaries, and three-valued logic.
#include "pack.hpp"

namespace mutu {
namespace {

Rulebook with(const std::string& name, const std::string& value) {
    Rulebook book = shipped();
    set_parameter(book, name, value);
    return book;
}

TEST(Idle, IsReachedOnTheAnniversaryItself) {
    EXPECT_EQ(idle(waiting(day(2023, 3, 1), day(2024, 2, 29))), "early_warning");
    EXPECT_EQ(idle(waiting(day(2023, 3, 1), day(2024, 3, 1))), "idle_a_1y");
    EXPECT_EQ(idle(waiting(day(2024, 2, 29), day(2025, 2, 27))), "early_warning");
    EXPECT_EQ(idle(waiting(day(2024, 2, 29), day(2025, 2, 28))), "idle_a_1y");
    EXPECT_EQ(idle(waiting(day(2022, 12, 31), day(2024, 12, 30))), "idle_a_1y");
    EXPECT_EQ(idle(waiting(day(2022, 12, 31), day(2024, 12, 31))), "idle_a_2y");
    EXPECT_EQ(idle(waiting(day(2023, 3, 1), day(2023, 9, 2))), "not_due");
}

TEST(Idle, CausesOfTheListMakeItGovernmentIdleAndOthersUndetermined) {
    Facts facts = waiting(day(2022, 1, 1), day(2024, 6, 1));
    EXPECT_EQ(idle(put(facts, Measure::idle_cause, std::string{"force_majeure"})), "idle_gov");
    EXPECT_EQ(idle(put(facts, Measure::idle_cause, std::string{"other"})), "undetermined");
    put(facts, Measure::as_of, day(2022, 6, 1));
    EXPECT_EQ(idle(facts), "not_due");
}

TEST(Idle, OneThirdAndAQuarterAreNotLess) {
    const Rulebook both_needed = with("branch_b_logic", "and");
    const Facts cent_short = halted(day(2023, 1, 15), day(2024, 1, 15), 30000, 10000, 8000, 1999.99);
    EXPECT_EQ(idle(cent_short), "idle_b");
    EXPECT_EQ(idle(cent_short, both_needed), "stalled");
    EXPECT_EQ(idle(halted(day(2023, 1, 15), day(2024, 1, 15), 30000, 10000, 8000, 2000)), "stalled");
    EXPECT_EQ(idle(halted(day(2023, 1, 15), day(2024, 1, 15), 30000, 9999.99, 8000, 4800)), "idle_b");
    EXPECT_EQ(idle(halted(day(2023, 1, 15), day(2024, 1, 14), 30000, 3000, 8000, 400)), "stalled");
}

TEST(Idle, YesOrUnknownIsYesAndNoOrUnknownNamesTheField) {
    Facts facts = halted(day(2022, 1, 15), day(2024, 1, 15), 30000, 0, 8000, 800);
    facts[Measure::developed_area] = {.value = {}, .source = {}, .missing = {"developed_area_m2"}, .assumption = {}};
    EXPECT_EQ(idle(facts), "idle_b");
    put(facts, Measure::invested, Money::wan(3200));
    put(facts, Measure::idle_cause, std::string{"none"});
    const Judgement answer = judge(shipped(), shipped().ladder("idle_state"), facts);
    EXPECT_EQ(answer.outcome, "undetermined");
    EXPECT_EQ(answer.missing, std::vector<std::string>{"developed_area_m2"});
}

TEST(Idle, UnknownStartDueAndStartNameWhatIsMissing) {
    Facts facts = waiting(day(2022, 1, 1), day(2024, 6, 1));
    facts[Measure::start_due] = {
        .value = {}, .source = {}, .missing = {"agreed_start_date", "actual_delivery_date"}, .assumption = {}};
    Judgement answer = judge(shipped(), shipped().ladder("idle_state"), facts);
    EXPECT_EQ(answer.reason, "start_due_unknown");
    EXPECT_EQ(answer.missing, (std::vector<std::string>{"actual_delivery_date", "agreed_start_date"}));
    facts[Measure::started] = {.value = {}, .source = {}, .missing = {"actual_start_date"}, .assumption = {}};
    answer = judge(shipped(), shipped().ladder("idle_state"), facts);
    EXPECT_EQ(answer.reason, "start_unknown");
    EXPECT_EQ(answer.missing, std::vector<std::string>{"actual_start_date"});
}

TEST(Idle, ABlankContractDateSkipsItsLineAndALaterOneStops) {
    Facts facts = waiting(day(2023, 3, 1), day(2024, 3, 1));
    EXPECT_EQ(idle(facts), "idle_a_1y");
    put(facts, Measure::contract_date, day(2024, 3, 2));
    const Judgement answer = judge(shipped(), shipped().ladder("idle_state"), facts);
    EXPECT_EQ(answer.outcome, "undetermined");
    EXPECT_EQ(answer.diagnostic, "before_contract");
}

TEST(Supply, MoreThanHalfMeansMore) {
    Facts facts;
    put(facts, Measure::has_instrument, Truth::no);
    put(facts, Measure::terms_given, Truth::no);
    put(facts, Measure::supply_row, Truth::no);
    put(facts, Measure::approvals_given, Truth::yes);
    const auto state = [&] { return judge(shipped(), shipped().ladder("supply_state"), facts).outcome; };
    EXPECT_EQ(state(), "undetermined");
    put(facts, Measure::approved_share, *Ratio::of(1, 2));
    EXPECT_EQ(state(), "unapproved");
    put(facts, Measure::approved_share, *Ratio::of(500001, 1000000));
    EXPECT_EQ(state(), "approved_unsupplied");
    put(facts, Measure::approvals_given, Truth::no);
    const Judgement answer = judge(shipped(), shipped().ladder("supply_state"), facts);
    EXPECT_EQ(answer.outcome, "undetermined");
    EXPECT_EQ(answer.missing, (std::vector<std::string>{"contract_no", "supervision_no"}));
}

Facts completed() {
    Facts facts;
    put(facts, Measure::as_of, day(2024, 6, 30));
    put(facts, Measure::idle_state, std::string{"completed"});
    put(facts, Measure::finished, Truth::yes);
    put(facts, Measure::ramp_up_until, day(2023, 1, 1));
    return facts;
}

std::string efficiency(const Facts& facts, const Rulebook& book = shipped()) {
    return judge(book, book.ladder("efficiency"), facts).outcome;
}

TEST(Efficiency, EightyPercentIsNotLessThanEightyPercent) {
    Facts facts = completed();
    put(facts, Measure::control_investment_per_mu, Yield::wan_per_mu(150));
    EXPECT_EQ(efficiency(put(facts, Measure::investment_per_mu, Yield::wan_per_mu(119.99))), "low");
    EXPECT_EQ(efficiency(put(facts, Measure::investment_per_mu, Yield::wan_per_mu(120))), "undetermined");
    put(facts, Measure::far, Ratio::decimal(1.2));
    put(facts, Measure::control_far, Ratio::decimal(1.0));
    put(facts, Measure::operation_state, std::string{"normal"});
    put(facts, Measure::tax_per_mu, Yield::wan_per_mu(7.5));
    put(facts, Measure::park_tax_per_mu, Yield::wan_per_mu(15));
    EXPECT_EQ(efficiency(facts), "ordinary");
}

TEST(Efficiency, AFinishThatCannotBeKnownAccusesNobody) {
    Rulebook book = with("low_efficiency_preset", "zj_third");
    set_parameter(book, "county_tax_per_mu", "18.90");
    Facts facts = completed();
    put(facts, Measure::idle_state, std::string{"not_applicable"});
    put(facts, Measure::built, Truth::yes);
    put(facts, Measure::tax_per_mu, Yield::wan_per_mu(1));
    EXPECT_EQ(efficiency(facts, book), "low");
    facts[Measure::finished] = {.value = {}, .source = {}, .missing = {"actual_finish_date"}};
    facts[Measure::ramp_up_until] = {.value = {}, .source = {}, .missing = {"actual_finish_date"}};
    EXPECT_EQ(efficiency(facts, book), "undetermined");
}

TEST(Efficiency, AThirdOfTheCountyMeanIsExact) {
    Rulebook book = with("low_efficiency_preset", "zj_third");
    Facts facts = completed();
    put(facts, Measure::tax_per_mu, Yield::wan_per_mu(6.3));
    const Judgement gap = judge(book, book.ladder("efficiency"), facts);
    EXPECT_EQ(gap.missing, std::vector<std::string>{"parameter:county_tax_per_mu"});
    set_parameter(book, "county_tax_per_mu", "18.90");
    EXPECT_EQ(efficiency(facts, book), "ordinary");
    EXPECT_EQ(efficiency(put(facts, Measure::tax_per_mu, Yield::wan_per_mu(6.29)), book), "low");
}

TEST(Efficiency, HuzhouCountsExactlyTenMu) {
    const Rulebook book = with("low_efficiency_preset", "zj_huzhou_2021");
    Facts facts = completed();
    put(facts, Measure::above_designated, Truth::no);
    put(facts, Measure::tax_per_mu, Yield::wan_per_mu(3.5));
    EXPECT_EQ(efficiency(put(facts, Measure::land_area, Area::mu(9.99)), book), "ordinary");
    EXPECT_EQ(efficiency(put(facts, Measure::land_area, Area::mu(10)), book), "low");
}

TEST(Efficiency, AProhibitedSectorIsLowWhateverItPays) {
    const Rulebook book = with("prohibited_industries", "2511,3110");
    Facts facts = completed();
    put(facts, Measure::industry_code, std::string{"2511"});
    EXPECT_EQ(efficiency(facts, book), "low");
}

TEST(Logic, AtLeastSettlesAsSoonAsTheUnknownCannotChangeIt) {
    const Rulebook book = load_text(
        smallest + "[[rule]]\nid = \"r\"\ntitle = \"r\"\nclause = \"c\"\nevidence = \"product\"\n"
                   "when = { at_least = 2, of = [{ is = \"started\" }, { is = \"built\" }, { is = \"finished\" }] }\n");
    const Truth all[] = {Truth::no, Truth::undetermined, Truth::yes};
    for (const Truth a : all)
        for (const Truth b : all)
            for (const Truth c : all) {
                Facts facts;
                put(facts, Measure::started, a), put(facts, Measure::built, b), put(facts, Measure::finished, c);
                const Truth expected = either(either(both(a, b), both(a, c)), both(b, c));
                EXPECT_EQ(judge(book, *book.find_rule("r"), facts).verdict, expected);
            }
}

TEST(Actions, FollowTheStateTheCauseAndLateDelivery) {
    Facts facts = waiting(day(2022, 1, 1), day(2024, 6, 1));
    put(facts, Measure::idle_state, std::string{"idle_a_2y"});
    EXPECT_EQ(propose(shipped(), shipped().actions, facts), std::vector<std::string>{"CAUSE_REVIEW"})
        << "no fee while late delivery is open";
    put(facts, Measure::delivered_late, Truth::no);
    EXPECT_EQ(propose(shipped(), shipped().actions, facts), (std::vector<std::string>{"FORFEIT", "FEE20"}));
    put(facts, Measure::delivered_late, Truth::yes);
    EXPECT_EQ(propose(shipped(), shipped().actions, facts), std::vector<std::string>{"CAUSE_REVIEW"});
    put(facts, Measure::idle_state, std::string{"idle_gov"});
    EXPECT_EQ(propose(shipped(), shipped().actions, facts),
              (std::vector<std::string>{"EXTEND", "REUSE", "TEMP", "BUYBACK", "SWAP"}));
}

}  // namespace
}  // namespace mutu
