// Rows that later commands add: those of an earlier version stay, with what they did not know left open.
#include "support.hpp"

namespace mutu {
namespace {

using Type = Rows::Type;

AddedTable table(std::vector<std::string> columns, std::vector<std::vector<BookCell>> rows) {
    AddedTable made{"plan_scenario", {}, std::move(rows), {}};
    for (std::string& name : columns) made.columns.push_back({std::move(name), Type::text});
    return made;
}

TEST(AddedRows, ColumnsThatAnEarlierVersionLackedAreUnknownInItsRows) {
    const TempFolder folder;
    const std::string path = folder / "book.gpkg";
    save(path, example());
    add_rows(path, {table({"scenario_id", "status"}, {{"P1", "optimal"}})}, labels());
    add_rows(path, {table({"scenario_id", "unit", "status"}, {{"P2", "亩", "stopped"}})}, labels());
    const Outside book{path};
    EXPECT_EQ(book.ask("SELECT group_concat(scenario_id || ':' || coalesce(unit, '-') || ':' || status, ' ') FROM "
                       "plan_scenario ORDER BY fid"),
              "P1:-:optimal P2:亩:stopped");
}

TEST(AddedRows, AColumnThatThisVersionDoesNotKnowIsNeverLost) {
    const TempFolder folder;
    const std::string path = folder / "book.gpkg";
    save(path, example());
    add_rows(path, {table({"scenario_id", "of_tomorrow"}, {{"P1", "x"}})}, labels());
    const std::string said = refusal([&] { add_rows(path, {table({"scenario_id"}, {{"P2"}})}, labels()); });
    EXPECT_NE(said.find("of_tomorrow"), std::string::npos) << said;
    EXPECT_EQ(Outside{path}.ask("SELECT count(*) || of_tomorrow FROM plan_scenario"), "1x");
}

}  // namespace
}  // namespace mutu
