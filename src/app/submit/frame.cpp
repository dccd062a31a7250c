// The tables that every book has (contract.md §5), so that whatever reads a book reads a submission: what was not
// handed on is there and empty.
#include "submit/submission.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Type = ResultTable::Type;

constexpr const char* results[] = {"source_column",     "parcel_result",
                                   "unsupplied_land",   "approval_result",
                                   "parcel_overlap",    "unapproved_building_land",
                                   "park_result",       "indicator",
                                   "park_goal",         "parcel_control",
                                   "control_text",      "area_reconciliation",
                                   "enterprise_result", "enterprise_land",
                                   "industry_result",   "parcel_fact",
                                   "other_verdict",     "policy_text",
                                   "diagnostic_shape",  "link",
                                   "project_result",    "project_period",
                                   "commitment_result", "office_rate",
                                   "turnover_result",   "turnover_ladder",
                                   "register_tie",      "register_summary",
                                   "disposal_rate",     "exit_result",
                                   "production_survey"};

Type type_named(const std::string& declared) {
    if (declared == "REAL") return Type::real;
    if (declared == "INTEGER" || declared == "BOOLEAN") return Type::integer;
    return declared == "DATE" ? Type::date : Type::text;
}

/// What an office's own columns are called is its own affair.
bool is_ours(std::string_view table, std::string_view column) {
    const auto role = role_named(table);
    if (role)
        return find_field(*role, column) != nullptr || (*role == Role::supply && find_field(Role::parcel, column));
    return table != "park_result";  // carries indicators as columns
}

std::vector<std::pair<std::string, Type>> columns_there(const Book& book, const std::string& table,
                                                        const std::vector<std::string>& listed) {
    std::vector<std::pair<std::string, Type>> columns;
    for (const auto& row : book.query("SELECT name, upper(type) FROM pragma_table_info(?1) WHERE name NOT IN ('fid', "
                                      "'geom')",
                                      {table})
                               .rows) {
        const std::string name = row[0].value_or("");
        if (is_ours(table, name) || std::find(listed.begin(), listed.end(), name) != listed.end())
            columns.emplace_back(name, type_named(row[1].value_or("")));
    }
    return columns;
}

ResultTable filled(ResultTable given, const std::vector<std::pair<std::string, Type>>& columns) {
    ResultTable table{.name = given.name, .columns = columns, .rows = {}, .shapes = std::move(given.shapes)};
    for (std::size_t row = 0; row < given.rows.size(); ++row) {
        auto& cells = table.rows.emplace_back();
        for (const auto& column : columns) cells.push_back(cell_named(given, row, column.first));
    }
    return table;
}

}  // namespace

void frame(std::vector<ResultTable>& tables, const Book& book) {
    std::vector<std::string> names;
    for (const Role role : all_roles()) names.emplace_back(name(role));
    names.insert(names.end(), std::begin(results), std::end(results));
    std::vector<ResultTable> framed;
    for (const std::string& table : names) {
        if (!book.has(table)) continue;
        const auto given =
            std::find_if(tables.begin(), tables.end(), [&](const auto& one) { return one.name == table; });
        const bool there = given != tables.end();
        std::vector<std::string> listed;
        if (there)
            for (const auto& column : given->columns) listed.push_back(column.first);
        ResultTable own = there ? std::move(*given) : ResultTable{.name = table, .columns = {}, .rows = {}};
        if (there) tables.erase(given);
        framed.push_back(filled(std::move(own), columns_there(book, table, listed)));
    }
    tables.insert(tables.begin(), std::make_move_iterator(framed.begin()), std::make_move_iterator(framed.end()));
}

std::vector<std::string> handed_tables(const Book& book) {
    std::set<std::string> names;
    if (book.has("submission"))
        for (const auto& row : book.query("SELECT tables FROM submission").rows)
            for (std::string& table : split(row[0].value_or(""), ';')) names.insert(std::move(table));
    return {names.begin(), names.end()};
}

bool held_back(const Book& book, const std::string& table) {
    if (!book.has("submission")) return false;
    const auto handed = handed_tables(book);
    const bool known =
        role_named(table) || std::find(std::begin(results), std::end(results), table) != std::end(results);
    return known && std::find(handed.begin(), handed.end(), table) == handed.end();
}

}  // namespace mutu
