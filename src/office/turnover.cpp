// 周转用地: how far each plot has come from approval to supply, how long it has stood there, and whether every regional
// assessment that the pack asks for covers it (标准地).
#include "assessments.hpp"
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <tuple>

namespace mutu::office {
namespace {

constexpr std::string_view rungs[] = {"planned", "approved", "acquired", "cleared", "ready", "supplied"};
constexpr double days_of_year = 365.25;

/// Approvals by number or id, the earliest day of each.
std::map<std::string, std::optional<Date>> approvals(const Desk& desk) {
    std::map<std::string, std::optional<Date>> days;
    const Table& all = desk.table(Role::approval);
    const auto numbers = all.column<std::string>("approval_no"), ids = all.column<std::string>("approval_id"),
               states = all.column<std::string>("approval_status");
    const auto dates = all.column<Date>("approval_date");
    for (std::size_t row = 0; row < all.rows(); ++row) {
        if (states[row] && *states[row] != "valid") continue;
        if (dates[row] && *dates[row] > desk.as_of) continue;
        for (const auto& key : {numbers[row], ids[row]}) {
            if (!key) continue;
            const auto [found, made] = days.emplace(*key, dates[row]);
            if (!made && dates[row] && (!found->second || *dates[row] < *found->second)) found->second = dates[row];
        }
    }
    return days;
}

Truth truth_of_cell(const std::optional<bool>& cell) { return cell ? truth_of(*cell) : Truth::undetermined; }

struct Step {
    const char *rung, *field, *day;
};
constexpr Step steps[] = {{"acquired", "acquired", "acquired_date"},
                          {"cleared", "cleared", "cleared_date"},
                          {"ready", "serviced", "serviced_date"}};

struct Reading {
    const Desk& desk;
    std::size_t row;
    TurnoverResult& plot;
    const std::map<std::string, std::optional<Date>>& approved;

