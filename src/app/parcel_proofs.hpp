// Every verdict of a parcel with its proof, from the book alone. Seen by src/app only.
#pragma once

#include "session.hpp"

#include "mutu/rejudge.hpp"

#include <string>
#include <vector>

namespace mutu {

/// The book's rulebook made ready once for as many parcels as wanted. `book` and `labels` outlive it.
class ParcelProofs {
public:
    ParcelProofs(const Book& book, const std::string& path, const Labels& labels);

    /// A list of full proofs (contract.md §6): rules, actions, control indices, promises. `row`: Book::parcel_row.
    Value of(std::int64_t row, const std::string& parcel_id) const;
    const BookRun& run() const { return run_; }

private:
    const Book& book_;
    const Labels& labels_;
    std::string path_;
    BookRun run_;
    Judge judge_;
    std::vector<RuleText> texts_;
};

/// Proofs that rows of the office's tables carry: promises of a parcel, rates of a park.
void add_office_proofs(const Book& book, const std::string& table, const std::string& where, const std::string& id,
                       Value& proofs);

}  // namespace mutu
