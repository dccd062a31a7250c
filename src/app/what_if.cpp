// mutu what-if: which parcels, how many 亩 and how much tax change class when parameters change.
#include "rejudge.hpp"

#include "mutu/app.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <map>
#include <ostream>
#include <tuple>

namespace mutu {
namespace {

Value figures(const ClassSums& sums) {
    Value value;
    value.add("supplied_m2", sums.supplied.square_metres());
    value.add("idle_m2", sums.idle.square_metres()), value.add("idle_count", sums.idle_count);
    value.add("recognised_idle_m2", sums.recognised_idle.square_metres());
    value.add("recognised_idle_count", sums.recognised_idle_count);
    value.add("low_efficiency_m2", sums.low_efficiency.square_metres());
    value.add("low_efficiency_count", sums.low_efficiency_count);
    value.add("undetermined_m2", sums.undetermined.square_metres());
    value.add("undetermined_count", sums.undetermined_count);
    return value;
}

Value change_value(const ParkChange& change) {
    Value value;
    value.add("changed_count", change.parcels), value.add("changed_m2", change.area.square_metres());
    value.add("changed_tax_wan", change.tax.wan());
    value.add("before", figures(change.before)), value.add("after", figures(change.after));
    return value;
}

}  // namespace

Value comparison_value(const Comparison& comparison, const BookParks& parks) {
    Value changed{Value::List{}}, by_park{Value::List{}}, result;
    for (const Change& one : comparison.changed) {
        Value row;
        row.add("parcel_id", one.parcel_id), row.add("field", one.field);
        row.add("from", one.from), row.add("to", one.to);
        changed.push(std::move(row));
    }
    const auto sums = with_children(comparison.parks, parks);
    for (std::size_t park = 0; park < sums.size(); ++park) {
        Value row;
        row.add("park_id", parks.ids[park]), row.add("park_name", parks.names[park]);
        const Value change = change_value(sums[park]);
        for (const auto& [key, member] : change.table("change")) row.add(key, member);
        by_park.push(std::move(row));
    }
    result.add("changed", std::move(changed)), result.add("parks", std::move(by_park));
    result.add("total", change_value(comparison.whole));
    return result;
}

namespace {

std::string mu_text(Area area) { return fixed(area.mu(), 2); }

/// land_class from → to, each with number, 亩 and known tax.
TextTable moves(const Comparison& comparison, const Labels& labels, Language language) {
    struct Sum {
        std::int64_t parcels = 0;
        Area area;
        Money tax;
    };
    std::map<std::pair<std::string_view, std::string_view>, Sum> sums;
    for (const Change& one : comparison.changed) {
        if (one.field != "land_class") continue;
        Sum& sum = sums[{one.from, one.to}];
        ++sum.parcels, sum.area += one.area.value_or(Area{}), sum.tax += one.tax.value_or(Money{});
    }
    TextTable table{{"from", "to", "parcels", "area_mu", "tax_wan"}, {}, {false, false, true, true, true}, {}};
    for (const auto& key : table.keys) table.headings.push_back(labels.text("what_if", key, language));
    for (const auto& [move, sum] : sums)
        table.rows.push_back({labels.text("land_class", move.first, language),
                              labels.text("land_class", move.second, language), std::to_string(sum.parcels),
                              mu_text(sum.area), fixed(sum.tax.wan(), 2)});
    return table;
}

std::string from_to(Area before, Area after) {
    return before == after ? mu_text(after) : mu_text(before) + " → " + mu_text(after);
}

TextTable by_park(const Comparison& comparison, const BookParks& parks, const Labels& labels, Language language) {
    TextTable table{{"park", "parcels", "area_mu", "tax_wan", "idle_mu", "low_efficiency_mu", "undetermined_mu"},
                    {},
                    {false, true, true, true, true, true, true},
                    {}};
    for (const auto& key : table.keys) table.headings.push_back(labels.text("what_if", key, language));
    const auto row = [&](const std::string& name, const ParkChange& change) {
        const ClassSums &was = change.before, &is = change.after;
        table.rows.push_back({name, std::to_string(change.parcels), mu_text(change.area), fixed(change.tax.wan(), 2),
                              from_to(was.idle, is.idle), from_to(was.low_efficiency, is.low_efficiency),
                              from_to(was.undetermined, is.undetermined)});
    };
    const auto sums = with_children(comparison.parks, parks);
    for (std::size_t park = 0; park < sums.size(); ++park)
        if (sums[park].parcels > 0 || !(sums[park].before == sums[park].after))
            row(parks.names[park].empty() ? parks.ids[park] : parks.names[park], sums[park]);
    row(labels.text("what_if", "total", language), comparison.whole);
    return table;
}

TextTable parcel_table(const Comparison& comparison) {
    TextTable table{{"parcel_id", "field", "from", "to"}, {}, std::vector<bool>(4, false), {}};
    table.headings = table.keys;
    for (const Change& one : comparison.changed)
        table.rows.push_back({one.parcel_id, std::string{one.field}, std::string{one.from}, std::string{one.to}});
    return table;
}

}  // namespace

void write_comparison(const Comparison& comparison, const BookParks& parks, const Labels& labels, const Common& common,
                      std::ostream& out) {
    const Format format = format_or_table(common);
    if (format == Format::csv || format == Format::ndjson) {
        out << render(parcel_table(comparison), format, "what-if");
        return;
    }
    out << render(moves(comparison, labels, common.language), format, "what-if") << "\n"
        << render(by_park(comparison, parks, labels, common.language), format, "what-if");
}

Value what_if_parameters(const std::string& path) {
    const Book book{path};
    const BookRun run = run_of(book, path);
    Value list{Value::List{}};
    for (const auto& [id, parameter] : run.rules.parameters) {
        if (works_in_reading(id) || !matters(run.rules, id)) continue;
        Value one, choices{Value::List{}};
        for (const std::string& choice : parameter.choices) choices.push(choice);
        one.add("id", id), one.add("title", parameter.title.empty() ? id : parameter.title);
        one.add("value", parameter_text(parameter.value)), one.add("unit", parameter.unit);
        one.add("clause", parameter.clause), one.add("evidence", word(parameter.evidence));
        one.add("choices", std::move(choices));
        list.push(std::move(one));
    }
    return list;
}

int what_if(const WhatIfQuery& query, const Common& common, std::ostream& out) {
    set_thread_count(common.threads);
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const BookRun run = run_of(book, query.book);
    if (query.sensitivity) return sensitivity(query, book, run, labels, common, out);
    if (query.set.empty())
        throw Error{Kind::usage, "what-if 要至少一个 --set 名称=值，或 --sensitivity；mutu policy show 列出全部参数"};
    const Rulebook changed = changed_rules(run.rules, query.set);
    const Judge before{run.rules, labels, run.as_of}, after{changed, labels, run.as_of};
    const Comparison comparison = compare_book(book, query.book, before, after);
    if (format_or_table(common) == Format::json)
        out << to_json(comparison_value(comparison, parks_of(book))) << "\n";
    else
        write_comparison(comparison, parks_of(book), labels, common, out);
    return 0;
}

}  // namespace mutu
