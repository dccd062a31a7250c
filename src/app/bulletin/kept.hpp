// Runs as they stand in their books, two of them side by side. Seen by src/app only.
#pragma once

#include "session.hpp"

#include "mutu/lineage.hpp"

#include <array>
#include <map>
#include <optional>

namespace mutu {

inline constexpr std::array<const char*, 6> kept_fields{"land_class",  "supply_state", "idle_state",
                                                        "recognition", "efficiency",   "park_id"};
enum class KeptField : std::uint8_t { land_class, supply_state, idle_state, recognition, efficiency, park_id };

struct KeptParcel {
    std::array<std::optional<std::string>, kept_fields.size()> states;
    std::optional<Area> area;
    std::optional<Date> start_due, idle_on;
    std::optional<std::string> data_year;

    const std::optional<std::string>& of(KeptField field) const { return states[static_cast<std::size_t>(field)]; }
    /// What counts as idle and as low in park_result.
    bool idle() const { return of(KeptField::land_class) == "idle"; }
    bool low() const { return of(KeptField::efficiency) == "low"; }
};

/// One run: what identifies it, and its parcels; row i of `land` is parcel i.
struct Kept {
    std::string path, run_id, policy, policy_sha256, projection, area_basis, secrecy;
    Date as_of = Date::from_days(0);
    std::map<std::string, std::string> settings;  // parameters of the pack, as the run used them
    bool earlier = false;                         // its tables are history_*
    Crs crs;
    LandState land;
    std::vector<KeptParcel> parcels;
    std::map<std::string, std::size_t> row_of;

    /// Its rows of a table: `columns` with `more` behind it (ORDER BY).
    Rows rows(const Book& book, const std::string& columns, const std::string& table, const std::string& more) const;
    /// The same shapes as `rows` gives, of a table ordered by fid.
    GeometryColumn shapes(const Book& book, const std::string& table) const;
};

/// Error{Kind::usage} with the runs there are where `run_id` is none of them; empty: the latest.
Kept kept_run(const std::string& path, const std::string& run_id);
/// The parcels of both on one plane in metres; gives the plane.
Crs share_plane(Kept& before, Kept& after, bool one_book);
bool same_policy(const Kept& a, const Kept& b);
/// "两期政策不同：…" with packs and parameters.
std::string policies_of(const Kept& before, const Kept& after, Language language = Language::zh);
/// The pack a run was judged by, as its book keeps it; absent where the book of an earlier version does not.
std::optional<Rulebook> rules_of(const Kept& run);
std::optional<Area> area_of(const std::optional<std::string>& square_metres);
std::optional<Date> day_of(const std::optional<std::string>& iso);

}  // namespace mutu
