// 公示: rulings worked into points, places and lists; objections that have no ground to stand on.
#include "support/builders.hpp"

#include "mutu/notice.hpp"

#include <algorithm>

namespace mutu::test {
namespace {

Rational number(std::int64_t value) { return Rational::whole(value); }

/// Three parks with 60, 80 and 90 points entered (weight 1), and a list of two firms.
Published published() {
    Published all;
    all.park_ids = {"A", "B", "C"}, all.park_names = {"甲园", "乙园", "丙园"};
    CompositeItem item;
    item.id = "entered", item.title = "其他考核得分", item.method = CompositeItem::Method::given;
    all.grid = {{item}, {number(1)}, {{number(60)}, {number(80)}, {number(90)}}};
    all.firms = {{"F1", "甲公司", "above", number(50)}, {"F2", "乙公司", "above", number(40)}};
    return all;
}

Objection upheld(const std::string& id, const std::string& subject, std::int64_t value) {
    Objection one{.id = id, .subject = subject};
    one.item = "其他考核得分", one.ruling = "upheld", one.ruling_doc = "核〔2026〕1号";
    one.corrected = number(value);
    return one;
}

bool found(const Hearing& hearing, const std::string& code) {
    return std::any_of(hearing.findings.begin(), hearing.findings.end(),
                       [&](const Diagnostic& one) { return one.code == code; });
}

TEST(Hearing, MovesThePlacesThatARulingMoves) {
    const Hearing hearing = hear(published(), {upheld("1", "甲园", 85)});
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
    const Hearing hearing = hear(published(), {rejected, open});
    EXPECT_TRUE(hearing.ranks.empty());
    EXPECT_EQ(hearing.heard[0].effect, "rejected");
    EXPECT_EQ(hearing.heard[1].effect, "open");
    EXPECT_EQ(hearing.open(), 1U);
}

TEST(Hearing, AnswersAnObjectionToARankThatDoesNotExist) {
    Objection wrong = upheld("1", "A", 85), absent = upheld("2", "戊园", 85), item = upheld("3", "A", 85);
    wrong.stated_rank = 7, item.item = "创新";
    const Hearing hearing = hear(published(), {wrong, absent, item});
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
    EXPECT_EQ(hear(published(), {right}).heard[0].effect, "applied");
}

TEST(Hearing, ShowsARulingWithoutDocument) {
    Objection bare = upheld("1", "A", 85);
    bare.ruling_doc = "";
    const Hearing hearing = hear(published(), {bare});
    EXPECT_TRUE(hearing.heard[0].without_document);
    EXPECT_EQ(hearing.heard[0].effect, "applied");
    EXPECT_TRUE(found(hearing, "ruling_without_document"));
}

TEST(Hearing, AppliesNeitherOfTwoRulingsThatDisagree) {
    const Hearing hearing = hear(published(), {upheld("1", "A", 85), upheld("2", "甲园", 95)});
    EXPECT_TRUE(hearing.ranks.empty());
    EXPECT_EQ(hearing.heard[1].effect, "conflict");
    EXPECT_EQ(hearing.open(), 2U);
    EXPECT_TRUE(found(hearing, "rulings_conflict"));
    EXPECT_EQ(hear(published(), {upheld("1", "A", 85), upheld("2", "甲园", 85)}).open(), 0U);
}

TEST(Hearing, WaitsForTheFigureOfAnUpheldObjection) {
    Objection bare = upheld("1", "A", 85);
    bare.corrected.reset();
    const Hearing hearing = hear(published(), {bare});
    EXPECT_EQ(hearing.heard[0].effect, "no_value");
    EXPECT_EQ(hearing.open(), 1U);
    EXPECT_TRUE(found(hearing, "ruling_without_value"));
}

TEST(Hearing, RanksTheListOfAFirmAgain) {
    Objection firm = upheld("1", "乙公司", 60);
    firm.item = "得分";
    const Hearing hearing = hear(published(), {firm});
    ASSERT_EQ(hearing.ranks.size(), 2U);
    EXPECT_EQ(hearing.ranks[1].subject_id, "F2");
    EXPECT_EQ(hearing.ranks[1].ruled->rank, 1);
    EXPECT_EQ(hearing.ranks[0].ruled->rank, 2);
}

}  // namespace
}  // namespace mutu::test
