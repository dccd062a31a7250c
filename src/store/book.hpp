// Telling a book from other files. Private to the store.
#pragma once

#include "sqlite.hpp"

#include <string>

namespace mutu {

/// The file begins as every SQLite database does.
bool is_sqlite(const std::string& path);
/// Read-only; Error{Kind::input} where the file is missing or no book.
Database open_book(const std::string& path);

}  // namespace mutu
