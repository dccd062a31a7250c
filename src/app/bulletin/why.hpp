// Why the figures moved, and which class became which: as tables and as JSON. Seen by src/app only.
#pragma once

#include "bulletin/accounts.hpp"

namespace mutu {

/// Idle, unsupplied, low-efficiency land: before, after, change and the causes that add up to it, 亩.
TextTable why_table(const Accounts& accounts, const Labels& labels, Language language);
/// {"idle": {"from_m2", "to_m2", "change_m2", "from_count", "to_count", "disposal_m2", …}, …}
Value why_value(const Accounts& accounts);
/// 亩 from class (rows) to class (columns). The total of a row is the land of its class before, of a column that after;
/// land that came into being or went away stands in a row and a column of its own.
TextTable class_matrix(const Compared& runs, const Labels& labels, Language language);
Value class_matrix_value(const Compared& runs);

}  // namespace mutu
