// A change of the boundary as JSON.
#include "expanded.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

Value m2(const std::optional<Area>& area) { return area ? Value{area->square_metres()} : Value{}; }
Value wan(const std::optional<Money>& amount) { return amount ? Value{amount->wan()} : Value{}; }
Value number(const std::optional<Rational>& value) { return value ? Value{value->value()} : Value{}; }

Value check_value(const ExpandCheck& check) {
    Value row;
    row.add("rule", check.rule), row.add("verdict", word(check.verdict)), row.add("strength", word(check.strength));
    row.add("noted", check.noted), row.add("because", check.because), row.add("clause", check.clause);
    row.add("evidence", word(check.evidence));
    return row;
}

Value overlap_value(const ConstraintOverlap& one, const TestedChange& change) {
    Value row, names{Value::List{}}, parts{Value::List{}};
    const auto share = Ratio::of(one.area, change.added);
    row.add("kind", one.kind), row.add("strength", word(one.strength)), row.add("inside", one.inside);
    row.add("given", one.given), row.add("declared_absent", one.declared_absent);
    row.add("features", static_cast<std::int64_t>(one.features));
    row.add("pairs", static_cast<std::int64_t>(one.pairs));
    row.add("area_m2", one.given ? Value{one.area.square_metres()} : Value{});
    row.add("share", one.given && share ? Value{share->value()} : Value{});
    for (const std::string& name : one.names) names.push(name);
    for (const std::uint32_t part : one.parts) {
        const OverlapPart& piece = change.parts[part];
        Value place;
        place.add("area_m2", piece.area.square_metres()), place.add("name", piece.name);
        place.add("x", piece.place.x), place.add("y", piece.place.y);
        parts.push(std::move(place));
    }
    row.add("names", std::move(names)), row.add("parts", std::move(parts));
    return row;
}

Value land_value(const TestedChange& change) {
    Value list{Value::List{}};
    for (const LandTaken& taken : change.land) {
        Value row;
        row.add("code", taken.code), row.add("land_class", taken.class_id.empty() ? Value{} : Value{taken.class_id});
        row.add("area_m2", taken.area.square_metres());
        list.push(std::move(row));
    }
    return list;
}

Value cost_value(const TestedChange& change) {
    Value list{Value::List{}};
    for (const CostItemSum& item : change.cost_items) {
        Value row;
        row.add("title", item.title), row.add("cost_wan", wan(item.cost));
        row.add("missing", item.missing.empty() ? Value{} : Value{item.missing});
        list.push(std::move(row));
    }
    return list;
}

void add_found(Value& row, const FoundRegion& found) {
    row.add("front", found.front), row.add("apart", found.apart), row.add("soft_m2", found.soft_m2);
    row.add("steepness", found.steepness), row.add("distance_m", found.distance_m), row.add("best_in", found.best_in);
    row.add("suitability", found.suitability ? Value{*found.suitability} : Value{});
    row.add("road_m", found.road_m ? Value{*found.road_m} : Value{});
}

Value refused_value(const FoundLand& found) {
    Value list{Value::List{}};
    for (const RefusedPatch& patch : found.refused) {
        Value row;
        row.add("code", patch.code), row.add("name", patch.name), row.add("because", patch.because);
        row.add("area_m2", patch.area.square_metres());
        list.push(std::move(row));
    }
    return list;
}

Value search_value(const FoundLand& found) {
    Value value;
    value.add("cell_m", found.cell), value.add("reach_m", found.reach);
    value.add("stopped", found.stopped), value.add("cells", static_cast<std::int64_t>(found.cells));
    value.add("units", static_cast<std::int64_t>(found.units));
    value.add("grown", static_cast<std::int64_t>(found.grown));
    value.add("largest_m2", found.largest.square_metres()), value.add("least_apart", found.least_apart);
    Value factors{Value::List{}};
    for (const std::string& factor : found.factors) factors.push(factor);
    value.add("factors", std::move(factors)), value.add("priced", found.priced);
    return value;
}

