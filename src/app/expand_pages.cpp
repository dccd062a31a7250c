// A change of the boundary for people: what is touched, what is taken, what moves, what must be done.
#include "expanded.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

/// The words of one answer in one language.
struct Words {
    const Labels& labels;
    Language language;
    std::string operator()(const std::string& key) const { return labels.text("expand", key, language); }
    std::string kind(const std::string& id) const { return labels.text("constraint_kind", id, language); }
    std::string check(const ExpandCheck& one) const {
        const std::string prefix = "constraint_";
        if (one.rule.starts_with(prefix)) return kind(one.rule.substr(prefix.size()));
        return labels.has("expand", one.rule) ? (*this)(one.rule) : one.title;
    }
};

TextTable table_of(const std::vector<std::string>& keys, std::vector<bool> numeric, const Words& words) {
    TextTable table{keys, {}, std::move(numeric), {}};
    for (const auto& key : keys) table.headings.push_back(words(key));
    return table;
}

std::string hectares(Area area) { return fixed(area.hectares(), 4); }
std::string mu(Area area) { return fixed(area.mu(), 2); }
std::optional<std::string> decimals(const std::optional<Rational>& value) {
    return value ? std::optional{value->decimals(2)} : std::nullopt;
}
std::optional<std::string> wan(const std::optional<Money>& amount) {
    return amount ? std::optional{fixed(amount->wan(), 2)} : std::nullopt;
}

TextTable check_table(const TestedChange& change, const Words& words) {
    TextTable table =
        table_of({"check", "strength", "verdict", "because", "clause"}, std::vector<bool>(5, false), words);
    for (const ExpandCheck& one : change.checks)
        table.rows.push_back({words.check(one), words(std::string{word(one.strength)}),
                              words(std::string{word(one.verdict)}) + (one.noted ? words("with_note") : ""),
                              one.because, one.clause});
    return table;
}

TextTable overlap_table(const TestedChange& change, const Words& words) {
    TextTable table = table_of({"layer", "relation", "features", "pairs", "area_m2", "share", "parts", "names"},
                               {false, false, true, true, true, true, true, false}, words);
    for (const ConstraintOverlap& one : change.overlaps) {
        if (!one.given) continue;
        const auto share = Ratio::of(one.area, change.added);
        table.rows.push_back({words.kind(one.kind), words(one.inside ? "beyond" : "touched"),
                              std::to_string(one.features), std::to_string(one.pairs),
                              fixed(one.area.square_metres(), 2),
                              share ? std::optional{fixed(share->value() * 100, 2)} : std::nullopt,
                              std::to_string(one.parts.size()), join(one.names, "、")});
    }
    return table;
}

TextTable part_table(const TestedChange& change, const Words& words) {
    TextTable table = table_of({"layer", "name", "area_m2", "x", "y"}, {false, false, true, true, true}, words);
    for (const OverlapPart& part : change.parts)
        table.rows.push_back({words.kind(part.kind), part.name, fixed(part.area.square_metres(), 2),
                              fixed(part.place.x, 3), fixed(part.place.y, 3)});
    return table;
}

TextTable land_table(const TestedChange& change, const Words& words) {
    TextTable table = table_of({"land_code", "land", "hectares", "mu"}, {false, false, true, true}, words);
    for (const LandTaken& taken : change.land)
        table.rows.push_back({taken.code.empty() ? words("not_surveyed") : taken.code,
                              taken.title.empty() ? words("no_class") : taken.title, hectares(taken.area),
                              mu(taken.area)});
    return table;
}

TextTable indicator_table(const TestedChange& change, const Words& words) {
    TextTable table =
        table_of({"indicator", "unit", "before", "after", "unknown_because"}, {false, false, true, true, false}, words);
    for (const IndicatorChange& one : change.indicators)
        table.rows.push_back({one.title, one.unit, decimals(one.before), decimals(one.after),
                              one.because.empty()
                                  ? std::nullopt
                                  : std::optional{reason_text(one.because, words.labels, words.language)}});
    return table;
}

