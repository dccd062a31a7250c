// The questions that are asked of one parcel, park, firm or row: each has an index, so that no answer reads a whole
// table.
#include "tables.hpp"

#include <array>
#include <string>
#include <string_view>

namespace mutu {
namespace {

struct Question {
    std::string_view table, column;
};

constexpr std::array<Question, 11> questions{{
    {"parcel_result", "parcel_id"},
    {"parcel_result", "park_id"},
    {"other_verdict", "subject_id"},
    {"parcel_control", "parcel_id"},
    {"commitment_result", "parcel_id"},
    {"parcel_overlap", "parcel_id"},
    {"enterprise_land", "parcel_id"},
    {"enterprise_result", "uscc"},
    {"parcel", "parcel_id"},
    {"supply", "supply_id"},
    {"link", "to_key"},
}};

bool has_column(const GeoPackage& package, const Question& question) {
    for (const ColumnSpec& column : columns_of(package.db(), std::string{question.table}, "main"))
        if (column.name == question.column) return true;
    return false;
}

}  // namespace

void create_indexes(const GeoPackage& package) {
    for (const Question& question : questions) {
        if (!has_column(package, question)) continue;
        const std::string table{question.table}, column{question.column};
        package.db().exec("CREATE INDEX main." + table + "_by_" + column + " ON " + table + " (" + column + ")");
    }
}

}  // namespace mutu
