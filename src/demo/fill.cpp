// One park's records into the registers.
#include "registers.hpp"

#include <algorithm>
#include <cmath>

namespace mutu::demo {
namespace {

Area rounded_m2(double square_metres) { return Area::square_metres(std::round(square_metres)); }

void add_park_rows(Registers& all, const Park& park) {
    constexpr const char* industries[] = {"装备制造", "电子信息", "食品加工"};
    for (std::size_t block = 0; block < park.layout.park.size(); ++block) {
        const Ring& ring = park.layout.park[block];
        add_row(all.parks, {park.id, park.name, "provincial", park.id + static_cast<char>('A' + block), made_up_region,
                            cell_of(std::optional{rounded_m2(ring_area(ring))}),
                            "虚构园批〔2014〕" + std::to_string(park.number) + "号", industries[park.number % 3],
                            industries[(park.number + 1) % 3]});
        add_shape(all.parks, {ring});
    }
}

void add_constraints(Registers& all, const Park& park) {
    Box box;
    for (const Ring& ring : park.layout.park)
        for (const Xy p : ring) box.grow(p);
    const auto rectangle = [](double x0, double y0, double x1, double y1) {
        return Ring{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    };
    const auto add = [&](const char* kind, const std::string& name, const Ring& ring) {
        add_row(all.constraints, {kind, park.name + name});
        add_shape(all.constraints, {ring});
    };
    const double x0 = std::round(box.min_x), y0 = std::round(box.min_y), x1 = std::round(box.max_x),
                 y1 = std::round(box.max_y);
    constexpr double growth = 800;  // metres of urban growth around a park
    add("urban_boundary", "周边城镇开发边界", rectangle(x0 - growth, y0 - growth, x1 + growth, y1 + growth));
    add("basic_farmland", "西侧永久基本农田", rectangle(x0 - growth, y0, x0 - 300, y0 + (y1 - y0) / 2));
    add("ecological_redline", "北侧生态保护红线", rectangle(x0, y1 + 400, (x0 + x1) / 2, y1 + growth));
}

/// The firm that holds the parcel: its only tenant, else a company that is in no register of firms.
struct Holder {
    std::string name, uscc;
};

std::vector<Holder> holders_of(const Park& park, std::int64_t first_number) {
    std::vector<Holder> holders(park.records.size());
    for (const Firm& firm : park.firms)
        for (const Occupied& land : firm.land)
            if (!land.rents) holders[land.parcel] = {firm.name, firm.uscc};
    for (std::size_t i = 0; i < holders.size(); ++i)
        if (holders[i].name.empty() && park.records[i].supply_row) {
            const std::int64_t number = first_number + static_cast<std::int64_t>(i);
            holders[i] = {"示例项目" + std::to_string(number) + "号有限公司（虚构）", uscc(number)};
        }
    return holders;
}

std::string contract_number(const Record& r, std::int64_t supply) {
    return "虚构合〔" + std::to_string(r.contract ? r.contract->year() : 2020) + "〕" + std::to_string(supply) + "号";
}

void add_supply(Registers& all, const Record& r, const Holder& holder, const std::string& supervision, bool by_code) {
    const bool leased = all.supplies % 9 == 0;
    add_row(all.supply, {supervision, by_code ? Cell{} : Cell{r.id}, "示例项目（虚构）", cell_of(holder.name),
                         r.holder_kind.empty() ? (leased ? "lease" : "grant") : "allocation", cell_of(r.contract),
                         contract_number(r, all.supplies), cell_of(r.contract), cell_of(r.agreed_delivery),
                         cell_of(r.terms_on_parcel ? std::nullopt : r.agreed_start), cell_of(r.agreed_finish),
                         cell_of(std::optional{r.land}), cell_of(r.price)});
}

void add_development(Registers& all, const Record& r, bool park_known) {
    add_row(all.development, {r.id,
                              park_known ? cell_of(r.park_id) : Cell{},
                              cell_of(r.delivery),
                              cell_of(r.terms_on_parcel ? r.agreed_start : std::nullopt),
                              cell_of(r.extended),
                              cell_of(r.permit),
                              cell_of(r.foundation_type),
                              cell_of(r.foundation_progress),
                              cell_of(r.start),
                              cell_of(r.finish),
                              cell_of(r.stop),
                              cell_of(r.resume),
                              cell_of(r.required),
                              cell_of(r.developed),
                              cell_of(r.total),
                              cell_of(r.invested),
                              cell_of(r.price_included),
                              cell_of(r.price),
                              cell_of(r.idle_cause),
                              cell_of(r.notice_no),
                              cell_of(r.notice_date),
                              cell_of(r.recognition_no),
                              cell_of(r.recognition_date),
                              cell_of(r.operation_state),
                              cell_of(r.production_stop),
                              cell_of(r.field_check),
                              cell_of(r.field_check_date),
                              cell_of(r.control_far),
                              cell_of(r.control_investment)});
}

void add_parcels(Registers& all, const Park& park, Rng& rng) {
    // Project companies are numbered from the top, firms from the bottom, so that no two meet.
    const auto count = static_cast<std::int64_t>(park.records.size());
    const auto holders = holders_of(park, 80'000'000 - static_cast<std::int64_t>(park.number) * count);
    for (std::size_t i = 0; i < park.records.size(); ++i) {
        const Record& r = park.records[i];
        const bool by_code = r.supply_row && rng.chance(30);
        std::string supervision;
        if (r.supply_row) {
            supervision = supervision_code(r.contract.value_or(as_of()).year(), all.supplies++);
            add_supply(all, r, holders[i], supervision, by_code);
        }
        const bool logistics = rng.chance(8);
        add_row(all.parcels,
                {r.id, cell_of(holders[i].name), cell_of(holders[i].uscc), cell_of(r.holder_kind),
                 by_code || rng.chance(50) ? cell_of(supervision) : Cell{},
                 r.instrument_on_parcel ? Cell{contract_number(r, 900'000 + static_cast<std::int64_t>(i))} : Cell{},
                 r.instrument_on_parcel ? cell_of(r.contract) : Cell{},
                 r.registered ? cell_of(std::optional{r.land}) : Cell{}, logistics ? "0508" : "0601",
                 cell_of(std::to_string(13 + rng.between(0, 28)) + "00"), park.name + "内", "虚构数据"});
        add_shape(all.parcels, {park.layout.places[i].ring});
        add_development(all, r, rng.chance(20));
    }
}

/// Buildings of one parcel carry its use, floors and day of completion.
void add_building(Registers& all, const std::string& id, const Ring& ring, const Record& r) {
    add_row(all.buildings, {id, r.tenants.size() > 1 ? "standard_factory" : "factory", cell_of(r.floors),
                            cell_of(std::optional{r.storey_height}), cell_of(r.floor_area), cell_of(r.finish)});
    add_shape(all.buildings, {ring});
}

/// A low link building over the middle of the edge that both share.
std::optional<Ring> straddling(const Ring& a, const Ring& b) {
    std::vector<Xy> shared;
    for (const Xy p : a)
        if (std::find(b.begin(), b.end(), p) != b.end()) shared.push_back(p);
    if (shared.size() != 2) return std::nullopt;
    const double length = std::hypot(shared[1].x - shared[0].x, shared[1].y - shared[0].y);
    const Xy along{(shared[1].x - shared[0].x) / length, (shared[1].y - shared[0].y) / length};
    const Xy middle{(shared[0].x + shared[1].x) / 2, (shared[0].y + shared[1].y) / 2};
    Ring ring;
    for (const auto& [s, t] : {std::pair{-12.0, -5.0}, {12.0, -5.0}, {12.0, 5.0}, {-12.0, 5.0}})
        ring.push_back({std::round((middle.x + s * along.x - t * along.y) * 1000) / 1000,
                        std::round((middle.y + s * along.y + t * along.x) * 1000) / 1000});
    return ring;
}

void add_buildings(Registers& all, const Park& park, Rng& rng) {
    const auto& places = park.layout.places;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Record& r = park.records[i];
        if (r.footprint <= 0) continue;
        add_building(all, r.id + "F1", shrunk(places[i].ring, r.footprint), r);
        // Places of a block follow each other; two further on is the next column of the same row.
        const std::size_t next = i + 1;
        if (!r.plain || next >= places.size() || !park.records[next].plain || places[next].block != places[i].block)
            continue;
        if (!rng.chance(30)) continue;
        if (const auto ring = straddling(places[i].ring, places[next].ring)) {
            Record link = r;
            link.floors = 1;
            link.floor_area.reset();
            add_building(all, r.id + "F2", *ring, link);
        }
    }
}

void add_firm_years(Registers& all, const Firm& firm, Rng& rng) {
    constexpr int data_year = 2025, years = 3;
    const double size = firm.tax ? firm.tax->wan() : 300;
    const double turnover = size * rng.real(14, 20);
    for (int year = data_year - years + 1; year <= data_year; ++year) {
        const int percent = 100 - 5 * (data_year - year);
        const auto money = [&](double wan) {
            return cell_of(std::optional{Money::wan(std::round(wan * percent) / 100)});
        };
        const Cell tax = firm.tax ? cell_of(std::optional{Money::fen(firm.tax->fen() / 100 * percent)}) : Cell{};
        add_row(all.years, {firm.uscc, cell_of(year), year == data_year && firm.tax ? cell_of(firm.tax) : tax,
                            money(turnover), money(turnover * 1.05), money(turnover * 0.28), money(turnover * 0.6),
                            cell_of(static_cast<int>(turnover * 0.05)), cell_of(static_cast<int>(turnover * 300)),
                            money(turnover * 0.02), cell_of(static_cast<int>(turnover / 80) + 5)});
    }
}

void add_firms(Registers& all, const Park& park, Rng& rng) {
    for (const Firm& firm : park.firms) {
        add_row(all.enterprises, {firm.uscc, firm.name, std::to_string(13 + rng.between(0, 28)) + "00",
                                  above_designated(firm) ? "是" : "否",
                                  day(rng.between(2005, 2015), rng.between(1, 12), rng.between(1, 28)).iso()});
        add_firm_years(all, firm, rng);
        for (const Occupied& land : firm.land)
            add_row(all.occupancy, {firm.uscc, firm.name, park.records[land.parcel].id, cell_of(land.area),
                                    land.rents ? "rent" : "own", cell_of(park.records[land.parcel].finish)});
    }
}

}  // namespace

void add_park(Registers& all, const Park& park, Rng& rng) {
    add_park_rows(all, park);
    add_constraints(all, park);
    add_parcels(all, park, rng);
    add_buildings(all, park, rng);
    add_firms(all, park, rng);
    add_approvals(all, park, rng);
}

}  // namespace mutu::demo
