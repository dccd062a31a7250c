// Who may do what, in which order; and the chain that holds what was done.
#include "support/root.hpp"

#include "mutu/cases.hpp"
#include "mutu/error.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

/// A parcel idle for two years and the people who deal with it, a day for each act.
class Office {
public:
    Office() : steps{read_workflow(test::root() + "/geodata/cases/idle.toml")} {}

    Actor who(const std::string& name, const std::string& duty, const std::string& office = "county_bureau") {
        return {name, duty, office, case_time((*Date::civil(2026, 7, 1) + day_++).iso())};
    }
    Actor clerk() { return who("张三", "clerk"); }
    Actor reviewer() { return who("李四", "reviewer"); }
    Actor approver() { return who("王五", "approver"); }

    void add(const CaseEdits& more) { edits.insert(edits.end(), more.begin(), more.end()); }
    void open() { add(open_case(steps, edits, who("赵六", "clerk", "park_office"), subject, {{"note", "围墙未动"}})); }
    void propose(const std::string& step,
                 CaseFields fields = {{"document", "〔2026〕1号"}, {"document_date", "2026-07-01"}}) {
        add(propose_step(steps, edits, clerk(), subject, "C1", step, fields));
    }
    void sign(const Actor& actor) { add(sign_step(steps, edits, actor, subject, "C1")); }
    /// The three signatures, and the service on the day of the paper.
    void take(const std::string& step, const std::string& office = "county_bureau") {
        propose(step);
        sign(reviewer());
        sign(who("王五", "approver", office));
        add(serve_step(steps, edits, clerk(), "C1", step, "2026-07-01"));
    }
    Case now() const { return cases_of(steps, edits).front(); }

    Workflow steps;
    Subject subject{"P1", "run-1", "idle_a_2y", "2024-03-01"};
    std::vector<CaseEdit> edits;

private:
    int day_ = 0;
};

/// The words of a refusal; "" where nothing was refused.
template <class Body>
std::string refused(Body body, Kind kind = Kind::refused) {
    try {
        body();
    } catch (const Error& fault) {
        EXPECT_EQ(fault.kind(), kind) << fault.what();
        return fault.what();
    }
    return {};
}

TEST(Cases, GoFromClueToRecallAndKeepOldAndNewValues) {
    Office office;
    office.open();
    EXPECT_EQ(office.now().state, "suspected");
    office.take("investigate");
    EXPECT_EQ(office.now().recognition, "investigating");
    office.take("recognise");
    EXPECT_EQ(office.now().recognition, "recognised");
    EXPECT_EQ(office.now().field("recognise.document"), "〔2026〕1号");
    EXPECT_EQ(office.now().field("recognise.approver"), "王五");
    office.take("notify_hearing");
    office.take("decide_forfeit", "government");
    EXPECT_EQ(office.now().state, "forfeit_decided");
    office.propose("execute", {{"document_date", "2026-07-02"}, {"note", "注销登记"}});
    office.sign(office.reviewer());
    EXPECT_EQ(office.now().recognition, "disposed");
    office.propose("close", {});
    office.sign(office.reviewer());
    EXPECT_EQ(office.now().state, "closed");
    EXPECT_EQ(office.now().recognition, "disposed");  // stays what it was
    for (const CaseEdit& edit : office.edits)
        if (edit.field == "state" && edit.new_value == "recognised") {
            EXPECT_EQ(edit.old_value, "investigating");
        }
}

TEST(Cases, NoFeeBeforeRecognitionServiceAndHearing) {
    Office office;
    office.open();
    for (const char* early : {"decide_fee", "decide_forfeit", "notify_hearing", "recognise"})
        EXPECT_NE(refused([&] { office.propose(early); }), "") << early;
    office.take("investigate");
    office.propose("recognise");
    office.sign(office.reviewer());
    office.sign(office.approver());
    EXPECT_NE(refused([&] { office.propose("notify_hearing"); }).find("recognise.served_date"), std::string::npos);
    office.add(serve_step(office.steps, office.edits, office.clerk(), "C1", "recognise", "2026-07-05"));
    EXPECT_NE(refused([&] { office.propose("notify_hearing"); }).find("2026-07-05"),
              std::string::npos);  // dated before it
    office.propose("notify_hearing", {{"document", "听〔2026〕1号"}, {"document_date", "2026-07-06"}});
    office.sign(office.reviewer());
    office.sign(office.approver());
    EXPECT_NE(refused([&] { office.propose("decide_fee"); }).find("notify_hearing.served_date"), std::string::npos);
}

