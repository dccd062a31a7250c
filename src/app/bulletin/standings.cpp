// Parks against each other, against their tasks, and against the calendar.
#include "bulletin/bulletin.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using enum Form;

constexpr int months_ahead = 2;

struct ParkFigures {
    std::optional<double> tax_per_mu;
    std::optional<Area> land;
};

std::map<std::string, ParkFigures> park_figures(const Kept& run) {
    const Book book{run.path};
    std::map<std::string, ParkFigures> found;
    for (const auto& row : run.rows(book, "park_id, tax_wan_per_mu, area_m2", "park_result", "").rows) {
        ParkFigures& one = found[row[0].value_or("")];
        const auto parsed = parse_number(row[1].value_or(""));
        if (const double* number = std::get_if<double>(&parsed)) one.tax_per_mu = *number;
        one.land = area_of(row[2]);
    }
    return found;
}

struct Stock {
    Area before, after;
};

/// Idle, unsupplied and low-efficiency land by park.
std::map<std::string, Stock> stock_of(const BulletinSource& source) {
    std::map<std::string, Stock> stock;
    for (const Account& one : source.accounts.rows) {
        Stock& park = stock[one.park_id];
        park.before += one.move.from, park.after += one.move.to;
    }
    return stock;
}

std::optional<double> part_of(Area part, const std::optional<Area>& whole) {
    const auto ratio = whole ? Ratio::of(part, *whole) : std::nullopt;
    return ratio ? std::optional{ratio->value()} : std::nullopt;
}

std::string move_text(const std::optional<std::int64_t>& before, const std::optional<std::int64_t>& after) {
    if (!before || !after) return "/";
    if (*before == *after) return "—";
    return (*after < *before ? "升 " : "降 ") + std::to_string(std::abs(*after - *before));
}

std::optional<Ratio> ratio_of(const BulletinSource& source, const std::string& parameter) {
    if (!source.rules) return std::nullopt;
    const auto found = source.rules->parameters.find(parameter);
    if (found == source.rules->parameters.end() || found->second.evidence == Evidence::unconfirmed) return std::nullopt;
    const auto* number = std::get_if<Ratio>(&found->second.value);
    return number ? std::optional{*number} : std::nullopt;
}

/// Approvals of the period by park. Absent for a park where a new approval has no day, for all where no run has any.
struct Approved {
    bool any = false;
    std::map<std::string, std::optional<Area>> by_park;

    std::optional<Area> of(const std::string& park) const {
        const auto found = by_park.find(park);
        return found != by_park.end() ? found->second : any ? std::optional{Area{}} : std::nullopt;
    }
};

Approved approved_in(const Compared& runs) {
    const Book before{runs.before.path}, after{runs.after.path};
    std::map<std::string, std::optional<Date>> day;
    for (const auto& row : runs.after.rows(after, "approval_id, approval_date", "unsupplied_land", "").rows)
        day[row[0].value_or("")] = day_of(row[1]);
    for (const auto& row : after.query("SELECT approval_id, approval_date FROM approval").rows)
        if (auto& one = day[row[0].value_or("")]; !one) one = day_of(row[1]);
    std::map<std::string, bool> known;
    Approved found;
    for (const auto& row : runs.before.rows(before, "approval_id", "approval_result", "").rows)
        known[row[0].value_or("")] = found.any = true;
    for (const auto& row : runs.after.rows(after, "approval_id, park_id, area_m2", "approval_result", "").rows) {
        found.any = true;
        const auto& on = day[row[0].value_or("")];
        if (known.contains(row[0].value_or("")) || (on && *on <= runs.before.as_of)) continue;
        auto& sum = found.by_park.try_emplace(row[1].value_or(""), Area{}).first->second;
        const auto land = area_of(row[2]);
        sum = sum && on && land ? std::optional{*sum + *land} : std::nullopt;
    }
    return found;
}

std::string met_word(Truth met) { return met == Truth::yes ? "达到" : met == Truth::no ? "未达到" : "无法判定"; }

