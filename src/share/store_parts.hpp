// How the tables of a book are named and spelled in PostgreSQL. Private to the share module.
#pragma once

#include "connection.hpp"

#include "mutu/share.hpp"

#include <string>
#include <string_view>

namespace mutu {

/// Of the store's own tables and columns; a store that says more was made by a later program.
inline constexpr int store_version = 1;

/// The name itself, or what PostgreSQL's 63 bytes leave of it and a mark of the whole.
std::string store_name(const std::string& name);
/// The partition of a park in a table; of the rows without park where it is empty.
std::string partition_name(const std::string& table, const std::string& park_id);
/// Layers and the tables with a row per parcel have a partition for each park; tables with a few rows a park do not.
bool is_partitioned(const SharedTable& table);
std::string store_type(const std::string& type);
/// "mutu_park, mutu_run, fid", the table's columns and geom, quoted.
std::string column_list(const Connection& db, const SharedTable& table);

/// As it stands in layouts and in published_run: park, run, rest.
const char* word_of(SharedKind kind);
/// Key of a part in published_run, and the number of its advisory lock.
std::string part_key(const SharedPart& part, const std::string& run_id);
std::string lock_number(const std::string& schema, const std::string& key);

std::string layout_text(const SharedLayout& layout);
SharedLayout parse_layout(const std::string& text, const std::string& origin);

/// Reads what PostgreSQL sends of a row; the cells point into `bytes`.
class RowReader {
public:
    explicit RowReader(const SharedTable& table);
    const ExactRow& read(std::string_view line);

private:
    const SharedTable& table_;
    std::vector<std::string> bytes_;
    ExactRow row_;
};

struct StoreState {
    Connection db;
    std::string schema;
    std::set<std::string> replaced = {};    // runs whose parks were published anew
    std::set<std::string> partitions = {};  // that are there

    std::string in(const std::string& table) const { return db.name(schema) + "." + db.name(table); }
    std::string in_parts(const std::string& table) const { return db.name(schema + "_part") + "." + db.name(table); }
    /// Whether the schema has our tables; Error{Kind::refused} where they are of a later program.
    bool made() const;
};

// The steps of prepare.
void make_extension(const StoreState& store);
void make_schema(const StoreState& store);
/// Where the extension lies: not every administrator puts it into public.
std::string postgis_schema(const StoreState& store);
void make_srid(const StoreState& store, const Crs& crs);
void make_table(const StoreState& store, const SharedTable& table, int srid, const Labels& labels);
void make_partitions(StoreState& store, const SharedPart& part, const SharedRun& run,
                     const std::vector<SharedRows>& rows);
/// Keeps two preparations of a schema apart while the transaction lasts.
void lock_preparation(const StoreState& store);
/// Kinds of relation: 'r', 'p', 'v'; empty where there is none.
std::string relation(const StoreState& store, const std::string& schema, const std::string& name);
void make_verdicts(const StoreState& store, const SharedLayout& layout, const Labels& labels);
void make_policies(const StoreState& store, const SharedTable& table);
void make_styles(const StoreState& store, const std::vector<SharedStyle>& styles);

}  // namespace mutu
