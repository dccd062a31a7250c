// Submissions read back, held against each other, and put together. Seen by src/app only.
#pragma once

#include "submit/submission.hpp"

namespace mutu {

/// One submission as it was handed in.
struct Handed {
    Submission about;
    Crs crs;
    std::vector<SubmittedPark> parks;
    std::vector<ResultTable> tables;  // of its profile
    ResultTable run, packs;
};
/// Error{Kind::input} where the file is no submission (and what it is instead), Error{Kind::refused} where its seal
/// does not fit, it is of a newer version, or its lists do not tie.
Handed handed_in(const std::string& path, const Labels& labels);

/// Error{Kind::refused} naming both files where they cannot be added up.
void refuse_mixture(const std::vector<Handed>& files);

struct Merged {
    std::vector<Submission> submissions;  // in the order of their first parks
    std::vector<SubmittedPark> parks;
    std::size_t parcels = 0;
    std::vector<std::string> twice;  // parcel ids of several rows
    Bundle bundle;
};
/// The city's tables: the rows of all files, each with its unit, sums over parks, who handed in.
Merged merged_of(std::vector<Handed> files);
/// What a person should know before the sums are used.
std::vector<std::string> doubts_of(const Merged& merged);

struct MissingPark {
    std::string id, name;
};
/// Parks of a list (a sheet, or the book of an earlier merge) that nobody handed in, and parks that it lacks.
struct ParkCall {
    std::vector<MissingPark> missing, unlisted;
};
ParkCall called(const std::string& list, const std::string& data_folder, const Merged& merged);
ResultTable gap_table(const std::vector<MissingPark>& missing);

/// Σ over the roots of each submission, in quanta, fen and whole numbers; a figure that a park does not know is counted
/// as unknown, never as nothing.
ResultTable sum_table(const ResultTable& parks, const std::vector<SubmittedPark>& tree);

}  // namespace mutu