TEST(Cases, NobodyReviewsOwnWorkAndEachDutySignsInItsOffice) {
    Office office;
    office.open();
    office.propose("investigate");
    EXPECT_NE(refused([&] { office.sign(office.who("张三", "reviewer")); }).find("不能审核自己办的"),
              std::string::npos);
    EXPECT_NE(refused([&] { office.sign(office.approver()); }), "");                              // out of turn
    EXPECT_NE(refused([&] { office.sign(office.who("李四", "reviewer", "park_office")); }), "");  // another office
    office.sign(office.reviewer());
    EXPECT_NE(refused([&] { office.sign(office.who("李四", "approver")); }).find("李四"), std::string::npos);
    EXPECT_EQ(office.now().state, "suspected");
    office.sign(office.approver());
    EXPECT_EQ(office.now().state, "investigating");
    EXPECT_FALSE(office.now().pending());
}

TEST(Cases, AParkOfficeReportsCluesAndNothingElse) {
    Office office;
    office.open();
    EXPECT_NE(refused([&] {
                  propose_step(office.steps, office.edits, office.who("赵六", "clerk", "park_office"), office.subject,
                               "C1", "investigate", {{"document", "1"}, {"document_date", "2026-07-01"}});
              }),
              "");
    EXPECT_NE(refused([&] { office.open(); }).find("C1"), std::string::npos);  // one open case a parcel
    office.subject = {"P2", "run-1", "completed", ""};
    EXPECT_NE(refused([&] { office.open(); }).find("completed"), std::string::npos);
}

TEST(Cases, AFeeIsForLandIdleWithoutAGovernmentCauseOnly) {
    Office office;
    office.open();
    office.take("investigate");
    office.take("recognise");
    office.subject.idle_state = "idle_gov";
    EXPECT_NE(refused([&] { office.propose("notify_hearing"); }).find("idle_gov"), std::string::npos);
    office.propose("draft_plan");
    office.sign(office.reviewer());
    EXPECT_EQ(office.now().state, "plan_drafted");
}

TEST(Cases, ADraftIsReturnedWithAReasonAndLeavesTheStateAlone) {
    Office office;
    office.open();
    office.propose("investigate");
    EXPECT_NE(refused([&] { office.propose("end", {{"note", "x"}}); }), "");  // one draft at a time
    EXPECT_NE(refused([&] { return_step(office.steps, office.edits, office.reviewer(), "C1", " "); }), "");
    EXPECT_NE(refused([&] {
                  return_step(office.steps, office.edits, office.who("外人", "clerk", "park_office"), "C1", "x");
              }),
              "");
    office.add(return_step(office.steps, office.edits, office.reviewer(), "C1", "文号有误"));
    EXPECT_FALSE(office.now().pending());
    EXPECT_EQ(office.now().state, "suspected");
    EXPECT_EQ(office.edits.back().new_value, std::nullopt);
    EXPECT_TRUE(office.edits.back().old_value);
}

TEST(Cases, PapersAreNotDatedAfterTheActNorServedBeforeTheirDate) {
    Office office;
    office.open();
    EXPECT_NE(refused([&] { office.propose("investigate", {{"document", "1"}}); }).find("document_date"),
              std::string::npos);
    EXPECT_NE(refused([&] { office.propose("investigate", {{"document", "1"}, {"document_date", "2027-01-01"}}); }),
              "");
    EXPECT_NE(refused([&] {
                  office.propose("investigate",
                                 {{"document", "1"}, {"document_date", "2026-07-02"}, {"served_date", "2026-07-01"}});
              }),
              "");
    EXPECT_NE(refused([&] { office.propose("investigate", {{"document", "1"}, {"document_date", "二〇二六"}}); },
                      Kind::usage),
              "");
    EXPECT_NE(refused([&] { office.propose("recognize"); }, Kind::usage).find("recognise"), std::string::npos);
    EXPECT_NE(refused([&] { serve_step(office.steps, office.edits, office.clerk(), "C1", "recognise", "2026-07-01"); }),
              "");
}

TEST(Cases, TimeOnlyGoesForward) {
    Office office;
    office.open();
    Actor late = office.clerk();
    office.add(note_case(office.steps, office.edits, late, "C1", {{"note", "现场看过"}}));
    late.at = case_time("2026-06-30");
    EXPECT_NE(refused([&] { note_case(office.steps, office.edits, late, "C1", {{"note", "补记"}}); }), "");
}

TEST(Cases, AFieldCheckHasResultAndDay) {
    Office office;
    office.open();
    EXPECT_NE(
        refused([&] { note_case(office.steps, office.edits, office.clerk(), "C1", {{"field_check", "started"}}); }),
        "");
    EXPECT_NE(refused(
                  [&] {
                      note_case(office.steps, office.edits, office.clerk(), "C1",
                                {{"field_check", "maybe"}, {"field_check_date", "2026-07-01"}});
                  },
                  Kind::usage),
              "");
    office.add(note_case(office.steps, office.edits, office.clerk(), "C1",
                         {{"field_check", "not_started"}, {"field_check_date", "2026-07-01"}}));
    EXPECT_EQ(office.now().field("field_check"), "not_started");
}

