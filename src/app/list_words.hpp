// Tables of a book in the words of people. Seen by src/app only.
#pragma once

#include "mutu/labels.hpp"
#include "mutu/report.hpp"
#include "mutu/store.hpp"

namespace mutu {

/// Rows with their headings; cells as the book has them.
TextTable table_of(const Rows& rows, const Labels& labels, Language language);
/// Codes in words and numbers as printed, for people; machine formats stay as stored.
void for_people(TextTable& table, const Labels& labels, Language language);
/// The same for what `unknowns` and `ranges` list, whose headings are words of what-if.
void words_for_people(TextTable& table, const Labels& labels, Language language);

}  // namespace mutu
