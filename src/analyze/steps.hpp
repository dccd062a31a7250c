// The steps of an analysis in the order they run, and what each hands to the next. Seen by src/analyze only.
#pragma once

#include "key_index.hpp"

#include "mutu/analyze.hpp"
#include "mutu/overlay.hpp"
#include "mutu/rejudge.hpp"
#include "mutu/survey.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mutu {

/// What every step may look at.
struct Context {
    Holdings& holdings;
    const Rulebook& rules;
    const Labels& labels;
    const AnalyzeOptions& options;
    Diagnostics& diagnostics;
    OverlayCounts& overlays;
    Survey& survey;

    const Table& table(Role role) const { return holdings[role]; }
    /// A finding about one row of a role's table; fills file, row and id.
    void find(Role role, std::size_t row, std::string code, Severity severity, std::string message,
              std::string fix) const;
};

/// prepare: ids made unique, shapes mended and brought into one CRS.
struct Mended {
    Role role;
    std::size_t row;
    std::string reason;
    bool emptied;
    GeometryColumn original;  // one row, in its source's CRS
};
struct Ground {
    Crs book;
    std::vector<Mended> mended;
    std::vector<std::string> bare_parcel_id;  // before "#2": what joins use
    std::unordered_map<std::string, std::vector<std::size_t>> parcels_by_id;
    KeyIndex parcel_keys;                          // the same, for ids of which digits may be lost
    std::vector<GeometryColumn> plane;             // per role: shapes where plane area is the run's area
    std::vector<std::optional<double>> longitude;  // per parcel: of its shape's middle
    double meridian = 0;                           // of the equal-area plane that all roles share
    const GeometryColumn& in_plane(Role role) const { return plane[static_cast<std::size_t>(role)]; }
};
Ground prepare(const Context& context);
/// One role's shapes from the CRS of each of its sources into another; `told`: findings for those that have no image.
GeometryColumn brought(const Context& context, Role role, const Crs& to, bool told);
/// The single 3-degree zone of all parks (of all parcels without one), else CGCS2000 degrees.
Crs book_crs(const Context& context, const GeometryColumn& parks, const GeometryColumn& parcels);
/// Row i of a role's own column.
inline Side side_of(Role role, const GeometryColumn& shapes) { return {shapes, static_cast<std::size_t>(role)}; }
/// Error{Kind::input}, naming the likely CRS, when a source lies far from the parks (or the first parcels). `degrees`:
/// shapes of every role in CGCS2000; the tables still hold the sources' own coordinates.
void check_landing(const Context& context, const std::vector<GeometryColumn>& degrees);

/// A finding where degrees fit the parks only after the shift of web maps is taken back.
void suspect_web_shift(const Context& context, const std::vector<GeometryColumn>& degrees);

/// The overlay tells rounding from land in squared units of about a metre. Degrees are brought to such units by a power
/// of two, there and back without rounding.
inline constexpr double degree_stretch = 131'072;
GeometryColumn stretched(GeometryColumn column, double factor);

/// The mended shapes with their originals in the book's CRS.
void tell_repairs(const Context& context, const Ground& ground, Assessment& out);

/// place: which park a parcel belongs to, and the four areas of a parcel.
struct Park {
    std::string id, name;
    std::optional<std::size_t> parent;  // index into Parks::list
    std::optional<Area> area;           // unknown without a boundary
};
struct Parks {
    std::vector<Park> list;
    std::vector<std::optional<std::size_t>> of_parcel;  // index into list
    std::unordered_map<std::string, std::size_t> by_id;
    GeometryColumn plane;      // one row per park, for later overlays
    std::vector<RowKey> keys;  // along `plane`: the first of the park's rows
    GeometryColumn book;
};
struct ParcelAreas {
    std::optional<Area> basis, registered, ellipsoid, planar, in_park;
    std::string_view basis_source;  // field or column the basis came from
};
Parks place(const Context& context, const Ground& ground, std::vector<ParcelAreas>& areas);
/// The park that shares most land with each row of a column in the plane; none where no park does.
std::vector<std::optional<std::size_t>> park_of_each(const Context& context, std::string_view question,
                                                     const Parks& parks, const Side& plane);
/// The same from an overlay over `parks.plane` that was made already.
std::vector<std::optional<std::size_t>> park_of_each(const Parks& parks, const std::vector<Fragment>& shared,
                                                     std::size_t rows);

/// Ties that a person decided, by role and key of the row that asks; nullptr: nobody did.
const Decision* decided(const Context& context, std::string_view from_role, std::string_view from_key,
                        std::string_view to_role);
/// A person said that these two do not belong together.
bool parted(const Context& context, std::string_view from_role, std::string_view from_key, std::string_view to_role,
            std::string_view to_key);

