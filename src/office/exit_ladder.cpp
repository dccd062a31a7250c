// 退出机制: how far each parcel of the low-efficiency base list has come on its way out, what is due next, and whether
// it left the list for a reason.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu::office {
namespace {

constexpr std::string_view removed_rung = "removed";
constexpr std::string_view term_field = "rectify_until";
constexpr std::string_view kind_of_list = "low_efficiency";

struct Reading {
    const Desk& desk;
    std::size_t row;
    ExitResult& out;

    const Table& base() const { return desk.table(Role::registry); }
    std::string text(std::string_view field) const { return base().column<std::string>(field)[row].value_or(""); }
    void find(std::string code, std::string message, std::string fix) const {
        desk.find(Role::registry, row, std::move(code), Severity::warning, std::move(message), std::move(fix));
    }
};

/// The term is over once its day has passed; an event is done once its day has come.
Truth done(const Reading& reading, const ExitStep& step) {
    if (step.field != term_field) return reading.desk.happened(Role::registry, step.field, reading.row);
    const auto& until = reading.base().column<Date>(step.field)[reading.row];
    return until ? truth_of(*until < reading.desk.as_of) : Truth::no;
}

std::optional<Date> written(const Reading& reading, const ExitStep& step) {
    return reading.base().column<Date>(step.field)[reading.row];
}

std::optional<std::int64_t> days_of(const Rulebook& rules, const ExitStep& step) {
    const auto days = step.within ? value_of(rules, *step.within) : std::nullopt;
    return days ? std::optional{std::stoll(days->decimals(0))} : std::nullopt;
}

/// A term that is written down stands for itself; else it is counted from the rung before.
void put_next(const Reading& reading, const ExitStep& step) {
    ExitResult& out = reading.out;
    out.next = step.title, out.decider = step.decider, out.document = step.document;
    const auto term = step.field == term_field ? written(reading, step) : std::nullopt;
    const auto days = days_of(reading.desk.rules, step);
    if (term)
        out.due = term;
    else if (out.since && days)
        out.due = *out.since + static_cast<std::int32_t>(*days);
    if (out.due)
        out.overdue = truth_of(*out.due < reading.desk.as_of);
    else if (step.within && !days && !step.within->parameter.empty())
        out.missing.push_back("parameter:" + step.within->parameter);
}

/// The furthest rung with nothing open below it; what is done above an open rung is told and does not count.
void climb(const Reading& reading) {
    ExitResult& out = reading.out;
    const ExitStep* open = nullptr;
    std::optional<Date> last;
    for (const ExitStep& step : reading.desk.rules.exit_steps) {
        const Truth is = done(reading, step);
        const auto day = written(reading, step);
        if (is == Truth::yes && open) {
            reading.find("exit_rung_skipped",
                         "“" + open->title + "”未完成或不明，却填了“" + step.title + "”；按停在“" +
                             (out.rung_title.empty() ? "未认定" : out.rung_title) + "”计",
                         "核对 " + open->field + " 与 " + step.field);
            break;
        }
        if (is == Truth::yes) {
            if (day && last && *day < *last)
                reading.find("exit_dates_disordered",
                             "“" + step.title + "”" + day->iso() + " 早于前一步 " + last->iso(), "核对各步日期");
            out.rung = step.id, out.rung_title = step.title, out.since = day;
            if (day) last = day;
        } else if (!open) {
            open = &step;
            if (is == Truth::undetermined) out.missing.push_back(step.field);
        }
    }
    if (open) put_next(reading, *open);
}

/// Off the list: by its own day, with a reason. A review that was passed leads here instead of to the exit.
void leave(const Reading& reading) {
    ExitResult& out = reading.out;
    out.review = reading.text("review_result"), out.removed_reason = reading.text("removed_reason");
    const auto removed = reading.desk.day_of(Role::registry, "removed_date", reading.row);
    if (!removed) {
        if (out.review != "passed") return;
        out.next = "移出清册", out.decider.clear(), out.document.clear(), out.missing.clear();
        out.due.reset(), out.overdue = Truth::no;
        return;
    }
    out.rung = removed_rung, out.rung_title = "移出清册", out.since = removed;
    out.next.clear(), out.decider.clear(), out.document.clear(), out.due.reset(), out.missing.clear();
    out.overdue = Truth::no;
    if (!out.removed_reason.empty()) return;
    out.missing.emplace_back("removed_reason");
    reading.find("removal_without_reason", "移出低效清册（" + removed->iso() + "）而未填原因",
                 "填写移出原因与依据文号");
}

}  // namespace

void judge_exits(const Desk& desk) {
    if (desk.rules.exit_steps.empty()) return;
    const Table& base = desk.table(Role::registry);
    const auto kinds = base.column<std::string>("kind");
    std::vector<const RegisterTie*> ties;
    for (const RegisterTie& tie : desk.out.ties)
        if (tie.kind == kind_of_list && tie.in_system) ties.push_back(&tie);
    auto tie = ties.begin();
    for (std::size_t row = 0; row < base.rows(); ++row) {
        if (!kinds[row] || *kinds[row] != kind_of_list) continue;
        ExitResult out;
        out.key = (*tie)->key, out.parcel_id = (*tie)->subject_id, out.park_id = (*tie)->park_id;
        ++tie;
        const Reading reading{desk, row, out};
        climb(reading), leave(reading);
        if (const std::string who = reading.text("decider"); !who.empty()) out.decided_by = who;
        out.document_no = reading.text("document_no");
        desk.out.exits.push_back(std::move(out));
    }
}

}  // namespace mutu::office
