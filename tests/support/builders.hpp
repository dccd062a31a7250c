// Small holdings by hand: rows as people would type them, squares in metres about one corner of zone 37.
#pragma once

#include "support/root.hpp"

#include "mutu/analyze.hpp"
#include "mutu/text.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

namespace mutu::test {

using Cells = std::map<std::string, std::string>;

/// The corner from which squares are drawn: on the central meridian of CGCS2000 zone 37, near 27°N.
inline constexpr double corner_x = 37'500'000, corner_y = 2'988'000;

inline void type_cell(Table& table, std::size_t row, const std::string& field, const std::string& text) {
    const Field* spec = find_field(table.role(), field);
    ASSERT_NE(spec, nullptr) << field;
    table.make(field);
    if (text.empty()) return;
    const auto number = [&] { return std::get<double>(parse_number(text)); };
    switch (spec->type) {
    case FieldType::text:
    case FieldType::code: table.writable<std::string>(field)[row] = text; break;
    case FieldType::date: table.writable<Date>(field)[row] = std::get<Date>(parse_date(text)); break;
    case FieldType::area: table.writable<Area>(field)[row] = Area::square_metres(number()); break;
    case FieldType::money: table.writable<Money>(field)[row] = Money::wan(number()); break;
    case FieldType::number: table.writable<double>(field)[row] = number(); break;
    case FieldType::yes_no: table.writable<bool>(field)[row] = std::get<bool>(parse_yes_no(text)); break;
    }
}

/// A rectangle in metres from the corner: x, y, width, height.
struct Rectangle {
    double x = 0, y = 0, width = 0, height = 0;
};

inline void draw(GeometryColumn& column, Rectangle r) {
    const double x = corner_x + r.x, y = corner_y + r.y;
    for (const Xy point : {Xy{x, y}, Xy{x + r.width, y}, Xy{x + r.width, y + r.height}, Xy{x, y + r.height}, Xy{x, y}})
        column.add_point(point);
    column.end_ring();
    column.end_part();
    column.end_row();
}

/// Holdings with one source per role, in CGCS2000 zone 37.
class Builder {
public:
    Holdings holdings;

    /// An empty cell makes the column present; a field never named is absent.
    Builder& row(Role role, const Cells& cells, std::optional<Rectangle> shape = {}) {
        std::size_t source = 0;
        while (source < holdings.sources.size() && holdings.sources[source].role != role) ++source;
        if (source == holdings.sources.size()) give(role);
        Table& table = holdings[role];
        const Origin origin{static_cast<std::uint32_t>(source), static_cast<std::int64_t>(table.rows()) + 1};
        table.add_rows({&origin, 1});
        if (shape)
            draw(table.shapes(), *shape);
        else
            table.shapes().add_null();
        for (const auto& [field, text] : cells) type_cell(table, table.rows() - 1, field, text);
        return *this;
    }
    /// A source of this role without any row.
    Builder& give(Role role) {
        Source source;
        source.role = role;
        source.path = std::string{name(role)} + ".gpkg";
        source.layer = std::string{name(role)};
        source.crs = Crs::epsg(4525);
        holdings.sources.push_back(source);
        return *this;
    }
};

inline std::string geodata() { return test::root() + "/geodata"; }
inline const Labels& labels() {
    static const Labels all = Labels::load(geodata() + "/labels");
    return all;
}
inline Rulebook rules(const std::vector<std::pair<std::string, std::string>>& set = {},
                      const std::string& pack = "cn") {
    static std::map<std::string, Rulebook> loaded;
    if (!loaded.contains(pack)) loaded[pack] = load_rulebook(pack, geodata() + "/policy");
    Rulebook book = loaded[pack];
    for (const auto& [parameter, value] : set) set_parameter(book, parameter, value);
    return book;
}
inline Date day(const std::string& text) { return std::get<Date>(parse_date(text)); }

inline Assessment judged(Builder builder, const std::string& as_of,
                         const std::vector<std::pair<std::string, std::string>>& set = {},
                         AreaBasis basis = AreaBasis::legal) {
    AnalyzeOptions options;
    options.as_of = day(as_of);
    options.basis = basis;
    return analyze(builder.holdings, rules(set), labels(), options);
}

inline bool raised(const Assessment& assessment, const std::string& code) {
    for (const auto& found : assessment.diagnostics)
        if (found.code == code) return true;
    return false;
}

}  // namespace mutu::test