/// tie: which supply row speaks for a parcel.
struct Supplies {
    std::vector<std::optional<std::size_t>> row_of;  // parcel → supply row, the latest up to as-of
    std::vector<Truth> by_row;  // a row names or covers the parcel; undetermined: only doubtful ties
};
Supplies tie_supplies(const Context& context, const Ground& ground, const std::vector<ParcelAreas>& areas,
                      std::vector<Link>& links);

/// Contract fields of a parcel: the supply row that speaks for it first, else the parcel's own cell.
class Terms {
public:
    Terms(const Context& context, const Supplies& supplies);
    bool has(std::string_view field) const;  // some source has the column
    template <class T>
    std::optional<T> get(std::string_view field, std::size_t parcel) const;
    /// The cell that would speak was typed but could not be read.
    bool unreadable(std::string_view field, std::size_t parcel) const;
    /// The cell that speaks is an id that lost digits.
    bool lost_digits(std::string_view field, std::size_t parcel) const;
    /// `contract_date`, for which a supply date stands in.
    std::optional<Date> contract_date(std::size_t parcel) const;

private:
    const Table& parcels_;
    const Table& supplies_;
    const Supplies& ties_;
};

/// cover: approvals and buildings over parcels.
enum class BuildingKind : std::uint8_t { building, structure, yard };
struct Cover {
    bool approvals_given = false;
    std::vector<bool> approval_counts;                 // approval row is valid and not after as-of
    std::vector<std::optional<Ratio>> approved_share;  // per parcel
    bool buildings_given = false;
    std::vector<bool> building_counts;
    std::vector<BuildingKind> building_kinds;
    std::vector<std::optional<Area>> footprint, gross_floor, far_floor;
    std::vector<std::optional<Area>> occupied;  // by buildings, structures and yards together
    Covered by_approvals, by_buildings;         // per parcel, in the plane
};
Cover cover(const Context& context, const Ground& ground);
/// Rows of the building layer that stand at as-of, those of one kind or all; the others are null.
GeometryColumn standing(const Ground& ground, const Cover& cover, std::optional<BuildingKind> kind);
/// Floor area of these rows of the building layer on each row of another, cut at its edge, in m²; unknown where one has
/// no floors.
struct FloorsOn {
    bool known = true;
    double gross = 0, counted = 0;  // counted: high storeys twice
};
std::vector<FloorsOn> floors_on(const Context& context, std::string_view question, const GeometryColumn& buildings,
                                const Side& land);
/// Land that parcels share with approvals, buildings and each kind of constraint.
std::vector<Overlap> overlaps_of_parcels(const Context& context, const Ground& ground, const Cover& cover);

/// firms: who uses a parcel, and whose money that is.
struct FirmYear {
    std::optional<Money> tax, output, revenue;
    bool produced = false;          // output, revenue, power or tax above zero
    std::vector<std::size_t> rows;  // of enterprise_year
};
/// One firm on one parcel, as a row of the occupancy source or the parcel's holder says.
struct Tenure {
    std::size_t parcel = 0;
    std::optional<Area> occupied, floor;  // where stated
    bool rents = false;
    std::string lessor;  // code or name of the firm that lets; empty: the owner
};
struct Firm {
    std::string key, name, industry;
    std::optional<bool> above_designated;
    bool listed = false;  // stands in the enterprise or enterprise_year source
    std::map<int, FirmYear> years;
    std::vector<std::size_t> rows;  // of enterprise
    std::vector<Tenure> parcels;
    // Along `parcels`: of the data year, and of the year before it.
    std::optional<std::vector<Money>> tax_parts, output_parts, tax_parts_before;
};
struct ParcelMoney {
    std::optional<Money> tax, output, revenue;
    bool tax_whole = false, output_whole = false, revenue_whole = false;  // no tied firm is unknown
    std::vector<std::size_t> firms;
};
struct Firms {
    std::optional<int> data_year;
    std::vector<Firm> list;  // by key
    std::vector<ParcelMoney> of_parcel;
};
Firms tie_firms(const Context& context, const Ground& ground, const std::vector<ParcelAreas>& areas, const Terms& terms,
                std::vector<Link>& links);

/// attribute: how much of each parcel's land counts for which firm, and on what ground.
struct LandShare {
    std::size_t firm = 0, tenure = 0;  // index into Firms::list and its parcels
    std::optional<Area> land, rented_out;
    std::string how;  // whole, stated, floor_share, remainder, not_assessed, excluded, unknown
};
struct FirmLand {
    std::optional<Area> land, own, rented_in, rented_out;  // land = own + rented_in − rented_out
    bool owns = false;                                     // some land of its own
};
struct LandShares {
    std::vector<LandShare> rows;  // by firm, then parcel
    std::vector<FirmLand> of_firm;
};
LandShares attribute_land(const Context& context, const Firms& firms, const std::vector<ParcelAreas>& areas,
                          const Cover& cover, const std::vector<ParcelResult>& parcels);

