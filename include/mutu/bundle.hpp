// A book that is handed on or compiled instead of analysed: tables given whole, under a seal of their content.
#pragma once

#include "mutu/crs.hpp"
#include "mutu/date.hpp"
#include "mutu/labels.hpp"
#include "mutu/result_table.hpp"

#include <string>
#include <vector>

namespace mutu {

/// `run`, `parcel_result` (with shapes) and `verdict` must be among the tables for the file to open as a book.
struct Bundle {
    Crs crs;   // of all shapes
    Date day;  // the only time in the file
    std::vector<ResultTable> tables;
};

/// Writes the tables and their seal beside the path and renames; what stood there is replaced. The same tables give the
/// same bytes. Returns the seal: SHA-256 over every name, column, cell, shape and CRS; styles and indexes stand
/// outside.
std::string save_bundle(const std::string& path, const Bundle& bundle, const Labels& labels,
                        const std::string& style_folder);

/// What a bundle says of its content, and what its content is.
struct Seal {
    std::string said, found;
    bool holds() const { return said == found; }
};
/// Error{Kind::input} where the file cannot be read or bears no seal.
Seal seal_of(const std::string& path);

}  // namespace mutu
