// 项目准入: margins, the land on which a project passes against trying every piece of land, and plots against a filter.
#include "support/builders.hpp"

#include "mutu/admit.hpp"

#include <algorithm>
#include <random>

namespace mutu::test {
namespace {

const std::vector<std::pair<std::string, std::string>> county{
    {"admit_investment", "250"}, {"admit_output", "300"}, {"admit_tax", "15"}, {"admit_far", "1.0"}, {"admit_op", ">"}};

/// 20 亩, twice what is asked of everything.
Intended strong() {
    Intended project;
    project.industry_code = "3511";
    project.land = Area::mu(20);
    project.investment = Money::wan(10'000), project.output = Money::wan(12'000), project.tax = Money::wan(600);
    project.floor_area = Area::mu(40);
    return project;
}

const AdmitCheck& check_of(const Admission& admission, const std::string& id) {
    return *std::find_if(admission.checks.begin(), admission.checks.end(),
                         [&](const AdmitCheck& one) { return one.id == id; });
}

TEST(Admission, SaysByHowMuchAndOnHowMuchLand) {
    const Admission admission = admit(strong(), rules(county), labels());
    EXPECT_EQ(admission.met, Truth::yes);
    EXPECT_DOUBLE_EQ(*check_of(admission, "investment").value, 500);
    EXPECT_DOUBLE_EQ(*check_of(admission, "investment").margin, 250);
    EXPECT_DOUBLE_EQ(*check_of(admission, "tax").margin, 15);
    // Above 15 万元/亩 on less than 40 亩; the ratio of 1.0 still holds on exactly 40.
    EXPECT_EQ(check_of(admission, "tax").most, Area::mu(40).quanta() - 1);
    EXPECT_EQ(check_of(admission, "far").most, Area::mu(40).quanta());
    EXPECT_FALSE(admission.least);
    for (const AdmitCheck& check : admission.checks) EXPECT_EQ(recomputed(check.proof), check.met) << check.id;
}

TEST(Admission, StandsOnTheBoundaryAsThePackSays) {
    Intended project = strong();
    project.tax = Money::wan(300);  // exactly 15 万元/亩
    EXPECT_EQ(admit(project, rules(county), labels()).met, Truth::no);
    auto at_least = county;
    at_least.back().second = ">=";
    EXPECT_EQ(admit(project, rules(at_least), labels()).met, Truth::yes);
}

TEST(Admission, JudgesTheEnvironmentalUnitByItsListAndIsOpenWithoutOne) {
    Intended project = strong();
    project.env_unit = "示例单元一", project.industry_code = "2614";
    for (const AdmitCheck& check : admit(strong(), rules(county), labels()).checks)
        EXPECT_NE(check.id, "env_unit");  // no unit, no question
    const Admission open = admit(project, rules(county), labels());
    EXPECT_EQ(open.met, Truth::undetermined);
    EXPECT_EQ(check_of(open, "env_unit").because, "empty: parameter:env_unit_lists");
    const auto with = [&](const std::string& lists) {
        auto set = county;
        set.emplace_back("env_unit_lists", lists);
        return admit(project, rules(set), labels());
    };
    EXPECT_EQ(with("示例单元一=26/31").met, Truth::no);
    EXPECT_EQ(with("示例单元一=31").met, Truth::yes);
    EXPECT_EQ(with("示例单元一=").met, Truth::yes);             // bars nothing
    EXPECT_EQ(with("示例单元二=26").met, Truth::undetermined);  // another unit's list
    project.industry_code = "";
    EXPECT_EQ(check_of(with("示例单元一=26"), "env_unit").because, "missing: industry_code");
    const Admission last = with("示例单元一=26");
    for (const AdmitCheck& check : last.checks) EXPECT_EQ(recomputed(check.proof), check.met) << check.id;
}

TEST(Admission, IsOpenWhereThePackOrTheProjectSaysNothing) {
    const Admission bare = admit(strong(), rules(), labels());
    EXPECT_EQ(bare.met, Truth::undetermined);
    EXPECT_EQ(check_of(bare, "tax").because, "empty: parameter:admit_tax");
    Intended silent = strong();
    silent.tax.reset();
    const Admission open = admit(silent, rules(county), labels());
    EXPECT_EQ(open.met, Truth::undetermined);
    EXPECT_EQ(check_of(open, "tax").because, "missing: tax_wan");
    Intended poor = silent;  // one standard that is missed outweighs one that is open
    poor.investment = Money::wan(100);
    EXPECT_EQ(admit(poor, rules(county), labels()).met, Truth::no);
}

TEST(Admission, TakesTheRatioFromTheIndustryWhereThePackHasNone) {
    auto settings = county;
    settings.erase(settings.begin() + 3);
    const Admission admission = admit(strong(), rules(settings), labels());
    EXPECT_DOUBLE_EQ(*check_of(admission, "far").limit, 0.7);  // 35 in 2017 is 36 in 2002
}

TEST(Admission, RefusesAProhibitedIndustryOnAnyLand) {
    auto settings = county;
    settings.emplace_back("prohibited_industries", "35,2511");
    const Admission admission = admit(strong(), rules(settings), labels());
    EXPECT_EQ(check_of(admission, "industry").met, Truth::no);
    EXPECT_TRUE(admission.never);
    EXPECT_EQ(recomputed(check_of(admission, "industry").proof), Truth::no);
    Intended other = strong();
    other.industry_code = "3411";
    EXPECT_EQ(admit(other, rules(settings), labels()).met, Truth::yes);
}

/// Every piece of land of up to so many quanta, tried one by one.
TEST(Admission, FindsTheLandThatTryingEveryPieceFinds) {
    std::mt19937 chance{7};
    const auto between = [&](int low, int high) {
        return static_cast<std::int64_t>(std::uniform_int_distribution<int>{low, high}(chance));
    };
    constexpr std::int64_t most_tried = 90;
    int bounded = 0, nowhere = 0;
    for (int round = 0; round < 40; ++round) {
        auto settings = county;
        settings[0].second = std::to_string(between(0, 4)), settings[1].second = std::to_string(between(0, 3)) + ".5";
        settings[2].second = std::to_string(between(0, 2)), settings[3].second = "0." + std::to_string(between(1, 9));
        settings[4].second = between(0, 1) == 0 ? ">" : ">=";
        settings.emplace_back("admit_checks", "investment,output,tax,far,green,office,industry");
        const Rulebook book = rules(settings);
        Intended project;
        project.industry_code = "3511";
        project.investment = Money::fen(between(0, 900)), project.output = Money::fen(between(0, 900));
        project.tax = Money::fen(between(0, 400));
        project.floor_area = Area::quanta(between(1, 60)), project.green = Area::quanta(between(0, 9));
        project.office_land = Area::quanta(between(0, 3));
        project.land = Area::quanta(1);
        const Admission answer = admit(project, book, labels());
        bounded += answer.least && answer.most && !answer.never, nowhere += answer.never;
        for (std::int64_t land = 1; land <= most_tried; ++land) {
            project.land = Area::quanta(land);
            const bool said =
                !answer.never && (!answer.least || land >= *answer.least) && (!answer.most || land <= *answer.most);
            ASSERT_EQ(admit(project, book, labels()).met == Truth::yes, said) << "round " << round << " land " << land;
        }
    }
    EXPECT_GT(bounded, 5);
    EXPECT_GT(nowhere, 2);
}

TEST(Admission, OffersThePlotsThatAFilterFinds) {
    std::mt19937 chance{11};
    std::vector<Plot> plots;
    for (int i = 0; i < 200; ++i)
        plots.push_back({"unsupplied", "P" + std::to_string(i), "A",
                         Area::mu(std::uniform_int_distribution<int>{1, 60}(chance)), ""});
    const Admission admission = admit(strong(), rules(county), labels());
    const Area taken = *land_taken(strong(), admission);
    EXPECT_EQ(taken, Area::mu(20));
    const auto found = fitting(plots, taken, admission);
    EXPECT_EQ(static_cast<std::ptrdiff_t>(found.size()),
              std::count_if(plots.begin(), plots.end(), [&](const Plot& plot) { return plot.area >= taken; }));
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Plot& plot = plots[found[i].plot];
        EXPECT_EQ(found[i].surplus, plot.area - taken);
        EXPECT_EQ(found[i].whole, plot.area < Area::mu(40));
        if (i > 0) {
            EXPECT_LE(found[i - 1].surplus, found[i].surplus);
        }
    }
}

TEST(Admission, TakesLessLandWhereOnlyThatPasses) {
    Intended project = strong();
    project.land = Area::mu(50);
    const Admission admission = admit(project, rules(county), labels());
    EXPECT_EQ(admission.met, Truth::no);
    EXPECT_EQ(land_taken(project, admission)->quanta(), Area::mu(40).quanta() - 1);
}

Intended typed(const std::string& text) { return read_intended(parse_toml(text, "项目.toml")); }

TEST(IntendedProject, IsReadWithItsFaultsNamed) {
    const Intended project =
        typed("[intended]\nname = \"甲\"\nland_mu = 20\nfar = 1.5\ntax_wan = 600\nindustry_code = 3511\n");
    EXPECT_EQ(project.floor_area, Area::mu(30));
    EXPECT_EQ(project.industry_code, "3511");
    for (const char* poor :
         {"name = \"没有表\"\n", "[intended]\nland_mu = 0\n", "[intended]\nland_mu = -3\n", "[intended]\ntax = 3\n",
          "[intended]\nland_mu = 3\nfar = 1\nfloor_area_m2 = 5\n", "[intended]\nfar = 1\n",
          "[intended]\nland_mu = \"二十\"\n", "[intended]\ntax_wan = 1e300\n", "[intended]\ntax_wan = nan\n"})
        EXPECT_THROW(typed(poor), Error) << poor;
}

}  // namespace
}  // namespace mutu::test
