// The days of parcels, from the facts that the rulebook judges and the terms of their contracts.
#include "dossier/clock.hpp"

#include "dossier/parcel_file.hpp"

#include "mutu/policy.hpp"
#include "mutu/rejudge.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace mutu {
namespace {

const Date* day_in(const Fact& fact) { return std::get_if<Date>(&fact.value); }
Truth truth_in(const Fact& fact) {
    const Truth* truth = std::get_if<Truth>(&fact.value);
    return truth ? *truth : Truth::undetermined;
}
std::string code_in(const Fact& fact) {
    const auto* code = std::get_if<std::string>(&fact.value);
    return code ? *code : std::string{};
}

/// One parcel while its days are gathered.
class Gathered {
public:
    Gathered(const BookRun& run, const ParcelFiles& files, std::size_t row, std::vector<Deadline>& into)
        : run_{run}, files_{files}, row_{row}, into_{into} {}

    void all(const Facts& facts, bool spared) {
        const std::string state = code_in(facts[Measure::idle_state]);
        if (state == "not_applicable") return;
        const bool open = state == "undetermined";
        if (files_.text(row_, "recognition") != "disposed") start_terms(facts, open, spared);
        if (state != "completed")
            finish_terms(state, open);
        else
            use_terms(facts);
        for (const char* field : {"term_end_date", "lease_end_date", "conversion_due_date"}) agreed(field, open);
    }

private:
    void start_terms(const Facts& facts, bool open, bool spared) {
        const Truth started = truth_in(facts[Measure::started]), finished = truth_in(facts[Measure::finished]);
        if (finished == Truth::yes) return;
        const ClockState clock = open ? ClockState::undetermined : spared ? ClockState::suspended : ClockState::running;
        if (started == Truth::yes) {
            if (truth_in(facts[Measure::stopped]) == Truth::yes)
                fact("stop_year_on", facts[Measure::stop_year_on], "idle_b_years", clock);
            return;
        }
        fact("start_due", facts[Measure::start_due],
             facts[Measure::start_due].source == "actual_delivery_date" ? "delivery_plus_years" : "", clock);
        if (!day_in(facts[Measure::start_due])) return;  // said once, with what is missing
        fact("one_year_on", facts[Measure::one_year_on], "idle_a_years", clock);
        fact("two_years_on", facts[Measure::two_years_on], "forfeit_years", clock);
    }

    void finish_terms(const std::string& state, bool open) {
        const auto delivered = files_.day(row_, "actual_delivery_date");
        const bool waiting = state == "not_due" || state == "early_warning" || open;
        if (waiting && (!delivered || run_.as_of < *delivered)) agreed("agreed_delivery_date", open);
        agreed("agreed_finish_date", open);
    }

    /// Days from which a finished works can be called poorly used; nothing is owed once they are past.
    void use_terms(const Facts& facts) {
        for (const auto& [kind, measure, parameter] :
             {std::tuple{"ramp_up_until", Measure::ramp_up_until, "ramp_up_months"},
              std::tuple{"production_stop_limit_on", Measure::production_stop_limit_on, "stop_months"}})
            if (const Date* day = day_in(facts[measure]); day && *day >= run_.as_of)
                fact(kind, facts[measure], parameter, ClockState::running);
    }

    void agreed(const char* field, bool open) {
        const auto day = files_.day(row_, field);
        if (!day) return;
        Deadline& one = add(field, open ? ClockState::undetermined : ClockState::running);
        one.day = day, one.source = field;
    }

    void fact(const char* kind, const Fact& fact, std::string_view parameter, ClockState clock) {
        Deadline& one = add(kind, clock);
        if (const Date* day = day_in(fact))
            one.day = *day;
        else
            one.clock = ClockState::undetermined;
        one.source = fact.source;
        for (const std::string_view field : fact.missing) one.missing.emplace_back(field);
        const auto at = run_.rules.parameters.find(parameter);
        if (at != run_.rules.parameters.end())
            one.clause = at->second.clause, one.evidence = mutu::word(at->second.evidence);
    }

    Deadline& add(const char* kind, ClockState clock) {
        Deadline& one = into_.emplace_back();
        one.kind = kind, one.clock = clock;
        one.parcel_id = files_.text(row_, "parcel_id"), one.park_id = files_.text(row_, "park_id");
        one.holder = files_.text(row_, "holder_name");
        const auto area = parse_number(files_.text(row_, "area_m2"));
        if (const double* metres = std::get_if<double>(&area)) one.land = Area::square_metres(*metres);
        return one;
    }

    const BookRun& run_;
    const ParcelFiles& files_;
    std::size_t row_;
    std::vector<Deadline>& into_;
};

/// Causes that are not the holder's, as the pack lists them.
std::set<std::string> sparing_causes(const Rulebook& rules) {
    const auto found = rules.parameters.find("exempt_causes");
    if (found == rules.parameters.end()) return {};
    const auto* words = std::get_if<std::vector<std::string>>(&found->second.value);
    return words ? std::set<std::string>{words->begin(), words->end()} : std::set<std::string>{};
}

ParcelFiles files_of(const Book& book, const ClockQuery& query) {
    std::string where = "1";
    std::vector<std::string> arguments;
    const auto only = [&](const char* column, const std::string& value) {
        if (value.empty()) return;
        arguments.push_back(value);
        where += std::string{" AND r."} + column + " = ?" + std::to_string(arguments.size());
    };
    only("park_id", park_id_named(book, query.park));
    only("land_class", query.land_class);
    only("parcel_id", query.parcel);
    return {book,
            {"parcel_id", "park_id", "area_m2", "holder_name", "recognition", "actual_delivery_date",
             "agreed_delivery_date", "agreed_finish_date", "term_end_date", "lease_end_date", "conversion_due_date"},
            where,
            arguments};
}

bool before(const Deadline& a, const Deadline& b) {
    if (a.day && b.day) return *a.day < *b.day;
    return a.day.has_value() && !b.day;
}

}  // namespace

const char* word(ClockState state) {
    switch (state) {
    case ClockState::running: return "running";
    case ClockState::suspended: return "suspended";
    case ClockState::undetermined: return "undetermined";
    }
    return "";
}

std::vector<Deadline> deadlines_of(const Book& book, const BookRun& run, const Labels& labels,
                                   const ClockQuery& query) {
    const ParcelFiles files = files_of(book, query);
    std::map<std::string, std::size_t> row_of;
    for (std::size_t row = 0; row < files.size(); ++row) row_of.emplace(files.text(row, "parcel_id"), row);
    const Judge judge{run.rules, labels, run.as_of};
    const auto sparing = sparing_causes(run.rules);
    std::vector<Deadline> found;
    const auto only = query.parcel.empty() ? std::nullopt : book.parcel_row(query.parcel);
    book.each_parcel(only.value_or(1), only.value_or(book.parcels()), [&](std::string_view id, std::string_view bytes) {
        const auto row = row_of.find(std::string{id});
        if (row == row_of.end()) return;
        const Facts facts = judged_facts(judge, decoded(bytes));
        const bool spared = sparing.contains(code_in(facts[Measure::idle_cause]));
        Gathered{run, files, row->second, found}.all(facts, spared);
    });
    if (query.within)
        std::erase_if(found, [&](const Deadline& one) {
            return !one.day || *one.day < run.as_of || *query.within < *one.day - run.as_of;
        });
    std::stable_sort(found.begin(), found.end(), before);
    return found;
}

}  // namespace mutu
