// 31xx and 32xx: identifiers with their check digits, regions, and land-use codes within their systems.
#include "rules.hpp"

#include "mutu/codes.hpp"

#include <algorithm>
#include <map>

namespace mutu::checks {
namespace {

constexpr std::size_t region_digits = 6;

/// `layer#row` stands for an id that the source does not have.
bool made_up(const Ground& ground, const Table& table, std::size_t row) {
    const Origin origin = table.origins()[row];
    return origin.source < ground.holdings.sources.size() &&
           bare(id_of(table, row)) == ground.holdings.sources[origin.source].layer;
}

bool known_region(const Ground& ground, std::string_view code) {
    return ground.catalogue.provinces.empty() || ground.catalogue.provinces.contains(code.substr(0, 2));
}

/// A layer whose ids are parcel codes for the larger part is held to it; one with other ids is told once.
void parcel_codes(Ground& ground, Report& report) {
    const Table& parcels = ground.table(Role::parcel);
    std::vector<std::size_t> bad;
    std::size_t good = 0;
    for (std::size_t row = 0; row < parcels.rows(); ++row) {
        if (made_up(ground, parcels, row)) continue;
        if (valid_parcel_code(bare(id_of(parcels, row))))
            ++good;
        else
            bad.push_back(row);
    }
    if (good == 0 && !bad.empty()) {
        Diagnostic& whole =
            report.tell("parcel_ids_not_codes", Role::parcel, bad.front(), {{"count", std::to_string(bad.size())}});
        whole.source_row = 0, whole.subject_id.clear(), whole.spot.reset();
        return;
    }
    if (good < bad.size()) return;
    for (const std::size_t row : bad)
        report.tell("bad_parcel_code", Role::parcel, row, {{"value", bare(id_of(parcels, row))}});
}

void regions(Ground& ground, Report& report) {
    const Table &parcels = ground.table(Role::parcel), &parks = ground.table(Role::park);
    const auto park_regions = parks.column<std::string>("region_code"), park_ids = parks.column<std::string>("park_id"),
               homes = parcels.column<std::string>("park_id");
    std::map<std::string, std::string> region_of;
    for (std::size_t row = 0; row < parks.rows(); ++row) {
        if (!park_regions[row]) continue;
        region_of[*park_ids[row]] = *park_regions[row];
        if (!known_region(ground, *park_regions[row]))
            report.tell("unknown_region", Role::park, row, {{"value", *park_regions[row]}});
    }
    for (std::size_t row = 0; row < parcels.rows(); ++row) {
        const std::string code = bare(id_of(parcels, row));
        if (!valid_parcel_code(code)) continue;
        if (!known_region(ground, code)) {
            report.tell("unknown_region", Role::parcel, row, {{"value", code}});
            continue;
        }
        const auto park = homes[row] ? region_of.find(*homes[row]) : region_of.end();
        if (park == region_of.end() || park->second.size() != region_digits) continue;
        const bool whole_city = park->second.ends_with("00") && code.starts_with(park->second.substr(0, 4));
        if (!whole_city && code.substr(0, region_digits) != park->second)
            report.tell("region_differs", Role::parcel, row,
                        {{"value", code.substr(0, region_digits)}, {"park", park->first}, {"region", park->second}});
    }
}

void unit_numbers(Ground& ground, Report& report, Role role) {
    const Table& table = ground.table(role);
    const auto units = table.column<std::string>("bdcdyh"), parcels = table.column<std::string>("parcel_id");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!units[row]) continue;
        if (!valid_unit_no(*units[row])) {
            report.tell("bad_unit_no", role, row, {{"value", *units[row]}});
            continue;
        }
        const std::string parcel = parcels[row] ? bare(*parcels[row]) : std::string{};
        if (valid_parcel_code(parcel) && units[row]->substr(0, parcel.size()) != parcel)
            report.tell("unit_no_differs", role, row,
                        {{"value", units[row]->substr(0, parcel.size())}, {"parcel", parcel}});
    }
}

void supervision_numbers(Ground& ground, Report& report, Role role) {
    const auto numbers = ground.table(role).column<std::string>("supervision_no");
    for (std::size_t row = 0; row < ground.table(role).rows(); ++row)
        if (numbers[row] && !usual_supervision_no(*numbers[row]))
            report.tell("odd_supervision_no", role, row, {{"value", *numbers[row]}});
}

void firm_codes(Ground& ground, Report& report, Role role, std::string_view field) {
    const auto codes = ground.table(role).column<std::string>(field);
    for (std::size_t row = 0; row < ground.table(role).rows(); ++row)
        if (codes[row] && !valid_uscc(*codes[row])) report.tell("bad_uscc", role, row, {{"value", *codes[row]}});
}

bool known_in(const LandCodes& codes, std::string_view code) {
    for (std::size_t length = code.size(); length > 0; --length)
        if (codes.known.contains(code.substr(0, length))) return true;
    return false;
}

/// Each code and system of a column once, at its first row, with the number of rows that have it.
void land_codes(Ground& ground, Report& report, Role role, std::string_view field) {
    const Table& table = ground.table(role);
    const auto codes = table.column<std::string>(field), systems = table.column<std::string>("code_system");
    struct Use {
        std::size_t first = 0, count = 0;
    };
    std::map<std::pair<std::string, std::string>, Use> uses;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!codes[row]) continue;
        Use& use = uses[{systems[row].value_or(""), *codes[row]}];
        if (use.count++ == 0) use.first = row;
    }
    std::vector<std::string> all;
    all.reserve(ground.catalogue.land_codes.size());
    for (const auto& [id, one] : ground.catalogue.land_codes) all.push_back(id);
    for (const auto& [key, use] : uses) {
        const auto& [system, code] = key;
        const std::string count = std::to_string(use.count);
        const auto found = ground.catalogue.land_codes.find(system);
        if (system.empty()) {
            std::vector<std::string> choices;
            for (const auto& [id, one] : ground.catalogue.land_codes)
                if (known_in(one, code)) choices.push_back(id);
            if (choices.size() != 1)
                report.tell("ambiguous_land_code", role, use.first,
                            {{"value", code},
                             {"count", count},
                             {"choices", choices.empty() ? std::string{"任何标准之外的写法"} : join(choices, "、")}});
        } else if (found == ground.catalogue.land_codes.end()) {
            report.tell("unknown_code_system", role, use.first, {{"value", system}, {"choices", join(all, "、")}});
        } else if (!known_in(found->second, code)) {
            report.tell("unknown_land_code", role, use.first, {{"value", code}, {"count", count}, {"system", system}});
        }
    }
}

}  // namespace

void check_codes(Ground& ground, Report& report) {
    parcel_codes(ground, report);
    regions(ground, report);
    for (const Role role : {Role::parcel, Role::supply}) {
        unit_numbers(ground, report, role);
        supervision_numbers(ground, report, role);
        firm_codes(ground, report, role, "holder_uscc");
    }
    // The firms' own list is told by the analysis, which ties by these codes.
    for (const Role role : {Role::enterprise_year, Role::occupancy, Role::project})
        firm_codes(ground, report, role, "uscc");
    land_codes(ground, report, Role::parcel, "land_use_code");
    land_codes(ground, report, Role::landuse, "category_code");
    land_codes(ground, report, Role::plan, "planned_code");
}

}  // namespace mutu::checks
