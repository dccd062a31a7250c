// Where a row of the holdings came from and lies, put beside what is wrong with it.
#include "mutu/finding.hpp"

namespace mutu {

Diagnostic finding_at(const Holdings& holdings, Role role, std::size_t row, std::string code, Severity severity,
                      std::string message, std::string fix) {
    const Table& records = holdings[role];
    Diagnostic found{.code = std::move(code), .severity = severity, .layer = std::string{name(role)}};
    const Origin origin = records.origins()[row];
    if (origin.source < holdings.sources.size()) found.source_file = holdings.sources[origin.source].path;
    found.source_row = origin.row;
    const auto id_field = fields_of(role).front();
    if (id_field.type == FieldType::text)
        found.subject_id = records.column<std::string>(id_field.name)[row].value_or("");
    found.message = std::move(message);
    found.fix = std::move(fix);
    if (row < records.shapes().rows() && !records.shapes().null(row)) {
        const Xy inside = inner_point(records.shapes(), row);
        found.spot = Spot{inside.x, inside.y};
    }
    return found;
}

}  // namespace mutu
