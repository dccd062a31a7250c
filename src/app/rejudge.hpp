// A book's parcels judged again from their raw inputs, on all threads. Seen by src/app only.
#pragma once

#include "session.hpp"

#include "mutu/whatif.hpp"

#include <functional>

namespace mutu {

/// The parks of a book in the order of its results.
struct BookParks {
    std::vector<std::string> ids, names;
    std::vector<std::optional<std::size_t>> parents;
};
BookParks parks_of(const Book& book);

/// Sums of parks with those of their children, and theirs.
template <class Sums>
std::vector<Sums> with_children(const std::vector<Sums>& own, const BookParks& parks) {
    std::vector<Sums> total = own;
    total.resize(parks.ids.size());
    for (std::size_t park = 0; park < own.size() && park < parks.ids.size(); ++park)
        for (auto up = parks.parents[park]; up; up = parks.parents[*up]) total[*up] += own[park];
    return total;
}

using ParcelBody = std::function<void(std::string_view parcel_id, const ParcelInputs& inputs)>;
/// Calls `body_of(stretch)` once for each stretch of rows, then its result for every parcel of it. Stretches run side
/// by side, each with a connection of its own, and depend on the book alone.
void each_stretch(const std::string& path, std::int64_t parcels,
                  const std::function<ParcelBody(std::size_t stretch)>& body_of);
std::size_t stretches_of(std::int64_t parcels);

/// `name=value` pairs put into a copy of the book's rulebook. Error{Kind::usage} for what only a full run can change.
Rulebook changed_rules(const Rulebook& rules, const std::vector<std::pair<std::string, std::string>>& set);
/// The answer of contract.md §10, and the same for people.
Value comparison_value(const Comparison& comparison, const BookParks& parks);
void write_comparison(const Comparison& comparison, const BookParks& parks, const Labels& labels, const Common& common,
                      std::ostream& out);
int sensitivity(const WhatIfQuery& query, const Book& book, const BookRun& run, const Labels& labels,
                const Common& common, std::ostream& out);
/// Every parcel of the book under both.
Comparison compare_book(const Book& book, const std::string& path, const Judge& before, const Judge& after);

}  // namespace mutu
