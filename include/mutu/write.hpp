// Writing one layer or table with GDAL: the formats that bureaus hold their registers in.
#pragma once

#include "mutu/table.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mutu {

/// One column as text: dates ISO, numbers plain; an absent cell is written as the format's null.
struct WriteColumn {
    std::string heading;
    FieldType type = FieldType::text;  // date, area, money and number become typed fields, everything else text
    std::vector<std::optional<std::string>> cells;
    int width = 0;       // of a shapefile field in bytes; 0: as wide as needed
    int decimals = 2;    // of a number in a shapefile
    std::string title;   // the full name, in formats that hold one beside the heading (FileGDB, GeoPackage)
    bool whole = false;  // a number without decimals
};

/// The secrecy mark of what a file was made from, which it bears. Empty: none is put.
struct FileMark {
    std::string code, words;  // "internal", "密级：内部资料"
};

struct WriteLayer {
    std::string path;
    std::string driver;    // as GDAL names it: "ESRI Shapefile", "GPKG", "CSV", "XLSX", "GeoJSON", …
    std::string layer;     // empty: the file's stem
    std::string encoding;  // shapefile and CSV: "GBK" or "UTF-8" (default)
    bool cpg = true;       // shapefile: a .cpg beside it; without, only the language byte of the .dbf tells
    std::string crs;       // what PROJ understands; empty: none
    std::string date;      // the day the file says it was written, ISO; empty: today
    bool mark = false;     // CSV: a byte order mark first
    std::vector<std::string> dataset_options, layer_options;  // NAME=VALUE, handed to GDAL
    FileMark secrecy;
};

/// Writes the layer; an existing file (with its side files) is replaced. `shapes` may be null; CSV and XLSX hold no
/// shapes. All columns, and shapes where given, have the same number of rows. CSV is RFC 4180 with line ends CR LF,
/// cells as they are. Error{Kind::input} names the path and the heading: a heading over 10 bytes in a shapefile's
/// encoding, a character that the encoding lacks, a cell that is not what its column's type says or is wider than a
/// shapefile's field. A DXF holds outlines on the layer's name and the first column as text on NAME_TEXT.
void write_layer(const WriteLayer& target, std::span<const WriteColumn> columns, const GeometryColumn* shapes);

/// One of several layers of a file.
struct LayerCells {
    std::string layer, title, crs;
    std::vector<WriteColumn> columns;
    std::optional<GeometryColumn> shapes;
};

/// Several layers into one new file of a format that holds them: GeoPackage, FileGDB, XLSX. Their names and CRS win
/// over those of `target`; else as write_layer.
void write_layers(const WriteLayer& target, std::span<const LayerCells> layers);

/// Where a file of this driver bears its mark: "" inside (GeoJSON, KML: description; GeoPackage: description of the
/// layer; XLSX: head of each printed page; DXF: a comment), else the file beside it that says it ("报盘.shp.密级.txt").
std::string mark_beside(const std::string& path, const std::string& driver);
/// Puts the mark into, or beside, a file that was written without it. Error{Kind::input} where that fails.
void put_mark(const std::string& path, const std::string& driver, const FileMark& mark);

}  // namespace mutu