TextTable reserve_table(const Expanded& expanded, const Words& words) {
    TextTable table =
        table_of({"reserve_land", "mu", "count", "years", "tax_wan"}, {false, true, true, true, true}, words);
    for (std::size_t i = 0; i < expanded.ground.reserve.size(); ++i) {
        const ReserveRow& row = expanded.ground.reserve[i];
        table.rows.push_back({words(row.kind), row.area ? std::optional{mu(*row.area)} : std::nullopt,
                              std::to_string(row.count), decimals(expanded.reserve.years[i]),
                              wan(expanded.reserve.tax[i])});
    }
    return table;
}

TextTable slope_table(const TestedChange& change, const Words& words) {
    TextTable table = table_of({"slope", "hectares", "share"}, {false, true, true}, words);
    for (const SlopeShare& one : change.slopes) {
        const auto share = Ratio::of(one.area, change.added);
        table.rows.push_back({words("slope_" + one.id), hectares(one.area),
                              share ? std::optional{fixed(share->value() * 100, 2)} : std::nullopt});
    }
    return table;
}

TextTable demand_table(const Demand& demand, const Words& words) {
    TextTable table = table_of({"demand", "mu", "because"}, {false, true, false}, words);
    const auto known = [&](const std::optional<Area>& area) { return area ? std::optional{mu(*area)} : std::nullopt; };
    for (const DemandRow& row : demand.rows)
        table.rows.push_back({words("demand_" + row.basis), known(row.area), row.because});
    const auto range = [&](const char* key, const std::optional<Area>& low, const std::optional<Area>& high) {
        table.rows.push_back(
            {words(key), low && high ? std::optional{mu(*low) + "–" + mu(*high)} : std::nullopt, words("range_of")});
    };
    range("demand_range", demand.low, demand.high);
    table.rows.push_back({words("demand_reserve"), known(demand.reserve), words("section_reserve")});
    range("demand_lack", demand.lack_low, demand.lack_high);
    return table;
}

TextTable step_table(const Expanded& expanded, const Words& words) {
    TextTable table = table_of({"order", "step", "document"}, {true, false, false}, words);
    for (std::size_t i = 0; i < expanded.rules.steps.size(); ++i)
        table.rows.push_back({std::to_string(i + 1), expanded.rules.steps[i].title, expanded.rules.steps[i].document});
    return table;
}

TextTable stranded_table(const Expanded& expanded, const Words& words) {
    TextTable table = table_of({"parcel", "land", "shared_mu", "parcel_mu", "tax_now", "firms"},
                               {false, false, true, true, true, false}, words);
    for (const Stranded& one : expanded.stranded)
        table.rows.push_back({one.parcel_id, words.labels.text("land_class", one.land_class, words.language),
                              mu(one.shared), one.area ? std::optional{mu(*one.area)} : std::nullopt,
                              one.tax_wan ? std::optional{fixed(*one.tax_wan, 2)} : std::nullopt, one.firms});
    return table;
}

void write_head(const Expanded& expanded, const Alternative& one, const Words& words, std::ostream& out) {
    const TestedChange& change = one.change;
    const auto line = [&](const char* key, const std::string& text) {
        out << words(key) << (words.language == Language::zh ? "：" : ": ") << text << "\n";
    };
    const auto land = [](Area area) { return hectares(area) + " 公顷（" + mu(area) + " 亩）"; };
    if (!expanded.scenario_id.empty()) line("scenario", expanded.scenario_id + " " + one.id);
    line("park", expanded.ground.park_id);
    line("kind", words(change.kind));
    line("added", land(change.added));
    if (change.removed > Area{}) line("removed", land(change.removed));
    line("park_area", land(change.before) + " → " + land(change.after));
    line("conclusion", words("conclusion_" + std::string{word(change.verdict)}));
    line("shape", std::to_string(change.blocks.size()) + words("pieces") + fixed(change.compactness, 3));
    line("cultivated", change.cultivated ? land(*change.cultivated) : words("unknown"));
    line("cost", change.cost ? fixed(change.cost->wan(), 2) + " 万元" : words("unknown"));
    for (const CostItemSum& item : change.cost_items)
        if (!item.missing.empty()) out << "  " << item.title << "：" << words("missing") << " " << item.missing << "\n";
}

