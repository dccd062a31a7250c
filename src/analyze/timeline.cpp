// Due, start, finish, stop: the dates of the idle ladder with their constants from the rulebook (contract.md §8).
#include "facts.hpp"

#include <algorithm>

namespace mutu {
namespace {

bool is_code(const std::optional<std::string>& value, std::initializer_list<std::string_view> codes) {
    for (const auto code : codes)
        if (value && *value == code) return true;
    return false;
}

std::optional<Date> later(const std::optional<Date>& from, const std::optional<int>& years) {
    if (!from || !years) return std::nullopt;
    return add_years(*from, *years);
}

/// The foundation test: pit or pile wholly done, any other foundation to the share the pack names. Absent when it
/// cannot be made.
std::optional<bool> foundation_done(const ParcelView& view) {
    const Terms& terms = view.known.terms;
    auto type = terms.get<std::string>("foundation_type", view.parcel);
    auto progress = terms.get<double>("foundation_progress", view.parcel);
    if (type && !is_code(type, {"pit", "pile", "other"})) {
        view.find("unknown_foundation_type", Severity::warning, "基础类型 " + *type + " 不在取值范围内，按空白处理",
                  "改为 pit、pile 或 other");
        type.reset();
    }
    if (progress && (*progress < 0 || *progress > 1)) {
        view.find("bad_foundation_progress", Severity::warning, "基础施工进度不在 0 到 1 之间，按空白处理",
                  "按 0–1 或百分数填写");
        progress.reset();
    }
    if (!type || !progress) return std::nullopt;
    constexpr std::int64_t steps = 3'000'000;  // contract.md §4: held to the nearest 1/3 000 000
    const auto held = *Ratio::of(static_cast<std::int64_t>(*progress * static_cast<double>(steps) + 0.5), steps);
    const auto needed = *type == "other" ? view.known.context.rules.ratio("foundation_other_min") : Ratio::whole(1);
    if (!needed) return std::nullopt;
    return compare(held, Ratio::whole(1), *needed, Ratio::whole(1)) >= 0;
}

void started_fact(const ParcelView& view, Facts& facts) {
    Fact& started = facts[Measure::started];
    const Event start = view.event("actual_start_date");
    if (start.on) {
        started = {.value = Truth::yes, .source = "actual_start_date"};
        return;
    }
    const Event permit = view.event("permit_date");
    const auto foundation = foundation_done(view);
    if (permit.on && foundation == true) {
        started = {.value = Truth::yes, .source = "permit_date"};
        return;
    }
    if (permit.state == Event::State::not_happened && foundation == true)
        view.find("construction_without_permit", Severity::warning,
                  "基础施工已达动工标准但没有施工许可证，不认定为动工", "核实是否存在违法建设");
    if (start.state == Event::State::unknown) {
        started = {.value = {}, .source = {}, .missing = {"actual_start_date"}};
        return;
    }
    // A permit or a progress that is recorded and cannot be known leaves the second way to a start open.
    const bool permit_open = permit.state == Event::State::unknown && !permit.absent_column;
    const bool progress_open = view.known.terms.unreadable("foundation_progress", view.parcel);
    if ((permit_open && (foundation == true || progress_open)) || (permit.on && progress_open)) {
        started.missing = {"actual_start_date"};
        if (permit_open) started.missing.push_back("permit_date");
        if (progress_open) started.missing.push_back("foundation_progress");
        return;
    }
    started = {.value = Truth::no, .source = "actual_start_date", .missing = {}, .assumption = start.assumption};
    if (permit.on && !foundation) started.missing = {"foundation_progress", "foundation_type"};
}

void due_facts(const ParcelView& view, Facts& facts) {
    const Terms& terms = view.known.terms;
    const Rulebook& rules = view.known.context.rules;
    Fact& due = facts[Measure::start_due];
    const auto extended = terms.get<Date>("extended_start_date", view.parcel),
               agreed = terms.get<Date>("agreed_start_date", view.parcel);
    const auto delivered = later(view.happened("actual_delivery_date"), rules.count("delivery_plus_years"));
    const bool garbled = terms.unreadable("extended_start_date", view.parcel) ||
                         (!extended && terms.unreadable("agreed_start_date", view.parcel));
    if (garbled && !extended)
        due = {.value = {}, .source = {}, .missing = {"agreed_start_date", "extended_start_date"}};
    else if (extended)
        due = {.value = *extended, .source = "extended_start_date"};
    else if (agreed)
        due = {.value = *agreed, .source = "agreed_start_date"};
    else if (delivered)
        due = {
            .value = *delivered, .source = "actual_delivery_date", .missing = {}, .assumption = "delivery_plus_years"};
    else
        due = {.value = {}, .source = {}, .missing = {"actual_delivery_date", "agreed_start_date"}};

    const Date* from = std::get_if<Date>(&due.value);
    const std::int32_t shift = rules.word("anniversary") == "next_day" ? 1 : 0;
    const auto put = [&](Measure measure, std::optional<Date> day) {
        if (day)
            facts[measure] = {.value = *day + shift, .source = due.source};
        else
            facts[measure] = {.value = {}, .source = {}, .missing = due.missing};
    };
    const auto start = from ? std::optional{*from} : std::nullopt;
    const auto one_year = later(start, rules.count("idle_a_years"));
    put(Measure::one_year_on, one_year);
    put(Measure::two_years_on, later(start, rules.count("forfeit_years")));
    const auto days = rules.count("early_warning_days");
    put(Measure::warning_from, one_year && days ? std::optional{*one_year + -*days} : std::nullopt);
    if (extended && agreed && *extended > add_months(*agreed, rules.count("extension_max_months").value_or(0)) &&
        rules.count("extension_max_months"))
        view.find("extension_over_1y", Severity::warning,
                  "延期动工超过规定期限：约定 " + agreed->iso() + "，延期至 " + extended->iso(), "核对补充协议");
}

void cause_fact(const ParcelView& view, Facts& facts) {
    const auto cause = view.known.terms.get<std::string>("idle_cause", view.parcel);
    const Field* field = find_field(Role::parcel, "idle_cause");
    Fact& fact = facts[Measure::idle_cause];
    if (!cause) {
        const Event reading = view.event("idle_cause");
        if (reading.state == Event::State::unknown && !reading.absent_column)
            fact = {.value = {}, .source = {}, .missing = {"idle_cause"}};
        else
            fact = {
                .value = std::string{"none"}, .source = "idle_cause", .missing = {}, .assumption = reading.assumption};
        return;
    }
    const bool listed = std::find(field->codes.begin(), field->codes.end(), *cause) != field->codes.end();
    fact = {.value = listed ? *cause : std::string{"other"}, .source = "idle_cause"};
    if (!listed)
        view.find("unknown_idle_cause", Severity::warning, "闲置原因 " + *cause + " 不在取值范围内",
                  "按闲置土地处置办法第八条的情形填写");
}

void stop_facts(const ParcelView& view, Facts& facts) {
    const Event stop = view.event("stop_date"), resume = view.event("resume_date");
    Fact& stopped = facts[Measure::stopped];
    if (stop.on) {
        const bool resumed = resume.on && *resume.on >= *stop.on;
        if (!resumed && resume.state == Event::State::unknown && !resume.absent_column)
            stopped = {.value = {}, .source = {}, .missing = {"resume_date"}};
        else
            stopped = {.value = truth_of(!resumed),
                       .source = "stop_date",
                       .missing = {},
                       .assumption = resumed ? std::string_view{} : resume.assumption};
    } else if (stop.state == Event::State::unknown && !stop.absent_column) {
        stopped = {.value = {}, .source = {}, .missing = {"stop_date"}};
    } else {
        stopped = {.value = Truth::no, .source = "stop_date", .missing = {}, .assumption = stop.assumption};
        if (stop.absent_column && stop.state == Event::State::unknown)
            stopped.missing = {"stop_date"}, stopped.assumption = "absent_stop_column";
    }
    const std::int32_t shift = view.known.context.rules.word("anniversary") == "next_day" ? 1 : 0;
    if (stop.on)
        facts[Measure::stop_date] = {.value = *stop.on, .source = "stop_date"};
    else
        facts[Measure::stop_date] = {.value = {}, .source = {}, .missing = {"stop_date"}};
    const auto full = later(stop.on, view.known.context.rules.count("idle_b_years"));
    if (full)
        facts[Measure::stop_year_on] = {.value = *full + shift, .source = "stop_date"};
    else
        facts[Measure::stop_year_on] = {.value = {}, .source = {}, .missing = {"stop_date"}};
}

void finish_facts(const ParcelView& view, Facts& facts) {
    const Event finish = view.event("actual_finish_date");
    Fact& finished = facts[Measure::finished];
    if (finish.on)
        finished = {.value = Truth::yes, .source = "actual_finish_date"};
    else if (finish.state == Event::State::unknown && !finish.absent_column)
        finished = {.value = {}, .source = {}, .missing = {"actual_finish_date"}};
    else {
        finished = {.value = Truth::no, .source = "actual_finish_date", .missing = {}, .assumption = finish.assumption};
        if (finish.absent_column && finish.state == Event::State::unknown)
            finished.missing = {"actual_finish_date"}, finished.assumption = "absent_finish_column";
    }
    const auto months = view.known.context.rules.count("ramp_up_months");
    if (finish.on) {
        facts[Measure::finish_date] = {.value = *finish.on, .source = "actual_finish_date"};
        if (months)
            facts[Measure::ramp_up_until] = {.value = add_months(*finish.on, *months), .source = "actual_finish_date"};
    } else {
        facts[Measure::finish_date] = {.value = {}, .source = {}, .missing = {"actual_finish_date"}};
        facts[Measure::ramp_up_until] = {.value = {}, .source = {}, .missing = {"actual_finish_date"}};
    }
}

void tell_disorder(const ParcelView& view) {
    const auto contract = view.known.terms.contract_date(view.parcel), start = view.happened("actual_start_date"),
               finish = view.happened("actual_finish_date"), stop = view.happened("stop_date"),
               delivery = view.happened("actual_delivery_date");
    const auto tell = [&](const std::optional<Date>& early, const std::optional<Date>& late, const std::string& what) {
        if (early && late && *late < *early)
            view.find("date_order", Severity::warning, what + "（" + late->iso() + " 早于 " + early->iso() + "）",
                      "核对日期");
    };
    tell(start, stop, "停工日期早于动工日期");
    tell(start, finish, "竣工日期早于动工日期");
    tell(contract, start, "动工日期早于合同签订日期");
    tell(contract, delivery, "交地日期早于合同签订日期");
    tell(delivery, start, "动工日期早于交地日期");
}

}  // namespace

Event ParcelView::event(std::string_view field) const {
    const Rulebook& rules = known.context.rules;
    const Field* spec = find_field(Role::parcel, field);
    const bool dated = spec->type == FieldType::date;
    if (!known.terms.has(field)) {
        if (rules.word("absent_event") == "not_happened")
            return {.state = Event::State::not_happened,
                    .on = {},
                    .assumption = "absent_event_not_happened",
                    .absent_column = true};
        return {.state = Event::State::unknown, .on = {}, .assumption = {}, .absent_column = true};
    }
    if (dated) {
        const auto day = known.terms.get<Date>(field, parcel);
        if (day && *day <= as_of)
            return {.state = Event::State::happened, .on = day, .assumption = {}, .absent_column = false};
        if (day)
            return {.state = Event::State::not_happened,
                    .on = {},
                    .assumption = "event_after_as_of",
                    .absent_column = false};
    }
    if (rules.word("blank_event") == "unknown" || known.terms.unreadable(field, parcel)) return {};
    return {.state = Event::State::not_happened,
            .on = {},
            .assumption = "blank_event_not_happened",
            .absent_column = false};
}

std::optional<Date> ParcelView::happened(std::string_view field) const {
    const auto day = known.terms.get<Date>(field, parcel);
    return day && *day <= as_of ? day : std::nullopt;
}

bool ParcelView::checked_as(std::string_view result) const {
    const auto check = known.terms.get<std::string>("field_check", parcel);
    const auto on = known.terms.get<Date>("field_check_date", parcel);
    return check && *check == result && (!on || *on <= as_of);
}

void time_facts(const ParcelView& view, Facts& facts) {
    finish_facts(view, facts);
    started_fact(view, facts);
    due_facts(view, facts);
    cause_fact(view, facts);
    stop_facts(view, facts);
    tell_disorder(view);
}

void contradiction_fact(const ParcelView& view, Facts& facts) {
    Fact& fact = facts[Measure::start_contradicted];
    fact = {.value = Truth::no, .source = "building"};
    const auto limit = view.known.context.rules.ratio("contra_footprint_share");
    const Ratio* share = std::get_if<Ratio>(&facts[Measure::footprint_share].value);
    if (share && limit && compare(*share, Ratio::whole(1), *limit, Ratio::whole(1)) >= 0)
        fact = {.value = Truth::yes, .source = "building"};
    if (view.checked_as("started") || view.checked_as("built")) fact = {.value = Truth::yes, .source = "field_check"};
    const Date* due = std::get_if<Date>(&facts[Measure::start_due].value);
    if (!due) return;
    for (const std::size_t firm : view.known.firms.of_parcel[view.parcel].firms)
        for (const auto& [year, sums] : view.known.firms.list[firm].years)
            if (sums.produced && year > due->year() && view.known.firms.data_year &&
                year <= *view.known.firms.data_year)
                fact = {.value = Truth::yes, .source = "enterprise_year"};
}

}  // namespace mutu
