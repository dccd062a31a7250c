// A change of the boundary for people: what is touched, what is taken, what moves, what must be done.
#include "expand_words.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

TextTable check_table(const TestedChange& change, const ExpandWords& words) {
    TextTable table =
        table_of({"check", "strength", "verdict", "because", "clause"}, std::vector<bool>(5, false), words);
    for (const ExpandCheck& one : change.checks)
        table.rows.push_back({words.check(one), words(std::string{word(one.strength)}),
                              words(std::string{word(one.verdict)}) + (one.noted ? words("with_note") : ""),
                              one.because, one.clause});
    return table;
}

TextTable overlap_table(const TestedChange& change, const ExpandWords& words) {
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

TextTable part_table(const TestedChange& change, const ExpandWords& words) {
    TextTable table = table_of({"layer", "name", "area_m2", "x", "y"}, {false, false, true, true, true}, words);
    for (const OverlapPart& part : change.parts)
        table.rows.push_back({words.kind(part.kind), part.name, fixed(part.area.square_metres(), 2),
                              fixed(part.place.x, 3), fixed(part.place.y, 3)});
    return table;
}

TextTable land_table(const TestedChange& change, const ExpandWords& words) {
    TextTable table = table_of({"land_code", "land", "hectares", "mu"}, {false, false, true, true}, words);
    for (const LandTaken& taken : change.land)
        table.rows.push_back({taken.code.empty() ? words("not_surveyed") : taken.code,
                              taken.title.empty() ? words("no_class") : taken.title, hectares(taken.area),
                              mu(taken.area)});
    return table;
}

TextTable cost_table(const TestedChange& change, const ExpandWords& words) {
    TextTable table = table_of({"cost_item", "cost_wan", "missing"}, {false, true, false}, words);
    for (const CostItemSum& item : change.cost_items)
        table.rows.push_back(
            {item.title, wan(item.cost), item.missing.empty() ? std::nullopt : std::optional{item.missing}});
    return table;
}

TextTable indicator_table(const TestedChange& change, const ExpandWords& words) {
    TextTable table = table_of({"indicator", "unit", "before", "after", "moved_by", "unknown_because"},
                               {false, false, true, true, true, false}, words);
    for (const IndicatorChange& one : change.indicators)
        table.rows.push_back({one.title, one.unit, decimals(one.before), decimals(one.after),
                              one.before && one.after ? decimals(*one.after - *one.before) : std::nullopt,
                              one.because.empty()
                                  ? std::nullopt
                                  : std::optional{reason_text(one.because, words.labels, words.language)}});
    return table;
}

TextTable member_table(const Expanded& expanded, const ExpandWords& words) {
    TextTable table = table_of({"member", "name", "mu", "parcel_count", "firm_count", "unsupplied", "idle",
                                "low_efficiency", "tax_now", "output_now"},
                               {false, false, true, true, true, true, true, true, true, true}, words);
    const auto land = [](const std::optional<Area>& area) { return area ? std::optional{mu(*area)} : std::nullopt; };
    const auto count = [](const std::optional<std::int64_t>& n) {
        return n ? std::optional{std::to_string(*n)} : std::nullopt;
    };
    const auto money = [](const std::optional<double>& sum) {
        return sum ? std::optional{fixed(*sum, 2)} : std::nullopt;
    };
    for (const Member& one : expanded.members)
        table.rows.push_back({words("member_" + one.part), one.name.empty() ? one.park_id : one.name, land(one.area),
                              count(one.parcels), count(one.firms), land(one.unsupplied), land(one.idle),
                              land(one.low_efficiency), money(one.tax_wan), money(one.output_wan)});
    return table;
}

TextTable slope_table(const TestedChange& change, const ExpandWords& words) {
    TextTable table = table_of({"slope", "hectares", "share"}, {false, true, true}, words);
    for (const SlopeShare& one : change.slopes) {
        const auto share = Ratio::of(one.area, change.added);
        table.rows.push_back({words("slope_" + one.id), hectares(one.area),
                              share ? std::optional{fixed(share->value() * 100, 2)} : std::nullopt});
    }
    return table;
}

void write_head(const Expanded& expanded, const Alternative& one, const ExpandWords& words, std::ostream& out) {
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
    if (change.added > Area{}) line("converted", change.converted ? land(*change.converted) : words("unknown"));
}

}  // namespace

