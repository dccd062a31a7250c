// mutu case and mutu audit through the program: one parcel from clue to fee, and a hand in the book.
#include "program.hpp"
#include "support/zip.hpp"

#include "mutu/value.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace mutu::test {
namespace {

using Words = std::vector<std::string>;

Words operator+(Words a, const Words& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

/// SQL of a stranger's hand.
void change(const std::string& book, const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(book.c_str(), &db), SQLITE_OK);
    char* fault = nullptr;
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &fault), SQLITE_OK) << (fault ? fault : "");
    sqlite3_free(fault);
    sqlite3_close(db);
}

/// A demo of its own: every test here changes its book.
struct CaseDemo {
    TempFolder folder;
    std::string book = folder / "d/book.gpkg", parcel;
    int day = 10;
    CaseDemo() {
        EXPECT_EQ(run({"demo", folder / "d", "--parcels", "30"}).code, 0);
        EXPECT_EQ(run({"run", folder / "d/PROJECT.toml", "--quiet"}).code, 0);
        parcel = first("idle_a_2y");
    }
    std::string first(const std::string& idle_state) const {
        return ask(book,
                   "SELECT parcel_id FROM parcel_result WHERE idle_state = '" + idle_state + "' ORDER BY fid LIMIT 1")
            .at(0)
            .begin()
            ->second.value_or("");
    }
    Answer act(const Words& words, const std::string& by, const std::string& duty,
               const std::string& office = "county_bureau") {
        Words all{"case", words.at(0), book};
        return run(all + Words(words.begin() + 1, words.end()) +
                   Words{"--by", by, "--duty", duty, "--office", office, "--at", "2026-08-" + std::to_string(day++)});
    }
    void open() { EXPECT_EQ(act({"open", parcel}, "赵六", "clerk", "park_office").code, 0); }
    /// All signatures of a step, and its service.
    void take(const std::string& step, const std::string& office = "county_bureau") {
        const Answer drafted =
            act({"step", "C1", step, "--document", step + "1号", "--date", "2026-08-02"}, "张三", "clerk");
        EXPECT_EQ(drafted.code, 0) << drafted.err;
        EXPECT_EQ(act({"sign", "C1"}, "李四", "reviewer").code, 0);
        const Answer approved = act({"sign", "C1"}, "王五", "approver", office);
        EXPECT_EQ(approved.code, 0) << approved.err;
        EXPECT_EQ(act({"serve", "C1", step, "--served", "2026-08-02"}, "张三", "clerk").code, 0);
    }
    Answer audit(const Words& more = {}) const { return run(Words{"audit", "verify", book} + more); }
};

TEST(Case, GoesFromClueToFeeWithEachPaperInItsTurn) {
    CaseDemo demo;
    EXPECT_EQ(demo.audit().code, 0);
    EXPECT_TRUE(says(demo.audit().out, "没有处置记录"));
    demo.open();
    const Answer early =
        demo.act({"step", "C1", "decide_fee", "--document", "1", "--date", "2026-08-02"}, "张三", "clerk");
    EXPECT_EQ(early.code, 4);
    EXPECT_TRUE(says(early.err, "现为“疑似（线索）”")) << early.err;
    demo.take("investigate");
    demo.take("recognise");
    demo.take("notify_hearing");
    EXPECT_EQ(ask(demo.book, "SELECT recognition_no FROM cases").at(0).begin()->second, "recognise1号");
    demo.take("decide_fee", "government");
    const Answer list = run({"case", "list", demo.book});
    EXPECT_TRUE(says(list.out, "已决定征缴闲置费")) << list.out;
    const Answer shown = run({"case", "show", demo.book, "C1"});
    EXPECT_TRUE(says(shown.out, "告知听证权利 · 送达日期")) << shown.out;
    EXPECT_TRUE(says(shown.out, "execute")) << shown.out;
    // What was imported stands as it was.
    EXPECT_EQ(number(demo.book, "SELECT count(*) FROM parcel WHERE recognition_no = 'recognise1号'"), 0);
    EXPECT_EQ(demo.audit().code, 0);
}

TEST(Case, ALetterOfAFeeRestsOnTheRecognitionInTheCase) {
    CaseDemo demo;
    const auto fee = [&](const std::string& name) {
        return run({"report", demo.book, "--kind", "letter", "--letter", "fee_decision", "--parcel", demo.parcel, "-o",
                    demo.folder / name});
    };
    demo.open();
    demo.take("investigate");
    const Answer early = fee("early.docx");
    EXPECT_EQ(early.code, 4);
    EXPECT_TRUE(says(early.err, demo.parcel)) << early.err;
    EXPECT_FALSE(fs::exists(demo.folder / "early.docx"));
    demo.take("recognise");
    const Answer now = fee("now.docx");
    ASSERT_EQ(now.code, 0) << now.err;
    const std::string text =
        std::regex_replace(unzip(demo.folder / "now.docx").at("word/document.xml"), std::regex{"<[^>]*>"}, "");
    EXPECT_TRUE(says(text, "recognise1号（2026年8月2日）认定为闲置土地")) << text;
}

