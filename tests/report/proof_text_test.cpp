// A proof as a person reads it on a terminal.
#include "example.hpp"

#include "mutu/report.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

Value proof() {
    return parse_json(
        R"({"rule":"idle_a","title":"未动工闲置","clause":"闲置土地处置办法 第二条第一款","evidence":"unconfirmed",
        "policy":"cn@2026-01","verdict":"yes",
        "facts":[{"name":"start_due","value":"2024-03-15","source":"agreed_start_date"},
                 {"name":"started","value":false,"assumption":"blank_event"},
                 {"name":"land_area","value":"20000 m²"}],
        "because":[{"id":"1","text":"已满一年","holds":"yes","left":"2026-06-30","op":">=","right":"2025-03-15","margin":"472 日"},
                   {"id":"2","text":"规模","holds":"no","any":[
                      {"id":"2/1","holds":"undetermined","left":"?","op":"<","right":"30000 m² × 1/3"},
                      {"id":"2/2","holds":"no","left":"468 万元 / 24000 m²","op":"<","right":"3 万元 / 666 m² × 0.5"}]},
                   {"id":"3","holds":"yes","not":{"id":"3/1","holds":"no","left":"no","op":"is","right":"yes"}}],
        "missing":["developed_area_m2"],"sentence":"满一年未动工。"})",
        "proof");
}

TEST(ProofText, TellsTheWholeProof) {
    EXPECT_EQ(proof_text(proof(), test::labels(), Language::zh),
              "未动工闲置 (idle_a)：是\n"
              "满一年未动工。\n"
              "条款：闲置土地处置办法 第二条第一款［未经证实］\n"
              "政策包：cn@2026-01\n"
              "依据的事实\n"
              "  事实      值                     来源\n"
              "  应动工日  2024-03-15             约定动工日期\n"
              "  已动工    否                     假定：空白视为未发生\n"
              "  用地面积  20000.00 m²(30.00 亩)\n"
              "判断过程\n"
              "  ✓ 已满一年（2026-06-30 ≥ 2025-03-15，差距 472 日）\n"
              "  ✗ 规模\n"
              "    ? 未知 < 30000.00 m²(45.00 亩) × 1/3\n"
              "    ✗ 13.00 万元/亩 < 3.00 万元/亩 × 0.5\n"
              "  ✓ 3\n"
              "    ✗ 实为 否\n"
              "尚缺：已动工开发建设用地面积\n");
}

TEST(ProofText, NeutralisesEscapesInWords) {
    const Value hostile =
        parse_json(R"({"rule":"r","title":"\u001b[31m红","verdict":"no","sentence":"a\u001b]0;x\u0007"})", "proof");
    EXPECT_EQ(proof_text(hostile, test::labels(), Language::zh), "\\x1b[31m红 (r)：否\na\\x1b]0;x\\x07\n");
}

TEST(ProofText, SpeaksEnglishOnRequest) {
    const std::string text = proof_text(proof(), test::labels(), Language::en);
    EXPECT_NE(text.find("Missing: land developed\n"), std::string::npos);
}

}  // namespace
}  // namespace mutu
