// A layer as it stands in the file: columns of text, shapes in the file's own coordinates, nothing interpreted yet.
#pragma once

#include "mutu/error.hpp"
#include "mutu/geometry.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// Texts of one column in one buffer; an absent cell is an empty one.
class RawColumn {
public:
    enum class Kind { text, whole, real, moment };

    std::string name;   // as the file spells it
    std::string alias;  // another name: a longer one the format carries (FileGDB), the lowest of several header rows
    Kind kind = Kind::text;
    bool cut_short = false;  // the format may have cut the name

    std::size_t rows() const { return ends_.size(); }
    std::string_view operator[](std::size_t row) const {
        const std::size_t begin = row == 0 ? 0 : ends_[row - 1];
        return std::string_view{bytes_}.substr(begin, ends_[row] - begin);
    }
    void add(std::string_view text) {
        bytes_ += text;
        ends_.push_back(bytes_.size());
    }
    void clear() { bytes_.clear(), ends_.clear(); }
    /// Rows from `rows` on are dropped.
    void cut(std::size_t rows);

private:
    std::string bytes_;
    std::vector<std::size_t> ends_;
};

struct RawLayer {
    std::string layer, driver, fid_name;
    std::vector<RawColumn> columns;
    std::vector<std::int64_t> fids;
    std::vector<std::int64_t> row_numbers;  // 1-based data row of the file
    GeometryColumn shapes;                  // one row each when shaped, else no rows
    bool shaped = false;                    // some row has a shape of any kind, be it empty
    std::vector<std::size_t> no_shape, not_polygon, unclosed;
    std::string crs_wkt;       // empty: the file does not say
    std::string caption_unit;  // units that a caption above the table gives for all of it: "万元、亩"
    std::string encoding, encoding_from;
    Diagnostics diagnostics;      // without source_file, layer and subject, which the caller knows
    std::int64_t total_rows = 0;  // of the layer, also when only a sample was read

    std::size_t rows() const { return row_numbers.size(); }
};

/// A finding whose file, layer and subject the caller fills in; row 0 is the whole layer.
Diagnostic note(const char* code, Severity severity, std::int64_t row, std::string message, std::string fix);

struct SurveyRules;

struct RawRequest {
    std::string path, shown, layer, encoding, where;
    bool shapes = true;
    std::int64_t limit = -1;              // rows to read; -1: all
    const SurveyRules* survey = nullptr;  // for boundary-point text files; without, they are not recognised
};

/// Opens, reads and decodes one layer. Errors as read_holdings promises.
RawLayer read_raw(const RawRequest& request);
/// Names of the layers that hold something.
std::vector<std::string> layer_names(const std::string& path);

/// Turns the header rows (merged headings, units below them) into column names; captions above and empty rows at the
/// end go.
void take_headings(RawLayer& layer);

/// A column of which every filled cell is WKT becomes the layer's shapes; "SRID=4525;…" names its CRS.
void take_wkt_column(RawLayer& layer);

/// Finds the encoding of raw bytes (given ≻ .cpg ≻ DBF language byte ≻ all cells) and makes every name and cell UTF-8.
void decode(RawLayer& layer, const std::string& dbf_path, const std::string& given, bool raw, const std::string& shown);

/// The clause with column names beyond ASCII in double quotes, which OGR's SQL asks for and people leave out.
std::string quoted_names(const RawLayer& layer, const std::string& where);

/// Keeps these rows, which ascend; everything of the others goes.
void keep_rows(RawLayer& layer, const std::vector<std::size_t>& rows);

/// Keeps the rows that an OGR WHERE clause accepts, evaluated over the decoded cells.
void keep_where(RawLayer& layer, const std::string& where, const std::string& shown);

}  // namespace mutu
