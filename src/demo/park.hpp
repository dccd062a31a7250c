// One park with everything the plan knows of it, before it is written into registers.
#pragma once

#include "layout.hpp"
#include "record.hpp"

#include "mutu/demo.hpp"

#include <string>
#include <vector>

namespace mutu::demo {

struct Occupied {
    std::size_t parcel = 0;
    std::optional<Area> area;
    bool rents = false;
};

/// One firm and what it pays in the data year; earlier years follow from it.
struct Firm {
    std::string uscc, name;
    std::optional<Money> tax;  // absent: the cell is blank
    std::vector<Occupied> land;
};

struct Park {
    int number = 0;  // from 1
    std::string id, name;
    Layout layout;
    std::vector<const Plant*> plants;  // one per parcel, as are places and records
    std::vector<Record> records;
    std::vector<std::optional<Money>> taxes;  // what the parcel must come out with
    std::vector<Firm> firms;
};

/// "P001" for the first park.
std::string park_id(int number);
Park make_park(const DemoSpec& spec, int index);

/// Well-formed codes of region 439901, which does not exist. `number` counts within the demo.
std::string uscc(std::int64_t number);
std::string parcel_code(int park_number, std::size_t number);
std::string supervision_code(int year, std::int64_t number);
inline constexpr const char* made_up_region = "439901";

}  // namespace mutu::demo