Value account_value(const TestedChange& change) {
    const SwapAccount account = account_of(change);
    Value value;
    value.add("blocks_out", static_cast<std::int64_t>(account.blocks_out));
    value.add("blocks_in", static_cast<std::int64_t>(account.blocks_in));
    value.add("before_m2", account.before.square_metres()), value.add("out_m2", account.out.square_metres());
    value.add("in_m2", account.in.square_metres()), value.add("after_m2", account.after.square_metres());
    value.add("times", number(account.times));
    return value;
}

Value members_value(const Expanded& expanded) {
    Value list{Value::List{}};
    const auto count = [](const std::optional<std::int64_t>& n) { return n ? Value{*n} : Value{}; };
    const auto money = [](const std::optional<double>& sum) { return sum ? Value{*sum} : Value{}; };
    for (const Member& one : expanded.members) {
        Value row;
        row.add("part", one.part), row.add("park_id", one.park_id), row.add("name", one.name);
        row.add("area_m2", m2(one.area)), row.add("parcel_count", count(one.parcels));
        row.add("firm_count", count(one.firms)), row.add("unsupplied_m2", m2(one.unsupplied));
        row.add("idle_m2", m2(one.idle)), row.add("low_efficiency_m2", m2(one.low_efficiency));
        row.add("tax_wan", money(one.tax_wan)), row.add("output_wan", money(one.output_wan));
        list.push(std::move(row));
    }
    return list;
}

Value years_value(const Expanded& expanded) {
    Value list{Value::List{}};
    const auto left = [](const std::optional<std::int64_t>& quanta) {
        return quanta ? Value{static_cast<double>(*quanta) / 300} : Value{};
    };
    for (const DemandYear& one : expanded.by_year) {
        Value row;
        row.add("year", one.year), row.add("low_m2", one.low.square_metres());
        row.add("high_m2", one.high.square_metres()), row.add("left_low_m2", left(one.left_low));
        row.add("left_high_m2", left(one.left_high));
        list.push(std::move(row));
    }
    return list;
}

Value alternative_value(const Alternative& one) {
    const TestedChange& change = one.change;
    Value row, checks{Value::List{}}, overlaps{Value::List{}}, blocks{Value::List{}}, indicators{Value::List{}};
    row.add("id", one.id), row.add("area_m2", change.added.square_metres());
    row.add("cost_wan", wan(change.cost)), row.add("cultivated_m2", m2(change.cultivated));
    row.add("converted_m2", m2(change.converted)), row.add("compactness", change.compactness);
    for (const ExpandCheck& check : change.checks) checks.push(check_value(check));
    row.add("checks", std::move(checks)), row.add("verdict", word(change.verdict)), row.add("kind", change.kind);
    row.add("removed_m2", change.removed.square_metres()), row.add("park_before_m2", change.before.square_metres());
    row.add("park_after_m2", change.after.square_metres());
    for (const ConstraintOverlap& overlap : change.overlaps) overlaps.push(overlap_value(overlap, change));
    row.add("overlaps", std::move(overlaps)), row.add("land", land_value(change));
    Value slopes{Value::List{}};
    for (const SlopeShare& share : change.slopes) {
        Value entry;
        entry.add("slope", share.id), entry.add("area_m2", share.area.square_metres());
        slopes.push(std::move(entry));
    }
    row.add("slopes", std::move(slopes)), row.add("cost_items", cost_value(change));
    for (const AddedBlock& block : change.blocks) {
        Value piece;
        piece.add("area_m2", block.area.square_metres()), piece.add("compactness", block.compactness);
        piece.add("facing_m", block.facing);
        blocks.push(std::move(piece));
    }
    row.add("blocks", std::move(blocks)), row.add("account", account_value(change));
    for (const IndicatorChange& moved : change.indicators) {
        Value entry;
        entry.add("indicator", moved.id), entry.add("unit", moved.unit), entry.add("before", number(moved.before));
        entry.add("after", number(moved.after)), entry.add("moved", moved.moved);
        if (!moved.because.empty()) entry.add("undetermined_because", moved.because);
        indicators.push(std::move(entry));
    }
    row.add("indicators", std::move(indicators));
    return row;
}

