// Turnover land, regional assessments and base lists: rungs, standard land, and a tie-out without an unnamed remainder.
#include "office/desk.hpp"

#include <random>

namespace mutu::test {
namespace {

/// A park with one valid approval and the given plots.
Builder with_plots(const std::vector<Cells>& plots) {
    Builder builder = park_with_parcels();
    builder.row(Role::approval, {{"approval_id", "A1"}, {"approval_no", "号1"}, {"approval_date", "2022-06-30"}},
                Rectangle{0, 500, 400, 400});
    int place = 0;
    for (const Cells& changed : plots) {
        Cells cells{{"turnover_id", "T"},  {"park_id", "A"}, {"quota_m2", "10000"}, {"approval_no", "号1"},
                    {"acquired", ""},      {"cleared", ""},  {"serviced", ""},      {"supplied_date", ""},
                    {"acquired_date", ""}, {"need_date", ""}};
        for (const auto& [field, text] : changed) cells[field] = text;
        builder.row(Role::turnover, cells, Rectangle{120.0 * place++, 500, 100, 100});
    }
    return builder;
}

TEST(Turnover, StandsOnTheFurthestRungWithNothingOpenBelow) {
    const Kept books =
        kept(with_plots({{{"turnover_id", "1"}, {"approval_no", ""}},
                         {{"turnover_id", "2"}},
                         {{"turnover_id", "3"}, {"acquired", "是"}},
                         {{"turnover_id", "4"}, {"acquired", "是"}, {"cleared", "是"}, {"serviced", "是"}},
                         {{"turnover_id", "5"}, {"acquired", "否"}, {"serviced", "是"}},
                         {{"turnover_id", "6"}, {"supplied_date", "2026-06-30"}},
                         {{"turnover_id", "7"}, {"approval_no", "号9"}}}));
    std::vector<std::string> rungs;
    for (const TurnoverResult& plot : books.office.turnover) rungs.push_back(plot.rung);
    EXPECT_EQ(rungs, (std::vector<std::string>{"planned", "approved", "acquired", "ready", "approved", "supplied",
                                               "planned"}));
    EXPECT_TRUE(books.found("turnover_rung_skipped"));
    EXPECT_NEAR(*books.office.turnover[1].years, 4, 0.01);  // approved on 2022-06-30
    EXPECT_EQ(books.office.turnover[1].missing, std::vector<std::string>{"acquired"});
    EXPECT_EQ(books.office.turnover[2].next, "cleared");
}

TEST(Turnover, AddsUpToTheLadderAndItsBalance) {
    const Kept books = kept(with_plots({{{"turnover_id", "1"}},
                                        {{"turnover_id", "2"}, {"quota_m2", ""}},
                                        {{"turnover_id", "3"}, {"supplied_date", "2025-01-01"}}}));
    Area rungs;
    const LadderRow* all = nullptr;
    for (const LadderRow& row : books.office.ladder) {
        if (row.park_id != "A") continue;
        if (row.rung == "all")
            all = &row;
        else
            rungs += row.area;
    }
    ASSERT_NE(all, nullptr);
    EXPECT_EQ(all->area, rungs);
    EXPECT_EQ(all->supplied, Area::square_metres(10'000));
    EXPECT_EQ(all->balance, all->area - all->supplied);
    EXPECT_NEAR(all->area.square_metres(), 30'000, 30);  // the second by its drawing
}

TEST(Turnover, QueuesByTheDayThatLandIsNeeded) {
    const Kept books =
        kept(with_plots({{{"turnover_id", "1"}, {"need_date", "2027-01-01"}},
                         {{"turnover_id", "2"}, {"need_date", "2026-06-30"}},
                         {{"turnover_id", "3"}},
                         {{"turnover_id", "4"}, {"need_date", "2026-01-01"}, {"supplied_date", "2026-02-01"}}}));
    const auto& plots = books.office.turnover;
    EXPECT_EQ(plots[0].place, 2);
    EXPECT_EQ(plots[1].place, 1);
    EXPECT_TRUE(plots[1].late);
    EXPECT_FALSE(plots[2].place);
    EXPECT_FALSE(plots[3].place);
    EXPECT_FALSE(plots[3].late);
}

const Cells ready{{"turnover_id", "1"}, {"acquired", "是"}, {"cleared", "是"}, {"serviced", "是"}};
const Settings two_items{{"standard_land_assessments", "节能评价,水土保持"}};

TEST(StandardLand, NeedsEveryAssessmentOfThePack) {
    Builder builder = with_plots({ready});
    EXPECT_EQ(kept(builder, "2026-06-30", two_items).office.turnover[0].standard,
              Truth::undetermined);  // none handed in
    builder.row(Role::assessment,
                {{"park_id", "A"}, {"item", "区域节能评估"}, {"approved_date", "2020-01-01"}, {"valid_to", ""}});
    const Kept one = kept(builder, "2026-06-30", two_items);
    EXPECT_EQ(one.office.turnover[0].standard, Truth::no);
    EXPECT_EQ(one.office.turnover[0].lacking, std::vector<std::string>{"水土保持"});
    builder.row(
        Role::assessment,
        {{"park_id", "甲园"}, {"item", "水土保持"}, {"approved_date", "2020-01-01"}, {"valid_to", "2026-06-30"}});
    EXPECT_EQ(kept(builder, "2026-06-30", two_items).office.turnover[0].standard, Truth::yes);
    const Kept lapsed = kept(builder, "2026-07-01", two_items);
    EXPECT_EQ(lapsed.office.turnover[0].standard, Truth::no);
    EXPECT_TRUE(lapsed.found("assessment_lapsed"));
}

TEST(StandardLand, LiesWithinADrawnAssessment) {
    Builder builder = with_plots({ready, ready});
    builder.row(Role::assessment, {{"park_id", "A"}, {"item", "节能评价"}, {"approved_date", "2020-01-01"}},
                Rectangle{0, 500, 150, 100});  // the first plot, and a third of the second
    const Kept books = kept(builder, "2026-06-30", {{"standard_land_assessments", "节能评价"}});
    EXPECT_EQ(books.office.turnover[0].standard, Truth::yes);
    EXPECT_EQ(books.office.turnover[1].standard, Truth::no);
}

TEST(StandardLand, KnowsTheTwelveItemsApart) {
    const auto items = rules().words("standard_land_assessments");
    ASSERT_EQ(items.size(), 12U);
    for (const std::string& item : items) {
        Builder builder = with_plots({ready});
        for (const std::string& other : items)
            if (other != item)
                builder.row(Role::assessment, {{"park_id", "A"}, {"item", other}, {"approved_date", "2020-01-01"}});
        EXPECT_EQ(kept(builder).office.turnover[0].lacking, std::vector<std::string>{item});
    }
}

/// Parcels P1…Pn of which every one may be idle, and a register over some of them.
Builder idle_parcels(int count, const std::vector<Cells>& register_rows) {
    Builder builder;
    builder.row(Role::park, {{"park_id", "A"}, {"park_name", "甲园"}}, Rectangle{0, 0, 5000, 1000});
    for (int i = 0; i < count; ++i)
        builder.row(Role::parcel,
                    {{"parcel_id", "P" + std::to_string(i + 1)},
                     {"registered_area_m2", "10000"},
                     {"contract_no", "C"},
                     {"agreed_start_date", i % 2 == 0 ? "2020-01-01" : "2026-01-01"},
                     {"actual_start_date", ""}},
                    Rectangle{200.0 * i, 0, 100, 100});
    for (const Cells& cells : register_rows) builder.row(Role::registry, cells);
    return builder;
}

std::map<std::string, std::int64_t> causes(const Kept& books, const std::string& kind) {
    std::map<std::string, std::int64_t> all;
    for (const RegisterTie& tie : books.office.ties)
        if (tie.kind == kind) ++all[tie.cause];
    return all;
}

void expect_no_remainder(const Kept& books) {
    std::map<std::pair<std::string, std::string>, Area> gaps, totals;
    for (const RegisterSum& sum : books.office.register_sums)
        (sum.cause == "total" ? totals : gaps)[{sum.kind, sum.leg}] += sum.to - sum.from;
    for (const auto& [leg, total] : totals) EXPECT_EQ(gaps[leg], total) << leg.first << ' ' << leg.second;
}

TEST(Registers, NameTheCauseOfEveryDifference) {
    const auto row = [](const char* key, const char* area, const char* status = "未处置") {
        return Cells{
            {"kind", "idle"}, {"key", key}, {"area_m2", area}, {"base_date", "2026-01-31"}, {"status", status}};
    };
    const Kept books =
        kept(idle_parcels(8, {row("P1", "10000"), row("P3", "10300"), row("P5", "15"), row("P2", "10000"),
                              row("P4", "9000", "已处置"), row("P99", "500"), row("P1", "10000"), row("P7", "")}));
    const std::map<std::string, std::int64_t> expected{{"rounding", 1},      {"area_differs", 1}, {"unit_slip", 1},
                                                       {"other_verdict", 1}, {"dealt_with", 1},   {"no_record", 1},
                                                       {"listed_twice", 1},  {"area_unknown", 1}};
    EXPECT_EQ(causes(books, "idle"), expected);
    EXPECT_TRUE(books.found("register_key_repeated"));
    expect_no_remainder(books);
}

TEST(Registers, TieNoKeyThatMeansTwoParcels) {
    Builder builder = idle_parcels(3, {{{"kind", "idle"}, {"key", "P1"}, {"area_m2", "10000"}}});
    builder.row(Role::parcel,
                {{"parcel_id", "P1"},
                 {"registered_area_m2", "10000"},
                 {"contract_no", "C"},
                 {"agreed_start_date", "2020-01-01"},
                 {"actual_start_date", ""}},
                Rectangle{3000, 0, 100, 100});
    const Kept books = kept(builder);
    EXPECT_TRUE(books.found("register_key_ambiguous"));
    EXPECT_EQ(causes(books, "idle")["ambiguous_key"], 1);
    EXPECT_EQ(causes(books, "idle")["not_in_system"], 3);  // P1, its namesake and P3 stand in our list alone
    expect_no_remainder(books);
}

std::vector<Link> register_links(const Kept& books, const std::string& key) {
    std::vector<Link> found;
    for (const Link& link : books.office.links)
        if (link.from_role == "register" && link.from_key == key) found.push_back(link);
    return found;
}

TEST(Registers, StandAmongTheTiesAndTakeAPersonsWord) {
    Builder builder = idle_parcels(3, {{{"kind", "idle"}, {"key", "C9"}, {"area_m2", "10000"}},
                                       {{"kind", "idle"}, {"key", "P1"}, {"area_m2", "10000"}},
                                       {{"kind", "idle"}, {"key", "P77"}, {"area_m2", "10000"}}});
    for (const char* id : {"X1", "X2"})
        builder.row(Role::parcel,
                    {{"parcel_id", id},
                     {"registered_area_m2", "10000"},
                     {"contract_no", "C9"},
                     {"agreed_start_date", "2020-01-01"},
                     {"actual_start_date", ""}},
                    Rectangle{id[1] == '1' ? 3000.0 : 3500.0, 0, 100, 100});
    const Kept open = kept(builder);
    const auto twins = register_links(open, "idle/C9");
    ASSERT_EQ(twins.size(), 2U);
    EXPECT_EQ(twins[0].state, "doubtful");
    EXPECT_EQ(twins[0].score, 0.5);
    EXPECT_EQ(register_links(open, "idle/P1").at(0).state, "matched");
    EXPECT_EQ(register_links(open, "idle/P77").at(0).state, "unmatched");
    builder.holdings.decisions.push_back({"register", "idle/C9", "parcel", "X2", true, "王某"});
    const Kept decided = kept(builder);
    ASSERT_EQ(register_links(decided, "idle/C9").size(), 1U);
    EXPECT_EQ(register_links(decided, "idle/C9")[0].to_key, "X2");
    EXPECT_EQ(register_links(decided, "idle/C9")[0].decided_by, "王某");
    EXPECT_FALSE(decided.found("register_key_ambiguous"));
    EXPECT_EQ(causes(decided, "idle")["rounding"], 2);
    expect_no_remainder(decided);
}

TEST(Registers, LeaveNoRemainderWhateverTheyHold) {
    std::mt19937 chance{3};
    const auto any = [&](int high) { return std::uniform_int_distribution<int>{0, high}(chance); };
    for (int round = 0; round < 8; ++round) {
        std::vector<Cells> rows;
        for (int i = any(12); i > 0; --i)
            rows.push_back({{"kind", any(1) == 0 ? "idle" : "low_efficiency"},
                            {"key", "P" + std::to_string(any(12))},
                            {"area_m2", any(4) == 0 ? "" : std::to_string(any(20'000))},
                            {"status", any(1) == 0 ? "已销号" : ""}});
        expect_no_remainder(kept(idle_parcels(8, rows)));
    }
}

TEST(Registers, SayWhereDisposalRatesComeFrom) {
    const Kept own = kept(idle_parcels(2, {}));
    ASSERT_EQ(own.office.disposals.size(), 1U);
    EXPECT_EQ(own.office.disposals[0].source, "own");
    const Kept given =
        kept(idle_parcels(4, {{{"kind", "idle"}, {"key", "P1"}, {"area_m2", "10000"}, {"status", "已处置"}},
                              {{"kind", "idle"}, {"key", "P3"}, {"area_m2", "30000"}, {"status", "未处置"}}}));
    const DisposalRate& rate = given.office.disposals[0];
    EXPECT_EQ(rate.source, "register");
    EXPECT_EQ(rate.disposed, Area::square_metres(10'000));
    EXPECT_EQ(rate.base, Area::square_metres(40'000));
}

/// A base list of low-efficiency parcels whose only row says this of parcel P1.
ExitResult exit_of(const Cells& more, const Settings& set = {}, const char* found = nullptr) {
    Cells cells{{"kind", "low_efficiency"}, {"key", "P1"}, {"area_m2", "10000"}};
    for (const char* field : {"recognition_date", "notified_date", "rectify_until", "review_date", "review_result",
                              "exit_date", "removed_date", "removed_reason"})
        cells[field] = "";
    for (const auto& [field, text] : more) cells[field] = text;
    const Kept books = kept(idle_parcels(1, {cells}), "2026-06-30", set);
    EXPECT_EQ(books.office.exits.size(), 1U);
    EXPECT_TRUE(found == nullptr || books.found(found)) << found;
    return books.office.exits.empty() ? ExitResult{} : books.office.exits.front();
}

TEST(Exit, StandsOnTheFurthestRungWithNothingOpenBelow) {
    EXPECT_EQ(exit_of({}).rung, "");
    EXPECT_EQ(exit_of({}).next, "认定");
    const ExitResult told = exit_of({{"recognition_date", "2026-03-01"}, {"notified_date", "2026-03-20"}});
    EXPECT_EQ(told.rung, "notified");
    EXPECT_EQ(told.since, day("2026-03-20"));
    EXPECT_EQ(told.overdue, Truth::undetermined);  // nobody entered how long the term is
    EXPECT_EQ(told.missing, std::vector<std::string>{"parameter:exit_rectify_days"});
    const Cells termed{
        {"recognition_date", "2026-03-01"}, {"notified_date", "2026-03-20"}, {"rectify_until", "2026-06-30"}};
    EXPECT_EQ(exit_of(termed).rung, "notified") << "the last day of the term is still inside";
    EXPECT_EQ(exit_of(termed).overdue, Truth::no);
    Cells over = termed;
    over["rectify_until"] = "2026-06-29";
    EXPECT_EQ(exit_of(over).rung, "rectified");
    EXPECT_EQ(exit_of(over, {{"exit_review_days", "30"}}).due, day("2026-07-29"));
    EXPECT_EQ(exit_of({{"review_date", "2026-05-01"}}, {}, "exit_rung_skipped").rung, "");
    EXPECT_EQ(
        exit_of({{"recognition_date", "2026-03-21"}, {"notified_date", "2026-03-20"}}, {}, "exit_dates_disordered")
            .rung,
        "notified");
}

TEST(Exit, IsOverdueTheDayAfterTheTermThatWasEntered) {
    const Cells told{{"recognition_date", "2026-05-01"}};
    EXPECT_EQ(exit_of(told, {{"exit_notify_days", "60"}}).due, day("2026-06-30"));
    EXPECT_EQ(exit_of(told, {{"exit_notify_days", "60"}}).overdue, Truth::no);
    EXPECT_EQ(exit_of(told, {{"exit_notify_days", "59"}}).overdue, Truth::yes);
}

TEST(Exit, LeavesTheListForAReasonOrIsToldSo) {
    const Cells passed{{"recognition_date", "2025-03-01"},
                       {"notified_date", "2025-03-20"},
                       {"rectify_until", "2025-12-31"},
                       {"review_date", "2026-02-01"},
                       {"review_result", "passed"}};
    EXPECT_EQ(exit_of(passed).next, "移出清册") << "whoever passed the review need not leave the land";
    Cells gone = passed;
    gone["removed_date"] = "2026-03-01";
    const ExitResult silent = exit_of(gone, {}, "removal_without_reason");
    EXPECT_EQ(silent.rung, "removed");
    EXPECT_EQ(silent.missing, std::vector<std::string>{"removed_reason"});
    gone["removed_reason"] = "整改到位";
    EXPECT_TRUE(exit_of(gone).missing.empty());
    EXPECT_EQ(exit_of(gone).next, "");
}

std::vector<std::string> kinds(const Kept& books) {
    std::vector<std::string> all;
    for (const SurveyRow& row : books.office.survey) all.push_back(row.kind);
    return all;
}

TEST(Survey, ListsWhatStandsStillAndOnlySuggestsByPower) {
    Builder builder = park_with_parcels();
    builder.row(
        Role::parcel,
        {{"parcel_id", "S"}, {"registered_area_m2", "10000"}, {"contract_no", "C"}, {"operation_state", "stopped"}},
        Rectangle{400, 0, 100, 100});
    builder.row(Role::parcel,
                {{"parcel_id", "L"},
                 {"registered_area_m2", "10000"},
                 {"contract_no", "C"},
                 {"actual_start_date", "2024-01-01"},
                 {"agreed_finish_date", "2026-06-29"}},
                Rectangle{600, 0, 100, 100});
    const auto power = [&](const char* year, const char* kwh) {
        builder.row(Role::enterprise_year, {{"uscc", "91430000MA0000001X"}, {"year", year}, {"power_kwh", kwh}});
    };
    power("2023", "1000"), power("2024", "3000"), power("2025", "1000");  // exactly half of the mean
    EXPECT_EQ(kinds(kept(builder)), (std::vector<std::string>{"stopped", "building_late"}));
    power("2025", "-5");  // no consumption: left out
    builder.row(Role::enterprise_year, {{"uscc", "91430000MA0000002X"}, {"year", "2024"}, {"power_kwh", "1000"}});
    builder.row(Role::enterprise_year, {{"uscc", "91430000MA0000002X"}, {"year", "2025"}, {"power_kwh", "499"}});
    const Kept fallen = kept(builder);
    EXPECT_EQ(kinds(fallen), (std::vector<std::string>{"stopped", "building_late", "half_stopped_suggested"}));
    EXPECT_NEAR(*fallen.office.survey.back().power_share, 0.499, 1e-9);
}

TEST(Figures, WithoutASourceDocumentAreTold) {
    Builder builder = park_with_parcels();
    builder.row(Role::park_year, {{"park_id", "A"}, {"period", "2025"}, {"gdp_wan", "10"}, {"source_doc", "统计公报"}});
    EXPECT_FALSE(kept(builder).found("figure_without_source"));
    builder.row(Role::park_year, {{"park_id", "A"}, {"period", "2024"}, {"gdp_wan", "10"}, {"source_doc", ""}});
    EXPECT_TRUE(kept(builder).found("figure_without_source"));
}

}  // namespace
}  // namespace mutu::test
