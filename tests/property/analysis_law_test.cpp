// Laws of a whole analysis over random small parks: evidence never accuses, order never matters, money is conserved,
// a fact taken away never improves a verdict.
#include "support/random_park.hpp"

#include "mutu/parallel.hpp"

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace mutu {
namespace {

using namespace test;

/// By id, everything of a result that people read.
std::map<std::string, std::string> told(const Assessment& out) {
    std::map<std::string, std::string> all;
    for (const ParcelResult& one : out.parcels) {
        std::string text = one.supply_state + "|" + one.idle_state + "|" + one.efficiency + "|" + one.land_class + "|" +
                           one.action + "|" + one.recognition + "|" + join(one.missing, ";");
        for (const auto& money : {one.tax, one.output, one.revenue})
            text += "|" + (money ? std::to_string(money->fen()) : std::string{"?"});
        for (const auto& area : {one.area, one.footprint})
            text += "|" + (area ? std::to_string(area->quanta()) : std::string{"?"});
        text += "|" + (one.start_due ? one.start_due->iso() : "") + "|" + (one.idle_on ? one.idle_on->iso() : "");
        all[one.parcel_id] = text;
    }
    for (std::size_t row = 0; row < out.facts.size(); ++row)
        all[out.parcels[row].parcel_id + "/proof"] = out.facts[row].answers + out.facts[row].facts;
    for (const ParkResult& park : out.parks)
        all["park " + park.park_id] = std::to_string(park.idle.quanta()) + "|" +
                                      std::to_string(park.unsupplied.value_or(Area{}).quanta()) + "|" +
                                      std::to_string(park.tax.value_or(Money{}).fen());
    return all;
}

bool idle(const ParcelResult& result) { return result.idle_state.starts_with("idle_"); }

RC_GTEST_PROP(AnalysisLaw, EvidenceOfBuildingNeverMakesAParcelIdle, ()) {
    RandomPark park = random_park();
    const Assessment before = analyzed(park);
    switch (*rc::gen::inRange(0, 3)) {
    case 0:
        park.rows.push_back(
            {Role::building, {{"building_id", "new"}, {"floors", "1"}}, test::Rectangle{0, 0, 100, 50}});
        break;
    case 1: park.rows.front().cells["field_check"] = one_of({"started", "built"}); break;
    default:
        park.rows.push_back(
            {Role::enterprise_year, {{"name", "企业0"}, {"year", "2023"}, {"tax_wan", "5"}, {"output_wan", "9"}}, {}});
    }
    const Assessment after = analyzed(park);
    for (std::size_t i = 0; i < before.parcels.size(); ++i)
        RC_ASSERT(!idle(after.parcels[i]) || after.parcels[i].idle_state == before.parcels[i].idle_state);
}

RC_GTEST_PROP(AnalysisLaw, OrderOfRowsAndRingsDoesNotMatter, ()) {
    RandomPark park = random_park();
    const auto before = told(analyzed(park));
    const int turn = *rc::gen::inRange(0, static_cast<int>(park.rows.size()));
    std::rotate(park.rows.begin(), park.rows.begin() + turn, park.rows.end());
    if (coin()) std::reverse(park.rows.begin(), park.rows.end());
    park.ring_start = *rc::gen::inRange(0, 4);
    park.reversed = coin();
    RC_ASSERT(told(analyzed(park)) == before);
}

RC_GTEST_PROP(AnalysisLaw, ShiftingTheDrawingByWholeMetresChangesNothing, ()) {
    RandomPark park = random_park();
    const auto before = told(analyzed(park));
    park.shift_x = *rc::gen::inRange(-500, 500), park.shift_y = *rc::gen::inRange(-500, 500);
    RC_ASSERT(told(analyzed(park)) == before);
}

RC_GTEST_PROP(AnalysisLaw, ThreadsDoNotMatter, ()) {
    const RandomPark park = random_park();
    set_thread_count(1);
    const auto alone = told(analyzed(park));
    set_thread_count(4);
    const auto together = told(analyzed(park));
    set_thread_count(0);
    RC_ASSERT(alone == together);
}

/// How good a state is for the holder; higher is better. Undetermined has no place: it is no improvement.
int idle_rank(const std::string& state) {
    static const std::vector<std::string> worst_first{"idle_a_2y", "idle_a_1y", "idle_b",  "idle_gov", "early_warning",
                                                      "stalled",   "not_due",   "started", "completed"};
    return static_cast<int>(std::find(worst_first.begin(), worst_first.end(), state) - worst_first.begin());
}

/// A fact taken away: the cell becomes blank, in its column. Counter-evidence taken away lets the accusation back in,
/// which is no improvement; anything else leaves a verdict as it was or undetermined.
void check_removal(const Settings& set, const std::vector<std::string>& fields, bool column_too) {
    RandomPark park = random_park();
    Cells& cells = park.rows.front().cells;
    const std::string field = one_of(fields);
    RC_PRE(cells.contains(field) && !cells[field].empty());
    const ParcelResult before = analyzed(park, set).parcels[0];
    if (column_too)
        for (Typed& typed : park.rows) typed.cells.erase(field);
    else
        cells[field].clear();
    const ParcelResult after = analyzed(park, set).parcels[0];
    const auto not_better = [](const std::string& was, const std::string& is, const char* undetermined) {
        return is == undetermined || is == was;
    };
    RC_LOG() << field << ": " << before.supply_state << ", " << before.idle_state << ", " << before.efficiency << " -> "
             << after.supply_state << ", " << after.idle_state << ", " << after.efficiency;
    if (before.idle_state == "undetermined" && idle_rank(after.idle_state) <= idle_rank("idle_gov")) return;
    RC_ASSERT(not_better(before.supply_state, after.supply_state, "undetermined"));
    RC_ASSERT(not_better(before.idle_state, after.idle_state, "undetermined"));
    RC_ASSERT(not_better(before.efficiency, after.efficiency, "undetermined"));
}

// Agreed, extended and contract dates are terms and instruments: a blank one has a reading of its own (contract.md §8).
RC_GTEST_PROP(AnalysisLaw, AFactTakenAwayNeverImprovesAVerdict, ()) {
    check_removal({},
                  {"required_area_m2", "developed_area_m2", "total_investment_wan", "invested_wan", "operation_state",
                   "control_investment_wan_per_mu"},
                  coin());
}

RC_GTEST_PROP(AnalysisLaw, AnEventTakenAwayNeverImprovesAVerdictWhereBlanksAreUnknown, ()) {
    check_removal({{"blank_event", "unknown"}},
                  {"actual_start_date", "actual_finish_date", "stop_date", "resume_date", "permit_date",
                   "production_stop_date", "idle_cause", "actual_delivery_date"},
                  false);
}

RC_GTEST_PROP(AnalysisLaw, MoneyOfMatchedFirmsComesOutToTheFen, ()) {
    Builder builder;
    const int parcels = *rc::gen::inRange(1, 6), firms = *rc::gen::inRange(1, 4);
    for (int i = 0; i < parcels; ++i)
        builder.row(Role::parcel,
                    {{"parcel_id", "P" + std::to_string(i)}, {"registered_area_m2", coin() ? whole(0, 7) : ""}});
    Money in;
    for (int firm = 0; firm < firms; ++firm) {
        const std::string name = "企业" + std::to_string(firm);
        const int fen = *rc::gen::inRange(-1'000'000, 100'000'000);
        const int rows = *rc::gen::inRange(0, 4);
        builder.row(Role::enterprise_year, {{"name", name}, {"year", "2023"}, {"tax_wan", fixed(fen / 1e6, 6)}});
        for (int row = 0; row < rows; ++row)
            builder.row(
                Role::occupancy,
                {{"name", name}, {"parcel_id", "P" + whole(0, parcels - 1)}, {"area_m2", coin() ? whole(0, 9) : ""}});
        if (rows > 0) in += Money::fen(fen);
    }
    builder.give(Role::occupancy);
    Money out;
    for (const ParcelResult& parcel : test::judged(builder, "2024-06-30").parcels) out += parcel.tax.value_or(Money{});
    RC_ASSERT(out == in);
}

RC_GTEST_PROP(AnalysisLaw, SuppliedAndUnsuppliedLandMakeTheApproval, ()) {
    Builder builder;
    const auto side = [] { return 10.0 + *rc::gen::inRange(0, 300); };
    const test::Rectangle approved{0, 0, side(), side()}, parcel{side() - 150, side() - 150, side(), side()};
    builder.row(Role::approval, {{"approval_id", "A"}, {"approval_date", "2020-01-01"}}, approved);
    builder.row(Role::parcel, {{"parcel_id", "P"}, {"contract_no", "HT"}}, parcel);
    const Assessment out = test::judged(builder, "2024-06-30", {}, AreaBasis::planar);
    const auto shared = [](double a, double a_size, double b, double b_size) {
        return std::max(0.0, std::min(a + a_size, b + b_size) - std::max(a, b));
    };
    const double supplied = shared(approved.x, approved.width, parcel.x, parcel.width) *
                            shared(approved.y, approved.height, parcel.y, parcel.height);
    Area left;
    for (const UnsuppliedLand& piece : out.unsupplied) left += piece.area;
    RC_ASSERT(left + Area::square_metres(supplied) == Area::square_metres(approved.width * approved.height));
}

/// Few cases: each is a whole analysis. RC_PARAMS of the caller wins.
const bool fewer_cases = [] { return setenv("RC_PARAMS", "max_success=60", 0) == 0; }();

}  // namespace
}  // namespace mutu
