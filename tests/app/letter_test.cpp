// Letters about parcels on the demo: what stands in them, who gets none, an office's own template.
#include "paper.hpp"
#include "program.hpp"
#include "support/sheet.hpp"
#include "support/zip.hpp"

#include "mutu/text.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace mutu::test {
namespace {

const char* const warned = "439901001001GB00052";      // 闲置预警
const char* const suspected = "439901001001GB00035";   // 疑似闲置, never investigated
const char* const recognised = "439901002001GB00050";  // 已认定

/// The words of a DOCX, paragraph by paragraph.
std::string words_of(const std::string& path) {
    std::string xml = unzip(path).at("word/document.xml");
    xml = std::regex_replace(xml, std::regex{"</w:p>"}, "\n");
    return plain_xml(std::regex_replace(xml, std::regex{"<[^>]*>"}, ""));
}

Answer letter(const std::string& name, const std::string& parcel, const std::string& out,
              std::vector<std::string> more = {}) {
    std::vector<std::string> words{"report", paper_demo().book, "--kind", "letter", "--letter", name, "-o", out};
    if (!parcel.empty()) words.insert(words.end(), {"--parcel", parcel});
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
}

/// A DOCX of one document part, stored, as a word processor would write it.
std::string docx_of(const std::string& path, const std::string& body, const std::string& relations = "") {
    const std::string source = path + ".py";
    write(source, "import sys, zipfile\n"
                  "z = zipfile.ZipFile(sys.argv[1], 'w')\n"
                  "z.writestr('[Content_Types].xml', '<Types/>')\n"
                  "z.writestr('word/document.xml', open(sys.argv[2], encoding='utf-8').read())\n"
                  "z.writestr('word/_rels/document.xml.rels', open(sys.argv[3], encoding='utf-8').read())\n");
    write(path + ".xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>" + body +
                             "</w:body></w:document>");
    write(path + ".rels", "<Relationships>" + relations + "</Relationships>");
    EXPECT_EQ(std::system(("python3 '" + source + "' '" + path + "' '" + path + ".xml' '" + path + ".rels'").c_str()),
              0);
    return path;
}

TEST(Letters, SayWhatTheBookHoldsAndLeaveTheRestBlank) {
    const TempFolder folder;
    const Answer answer = letter("开工提醒", warned, folder / "a.docx");
    ASSERT_EQ(answer.code, 0) << answer.err;
    const std::string text = words_of(folder / "a.docx");
    const Record parcel =
        ask(paper_demo().book, std::string{"SELECT * FROM parcel WHERE parcel_id = '"} + warned + "'").at(0);
    EXPECT_TRUE(says(text, *parcel.at("holder_name"))) << text;
    EXPECT_TRUE(says(text, *parcel.at("supervision_no")));
    EXPECT_TRUE(says(text, "应动工日期为2025年10月8日")) << text;
    EXPECT_TRUE(says(text, "满一年（2026年10月8日）")) << text;
    EXPECT_TRUE(says(text, "闲置土地处置办法（国土资源部令第53号）第二条第一款"));
    EXPECT_TRUE(says(text, "草稿"));
    EXPECT_TRUE(says(text, "联系电话【待填】")) << text;
    EXPECT_FALSE(says(text, "{{")) << text;
    EXPECT_TRUE(says(answer.err, "【待填】")) << answer.err;
    EXPECT_TRUE(says(answer.err, "联系电话")) << answer.err;
}

TEST(Letters, InvestigateASuspicionAndNeverCallItRecognised) {
    const TempFolder folder;
    ASSERT_EQ(letter("闲置土地调查通知书", suspected, folder / "a.docx").code, 0);
    const std::string text = words_of(folder / "a.docx");
    EXPECT_TRUE(says(text, "疑似闲置（未动工满一年）")) << text;
    EXPECT_TRUE(says(text, "上述情形为疑似，不是认定"));
    EXPECT_TRUE(says(text, "比对所用条款：闲置土地处置办法第二条第一款。")) << text;
    const Answer early = letter("闲置土地调查通知书", warned, folder / "b.docx");
    EXPECT_EQ(early.code, 4);
    EXPECT_TRUE(says(early.err, "闲置预警")) << early.err;
}

TEST(Letters, AboutFeeOrRecallAreRefusedWithoutARecognition) {
    const TempFolder folder;
    for (const char* name : {"征缴土地闲置费决定书", "收回国有建设用地使用权决定书"}) {
        const Answer answer = letter(name, suspected, folder / "a.docx");
        EXPECT_EQ(answer.code, 4) << name;
        EXPECT_TRUE(says(answer.err, "没有对它的闲置土地认定")) << answer.err;
        EXPECT_FALSE(fs::exists(folder / "a.docx"));
    }
    // One that is being investigated is not recognised either.
    EXPECT_EQ(letter("fee_decision", "439901001001GB00034", folder / "a.docx").code, 4);
}

TEST(Letters, OfAFeeTakeTheShareOfThePriceToTheFen) {
    const TempFolder folder;
    ASSERT_EQ(letter("征缴土地闲置费决定书", recognised, folder / "a.docx").code, 0);
    const std::string text = words_of(folder / "a.docx");
    EXPECT_TRUE(says(text, "虚构闲认〔2025〕1号（2025年1月20日）认定为闲置土地")) << text;
    const double price = number(
        paper_demo().book, std::string{"SELECT land_price_wan FROM parcel WHERE parcel_id = '"} + recognised + "'");
    EXPECT_TRUE(says(text, "土地价款" + fixed(price, 2) + "万元的20.00%")) << text;
    EXPECT_TRUE(says(text, "计" + fixed(price * 0.2, 2) + "万元")) << text;
    ASSERT_EQ(letter("收回国有建设用地使用权决定书", recognised, folder / "b.docx").code, 0);
    EXPECT_TRUE(says(words_of(folder / "b.docx"), "满两年日期为2024年10月1日"));
}

TEST(Letters, GoToAllParcelsOfTheStateWhereNoneIsNamed) {
    const TempFolder folder;
    const Answer answer = letter("开工提醒", "", folder / "all");
    ASSERT_EQ(answer.code, 0) << answer.err;
    const double warned_count =
        number(paper_demo().book, "SELECT count(*) FROM parcel_result WHERE idle_state = 'early_warning'");
    EXPECT_EQ(contents(folder / "all").size(), static_cast<std::size_t>(warned_count));
    EXPECT_EQ(letter("开工提醒", "", folder / "all").code, 2);  // nothing is overwritten unasked
    EXPECT_EQ(letter("开工提醒", "", folder / "n", {"--number", "示例〔2026〕1号"}).code, 2);
}

TEST(Letters, FillAnOfficesOwnTemplateAcrossRuns) {
    if (!installed("python3")) GTEST_SKIP() << "python3 is not installed";
    const TempFolder folder;
    const std::string form = docx_of(
        folder / "f.docx",
        "<w:p><w:r><w:t>致 {{使用</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>权人}}，{{宗地编号}}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>经办 {{经办人}}，交地 {{实际交地日期}}</w:t></w:r></w:p>");
    const Answer answer =
        letter("开工提醒", warned, folder / "o.docx", {"--template", form, "--fill", "经办人=<b>&\"甲\u202E乙"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    const std::string xml = unzip(folder / "o.docx").at("word/document.xml");
    const Record parcel =
        ask(paper_demo().book, std::string{"SELECT * FROM parcel WHERE parcel_id = '"} + warned + "'").at(0);
    EXPECT_TRUE(says(words_of(folder / "o.docx"), "致 " + *parcel.at("holder_name") + "，" + warned)) << xml;
    EXPECT_TRUE(says(xml, "经办 &lt;b&gt;&amp;\"甲\\u202e乙")) << xml;  // text, not markup; direction marks are shown
    EXPECT_TRUE(says(xml, "<w:b/>"));
}

TEST(Letters, RefuseTemplatesThatNobodyCouldFill) {
    if (!installed("python3")) GTEST_SKIP() << "python3 is not installed";
    const TempFolder folder;
    const std::string slip = docx_of(folder / "f.docx", "<w:p><w:r><w:t>{{使用杈人}}</w:t></w:r></w:p>");
    const Answer unknown = letter("开工提醒", warned, folder / "o.docx", {"--template", slip});
    EXPECT_EQ(unknown.code, 3);
    EXPECT_TRUE(says(unknown.err, "是否要写 {{使用权人}}")) << unknown.err;
    const std::string open = docx_of(folder / "g.docx", "<w:p><w:r><w:t>{{使用权人</w:t></w:r></w:p>");
    EXPECT_EQ(letter("开工提醒", warned, folder / "o.docx", {"--template", open}).code, 3);
    const Answer known = letter("开工提醒", warned, folder / "o.docx", {"--fill", "使用权人=别人"});
    EXPECT_EQ(known.code, 2);
    EXPECT_TRUE(says(known.err, "成果库里已有")) << known.err;
    EXPECT_FALSE(fs::exists(folder / "o.docx"));
}

TEST(Letters, AreTheSameTwice) {
    const TempFolder folder;
    for (const char* name : {"a.docx", "b.docx"}) ASSERT_EQ(letter("开工提醒", warned, folder / name).code, 0);
    EXPECT_EQ(read_file(folder / "a.docx"), read_file(folder / "b.docx"));
}

TEST(Letters, SurviveTemplatesThatAreCutOrGarbled) {
    const TempFolder folder;
    ASSERT_EQ(run({"report", paper_demo().book, "--kind", "letter", "--letter", "开工提醒", "--blank", "-o",
                   folder / "t.docx"})
                  .code,
              0);
    const std::string whole = read_file(folder / "t.docx");
    std::size_t refused = 0;
    for (std::size_t i = 1; i <= 24; ++i) {
        std::string spoilt = whole.substr(0, i % 2 == 0 ? whole.size() : whole.size() * i / 25);
        if (i % 2 == 0) spoilt[whole.size() * i / 25] = static_cast<char>(spoilt[whole.size() * i / 25] ^ 0x55);
        const std::string form = write(folder / "s.docx", spoilt);
        const Answer answer = letter("开工提醒", warned, folder / "o.docx", {"--template", form, "--overwrite"});
        EXPECT_TRUE(answer.code == 0 || answer.code == 3) << i << ": " << answer.code << answer.err;
        if (answer.code != 3) continue;
        ++refused;
        EXPECT_TRUE(says(answer.err, "s.docx")) << answer.err;
    }
    EXPECT_GE(refused, 12U);  // every file that was cut
}

TEST(Letters, RefuseATemplateThatWouldFetchSomething) {
    if (!installed("python3")) GTEST_SKIP() << "python3 is not installed";
    const TempFolder folder;
    const std::string form =
        docx_of(folder / "f.docx", "<w:p><w:r><w:t>{{使用权人}}</w:t></w:r></w:p>",
                "<Relationship Id=\"r1\" Type=\"x/attachedTemplate\" Target=\"file://host/t.dotm\" "
                "TargetMode=\"External\"/>");
    const Answer answer = letter("开工提醒", warned, folder / "o.docx", {"--template", form});
    EXPECT_EQ(answer.code, 3);
    EXPECT_TRUE(says(answer.err, "引用外部文件")) << answer.err;
}

TEST(Letters, GiveTheirTemplateToBeEdited) {
    const TempFolder folder;
    ASSERT_EQ(run({"report", paper_demo().book, "--kind", "letter", "--letter", "开工提醒", "--blank", "-o",
                   folder / "t.docx"})
                  .code,
              0);
    EXPECT_TRUE(says(words_of(folder / "t.docx"), "{{使用权人}}："));
    ASSERT_EQ(letter("开工提醒", warned, folder / "a.docx").code, 0);
    ASSERT_EQ(letter("开工提醒", warned, folder / "b.docx", {"--template", folder / "t.docx"}).code, 0);
    EXPECT_EQ(words_of(folder / "a.docx"), words_of(folder / "b.docx"));
}

}  // namespace
}  // namespace mutu::test
