// Projects: stages, ties, rates by park and year, and every poor record with its answer.
#include "office/desk.hpp"

namespace mutu::test {
namespace {

/// All columns of a project, blank unless changed.
Cells project(const Cells& changed) {
    Cells cells{{"project_id", "X1"},
                {"name", ""},
                {"uscc", ""},
                {"park_id", ""},
                {"parcel_id", ""},
                {"signed_date", ""},
                {"start_date", ""},
                {"finish_date", ""},
                {"production_date", ""},
                {"signed_investment_wan", ""},
                {"arrived_wan", ""}};
    for (const auto& [field, text] : changed) cells[field] = text;
    return cells;
}

Builder with_projects(const std::vector<Cells>& rows) {
    Builder builder = park_with_parcels();
    for (const Cells& row : rows) builder.row(Role::project, project(row));
    return builder;
}

TEST(Projects, StandAtTheFurthestStepReachedByTheDay) {
    const Kept books = kept(with_projects(
        {{{"project_id", "S"}, {"parcel_id", "P1"}, {"signed_date", "2024-01-01"}},
         {{"project_id", "B"}, {"parcel_id", "P1"}, {"signed_date", "2024-01-01"}, {"start_date", "2026-06-30"}},
         {{"project_id", "F"}, {"parcel_id", "P1"}, {"signed_date", "2024-01-01"}, {"start_date", "2026-07-01"}},
         {{"project_id", "P"}, {"parcel_id", "P1"}, {"signed_date", "2024-01-01"}, {"production_date", "2025-01-01"}},
         {{"project_id", "U"}, {"parcel_id", "P1"}}}));
    std::vector<std::string> stages;
    for (const ProjectResult& one : books.office.projects) stages.push_back(one.stage);
    EXPECT_EQ(stages, (std::vector<std::string>{"signed", "started", "signed", "produced", "unsigned"}));
    // The unsigned one is in no rate; of the other four one has begun and one produces, which it cannot unbegun.
    ASSERT_NE(books.rate("fulfilment"), nullptr);
    EXPECT_EQ(books.rate("fulfilment")->numerator, 2);
    EXPECT_EQ(books.rate("fulfilment")->denominator, 4);
    EXPECT_DOUBLE_EQ(*books.rate("fulfilment")->value, 50);
    EXPECT_EQ(books.rate("production", "A", "2024")->numerator, 1);
}

TEST(Projects, AddUpFromProjectsToParksToTheWhole) {
    const Kept books = kept(with_projects({{{"project_id", "1"},
                                            {"parcel_id", "P1"},
                                            {"signed_date", "2024-03-01"},
                                            {"signed_investment_wan", "1000"},
                                            {"arrived_wan", "250"}},
                                           {{"project_id", "2"},
                                            {"parcel_id", "P2"},
                                            {"signed_date", "2025-03-01"},
                                            {"signed_investment_wan", "3000"},
                                            {"arrived_wan", "3000"}},
                                           {{"project_id", "3"},
                                            {"parcel_id", "P9"},
                                            {"signed_date", "2025-03-01"},
                                            {"signed_investment_wan", "500"},
                                            {"arrived_wan", "0"}}}));
    const OfficeRate &park = *books.rate("arrived", "A"), &all = *books.rate("arrived");
    EXPECT_EQ(park.numerator, Money::wan(3250).fen());
    EXPECT_EQ(park.denominator, Money::wan(4000).fen());
    EXPECT_EQ(all.denominator, Money::wan(4500).fen());
    EXPECT_EQ(books.rate("arrived", "A", "2024")->numerator, Money::wan(250).fen());
    EXPECT_EQ(books.rate("in_park")->numerator, 2);
    EXPECT_EQ(books.rate("in_park")->denominator, 3);
    for (const char* rate : {"fulfilment", "arrived", "production", "in_park"})
        EXPECT_EQ(books.rate(rate, {}, "2024")->denominator + books.rate(rate, {}, "2025")->denominator,
                  books.rate(rate)->denominator)
            << rate;
}

TEST(Projects, OnNoParcelAreToldAndNotGuessedIntoAPark) {
    const Kept books =
        kept(with_projects({{{"park_id", "A"}, {"signed_date", "2024-03-01"}, {"start_date", "2024-05-01"}}}));
    EXPECT_TRUE(books.found("project_without_parcel"));
    EXPECT_EQ(books.rate("in_park", "A")->denominator, 0);
    EXPECT_EQ(books.rate("in_park", "A")->open, 1);
    EXPECT_FALSE(books.rate("in_park", "A")->value);
    EXPECT_EQ(books.rate("fulfilment", "A")->numerator, 1);  // counted with the park it names
    const Kept declared = kept(with_projects({{{"park_id", "甲园"}, {"signed_date", "2024-03-01"}}}), "2026-06-30",
                               {{"in_park_by", "declared"}});
    EXPECT_EQ(declared.rate("in_park", "A")->numerator, 1);
}

TEST(Projects, MoneyAboveWhatWasSignedFillsNobodyElsesGap) {
    const std::vector<Cells> rows{{{"project_id", "1"},
                                   {"parcel_id", "P1"},
                                   {"signed_date", "2024-03-01"},
                                   {"signed_investment_wan", "1000"},
                                   {"arrived_wan", "1500"}},
                                  {{"project_id", "2"},
                                   {"parcel_id", "P2"},
                                   {"signed_date", "2024-03-01"},
                                   {"signed_investment_wan", "1000"},
                                   {"arrived_wan", "0"}}};
    const Kept capped = kept(with_projects(rows));
    EXPECT_TRUE(capped.found("arrived_over_signed"));
    EXPECT_DOUBLE_EQ(*capped.rate("arrived")->value, 50);
    EXPECT_EQ(capped.office.projects[0].arrived, Money::wan(1500));  // shown as it was written
    const Kept as_is = kept(with_projects(rows), "2026-06-30", {{"arrived_over_signed", "as_is"}});
    EXPECT_DOUBLE_EQ(*as_is.rate("arrived")->value, 75);
}

TEST(Projects, AreTiedByTheirFirmOnlyWhereItHasOneParcel) {
    Builder builder =
        with_projects({{{"project_id", "1"}, {"uscc", "91430000MA0000001X"}, {"signed_date", "2024-03-01"}}});
    EXPECT_EQ(kept(builder).office.projects[0].parcel_ids, std::vector<std::string>{"P1"});
    builder.row(Role::parcel,
                {{"parcel_id", "P3"}, {"registered_area_m2", "10000"}, {"holder_uscc", "91430000MA0000001X"}},
                Rectangle{400, 0, 100, 100});
    const Kept two = kept(builder);
    EXPECT_TRUE(two.office.projects[0].parcel_ids.empty());
    const auto doubtful = std::count_if(two.office.links.begin(), two.office.links.end(),
                                        [](const Link& link) { return link.state == "doubtful"; });
    EXPECT_EQ(doubtful, 2);
    builder.holdings.decisions.push_back({"project", "1", "parcel", "P3", true, "王某"});
    EXPECT_EQ(kept(builder).office.projects[0].parcel_ids, std::vector<std::string>{"P3"});
}

TEST(Projects, MayLieOnSeveralParcels) {
    const Kept books = kept(with_projects({{{"parcel_id", "P1、P2"}, {"signed_date", "2024-03-01"}}}));
    EXPECT_EQ(books.office.projects[0].parcel_ids, (std::vector<std::string>{"P1", "P2"}));
    EXPECT_EQ(books.office.projects[0].land, Area::square_metres(20'000));
}

TEST(Projects, GoalsShowTheGapAndWhatClosesIt) {
    const std::vector<Cells> rows{
        {{"project_id", "1"}, {"parcel_id", "P1"}, {"signed_date", "2024-03-01"}, {"start_date", "2024-05-01"}},
        {{"project_id", "2"}, {"parcel_id", "P2"}, {"signed_date", "2024-03-01"}},
        {{"project_id", "3"}, {"parcel_id", "P2"}, {"signed_date", "2024-03-01"}}};
    const OfficeRate open = *kept(with_projects(rows)).rate("fulfilment", "A");
    EXPECT_EQ(open.met, Truth::undetermined);  // no document sets a figure
    EXPECT_EQ(open.undetermined_because, "empty: parameter:goal_fulfilment_rate");
    const OfficeRate goal =
        *kept(with_projects(rows), "2026-06-30", {{"goal_fulfilment_rate", "60"}}).rate("fulfilment", "A");
    EXPECT_EQ(goal.met, Truth::no);
    EXPECT_NEAR(*goal.gap, 100.0 / 3 - 60, 1e-9);
    EXPECT_EQ(goal.short_of, 1);  // two of three are 66.67 %
    EXPECT_EQ(recomputed(parse_json(goal.proof, "rate")), Truth::no);
    const OfficeRate third =
        *kept(with_projects(rows), "2026-06-30", {{"goal_fulfilment_rate", "100/3"}}).rate("fulfilment", "A");
    EXPECT_EQ(third.met, Truth::yes);  // exactly a third
}

TEST(Projects, OfFiftyMillionAndMoreAreCountedByPeriod) {
    const Kept books = kept(with_projects(
        {{{"project_id", "1"}, {"parcel_id", "P1"}, {"signed_date", "2026-05-31"}, {"signed_investment_wan", "5000"}},
         {{"project_id", "2"},
          {"parcel_id", "P1"},
          {"signed_date", "2026-06-01"},
          {"signed_investment_wan", "4999.99"}},
         {{"project_id", "3"}, {"parcel_id", "P1"}, {"signed_date", "2026-06-02"}}}));
    bool seen = false;
    for (const ProjectPeriod& one : books.office.project_periods) {
        if (one.period != "2026-05~06" || one.park_id != "A") continue;
        seen = true;
        EXPECT_EQ(one.signings.count, 3);
        EXPECT_EQ(one.signings.large, 1);
        EXPECT_EQ(one.signings.size_unknown, 1);
        EXPECT_EQ(one.signings.amount, Money::wan(9999.99));
    }
    EXPECT_TRUE(seen);
}

TEST(Projects, WithoutAColumnForAStepLeaveItOpen) {
    Builder builder = park_with_parcels();
    builder.row(Role::project, {{"project_id", "1"}, {"parcel_id", "P1"}, {"signed_date", "2024-03-01"}});
    const Kept books = kept(builder);
    EXPECT_EQ(books.rate("fulfilment")->denominator, 0);
    EXPECT_EQ(books.rate("fulfilment")->open, 1);
    EXPECT_EQ(books.office.projects[0].stage, "signed");
}

TEST(Projects, OutOfOrderOrInAnotherParkAreTold) {
    const Kept books = kept(with_projects({{{"project_id", "1"},
                                            {"parcel_id", "P1"},
                                            {"park_id", "B"},
                                            {"signed_date", "2024-03-01"},
                                            {"start_date", "2025-01-01"},
                                            {"finish_date", "2024-06-01"}},
                                           {{"project_id", "1"}, {"parcel_id", "P2"}, {"start_date", "2025-01-01"}}}));
    for (const char* code : {"project_date_order", "unknown_park_id", "duplicate_id", "project_unsigned"})
        EXPECT_TRUE(books.found(code)) << code;
    EXPECT_EQ(books.office.projects[1].project_id, "1#2");
}

}  // namespace
}  // namespace mutu::test
