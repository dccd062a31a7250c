// Loading packs: what is shipped, overriding, and every fault with its place.
#include "pack.hpp"

namespace mutu {
namespace {

TEST(Rulebook, ShippedPacksLoadAndExtend) {
    const Rulebook book = load_rulebook("cn-hunan", pack_folder);
    EXPECT_EQ(book.chain, (std::vector<std::string>{"cn", "cn-hunan"}));
    EXPECT_EQ(book.count("early_warning_days"), 180);
    EXPECT_EQ(book.parameters.at("low_efficiency_preset").pack, "cn-hunan");
    EXPECT_EQ(book.parameters.at("low_efficiency_preset").title, "低效认定口径");
    EXPECT_FALSE(book.ratio("county_tax_per_mu"));
    EXPECT_EQ(book.sha256.size(), 64U);
}

TEST(Rulebook, EveryListedRuleHasAnExampleThatSaysYesAndOneThatSaysNo) {
    for (const Rule& rule : shipped().rules) {
        if (!rule.listed) continue;
        for (const std::string answer : {"yes", "no"}) {
            bool found = false;
            for (const Example& example : shipped().examples)
                for (const auto& [what, expected] : example.expect)
                    found = found || (what == rule.id && expected == answer);
            EXPECT_TRUE(found) << rule.id << " " << answer;
        }
    }
}

TEST(Rulebook, SharesAreExactFractions) {
    EXPECT_EQ(shipped().ratio("idle_b_area_share")->denominator(), 3);
    EXPECT_EQ(shipped().ratio("idle_b_investment_share")->denominator(), 4);
}

TEST(Rulebook, UnknownMeasureIsNamedWithItsPlaceAndTheNearest) {
    const std::string said = fault_of(
        "[[rule]]\nid = \"r\"\ntitle = \"r\"\nclause = \"c\"\nevidence = \"product\"\nwhen = { is = \"startd\" }\n");
    EXPECT_NE(said.find("t.toml:" + std::to_string(first_free_line + 5) + ":"), std::string::npos) << said;
    EXPECT_NE(said.find("started"), std::string::npos) << said;
}

std::string rule_fault(const std::string& when) {
    return fault_of("[parameter.days]\nvalue = 3\nunit = \"日\"\nclause = \"c\"\nevidence = "
                    "\"product\"\n[parameter.land]\nvalue = 10\nunit = \"亩\"\n"
                    "clause = \"c\"\nevidence = \"product\"\n[[rule]]\nid = \"r\"\ntitle = \"r\"\nclause = "
                    "\"c\"\nevidence = \"product\"\nwhen = " +
                    when + "\n");
}

TEST(Rulebook, ConditionFaultsNameTheirPlace) {
    const std::string place = "t.toml:" + std::to_string(first_free_line + 15) + ":";
    const std::vector<std::pair<std::string, std::string>> faults{
        {"{ left = \"land_area\", op = \"<\", right = \"tax_per_mu\" }", "量纲不同"},
        {"{ left = \"tax_per_mu\", op = \"<\", right = { param = \"land\" } }", "量纲不同"},
        {"{ left = \"as_of\", op = \"<\", right = { param = \"days\" } }", "不能用于比较"},
        {"{ left = \"land_area\", op = \"<\", right = { param = \"lnd\" } }", "是否指 “land”"},
        {"{ left = \"land_area\", op = \"=<\", right = { param = \"land\" } }", "不认识的比较符"},
        {"{ left = \"land_area\", op = \"<\", right = { value = \"30 万元/亩\" } }", "不是面积的写法"},
        {"{ left = \"started\", op = \"==\", right = \"built\" }", "请用 is 或 in"},
        {"{ is = \"land_area\" }", "不能用在这里"},
        {"{ al = [] }", "不是条件"},
        {"{ is = \"built\", word = 1 }", "不认识的键"},
        {"{ rule = \"q\" }", "没有规则 “q”"}};
    for (const auto& [when, expected] : faults) {
        const std::string said = rule_fault(when);
        EXPECT_NE(said.find(place), std::string::npos) << when << ": " << said;
        EXPECT_NE(said.find(expected), std::string::npos) << when << ": " << said;
    }
}

TEST(Rulebook, ARuleWithoutClauseOrEvidenceIsRefused) {
    EXPECT_NE(fault_of("[[rule]]\nid = \"r\"\ntitle = \"r\"\nevidence = \"product\"\nwhen = { all = [] }\n")
                  .find("缺少 clause"),
              std::string::npos);
    EXPECT_NE(
        fault_of("[[rule]]\nid = \"r\"\ntitle = \"r\"\nclause = \"c\"\nwhen = { all = [] }\n").find("缺少 evidence"),
        std::string::npos);
}

TEST(Rulebook, RulesThatReferToEachOtherInACircleAreRefused) {
    const std::string head = "title = \"r\"\nclause = \"c\"\nevidence = \"product\"\n";
    const std::string said =
        fault_of("[[rule]]\nid = \"p\"\n" + head + "when = { rule = \"q\" }\n[[rule]]\nid = \"q\"\n" + head +
                 "when = { rule = \"p\" }\n");
    EXPECT_NE(said.find("成环：p → q → p"), std::string::npos) << said;
}

TEST(Rulebook, AMissingLadderIsNamed) {
    std::string text = smallest;
    text.replace(text.find("id = \"efficiency\""), 17, "id = \"sufficient\"");
    try {
        load_text(text);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string{error.what()}.find("缺少梯级 “efficiency”"), std::string::npos) << error.what();
    }
}

TEST(Rulebook, AnOutcomeOutsideTheListIsRefused) {
    std::string text = smallest;
    text.replace(text.find("then = \"low\""), 12, "then = \"lwo\"");
    try {
        load_text(text);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string{error.what()}.find("t.toml:22:53: “lwo” 不在 outcomes 中"), std::string::npos)
            << error.what();
    }
}

