// Tables whose rows are a chain: created so that they are only added to, read with their storage classes. Private to
// the store.
#pragma once

#include "tables.hpp"

#include "mutu/chain.hpp"
#include "mutu/store.hpp"

#include <string>
#include <vector>

namespace mutu {

/// What people did about cases; by whom and why a mark of secrecy was lowered.
inline constexpr const char* chain_tables[] = {"case_edit", "mark_edit"};

/// Rows as the database holds them; none where the book has no such table.
std::vector<ChainRow> chain_rows(const Book& book, const std::string& table);
void create_chain(const GeoPackage& package, const std::string& table, const Labels& labels);
void insert_row(const Database& db, const std::string& table, const ChainRow& row);
/// The hash of the last row of a chain that holds; else Error{Kind::refused}.
std::string sound_head(const std::string& path, const std::vector<ChainRow>& rows);

}  // namespace mutu
