// How result tables are written: each column stands beside the value that fills it. Private to the store.
#pragma once

#include "tables.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mutu {

template <class Row>
struct ResultColumn {
    std::string_view name, type;
    void (*put)(TableWriter&, const Row&);
};

using W = TableWriter;

/// Specs and rows of the results; keeps what was written.
class Results {
public:
    Results(const GeoPackage& package, const Labels& labels) : package_{package}, labels_{labels} {}

    TableSpec spec(std::string name, Shape shape = Shape::none) const {
        std::string title = table_title(labels_, name);
        return {std::move(name), std::move(title), {}, shape};
    }

    template <class Row, class End>
    void write(TableSpec spec, std::span<const ResultColumn<Row>> columns, const std::vector<Row>& rows, End end) {
        std::vector<ColumnSpec> all;
        for (const auto& column : columns) all.push_back({std::string{column.name}, column.type});
        // What the caller has listed already are columns of its own: `end` puts them.
        all.insert(all.end(), spec.columns.begin(), spec.columns.end());
        spec.columns = std::move(all);
        TableWriter writer{package_, std::move(spec)};
        for (std::size_t row = 0; row < rows.size(); ++row) {
            for (const auto& column : columns) column.put(writer, rows[row]);
            end(writer, row);
        }
        writer.finish();
        written_.push_back(writer.spec());
    }
    template <class Row>
    void plain(const char* name, std::span<const ResultColumn<Row>> columns, const std::vector<Row>& rows) {
        write(spec(name), columns, rows, [](W& w, std::size_t) { w.end_row(); });
    }
    template <class Row>
    void shaped(const char* name, std::span<const ResultColumn<Row>> columns, const std::vector<Row>& rows,
                const GeometryColumn& shapes) {
        write(spec(name, Shape::multipolygon), columns, rows, [&](W& w, std::size_t row) { w.end_row(shapes, row); });
    }
    std::vector<TableSpec>& written() { return written_; }

private:
    const GeoPackage& package_;
    const Labels& labels_;
    std::vector<TableSpec> written_;
};

/// indicator, park_goal.
void write_indicators(Results& results, const Assessment& assessment);
/// parcel_control, control_text.
void write_controls(Results& results, const Assessment& assessment);
/// area_reconciliation.
void write_areas(Results& results, const Assessment& assessment);

}  // namespace mutu
