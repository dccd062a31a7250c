// A list of questions about parcels, an office's own XLSX, answered: only blank cells of its answer columns are filled.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// What the list's headings mean: which column names the parcel, which ones want an answer.
struct QuestionHeadings {
    std::map<std::string, std::vector<std::string>> keys;     // field of the parcel → headings
    std::map<std::string, std::vector<std::string>> answers;  // id of an answer → headings
    std::vector<std::string> others;                          // by which a row of headings is known
    std::vector<std::string> added;  // answers that get a column where the list has none for any
    std::string unknown;             // heading of the column that names parcels nobody knows
};

/// Answers by id for the parcels that a key names; absent: there are none.
using AnswerOf =
    std::function<std::optional<std::map<std::string, std::string>>(const std::string& field, const std::string& key)>;

struct AnsweredSheet {
    std::string sheet;
    std::size_t questions = 0, answered = 0;           // rows that name a parcel, and that got an answer
    std::size_t kept = 0;                              // rows whose answer stood there already
    std::vector<std::pair<int, std::string>> unknown;  // row of the sheet, what it names
};

/// Answers every visible sheet whose headings name parcels and writes `output`, whole or not at all. Columns, formats
/// and cells that say something stay as they are; what has no column gets one at the right. Text is never a formula.
/// Error{Kind::input}: no XLSX, macros, links, or no sheet with a heading for parcels.
std::vector<AnsweredSheet> answer_questions(const std::string& list, const std::string& output,
                                            const QuestionHeadings& headings, const AnswerOf& answer_of);

}  // namespace mutu