/// The recognition of the demo's case in the latest run after another one on this day.
struct RunAgain {
    Answer answer;
    std::string recognition, run_id;
    RunAgain(const CaseDemo& demo, const std::string& day) {
        answer = run({"run", demo.folder / "d/PROJECT.toml", "--as-of", day, "--quiet"});
        EXPECT_EQ(answer.code, 0) << answer.err;
        recognition = ask(demo.book, "SELECT recognition FROM parcel_result WHERE parcel_id = '" + demo.parcel + "'")
                          .at(0)
                          .at("recognition")
                          .value_or("");
        run_id = ask(demo.book, "SELECT run_id FROM run ORDER BY fid DESC LIMIT 1").at(0).at("run_id").value_or("");
    }
};

TEST(Case, ARecognitionEntersTheNextRunOntoTheBook) {
    CaseDemo demo;
    const double before = number(demo.book, "SELECT sum(recognised_idle_count) FROM park_result");
    const std::string alone = RunAgain{demo, "2026-08-31"}.run_id;
    demo.open();
    EXPECT_EQ(RunAgain(demo, "2026-08-31").run_id, alone) << "a clue recognises nothing";
    demo.take("investigate");
    EXPECT_EQ(RunAgain(demo, "2026-08-31").recognition, "investigating");
    demo.take("recognise");

    const RunAgain now{demo, "2026-08-31"};
    EXPECT_EQ(now.recognition, "recognised");
    EXPECT_NE(now.run_id, alone);
    EXPECT_EQ(RunAgain(demo, "2026-08-31").run_id, now.run_id) << "the same cases, the same run";
    EXPECT_EQ(number(demo.book, "SELECT sum(recognised_idle_count) FROM park_result"), before + 1);
    EXPECT_EQ(number(demo.book, "SELECT count(*) FROM parcel WHERE recognition_no = 'recognise1号'"), 0)
        << "what was imported stands as it was";
    EXPECT_EQ(findings(demo.book, "case_recognition"), 1);
    EXPECT_TRUE(says(ask(demo.book, "SELECT message FROM diagnostic WHERE code = 'case_recognition'")
                         .at(0)
                         .at("message")
                         .value_or(""),
                     "C1，recognise1号，2026-08-02"));
    EXPECT_EQ(number(demo.book, "SELECT count(*) FROM run WHERE run_id = '" + now.run_id +
                                    "' AND inputs LIKE '%\"role\":\"cases\"%'"),
              1);
    EXPECT_EQ(RunAgain(demo, "2026-08-01").recognition, "none") << "on the day before, nobody had recognised it";
    EXPECT_EQ(demo.audit().code, 0);
}

TEST(Case, WhatTheSourcesSayOtherwiseIsTold) {
    CaseDemo demo;
    demo.open();
    demo.take("investigate");
    demo.take("recognise");
    const std::string aside = demo.folder / "more.csv";
    write(aside, "宗地编号,供地日期,闲置土地认定书编号,认定日期,处置完成日期\n" + demo.parcel +
                     ",2026-08-15,旧1号,2025-01-02,2026-08-20\n");
    const std::string project = read_file(demo.folder / "d/PROJECT.toml");
    write(demo.folder / "d/PROJECT.toml", project + "\n[[source]]\nrole = \"supply\"\npath = \"../more.csv\"\n");
    EXPECT_EQ(RunAgain(demo, "2026-08-31").recognition, "recognised");
    EXPECT_EQ(findings(demo.book, "case_differs"), 1);
    EXPECT_EQ(findings(demo.book, "case_recognition"), 0);
}

TEST(Case, ACaseOfAParcelThatIsGoneIsTold) {
    CaseDemo demo;
    demo.open();
    demo.take("investigate");
    demo.take("recognise");
    const std::string other = demo.folder / "other";
    ASSERT_EQ(run({"demo", other, "--parcels", "30", "--seed", "2"}).code, 0);
    ASSERT_EQ(run({"run", other + "/PROJECT.toml", "--book", demo.book, "--quiet", "--as-of", "2026-08-31"}).code, 0);
    const double same = number(demo.book, "SELECT count(*) FROM parcel WHERE parcel_id = '" + demo.parcel + "'");
    EXPECT_EQ(findings(demo.book, "case_without_parcel"), same > 0 ? 0 : 1);
}

