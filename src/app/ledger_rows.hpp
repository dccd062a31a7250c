// The ledgers of a book as rows, for forms of every kind. Seen by src/app only.
#pragma once

#include "session.hpp"

#include "mutu/form.hpp"

namespace mutu {

/// idle, unsupplied, unused, low, turnover, commitments, parcels: codes in words, areas and money as stored. Only those
/// of `park` (id) where one is given.
std::vector<FormTable> ledger_tables(const Book& book, const std::string& park, const Labels& labels,
                                     const std::string& data_folder);

/// " FROM … WHERE ": parcel_result as r, parcel as p, the supply row in force as s, park_result as k.
const std::string& ledger_parcel_source();

}  // namespace mutu
