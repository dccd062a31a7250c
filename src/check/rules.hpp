// What every rule family is given, how it tells a finding, and the families themselves. Seen by src/check only.
#pragma once

#include "mutu/check.hpp"
#include "mutu/text.hpp"

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mutu::checks {

using Words = std::initializer_list<std::pair<std::string_view, std::string>>;

/// Tables, limits and the plane in metres in which shapes are measured.
class Ground {
public:
    Ground(const Holdings& all, const Crs& book_crs, const Catalogue& rules, const CheckOptions& wanted);

    const Holdings& holdings;
    const Crs& book;
    const Catalogue& catalogue;
    const CheckOptions& options;
    Survey& survey;
    Crs metric;  // the book's CRS, or the plane about its middle where the book is in degrees

    const Table& table(Role role) const { return holdings[role]; }
    bool has_rows(Role role) const { return holdings[role].rows() > 0; }
    Side side(Role role) { return {metres(role), static_cast<std::size_t>(role)}; }
    double limit(std::string_view tolerance) const { return catalogue.limit(tolerance); }
    /// The role's shapes in metres; made at first use.
    const GeometryColumn& metres(Role role);
    /// Area in m² of a row; 0 for a null row.
    double drawn(Role role, std::size_t row) { return area(metres(role), row); }
    /// Shapes of the metric plane as they lie in the book.
    GeometryColumn in_book(const GeometryColumn& shapes) const;
    /// Rows by the text of a field, without the "#2" that made a repeated id unique.
    std::unordered_map<std::string, std::vector<std::size_t>> rows_by(Role role, std::string_view field) const;

private:
    Survey here_;
    std::array<std::optional<GeometryColumn>, role_count> moved_;
};

/// Findings of one run in the order they are told.
class Report {
public:
    explicit Report(const Ground& ground) : ground_{ground} {}

    /// A finding about one row; {words} are put into the rule's sentence. Gives it back for a shape or a second record.
    Diagnostic& tell(std::string_view code, Role role, std::size_t row, Words words = {});
    Diagnostics& findings() { return findings_; }

private:
    const Ground& ground_;
    Diagnostics findings_;
};

/// The rule's sentence with {name} replaced; a word that is not given stays as it is.
std::string filled(std::string_view sentence, Words words);
std::string id_of(const Table& table, std::size_t row);
/// "P001#2" → "P001": the id as its source spells it.
std::string bare(const std::string& id);
/// "12.34": a share of 1 in per cent.
std::string percent(double share);

void check_lists(Ground& ground, Report& report);       // 1xxx
void check_codes(Ground& ground, Report& report);       // 31xx, 32xx
void check_dates(Ground& ground, Report& report);       // 33xx
void check_areas(Ground& ground, Report& report);       // 34xx
void check_amounts(Ground& ground, Report& report);     // 35xx
void check_topology(Ground& ground, Report& report);    // 4xxx
void check_between(Ground& ground, Report& report);     // 5xxx
void check_landuse(Ground& ground, Report& report);     // 8xxx
void check_increments(Ground& ground, Report& report);  // 9xxx

}  // namespace mutu::checks
