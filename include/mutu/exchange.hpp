// Files of the world to Holdings: any GDAL format, any spelling of column names, any encoding, with every choice told.
#pragma once

#include "mutu/holdings.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mutu {

/// One [[source]] of a project, or one role flag.
struct SourceSpec {
    Role role = Role::parcel;
    std::string path;        // as it opens; relative paths are relative to the working folder
    std::string shown_path;  // as it is stored and shown: relative to the project
    std::string layer, encoding, crs, where;
    std::map<std::string, std::string> columns;    // field → source column
    std::map<std::string, std::string> constants;  // field → value
    std::map<std::string, std::string> units;      // field → unit of its column: "亩", "公顷", "元"
    std::string secrecy = "internal";
    std::vector<std::vector<std::string>> join;
    bool same_datum = false;
    std::vector<double> shift;  // seven numbers, position vector
};

/// What a heading says about its numbers; `base` is the canonical unit of the field (m², 万元, as given).
enum class Unit : std::uint8_t {
    base,
    mu,
    hectare,
    square_kilometre,
    yuan,
    thousand_yuan,
    hundred_million_yuan,
    ten_thousand,
    percent
};

/// How a heading is understood.
struct Meaning {
    std::string field;
    std::size_t rank = 0;  // 0: the canonical name itself; else the place in the alias list, the better the smaller
    Unit unit = Unit::base;
    std::string unit_text;  // as the heading spells it; empty when it says nothing
};

/// Boundary-point text files: spellings, places and tolerances (geodata/columns/survey_text.toml).
struct SurveyRules {
    std::map<std::string, std::string, std::less<>> header;  // spelling → our word
    std::vector<std::vector<std::string>> layouts;           // names of the cells of a plot's line, by their number
    double area_relative = 0, area_least_m2 = 0;             // declared against drawn area
};

/// The land-use code systems of geodata/columns/land_use.toml, those preferred first.
struct LandUseSystem {
    std::string id, title;                                  // "SD", "三调工作分类"
    std::vector<Role> usual_of;                             // roles whose codes are usually in it
    std::map<std::string, std::vector<std::string>> names;  // code → names, the printed one first
    std::map<std::string, std::string, std::less<>> code_of_name;
};

/// Alias tables and code words of geodata/columns.
class ColumnAliases {
public:
    /// Reads <role>.toml of every role that has one, and codes.toml. Error{Kind::input} with the place when a field is
    /// unknown.
    static ColumnAliases load(const std::string& folder);
    /// Canonical field that this source column means, or "".
    std::string field(Role role, std::string_view source_column) const;
    /// The same with rank and unit: "面积(公顷)", "用地面积（亩）", "注册资本（元）". A unit that does not fit the
    /// field is no match.
    std::optional<Meaning> meaning(Role role, std::string_view source_column) const;
    /// What a name that was cut at 10 bytes must mean: every alias that begins like it is of one field.
    std::optional<Meaning> cut_meaning(Role role, std::string_view source_column) const;
    /// The code that this word stands for in a code field ("协议出让" → "grant"); the code itself in any case; else "".
    std::string code(Role role, const Field& field, std::string_view word) const;
    const SurveyRules& survey() const { return survey_; }
    /// Words in a layer's or file's name that suggest the role.
    const std::vector<std::string>& layer_names(Role role) const {
        return layer_names_[static_cast<std::size_t>(role)];
    }
    const std::vector<LandUseSystem>& land_use() const { return land_use_; }

private:
    struct Alias {
        std::string field;
        std::size_t rank = 0;
    };
    std::array<std::map<std::string, Alias, std::less<>>, role_count> by_role_;
    std::array<std::vector<std::string>, role_count> layer_names_;
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> codes_;  // group → word → code
    SurveyRules survey_;
    std::vector<LandUseSystem> land_use_;
};

/// Reads all sources into one Holdings: opens read-only, matches columns, parses every cell by base/text, unpivots year
/// columns of enterprise_year. Poor cells become unknown with a diagnostic. Errors (Kind::input) name file, layer and
/// what to do: missing file, no such layer (with the list), several layers and none named, no parcel_id column is no
/// error (ids are made).
Holdings read_holdings(const std::vector<SourceSpec>& specs, const ColumnAliases& aliases);

/// The ties that a person decided on the sheet of `mutu ties`; rows without an answer are left open. Error{Kind::input}
/// names the row that cannot be understood.
void read_decisions(Holdings& holdings, const std::string& path, const std::string& shown);

/// A file's layers and columns with guesses, for `init`.
struct GuessedColumn {
    std::string source_column, field, sample;
    std::vector<std::string> first;  // cells of the first rows, blanks too; at most five
};
struct GuessedSource {
    std::string path, layer, encoding, encoding_from, crs, crs_from;
    std::int64_t rows = 0;
    bool shaped = false;
    std::vector<std::pair<Role, int>> roles;  // best first, with the number of columns each explains
    std::vector<GuessedColumn> columns;       // under the best role
    bool named = false;  // the file's or layer's name speaks for the best role and not for the next
};
std::vector<GuessedSource> inspect(const std::string& path, const ColumnAliases& aliases);
/// The same layer with another of its roles taken for the best.
GuessedSource understood_as(Role role, const GuessedSource& guess, const ColumnAliases& aliases);

/// How much an archive may hold before it is taken for a trap.
struct UnpackLimits {
    std::size_t files = 2000;
    std::uint64_t bytes = 4ULL << 30;  // of all files together, unpacked
    std::uint64_t times = 200;         // unpacked against packed; small files are let pass
};
/// The files of a ZIP below `folder`, which must be there; names in GBK or UTF-8. GDAL hides names that climb out.
/// Error{Kind::refused} for other names that fit no file, for files that are there already, for too much of anything;
/// then all that was written is taken away. Returns paths relative to `folder`, in the order of the archive.
std::vector<std::string> unpack(const std::string& archive, const std::string& folder, const UnpackLimits& limits = {});

/// GDAL version, and drivers that are missing among those we count on.
std::string gdal_version();
std::vector<std::string> missing_drivers();

}  // namespace mutu
