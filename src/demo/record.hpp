// What is known of one planted parcel: the cells that the registers will hold, and what it must come out as.
#pragma once

#include "rng.hpp"

#include "mutu/date.hpp"
#include "mutu/units.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu::demo {

/// The day the demo speaks for.
Date as_of();
/// A date that is known to exist.
Date day(int year, int month, int day_of_month);

/// Where a parcel lies with regard to approvals and the park line.
enum class Ground : std::uint8_t { open, stock, withdrawn, crossing, outside };

/// A firm on a parcel. The rate is whole fen of tax per 1/300 m² (5 = 1 万元/亩), so that shares by area come out even.
struct Tenant {
    int rate = 65;
    int parts = 1;  // of the parcel's land, over the parts of all its tenants
    bool rents = false;
    bool tax_recorded = true;  // a blank tax cell otherwise
};

/// What the plan says of the parcel. An empty efficiency: the plan does not claim one.
struct Verdicts {
    std::string_view supply, idle, efficiency, land_class;
    std::optional<Date> start_due, idle_on;
};

/// One parcel's facts; an absent value is an empty cell.
struct Record {
    Area land;  // whole m²: drawn area rounded
    std::string id, park_id;
    std::string holder_kind;
    bool registered = true;             // the registered area is on record
    bool supply_row = true;             // stands in the supply register
    bool instrument_on_parcel = false;  // contract number and date stand in the parcel layer
    bool terms_on_parcel = false;       // the agreed start stands in the development sheet only

    std::optional<Date> contract, agreed_delivery, delivery, agreed_start, extended, agreed_finish;
    std::optional<Date> permit, start, finish, stop, resume, production_stop;
    std::string foundation_type, foundation_progress, idle_cause, operation_state;
    std::string notice_no, recognition_no, field_check;
    std::optional<Date> notice_date, recognition_date, field_check_date;
    std::optional<Area> required, developed;
    std::optional<Money> total, invested, price;
    std::string price_included;  // 是, 否 or blank
    std::optional<double> control_far, control_investment;

    double footprint = 0;  // share of the parcel under buildings
    int floors = 1;
    double storey_height = 4.5;
    std::optional<Area> floor_area;  // recorded; else it follows from footprint and floors
    std::vector<Tenant> tenants;
    bool plain = false;  // an ordinary parcel without a plant: may share a firm or a building with another

    Verdicts truth;
};

using Fill = void (*)(Record&, Rng&);

/// One thing the demo plants: its name, where it lies, what it must come out as, and how its record is made.
struct Plant {
    std::string_view id;
    std::string_view supply, idle, efficiency, land_class;
    Ground ground;
    int age;               // 0 oldest; parks fill up from their oldest corner
    std::string_view why;  // for people
    Fill fill;
};

/// The plants every set needs come first, one per idle_state and land_class.
const std::vector<Plant>& essential_plants();
const std::vector<Plant>& extra_plants();
const Plant& plant_named(std::string_view id);

}  // namespace mutu::demo