TEST(Rulebook, OverridingNeedsItsWord) {
    const std::string folder = folder_of_test();
    const std::string parameter = "[parameter.p]\nvalue = 1\nunit = \"1\"\nclause = \"c\"\nevidence = \"product\"\n";
    write_pack(folder, "t.toml", smallest + parameter);
    const std::string child = "[pack]\nid = \"u\"\ntitle = \"u\"\nversion = \"1\"\nextends = \"t\"\n";
    write_pack(folder, "u.toml", child + parameter);
    EXPECT_THROW(load_rulebook("u", folder), Error);
    write_pack(folder, "u.toml",
               child + "[parameter.p]\nvalue = 2\nclause = \"c\"\nevidence = \"product\"\nsupersedes = true\n");
    EXPECT_EQ(load_rulebook("u", folder).count("p"), 2);
    write_pack(
        folder, "u.toml",
        child + "[parameter.q]\nvalue = 2\nunit = \"1\"\nclause = \"c\"\nevidence = \"product\"\nsupersedes = true\n");
    EXPECT_THROW(load_rulebook("u", folder), Error);
}

TEST(Rulebook, ACircleOfPacksIsRefused) {
    const std::string folder = folder_of_test();
    write_pack(folder, "t.toml", "[pack]\nid = \"t\"\ntitle = \"t\"\nversion = \"1\"\nextends = \"u\"\n");
    write_pack(folder, "u.toml", "[pack]\nid = \"u\"\ntitle = \"u\"\nversion = \"1\"\nextends = \"t\"\n");
    try {
        load_rulebook("t", folder);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string{error.what()}.find("u.toml:5:"), std::string::npos) << error.what();
    }
}

TEST(Parameters, AreSetInTheirUnitAndChoices) {
    Rulebook book = shipped();
    set_parameter(book, "idle_b_area_share", "2/7");
    EXPECT_EQ(book.ratio("idle_b_area_share")->denominator(), 7);
    set_parameter(book, "early_warning_days", "90 日");
    EXPECT_EQ(book.count("early_warning_days"), 90);
    EXPECT_TRUE(book.parameters.at("early_warning_days").overridden);
    set_parameter(book, "county_tax_per_mu", "");
    EXPECT_FALSE(book.ratio("county_tax_per_mu"));
    EXPECT_EQ(book.word("anniversary"), "end_of_day");
}

TEST(Parameters, UnfitValuesAreUsageErrors) {
    Rulebook book = shipped();
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{{"early_warning_day", "90"},
                                                                                      {"early_warning_days", "90.5"},
                                                                                      {"early_warning_days", "-1"},
                                                                                      {"branch_b_logic", "xor"},
                                                                                      {"idle_fee_share", "viel"}})
        try {
            set_parameter(book, name, value);
            FAIL() << name;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), Kind::usage) << error.what();
        }
}

}  // namespace
}  // namespace mutu
