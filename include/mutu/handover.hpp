// A layer of a book as the files that offices hand on; formats, field names and widths are data (geodata/export).
#pragma once

#include "mutu/exchange.hpp"
#include "mutu/write.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mutu {

/// What is written for one file extension.
struct ExportFormat {
    std::string driver, encoding, profile, crs;  // empty: the format's only encoding, no profile, the book's CRS
    bool folder = false;                         // the result is a folder (FileGDB)
    bool mark = false;                           // CSV begins with a byte order mark
    bool attributes = true;                      // false: drawings hold shapes and ids alone
    bool survey = false;                         // 界址点坐标 TXT
    std::vector<std::string> dataset_options, layer_options;
};

/// One field of a profile: our column under the name offices know.
struct ExportField {
    std::string column, from;  // our name; the column it is worked out of (the same unless said)
    std::string name, title;   // at most ten bytes in GBK; the full name, where a format has room for it
    Unit unit = Unit::base;
    int width = 0;
    std::optional<int> decimals;
};

struct ExportProfile {
    std::string id, title;
    bool words = false;  // codes as their Chinese words
    std::vector<ExportField> fields;
    std::map<std::string, std::vector<std::string>> layers;  // layer → columns in order; unnamed layers: all fields
};

/// How boundary-point text files are written, and from which columns.
struct SurveyWriting {
    std::map<std::string, std::vector<std::string>> columns;  // id, name, area, sheet, use, code
    std::string point_prefix, version;
    bool close = true, restart = false, northwest = true, outer_clockwise = true;
};

/// One ring rule by its name in geodata/export/survey_text.toml: "close=false", "point_prefix=J". Error{Kind::usage}
/// names those that exist.
void set_ring_rule(SurveyWriting& writing, const std::string& assignment);

struct ExportRules {
    struct Beside {
        std::string layer, key;
    };
    std::map<std::string, ExportFormat> formats;  // by extension without the point
    std::map<std::string, Beside> beside;         // attributes of a result that stand in what was read
    std::map<std::string, ExportProfile> profiles;
    SurveyWriting survey;
    SurveyRules survey_reading;  // tolerances

    /// Reads geodata/export. Error{Kind::input} with the place.
    static ExportRules load(const std::string& folder, const ColumnAliases& aliases);
};

struct ExportRequest {
    std::string book, layer, path, where, profile, crs, encoding, date;
    std::vector<std::string> fields;  // ours; empty: all, or the profile's
    bool overwrite = false;
    FileMark secrecy;
};

/// What was written, with everything a person should know about it.
struct Exported {
    std::int64_t rows = 0;
    std::size_t fields = 0;
    std::string crs, profile;
    std::string mark_beside;  // the file that bears the mark; "": the file itself does
    std::vector<std::string> remarks;
};

/// The word of a code in a column, or the code itself.
using CodeWord = std::function<std::string(const std::string& column, const std::string& code)>;

/// Writes beside the target and renames. Errors: Kind::usage for an unknown extension, layer, field or profile, an
/// existing target, a layer over several zones as TXT; Kind::input where the format cannot hold the data, naming column
/// and value. Nothing is cut: a name, text or number that does not fit is refused.
Exported export_layer(const ExportRequest& request, const ExportRules& rules, const CodeWord& word);

/// The format of a file by its extension. Error{Kind::usage} with those there are.
const ExportFormat& export_format(const ExportRules& rules, const std::string& path);

/// Layers made elsewhere as one file of a format that holds several; written beside and renamed. `date` is the day it
/// bears. Errors as export_layer.
void export_cells(const std::string& path, const ExportRules& rules, std::span<const LayerCells> layers,
                  const std::string& date, bool overwrite, const FileMark& secrecy = {});

}  // namespace mutu