/// The day and its name, where a statutory date of the parcel lies within the window.
struct Deadline {
    Date day;
    std::string what, clause;
};

void add_deadlines(const KeptParcel& parcel, const Rulebook& rules, Date from, Date to, const Labels& labels,
                   std::vector<Deadline>& found) {
    const std::string state = parcel.of(KeptField::idle_state).value_or("");
    const auto add = [&](const std::optional<Date>& day, const std::string& what, const char* parameter) {
        if (!day || *day <= from || to < *day) return;
        const auto at = rules.parameters.find(parameter);
        const std::string clause =
            at == rules.parameters.end()
                ? std::string{}
                : at->second.clause + "（" + labels.text("evidence", word(at->second.evidence)) + "）";
        found.push_back({*day, what, clause});
    };
    const bool waiting = state == "not_due" || state == "early_warning";
    const auto years = rules.count("forfeit_years");
    if (waiting) add(parcel.start_due, "应动工日期", "idle_a_years");
    if (waiting) add(parcel.idle_on, "未动工达到疑似闲置年限", "idle_a_years");
    if (state == "stalled") add(parcel.idle_on, "中止开发达到疑似闲置年限", "idle_b_years");
    if (state == "idle_a_1y" && parcel.start_due && years)
        add(add_years(*parcel.start_due, *years), "未动工达到可无偿收回年限", "forfeit_years");
}

}  // namespace

AnnexList ranking_list(const BulletinSource& source) {
    AnnexList list{"附表6 园区排名",
                   {{"园区"},
                    {"期初亩均税收（万元/亩）", wan_per_mu},
                    {"期末亩均税收（万元/亩）", wan_per_mu},
                    {"期初名次", count},
                    {"期末名次", count},
                    {"名次升降"},
                    {"期初存量占比", Form::share},
                    {"期末存量占比", Form::share},
                    {"期初名次（占比低者在前）", count},
                    {"期末名次（占比低者在前）", count},
                    {"占比名次升降"}},
                   {}};
    const auto before = park_figures(source.runs.before), after = park_figures(source.runs.after);
    const auto stock = stock_of(source);
    std::vector<std::string> parks;
    BulletinSource everywhere = source;  // a park alone still stands among the others
    everywhere.park.clear();
    for (const std::string& park : park_order(everywhere))
        if (!park.empty()) parks.push_back(park);
    std::array<std::vector<std::optional<double>>, 4> values;  // tax before, after, minus share before, after
    for (const std::string& park : parks) {
        const auto at = [&](const auto& by_park) {
            const auto found = by_park.find(park);
            return found == by_park.end() ? ParkFigures{} : found->second;
        };
        const auto own = stock.find(park);
        const Stock sum = own == stock.end() ? Stock{} : own->second;
        const auto low_first = [](std::optional<double> part) { return part ? std::optional{-*part} : part; };
        values[0].push_back(at(before).tax_per_mu), values[1].push_back(at(after).tax_per_mu);
        values[2].push_back(low_first(part_of(sum.before, at(before).land)));
        values[3].push_back(low_first(part_of(sum.after, at(after).land)));
    }
    std::array<std::vector<std::optional<std::int64_t>>, 4> places;
    for (std::size_t i = 0; i < values.size(); ++i) places[i] = ranks(values[i]);
    const auto share_cell = [](const std::optional<double>& part) {
        return part ? Quantity{std::abs(*part)} : Quantity{};
    };
    for (std::size_t i = 0; i < parks.size(); ++i) {
        if (!source.wanted(parks[i])) continue;
        list.rows.push_back({source.park_name(parks[i]), quantity(values[0][i]), quantity(values[1][i]),
                             quantity(places[0][i]), quantity(places[1][i]), move_text(places[0][i], places[1][i]),
                             share_cell(values[2][i]), share_cell(values[3][i]), quantity(places[2][i]),
                             quantity(places[3][i]), move_text(places[2][i], places[3][i])});
    }
    list.notes = {"名次按竞赛排名，数值未知的不参加排名；存量占比为批而未供、疑似闲置、拟认定低效之和占园区面积"};
    return list;
}

