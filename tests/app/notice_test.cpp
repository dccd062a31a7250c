// mutu notice through the program: draft, notified, objections, final; the mark on what is said until then.
#include "program.hpp"

#include "mutu/value.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

/// A demo of its own: every test here changes its book.
struct NoticeDemo {
    TempFolder folder;
    std::string book = folder / "d/book.gpkg", sheet = folder / "d/异议.csv";
    NoticeDemo() {
        EXPECT_EQ(run({"demo", folder / "d", "--parcels", "12"}).code, 0);
        EXPECT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    }
};

TEST(Notice, GoesFromDraftToFinalAndMovesTheRanksThatRulingsMove) {
    const NoticeDemo demo;
    EXPECT_TRUE(says(run({"list", demo.book, "year-end"}).out, "征求意见稿（未公示）"));
    const Answer told = run({"notice", demo.book, "--notified", "2026-07-01", "--until", "2026-07-07"});
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_TRUE(says(run({"list", demo.book, "name-lists"}).out, "征求意见（公示中），至 2026-07-07"));
    EXPECT_EQ(run({"notice", demo.book, "--final", "2026-07-05"}).code, 4);  // the time has not run out

    const Answer heard = run({"notice", demo.book, "--objections", demo.sheet});
    EXPECT_EQ(heard.code, 0) << heard.err;
    const auto truths = csv_rows(demo.folder / "d/objection_truth.csv");
    ASSERT_EQ(truths.size(), 5U);
    for (const auto& truth : truths)
        EXPECT_EQ(ask(demo.book,
                      "SELECT objection_effect FROM objection WHERE objection_id = '" + truth.at("objection_id") + "'")
                      .at(0)
                      .at("objection_effect"),
                  truth.at("objection_effect"))
            << truth.at("objection_id");
    for (const char* code : {"objection_without_subject", "objection_rank_unknown", "ruling_without_document"})
        EXPECT_TRUE(says(heard.out, code)) << heard.out;

    // P001 had 67 of 100 and 83.5 points, third; 99 make 99.5 and the first place.
    EXPECT_EQ(number(demo.book, "SELECT ruled_rank FROM rank_change WHERE subject_id = 'P001'"), 1);
    EXPECT_NEAR(number(demo.book, "SELECT ruled_score FROM rank_change WHERE subject_id = 'P001'"), 99.5, 1e-9);
    EXPECT_EQ(number(demo.book, "SELECT composite_rank FROM park_year_end WHERE park_id = 'P001'"),
              3);  // the run stands
    EXPECT_EQ(ask(demo.book, "SELECT ruled FROM list_change WHERE name_list = 'first_twice' AND subject_id = 'P001'")
                  .at(0)
                  .at("ruled"),
              "yes");
    EXPECT_TRUE(says(run({"list", demo.book, "objections"}).out, "无裁定文书"));

    const Answer handed = run({"export", demo.book, "park_year_end", demo.folder / "d/名次.csv"});
    EXPECT_TRUE(says(handed.err, "征求意见（公示中）")) << handed.out << handed.err;

    EXPECT_EQ(run({"notice", demo.book, "--final", "2026-07-08", "--document", "某园区办〔2026〕8号"}).code, 0);
    const std::string list = run({"list", demo.book, "year-end"}).out;
    EXPECT_FALSE(says(list, "征求意见")) << list;
    EXPECT_TRUE(says(list, "裁定后名次")) << list;
    EXPECT_EQ(run({"notice", demo.book, "--notified", "2026-07-09"}).code, 2);  // what is final stays
    EXPECT_TRUE(says(run({"notice", demo.book}).out, "某园区办〔2026〕8号"));
}

