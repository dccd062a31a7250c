// What is known of each park, gathered from land use, parcels, buildings, firms and yearly figures. Seen by src/analyze
// only.
#pragma once

#include "steps.hpp"

#include "mutu/indicator.hpp"

#include <functional>

namespace mutu {

/// Everything the gathering steps look at.
struct ParkView {
    const Context& context;
    const Ground& ground;
    const Parks& parks;
    const Terms& terms;
    const Cover& cover;
    const Firms& firms;
    const std::vector<ParcelResult>& parcels;
};
using FactsByPark = std::vector<ParkFacts>;  // as Parks::list

/// A sum over units of land some of which may be unknown: amount and land of the known ones.
struct PartialSum {
    std::int64_t amount = 0, known = 0, all = 0;
    bool any = false;
    void add(Area land, const std::optional<std::int64_t>& value);
    /// Unknown where nothing is known though there is land; partial where some of it is.
    ParkFact fact(std::string source, std::string missing) const;
};

/// How land-use codes read as codes of the evaluation; made once, since parameters are lists of words.
class EvaluationCodes {
public:
    explicit EvaluationCodes(const Rulebook& rules);
    /// A2, B21, D1, … of a land-use code; empty where no parameter maps it.
    std::string evaluation(const std::string& system, const std::string& code) const;
    /// "A2" and its like for the use of a parcel; empty where its code is blank or stands for no built land.
    std::string use(const Table& parcels, std::size_t row) const;

private:
    bool industrial(const std::string& system, const std::string& code) const;
    std::vector<std::string> industrial_, evaluation_;
};

/// Land of the three axes by the landuse layer; says of each park whether the layer speaks for it.
std::vector<bool> gather_land_use(const ParkView& view, FactsByPark& facts);
/// Land by parcels and supplies where no landuse layer speaks, and the money and supply of parcels everywhere.
void gather_parcels(const ParkView& view, const std::vector<bool>& surveyed, FactsByPark& facts);
/// Revenue and land of a park's firms, and of those in its leading and special industry.
void gather_industries(const ParkView& view, FactsByPark& facts);
/// 标准厂房: floor area, let and vacant.
void gather_standard_factories(const ParkView& view, FactsByPark& facts);
/// 亩均税收的四种口径: land of built, supplied, industrial and planned land with the tax on it, and the tax of firms
/// that have it in both years.
void gather_yield_bases(const ParkView& view, FactsByPark& facts);
/// What the five-year rate of supply is made of.
void gather_approvals(const ParkView& view, const ApprovedLand& recent, FactsByPark& facts);
/// Ids first, then names: registers of figures often name the park.
std::optional<std::size_t> park_by_id_or_name(const Parks& parks, const std::string& text);
/// Figures of role park_year: those of contract.md, and any column named after a park measure. They go before what was
/// gathered, land of a landuse layer excepted.
void declare_years(const ParkView& view, FactsByPark& declared);
/// Children add up into their parents; what a park declares itself stands.
FactsByPark with_children(const Parks& parks, const FactsByPark& gathered, const FactsByPark& declared,
                          const std::vector<bool>& lived_in);
/// Axes that do not add up, codes nobody maps, land beyond the park line.
void check_land(const ParkView& view, std::size_t park, const ParkFacts& facts);

}  // namespace mutu