Value reserve_value(const Expanded& expanded) {
    Value reserve, rows{Value::List{}};
    const auto& a_year = expanded.reserve.a_year_m2;
    reserve.add("supply_a_year_m2", number(a_year)), reserve.add("years", number(expanded.reserve.all));
    for (std::size_t i = 0; i < expanded.ground.reserve.size(); ++i) {
        const ReserveRow& one = expanded.ground.reserve[i];
        Value row;
        row.add("kind", one.kind), row.add("area_m2", m2(one.area)), row.add("count", one.count);
        row.add("years", number(expanded.reserve.years[i])), row.add("tax_wan", wan(expanded.reserve.tax[i]));
        rows.push(std::move(row));
    }
    reserve.add("land", std::move(rows));
    return reserve;
}

Value demand_value(const Demand& demand) {
    Value value, rows{Value::List{}};
    value.add("years", demand.years ? Value{*demand.years} : Value{});
    for (const DemandRow& one : demand.rows) {
        Value row;
        row.add("basis", one.basis), row.add("area_m2", m2(one.area)), row.add("because", one.because);
        rows.push(std::move(row));
    }
    value.add("rows", std::move(rows)), value.add("low_m2", m2(demand.low)), value.add("high_m2", m2(demand.high));
    value.add("reserve_m2", m2(demand.reserve)), value.add("lack_low_m2", m2(demand.lack_low));
    value.add("lack_high_m2", m2(demand.lack_high));
    return value;
}

}  // namespace

Value expand_value(const Expanded& expanded) {
    Value value, alternatives{Value::List{}}, steps{Value::List{}}, notes{Value::List{}};
    for (std::size_t i = 0; i < expanded.alternatives.size(); ++i) {
        Value row = alternative_value(expanded.alternatives[i]);
        row.add("supply_years_after",
                number(years_with(expanded.ground, expanded.reserve, net_gain(expanded.alternatives[i].change))));
        if (expanded.found) add_found(row, expanded.found->regions[i]);
        alternatives.push(std::move(row));
    }
    value.add("alternatives", std::move(alternatives));
    value.add("refused", expanded.found ? refused_value(*expanded.found) : Value{Value::List{}});
    value.add("search", expanded.found ? search_value(*expanded.found) : Value{});
    value.add("scenario_id", expanded.scenario_id.empty() ? Value{} : Value{expanded.scenario_id});
    value.add("park_id", expanded.ground.park_id), value.add("reserve", reserve_value(expanded));
    value.add("demand", demand_value(expanded.demand)), value.add("demand_by_year", years_value(expanded));
    value.add("members", members_value(expanded));
    Value given_up;
    if (expanded.out_suitability) {
        Value under{Value::List{}};
        for (const auto& [kind, area] : expanded.out_under) {
            Value row;
            row.add("kind", kind), row.add("area_m2", area.square_metres());
            under.push(std::move(row));
        }
        given_up.add("suitability", *expanded.out_suitability), given_up.add("under", std::move(under));
    }
    value.add("given_up", std::move(given_up));
    Value stranded{Value::List{}};
    for (const Stranded& one : expanded.stranded) {
        Value row;
        row.add("parcel_id", one.parcel_id), row.add("shared_m2", one.shared.square_metres());
        row.add("area_m2", m2(one.area)), row.add("land_class", one.land_class);
        row.add("tax_wan", one.tax_wan ? Value{*one.tax_wan} : Value{}), row.add("firms", one.firms);
        stranded.push(std::move(row));
    }
    value.add("stranded", std::move(stranded));
    for (const ProcedureStep& step : expanded.rules.steps) {
        Value row;
        row.add("title", step.title), row.add("document", step.document), row.add("clause", step.clause);
        steps.push(std::move(row));
    }
    for (const std::string& note : expanded.notes) notes.push(note);
    value.add("steps", std::move(steps)), value.add("notes", std::move(notes));
    return value;
}

}  // namespace mutu
