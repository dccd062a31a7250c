// A book as it stood on a day: of the runs that it keeps, the latest that is not after it. Seen by src/app only.
#pragma once

#include "mutu/store.hpp"

#include <string>

namespace mutu {

struct KeptRun {
    std::string run_id, as_of;
    bool latest = false;  // its tables are those of the book; else they stand in history_*
};
/// Error{Kind::usage} naming the runs there are where all are later.
KeptRun run_at(const Book& book, const std::string& path, Date day);
/// What to select the rows of a table of results from; Error{Kind::usage} where the book keeps only the latest of it.
std::string kept_rows(const Book& book, const std::string& table, const KeptRun& run);

}  // namespace mutu
