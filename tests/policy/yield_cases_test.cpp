// The worked cases E (亩均) that need no map: published figures worked out again, published schemes scored by their
// shipped packs; test names carry the case number.
#include "park.hpp"
#include "support/pack.hpp"

#include <vector>

namespace mutu {
namespace {

Rational number(std::string_view text) { return Rational::parse(text).value(); }
Rational over(std::string_view a, std::string_view b) { return *number(a).over(number(b)); }
std::string percent(const Rational& share, int places) { return (share * number("100")).decimals(places); }

Rational sum(const std::vector<std::string_view>& texts) {
    Rational total;
    for (const auto text : texts) total += number(text);
    return total;
}

TEST(YieldCases, E01OfLishuiTwentyNineteen) {
    EXPECT_EQ(over("573564", "30341").decimals(4), "18.9039");
    EXPECT_EQ(over("573564", "30341").decimals(1), "18.9");
    EXPECT_EQ(over("2236605", "30341").decimals(2), "73.72") << "published 73.71: cut, not rounded";
}

TEST(YieldCases, E02OfTheGradesOfLishui) {
    const char* shares[] = {"27.4", "56.7", "14.3", "1.6"};
    const char* firms[] = {"258", "534", "135", "15"};
    for (int i = 0; i < 4; ++i) EXPECT_EQ(percent(over(firms[i], "942"), 1), shares[i]);
    EXPECT_EQ(sum({"258", "534", "135", "15"}), number("942"));
}

TEST(YieldCases, E03OfTheCountiesOfLishui) {
    const std::vector<std::string_view> firms{"209", "157", "147", "90", "87", "68", "65", "55", "48", "16"};
    const char* shares[] = {"22.19", "16.67", "15.61", "9.55", "9.24", "7.22", "6.90", "5.84", "5.10", "1.70"};
    EXPECT_EQ(sum(firms), number("942"));
    for (std::size_t i = 0; i < firms.size(); ++i) EXPECT_EQ(percent(over(firms[i], "942"), 2), shares[i]);
}

TEST(YieldCases, E04GrewAsPublished) {
    EXPECT_EQ(percent(over("17.5", "12.01") - number("1"), 1), "45.7");
    EXPECT_EQ(percent(over("18.9", "17.5") - number("1"), 1), "8.0");
}

TEST(YieldCases, E05AreNeverAveraged) {
    const std::vector<std::string_view> counties{"46.38", "36.91", "22.97", "21.41", "21.36",
                                                 "16.75", "12.15", "11.78", "10.06", "9.81"};
    EXPECT_EQ(sum(counties), number("209.58"));
    EXPECT_EQ(sum(counties).over(number("10"))->decimals(3), "20.958");
    EXPECT_NE(sum(counties).over(number("10"))->decimals(1), over("573564", "30341").decimals(1));
}

TEST(YieldCases, E06TheShareOfTheFirstCounty) {
    EXPECT_EQ(percent(over("46.38", "209.58"), 8), "22.12997423") << "as published";
}

/// A firm on one 亩: tax and value added in 万元 per 亩; the other four items by their quotients.
ScoreSubject huangyan_firm(const std::string& tax, const std::string& value_added, const std::string& per_energy,
                           const std::string& per_emission, const std::string& productivity, const std::string& rd) {
    ScoreSubject firm;
    firm.above_designated = firm.own_land = Truth::yes;
    const auto of_value_added = [&](const std::string& quotient) { return over(value_added, quotient); };
    firm.numbers = {{"land_mu", number("1")},
                    {"tax_wan", number(tax)},
                    {"value_added_wan", number(value_added)},
                    {"energy_tce", of_value_added(per_energy)},
                    {"employees", of_value_added(productivity)},
                    {"revenue_wan", number("1")},
                    {"rd_wan", number(rd)}};
    if (!per_emission.empty()) firm.numbers["emission_t"] = of_value_added(per_emission);
    return firm;
}

const Rulebook& huangyan() {
    static const Rulebook book = load_rulebook("zj-huangyan-2022", pack_folder);
    return book;
}

TEST(YieldCases, E07AFirmAtAllBaselinesOfHuangyanHasAHundred) {
    const auto firm = huangyan_firm("24.097", "136.16", "2.694", "4929.81", "18.14", "0.0302");
    EXPECT_EQ(score_year(huangyan(), {firm})[0].score->text(), "100");
}

TEST(YieldCases, E08AFirmOfHuangyanItemByItem) {
    const Scored scored = score_year(huangyan(), {huangyan_firm("12", "80", "1.5", "2000", "15", "0.02")})[0];
    const char* items[] = {"14.9396", "11.7509", "11.1359", "4.0570", "8.2690", "6.6225"};
    for (std::size_t i = 0; i < std::size(items); ++i) EXPECT_EQ(scored.items.at(i).points->decimals(4), items[i]);
    EXPECT_EQ(scored.score->decimals(4), "56.7748");
}

TEST(YieldCases, E09WithAndWithoutACapOfOneAndAHalfWeights) {
    const auto firm = huangyan_firm("100", "80", "1.5", "2000", "15", "0.02");
    EXPECT_EQ(score_year(huangyan(), {firm})[0].score->decimals(2), "166.33");
    Rulebook capped = huangyan();
    Figure cap;
    cap.number = number("1.5");
    for (ScoreItem& item : capped.scores.at(0).items) item.cap = cap;
    EXPECT_EQ(score_year(capped, {firm})[0].score->decimals(2), "86.84");
}

TEST(YieldCases, E10AFirmWithoutEmissionsTakesTheMeanOfItsList) {
    // Emission items of 5 and 7.4: their mean is 6.2.
    std::vector<ScoreSubject> firms{huangyan_firm("24.097", "136.16", "2.694", "", "18.14", "0.0302")};
    for (const char* of_baseline : {"2464.905", "3648.0594"})
        firms.push_back(huangyan_firm("1", "80", "1.5", of_baseline, "15", "0.02"));
    const Scored scored = score_year(huangyan(), firms)[0];
    EXPECT_EQ(scored.items.at(3).points->text(), "6.2");
    EXPECT_EQ(scored.score->decimals(4), "96.2000");
}

/// Firms of 旌德 on one 亩 with these taxes; the pack's other weights stay gaps.
std::vector<Scored> jingde(std::initializer_list<const char*> taxes, const std::string& even = "") {
    Rulebook book = load_rulebook("ah-jingde-2022", pack_folder);
    set_parameter(book, "jingde_w_tax_per_mu", "30");
    if (!even.empty()) set_parameter(book, "jingde_even", even);
    std::vector<ScoreSubject> firms;
    for (const char* tax : taxes) {
        ScoreSubject firm;
        firm.above_designated = firm.own_land = Truth::yes;
        firm.numbers = {{"land_mu", number("1")}, {"tax_wan", number(tax)}};
        firms.push_back(firm);
    }
    return score_year(book, firms);
}

TEST(YieldCases, E11BetweenLeastAndMostOfJingde) {
    const auto scored = jingde({"10", "2", "30"});
    EXPECT_EQ(scored[0].items.at(0).points->decimals(3), "12.857");
    EXPECT_EQ(scored[1].items.at(0).points->text(), "6");
    EXPECT_EQ(scored[2].items.at(0).points->text(), "30");
    EXPECT_FALSE(scored[0].score) << "the weights of the other six items were never found";
}

TEST(YieldCases, E12LeastEqualToMostIsOpenUntilThePackSaysWhat) {
    EXPECT_FALSE(jingde({"10", "10"})[0].items.at(0).points);
    EXPECT_EQ(jingde({"10", "10"}, "1")[0].items.at(0).points->text(), "30");
    EXPECT_EQ(jingde({"10", "10"}, "20%")[0].items.at(0).points->text(), "6");
}

TEST(YieldCases, E18TheProvincesTargetInBothUnits) {
    const ParkOutcome park = evaluate(shipped(), facts_of({{"land_a2", "100 亩"}, {"industrial_tax", "1300 万元"}}));
    EXPECT_EQ(outcome_of(shipped(), park, "industrial_tax_per_mu").value->text(), "13");
    EXPECT_EQ(outcome_of(shipped(), park, "industrial_tax_per_ha").value->text(), "195");
}

/// Goals of a rulebook held against 100 亩 of industrial land: "yn?" in the order of the ids.
std::string goals_met(const Rulebook& book, const std::map<std::string, std::string>& given,
                      std::initializer_list<const char*> ids) {
    std::map<std::string, std::string> all = given;
    all["land_a2"] = "100 亩";
    const ParkOutcome park = evaluate(book, facts_of(all));
    std::string met;
    for (const char* id : ids)
        for (const GoalOutcome& one : park.goals)
            if (book.goals[one.goal].id == id) met += one.met == Truth::yes ? 'y' : one.met == Truth::no ? 'n' : '?';
    return met;
}

TEST(YieldCases, E19NewLandOfDongkouMustExceed) {
    const Rulebook hunan = load_rulebook("cn-hunan", pack_folder);
    EXPECT_EQ(goals_met(hunan,
                        {{"industrial_investment", "25000 万元"},
                         {"industrial_output", "29999 万元"},
                         {"industrial_tax", "1501 万元"}},
                        {"dk_investment_per_mu", "dk_output_per_mu", "dk_tax_per_mu"}),
              "nny");
}

TEST(YieldCases, E20EquipmentOfLongchangPassesExactlyAtItsFigures) {
    std::string goals;
    for (const auto& [id, value] : {std::pair{"investment", "150"}, {"tax", "8"}, {"output", "350"}})
        goals += std::string{"[[goal]]\nid = \""} + id + "\"\ntitle = \"隆昌标准地\"\nindicator = \"industrial_" + id +
                 "_per_mu\"\nop = \">=\"\nvalue = " + value +
                 "\nclause = \"隆府办发〔2022〕58号\"\nevidence = \"confirmed\"\n";
    const Rulebook longchang = test::county_pack(goals);
    const auto met = [&](const char* output) {
        return goals_met(
            longchang,
            {{"industrial_investment", "15000 万元"}, {"industrial_tax", "800 万元"}, {"industrial_output", output}},
            {"investment", "tax", "output"});
    };
    EXPECT_EQ(met("35000 万元"), "yyy");
    EXPECT_EQ(met("34999.99 万元"), "yyn");
    EXPECT_GE(number("2%"), number("1%")) << "R&D of 2 % against 1–2 %";
}

TEST(YieldCases, E21OfHunanGrewByTenAndAHalfPercentAYear) {
    Rational published = number("1");
    for (int year = 0; year < 5; ++year) published *= number("1.1045");
    Rational more = number("1");
    for (int year = 0; year < 5; ++year) more *= number("1.1046");
    const Rational grown = over("1734.1", "1054.8");
    EXPECT_LT(published, grown);
    EXPECT_LT(grown, more);
}

TEST(YieldCases, E22OfShuangfengMultiplied) {
    EXPECT_EQ(over("636.95", "140").decimals(2), "4.55");
    EXPECT_EQ(number("636.95") - number("140"), number("496.95"));
    EXPECT_EQ(number("496.95") * number("15"), number("7454.25")) << "亩";
}

TEST(YieldCases, E23OfTheLowEfficiencyPilotStandByItsParcelsAndLand) {
    EXPECT_EQ(percent(over("170.47", "320.18"), 3), "53.242") << "published 53.25: from figures before rounding";
    EXPECT_EQ(percent(over("5.05", "19.38"), 2), "26.06");
}

TEST(YieldCases, E24TheZonesOfHunanAddUp) {
    EXPECT_EQ(8 + 8 + 5, 21);
    EXPECT_EQ(41 + 37 + 44, 122);
    EXPECT_EQ(21 + 122, 143);
}

}  // namespace
}  // namespace mutu
