// What a submission says of itself, and which tables it may hold. Seen by src/app only.
#pragma once

#include "session.hpp"

#include "mutu/bundle.hpp"

#include <map>
#include <set>

namespace mutu {

/// Columns by table that may leave a book.
struct SubmitProfile {
    std::string id, title;
    std::vector<std::pair<std::string, std::vector<std::string>>> tables;
};
/// By its name in geodata/submit ("" is "standard") or a path. Error{Kind::usage} with the names there are.
SubmitProfile submit_profile(const std::string& named, const std::string& data_folder);

inline constexpr std::int64_t submission_schema = 1;

/// The one row of table `submission`, with what the run says.
struct Submission {
    std::string file, content_sha256;
    std::int64_t schema = submission_schema;
    std::string unit, period, as_of, run_id, policy_id, policy_sha256, program_version, profile, area_basis, secrecy;
    std::vector<std::string> tables;              // that its profile hands on
    std::map<std::string, std::string> settings;  // parameters of the pack as the run used them, name → JSON
    std::string who() const { return unit.empty() ? file : unit; }
};
/// A park of a submission; `root` where no park of the submission is above it: roots alone are summed.
struct SubmittedPark {
    std::string id, name, parent;
    bool root = true;
    std::size_t submission = 0;
};

/// The table `submission` over these rows; with `compiled`, also each row's file and seal.
ResultTable submission_table(const std::vector<Submission>& all, bool compiled);
ResultTable park_table(const std::vector<SubmittedPark>& parks, const std::vector<Submission>& all);
/// The table `verdict` without a row: proofs stay in the books they were made in.
ResultTable no_verdicts();
/// Fills `root`: a park below none of the others, or in a ring of them.
void find_roots(std::vector<SubmittedPark>& parks);

/// Gives `tables` all columns that such tables of the book have, unlisted ones unknown, and puts the book's other
/// tables beside them, empty.
void frame(std::vector<ResultTable>& tables, const Book& book);
/// A table of every book that this submission or compilation does not bring: it is empty because nobody handed it on.
bool held_back(const Book& book, const std::string& table);
std::vector<std::string> handed_tables(const Book& book);

/// The cell of a column; monostate where the table has no such column.
const ResultCell& cell_named(const ResultTable& table, std::size_t row, std::string_view column);
std::string text_of(const ResultCell& cell);

/// Park figures against the parcels and remnants of the lists, exactly, parcels of parks below counted in. Gives the
/// first that does not tie: "园区 P001 的疑似闲置：表 5.00 亩、清单 4.00 亩"; empty where all do.
std::string untied(const ResultTable& parks, const ResultTable& parcels, const ResultTable& unsupplied,
                   const std::vector<SubmittedPark>& tree, const Labels& labels);

}  // namespace mutu
