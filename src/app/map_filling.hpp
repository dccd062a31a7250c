// How a sheet is filled from a book: the parts of map_sheet. Seen by src/app only.
#pragma once

#include "map_sheet.hpp"

#include <map>

namespace mutu {

/// Fewer holders than this behind a figure, and it would be that of a firm: not for the public.
inline constexpr std::size_t least_holders = 3;

using MapCells = std::vector<std::optional<std::string>>;

std::optional<double> number_of_cell(const std::optional<std::string>& cell);
std::optional<Area> area_of_cell(const std::optional<std::string>& cell);
/// Rows of a layer of one park, or of all where `park_id` is empty.
FeatureQuery of_park(const std::string& layer, std::vector<std::string> columns, const std::string& park_id);

/// The plane a sheet is drawn in: the book's own where it is one, else the zone where the land lies.
class SheetPlane {
public:
    SheetPlane(const Crs& book, const GeometryColumn& somewhere);
    GeometryColumn operator()(const GeometryColumn& shapes) const;
    /// "… 中央子午线 111°"
    std::string words(const MapSource& source) const;

private:
    Crs book_, plane_;
};

/// One sheet while it is being filled: layers first, then the words about them.
class MapFilling {
public:
    MapFilling(const MapSource& source, const Theme& theme, std::string park_id);
    MapSheet sheet();

private:
    GeometryColumn any_shape() const;
    std::string place_name() const;
    void describe();
    void classes();
    std::size_t class_index(const std::optional<std::string>& cell) const;
    /// A row of the map: counted in its class, drawn where it has a shape.
    void add(std::size_t index, const std::optional<Area>& land, std::string name, std::string value);

    // map_layers.cpp
    void layers();
    void parcels();
    void unsupplied();
    void scenario();
    void expansion();
    void rest_of_approvals();
    void ground_of_parcels();
    void blocks(const std::string& scenario);
    std::string scenario_id(const std::string& table, const std::string& verb) const;
    std::map<std::string, std::string> holders() const;
    std::map<std::string, std::string> grades_of_parcels() const;
    std::map<std::string, std::string> uses_of_parcels() const;
    void constraints();
    std::string short_name(std::string name) const;

    // map_public.cpp: bands by block and not by firm
    void public_blocks();

    void parks();
    void figures();
    bool few_holders(const std::string& park_id) const;
    bool rounded() const;
    void notes();
    std::string mark() const;
    std::string run(std::size_t column) const { return source_.run.rows[0][column].value_or(""); }
    void stamp();

    const MapSource& source_;
    const Theme& theme_;
    std::string park_id_, scenario_id_;
    Features parks_;
    SheetPlane plane_;
    MapSheet sheet_;
    std::int64_t without_area_ = 0;
    std::vector<std::string> endings_, beginnings_;  // left out of names
};

}  // namespace mutu
