// What could be judged of this run, what could not, and the three files worth asking for first.
#include "asks.hpp"

#include "phrase.hpp"
#include "plain.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

constexpr std::size_t most_asks = 3, line_width = 100;

/// A file that bureaus keep, the missing fields it would fill, and the role it is read as.
struct Ask {
    std::string_view id;
    Role role;
    std::set<std::string_view> fields;
};

const std::vector<Ask>& asks() {
    static const std::vector<Ask> all{
        {"starts",
         Role::parcel,
         {"actual_start_date", "permit_date", "foundation_type", "foundation_progress", "actual_finish_date",
          "stop_date", "resume_date", "field_check", "started", "idle_cause"}},
        {"contracts",
         Role::supply,
         {"contract_date", "supply_date", "agreed_start_date", "agreed_delivery_date", "actual_delivery_date",
          "agreed_finish_date", "extended_start_date", "contract_no", "supervision_no", "start_due", "supply_state",
          "term_end_date"}},
        {"approvals", Role::approval, {"approval", "approved_share", "approval_date"}},
        {"buildings",
         Role::building,
         {"building", "footprint", "footprint_m2", "gross_floor_area", "gross_floor_area_m2", "far", "far_floor_area",
          "building_density", "floors"}},
        {"firm_years",
         Role::enterprise_year,
         {"tax_wan", "output_wan", "revenue_wan", "tax_per_mu", "output_per_mu", "tax_wan_per_mu", "output_wan_per_mu",
          "uscc", "produced", "power_kwh", "enterprise"}},
        {"investment",
         Role::parcel,
         {"total_investment_wan", "invested_wan", "required_area_m2", "developed_area_m2", "land_price_wan",
          "investment_wan_per_mu", "investment_per_mu"}},
        {"operation", Role::parcel, {"operation_state", "production_stop_date"}},
        {"parks", Role::park, {"park_id", "park"}},
        {"areas", Role::parcel, {"registered_area_m2"}}};
    return all;
}

bool open_somewhere(const ParcelResult& parcel) {
    return parcel.land_class == "undetermined" || parcel.idle_state == "undetermined" ||
           parcel.efficiency == "undetermined" || parcel.supply_state == "undetermined";
}

std::string judged(const Assessment& assessment, const Labels& labels, Language language) {
    std::size_t supply = 0, idle = 0, efficiency = 0, taxed = 0;
    for (const ParcelResult& parcel : assessment.parcels) {
        supply += parcel.supply_state == "undetermined" ? 0U : 1U;
        idle += parcel.idle_state == "undetermined" ? 0U : 1U;
        efficiency += parcel.efficiency == "undetermined" ? 0U : 1U;
        taxed += parcel.tax ? 1U : 0U;
    }
    const std::string all = std::to_string(assessment.parcels.size());
    const auto say = [&](const char* id, std::size_t count) {
        return phrase(labels, language, id, {std::to_string(count), all});
    };
    return wrapped_list(phrase(labels, language, "judged"),
                        {say("judged_supply", supply), say("judged_idle", idle), say("judged_efficiency", efficiency),
                         say("judged_tax", taxed)},
                        "；", line_width, 2);
}

/// Files by the parcels they would help, those nobody handed in breaking ties; roles without any file come after.
std::vector<std::pair<const Ask*, std::int64_t>> ranked(const Holdings& holdings, const Assessment& assessment) {
    std::vector<std::pair<const Ask*, std::int64_t>> order;
    for (const Ask& ask : asks()) {
        std::int64_t count = 0;
        for (const ParcelResult& parcel : assessment.parcels)
            if (open_somewhere(parcel))
                count += std::any_of(parcel.missing.begin(), parcel.missing.end(),
                                     [&](const auto& field) { return ask.fields.contains(field); });
        const bool absent = !holdings.given(ask.role);
        if (count > 0 || absent) order.emplace_back(&ask, count);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    order.resize(std::min(order.size(), most_asks));
    return order;
}

}  // namespace

std::string judged_and_asked(const Holdings& holdings, const Assessment& assessment, const Labels& labels,
                             Language language) {
    std::string out = judged(assessment, labels, language);
    const auto order = ranked(holdings, assessment);
    if (order.empty()) return out;
    out += phrase(labels, language, "ask") + '\n';
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto& [ask, count] = order[i];
        const std::string id = "ask_" + std::string{ask->id};
        out += "  " + std::to_string(i + 1) + ". " + phrase(labels, language, id) +
               (count > 0 ? phrase(labels, language, "ask_helps", {std::to_string(count)})
                          : phrase(labels, language, "ask_absent")) +
               '\n';
    }
    return out;
}

}  // namespace mutu
