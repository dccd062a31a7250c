// mutu compare: two runs of a book, or the latest runs of two books.
#pragma once

#include "mutu/app.hpp"

namespace mutu {

struct CompareQuery {
    std::string book;
    std::string from;  // a run of `book`; another book where `to` is empty: its latest run is what became of `book`'s
    std::string to;
};

/// What entered, left and changed, and which land became which parcel. Two policies are said in the first line, or
/// Error{Kind::refused} where `common.strict`. Error{Kind::usage} names the runs there are where one does not exist.
int compare_runs(const CompareQuery& query, const Common& common, std::ostream& out);

}  // namespace mutu
