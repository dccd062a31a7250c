// Due, start, finish, stop: the dates of the idle ladder with their constants from the rulebook (contract.md §8).
#include "facts.hpp"

namespace mutu {
namespace {

std::optional<Date> later(const std::optional<Date>& from, const std::optional<int>& years) {
    if (!from || !years) return std::nullopt;
    return add_years(*from, *years);
}

/// The foundation test: pit or pile wholly done, any other foundation to the share the pack names. Absent when it
/// cannot be made.
std::optional<bool> foundation_done(const Reading& reading) {
    const ParcelInputs& in = reading.in;
    if (in.foundation_type.empty() || !in.foundation_progress) return std::nullopt;
    const auto held = *Ratio::of(*in.foundation_progress, foundation_steps);
    const auto needed =
        in.foundation_type == "other" ? reading.constants.foundation_other_min : std::optional{Ratio::whole(1)};
    if (!needed) return std::nullopt;
    return compare(held, Ratio::whole(1), *needed, Ratio::whole(1)) >= 0;
}

void started_fact(const Reading& reading, Facts& facts) {
    Fact& started = facts[Measure::started];
    const Event start = reading.event(reading.in.start);
    if (start.on) {
        put(started, Truth::yes, "actual_start_date");
        return;
    }
    const Event permit = reading.event(reading.in.permit);
    const auto foundation = foundation_done(reading);
    if (permit.on && foundation == true) {
        put(started, Truth::yes, "permit_date");
        return;
    }
    if (permit.state == Event::State::not_happened && foundation == true)
        reading.find("construction_without_permit", "基础施工已达动工标准但没有施工许可证，不认定为动工",
                     "核实是否存在违法建设");
    if (start.state == Event::State::unknown) {
        lack(started, {"actual_start_date"});
        return;
    }
    // A permit or a progress that is recorded and cannot be known leaves the second way to a start open.
    const bool permit_open = permit.state == Event::State::unknown && !permit.absent_column;
    const bool progress_open = reading.in.foundation_progress_unreadable;
    if ((permit_open && (foundation == true || progress_open)) || (permit.on && progress_open)) {
        started.missing = {"actual_start_date"};
        if (permit_open) started.missing.emplace_back("permit_date");
        if (progress_open) started.missing.emplace_back("foundation_progress");
        return;
    }
    put(started, Truth::no, "actual_start_date", start.assumption);
    if (permit.on && !foundation) started.missing = {"foundation_progress", "foundation_type"};
}

void due_facts(const Reading& reading, Facts& facts) {
    const ParcelInputs& in = reading.in;
    const FactConstants& constants = reading.constants;
    Fact& due = facts[Measure::start_due];
    const auto &extended = in.extended_start, &agreed = in.agreed_start;
    const auto delivered = later(reading.happened(in.delivery), constants.delivery_plus_years);
    const bool garbled = in.extended_start_unreadable || (!extended && in.agreed_start_unreadable);
    if (garbled && !extended)
        lack(due, {"agreed_start_date", "extended_start_date"});
    else if (extended)
        put(due, *extended, "extended_start_date");
    else if (agreed)
        put(due, *agreed, "agreed_start_date");
    else if (delivered)
        put(due, *delivered, "actual_delivery_date", "delivery_plus_years");
    else
        lack(due, {"actual_delivery_date", "agreed_start_date"});

    const Date* from = std::get_if<Date>(&due.value);
    const std::int32_t shift = constants.next_day ? 1 : 0;
    const auto put_day = [&](Measure measure, std::optional<Date> day) {
        if (day)
            put(facts[measure], *day + shift, due.source);
        else
            facts[measure].missing = due.missing;
    };
    const auto start = from ? std::optional{*from} : std::nullopt;
    const auto one_year = later(start, constants.idle_a_years);
    put_day(Measure::one_year_on, one_year);
    put_day(Measure::two_years_on, later(start, constants.forfeit_years));
    const auto& days = constants.early_warning_days;
    put_day(Measure::warning_from, one_year && days ? std::optional{*one_year + -*days} : std::nullopt);
    const auto& longest = constants.extension_max_months;
    if (extended && agreed && longest && *extended > add_months(*agreed, *longest))
        reading.find("extension_over_1y", "延期动工超过规定期限：约定 " + agreed->iso() + "，延期至 " + extended->iso(),
                     "核对补充协议");
}

void cause_fact(const Reading& reading, Facts& facts) {
    Fact& fact = facts[Measure::idle_cause];
    const Event cause = reading.cause();
    if (cause.state == Event::State::happened)
        put(fact, std::string{reading.in.idle_cause}, "idle_cause");
    else if (cause.state == Event::State::unknown && !cause.absent_column)
        lack(fact, {"idle_cause"});
    else
        put(fact, std::string{"none"}, "idle_cause", cause.assumption);
}

void stop_facts(const Reading& reading, Facts& facts) {
    const Event stop = reading.event(reading.in.stop), resume = reading.event(reading.in.resume);
    Fact& stopped = facts[Measure::stopped];
    if (stop.on) {
        const bool resumed = resume.on && *resume.on >= *stop.on;
        if (!resumed && resume.state == Event::State::unknown && !resume.absent_column)
            lack(stopped, {"resume_date"});
        else
            put(stopped, truth_of(!resumed), "stop_date", resumed ? std::string_view{} : resume.assumption);
    } else if (stop.state == Event::State::unknown && !stop.absent_column) {
        lack(stopped, {"stop_date"});
    } else {
        put(stopped, Truth::no, "stop_date", stop.assumption);
        if (stop.absent_column && stop.state == Event::State::unknown)
            stopped.missing = {"stop_date"}, stopped.assumption = "absent_stop_column";
    }
    const std::int32_t shift = reading.constants.next_day ? 1 : 0;
    if (stop.on)
        put(facts[Measure::stop_date], *stop.on, "stop_date");
    else
        lack(facts[Measure::stop_date], {"stop_date"});
    const auto full = later(stop.on, reading.constants.idle_b_years);
    if (full)
        put(facts[Measure::stop_year_on], *full + shift, "stop_date");
    else
        lack(facts[Measure::stop_year_on], {"stop_date"});
}

void finish_facts(const Reading& reading, Facts& facts) {
    const Event finish = reading.event(reading.in.finish);
    Fact& finished = facts[Measure::finished];
    if (finish.on)
        put(finished, Truth::yes, "actual_finish_date");
    else if (finish.state == Event::State::unknown && !finish.absent_column)
        lack(finished, {"actual_finish_date"});
    else {
        put(finished, Truth::no, "actual_finish_date", finish.assumption);
        if (finish.absent_column && finish.state == Event::State::unknown)
            finished.missing = {"actual_finish_date"}, finished.assumption = "absent_finish_column";
    }
    const auto& months = reading.constants.ramp_up_months;
    if (finish.on) {
        put(facts[Measure::finish_date], *finish.on, "actual_finish_date");
        if (months) put(facts[Measure::ramp_up_until], add_months(*finish.on, *months), "actual_finish_date");
    } else {
        lack(facts[Measure::finish_date], {"actual_finish_date"});
        lack(facts[Measure::ramp_up_until], {"actual_finish_date"});
    }
}

}  // namespace

/// `cause` has no day: given is given.
Event Reading::cause() const { return event(EventInput{in.cause_cell, as_of}); }

Event Reading::event(const EventInput& cell) const {
    using enum EventInput::Cell;
    using enum Event::State;
    switch (cell.cell) {
    case absent:
        if (!constants.absent_not_happened)
            return {.state = unknown, .on = {}, .assumption = {}, .absent_column = true};
        return {.state = not_happened, .on = {}, .assumption = "absent_event_not_happened", .absent_column = true};
    case given:
        if (cell.on <= as_of) return {.state = Event::State::happened, .on = cell.on};
        return {.state = not_happened, .on = {}, .assumption = "event_after_as_of"};
    case unreadable: return {};
    case blank:
        if (constants.blank_unknown) return {};
        return {.state = not_happened, .on = {}, .assumption = "blank_event_not_happened"};
    }
    return {};
}

std::optional<Date> Reading::happened(const EventInput& cell) const {
    const bool known = cell.cell == EventInput::Cell::given && cell.on <= as_of;
    return known ? std::optional{cell.on} : std::nullopt;
}

void time_facts(const Reading& reading, Facts& facts) {
    finish_facts(reading, facts);
    started_fact(reading, facts);
    due_facts(reading, facts);
    cause_fact(reading, facts);
    stop_facts(reading, facts);
}

void contradiction_fact(const Reading& reading, Facts& facts) {
    const ParcelInputs& in = reading.in;
    Fact& fact = facts[Measure::start_contradicted];
    put(fact, Truth::no, "building");
    const auto& limit = reading.constants.contra_footprint_share;
    const Ratio* share = std::get_if<Ratio>(&facts[Measure::footprint_share].value);
    if (share && limit && compare(*share, Ratio::whole(1), *limit, Ratio::whole(1)) >= 0)
        put(fact, Truth::yes, "building");
    if (in.checked_started || in.checked_built) put(fact, Truth::yes, "field_check");
    const Date* due = std::get_if<Date>(&facts[Measure::start_due].value);
    if (due && in.produced_in && *in.produced_in > due->year()) put(fact, Truth::yes, "enterprise_year");
}

}  // namespace mutu
