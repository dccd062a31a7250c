// Ranges of park figures and the parcels that keep them wide. Seen by src/app only.
#pragma once

#include "rejudge.hpp"

namespace mutu {

/// A parcel of which more than one class is possible.
struct OpenParcel {
    std::string parcel_id;
    std::optional<std::uint32_t> park;
    std::optional<Area> area;
    Area swing;  // by how much knowing it would narrow the figures of its park
    std::vector<std::string> land_classes, missing;
};
struct Unknowns {
    std::vector<ParkRange> parks;  // children included
    ParkRange whole;
    std::vector<OpenParcel> open;  // what narrows most first
};
Unknowns unknowns_of(const Book& book, const std::string& path, const Judge& judge);
/// One line for the summary; empty when nothing is open.
std::string unknown_line(const Assessment& assessment, const Judge& judge, const Labels& labels, Language language);
TextTable range_table(const Unknowns& unknowns, const BookParks& parks, const std::string& total);
TextTable unknown_table(const Unknowns& unknowns, const BookParks& parks);

}  // namespace mutu
