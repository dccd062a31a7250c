// The sheets of the ledger, one function each, in the order in which the workbook shows them.
#pragma once

#include "parcel_row.hpp"
#include "workbook.hpp"

namespace mutu {

void write_cover(Workbook& book, const LedgerSource& source);
void write_parks(Workbook& book, const LedgerSource& source);
void write_indicators(Workbook& book, const LedgerSource& source);
void write_areas(Workbook& book, const LedgerSource& source);
void write_goals(Workbook& book, const LedgerSource& source);
void write_idle(Workbook& book, const LedgerSource& source);
void write_unsupplied(Workbook& book, const LedgerSource& source);
void write_unused(Workbook& book, const LedgerSource& source);
void write_low(Workbook& book, const LedgerSource& source);
void write_stopped(Workbook& book, const LedgerSource& source);
void write_open(Workbook& book, const LedgerSource& source);
/// Left out where there are no firms with figures.
void write_enterprises(Workbook& book, const LedgerSource& source);

/// A table as it stands in the book, with codes in words; machine columns (proofs) are left out.
void write_table(Workbook& book, const LedgerSource& source, const ResultTable& table);

/// Heading of a ledger column: its own label, else that of the field.
std::string heading(const Labels& labels, std::string_view id);
/// `counter`: what a row is, "宗" by id of group ledger.
SheetWords sheet_words(const LedgerSource& source, std::string_view counter);

}  // namespace mutu
