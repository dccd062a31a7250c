// 公示: rulings worked into points, places and lists; objections that have no ground to stand on.
#include "support/builders.hpp"

#include "mutu/notice.hpp"

#include <algorithm>

namespace mutu::test {
namespace {

Rational number(std::int64_t value) { return Rational::whole(value); }

Published::Firm firm(const std::string& uscc, const std::string& name, int score, const std::string& grade) {
    Published::Firm one{{}, number(score), "halves", {}};
    one.result.uscc = uscc, one.result.name = name, one.result.list_id = "above", one.result.year = 2025;
    one.result.score = score, one.result.grade = grade;
    return one;
}

/// Three parks with 60, 80 and 90 points entered (weight 1), and a list of two firms.
Published published() {
    Published all;
    all.park_ids = {"A", "B", "C"}, all.park_names = {"甲园", "乙园", "丙园"};
    CompositeItem item;
    item.id = "entered", item.title = "其他考核得分", item.method = CompositeItem::Method::given;
    all.grid = {{item}, {number(1)}, {{number(60)}, {number(80)}, {number(90)}}};
    all.firms = {firm("F1", "甲公司", 50, "A"), firm("F2", "乙公司", 40, "B")};
    return all;
}

/// Two grades: the upper half of the list is A.
Rulebook halves(Rulebook book = {}) {
    ScoreScheme scheme;
    scheme.id = "halves";
    ScoreGrade upper, rest;
    upper.id = "A", rest.id = "B";
    upper.share = Figure{};
    upper.share->number = Rational::fraction(1, 2);
    scheme.grades = {upper, rest};
    book.scores = {scheme};
    return book;
}

Hearing heard(const Published& all, const std::vector<Objection>& objections, const Rulebook& book = halves()) {
    return hear(book, labels(), all, objections);
}

Objection upheld(const std::string& id, const std::string& subject, std::int64_t value) {
    Objection one{.id = id, .subject = subject};
    one.item = "其他考核得分", one.ruling = "upheld", one.ruling_doc = "核〔2026〕1号";
    one.corrected = number(value);
    return one;
}

/// 乙公司 gets 60 points instead of 40.
Objection second_firm_first() {
    Objection one = upheld("1", "乙公司", 60);
    one.item = "得分";
    return one;
}

bool found(const Hearing& hearing, const std::string& code) {
    return std::any_of(hearing.findings.begin(), hearing.findings.end(),
                       [&](const Diagnostic& one) { return one.code == code; });
}

TEST(Hearing, MovesThePlacesThatARulingMoves) {
    const Hearing hearing = heard(published(), {upheld("1", "甲园", 85)});
    // 85, 80, 90: A from third to second, B from second to third, C stays.
    ASSERT_EQ(hearing.ranks.size(), 2U);
    EXPECT_EQ(hearing.ranks[0].draft->rank, 3);
    EXPECT_EQ(hearing.ranks[0].ruled->rank, 2);
    EXPECT_EQ(hearing.ranks[0].objections, std::vector<std::string>{"1"});
    EXPECT_EQ(hearing.ranks[1].subject_id, "B");
    EXPECT_EQ(hearing.ranks[1].ruled->rank, 3);
    EXPECT_TRUE(hearing.ranks[1].objections.empty());  // moved because A did
    EXPECT_EQ(hearing.open(), 0U);
}

TEST(Hearing, LeavesEverythingWhereNothingIsUpheld) {
    Objection rejected = upheld("1", "A", 85), open = upheld("2", "B", 99);
    rejected.ruling = "rejected", open.ruling = "";
    const Hearing hearing = heard(published(), {rejected, open});
    EXPECT_TRUE(hearing.ranks.empty());
    EXPECT_EQ(hearing.heard[0].effect, "rejected");
    EXPECT_EQ(hearing.heard[1].effect, "open");
    EXPECT_EQ(hearing.open(), 1U);
}

TEST(Hearing, AnswersAnObjectionToARankThatDoesNotExist) {
    Objection wrong = upheld("1", "A", 85), absent = upheld("2", "戊园", 85), item = upheld("3", "A", 85);
    wrong.stated_rank = 7, item.item = "创新";
    const Hearing hearing = heard(published(), {wrong, absent, item});
    EXPECT_EQ(hearing.heard[0].effect, "no_such_rank");
    EXPECT_EQ(hearing.heard[1].effect, "no_such_subject");
    EXPECT_EQ(hearing.heard[2].effect, "no_such_item");
    for (const char* code : {"objection_rank_unknown", "objection_without_subject", "objection_item_unknown"})
        EXPECT_TRUE(found(hearing, code)) << code;
    EXPECT_TRUE(hearing.ranks.empty());
    EXPECT_EQ(hearing.open(), 0U);  // nobody waits for a ruling on what does not exist
}

TEST(Hearing, TakesTheRankThatWasPublished) {
    Objection right = upheld("1", "A", 85);
    right.stated_rank = 3;
    EXPECT_EQ(heard(published(), {right}).heard[0].effect, "applied");
}

TEST(Hearing, ShowsARulingWithoutDocument) {
    Objection bare = upheld("1", "A", 85);
    bare.ruling_doc = "";
    const Hearing hearing = heard(published(), {bare});
    EXPECT_TRUE(hearing.heard[0].without_document);
    EXPECT_EQ(hearing.heard[0].effect, "applied");
    EXPECT_TRUE(found(hearing, "ruling_without_document"));
}

TEST(Hearing, AppliesNeitherOfTwoRulingsThatDisagree) {
    const Hearing hearing = heard(published(), {upheld("1", "A", 85), upheld("2", "甲园", 95)});
    EXPECT_TRUE(hearing.ranks.empty());
    EXPECT_EQ(hearing.heard[1].effect, "conflict");
    EXPECT_EQ(hearing.open(), 2U);
    EXPECT_TRUE(found(hearing, "rulings_conflict"));
    EXPECT_EQ(heard(published(), {upheld("1", "A", 85), upheld("2", "甲园", 85)}).open(), 0U);
}

TEST(Hearing, WaitsForTheFigureOfAnUpheldObjection) {
    Objection bare = upheld("1", "A", 85);
    bare.corrected.reset();
    const Hearing hearing = heard(published(), {bare});
    EXPECT_EQ(hearing.heard[0].effect, "no_value");
    EXPECT_EQ(hearing.open(), 1U);
    EXPECT_TRUE(found(hearing, "ruling_without_value"));
}

TEST(Hearing, RanksTheListOfAFirmAgain) {
    const Hearing hearing = heard(published(), {second_firm_first()});
    ASSERT_EQ(hearing.ranks.size(), 2U);
    EXPECT_EQ(hearing.ranks[1].subject_id, "F2");
    EXPECT_EQ(hearing.ranks[1].ruled->rank, 1);
    EXPECT_EQ(hearing.ranks[0].ruled->rank, 2);
    EXPECT_EQ(hearing.ranks[1].draft_grade + hearing.ranks[1].ruled_grade, "BA");
    EXPECT_EQ(hearing.ranks[0].draft_grade + hearing.ranks[0].ruled_grade, "AB");
}

TEST(Hearing, LeavesAFirmWhereItsVetoHoldsIt) {
    Published all = published();
    all.firms[1].held = "B";
    const Hearing hearing = heard(all, {second_firm_first()});
    ASSERT_EQ(hearing.ranks.size(), 2U);
    EXPECT_EQ(hearing.ranks[1].ruled->rank, 1);
    EXPECT_EQ(hearing.ranks[1].ruled_grade, "B");
}

TEST(Hearing, KeepsGradesThatDoNotComeOutOfTheScores) {
    Published all = published();
    all.firms[0].result.grade = "B";  // as a book of an earlier version that does not tell of a veto
    const Hearing hearing = heard(all, {second_firm_first()});
    ASSERT_EQ(hearing.ranks.size(), 2U);
    EXPECT_EQ(hearing.ranks[0].draft_grade + hearing.ranks[0].ruled_grade, "BB");
    EXPECT_EQ(hearing.ranks[1].draft_grade + hearing.ranks[1].ruled_grade, "BB");
}

TEST(Hearing, DrawsTheListsOfFirmsAgain) {
    // 优质企业名录 of the pack takes grade A.
    const Hearing hearing = heard(published(), {second_firm_first()}, halves(rules({}, "cn-hunan")));
    ASSERT_EQ(hearing.lists.size(), 2U);
    EXPECT_EQ(hearing.lists[0].subject_id, "F2");
    EXPECT_EQ(hearing.lists[0].list_id, "quality_firms");
    EXPECT_EQ(hearing.lists[0].draft, Truth::no);
    EXPECT_EQ(hearing.lists[0].ruled, Truth::yes);
    EXPECT_FALSE(hearing.lists[0].proof.empty());
    EXPECT_EQ(hearing.lists[1].subject_id, "F1");
    EXPECT_EQ(hearing.lists[1].ruled, Truth::no);
}

}  // namespace
}  // namespace mutu::test
