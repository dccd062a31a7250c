// County to city: mutu submit hands on the results of a book, mutu merge compiles what the counties handed on.
#pragma once

#include "mutu/app.hpp"

namespace mutu {

struct SubmitQuery {
    std::string book, output;
    std::string period;              // "2026-10", "2026-09~10", "2026-Q3", "2026-H1", "2026"
    std::string unit;                // who reports
    std::string profile;             // geodata/submit, or a path; empty: standard
    std::vector<std::string> parks;  // ids or names; empty: all, and the parcels outside all parks
};
/// One sealed file (bundle.hpp) with the tables and columns that the profile lists and no others; its seal is printed.
/// The same results give the same bytes, whenever they were worked out. An as-of date outside the period is told, or
/// Error{Kind::refused} where `common.strict`.
int submit(const SubmitQuery& query, const Common& common, std::ostream& out, std::ostream& talk);

struct MergeQuery {
    std::vector<std::string> files;
    std::string output;
    std::string parks;  // which parks there must be: a sheet with their ids, or a book of an earlier merge
};
/// One book with the rows of all submissions, their sums over parks and the parks that are missing.
/// Error{Kind::refused} names the file where a seal does not fit, lists and park figures disagree, policy, period,
/// profile or basis of area differ, a park comes twice or the file is of a newer version; with `common.strict` also
/// where parks are missing or as-of dates or program versions differ.
int merge(const MergeQuery& query, const Common& common, std::ostream& out, std::ostream& talk);

}  // namespace mutu
