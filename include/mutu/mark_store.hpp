// Lowering the secrecy mark of a book: by whom, why, by which document, in a chain of its own (table mark_edit).
#pragma once

#include "mutu/chain.hpp"
#include "mutu/labels.hpp"
#include "mutu/store.hpp"

#include <string>
#include <vector>

namespace mutu {

/// How high a mark is: public 0, internal 1, secret 2; a word that is none of them counts as secret.
int mark_rank(std::string_view mark);

struct MarkLowering {
    std::string to, by, reason, document, at;  // `at` as case_time writes it
};
/// Lowers every run of the book that is marked higher, and records it: old and new mark, the runs, the reason, the
/// document. Gives back the hash of the last row. Error{Kind::usage} where name, reason or document is missing or
/// nothing is higher, Error{Kind::refused} where the chain does not hold.
std::string lower_mark(const std::string& path, const MarkLowering& lowering, const Labels& labels);

std::vector<ChainRow> mark_chain(const Book& book);
/// Runs whose mark is lower than that of their sources without a record that lowered it to where it stands.
std::vector<std::string> unrecorded_marks(const Book& book);

}  // namespace mutu