    /// A flag, or the day of the step where only that is kept.
    Truth done(const Step& step) const {
        const Truth flag = truth_of_cell(desk.table(Role::turnover).column<bool>(step.field)[row]);
        if (desk.day_of(Role::turnover, step.day, row)) return Truth::yes;
        return flag;
    }
};

Truth approval_of(const Reading& reading) {
    const auto& number = reading.desk.table(Role::turnover).column<std::string>("approval_no")[reading.row];
    if (!number) return Truth::no;
    reading.plot.approval_no = *number;
    const auto found = reading.approved.find(*number);
    if (found == reading.approved.end())  // its number stands for it where nobody handed approvals in
        return reading.desk.holdings.given(Role::approval) ? Truth::no : Truth::yes;
    reading.plot.approved_on = found->second;
    return Truth::yes;
}

/// The furthest rung with nothing open below it; what is done above an open rung does not count, and is told.
void climb(Reading& reading) {
    TurnoverResult& plot = reading.plot;
    const Truth approved = approval_of(reading);
    plot.rung = approved == Truth::yes ? "approved" : "planned";
    plot.since = approved == Truth::yes ? plot.approved_on : std::nullopt;
    bool stopped = approved != Truth::yes;
    if (stopped) plot.next = "approved";
    for (const Step& step : steps) {
        const Truth done = reading.done(step);
        if (!stopped && done == Truth::yes) {
            plot.rung = step.rung, plot.since = reading.desk.day_of(Role::turnover, step.day, reading.row);
        } else if (!stopped) {
            stopped = true, plot.next = step.rung;
            if (done == Truth::undetermined) plot.missing.emplace_back(step.field);
        } else if (done == Truth::yes) {
            reading.desk.find(Role::turnover, reading.row, "turnover_rung_skipped", Severity::warning,
                              "前一步（" + reading.desk.labels.text("rung", plot.next) + "）未完成或不明，却填了" +
                                  reading.desk.labels.text("rung", step.rung) + "；按停在" +
                                  reading.desk.labels.text("rung", plot.rung) + "计",
                              "核对征收、净地与通平的填写");
            break;
        }
    }
    if (plot.rung == "ready") plot.next = "supplied";
    if (const auto supplied = reading.desk.day_of(Role::turnover, "supplied_date", reading.row))
        plot.rung = "supplied", plot.since = supplied, plot.next.clear(), plot.missing.clear();
    if (plot.since) plot.years = static_cast<double>(reading.desk.as_of - *plot.since) / days_of_year;
}

void place_plot(const Desk& desk, std::size_t row, const std::optional<std::size_t>& lies, TurnoverResult& plot) {
    const auto& declared = desk.table(Role::turnover).column<std::string>("park_id")[row];
    const auto park = declared ? desk.park_called(*declared) : std::nullopt;
    if (declared && !park)
        desk.find(Role::turnover, row, "unknown_park_id", Severity::warning,
                  "周转用地所填园区 " + *declared + " 不在园区资料中", "核对园区编号或名称");
    if (park)
        plot.park_id = desk.park_id(*park);
    else if (lies)
        plot.park_id = desk.park_id(*lies);
}

void measure(const Desk& desk, const GeometryColumn& plane, std::size_t row, TurnoverResult& plot) {
    plot.quota = desk.table(Role::turnover).column<Area>("quota_m2")[row];
    if (!plane.null(row)) plot.drawn = Area::square_metres(area(plane, row));
    plot.area = plot.quota ? plot.quota : plot.drawn;
    if (!plot.area) plot.missing.emplace_back("quota_m2");
}

/// Plots still to be supplied by the day they are needed; those without a day stand behind, without a place.
void queue(Office& out) {
    std::vector<TurnoverResult*> waiting;
    for (TurnoverResult& plot : out.turnover)
        if (plot.rung != "supplied" && plot.need) waiting.push_back(&plot);
    std::sort(waiting.begin(), waiting.end(), [](const TurnoverResult* a, const TurnoverResult* b) {
        return std::tie(*a->need, a->turnover_id) < std::tie(*b->need, b->turnover_id);
    });
    std::map<std::optional<std::string>, int> places;
    for (TurnoverResult* plot : waiting) plot->place = ++places[plot->park_id];
}

void sum_ladder(const Desk& desk) {
    struct Sum {
        LadderRow row;
        double weighted = 0;
    };
    std::map<std::pair<std::size_t, std::size_t>, Sum> sums;  // park, rung
    for (const TurnoverResult& plot : desk.out.turnover) {
        const auto rung = static_cast<std::size_t>(std::find(std::begin(rungs), std::end(rungs), plot.rung) - rungs);
        const auto park = plot.park_id ? desk.park_called(*plot.park_id) : std::nullopt;
        for (const std::size_t place : desk.counted_in(park)) {
            Sum& sum = sums[{place, rung}];
            ++sum.row.count;
            if (!plot.area) ++sum.row.area_unknown;
            if (!plot.area) continue;
            sum.row.area += *plot.area;
            if (!plot.years) continue;
            sum.row.dated += *plot.area, sum.weighted += *plot.years * plot.area->mu();
        }
    }
    std::map<std::size_t, LadderRow> all;
    for (auto& [key, sum] : sums) {
        LadderRow& row = sum.row;
        row.park_id = desk.park_id(key.first), row.rung = rungs[key.second];
        if (row.dated > Area{}) row.years = sum.weighted / row.dated.mu();
        LadderRow& whole = all[key.first];
        whole.park_id = row.park_id, whole.rung = "all";
        whole.count += row.count, whole.area += row.area, whole.area_unknown += row.area_unknown;
        if (row.rung == "supplied") whole.supplied = row.area;
        desk.out.ladder.push_back(row);
    }
    for (auto& [park, row] : all) {
        row.balance = row.area - row.supplied;
        desk.out.ladder.push_back(row);
    }
}

}  // namespace

void judge_turnover(const Desk& desk) {
    const Table& plots = desk.table(Role::turnover);
    if (plots.rows() == 0) return;
    const GeometryColumn plane = in_plane(desk, plots.shapes());
    const Assessments assessments{desk, plane};
    const auto approved = approvals(desk);
    const auto lies = parks_under(desk, plane);
    for (std::size_t row = 0; row < plots.rows(); ++row) {
        TurnoverResult plot;
        plot.turnover_id =
            plots.column<std::string>("turnover_id")[row].value_or("turnover#" + std::to_string(row + 1));
        plot.reserved_for = plots.column<std::string>("reserved_for")[row].value_or("");
        plot.need = plots.column<Date>("need_date")[row];
        place_plot(desk, row, lies[row], plot);
        Reading reading{desk, row, plot, approved};
        climb(reading);
        plot.late = plot.need && *plot.need <= desk.as_of && plot.rung != "supplied";
        assessments.judge(row, plot);
        measure(desk, plane, row, plot);
        desk.out.turnover.push_back(std::move(plot));
    }
    desk.out.turnover_shapes = plots.shapes();
    queue(desk.out);
    sum_ladder(desk);
}

}  // namespace mutu::office
