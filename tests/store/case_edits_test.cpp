// Cases in a book: added to, never changed; carried into the next run; found out where somebody helps himself.
#include "support.hpp"

#include "mutu/case_store.hpp"

namespace mutu {
namespace {

/// A book with two acts of one case.
struct CaseBook {
    TempFolder folder;
    std::string path = folder / "book.gpkg", head;
    CaseBook() {
        save(path, example());
        add({"state", std::nullopt, "suspected"});
        head = add({"note", std::nullopt, "现场看过，围墙未动"});
    }
    struct Change {
        std::string field;
        std::optional<std::string> from, to;
    };
    std::string add(const Change& change) const {
        return add_case_edits(
            path,
            [&](const Book&, const std::vector<CaseEdit>& edits) -> std::vector<CaseEdit> {
                return {{static_cast<std::int64_t>(edits.size()) + 1, "C1", "A", "note", change.field, change.from,
                         change.to, "张三", "clerk", "park_office", "2026-07-01T09:30:00+08:00"}};
            },
            labels());
    }
    ChainReport audit(const std::string& written = {}) const { return verify_chain(case_chain(Book{path}), written); }
};

TEST(CaseEdits, AreReadBackAsTheyWereAdded) {
    const CaseBook made;
    const auto edits = case_edits(Book{made.path});
    ASSERT_EQ(edits.size(), 2U);
    EXPECT_EQ(edits[1].new_value, "现场看过，围墙未动");
    EXPECT_EQ(edits[1].old_value, std::nullopt);
    EXPECT_EQ(edits[1].act, 2);
    EXPECT_TRUE(made.audit(made.head).faults.empty());
    const Outside book{made.path};
    EXPECT_EQ(book.ask("SELECT case_id || parcel_id || case_state || entered_on FROM cases"), "C1Asuspected2026-07-01");
    EXPECT_EQ(book.ask("SELECT data_type FROM gpkg_contents WHERE table_name IN ('case_edit', 'cases')"),
              "attributes|attributes");
    EXPECT_EQ(book.ask("PRAGMA journal_mode"), "delete");
    EXPECT_EQ(made.folder.files(), 1U);  // no lock, no journal left
}

TEST(CaseEdits, AreNotChangedByASlipOfTheHand) {
    const CaseBook made;
    const Outside book{made.path};
    EXPECT_THROW(book.exec("UPDATE case_edit SET new_value = 'x' WHERE fid = 1"), std::runtime_error);
    EXPECT_THROW(book.exec("DELETE FROM case_edit WHERE fid = 2"), std::runtime_error);
}

TEST(CaseEdits, WhoTakesTheGuardAwayIsFoundOut) {
    for (const char* column : {"act", "case_id", "parcel_id", "case_action", "case_field", "old_value", "new_value",
                               "edited_by", "duty", "office", "edited_at", "previous_hash", "hash"}) {
        const CaseBook made;
        Outside{made.path}.exec(std::string{"DROP TRIGGER case_edit_stays_on_UPDATE; UPDATE case_edit SET "} + column +
                                " = coalesce(" + column + ", '') || '7' WHERE fid = 1");
        ASSERT_EQ(made.audit().faults.size(), 1U) << column;
        EXPECT_EQ(made.audit().faults[0].fid, 1) << column;
        // Nothing is built upon a changed row.
        EXPECT_NE(refusal([&] { made.add({"note", "a", "b"}); }, Kind::refused).find("audit verify"),
                  std::string::npos);
    }
}

TEST(CaseEdits, ARowTakenOutOfTheMiddleOrTheEndIsMissed) {
    const CaseBook made;
    made.add({"note", "现场看过，围墙未动", "再看"});
    const std::string head = made.audit().head;
    const Outside book{made.path};
    book.exec("DROP TRIGGER case_edit_stays_on_DELETE; DELETE FROM case_edit WHERE fid = 3");
    EXPECT_TRUE(made.audit().faults.empty());
    EXPECT_EQ(made.audit(head).faults.at(0).what, "cut");
    book.exec("DELETE FROM case_edit WHERE fid = 1");
    EXPECT_EQ(made.audit().faults.at(0).fid, 1);
    EXPECT_EQ(made.audit().faults.at(0).what, "missing");
}

TEST(CaseEdits, AnotherTypeOrANumberOfItsOwnIsAChange) {
    const CaseBook made;
    Outside{made.path}.exec("DROP TRIGGER case_edit_stays_on_UPDATE; UPDATE case_edit SET act = x'31' WHERE fid = 2");
    EXPECT_EQ(made.audit().faults.at(0).fid, 2);
    const CaseBook other;
    Outside{other.path}.exec(
        "DROP TRIGGER case_edit_stays_on_UPDATE; UPDATE case_edit SET fid = 1000000000000 WHERE fid = 2");
    EXPECT_EQ(other.audit().faults.at(0).what, "missing");
    EXPECT_EQ(other.audit().faults.size(), 2U);
}

TEST(CaseEdits, GoAlongIntoTheNextRunAndStopANewStart) {
    const CaseBook made;
    save(made.path, example("run-2"));
    EXPECT_TRUE(made.audit(made.head).faults.empty());
    EXPECT_EQ(Outside{made.path}.ask("SELECT case_state FROM cases"), "suspected");
    EXPECT_THROW(Outside{made.path}.exec("DELETE FROM case_edit"), std::runtime_error);  // the guard came along
    EXPECT_NE(made.add({"note", "现场看过，围墙未动", "第二次分析之后"}), made.head);
    SaveOptions anew = options();
    anew.overwrite = true;
    EXPECT_NE(refusal([&] { save(made.path, example("run-3"), anew); }).find("--drop-cases"), std::string::npos);
    anew.drop_cases = true;
    save(made.path, example("run-3"), anew);
    EXPECT_TRUE(case_edits(Book{made.path}).empty());
    EXPECT_EQ(made.audit(made.head).faults.at(0).what, "cut");
}

TEST(CaseEdits, AFailingActWritesNothing) {
    const CaseBook made;
    const std::string before = bytes_of(made.path);
    EXPECT_NE(refusal(
                  [&] {
                      add_case_edits(
                          made.path,
                          [](const Book&, const std::vector<CaseEdit>&) -> std::vector<CaseEdit> {
                              throw Error{Kind::refused, "没有轮到"};
                          },
                          labels());
                  },
                  Kind::refused),
              "");
    EXPECT_EQ(bytes_of(made.path), before);
}

TEST(CaseEdits, AReaderDoesNotHoldTheWriterUp) {
    const CaseBook made;
    const Book reading{made.path};
    EXPECT_EQ(case_edits(reading).size(), 2U);
    made.add({"note", "现场看过，围墙未动", "再看"});
    EXPECT_EQ(case_edits(reading).size(), 3U);
}

TEST(CaseEdits, TheSameActsGiveTheSameBytes) {
    const CaseBook one, two;
    EXPECT_EQ(bytes_of(one.path), bytes_of(two.path));
}

}  // namespace
}  // namespace mutu
