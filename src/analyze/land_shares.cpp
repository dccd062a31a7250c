// Whose land a parcel is: owners, tenants and sub-tenants, by stated area, by floor share, else in equal parts.
#include "steps.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

__extension__ using Wide = __int128;

/// One firm's hold on the parcel under division.
struct Claim {
    LandShare* share;
    const Firm* firm;
    const Tenure* tenure;
    std::optional<Area> area;  // stated or by floor; none: takes of what is left
    Area let;                  // to others who are assessed
};

struct Parcel {
    std::string id;
    std::optional<Area> area, floor;
    std::vector<Claim> claims;
};

void find(const Context& context, const Parcel& parcel, const char* code, std::string message, const char* fix) {
    context.diagnostics.push_back({.code = code,
                                   .severity = Severity::warning,
                                   .layer = "occupancy",
                                   .source_file = "",
                                   .source_row = 0,
                                   .subject_id = parcel.id,
                                   .message = std::move(message),
                                   .fix = fix,
                                   .spot = {}});
}

Area part_of(Area whole, Area part, Area of) {
    return Area::quanta(static_cast<std::int64_t>(static_cast<Wide>(whole.quanta()) * part.quanta() / of.quanta()));
}

/// Stated areas as they are; floor areas as their share of the parcel's floor, or of all floors that firms state.
void measure_claims(const Context& context, Parcel& parcel) {
    Area stated_floor;
    bool every_floor = true;
    for (const Claim& claim : parcel.claims) {
        every_floor = every_floor && (claim.tenure->floor || claim.tenure->occupied);
        if (claim.tenure->floor) stated_floor += *claim.tenure->floor;
    }
    std::optional<Area> total = parcel.floor;
    if (total && stated_floor > *total) {
        find(context, parcel, "floor_share_above_one",
             "企业租用建筑面积合计 " + std::to_string(stated_floor.square_metres()) +
                 " m² 超过宗地建筑面积，按企业所占比例折算",
             "核对租用建筑面积与建筑资料");
        total = stated_floor;
    }
    if (!total && every_floor) total = stated_floor;
    for (Claim& claim : parcel.claims) {
        claim.area = claim.tenure->occupied, claim.share->how = "stated";
        if (claim.area) continue;
        claim.share->how = parcel.claims.size() == 1 ? "whole" : "remainder";
        if (!claim.tenure->floor) continue;
        claim.share->how = "floor_share";
        if (total && *total > Area{} && parcel.area) claim.area = part_of(*parcel.area, *claim.tenure->floor, *total);
    }
}

Area sum_of(const std::vector<Claim>& claims) {
    Area sum;
    for (const Claim& claim : claims) sum += claim.area.value_or(Area{});
    return sum;
}

Claim* lessor_of(Parcel& parcel, const Claim& tenant) {
    for (Claim& claim : parcel.claims) {
        if (&claim == &tenant) continue;
        const bool named = !tenant.tenure->lessor.empty() &&
                           (tenant.tenure->lessor == claim.firm->key || tenant.tenure->lessor == claim.firm->name);
        if (named || (tenant.tenure->lessor.empty() && !claim.tenure->rents)) return &claim;
    }
    return nullptr;
}

/// What a tenant uses is taken from the one who lets it, once: where the lessor is named, or where both together claim
/// more than there is.
void take_from_lessors(const Context& context, Parcel& parcel) {
    const bool only_assessed = context.rules.word("rented_out_deducts") != "all";
    const bool too_much = parcel.area && sum_of(parcel.claims) > *parcel.area;
    std::vector<std::pair<Claim*, Area>> taken;
    for (Claim& tenant : parcel.claims) {
        if (!tenant.tenure->rents || !tenant.area) continue;
        Claim* lessor = lessor_of(parcel, tenant);
        if (only_assessed && !tenant.firm->listed) {
            tenant.area = Area{}, tenant.share->how = "not_assessed";
            continue;
        }
        if (lessor && (!tenant.tenure->lessor.empty() || too_much || !lessor->area))
            taken.emplace_back(lessor, *tenant.area);
    }
    // All from the areas as they stand: a sub-tenant's land leaves the tenant, whose own leaves the owner whole.
    for (auto& [lessor, area] : taken) lessor->let += area;
    for (Claim& claim : parcel.claims) {
        if (claim.let == Area{} || !claim.area) continue;
        if (claim.let > *claim.area) {
            find(context, parcel, "rented_out_above_land",
                 "企业 " + claim.firm->key + " 出租的面积超过它在宗地 " + parcel.id + " 上的面积，其用地按 0 计",
                 "核对占用表中的面积与出租方");
            claim.let = *claim.area;
        }
        *claim.area -= claim.let;
    }
}

