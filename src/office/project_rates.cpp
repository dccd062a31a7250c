// 履约率、资金到位率、投产率、入园率 by park and year of signing; and what happened in each period.
#include "steps.hpp"

namespace mutu::office {
namespace {

Share counted(Truth answer) {
    return {.of = answer == Truth::yes, .over = answer != Truth::undetermined, .open = answer == Truth::undetermined};
}

Share money(const ProjectResult& project) {
    if (!project.signed_amount || !project.counted) return {.open = 1};
    return {.of = project.counted->fen(), .over = project.signed_amount->fen()};
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// "2026-05~06", "2026-Q2", "2026-H1", "2026-05": as the kind of period says.
std::string period_of(Date day, const std::string& kind) {
    const std::string year = std::to_string(day.year()) + "-";
    if (kind == "half") return year + (day.month() <= 6 ? "H1" : "H2");
    if (kind == "quarter") return year + "Q" + std::to_string((day.month() + 2) / 3);
    if (kind == "bimonth") {
        const int first = (day.month() - 1) / 2 * 2 + 1;
        return year + two_digits(first) + "~" + two_digits(first + 1);
    }
    return year + two_digits(day.month());
}

using Event = ProjectPeriod::Event;
using Periods = std::map<std::pair<std::string, std::size_t>, ProjectPeriod>;  // by period, then park

void note(const Desk& desk, Periods& periods, const std::string& kind, const ProjectResult& project,
          const std::optional<Date>& day, Event ProjectPeriod::* event) {
    if (!day) return;
    const std::string period = kind == "year" ? std::to_string(day->year()) : period_of(*day, kind);
    const auto park = project.park_id ? desk.park_called(*project.park_id) : std::nullopt;
    for (const std::size_t place : desk.counted_in(park)) {
        ProjectPeriod& row = periods[{period, place}];
        row.park_id = desk.park_id(place), row.kind = kind, row.period = period;
        Event& sum = row.*event;
        ++sum.count;
        sum.large += project.large == Truth::yes, sum.size_unknown += project.large == Truth::undetermined;
        if (project.signed_amount) sum.amount += *project.signed_amount;
    }
}

}  // namespace

void rate_projects(const Desk& desk, Shares& shares) {
    for (const ProjectResult& project : desk.out.projects) {
        if (project.is_signed != Truth::yes) continue;
        const auto park = project.park_id ? desk.park_called(*project.park_id) : std::nullopt;
        const auto year = project.signed_on ? std::optional{project.signed_on->year()} : std::nullopt;
        const auto add = [&](const char* rate, Share share) { shares.add(desk, park, rate, year, share); };
        add("in_park", counted(project.in_park));
        if (project.in_grace) continue;
        add("fulfilment", counted(project.fulfilled));
        add("arrived", money(project));
        add("production", counted(project.produced));
    }
}

void count_periods(const Desk& desk) {
    std::string within = desk.word("office_period");
    if (within.empty()) within = "bimonth";
    for (const std::string& kind : {std::string{"year"}, within}) {
        Periods periods;
        for (const ProjectResult& project : desk.out.projects) {
            note(desk, periods, kind, project, project.signed_on, &ProjectPeriod::signings);
            note(desk, periods, kind, project, project.started_on, &ProjectPeriod::starts);
            note(desk, periods, kind, project, project.finished_on, &ProjectPeriod::finishes);
            note(desk, periods, kind, project, project.produced_on, &ProjectPeriod::productions);
        }
        for (auto& [key, row] : periods) desk.out.project_periods.push_back(std::move(row));
    }
}

}  // namespace mutu::office
