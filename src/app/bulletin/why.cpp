// Sums of the accounts by cause, and of the land by class.
#include "bulletin/why.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::array<Cause, cause_count> causes{Cause::disposal, Cause::period,   Cause::data,
                                                Cause::policy,   Cause::boundary, Cause::unsplit};
constexpr const char* elsewhere = "elsewhere";  // land that one of the runs does not have

std::string mu(Area area) { return fixed(area.mu(), 2); }

std::array<FigureSum, figures.size()> sums_of(const Accounts& accounts) {
    std::array<FigureSum, figures.size()> sums;
    for (const Account& one : accounts.rows) sums[static_cast<std::size_t>(one.figure)].add(one);
    return sums;
}

using Flows = std::map<std::pair<std::string, std::string>, Area>;

/// Every parcel before hands its land to its heirs until nothing is left of it.
Flows flows_of(const Compared& runs) {
    const auto class_of = [](const KeptParcel& one) { return one.of(KeptField::land_class).value_or("undetermined"); };
    std::vector<Area> left;
    left.reserve(runs.before.parcels.size());
    for (const KeptParcel& one : runs.before.parcels) left.push_back(one.area.value_or(Area{}));
    Flows flows;
    for (const Heir& heir : runs.heirs) {
        if (!heir.after) continue;
        const KeptParcel& after = runs.after.parcels[*heir.after];
        Area land = after.area.value_or(Area{});
        if (heir.forebear) {
            const Area given = std::min(left[*heir.forebear], land);
            flows[{class_of(runs.before.parcels[*heir.forebear]), class_of(after)}] += given;
            left[*heir.forebear] -= given, land -= given;
        }
        flows[{elsewhere, class_of(after)}] += land;
    }
    for (std::size_t row = 0; row < left.size(); ++row)
        flows[{class_of(runs.before.parcels[row]), elsewhere}] += left[row];
    std::erase_if(flows, [](const auto& flow) { return flow.second == Area{}; });
    return flows;
}

std::vector<std::string> sides(const Flows& flows, bool after) {
    static constexpr std::array order{
        "idle",           "early_warning", "stalled",    "supplied_not_started", "under_construction",
        "low_efficiency", "ordinary",      "unsupplied", "undetermined",         "not_applicable"};
    std::vector<std::string> found;
    const auto there = [&](const std::string& name) {
        return std::any_of(flows.begin(), flows.end(),
                           [&](const auto& flow) { return (after ? flow.first.second : flow.first.first) == name; });
    };
    for (const char* name : order)
        if (there(name)) found.emplace_back(name);
    if (there(elsewhere)) found.emplace_back(elsewhere);
    return found;
}

}  // namespace

TextTable why_table(const Accounts& accounts, const Labels& labels, Language language) {
    TextTable table{{"figure", "before_mu", "after_mu", "change_mu"}, {}, {false, true, true, true}, {}};
    for (const Cause cause : causes)
        table.keys.push_back(std::string{word(cause)} + "_mu"), table.numeric.push_back(true);
    for (const auto& key : table.keys) table.headings.push_back(labels.text("compare", key, language));
    const auto sums = sums_of(accounts);
    for (std::size_t figure = 0; figure < figures.size(); ++figure) {
        const LandMove& move = sums[figure].move;
        auto& row = table.rows.emplace_back();
        row.emplace_back(labels.text("land_class", figures[figure], language));
        row.emplace_back(mu(move.from)), row.emplace_back(mu(move.to)), row.emplace_back(mu(move.to - move.from));
        for (const Cause cause : causes) row.emplace_back(mu(move.of(cause)));
    }
    return table;
}

Value why_value(const Accounts& accounts) {
    const auto sums = sums_of(accounts);
    Value all;
    for (std::size_t figure = 0; figure < figures.size(); ++figure) {
        const LandMove& move = sums[figure].move;
        Value one;
        one.add("from_m2", move.from.square_metres()), one.add("to_m2", move.to.square_metres());
        one.add("change_m2", (move.to - move.from).square_metres());
        one.add("from_count", sums[figure].before), one.add("to_count", sums[figure].after);
        for (const Cause cause : causes) one.add(std::string{word(cause)} + "_m2", move.of(cause).square_metres());
        all.add(figures[figure], std::move(one));
    }
    Value notes{Value::List{}};
    for (const std::string& note : accounts.notes) notes.push(note);
    all.add("notes", std::move(notes));
    return all;
}

TextTable class_matrix(const Compared& runs, const Labels& labels, Language language) {
    const Flows flows = flows_of(runs);
    const auto rows = sides(flows, false), columns = sides(flows, true);
    const auto name = [&](const std::string& side, bool after) {
        return side == elsewhere ? labels.text("compare", after ? "gone" : "new", language)
                                 : labels.text("land_class", side, language);
    };
    TextTable table{{"from"}, {labels.text("compare", "from_to", language)}, {false}, {}};
    const auto head = [&](const std::string& key, const std::string& heading) {
        table.keys.push_back(key), table.headings.push_back(heading), table.numeric.push_back(true);
    };
    for (const std::string& column : columns) head(column, name(column, true));
    head("total", labels.text("compare", "total", language));
    const auto at = [&](const std::string& from, const std::string& to) {
        const auto found = flows.find({from, to});
        return found == flows.end() ? Area{} : found->second;
    };
    std::vector<Area> below(columns.size());
    Area all;
    for (const std::string& row : rows) {
        auto& cells = table.rows.emplace_back();
        cells.emplace_back(name(row, false));
        Area across;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Area land = at(row, columns[i]);
            cells.push_back(land == Area{} ? std::nullopt : std::optional{mu(land)});
            across += land, below[i] += land;
        }
        cells.emplace_back(mu(across));
        all += across;
    }
    auto& last = table.rows.emplace_back();
    last.emplace_back(labels.text("compare", "total", language));
    for (const Area land : below) last.emplace_back(mu(land));
    last.emplace_back(mu(all));
    return table;
}

Value class_matrix_value(const Compared& runs) {
    Value list{Value::List{}};
    for (const auto& [sides, land] : flows_of(runs)) {
        Value one;
        one.add("from", sides.first == elsewhere ? Value{} : Value{sides.first});
        one.add("to", sides.second == elsewhere ? Value{} : Value{sides.second});
        one.add("area_m2", land.square_metres());
        list.push(std::move(one));
    }
    return list;
}

}  // namespace mutu