/// A zero that was worked out, not assumed.
void write_certificate(const TestedChange& change, const Words& words, std::ostream& out) {
    for (const ConstraintOverlap& one : change.overlaps) {
        if (one.strength != Strength::hard || !one.given || one.inside) continue;
        out << "  " << words.kind(one.kind) << "：" << one.features << words("features_cut") << one.pairs
            << words("pairs_share") << fixed(one.area.square_metres(), 2) << " m²"
            << (one.area == Area{} ? words("zero_proved") : words("not_zero")) << "\n";
    }
}

std::string verdict_of(const TestedChange& change, const std::string& rule, const Words& words) {
    for (const ExpandCheck& check : change.checks)
        if (check.rule == rule)
            return words(std::string{word(check.verdict)}) + (check.noted ? words("with_note") : "");
    return "";
}

/// The alternatives as columns, what they differ in as rows.
TextTable side_by_side(const Expanded& expanded, const Words& words) {
    TextTable table{{"item"}, {words("item")}, {false}, {}};
    for (const Alternative& one : expanded.alternatives)
        table.keys.push_back(one.id), table.headings.push_back(one.id), table.numeric.push_back(false);
    const auto row = [&](const std::string& heading, auto value) {
        auto& cells = table.rows.emplace_back();
        cells.emplace_back(heading);
        for (std::size_t i = 0; i < expanded.alternatives.size(); ++i)
            cells.emplace_back(value(expanded.alternatives[i].change, expanded.found->regions[i]));
    };
    const auto known_mu = [&](const std::optional<Area>& area) { return area ? mu(*area) : words("unknown"); };
    row(words("mu"), [&](const TestedChange& change, const FoundRegion&) { return mu(change.added); });
    row(words("cost_wan"),
        [&](const TestedChange& change, const FoundRegion&) { return wan(change.cost).value_or(words("unknown")); });
    row(words("cultivated_mu"),
        [&](const TestedChange& change, const FoundRegion&) { return known_mu(change.cultivated); });
    row(words("soft_mu"),
        [](const TestedChange&, const FoundRegion& found) { return mu(Area::square_metres(found.soft_m2)); });
    row(words("compactness"),
        [](const TestedChange& change, const FoundRegion&) { return fixed(change.compactness, 3); });
    if (expanded.ground.heights)
        row(words("steepness"),
            [](const TestedChange&, const FoundRegion& found) { return fixed(found.steepness, 3); });
    row(words("reserve_with_all"), [&](const TestedChange& change, const FoundRegion&) {
        const auto years = years_with(expanded.ground, expanded.reserve, change.added);
        return years ? years->decimals(2) : words("unknown");
    });
    row(words("distance"), [](const TestedChange&, const FoundRegion& found) { return fixed(found.distance_m, 0); });
    row(words("front"), [](const TestedChange&, const FoundRegion& found) { return std::to_string(found.front); });
    row(words("apart"), [](const TestedChange&, const FoundRegion& found) { return fixed(found.apart, 2); });
    row(words("best_in"), [&](const TestedChange&, const FoundRegion& found) {
        std::vector<std::string> best;
        for (const std::string& one : split(found.best_in, ';'))
            if (!one.empty()) best.push_back(words("best_" + one));
        return best.empty() ? words("nothing") : join(best, "、");
    });
    if (expanded.alternatives.empty()) return table;
    for (const ExpandCheck& check : expanded.alternatives.front().change.checks)
        row(words.check(check),
            [&](const TestedChange& change, const FoundRegion&) { return verdict_of(change, check.rule, words); });
    return table;
}

TextTable refused_table(const FoundLand& found, const Words& words) {
    TextTable table = table_of({"refused_patch", "name", "mu", "because"}, {false, false, true, false}, words);
    for (const RefusedPatch& patch : found.refused)
        table.rows.push_back(
            {words.labels.has("constraint_kind", patch.code) ? words.kind(patch.code) : words("patch_" + patch.code),
             patch.name, mu(patch.area), patch.because});
    return table;
}

