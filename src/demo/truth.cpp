// The answers: per parcel, per approval and per park, all from the plan and never from the analyzer.
#include "registers.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu::demo {
namespace {

bool supplied(const Record& r) { return r.truth.supply == "supplied"; }

/// Earliest contract on the land, or none.
std::optional<Date> earliest_contract(const Park& park, const ApprovalArea& approval) {
    std::optional<Date> first;
    for (const std::size_t i : approval.parcels)
        if (const auto& contract = park.records[i].contract) first = std::min(first.value_or(*contract), *contract);
    return first;
}

double supplied_area(const Park& park, const ApprovalArea& approval) {
    double sum = 0;
    for (const std::size_t i : approval.parcels)
        if (supplied(park.records[i])) sum += ring_area(park.layout.places[i].ring);
    return sum;
}

Cell square_metres(double value) { return fixed(value, 2); }

}  // namespace

void add_approvals(Registers& all, const Park& park, Rng& rng) {
    for (std::size_t i = 0; i < park.layout.approvals.size(); ++i) {
        const ApprovalArea& approval = park.layout.approvals[i];
        const auto first = earliest_contract(park, approval);
        const int lead = rng.between(60, 400);
        const Date approved = approval.withdrawn ? day(2013, 5, 20)
                              : first            ? *first + -lead
                                                 : day(2021, 3, 1) + 3 * lead;
        const std::string id = park.id + "-" + std::to_string(i + 1);
        const char* status = approval.withdrawn ? "withdrawn" : "valid";
        const double area = ring_area(approval.ring), used = supplied_area(park, approval);
        add_row(all.approvals, {id, "虚构政土〔" + std::to_string(approved.year()) + "〕" + id + "号", "batch",
                                park.name + "第" + std::to_string(i + 1) + "批次", approved.iso(),
                                cell_of(std::optional{Area::square_metres(area)}), status});
        add_shape(all.approvals, {approval.ring});
        add_row(all.approval_truth,
                {id, park.id, status, square_metres(area), square_metres(approval.withdrawn ? 0 : used),
                 square_metres(approval.withdrawn ? 0 : area - used)});
    }
}

void add_truth(Registers& all, const Park& park) {
    int idle = 0, recognised = 0, low = 0, parcels = 0;
    Money tax;
    for (std::size_t i = 0; i < park.records.size(); ++i) {
        const Record& r = park.records[i];
        add_row(all.truth,
                {r.id, cell_of(r.park_id), cell_of(r.truth.supply), cell_of(r.truth.idle), cell_of(r.truth.efficiency),
                 cell_of(r.truth.land_class), cell_of(r.truth.start_due), cell_of(r.truth.idle_on),
                 cell_of(park.taxes[i]), cell_of(park.plants[i]->id), cell_of(park.plants[i]->why)});
        if (r.park_id.empty()) continue;
        ++parcels;
        idle += r.truth.land_class == "idle" ? 1 : 0;
        recognised += r.recognition_date ? 1 : 0;
        low += r.truth.efficiency == "low" ? 1 : 0;
        tax += park.taxes[i].value_or(Money{});
    }
    double approved = 0, used = 0;
    for (const ApprovalArea& approval : park.layout.approvals) {
        if (approval.withdrawn) continue;
        approved += ring_area(approval.ring);
        used += supplied_area(park, approval);
    }
    add_row(all.park_truth, {park.id, park.name, cell_of(parcels), square_metres(approved), square_metres(used),
                             square_metres(approved - used), cell_of(idle), cell_of(recognised), cell_of(low),
                             cell_of(std::optional{tax})});
}

}  // namespace mutu::demo
