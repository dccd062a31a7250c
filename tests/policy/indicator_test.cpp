// Park indicators: formulas with their coverage, scores under a standard, refused packs, proofs worked out again.
#include "park.hpp"
#include "support/shared.hpp"

namespace mutu {
namespace {

using M = ParkMeasure;

TEST(Indicator, TheThreeRatesMultiplyToTheBuiltShare) {
    const ParkOutcome park = evaluate(shipped(), facts_of(park_c09()));
    const auto value = [&](const char* id) { return *outcome_of(shipped(), park, id).value; };
    const Rational product = value("land_development_rate") * value("land_supply_rate") * value("land_built_rate");
    EXPECT_EQ(product, value("built_of_developable") * Rational::whole(10'000)) << "to the last digit";
}

TEST(Indicator, IsScoredAgainstItsIdealAndStopsAtFull) {
    const Rulebook book = with_standard(small_weights, {{"land_built_rate", "95"}, {"industrial_land_rate", "68"}});
    const ParkOutcome park = evaluate(book, facts_of(park_c09({{"land_g", "8.6 公顷"}})));
    EXPECT_EQ(score_of(book, park, "land_built_rate"), "100.000") << "95.349 of 95";
    EXPECT_EQ(score_of(book, park, "industrial_land_rate"), "93.257");
    EXPECT_EQ(score_of(book, park, "idle_rate"), "98.000");
    // 0.25·100 + 0.75·93.2568… = 94.9426…; 0.6 of it and 0.4 of 98.
    EXPECT_EQ(park.groups.back().id, "intensive_score");
    EXPECT_EQ(park.groups.back().score->decimals(3), "96.166");
}

TEST(Indicator, AnIdealOfZeroGivesNoScoreAndSaysSo) {
    const Rulebook book = with_standard(small_weights, {{"land_built_rate", "0"}, {"industrial_land_rate", "68"}});
    const ParkOutcome park = evaluate(book, facts_of(park_c09({{"land_g", "0 公顷"}})));
    const IndicatorOutcome& rate = outcome_of(book, park, "land_built_rate");
    EXPECT_FALSE(rate.score);
    EXPECT_EQ(rate.score_because, "zero_ideal: land_built_rate");
    EXPECT_FALSE(park.groups.back().score) << "a score with a hole is no score";
    EXPECT_EQ(park.groups.back().because, "missing: score_land_use");
}

TEST(Indicator, MoneyKnownForPartOfTheLandIsDividedByThatPart) {
    ParkFacts facts = facts_of(park_c09({{"industrial_tax", "31200 万元"}}));
    facts[M::industrial_tax].known_over = park_amount(ParkDimension::area, "160 公顷");
    const ParkOutcome park = evaluate(shipped(), facts);
    const IndicatorOutcome& tax = outcome_of(shipped(), park, "industrial_tax_per_mu");
    EXPECT_EQ(tax.value->decimals(2), "13.00") << "31200 / 2400 亩, not / 3900 亩";
    EXPECT_EQ(tax.coverage->decimals(4), "0.6154");
}

TEST(Indicator, UnknownIsNeverZero) {
    const ParkOutcome park = evaluate(shipped(), ParkFacts{});
    for (const IndicatorOutcome& one : park.indicators) {
        EXPECT_FALSE(one.value) << shipped().indicators[one.spec].id;
        EXPECT_NE(one.because, "") << shipped().indicators[one.spec].id;
    }
    EXPECT_EQ(park.zone, "");
}

TEST(Indicator, EveryProofCarriesItsFigure) {
    const Rulebook book = with_standard(
        small_weights, {{"land_built_rate", "95"}, {"industrial_land_rate", "68"}, {"industrial_far", "1.10"}});
    ParkFacts facts = facts_of(park_c09({{"land_g", "8.6 公顷"},
                                         {"industrial_floor_area", "221 万m²"},
                                         {"industrial_tax", "50700.123456 万元"},
                                         {"income", "418 亿元"},
                                         {"income_before", "381 亿元"},
                                         {"value_added_growth", "10.5 %"},
                                         {"population", "20001 人"}}));
    facts[M::industrial_tax].known_over = park_amount(ParkDimension::area, "159.9999 公顷");
    const ParkOutcome park = evaluate(book, facts);
    int known = 0;
    for (const IndicatorOutcome& one : park.indicators) {
        // Through its text, as a stranger would read it.
        const Value proof = parse_json(to_json(prove(book, facts, park, one, labels())), "proof");
        const Recomputed again = recomputed_indicator(proof);
        EXPECT_EQ(again.value, one.value) << to_json(proof);
        if (one.weighted) {
            EXPECT_EQ(again.score, one.score) << to_json(proof);
        }
        known += one.value ? 1 : 0;
    }
    EXPECT_GE(known, 18);
    for (const GroupOutcome& one : park.groups)
        if (one.score) {
            EXPECT_EQ(recomputed_indicator(prove(book, park, one, labels())).score, one.score) << one.id;
        }
}

TEST(Goal, CarriesItsVerdictInItsProof) {
    const Rulebook book = load_rulebook("cn-hunan", pack_folder);
    const ParkFacts facts = facts_of({{"land_a2", "100 亩"}, {"industrial_tax", "1300 万元"}, {"land_a", "100 亩"}});
    const ParkOutcome park = evaluate(book, facts);
    std::map<std::string, Truth> met;
    for (const GoalOutcome& goal : park.goals) {
        const Value proof = prove(book, facts, park, goal, labels());
        EXPECT_EQ(recomputed_indicator(proof).verdict, goal.met) << to_json(proof);
        met[book.goals[goal.goal].id] = goal.met;
    }
    EXPECT_EQ(met.at("hn_tax_per_mu"), Truth::yes) << "13 is at least 13";
    EXPECT_EQ(met.at("dk_tax_per_mu"), Truth::no);
    EXPECT_EQ(met.at("dk_income"), Truth::undetermined);
}

const std::string land_pack = smallest + R"(
[parameter.zone_industrial_min]
value = "30%"
unit = "1"
clause = "c"
evidence = "product"
[parameter.zone_residential_max]
value = "25%"
unit = "1"
clause = "c"
evidence = "product"
[parameter.zone_industrial_op]
value = "at_least"
choices = ["at_least", "above"]
clause = "c"
evidence = "product"
[[indicator_group]]
id = "use"
title = "利用"
clause = "c"
[[indicator_group]]
id = "density"
title = "强度"
parent = "use"
clause = "c"
[[indicator]]
id = "built"
title = "建成率"
unit = "%"
group = "density"
of = ["land_a"]
over = ["land_d"]
direction = "higher"
ceiling = 100
clause = "c"
evidence = "product"
[[indicator]]
id = "far"
title = "容积率"
unit = "1"
group = "density"
of = ["floor_area"]
over = ["land_a"]
direction = "higher"
clause = "c"
evidence = "product"
)";

std::string fault_with(const std::string& addition) {
    try {
        load_text(land_pack + addition);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Kind::input);
        return error.what();
    }
    return "no fault";
}

std::string standard(const std::string& weights, const std::string& ideals = "{ built = 95, far = 1 }") {
    return "[[standard]]\nid = \"s\"\ntitle = \"标准\"\nzone = \"industrial\"\nclause = \"c\"\nevidence = \"product\"\n"
           "weights = " +
           weights + "\nideals = " + ideals + "\n";
}

TEST(Standard, WhoseWeightsAddUpToOneIsTaken) {
    EXPECT_EQ(fault_with(standard("{ use = 1, density = 1, built = 0.45, far = 0.55 }")), "no fault");
    EXPECT_EQ(fault_with(standard("{ use = 1, density = 1, built = \"1/3\", far = \"2/3\" }")), "no fault");
    EXPECT_EQ(fault_with(standard("{ use = 1, density = 1, built = \"\", far = 0.55 }")), "no fault")
        << "a gap is honest";
}

TEST(Standard, C17WhoseWeightsDoNotAddUpIsRefused) {
    const std::string short_by_two = fault_with(standard("{ use = 1, density = 1, built = 0.45, far = 0.53 }"));
    EXPECT_NE(short_by_two.find("强度一级的权重合计 0.98，应为 1"), std::string::npos) << short_by_two;
    EXPECT_NE(short_by_two.find("t.toml:"), std::string::npos) << "says where";
    EXPECT_NE(fault_with(standard("{ use = 0.9, density = 1, built = 0.45, far = 0.55 }")).find("合计 0.9"),
              std::string::npos);
    EXPECT_NE(fault_with(standard("{ use = 1, density = 1, built = 1.2, far = \"\" }")).find("不在 0 与 1 之间"),
              std::string::npos);
    EXPECT_NE(fault_with(standard("{ use = 1, density = 1, built = -0.2, far = 1.2 }")).find("不在 0 与 1 之间"),
              std::string::npos);
}

TEST(Standard, WithAnIdealRateAboveTheWholeIsRefused) {
    const std::string fault =
        fault_with(standard("{ use = 1, density = 1, built = 0.5, far = 0.5 }", "{ built = 101 }"));
    EXPECT_NE(fault.find("理想值 101 超过上限 100"), std::string::npos) << fault;
}

TEST(IndicatorPack, SaysWhatIsWrongWithAFormula) {
    const auto with = [](const std::string& lines) {
        return fault_with("[[indicator]]\nid = \"x\"\ntitle = \"x\"\nclause = \"c\"\nevidence = \"product\"\n" + lines);
    };
    EXPECT_NE(with("unit = \"%\"\nof = [\"land_a9\"]\nover = [\"land_d\"]").find("没有园区度量 “land_a9”"),
              std::string::npos);
    EXPECT_NE(with("unit = \"%\"\nof = [\"industrial_tax\"]\nover = [\"land_d\"]").find("与公式的量纲不合"),
              std::string::npos);
    EXPECT_NE(with("unit = \"万元/公顷\"\nof = [\"industrial_tax\", \"land_a\"]\nover = [\"land_d\"]").find("不能相加"),
              std::string::npos);
    EXPECT_NE(with("unit = \"斤\"\nof = [\"land_a\"]\nover = [\"land_d\"]").find("单位 “斤” 不认识"),
              std::string::npos);
    EXPECT_NE(with("unit = \"公顷\"\nform = \"gap\"\nof = [\"land_a\"]\nagainst = \"later\"").find("写在前面"),
              std::string::npos);
}

TEST(ParkAmount, IsReadInTheUnitsPeopleWrite) {
    using D = ParkDimension;
    EXPECT_EQ(park_amount(D::area, "410 公顷"), Area::hectares(410).quanta());
    EXPECT_EQ(park_amount(D::area, "0.3 亩"), 60'000);
    EXPECT_EQ(park_amount(D::area, "390 万m²"), Area::square_metres(3'900'000).quanta());
    EXPECT_EQ(park_amount(D::money, "1.5 亿元"), Money::wan(15'000).fen());
    EXPECT_EQ(park_amount(D::share, "10.5 %"), 105'000);
    EXPECT_FALSE(park_amount(D::area, "410 人"));
    EXPECT_FALSE(park_amount(D::money, "许多"));
    EXPECT_FALSE(park_amount(D::money, "1e30 亿元")) << "beyond what 64 bits hold";
    for (const std::int64_t quanta : std::initializer_list<std::int64_t>{1, 299, 300, 12'345'678'901})
        EXPECT_EQ(park_amount(D::area, park_text(D::area, quanta)), quanta);
}

/// Published figures agree with each other under the formulas of the pack.
TEST(PublishedFigures, ObeyTheIdentities) {
    MUTU_NEEDS(test::shared("13_published_figures/published.json"));
    const Value all = parse_json(read_file(test::shared("13_published_figures/published.json")), "published.json");
    std::map<std::string, const Value*> of;
    for (const Value& one : all.list("published")) of[one.find("id")->text("id")] = &one;
    const auto figure = [&](const char* id, const char* key) {
        return of.at(id)->find("published")->find(key)->real(key);
    };
    const auto check = [&](const char* id, std::size_t index, const char* key) {
        return of.at(id)->find("checks")->list("checks").at(index).find(key)->real(key);
    };
    // A park of 10000 公顷 developable with the published rates: A / K is their product.
    const double k = 10'000, ready = k * figure("hunan_2022", "土地开发率_%") / 100,
                 supplied = ready * figure("hunan_2022", "已开发土地供应率_%") / 100,
                 built = supplied * figure("hunan_2022", "已供应土地建成率_%") / 100;
    const auto hectares = [](double value) { return std::to_string(value) + " 公顷"; };
    const ParkOutcome park = evaluate(shipped(), facts_of({{"land_a", hectares(built)},
                                                           {"land_b1", "0 公顷"},
                                                           {"land_b21", hectares(ready - built)},
                                                           {"land_b22", hectares(k - ready)},
                                                           {"land_d", hectares(supplied)}}));
    EXPECT_NEAR(outcome_of(shipped(), park, "built_of_developable").value->value(), check("hunan_2022", 0, "value_%"),
                1e-4);
    EXPECT_NEAR(figure("hunan_2022", "工业亩均税收_万元") / (1 + figure("hunan_2022", "比2021年提升_%") / 100),
                check("hunan_2022", 1, "value_万元"), 1e-4);
    // 万元/公顷 and 万元/亩 of the same land and money.
    const double industrial = check("guangdong_2019", 2, "value_公顷");
    const ParkOutcome guangdong =
        evaluate(shipped(), facts_of({{"land_a2", hectares(industrial)}, {"industrial_tax", "27506400 万元"}}));
    EXPECT_NEAR(outcome_of(shipped(), guangdong, "industrial_tax_per_ha").value->value(),
                figure("guangdong_2019", "工业用地地均税收_万元每公顷"), 0.01);
    EXPECT_NEAR(outcome_of(shipped(), guangdong, "industrial_tax_per_mu").value->value(),
                check("guangdong_2019", 1, "value_万元每亩"), 0.001);
    EXPECT_EQ(figure("national_2019", "东部") + figure("national_2019", "中部") + figure("national_2019", "西部") +
                  figure("national_2019", "东北"),
              figure("national_2019", "开发区数"));
}

/// 万元/公顷 against 万元/亩, and means against totals, of the other notices.
TEST(PublishedFigures, HoldInBothUnitsAndOnAverage) {
    MUTU_NEEDS(test::shared("13_published_figures/published.json"));
    const Value all = parse_json(read_file(test::shared("13_published_figures/published.json")), "published.json");
    const auto& notices = all.list("published");
    const auto published = [&](std::size_t notice, const char* key) {
        return Rational::decimal(notices.at(notice).find("published")->find(key)->real(key)).value();
    };
    const auto check = [&](std::size_t notice, std::size_t index) -> const Value& {
        return notices.at(notice).find("checks")->list("checks").at(index);
    };
    enum Notice : std::size_t { hunan, guangdong, national, qinghai };
    const Rational fifteen = Rational::whole(15), ten_thousand = Rational::whole(10'000);
    EXPECT_EQ(published(hunan, "工业亩均税收_万元") * fifteen,
              Rational::decimal(check(hunan, 2).find("value")->real("value")));
    const auto mean = [&](Notice notice, const char* zones) {
        return (published(notice, "面积_万公顷") * ten_thousand).over(published(notice, zones))->decimals(2);
    };
    EXPECT_EQ(mean(guangdong, "开发区数"), "720.51") << "published 720.6 before rounding";
    EXPECT_EQ(mean(national, "开发区数"), "933.52");
    const Value& per_mu = *check(qinghai, 0).find("value");
    const std::pair<const char*, const char*> pairs[] = {{"投资", "工业用地地均固定资产投资_万元每公顷"},
                                                         {"收入", "工业用地地均收入_万元每公顷"},
                                                         {"税收", "工业用地地均税收_万元每公顷"}};
    for (const auto& [key, per_hectare] : pairs)
        EXPECT_NEAR(published(qinghai, per_hectare).over(fifteen)->value(), per_mu.find(key)->real(key), 1e-4) << key;
}

}  // namespace
}  // namespace mutu