void write_reserve_and_steps(const Expanded& expanded, const Words& words, Format format, std::ostream& out) {
    out << "\n" << words("section_reserve") << "\n" << render(reserve_table(expanded, words), format, "expand");
    out << words("reserve_all")
        << (expanded.reserve.all ? expanded.reserve.all->decimals(2) + words("years_unit") : words("unknown_supply"))
        << "\n";
    for (const Alternative& one : expanded.alternatives)
        if (const auto years = years_with(expanded.ground, expanded.reserve, one.change.added))
            out << words("reserve_with") << one.id << (words.language == Language::zh ? "：" : ": ")
                << years->decimals(2) << words("years_unit") << "\n";
    if (expanded.demand.years)
        out << "\n"
            << words("section_demand") << *expanded.demand.years << words("years_unit") << "\n"
            << render(demand_table(expanded.demand, words), format, "expand");
    out << "\n" << words("section_steps") << "\n" << render(step_table(expanded, words), format, "expand");
}

}  // namespace

void write_found(const Expanded& expanded, const Labels& labels, const Common& common, std::ostream& out) {
    const Words words{labels, common.language};
    const Format format = format_or_table(common);
    const FoundLand& found = *expanded.found;
    if (format == Format::csv || format == Format::ndjson) {
        out << render(side_by_side(expanded, words), format, "expand");
        return;
    }
    if (!expanded.scenario_id.empty())
        out << words("scenario") << (words.language == Language::zh ? "：" : ": ") << expanded.scenario_id << "\n";
    out << words("searched") << " " << fixed(found.reach, 0) << " m，" << found.cells << words("cells_of")
        << fixed(found.cell, 0) << " m，" << found.grown << words("regions_grown") << "\n\n"
        << words("section_alternatives") << "\n"
        << render(side_by_side(expanded, words), format, "expand");
    for (const Alternative& one : expanded.alternatives) {
        out << "\n" << words("section_certificate") << " " << one.id << "\n";
        write_certificate(one.change, words, out);
    }
    out << "\n" << words("section_refused") << "\n" << render(refused_table(found, words), format, "expand");
    write_reserve_and_steps(expanded, words, format, out);
}

void write_expanded(const Expanded& expanded, const Labels& labels, const Common& common, std::ostream& out) {
    const Words words{labels, common.language};
    const Format format = format_or_table(common);
    const bool rows_only = format == Format::csv || format == Format::ndjson;
    for (const Alternative& one : expanded.alternatives) {
        const TestedChange& change = one.change;
        if (rows_only) {
            out << render(check_table(change, words), format, "expand");
            continue;
        }
        const auto section = [&](const char* title, const TextTable& table) {
            if (!table.rows.empty()) out << "\n" << words(title) << "\n" << render(table, format, "expand");
        };
        write_head(expanded, one, words, out);
        section("section_checks", check_table(change, words));
        section("section_overlaps", overlap_table(change, words));
        out << "\n" << words("section_certificate") << "\n";
        write_certificate(change, words, out);
        section("section_parts", part_table(change, words));
        section("section_land", land_table(change, words));
        section("section_slopes", slope_table(change, words));
        section("section_indicators", indicator_table(change, words));
        section("section_stranded", stranded_table(expanded, words));
    }
    if (!rows_only) write_reserve_and_steps(expanded, words, format, out);
}

void tell_check(const Expanded& expanded, const std::string& rule, const Labels& labels, std::ostream& out) {
    const Words words{labels, Language::zh};
    std::vector<std::string> known;
    bool found = false;
    for (const Alternative& one : expanded.alternatives)
        for (const ExpandCheck& check : one.change.checks) {
            known.push_back(check.rule);
            const bool meant = check.rule == rule || check.rule == "constraint_" + rule;
            if (!meant) continue;
            found = true;
            out << one.id << " " << words.check(check) << "：" << words(std::string{word(check.verdict)}) << "\n  "
                << check.because << "\n  依据：" << check.clause << "（"
                << labels.text("evidence", std::string{word(check.evidence)}) << "）\n";
            for (const OverlapPart& part : one.change.parts)
                if ("constraint_" + part.kind == check.rule)
                    out << "  " << (part.name.empty() ? words.kind(part.kind) : part.name) << " "
                        << fixed(part.area.square_metres(), 2) << " m²，在 " << fixed(part.place.x, 3) << ", "
                        << fixed(part.place.y, 3) << "\n";
        }
    if (!found) throw Error{Kind::usage, "没有检查项 " + rule + "；可用：" + join(known, "、")};
}

}  // namespace mutu
