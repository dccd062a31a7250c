// Golden cases: a folder holds inputs as text, the commands of a user and what they must give. Adding a case is adding
// a folder.
#pragma once

#include "app/program.hpp"
#include "support/root.hpp"

#include "mutu/write.hpp"

namespace mutu::test {

/// The folder of a golden case.
inline std::string golden(const std::string& name) { return test::root() + "/tests/golden/" + name; }

inline std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else
            cells.back() += c;
    }
    return cells;
}

/// A CSV of the case's inputs as rows of cells.
inline std::vector<std::vector<std::string>> input(const std::string& name, const std::string& table) {
    std::vector<std::vector<std::string>> rows;
    for (const std::string& line : split(read_file(golden(name) + "/input/" + table + ".csv"), '\n'))
        if (!line.empty()) rows.push_back(cells_of(line));
    return rows;
}

/// Columns by the first row; a column geom becomes the shapes.
inline void write_file(const std::string& path, const std::string& driver,
                       const std::vector<std::vector<std::string>>& rows, const std::string& crs) {
    std::vector<WriteColumn> columns;
    GeometryColumn shapes;
    for (std::size_t i = 0; i < rows.front().size(); ++i) {
        if (rows.front()[i] == "geom") {
            for (std::size_t row = 1; row < rows.size(); ++row) add_wkt(shapes, rows[row][i]);
            continue;
        }
        WriteColumn column{.heading = rows.front()[i]};
        if (column.heading == "MJ" || column.heading == "PZMJ") column.type = FieldType::number;
        for (std::size_t row = 1; row < rows.size(); ++row) {
            const std::string cell = i < rows[row].size() ? rows[row][i] : "";
            column.cells.push_back(cell.empty() ? std::nullopt : std::optional{cell});
        }
        columns.push_back(std::move(column));
    }
    write_layer({.path = path,
                 .driver = driver,
                 .layer = "",
                 .encoding = "GBK",
                 .cpg = false,
                 .crs = crs,
                 .date = "2026-06-30"},
                columns, shapes.rows() > 0 ? &shapes : nullptr);
    if (driver != "ESRI Shapefile") return;
    const std::string table = path.substr(0, path.size() - 3) + "dbf";
    std::string bytes = read_file(table);
    bytes[29] = 0;  // the language byte says nothing either
    write(table, bytes);
}

/// Makes the files that `inputs` lists, one a line: a table of input/, the file to write, a CRS where it is drawn.
inline void make_inputs(const std::string& name, const TempFolder& folder) {
    for (const std::string& line : split(read_file(golden(name) + "/inputs"), '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto words = split(line, ' ');
        const std::string path = folder / words.at(1);
        fs::create_directories(fs::path{path}.parent_path());
        write_file(path, path.ends_with(".xlsx") ? "XLSX" : "ESRI Shapefile", input(name, words.at(0)),
                   words.size() > 2 ? words[2] : "");
    }
}

}  // namespace mutu::test