TextTable stranded_table(const Expanded& expanded, const ExpandWords& words) {
    TextTable table = table_of({"parcel", "land", "shared_mu", "parcel_mu", "tax_now", "firms"},
                               {false, false, true, true, true, false}, words);
    for (const Stranded& one : expanded.stranded)
        table.rows.push_back({one.parcel_id, words.labels.text("land_class", one.land_class, words.language),
                              mu(one.shared), one.area ? std::optional{mu(*one.area)} : std::nullopt,
                              one.tax_wan ? std::optional{fixed(*one.tax_wan, 2)} : std::nullopt, one.firms});
    return table;
}

void write_certificate(const TestedChange& change, const ExpandWords& words, std::ostream& out) {
    for (const ConstraintOverlap& one : change.overlaps) {
        if (one.strength != Strength::hard || !one.given || one.inside) continue;
        out << "  " << words.kind(one.kind) << "：" << one.features << words("features_cut") << one.pairs
            << words("pairs_share") << fixed(one.area.square_metres(), 2) << " m²"
            << (one.area == Area{} ? words("zero_proved") : words("not_zero")) << "\n";
    }
}

SwapAccount account_of(const TestedChange& change) {
    SwapAccount account{
        .kind = change.kind, .blocks_in = change.blocks.size(), .blocks_out = change.removed_blocks.size()};
    account.before = change.before, account.in = change.added, account.out = change.removed;
    account.after = change.after;
    account.times = Rational::fraction(change.after.quanta(), change.before.quanta());
    return account;
}

TextTable account_table(const TestedChange& change, const ExpandWords& words) {
    const SwapAccount account = account_of(change);
    TextTable table = table_of({"account", "blocks", "hectares", "mu"}, {false, true, true, true}, words);
    const auto row = [&](const std::string& name, std::optional<std::size_t> blocks, Area area) {
        table.rows.push_back(
            {name, blocks ? std::optional{std::to_string(*blocks)} : std::nullopt, hectares(area), mu(area)});
    };
    row(words("account_before"), {}, account.before);
    row(words("removed"), account.blocks_out, account.out);
    for (std::size_t i = 0; account.blocks_out > 1 && i < account.blocks_out; ++i)
        row("  " + words("removed") + " " + std::to_string(i + 1), {}, change.removed_blocks[i].area);
    row(words("added"), account.blocks_in, account.in);
    for (std::size_t i = 0; account.blocks_in > 1 && i < account.blocks_in; ++i)
        row("  " + words("added") + " " + std::to_string(i + 1), {}, change.blocks[i].area);
    row(words("account_after"), {}, account.after);
    return table;
}

void write_expanded(const Expanded& expanded, const Labels& labels, const Common& common, std::ostream& out) {
    const ExpandWords words{labels, common.language};
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
        section("section_account", account_table(change, words));
        section("section_members", member_table(expanded, words));
        section("section_checks", check_table(change, words));
        section("section_overlaps", overlap_table(change, words));
        if (!change.overlaps.empty()) out << "\n" << words("section_certificate") << "\n";
        write_certificate(change, words, out);
        section("section_parts", part_table(change, words));
        section("section_land", land_table(change, words));
        section("section_cost", cost_table(change, words));
        section("section_slopes", slope_table(change, words));
        section("section_indicators", indicator_table(change, words));
        section("section_stranded", stranded_table(expanded, words));
    }
    if (!rows_only) write_reserve_and_steps(expanded, words, format, out);
}

void tell_check(const Expanded& expanded, const std::string& rule, const Labels& labels, std::ostream& out) {
    const ExpandWords words{labels, Language::zh};
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
