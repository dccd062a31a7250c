// Values of any type into text that reads back to the same value.
#include "rows.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

std::string hexadecimal(const std::string& bytes) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::optional<std::string> cell(const Statement& statement, int column) {
    switch (statement.type(column)) {
    case SQLITE_NULL: return std::nullopt;
    case SQLITE_INTEGER: return std::to_string(statement.integer(column));
    case SQLITE_FLOAT: return shortest(statement.real(column));
    case SQLITE_BLOB: return hexadecimal(statement.blob(column));
    default: return statement.text(column);
    }
}

Rows::Type type_of(int storage) {
    switch (storage) {
    case SQLITE_INTEGER: return Rows::Type::integer;
    case SQLITE_FLOAT: return Rows::Type::real;
    default: return Rows::Type::text;
    }
}

}  // namespace

Rows rows_of(Statement& statement) { return rows_of(statement, 0, {}); }

Rows rows_of(Statement& statement, int skipped, const std::function<void(std::string_view)>& first) {
    Rows rows;
    const int count = statement.columns();
    for (int column = skipped; column < count; ++column) rows.columns.push_back(statement.column_name(column));
    rows.types.assign(rows.columns.size(), Rows::Type::text);
    std::vector<bool> typed(rows.columns.size());
    while (statement.step()) {
        if (first) first(statement.view(0));
        auto& row = rows.rows.emplace_back();
        row.reserve(rows.columns.size());
        for (int column = skipped; column < count; ++column) {
            const auto at = static_cast<std::size_t>(column - skipped);
            const int storage = statement.type(column);
            if (storage != SQLITE_NULL && !typed[at]) typed[at] = true, rows.types[at] = type_of(storage);
            row.push_back(cell(statement, column));
        }
    }
    return rows;
}

}  // namespace mutu
