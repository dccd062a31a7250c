// What a search found and refused for people, side by side; and what ends every answer: the reserve, the demand, the
// procedure.
#include "expand_words.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

TextTable reserve_table(const Expanded& expanded, const ExpandWords& words) {
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

TextTable demand_table(const Demand& demand, const ExpandWords& words) {
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

TextTable step_table(const Expanded& expanded, const ExpandWords& words) {
    TextTable table = table_of({"order", "step", "document"}, {true, false, false}, words);
    for (std::size_t i = 0; i < expanded.rules.steps.size(); ++i)
        table.rows.push_back({std::to_string(i + 1), expanded.rules.steps[i].title, expanded.rules.steps[i].document});
    return table;
}

TextTable year_table(const Expanded& expanded, const ExpandWords& words) {
    TextTable table = table_of({"year", "asked_up_to", "left"}, {true, true, true}, words);
    const auto left = [](const std::optional<std::int64_t>& quanta) {
        return quanta ? fixed(static_cast<double>(*quanta) / static_cast<double>(Area::mu(1).quanta()), 2)
                      : std::string{};
    };
    for (const DemandYear& one : expanded.by_year)
        table.rows.push_back(
            {std::to_string(one.year), mu(one.low) + "–" + mu(one.high),
             one.left_low ? std::optional{left(one.left_low) + "–" + left(one.left_high)} : std::nullopt});
    return table;
}

/// The alternatives as columns, what they differ in as rows.
TextTable side_by_side(const Expanded& expanded, const ExpandWords& words) {
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
    row(words("converted_mu"),
        [&](const TestedChange& change, const FoundRegion&) { return known_mu(change.converted); });
    row(words("soft_mu"),
        [](const TestedChange&, const FoundRegion& found) { return mu(Area::square_metres(found.soft_m2)); });
    row(words("compactness"),
        [](const TestedChange& change, const FoundRegion&) { return fixed(change.compactness, 3); });
    if (expanded.ground.heights)
        row(words("steepness"),
            [](const TestedChange&, const FoundRegion& found) { return fixed(found.steepness, 3); });
    if (!expanded.found->factors.empty())
        row(words("suitability"), [&](const TestedChange&, const FoundRegion& found) {
            return found.suitability ? fixed(*found.suitability, 3) : words("unknown");
        });
    if (std::any_of(expanded.found->regions.begin(), expanded.found->regions.end(),
                    [](const FoundRegion& one) { return one.road_m.has_value(); }))
        row(words("road"), [&](const TestedChange&, const FoundRegion& found) {
            return found.road_m ? fixed(*found.road_m, 0) : words("unknown");
        });
    if (expanded.out_suitability)
        row(words("removed_mu"), [](const TestedChange& change, const FoundRegion&) { return mu(change.removed); });
    row(words("reserve_with_all"), [&](const TestedChange& change, const FoundRegion&) {
        const auto years = years_with(expanded.ground, expanded.reserve, net_gain(change));
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

TextTable refused_table(const FoundLand& found, const ExpandWords& words) {
    TextTable table = table_of({"refused_patch", "name", "mu", "because"}, {false, false, true, false}, words);
    for (const RefusedPatch& patch : found.refused)
        table.rows.push_back(
            {words.labels.has("constraint_kind", patch.code) ? words.kind(patch.code) : words("patch_" + patch.code),
             patch.name, mu(patch.area), patch.because});
    return table;
}

}  // namespace

std::string verdict_of(const TestedChange& change, const std::string& rule, const ExpandWords& words) {
    for (const ExpandCheck& check : change.checks)
        if (check.rule == rule)
            return words(std::string{word(check.verdict)}) + (check.noted ? words("with_note") : "");
    return "";
}

void write_reserve_and_steps(const Expanded& expanded, const ExpandWords& words, Format format, std::ostream& out) {
    out << "\n" << words("section_reserve") << "\n" << render(reserve_table(expanded, words), format, "expand");
    out << words("reserve_all")
        << (expanded.reserve.all ? expanded.reserve.all->decimals(2) + words("years_unit") : words("unknown_supply"))
        << "\n";
    for (const Alternative& one : expanded.alternatives)
        if (const auto years = years_with(expanded.ground, expanded.reserve, net_gain(one.change)))
            out << words("reserve_with") << one.id << (words.language == Language::zh ? "：" : ": ")
                << years->decimals(2) << words("years_unit") << "\n";
    if (expanded.demand.years)
        out << "\n"
            << words("section_demand") << *expanded.demand.years << words("years_unit") << "\n"
            << render(demand_table(expanded.demand, words), format, "expand");
    if (!expanded.by_year.empty())
        out << words("section_by_year") << "\n" << render(year_table(expanded, words), format, "expand");
    out << "\n" << words("section_steps") << "\n" << render(step_table(expanded, words), format, "expand");
}

void write_found(const Expanded& expanded, const Labels& labels, const Common& common, std::ostream& out) {
    const ExpandWords words{labels, common.language};
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
    if (!found.factors.empty()) {
        std::vector<std::string> factors;
        factors.reserve(found.factors.size());
        for (const std::string& one : found.factors) factors.push_back(words("factor_" + one));
        out << words("suitability_of") << join(factors, "、") << "\n";
    }
    if (expanded.out_suitability && !expanded.alternatives.empty())
        out << "\n"
            << words("section_account") << " A1\n"
            << render(account_table(expanded.alternatives.front().change, words), format, "expand")
            << words("out_suitability") << fixed(*expanded.out_suitability, 3) << "\n";
    for (const auto& [kind, area] : expanded.out_under)
        out << "  " << words("out_under")
            << (words.labels.has("constraint_kind", kind) ? words.kind(kind) : words(kind)) << " " << hectares(area)
            << "\n";
    for (const Alternative& one : expanded.alternatives) {
        out << "\n" << words("section_certificate") << " " << one.id << "\n";
        write_certificate(one.change, words, out);
    }
    out << "\n" << words("section_refused") << "\n" << render(refused_table(found, words), format, "expand");
    write_reserve_and_steps(expanded, words, format, out);
}

}  // namespace mutu
