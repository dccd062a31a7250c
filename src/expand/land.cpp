// What land a change takes, by the land-use layer, and what it costs.
#include "parts.hpp"

#include "mutu/topology.hpp"

#include <map>

namespace mutu {
namespace {

/// Area of the added land under each code, and what no shape covers; cracks no larger than a sliver are left aside.
std::map<std::string, LandTaken> by_code(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                                         const TestedChange& out) {
    std::map<std::string, LandTaken> land;
    GeometryColumn both = out.added_shape;
    std::vector<Fragment> pairs = overlay(out.added_shape, ground.land_use);
    std::vector<std::uint32_t> rows;
    for (Fragment& pair : pairs) {
        rows.push_back(pair.right);
        both.add_row(ground.land_use, pair.right);
        pair.right = static_cast<std::uint32_t>(both.rows() - 1);
    }
    const std::vector<Area> areas = measured(ground, shared_land(both, pairs));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string &system = ground.land_systems[rows[i]], &code = ground.land_codes[rows[i]];
        LandTaken& taken = land[system + ":" + code];
        taken.code = system + ":" + code, taken.area += areas[i];
        if (const LandClassRule* rule = land_class(rules, system, code))
            taken.class_id = rule->id, taken.title = rule->title;
    }
    const Area bare = measured(ground, difference(out.added_shape, ground.land_use))[0];
    const auto sliver = book.ratio("expand_sliver_area");
    if (bare > Area{} && (!sliver || compare(bare, Ratio::whole(1), Area::quanta(300), *sliver) > 0))
        land[""].area = bare;
    return land;
}

std::optional<Money> priced(const Rulebook& book, const std::string& parameter, Area area) {
    const auto price = book.ratio(parameter);
    if (!price) return std::nullopt;
    const auto fen = (Rational::of(*price) * Rational::mu(area) * Rational::whole(1'000'000)).decimals(0);
    return Money::fen(std::stoll(fen));
}

void add_cost(const Rulebook& book, const CostRule& rule, TestedChange& out, bool& known) {
    CostItemSum item{.title = rule.title, .cost = {}, .missing = {}};
    std::optional<Area> area = out.added;
    if (!rule.land.empty()) {
        area = Area{};
        for (const LandTaken& taken : out.land) {
            if (taken.class_id.empty()) area.reset();
            if (area && taken.class_id == rule.land) *area += taken.area;
        }
    }
    if (!area)
        item.missing = "landuse";
    else if (*area == Area{})
        item.cost = Money{};  // nothing to pay for, whatever the price
    else
        item.cost = priced(book, rule.parameter, *area);
    if (area && !item.cost) item.missing = "parameter:" + rule.parameter;
    known = known && item.cost.has_value();
    out.cost_items.push_back(std::move(item));
}

}  // namespace

Area ReleasedLand::under(char axis) const {
    Area sum;
    for (const auto* side : {&built, &supply})
        for (const auto& [code, area] : *side)
            if (!code.empty() && code.front() == axis) sum += area;
    return sum;
}

void test_released(const ExpandGround& ground, const Rulebook& book, TestedChange& out) {
    if (out.removed_shape.null(0)) return;
    GeometryColumn both = out.removed_shape;
    std::vector<Fragment> pairs = overlay(out.removed_shape, ground.land_use);
    std::vector<std::uint32_t> rows;
    for (Fragment& pair : pairs) {
        rows.push_back(pair.right);
        both.add_row(ground.land_use, pair.right);
        pair.right = static_cast<std::uint32_t>(both.rows() - 1);
    }
    const std::vector<Area> areas = measured(ground, shared_land(both, pairs));
    bool coded = true;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t row = rows[i];
        const std::string supply = row < ground.land_supplies.size() ? ground.land_supplies[row] : std::string{};
        coded = coded && ground.land_systems[row] == "KFQ" && !ground.land_codes[row].empty() && !supply.empty();
        out.released.built[ground.land_codes[row]] += areas[i], out.released.supply[supply] += areas[i];
    }
    const Area bare = measured(ground, difference(out.removed_shape, ground.land_use))[0];
    const auto sliver = book.ratio("expand_sliver_area");
    const bool whole = bare == Area{} || (sliver && compare(bare, Ratio::whole(1), Area::quanta(300), *sliver) <= 0);
    out.released.known = coded && whole;
}

void test_land(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, TestedChange& out) {
    if (out.added_shape.null(0)) return;
    bool classed = true;
    Area cultivated, built;
    for (auto& [code, taken] : by_code(ground, book, rules, out)) {
        classed = classed && !taken.class_id.empty();
        for (const LandClassRule& rule : rules.classes)
            if (rule.id == taken.class_id && rule.cultivated) cultivated += taken.area;
        if (taken.class_id == "construction") built += taken.area;
        out.land.push_back(std::move(taken));
    }
    if (classed) out.cultivated = cultivated, out.converted = out.added > built ? out.added - built : Area{};
    bool known = true;
    for (const CostRule& rule : rules.costs) add_cost(book, rule, out, known);
    if (!known || rules.costs.empty()) return;
    out.cost = Money{};
    for (const CostItemSum& item : out.cost_items) *out.cost += *item.cost;
}

}  // namespace mutu