TEST(Notice, CutsTheGradesOfFirmsAgain) {
    const NoticeDemo demo;
    const std::string ranked =
        " FROM enterprise_result WHERE list_id = 'above' AND grade IS NOT NULL AND year = (SELECT "
        "max(data_year) FROM parcel_result) ORDER BY rank DESC LIMIT 1";
    const std::string last = ask(demo.book, "SELECT uscc, grade" + ranked).at(0).at("uscc").value();
    ASSERT_NE(ask(demo.book, "SELECT grade" + ranked).at(0).at("grade"), "A");
    write(demo.folder / "d/企业异议.csv",
          "异议编号,异议对象,异议事项,裁定,裁定文书,更正值\n1," + last + ",得分,成立,核〔2026〕2号,9999\n");
    EXPECT_EQ(run({"notice", demo.book, "--notified", "2026-07-01"}).code, 0);
    const Answer heard = run({"notice", demo.book, "--objections", demo.folder / "d/企业异议.csv"});
    EXPECT_EQ(heard.code, 0) << heard.err;
    const std::string of_firm = " FROM rank_change WHERE subject_id = '" + last + "'";
    EXPECT_EQ(ask(demo.book, "SELECT ruled_grade" + of_firm).at(0).at("ruled_grade"), "A");
    EXPECT_EQ(number(demo.book, "SELECT ruled_rank" + of_firm), 1);
    // 优质企业名录 takes grade A: the firm was not on it, and now it is.
    EXPECT_EQ(ask(demo.book, "SELECT on_list || ' ' || ruled AS moved FROM list_change WHERE name_list = "
                             "'quality_firms' AND subject_id = '" +
                                 last + "'")
                  .at(0)
                  .at("moved"),
              "no yes");
    EXPECT_TRUE(says(run({"list", demo.book, "name-lists"}).out, "裁定后"));
}

TEST(Notice, KeepsItsStepsInTurn) {
    const NoticeDemo demo;
    EXPECT_EQ(run({"notice", demo.book, "--objections", demo.sheet}).code, 2);  // not notified yet
    EXPECT_EQ(run({"notice", demo.book, "--final", "2026-07-08"}).code, 2);
    EXPECT_EQ(run({"notice", demo.book, "--notified", "昨天"}).code, 2);
    EXPECT_EQ(run({"notice", demo.book, "--notified", "2026-07-02", "--until", "2026-07-01"}).code, 2);
    EXPECT_EQ(run({"notice", demo.book, "--notified", "2026-07-01", "--dry-run"}).code, 0);
    EXPECT_TRUE(says(run({"list", demo.book, "year-end"}).out, "未公示"));  // nothing was written
    EXPECT_EQ(run({"notice", demo.book, "--notified", "2026-07-01"}).code, 0);
    write(demo.folder / "open.csv", "异议编号,异议对象,裁定\n1,P001,\n");
    EXPECT_EQ(run({"notice", demo.book, "--objections", demo.folder / "open.csv"}).code, 0);
    EXPECT_EQ(run({"notice", demo.book, "--final", "2026-07-08"}).code, 4);  // one waits for its ruling
    write(demo.folder / "closed.csv", "异议编号,异议对象,裁定,裁定文书\n1,P001,不成立,核1号\n");
    EXPECT_EQ(run({"notice", demo.book, "--objections", demo.folder / "closed.csv"}).code, 0);
    EXPECT_EQ(run({"notice", demo.book, "--final", "2026-07-08"}).code, 0);
}

TEST(Notice, NamesTheRowThatCannotBeUnderstood) {
    const NoticeDemo demo;
    EXPECT_EQ(run({"notice", demo.book, "--notified", "2026-07-01"}).code, 0);
    write(demo.folder / "odd.csv", "异议编号,异议对象,裁定\n1,P001,再议\n");
    const Answer odd = run({"notice", demo.book, "--objections", demo.folder / "odd.csv"});
    EXPECT_EQ(odd.code, 3);
    EXPECT_TRUE(says(odd.err, "第 1 行“裁定”")) << odd.err;
    write(demo.folder / "blind.csv", "异议编号,裁定\n1,成立\n");
    EXPECT_TRUE(says(run({"notice", demo.book, "--objections", demo.folder / "blind.csv"}).err, "缺少列“异议对象”"));
    write(demo.folder / "twice.csv", "异议编号,异议对象\n1,P001\n1,P002\n");
    EXPECT_TRUE(says(run({"notice", demo.book, "--objections", demo.folder / "twice.csv"}).err, "重复"));
}

TEST(Notice, BelongsToItsRunAndANewOneIsADraftAgain) {
    const NoticeDemo demo;
    EXPECT_EQ(run({"notice", demo.book, "--notified", "2026-07-01"}).code, 0);
    EXPECT_EQ(run({"notice", demo.book, "--final", "2026-07-08"}).code, 0);
    EXPECT_EQ(run({"run", demo.folder / "d/PROJECT.toml", "--as-of", "2026-07-31"}).code, 0);
    EXPECT_TRUE(says(run({"list", demo.book, "year-end"}).out, "未公示"));
    EXPECT_EQ(number(demo.book, "SELECT count(*) FROM notice"), 2);  // what was done stays told
}

}  // namespace
}  // namespace mutu::test