/// Nine edits or so as rows of a chain.
std::vector<ChainRow> chain_of(const std::vector<CaseEdit>& edits) {
    std::vector<ChainRow> rows;
    std::string head = chain_beginning();
    for (const CaseEdit& edit : edits) {
        rows.push_back(chain_row(static_cast<std::int64_t>(rows.size()) + 1, edit, head));
        head = rows.back().back().bytes;
    }
    return rows;
}

std::vector<ChainRow> some_chain() {
    Office office;
    office.open();
    office.take("investigate");
    return chain_of(office.edits);
}

TEST(Chain, EveryColumnOfEveryRowIsHeld) {
    const auto rows = some_chain();
    ASSERT_GT(rows.size(), 10U);
    EXPECT_TRUE(verify_chain(rows).faults.empty());
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t column = 1; column < rows[row].size(); ++column) {  // fid: below
            auto changed = rows;
            ChainCell& cell = changed[row][column];
            if (cell.type == 'n')
                cell = {'t', ""};  // NULL and empty text are two things
            else
                cell.bytes += "0";
            const auto report = verify_chain(changed);
            ASSERT_FALSE(report.faults.empty()) << row << " " << column;
            EXPECT_EQ(report.faults.front().fid, static_cast<std::int64_t>(row) + 1) << column;
            EXPECT_EQ(report.faults.front().what, "changed");
            EXPECT_EQ(report.faults.size(), 1U) << row << " " << column;  // those behind it are not accused
        }
}

TEST(Chain, NumbersAreNotTextAndBytesDoNotMoveBetweenColumns) {
    auto rows = some_chain();
    rows[2][1].type = 't';  // act as text
    EXPECT_EQ(verify_chain(rows).faults.at(0).fid, 3);
    rows = some_chain();
    rows[0][2].bytes += rows[0][3].bytes, rows[0][3].bytes.clear();
    EXPECT_EQ(verify_chain(rows).faults.at(0).fid, 1);
}

TEST(Chain, ARowLeftOutSwappedOrReplacedIsNamed) {
    auto rows = some_chain();
    rows.erase(rows.begin() + 4);
    auto report = verify_chain(rows);
    EXPECT_EQ(report.faults.at(0).fid, 5);
    EXPECT_EQ(report.faults.at(0).what, "missing");

    rows = some_chain();
    std::swap(rows[3], rows[4]);
    rows[3][0].bytes = "4", rows[4][0].bytes = "5";  // contents change places
    report = verify_chain(rows);
    EXPECT_EQ(report.faults.at(0).fid, 4);

    // A forger who makes the row's own hash right is betrayed by the next row.
    rows = some_chain();
    rows[3][8].bytes = "冒名";
    rows[3].back().bytes = chain_hash(rows[3]);
    report = verify_chain(rows);
    ASSERT_EQ(report.faults.size(), 1U);
    EXPECT_EQ(report.faults[0].fid, 5);
    EXPECT_EQ(report.faults[0].what, "unlinked");
}

TEST(Chain, ATailCutOffIsSeenByTheHeadThatWasWrittenDown) {
    const auto rows = some_chain();
    const std::string head = verify_chain(rows).head;
    auto cut = rows;
    cut.pop_back();
    EXPECT_TRUE(verify_chain(cut).faults.empty());  // from within nobody can know
    EXPECT_EQ(verify_chain(cut, head).faults.at(0).what, "cut");
    EXPECT_TRUE(verify_chain(rows, verify_chain(cut).head).faults.empty());  // grown since
    EXPECT_EQ(verify_chain({}, head).faults.at(0).fid, 1);
    EXPECT_TRUE(verify_chain({}, chain_beginning()).faults.empty());
}

TEST(Chain, ACaseFromHandMadeRowsHasTheHashThatAnybodyCanCompute) {
    const CaseEdit edit{1,
                        "C1",
                        "P1",
                        "open",
                        "state",
                        std::nullopt,
                        "suspected",
                        "甲",
                        "clerk",
                        "park_office",
                        "2026-07-01T00:00:00+08:00"};
    // printf 'mutu case edit 1\ni1:1\ni1:1\nt2:C1\n…' | sha256sum
    EXPECT_EQ(chain_row(1, edit, chain_beginning()).back().bytes,
              "a62588110f9657e007179fd0a68ea0d1e024f8f667383314353a9464b8ece624");
}

}  // namespace
}  // namespace mutu
