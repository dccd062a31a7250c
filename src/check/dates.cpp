// 33xx: dates that cannot be: agreed ones out of order, far off, terms too long. Events against each other are told by
// the analysis, which knows the supply row that speaks for a parcel.
#include "rules.hpp"

#include <array>

namespace mutu::checks {
namespace {

struct Named {
    std::string_view field, name;
};
constexpr std::array agreed{Named{"agreed_delivery_date", "约定交地日期"}, Named{"agreed_start_date", "约定动工日期"},
                            Named{"agreed_finish_date", "约定竣工日期"}};

/// Each agreed date against the nearest earlier one that is there.
void agreed_order(Ground& ground, Report& report, Role role) {
    const Table& table = ground.table(role);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        std::optional<Date> before;
        std::string_view before_name;
        for (const Named& one : agreed) {
            const auto day = table.column<Date>(one.field)[row];
            if (!day) continue;
            if (before && *day < *before)
                report.tell("agreed_date_order", role, row,
                            {{"late", std::string{one.name}},
                             {"late_date", day->iso()},
                             {"early", std::string{before_name}},
                             {"early_date", before->iso()}});
            before = day, before_name = one.name;
        }
    }
}

void far_off(Ground& ground, Report& report, Role role) {
    const auto first = static_cast<int>(ground.limit("earliest_year"));
    const auto most = static_cast<int>(ground.limit("latest_years"));
    const Date last = add_years(ground.options.as_of, most);
    const Table& table = ground.table(role);
    for (const Field& field : fields_of(role)) {
        if (field.type != FieldType::date || !table.has(field.name)) continue;
        const auto days = table.column<Date>(field.name);
        for (std::size_t row = 0; row < table.rows(); ++row) {
            if (!days[row]) continue;
            if (days[row]->year() < first || *days[row] > last)
                report.tell("date_far_off", role, row,
                            {{"field", std::string{field.name}},
                             {"value", days[row]->iso()},
                             {"least", std::to_string(first)},
                             {"most", std::to_string(most)}});
            else if (field.kind == FieldKind::event && *days[row] > ground.options.as_of)
                report.tell("event_in_future", role, row,
                            {{"field", std::string{field.name}}, {"value", days[row]->iso()}});
        }
    }
}

void terms(Ground& ground, Report& report, Role role) {
    const double longest = ground.limit("term_years_max"), slack = ground.limit("term_end_days");
    const Table& table = ground.table(role);
    const auto years = table.column<double>("term_years");
    const auto starts = table.column<Date>("contract_date"), ends = table.column<Date>("term_end_date");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!years[row]) continue;
        if (*years[row] > longest) {
            report.tell("term_over_limit", role, row, {{"value", shortest(*years[row])}, {"most", shortest(longest)}});
            continue;
        }
        if (!starts[row] || !ends[row] || *years[row] < 0) continue;
        const Date due = add_months(*starts[row], static_cast<int>(*years[row] * 12));
        if (std::abs(due - *ends[row]) > slack)
            report.tell("term_end_differs", role, row,
                        {{"start", starts[row]->iso()},
                         {"years", shortest(*years[row])},
                         {"end", ends[row]->iso()},
                         {"most", shortest(slack)}});
    }
}

}  // namespace

void check_dates(Ground& ground, Report& report) {
    for (const Role role : all_roles()) far_off(ground, report, role);
    for (const Role role : {Role::parcel, Role::supply}) {
        agreed_order(ground, report, role);
        terms(ground, report, role);
    }
}

}  // namespace mutu::checks