void fit(const Context& context, Parcel& parcel) {
    const Area claimed = sum_of(parcel.claims);
    std::vector<Claim*> open;
    for (Claim& claim : parcel.claims)
        if (!claim.area && claim.share->how != "floor_share") open.push_back(&claim);
    if (!parcel.area) return;
    if (claimed > *parcel.area) {
        find(context, parcel, "land_share_above_one",
             "宗地 " + parcel.id + " 上企业用地合计 " + std::to_string(claimed.square_metres()) + " m²，超过宗地面积 " +
                 std::to_string(parcel.area->square_metres()) + " m²，按比例折算到宗地面积",
             "核对占用表中的面积");
        for (Claim& claim : parcel.claims)
            if (claim.area) claim.area = part_of(*parcel.area, *claim.area, claimed);
    }
    const Area rest = claimed < *parcel.area ? *parcel.area - claimed : Area{};
    const auto count = static_cast<std::int64_t>(open.size());
    for (std::int64_t i = 0; i < count; ++i)
        open[static_cast<std::size_t>(i)]->area =
            Area::quanta(rest.quanta() / count + (i < rest.quanta() % count ? 1 : 0));
}

void settle(Parcel& parcel, bool excluded) {
    for (Claim& claim : parcel.claims) {
        if (!claim.area) claim.share->how = "unknown";
        claim.share->land = claim.area;
        claim.share->rented_out = claim.let;
        if (excluded) claim.share->land = Area{}, claim.share->rented_out = Area{}, claim.share->how = "excluded";
    }
}

void add(std::optional<Area>& sum, const std::optional<Area>& value, bool& whole) {
    if (value)
        sum = sum.value_or(Area{}) + *value;
    else
        whole = false;
}

FirmLand total_of(const Firm& firm, std::span<const LandShare> shares) {
    FirmLand total;
    bool whole = true;
    if (!shares.empty()) total.own = total.rented_in = total.rented_out = Area{};
    for (const LandShare& share : shares) {
        const bool rents = firm.parcels[share.tenure].rents;
        add(total.land, share.land, whole);
        if (!share.land) continue;
        const Area gross = *share.land + share.rented_out.value_or(Area{});
        (rents ? total.rented_in : total.own) = *(rents ? total.rented_in : total.own) + gross;
        total.rented_out = *total.rented_out + share.rented_out.value_or(Area{});
        total.owns = total.owns || (!rents && *share.land > Area{});
    }
    if (!whole) total.land = total.own = total.rented_in = total.rented_out = std::nullopt;
    return total;
}

}  // namespace

LandShares attribute_land(const Context& context, const Firms& firms, const std::vector<ParcelAreas>& areas,
                          const Cover& cover, const std::vector<ParcelResult>& parcels) {
    LandShares shares;
    for (std::size_t firm = 0; firm < firms.list.size(); ++firm)
        for (std::size_t tenure = 0; tenure < firms.list[firm].parcels.size(); ++tenure)
            shares.rows.push_back({.firm = firm, .tenure = tenure, .land = {}, .rented_out = {}, .how = ""});
    std::map<std::size_t, Parcel> by_parcel;
    for (LandShare& share : shares.rows) {
        const Firm& firm = firms.list[share.firm];
        const Tenure& tenure = firm.parcels[share.tenure];
        by_parcel[tenure.parcel].claims.push_back({&share, &firm, &tenure, {}, {}});
    }
    const auto excluded = context.rules.words("assessed_land_excludes");
    for (auto& [row, parcel] : by_parcel) {
        parcel.id = parcels[row].parcel_id;
        parcel.area = areas[row].basis, parcel.floor = cover.gross_floor[row];
        measure_claims(context, parcel);
        take_from_lessors(context, parcel);
        fit(context, parcel);
        settle(parcel, std::find(excluded.begin(), excluded.end(), parcels[row].land_class) != excluded.end());
    }
    std::size_t next = 0;
    for (const Firm& firm : firms.list) {
        shares.of_firm.push_back(total_of(firm, std::span{shares.rows}.subspan(next, firm.parcels.size())));
        next += firm.parcels.size();
    }
    return shares;
}

}  // namespace mutu
