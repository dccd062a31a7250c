// Where a book keeps its cases: a table that is only added to.
#pragma once

#include "mutu/chain.hpp"
#include "mutu/journal.hpp"
#include "mutu/labels.hpp"
#include "mutu/store.hpp"

#include <functional>
#include <string>
#include <vector>

namespace mutu {

/// All edits in their order; none where the book has no cases.
std::vector<CaseEdit> case_edits(const Book& book);
/// The rows as the database holds them, whatever somebody has made of them.
std::vector<ChainRow> case_chain(const Book& book);

/// What to add, given the book and the edits that stand in it. May throw: nothing is then written.
using CaseAct = std::function<std::vector<CaseEdit>(const Book& book, const std::vector<CaseEdit>& standing)>;
/// Adds the edits of one act behind those of the book, under its lock; the table and the view `cases` come with the
/// first. Gives back the hash of the last row. Error{Kind::refused} where the chain does not hold: nothing is built on
/// a changed row. `ahead`: the book goes into write-ahead mode, where it can, and stays there: who reads it neither
/// waits nor makes wait. Who asks for that brings it to rest again (journal.hpp).
std::string add_case_edits(const std::string& path, const CaseAct& act, const Labels& labels,
                           Journal journal = Journal::at_rest);

}  // namespace mutu
