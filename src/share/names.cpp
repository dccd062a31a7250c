// Names, types and keys of the shared store.
#include "store_parts.hpp"

#include "mutu/hash.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

constexpr std::size_t longest = 63;  // bytes of a name in PostgreSQL
constexpr std::size_t mark = 8;      // digits of a hash that stand for what was cut off

bool is_taken(std::string_view name) {
    static constexpr std::array taken{"tableoid", "xmin", "cmin",      "xmax",     "cmax",
                                      "ctid",     "fid",  "mutu_park", "mutu_run", "geom"};
    return std::any_of(taken.begin(), taken.end(), [&](const char* one) { return name == one; });
}

bool has_column(const SharedTable& table, std::string_view name) {
    return std::any_of(table.table.columns.begin(), table.table.columns.end(),
                       [&](const auto& column) { return column.name == name; });
}

}  // namespace

std::string store_name(const std::string& name) {
    if (name.size() <= longest && !is_taken(name)) return name;
    std::size_t end = std::min(name.size(), longest - mark - 1);
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;  // not within a character
    return name.substr(0, end) + "_" + sha256(name).substr(0, mark);
}

std::string partition_name(const std::string& table, const std::string& park_id) {
    return store_name(table + (park_id.empty() ? "_no_park" : "_" + sha256(park_id).substr(0, 2 * mark)));
}

bool is_partitioned(const SharedTable& table) {
    return table.kind == SharedKind::park && (!table.table.geometry.empty() || has_column(table, "parcel_id"));
}

std::string store_type(const std::string& type) {
    if (type == "REAL") return "double precision";
    if (type == "INTEGER") return "bigint";
    if (type == "DATE") return "date";
    if (type == "BOOLEAN") return "boolean";
    return type == "BLOB" ? "bytea" : "text";
}

std::string column_list(const Connection& db, const SharedTable& table) {
    std::string names = "mutu_park, mutu_run, fid";
    for (const auto& column : table.table.columns) names += ", " + db.name(store_name(column.name));
    return table.table.geometry.empty() ? names : names + ", geom";
}

const char* word_of(SharedKind kind) {
    switch (kind) {
    case SharedKind::park: return "park";
    case SharedKind::run: return "run";
    case SharedKind::rest: return "rest";
    }
    return "rest";
}

std::string part_key(const SharedPart& part, const std::string& run_id) {
    switch (part.kind) {
    case SharedKind::park: return "park:" + part.park_id;
    case SharedKind::run: return "run:" + run_id;
    case SharedKind::rest: return "rest:" + run_id;
    }
    return {};
}

std::string lock_number(const std::string& schema, const std::string& key) {
    // 60 bits: positive in PostgreSQL's 64.
    return std::to_string(std::stoll(sha256(schema + '\n' + key).substr(0, 15), nullptr, 16));
}

int srid_of(const Crs& crs) {
    if (crs.code()) return *crs.code();
    // 910000 to 998998 is left to users by PostGIS.
    constexpr int first = 910'000, numbers = 88'999;
    return first + static_cast<int>(std::stoll(sha256(crs.definition()).substr(0, 8), nullptr, 16) % numbers);
}

}  // namespace mutu
