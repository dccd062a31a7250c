// Reading the published expected.json files, and small sums over real layers.
#pragma once

#include "io/support.hpp"

#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <initializer_list>
#include <stdexcept>

namespace mutu::test {

inline constexpr double mu = 2000.0 / 3, acre = 4046.8564224, us_foot = 1200.0 / 3937;

inline Value expected(const std::string& folder) {
    return parse_json(read_file(shared(folder + "/expected.json")), folder + "/expected.json");
}

/// A member by its path; names that have a dot or a slash are not needed here.
inline const Value& at(const Value& tree, std::initializer_list<const char*> path) {
    const Value* place = &tree;
    for (const char* name : path) {
        const Value* next = place->find(name);
        if (next == nullptr) throw std::runtime_error{std::string{"no member "} + name};
        place = next;
    }
    return *place;
}
inline double number(const Value& tree, std::initializer_list<const char*> path) {
    return at(tree, path).real("number");
}

inline Holdings layer(Role role, const std::string& path, const std::string& of = "") {
    auto spec = source(role, shared(path));
    spec.layer = of;
    return read(spec);
}

/// Cells of a column that no field of the role took, or that one did.
inline std::vector<std::string> cells(const Holdings& holdings, Role role, const std::string& column) {
    std::vector<std::string> values;
    for (const auto& passed : holdings[role].passed())
        if (passed.name == column)
            for (const auto& value : passed.values) values.push_back(value.value_or(""));
    if (!values.empty()) return values;
    for (const ColumnMatch& match : holdings.sources.front().columns)
        if (match.source_column == column && !match.field.empty())
            for (std::size_t row = 0; row < holdings[role].rows(); ++row)
                values.push_back(holdings[role].column<std::string>(match.field)[row].value_or(""));
    return values;
}

inline double summed_area(const GeometryColumn& shapes) {
    double sum = 0;
    for (std::size_t row = 0; row < shapes.rows(); ++row) sum += shapes.null(row) ? 0 : area(shapes, row);
    return sum;
}

inline double typed(const std::string& cell) {
    const auto parsed = parse_number(cell);
    const double* value = std::get_if<double>(&parsed);
    return value == nullptr ? 0 : *value;
}

}  // namespace mutu::test