AnnexList task_list(const BulletinSource& source) {
    AnnexList list{"附表7 处置与任务",
                   {{"园区"},
                    {"期初存量（亩）", mu, true},
                    {"本期处置（亩）", mu, true},
                    {"处置率", Form::share},
                    {"处置任务"},
                    {"任务尚差（亩）", mu},
                    {"本期新增批准（亩）", mu, true},
                    {"应处置存量（亩）", mu, true},
                    {"增存挂钩"},
                    {"挂钩尚差（亩）", mu}},
                   {}};
    const auto rate = ratio_of(source, "disposal_task_rate"), ratio = ratio_of(source, "stock_disposal_ratio");
    const Approved approved = approved_in(source.runs);
    struct Sum {
        Area base, disposed;
        std::optional<Area> approved = Area{};
    };
    std::map<std::string, Sum> sums;
    for (const Account& one : source.accounts.rows)
        if (one.figure != FigureOf::low_efficiency)
            sums[one.park_id].base += one.move.from, sums[one.park_id].disposed -= one.move.of(Cause::disposal);
    const auto row = [&](const std::string& name, const Sum& sum) {
        const DisposalTask task = task_of(sum.base, sum.disposed, rate);
        const DisposalTask stock = stock_task(sum.approved, sum.disposed, ratio);
        list.rows.push_back({name, sum.base, sum.disposed, task.rate ? Quantity{task.rate->value()} : Quantity{},
                             met_word(task.met), quantity(task.short_of), quantity(sum.approved),
                             quantity(stock.needed), met_word(stock.met), quantity(stock.short_of)});
    };
    Sum all;
    for (const std::string& park : park_order(source)) {
        Sum& sum = sums[park];
        sum.approved = approved.of(park);
        if (park.empty() && sum.base == Area{} && sum.approved.value_or(Area{}) == Area{}) continue;
        row(source.park_name(park), sum);
        all.base += sum.base, all.disposed += sum.disposed;
        all.approved = all.approved && sum.approved ? std::optional{*all.approved + *sum.approved} : std::nullopt;
    }
    row("全部", all);
    for (AnnexColumn& column : list.columns) column.summed = false;  // the last row is the sum
    list.notes = {"存量为批而未供与疑似闲置；处置为期内供应、动工、复工、竣工、收回、延期而退出的土地（见附表12、附表13"
                  "）；任务为年度任务，本表以本期处置对照"};
    return list;
}

AnnexList deadline_list(const BulletinSource& source) {
    AnnexList list{"附表11 今后两个月法定期限",
                   {{"日期", date},
                    {"距期末（天）", count},
                    {"期限"},
                    {"园区"},
                    {"宗地"},
                    {"使用权人"},
                    {"面积（亩）", mu, true},
                    {"依据", text, false, false}},
                   {}};
    if (!source.rules) {
        list.notes = {"成果库里没有期末的规则包，期限无法推算"};
        return list;
    }
    const Kept& run = source.runs.after;
    const Date last = add_months(run.as_of, months_ahead);
    for (std::size_t row = 0; row < run.parcels.size(); ++row) {
        const KeptParcel& parcel = run.parcels[row];
        const std::string park = parcel.of(KeptField::park_id).value_or("");
        if (!source.wanted(park)) continue;
        std::vector<Deadline> found;
        add_deadlines(parcel, *source.rules, run.as_of, last, source.labels, found);
        for (Deadline& one : found)
            list.rows.push_back({one.day, static_cast<std::int64_t>(one.day - run.as_of), std::move(one.what),
                                 source.park_name(park), run.land.ids[row], source.holder(run.land.ids[row]),
                                 quantity(parcel.area), std::move(one.clause)});
    }
    std::stable_sort(list.rows.begin(), list.rows.end(), [](const auto& a, const auto& b) {
        return std::get<Date>(a[annex::clock::day]) < std::get<Date>(b[annex::clock::day]);
    });
    return list;
}

}  // namespace mutu
