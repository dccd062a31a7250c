// An attacker against published tables: exact linear programs over the figures of single firms, which share nothing
// with the audit. Random tables must stand, and the same attacker must break the tables whose totals were left as they
// are.
#include "redact/attacker.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace mutu::test {
namespace {

struct Played {
    std::size_t rows = 0, columns = 0;
    std::vector<Contribution> contributions;
    DisclosureRule rule;
};

Played played() {
    Played made;
    made.rows = *rc::gen::inRange<std::size_t>(1, 4), made.columns = *rc::gen::inRange<std::size_t>(1, 4);
    const int count = *rc::gen::inRange(1, 14);
    for (int i = 0; i < count; ++i)
        made.contributions.push_back({*rc::gen::inRange<std::size_t>(0, made.rows),
                                      *rc::gen::inRange<std::size_t>(0, made.columns), *rc::gen::inRange(0U, 10U),
                                      Money::fen(*rc::gen::element(0, 1, 3, 10, 50, 200, 1000))});
    made.rule.band_floor = Money::fen(1);
    return made;
}

RC_GTEST_PROP(GuardLaw, NoFirmIsFoundOutByAnybody, ()) {
    const Played game = played();
    const GuardedTable table = guarded(game.rows, game.columns, game.contributions, game.rule);
    const auto broken = found_out(table, game.contributions, game.rule);
    RC_ASSERT(broken.empty());
}

RC_GTEST_PROP(GuardLaw, WhatTheAttackerBreaksTheAuditNames, ()) {
    const Played game = played();
    const GuardedTable table = unguarded(game.rows, game.columns, game.contributions, game.rule);
    if (!found_out(table, game.contributions, game.rule).empty())
        RC_ASSERT(!leaks(table, game.contributions, game.rule).empty());
}

RC_GTEST_PROP(GuardLaw, ShownSumsHaveEnoughFirmsAndNoGreatOne, ()) {
    const Played game = played();
    const GuardedTable table = guarded(game.rows, game.columns, game.contributions, game.rule);
    for (std::size_t row = 0; row <= table.rows; ++row)
        for (std::size_t column = 0; column <= table.columns; ++column) {
            if (table.at(row, column).state != CellState::shown) continue;
            std::map<std::uint32_t, std::int64_t> firms;
            std::int64_t sum = 0, largest = 0;
            for (const Contribution& one : game.contributions)
                if ((row == table.rows || one.row == row) && (column == table.columns || one.column == column))
                    firms[one.firm] += one.amount.fen(), sum += one.amount.fen();
            for (const auto& [firm, fen] : firms) largest = std::max(largest, fen);
            RC_ASSERT(firms.size() >= 3U);
            RC_ASSERT(largest * 100 <= sum * 70);
            RC_ASSERT(table.at(row, column).sum == Money::fen(sum));
        }
}

RC_GTEST_PROP(GuardLaw, TheOrderOfTheFirmsChangesNothing, ()) {
    Played game = played();
    const GuardedTable table = guarded(game.rows, game.columns, game.contributions, game.rule);
    std::reverse(game.contributions.begin(), game.contributions.end());
    const GuardedTable again = guarded(game.rows, game.columns, game.contributions, game.rule);
    for (std::size_t i = 0; i < table.cells.size(); ++i) RC_ASSERT(table.cells[i].state == again.cells[i].state);
}

/// Many tables in a row, with firms enough that some sums may be shown: how often the attacker wins without protection
/// says that it is one.
TEST(Attacker, WinsAgainstManyUnguardedTablesAndNoGuardedOne) {
    std::mt19937 dice{7};
    const auto roll = [&](std::size_t sides) { return static_cast<std::size_t>(dice() % sides); };
    constexpr std::int64_t amounts[] = {0, 20, 60, 90, 100, 110, 130, 700};
    int broken = 0, mixed = 0;
    constexpr int tables = 400;
    for (int i = 0; i < tables; ++i) {
        const std::size_t rows = 1 + roll(4), columns = 1 + roll(4), firms = 6 + roll(30);
        std::vector<Contribution> all;
        for (std::size_t k = 0; k < firms; ++k)
            all.push_back({roll(rows), roll(columns), static_cast<std::uint32_t>(roll(40)),
                           Money::fen(amounts[roll(std::size(amounts))])});
        const DisclosureRule rule{.band_floor = Money::fen(1)};
        broken += !found_out(unguarded(rows, columns, all, rule), all, rule).empty();
        const GuardedTable table = guarded(rows, columns, all, rule);
        ASSERT_TRUE(found_out(table, all, rule).empty()) << "table " << i;
        const auto shown = [](const GuardedCell& cell) { return cell.state == CellState::shown; };
        const auto closed = [](const GuardedCell& cell) { return hidden(cell.state); };
        mixed += std::any_of(table.cells.begin(), table.cells.end(), shown) &&
                 std::any_of(table.cells.begin(), table.cells.end(), closed);
    }
    EXPECT_GE(broken, tables / 4) << "the attacker is no attacker";
    EXPECT_GE(mixed, tables / 4) << "hiding everything would be no art";
}

/// Halving: the attacker asks again and again whether the figure could be as large as this. The same end as the
/// program.
TEST(Attacker, HalvesItsWayToThePlantedFigureOfAnUnguardedTable) {
    // Two parks, two industries. In the first park the second industry is one firm with 777 fen; all totals are there.
    const std::vector<Contribution> firms{
        {0, 0, 1, Money::fen(400)}, {0, 0, 2, Money::fen(500)}, {0, 0, 3, Money::fen(600)}, {0, 1, 4, Money::fen(777)},
        {1, 0, 5, Money::fen(300)}, {1, 0, 6, Money::fen(310)}, {1, 0, 7, Money::fen(320)}, {1, 1, 8, Money::fen(100)},
        {1, 1, 9, Money::fen(110)}, {1, 1, 10, Money::fen(120)}};
    const DisclosureRule rule{.band_floor = Money::fen(1)};
    const GuardedTable open = unguarded(2, 2, firms, rule);
    EXPECT_EQ(open.at(0, 1).state, CellState::few);
    EXPECT_EQ(halved(open, firms, 0, 1), (std::pair<std::int64_t, std::int64_t>{777, 777}));
    ASSERT_FALSE(leaks(open, firms, rule).empty());

    const GuardedTable closed = guarded(2, 2, firms, rule);
    EXPECT_TRUE(leaks(closed, firms, rule).empty());
    const auto [lowest, highest] = halved(closed, firms, 0, 1);
    EXPECT_LE(lowest, 777 - 156);  // a fifth of 777 is 155.4
    EXPECT_GE(highest, 777 + 156);
    EXPECT_TRUE(found_out(closed, firms, rule).empty());
}

TEST(Attacker, AFirmThatIsAloneInItsCellSubtractsItself) {
    // Two single firms hide each other from outsiders alone: 500 and 600 in a row of 1 100 and its 2 000 beside.
    const std::vector<Contribution> firms{
        {0, 0, 1, Money::fen(500)}, {0, 1, 2, Money::fen(600)}, {1, 0, 3, Money::fen(900)}, {1, 1, 4, Money::fen(950)},
        {2, 0, 5, Money::fen(300)}, {2, 0, 6, Money::fen(300)}, {2, 0, 7, Money::fen(300)}, {2, 1, 8, Money::fen(300)},
        {2, 1, 9, Money::fen(300)}, {2, 1, 10, Money::fen(300)}};
    const DisclosureRule rule{.band_floor = Money::fen(1)};
    // The rows of two firms are few too; where they were shown all the same, each firm would know the other's figure.
    GuardedTable open = unguarded(3, 2, firms, rule);
    open.at(0, 2).state = CellState::shown, open.at(1, 2).state = CellState::shown;
    const auto broken = found_out(open, firms, rule);
    EXPECT_TRUE(std::any_of(broken.begin(), broken.end(),
                            [](const FoundOut& one) { return one.knower == 1U && one.row == 0 && one.column == 1; }));
    const auto found = leaks(open, firms, rule);
    EXPECT_FALSE(found.empty());
    EXPECT_TRUE(found_out(guarded(3, 2, firms, rule), firms, rule).empty());
}

}  // namespace
}  // namespace mutu::test
