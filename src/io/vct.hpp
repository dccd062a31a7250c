// VCT, the text exchange format of GB/T 17798, read only: polygons with attributes as far as the published grammar
// goes.
#pragma once

#include "raw.hpp"
#include "rings.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mutu {

/// One line of FeatureCodeBegin … FeatureCodeEnd.
struct VctClass {
    std::string code, name, geometry, table;
};

struct VctPolygon {
    std::int64_t line = 0;  // where it begins
    std::string id, code;
    std::vector<Ring> rings;
    std::string fault;  // why its shape cannot be trusted; empty: it can
};

struct VctTable {
    std::vector<std::string> fields;
    std::vector<std::vector<std::string>> rows;  // cells of `fields`
    std::vector<std::string> ids;                // of the object of each row
};

struct VctFile {
    std::map<std::string, std::string> head;  // lower case key → value
    std::vector<VctClass> classes;
    std::map<std::string, VctTable> tables;
    std::vector<VctPolygon> polygons;
    std::vector<std::string> skipped;  // sections that hold nothing we read
    Diagnostics diagnostics;
};

/// Versions 1.0, 2.0 and 3.0. Error{Kind::input} naming `shown`, line and section for whatever is not understood:
/// another version, curves, lines made of lines, a section without an end.
VctFile parse_vct(std::string_view text, const std::string& shown);

/// By extension and first words.
bool is_vct(const std::string& path);
/// Names of the layers of polygons: their tables, else their classes.
std::vector<std::string> vct_layers(const std::string& path);
/// Errors as read_raw promises.
RawLayer read_vct(const RawRequest& request);

}  // namespace mutu
