// Telling a book from other files. Private to the store.
#pragma once

#include "sqlite.hpp"

#include "mutu/crs.hpp"

#include <string>

namespace mutu {

/// The file begins as every SQLite database does.
bool is_sqlite(const std::string& path);
/// Read-only; Error{Kind::input} where the file is missing or no book.
Database open_book(const std::string& path);
/// The findings of the latest run, and the CRS of the layers.
Diagnostics findings_of(const Database& db);
Crs crs_of(const Database& db);

/// Error{Kind::refused} for a book that a later program wrote.
void refuse_newer(const Database& db);
/// Written in fewer tables or columns than this program writes.
bool is_older(const Database& db);
/// The file once more beside itself, before a newer one takes its name; where.
std::string keep_older(const std::string& path);

}  // namespace mutu
