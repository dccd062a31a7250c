// What the steps of the year's end share. Seen by src/office only.
#pragma once

#include "mutu/year_end.hpp"

#include <map>
#include <span>
#include <string_view>

namespace mutu::office {

/// Something a list may ask of its subject.
struct ListMeasure {
    std::string_view subject, id;
    bool words = false;
};
std::span<const ListMeasure> list_measures();
const ListMeasure* list_measure(std::string_view subject, std::string_view id);

/// Rows of role park_year by park and year, with what they say under any of some headings.
class ParkYears {
public:
    ParkYears(const Holdings& holdings, const Assessment& assessment);
    /// Blank or absent: nothing. The first heading that says something.
    std::optional<std::string> text(const std::string& park_id, int year,
                                    const std::vector<std::string>& headings) const;
    std::optional<Rational> number(const std::string& park_id, int year,
                                   const std::vector<std::string>& headings) const;
    /// The row, for findings.
    std::optional<std::size_t> row(const std::string& park_id, int year) const;
    std::string source_doc(const std::string& park_id, int year) const;

private:
    const Table& table_;
    std::map<std::pair<std::string, int>, std::size_t> rows_;
};

/// What the composite said of the parks, for the lists.
struct Standings {
    const YearEnd& year_end;
    const ParkYears& years;
    int year = 0;
};
std::vector<ListEntry> drawn(const NameList& list, const Assessment& assessment, const Rulebook& rules,
                             const Labels& labels, const Standings& standings);

/// "yes" at once, "no" at once, or "?": a place that parks without a score may still push down, against a limit.
std::string place_text(std::optional<int> place, int unranked, const std::string& op, const Rational& limit);

}  // namespace mutu::office
