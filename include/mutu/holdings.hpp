// Everything a bureau handed in, after reading: one table per role, where it came from, and what was poor about it.
#pragma once

#include "mutu/crs.hpp"
#include "mutu/error.hpp"
#include "mutu/table.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// How one column of a source was understood; shown to the user and stored as `source_column`.
struct ColumnMatch {
    std::string source_column;  // as the file spells it
    std::string field;          // canonical name; empty when handed through
    std::string how;            // "name", "alias", "given", "unpivoted", "passed", "constant"
};

/// One source as it was read.
struct Source {
    Role role = Role::parcel;
    std::string path;  // relative to the project
    std::string layer;
    std::string sha256;  // of the file (a shapefile: of .shp+.dbf+.prj+.cpg that exist, in that order; a folder: of its
                         // files by name)
    std::int64_t rows = 0;
    std::string encoding;       // "UTF-8", "GBK", …
    std::string encoding_from;  // "cpg", "dbf", "detected", "given", "driver"
    Crs crs;
    std::string crs_from;                        // "file", "given", "guessed", "none"
    std::optional<std::array<double, 7>> shift;  // from an older datum, position vector; see crs.hpp
    std::string secrecy = "internal";
    std::vector<std::vector<std::string>> join;  // ordered keys of contract.md §4 supply
    std::vector<ColumnMatch> columns;
};

/// A tie between two tables that a person decided, read back from the sheet of doubtful ties.
struct Decision {
    std::string from_role, from_key, to_role, to_key;
    bool tied = true;  // false: these two do not belong together
    std::string decided_by;
};

/// Shapes are still in each source's CRS until `analyze` brings them into one; `shape_crs[role]` has one entry per
/// source.
struct Holdings {
    Holdings();
    Table& operator[](Role role) { return tables[static_cast<std::size_t>(role)]; }
    const Table& operator[](Role role) const { return tables[static_cast<std::size_t>(role)]; }
    /// A source of this role was handed in, even an empty one.
    bool given(Role role) const;

    std::vector<Table> tables;  // one per role, in role order
    std::vector<Source> sources;
    std::vector<Decision> decisions;
    std::string decisions_path, decisions_sha256;  // of the sheet they stand in; empty without one
    Diagnostics diagnostics;
};

}  // namespace mutu
