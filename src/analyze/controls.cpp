// 控制指标 of each built industrial parcel: what it has of land, floors, offices, green and investment, and what of it
// is within the limits of its industry.
#include "park_facts.hpp"

#include "mutu/control_index.hpp"

#include <algorithm>

namespace mutu {
namespace {

using C = ControlMeasure;

std::optional<std::int64_t> quanta(const std::optional<Area>& area) {
    return area ? std::optional{area->quanta()} : std::nullopt;
}

/// Floor area of offices and services on each parcel; unknown where a building has no recorded use.
std::vector<std::optional<Area>> office_floors(const Context& context, const Ground& ground, const Cover& cover) {
    const GeometryColumn& land = ground.in_plane(Role::parcel);
    std::vector<std::optional<Area>> result(context.table(Role::parcel).rows());
    const auto uses = context.table(Role::building).column<std::string>("use");
    if (!cover.buildings_given || !uses.present()) return result;
    const auto words = context.rules.words("office_uses");
    const GeometryColumn all = standing(ground, cover, BuildingKind::building);
    GeometryColumn offices, unnamed;
    for (std::size_t row = 0; row < all.rows(); ++row) {
        const bool office = uses[row] && std::find(words.begin(), words.end(), *uses[row]) != words.end();
        office ? offices.add_row(all, row) : offices.add_null();
        uses[row] ? unnamed.add_null() : unnamed.add_row(all, row);
    }
    const Side parcels = side_of(Role::parcel, land);
    const auto floors = floors_on(context, "parcels_under_offices", offices, parcels),
               open = floors_on(context, "parcels_under_unnamed_buildings", unnamed, parcels);
    for (std::size_t row = 0; row < land.rows(); ++row)
        if (!land.null(row) && floors[row].known && open[row].known && open[row].gross == 0)
            result[row] = Area::square_metres(floors[row].gross);
    return result;
}

/// Fixed investment with the price of the land (the ratio of 令53 goes without it).
std::optional<std::int64_t> investment(const Context& context, const Terms& terms, std::size_t parcel) {
    const auto invested = terms.get<Money>("invested_wan", parcel), price = terms.get<Money>("land_price_wan", parcel);
    const auto includes = terms.get<bool>("investment_includes_land_price", parcel);
    if (!invested) return std::nullopt;
    if (includes && *includes) return invested->fen();
    if (!price || (!includes && context.rules.word("investment_when_unsaid") == "unknown")) return std::nullopt;
    return (*invested + *price).fen();
}

ControlFacts facts_of(const Context& context, const Terms& terms, const Cover& cover, const Firms& firms,
                      const ParcelResult& result, std::size_t parcel) {
    ControlFacts facts;
    facts[C::land] = quanta(result.area);
    facts[C::floor_area] = quanta(cover.gross_floor[parcel]);
    facts[C::far_floor_area] = quanta(cover.far_floor[parcel]);
    facts[C::occupied] = quanta(cover.occupied[parcel]);
    facts[C::office_land] = quanta(terms.get<Area>("office_land_m2", parcel));
    facts[C::green] = quanta(terms.get<Area>("green_m2", parcel));
    facts[C::investment] = investment(context, terms, parcel);
    facts.industry_code = terms.get<std::string>("industry_code", parcel).value_or("");
    facts.nic_version = terms.get<std::string>("nic_version", parcel).value_or("");
    for (const std::size_t firm : firms.of_parcel[parcel].firms)
        if (facts.industry_code.empty()) facts.industry_code = firms.list[firm].industry;
    return facts;
}

ControlRow row_of(const ControlIndex& index, const ControlOutcome& outcome) {
    ControlRow row;
    row.numerator = word(outcome.ratio.of), row.denominator = word(outcome.ratio.over);
    row.numerator_amount = outcome.of, row.denominator_amount = outcome.over;
    row.value = control_value(index, outcome);
    const double scale = index.unit == "%" ? 100 : 1;
    if (outcome.limit) {
        row.limit_value = outcome.limit->value() * scale;
        row.limit = to_text(FactValue{*outcome.limit});
    }
    if (outcome.short_of)
        row.short_of = outcome.ratio.of == C::investment ? Money::fen(*outcome.short_of).wan()
                                                         : Area::quanta(*outcome.short_of).square_metres();
    row.met = outcome.met, row.undetermined_because = outcome.because;
    return row;
}

}  // namespace

void find_controls(const Context& context, const Ground& ground, const Terms& terms, const Cover& cover,
                   const Firms& firms, Assessment& out) {
    const Rulebook& rules = context.rules;
    if (rules.control_indices.empty()) return;
    std::vector<std::uint32_t> text_of(rules.control_indices.size());
    for (std::size_t i = 0; i < rules.control_indices.size(); ++i) {
        const ControlIndex& index = rules.control_indices[i];
        text_of[i] = static_cast<std::uint32_t>(out.control_texts.size());
        if (index.text == rules.word("control_text"))
            out.control_texts.push_back({index.id, index.title, index.op, index.unit, index.clause,
                                         std::string{word(index.evidence)}, rules.id + "@" + rules.version});
    }
    const EvaluationCodes codes{rules};
    const auto offices = office_floors(context, ground, cover);
    for (std::size_t parcel = 0; parcel < out.parcels.size(); ++parcel) {
        const ParcelResult& result = out.parcels[parcel];
        if (result.idle_state != "completed" || codes.use(context.table(Role::parcel), parcel) != "A2") continue;
        ControlFacts facts = facts_of(context, terms, cover, firms, result, parcel);
        facts[C::office_floor] = quanta(offices[parcel]);
        for (const ControlOutcome& outcome : judge_controls(rules, facts)) {
            ControlRow row = row_of(rules.control_indices[outcome.index], outcome);
            row.parcel = static_cast<std::uint32_t>(parcel), row.index = text_of[outcome.index];
            out.controls.push_back(std::move(row));
        }
    }
}

}  // namespace mutu
