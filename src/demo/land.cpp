// The land survey and the yearly figures of a park, and what its indicators must come out as.
#include "registers.hpp"

#include "mutu/overlay.hpp"
#include "mutu/text.hpp"

#include <map>

namespace mutu::demo {
namespace {

/// Evaluation codes of one piece of land: 建设状况 and 供应状况.
struct Codes {
    const char* built;
    const char* supply;
};

Codes codes_of(const Record& r) {
    const bool supplied = r.truth.supply == "supplied";
    if (supplied && r.truth.idle == "completed") return {"A2", r.holder_kind.empty() ? "D21" : "D1"};
    if (supplied) return {"B21", "D21"};
    return r.truth.supply == "approved_unsupplied" ? Codes{"B21", "E21"} : Codes{"B22", "E21"};
}

void add_ring(GeometryColumn& column, const Ring& ring) {
    for (const Xy p : ring) column.add_point(p);
    column.end_ring();
    column.end_part();
}

GeometryColumn one_row(const std::vector<Ring>& rings) {
    GeometryColumn column;
    for (const Ring& ring : rings) add_ring(column, ring);
    column.end_row();
    return column;
}

/// Land of a park by code, in m² of the plane.
using Land = std::map<std::string, double>;

void add_piece(Registers& all, Land& land, const GeometryColumn& shapes, std::size_t row, const Codes& codes) {
    if (shapes.null(row)) return;
    add_row(all.land_use, {codes.built, codes.supply});
    all.land_use.shapes.add_row(shapes, row);
    land[codes.built] += area(shapes, row), land[codes.supply] += area(shapes, row);
    land["all"] += area(shapes, row);
}

/// Every parcel within the park line, and the roads between them.
Land survey(Registers& all, const Park& park) {
    const GeometryColumn boundary = one_row(park.layout.park);
    GeometryColumn parcels;
    std::vector<std::size_t> records;
    for (std::size_t i = 0; i < park.records.size(); ++i) {
        if (!park.layout.places[i].in_park) continue;
        add_ring(parcels, park.layout.places[i].ring);
        parcels.end_row();
        records.push_back(i);
    }
    const GeometryColumn inside = difference(parcels, difference(parcels, boundary));
    Land land;
    for (std::size_t row = 0; row < inside.rows(); ++row)
        add_piece(all, land, inside, row, codes_of(park.records[records[row]]));
    // Every second park has not built its streets yet.
    const Codes rest = park.number % 2 == 1 ? Codes{"A31", "D1"} : Codes{"B22", "E22"};
    add_piece(all, land, difference(boundary, parcels), 0, rest);
    return land;
}

/// The park's statistics in one year, in 万元 and 亩; they follow from its number.
struct Year {
    int gdp, income, tax, growth, investment, population, quota, quota_park;
    int entered, place, province;  // points of other offices, place of 2024, place from the last of the province
};

Year year_of(int park, int year) {
    const int size = 10 + park % 7, later = year - 2024;
    return {size * 12'000 + later * size * 600,
            size * 30'000 + later * size * 3'000,
            size * 1'000 + later * size * 50,
            8 + park % 5,
            size * 5'000,
            size * 300,
            600,
            250 + 50 * (park % 3),
            60 + 7 * park % 37,
            park,
            3 + park % 4 + later};
}

void add_years(Registers& all, const Park& park) {
    for (const int year : {2024, 2025}) {
        const Year own = year_of(park.number, year);
        add_row(all.park_years,
                {park.id, cell_of(year), cell_of(own.gdp), cell_of(own.income), cell_of(own.tax), cell_of(own.growth),
                 cell_of(own.investment), cell_of(own.quota), cell_of(own.quota_park), cell_of(own.population),
                 "虚构统计", cell_of(own.entered), year == 2024 ? cell_of(own.place) : Cell{}, cell_of(own.province)});
    }
}

void add_truth(Registers& all, const Park& park, const Land& land) {
    const auto of = [&](const char* code) {
        const auto found = land.find(code);
        return found == land.end() ? 0.0 : found->second;
    };
    const double built = of("A2") + of("A31"), developable = built + of("B21") + of("B22"),
                 supplied = of("D21") + of("D1");
    const Year now = year_of(park.number, 2025), before = year_of(park.number, 2024);
    const auto expect = [&](const char* id, double value) {
        add_row(all.indicator_truth, {park.id, id, fixed(value, 6)});
    };
    expect("land_development_rate", (built + of("B21")) / developable * 100);
    expect("land_supply_rate", supplied / (built + of("B21")) * 100);
    expect("land_built_rate", built / supplied * 100);
    expect("industrial_land_rate", of("A2") / built * 100);
    expect("expansion_potential", (developable - supplied) / 10'000);
    expect("population_density", now.population / (built / 10'000));
    expect("gdp_per_km2", now.gdp / 10'000.0 / (land.at("all") / 1'000'000));
    expect("income_total", now.income / 10'000.0);
    expect("income_growth", (static_cast<double>(now.income) / before.income - 1) * 100);
    expect("industrial_growth", now.growth);
    expect("quota_park_share", static_cast<double>(now.quota_park) / now.quota * 100);
}

}  // namespace

void add_land(Registers& all, const Park& park) {
    add_years(all, park);
    if (all.surveyed) add_truth(all, park, survey(all, park));
}

void add_year_end_truth(Registers& all, int parks) {
    constexpr int few = 2, exit = 5;
    for (int park = 1; park <= parks; ++park) {
        // Income grows alike everywhere: 100 points to all, and half of the score.
        const Year now = year_of(park, 2025), before = year_of(park, 2024);
        int better = 0, worse = 0;
        for (int other = 1; other <= parks; ++other) {
            better += year_of(other, 2025).entered > now.entered;
            worse += year_of(other, 2025).entered < now.entered;
        }
        const bool first = better < few && before.place <= few;
        const bool last = worse < few && parks - before.place < few;
        const bool leaves = before.province <= exit && now.province <= exit;
        const auto said = [](bool answer) { return answer ? "yes" : "no"; };
        add_row(all.year_end_truth, {park_id(park), fixed(50 + now.entered / 2.0, 1), std::to_string(better + 1),
                                     said(first), said(last), said(leaves)});
    }
}

void add_objections(Registers& all, int parks) {
    const std::string item = "其他考核得分", doc = "示例核〔2026〕3号（虚构）";
    const auto object = [&](const std::string& id, const std::string& subject, const char* rank,
                            const std::string& ruling, const std::string& document, const char* value,
                            const char* effect) {
        add_row(all.objections, {id, subject, cell_of(std::string{rank}), item, "示例异议（虚构）", "示例单位（虚构）",
                                 cell_of(ruling), cell_of(document), cell_of(std::string{value})});
        add_row(all.objection_truth, {id, effect});
    };
    object("YY1", park_id(1), "", "成立", doc, "99", "applied");
    object("YY2", park_id(parks), "", "不成立", doc, "", "rejected");
    object("YY3", "不存在的园区（虚构）", "", "成立", doc, "90", "no_such_subject");
    object("YY4", park_id(1), "99", "成立", doc, "90", "no_such_rank");
    object("YY5", park_id(parks), "", "成立", "", parks == 1 ? "99" : "80", "applied");
}

}  // namespace mutu::demo