/// enterprises: firms' years with land, score, grade and rank; then industries.
void assess_enterprises(const Context& context, const Parks& parks, const Firms& firms, const LandShares& shares,
                        Assessment& out);
void sum_industries(const Context& context, const Parks& parks, const Firms& firms, const LandShares& shares,
                    Assessment& out);

/// inputs: everything the rules may ask of one parcel, before any fact is made of it.
struct ParkTax {  // Σ over the parcels that have both
    Money tax;
    Area land;
    bool whole = true;  // no tied firm is without tax
};
struct Known {
    const Context& context;
    const Parks& parks;
    const std::vector<ParcelAreas>& areas;
    const Supplies& supplies;
    const Terms& terms;
    const Cover& cover;
    const Firms& firms;
    const std::vector<ParkTax>& park_tax;  // by park
};
/// Something about one parcel that a person should look at; always a warning.
struct Finding {
    std::string code, message, fix;
};
/// Findings about the parcel's own cells are appended to `found` in a fixed order.
ParcelInputs inputs_of(const Known& known, std::size_t parcel, std::vector<Finding>& found);
std::vector<ParkTax> park_tax(const Parks& parks, const std::vector<ParcelAreas>& areas, const Firms& firms);
/// Of idle land: by the case of the parcel, or, where none says anything, by the sources.
std::string recognition(const Known& known, std::size_t parcel);
std::string listed_recognition(const Known& known, std::size_t parcel);
/// nullptr: no case says anything of the parcel.
const CaseWord* case_word(const Context& context, std::size_t parcel);
/// What cases said, and where they and the sources differ; and cases of parcels that are not there.
void tell_cases(const Known& known);

/// facts: the measures of one parcel under these constants, before any ladder is judged; findings where they are
/// wanted. What stood in `facts` is gone; it is handed in so that thousands of parcels need no new memory.
void make_facts(const ParcelInputs& inputs, const FactConstants& constants, Date as_of, std::vector<Finding>* found,
                Facts& facts);

/// The same facts under other constants, when `facts` were made of these inputs on this day: only what constants enter
/// is made anew.
void remake_facts(const ParcelInputs& inputs, const FactConstants& constants, Date as_of, Facts& facts);

/// judge: ladders, rules, actions and the map class of one parcel.
struct Judged {
    ParcelResult result;
    ParcelFacts facts;
    Diagnostics diagnostics;
};
Judged judge_parcel(const Known& known, const Judge& judge, std::size_t parcel,
                    const std::map<Measure, Fact>& overridden);

/// Approved land per park, as Parks::list: all of it, that of the years of parameter supply_rate_years, and what of the
/// latter was supplied to nobody.
struct ApprovedLand {
    std::vector<Area> approved, approved_5y, unsupplied_5y;
};
/// unsupplied: approvals minus supplied land, and buildings on neither. Findings and counts are its own, so that it may
/// run beside other steps.
struct Unsupplied {
    ApprovedLand of_park;
    std::vector<ApprovalResult> approvals;
    std::vector<UnsuppliedLand> unsupplied;
    std::vector<UnapprovedBuildingLand> unapproved;
    GeometryColumn unsupplied_shapes, unapproved_shapes;
    Diagnostics diagnostics;
    OverlayCounts overlays;
};
Unsupplied find_unsupplied(const Context& around, const Ground& ground, const Parks& parks, const Cover& cover,
                           const std::vector<ParcelResult>& parcels);

/// "system:code" with a prefix of the code; "*" stands for any system.
bool is_industrial(const std::vector<std::string>& codes, const std::string& system, const std::string& code);
/// areas: the four areas of each parcel and the class of their difference.
void reconcile_areas(const Context& context, const Supplies& supplies, Assessment& out);

/// controls: 控制指标 of each built industrial parcel.
void find_controls(const Context& context, const Ground& ground, const Terms& terms, const Cover& cover,
                   const Firms& firms, Assessment& out);

/// indicators: every indicator, score and goal of every park, with proofs.
void find_indicators(const Context& context, const Ground& ground, const Parks& parks, const Terms& terms,
                     const Cover& cover, const Firms& firms, const ApprovedLand& approved, Assessment& out);

/// summary: park totals, Σ numerator over Σ denominator.
void sum_up(const Context& context, const Parks& parks, const Cover& cover, const ApprovedLand& approved,
            Assessment& out);

template <class T>
std::optional<T> Terms::get(std::string_view field, std::size_t parcel) const {
    if (const auto row = ties_.row_of[parcel]) {
        if (const auto& value = supplies_.column<T>(field)[*row]) return value;
        if (supplies_.unreadable(field, *row)) return std::nullopt;  // what speaks cannot be read: nobody else answers
    }
    return parcels_.column<T>(field)[parcel];
}

}  // namespace mutu
