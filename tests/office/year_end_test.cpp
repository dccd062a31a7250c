// 年度综合评价: points, places and streaks a person can check by hand; lists as the pack draws them; weights that are
// empty or do not add up.
#include "office/desk.hpp"

#include "mutu/year_end.hpp"

#include <rapidcheck/gtest.h>

namespace mutu::test {
namespace {

Rational number(std::int64_t value) { return Rational::whole(value); }

/// Weights: half for what the office enters, half for the growth of income.
const Settings& halves() {
    static const Settings all{{"year_end_weight_entered", "0.5"},     {"year_end_weight_income_growth", "0.5"},
                              {"year_end_weight_tax_per_mu", "0"},    {"year_end_weight_gdp_per_km2", "0"},
                              {"year_end_weight_tax_growth", "0"},    {"year_end_weight_industrial_growth", "0"},
                              {"year_end_weight_leading_share", "0"}, {"year_end_weight_intensive", "0"},
                              {"year_end_weight_supply_rate", "0"},   {"year_end_weight_idle", "0"}};
    return all;
}

struct Year {
    const char *park, *period, *income, *entered, *rank, *province, *reason;
};

/// Parks A, B, C side by side with these rows of role park_year.
Builder parks_with(const std::vector<Year>& years) {
    Builder builder;
    double x = 0;
    for (const char* id : {"A", "B", "C"})
        builder.row(Role::park, {{"park_id", id}, {"park_name", std::string{id} + "园"}}, Rectangle{x, 0, 900, 900}),
            builder.row(Role::parcel, {{"parcel_id", std::string{"P"} + id}, {"contract_no", id}},
                        Rectangle{x + 10, 10, 100, 100}),
            x += 1000;
    for (const Year& year : years) {
        builder.row(Role::park_year, {{"park_id", year.park}, {"period", year.period}, {"income_wan", year.income}});
        Table& table = builder.holdings[Role::park_year];
        table.pass("其他考核得分")[table.rows() - 1] = year.entered;
        table.pass("综合评价名次")[table.rows() - 1] = year.rank;
        table.pass("全省倒数名次")[table.rows() - 1] = year.province;
        table.pass("直接评先依据")[table.rows() - 1] = year.reason;
    }
    return builder;
}

YearEnd judged_end(const Builder& given, const Settings& set = halves(),
                   const std::vector<EarlierPlace>& earlier = {}) {
    Builder builder = given;
    AnalyzeOptions options;
    options.as_of = day("2026-06-30");
    const Rulebook book = rules(set, "cn-hunan");
    const Assessment assessment = analyze(builder.holdings, book, labels(), options);
    return judge_year_end(builder.holdings, assessment, book, labels(), options.as_of, earlier);
}

/// A grows by 30 %, B by 10 %, C by 20 %; the office gives 60, 90 and 80 points.
const std::vector<Year>& three() {
    static const std::vector<Year> all{
        {"A", "2025", "100", "", "1", "4", ""},  {"B", "2025", "100", "", "2", "9", ""},
        {"C", "2025", "100", "", "3", "", ""},   {"A", "2026", "130", "60", "", "5", ""},
        {"B", "2026", "110", "90", "", "3", ""}, {"C", "2026", "120", "80", "", "4", "省评先进"}};
    return all;
}

const ListEntry* entry(const YearEnd& end, const std::string& list, const std::string& subject) {
    for (const ListEntry& one : end.entries)
        if (one.list_id == list && one.subject_id == subject) return &one;
    return nullptr;
}

TEST(YearEnd, GivesPointsByTheSpanOfTheParks) {
    const YearEnd end = judged_end(parks_with(three()));
    ASSERT_EQ(end.parks.size(), 3U);
    // Growth spans 10–30 %: A 100, B 0, C 50 points. Halves: A 80, B 45, C 65.
    EXPECT_EQ(*end.parks[0].score, number(80));
    EXPECT_EQ(*end.parks[1].score, number(45));
    EXPECT_EQ(*end.parks[2].score, number(65));
    EXPECT_EQ(end.parks[0].place->rank, 1);
    EXPECT_EQ(end.parks[1].place->from_last, 1);
    for (const ParkYearEnd& park : end.parks)
        EXPECT_EQ(*recomputed_indicator(parse_json(park.proof, "proof")).score, *park.score);
}

TEST(YearEnd, TellsTwoYearsRunning) {
    const YearEnd end = judged_end(parks_with(three()));
    EXPECT_EQ(end.parks[0].first_twice, Truth::yes);  // 1 and 1
    EXPECT_EQ(end.parks[1].first_twice, Truth::no);   // 2, then 3
    EXPECT_EQ(end.parks[1].last_twice, Truth::yes);   // last but one, then last
    EXPECT_EQ(end.parks[2].last_twice, Truth::yes);   // last, then last but one
}

TEST(YearEnd, TakesTheYearBeforeFromAKeptRunAndSaysWhereItDiffers) {
    auto years = three();
    years[1].rank = "";
    const std::vector<EarlierPlace> kept{{"A", 2025, {3, 1}, "run:x"}, {"B", 2025, {1, 3}, "run:x"}};
    const YearEnd end = judged_end(parks_with(years), halves(), kept);
    EXPECT_EQ(end.parks[0].before->place.rank, 1);  // entered by the office
    EXPECT_EQ(end.parks[1].before->source, "run:x");
    ASSERT_EQ(end.findings.size(), 1U);
    EXPECT_EQ(end.findings[0].code, "earlier_rank_differs");
}

TEST(YearEnd, LeavesTheStreakOpenWithoutTheYearBefore) {
    auto years = three();
    for (const std::size_t i : {0U, 1U, 2U}) years[i].rank = "";
    const YearEnd end = judged_end(parks_with(years));
    EXPECT_EQ(end.parks[0].first_twice, Truth::undetermined);
    EXPECT_EQ(end.parks[1].first_twice, Truth::no);  // third of three this year
}

TEST(YearEnd, IsUndeterminedWhereWeightsAreEmptyAndSaysWhich) {
    const YearEnd end = judged_end(parks_with(three()), {});
    EXPECT_FALSE(end.parks[0].score.has_value());
    EXPECT_TRUE(end.parks[0].because.starts_with("empty: parameter:year_end_weight_tax_per_mu"))
        << end.parks[0].because;
    ASSERT_EQ(end.findings.size(), 1U);
    EXPECT_EQ(end.findings[0].code, "year_end_weights_empty");
    EXPECT_EQ(entry(end, "first_twice", "A")->verdict, Truth::undetermined);
}

TEST(YearEnd, RefusesWeightsThatDoNotAddUp) {
    auto set = halves();
    set[0].second = "0.6";
    EXPECT_THROW(year_end_rules(rules(set, "cn-hunan")), Error);
    EXPECT_THROW(year_end_rules(rules({{"year_end_weight_idle", "1.1"}}, "cn-hunan")), Error);  // gaps left, past 1
    EXPECT_NO_THROW(year_end_rules(rules({{"year_end_weight_idle", "0.4"}}, "cn-hunan")));
}

TEST(YearEnd, CountsAParkWithoutAFigureAsOneThatMayComeBefore) {
    auto years = three();
    years[5].entered = "";  // C
    const YearEnd end = judged_end(parks_with(years), halves());
    EXPECT_EQ(end.parks[2].because, "missing: 其他考核得分");
    EXPECT_EQ(end.parks[1].place->rank, 2);
    EXPECT_EQ(end.parks[1].first, Truth::undetermined);  // C may be second
    EXPECT_EQ(end.parks[0].first, Truth::yes);           // at worst second
}

TEST(NameLists, DrawParksByPlaceAndByWhatTheOfficeEnters) {
    auto set = halves();
    set.emplace_back("advanced_parks", "1");
    const YearEnd end = judged_end(parks_with(three()), set);
    EXPECT_EQ(entry(end, "advanced_parks", "A")->verdict, Truth::yes);
    EXPECT_EQ(entry(end, "advanced_parks", "B")->verdict, Truth::no);
    EXPECT_EQ(entry(end, "advanced_parks", "C")->verdict, Truth::yes);   // directly
    EXPECT_EQ(entry(end, "exit_candidates", "A")->verdict, Truth::yes);  // 4 and 5 from the last of the province
    EXPECT_EQ(entry(end, "exit_candidates", "B")->verdict, Truth::no);
    EXPECT_EQ(entry(end, "exit_candidates", "C")->verdict, Truth::undetermined);  // one year blank
    for (const ListEntry& one : end.entries)
        EXPECT_EQ(recomputed(parse_json(one.proof, "proof")), one.verdict) << one.sentence;
}

TEST(NameLists, WaitForALimitThatNobodySet) {
    const YearEnd end = judged_end(parks_with(three()));
    const ListEntry* clusters = entry(end, "clusters", "");
    ASSERT_NE(clusters, nullptr);
    EXPECT_EQ(clusters->because, "empty: parameter:cluster_min_firms;parameter:cluster_min_output");
}

TEST(NameLists, TellOnceWhatIsKnownOfNoFirm) {
    Builder builder = parks_with(three());
    for (const char* firm : {"甲厂", "乙厂", "丙厂"})
        builder.row(Role::enterprise_year, {{"name", firm}, {"year", "2025"}, {"tax_wan", "12"}});
    const YearEnd end = judged_end(builder);
    std::vector<const ListEntry*> of_firms;
    for (const ListEntry& one : end.entries)
        if (one.subject_kind == "enterprise") of_firms.push_back(&one);
    ASSERT_EQ(of_firms.size(), 1U) << "no firm has a grade";
    EXPECT_EQ(of_firms[0]->verdict, Truth::undetermined);
    EXPECT_EQ(of_firms[0]->subject_id, "");
    EXPECT_TRUE(of_firms[0]->because.starts_with("missing: ")) << of_firms[0]->because;
    EXPECT_EQ(recomputed(parse_json(of_firms[0]->proof, "proof")), Truth::undetermined);
}

TEST(NameLists, AreJudgedAgainFromTheirProofs) {
    auto set = halves();
    set.emplace_back("advanced_parks", "1");
    const YearEnd end = judged_end(parks_with(three()), set);
    Value proof = parse_json(entry(end, "advanced_parks", "B")->proof, "proof");
    EXPECT_EQ(judged_again(proof, {number(90), Place{1, 3}, 0}), Truth::yes);
    EXPECT_EQ(judged_again(proof, {number(90), Place{2, 2}, 0}), Truth::no);
    EXPECT_EQ(judged_again(proof, {{}, {}, 0}), Truth::undetermined);
}

RC_GTEST_PROP(Composite, ABetterFigureNeverLowersThePlace, ()) {
    const auto parks = *rc::gen::inRange(2, 7);
    CompositeGrid grid;
    grid.items = {{.id = "x"}, {.id = "y", .lower_is_better = true}};
    grid.weights = {Rational::fraction(1, 3), Rational::fraction(2, 3)};
    for (int i = 0; i < parks; ++i)
        grid.values.push_back({number(*rc::gen::inRange(-50, 50)), number(*rc::gen::inRange(0, 50))});
    const auto before = places(scored(grid).scores);
    *grid.values[0][0] += number(*rc::gen::inRange(1, 30));
    const auto after = places(scored(grid).scores);
    RC_ASSERT(after[0]->rank <= before[0]->rank);
}

}  // namespace
}  // namespace mutu::test
