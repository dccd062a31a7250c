// What a map shows, read from a book. Seen by src/app only.
#pragma once

#include "session.hpp"

#include "mutu/map.hpp"

namespace mutu {

struct MapSource {
    const Book& book;
    const MapQuery& query;
    const Labels& labels;
    Language language;
    std::string style_folder;
    Crs crs;     // of the book
    Rows run;    // the latest: run_id, as_of, policy_id, secrecy, area_basis
    Rows parks;  // park_id, park_name in the book's order

    std::string say(const char* id) const { return labels.text("map", id, language); }
    std::string say(const char* id, const std::string& word) const;
};

/// One sheet: a theme over one park, or over all where `park_id` is empty.
MapSheet map_sheet(const MapSource& source, const Theme& theme, const std::string& park_id);

/// The scenario that a theme of scenarios shows: the one asked for, else the latest; a change of the boundary belongs
/// to one park. Empty: there is none.
std::string scenario_of(const MapSource& source, const Theme& theme, const std::string& park_id);

/// "{0}" in a text replaced.
std::string with_word(std::string text, const std::string& word);

}  // namespace mutu
