// mutu field: what people found on the ground, taken out of the sheet they filled in and held against the book.
#pragma once

#include "mutu/app.hpp"

namespace mutu {

struct FieldQuery {
    std::string book, sheet;  // sheet: XLSX or CSV with the columns of the field sheet
    std::string output;       // CSV of what may be taken over, as a source of the next run
};
/// Every filled cell against the book: new, same, newer (a later check), conflict, refused. Nothing of the book is
/// overwritten: what was read is kept beside it (table field_visit), and only `new` and `newer` go into the output. The
/// same sheet a second time adds nothing. Exit 1 where conflicts or refusals reach `--fail-on`.
int field(const FieldQuery& query, const Common& common, std::ostream& out, std::ostream& talk);

}  // namespace mutu