TEST(Case, AChangedRowIsNamedAndThePrintedHashGuardsTheTail) {
    CaseDemo demo;
    demo.open();
    const Answer noted = demo.act({"note", "C1", "--note", "约谈"}, "张三", "clerk");
    const auto at = noted.out.rfind("末条校验值 ");
    ASSERT_NE(at, std::string::npos) << noted.out;
    const std::string head = noted.out.substr(at + std::string{"末条校验值 "}.size(), 64);
    EXPECT_EQ(demo.audit({"--head", head}).code, 0) << demo.audit({"--head", head}).out;
    EXPECT_EQ(demo.audit({"--head", "abc"}).code, 2);

    change(
        demo.book,
        "DROP TRIGGER case_edit_stays_on_DELETE; DELETE FROM case_edit WHERE fid = (SELECT max(fid) FROM case_edit)");
    EXPECT_EQ(demo.audit().code, 0);
    const Answer cut = demo.audit({"--head", head});
    EXPECT_EQ(cut.code, 4);
    EXPECT_TRUE(says(cut.out, "--head")) << cut.out;

    change(demo.book, "DROP TRIGGER case_edit_stays_on_UPDATE; UPDATE case_edit SET edited_by = '无名' WHERE fid = 2");
    const Answer told = demo.audit({"--format", "json"});
    EXPECT_EQ(told.code, 4);
    const Value answer = parse_json(told.out, "audit");
    EXPECT_FALSE(answer.find("ok")->boolean("ok"));
    const Value& fault = answer.find("rows")->list("rows").at(0);
    EXPECT_EQ(fault.find("fid")->integer("fid"), 2);
    EXPECT_EQ(fault.find("fault")->text("fault"), "changed");
    EXPECT_EQ(fault.find("case_id")->text("case_id"), "C1");
    EXPECT_EQ(demo.act({"note", "C1", "--note", "再约谈"}, "张三", "clerk").code, 4);
}

TEST(Case, ARunOntoTheBookTakesTheCasesAlongAndANewStartIsRefused) {
    CaseDemo demo;
    demo.open();
    const std::string project = demo.folder / "d/PROJECT.toml";
    EXPECT_EQ(run({"run", project, "--quiet", "--as-of", "2026-09-30"}).code, 0);
    EXPECT_EQ(demo.audit().code, 0);
    EXPECT_TRUE(says(run({"case", "list", demo.book}).out, "C1"));
    const Answer anew = run({"run", project, "--quiet", "--overwrite"});
    EXPECT_EQ(anew.code, 3);
    EXPECT_TRUE(says(anew.err, "--drop-cases")) << anew.err;
    EXPECT_EQ(run({"run", project, "--quiet", "--overwrite", "--drop-cases"}).code, 0);
    EXPECT_TRUE(says(demo.audit().out, "没有处置记录"));
}

TEST(Case, ScenariosAreNotLostUnasked) {
    CaseDemo demo;
    EXPECT_EQ(run({"plan", demo.book, "--budget", "3000", "--seconds", "20"}).code, 0);
    const Answer anew = run({"run", demo.folder / "d/PROJECT.toml", "--quiet", "--overwrite"});
    EXPECT_EQ(anew.code, 3);
    EXPECT_TRUE(says(anew.err, "plan_scenario")) << anew.err;
}

TEST(Case, WordsThatMeanNothingAreToldApartFromRules) {
    CaseDemo demo;
    EXPECT_EQ(demo.act({"open", "没有这宗"}, "赵六", "clerk", "park_office").code, 2);
    EXPECT_EQ(demo.act({"open", demo.first("completed")}, "赵六", "clerk", "park_office").code, 4);
    EXPECT_EQ(demo.act({"open", demo.parcel}, "张三", "approver").code, 4);
    EXPECT_EQ(run({"case", "open", demo.book, demo.parcel}).code, 2);  // who?
    EXPECT_EQ(run({"case", "show", demo.book, "C9"}).code, 2);
    EXPECT_EQ(run({"case", "list", demo.folder / "d/PROJECT.toml"}).code, 3);
    EXPECT_EQ(run({"case", "open", demo.book, demo.parcel, "--by", "赵六", "--duty", "clerk", "--office", "park_office",
                   "--at", "昨天"})
                  .code,
              2);
    const Answer dry = run({"case", "open", demo.book, demo.parcel, "--by", "赵六", "--duty", "clerk", "--office",
                            "park_office", "--at", "2026-08-01", "--dry-run"});
    EXPECT_EQ(dry.code, 0) << dry.err;
    EXPECT_TRUE(says(run({"case", "list", demo.book, "--format", "json"}).out, "\"rows\":[]"));
}

}  // namespace
}  // namespace mutu::test
