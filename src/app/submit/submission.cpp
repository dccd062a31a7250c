// The tables by which a submission says what it is, and its lists held against its figures.
#include "submit/submission.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Type = ResultTable::Type;

ResultCell cell(const std::string& text) { return text.empty() ? ResultCell{} : ResultCell{text}; }

std::optional<double> number_of(const ResultCell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&cell)) return *real;
    return std::nullopt;
}

Area area_of(const ResultCell& cell) { return Area::square_metres(number_of(cell).value_or(0)); }

/// Which parcels a figure of a park counts.
struct Tied {
    const char *figure, *column, *value;  // value: "" counts every parcel
    bool land;                            // else how many
};
constexpr Tied tied_figures[] = {{"idle_m2", "land_class", "idle", true},
                                 {"idle_count", "land_class", "idle", false},
                                 {"low_efficiency_m2", "efficiency", "low", true},
                                 {"low_efficiency_count", "efficiency", "low", false},
                                 {"undetermined_m2", "land_class", "undetermined", true},
                                 {"undetermined_count", "land_class", "undetermined", false},
                                 {"supplied_m2", "supply_state", "supplied", true},
                                 {"parcel_count", "", "", false}};

using Sums = std::map<std::string, std::int64_t>;  // by park: quanta of land, or rows

/// Every row counts for its park and for those above it.
void add_up(Sums& sums, const std::string& park, std::int64_t amount, const std::map<std::string, std::string>& above) {
    std::string at = park;
    for (std::size_t depth = 0; !at.empty() && depth <= above.size(); ++depth) {
        sums[at] += amount;
        const auto up = above.find(at);
        at = up == above.end() ? std::string{} : up->second;
    }
}

Sums listed(const ResultTable& rows, const Tied& tied, const std::map<std::string, std::string>& above) {
    Sums sums;
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        const std::string park = text_of(cell_named(rows, row, "park_id"));
        if (park.empty()) continue;
        if (*tied.column != '\0' && text_of(cell_named(rows, row, tied.column)) != tied.value) continue;
        add_up(sums, park, tied.land ? area_of(cell_named(rows, row, "area_m2")).quanta() : 1, above);
    }
    return sums;
}

std::string shown(std::int64_t amount, bool land) {
    return land ? fixed(static_cast<double>(amount) / 200'000, 2) + " 亩" : std::to_string(amount);
}

std::string untied_figure(const ResultTable& parks, const ResultTable& rows, const Tied& tied,
                          const std::map<std::string, std::string>& above, const Labels& labels) {
    const Sums sums = listed(rows, tied, above);
    for (std::size_t row = 0; row < parks.rows.size(); ++row) {
        const ResultCell& figure = cell_named(parks, row, tied.figure);
        if (std::holds_alternative<std::monostate>(figure)) continue;
        const std::string park = text_of(cell_named(parks, row, "park_id"));
        const auto found = sums.find(park);
        const std::int64_t of_list = found == sums.end() ? 0 : found->second;
        const std::int64_t of_park =
            tied.land ? area_of(figure).quanta() : static_cast<std::int64_t>(number_of(figure).value_or(0));
        if (of_park != of_list)
            return "园区 " + park + " 的" + labels.text("column", tied.figure) + "：园区表 " +
                   shown(of_park, tied.land) + "，清单合计 " + shown(of_list, tied.land);
    }
    return {};
}

}  // namespace

const ResultCell& cell_named(const ResultTable& table, std::size_t row, std::string_view column) {
    static const ResultCell unknown{};
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].first == column) return table.rows[row][i];
    return unknown;
}

std::string text_of(const ResultCell& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    return text ? *text : std::string{};
}

ResultTable submission_table(const std::vector<Submission>& all, bool compiled) {
    ResultTable table{.name = "submission",
                      .columns = {{"schema_version", Type::integer},
                                  {"unit_name", Type::text},
                                  {"period", Type::text},
                                  {"as_of", Type::date},
                                  {"run_id", Type::text},
                                  {"policy_id", Type::text},
                                  {"policy_sha256", Type::text},
                                  {"program_version", Type::text},
                                  {"profile", Type::text},
                                  {"area_basis", Type::text},
                                  {"secrecy", Type::text},
                                  {"tables", Type::text}},
                      .rows = {}};
    if (compiled) table.columns.insert(table.columns.end(), {{"file", Type::text}, {"content_sha256", Type::text}});
    for (const Submission& one : all) {
        auto& row = table.rows.emplace_back();
        row.emplace_back(one.schema);
        for (const std::string* text :
             {&one.unit, &one.period, &one.as_of, &one.run_id, &one.policy_id, &one.policy_sha256, &one.program_version,
              &one.profile, &one.area_basis, &one.secrecy})
            row.push_back(cell(*text));
        row.push_back(cell(join(one.tables, ";")));
        if (compiled) row.push_back(cell(one.file)), row.push_back(cell(one.content_sha256));
    }
    return table;
}

ResultTable park_table(const std::vector<SubmittedPark>& parks, const std::vector<Submission>& all) {
    ResultTable table{.name = "submission_park",
                      .columns = {{"park_id", Type::text},
                                  {"park_name", Type::text},
                                  {"parent_park_id", Type::text},
                                  {"unit_name", Type::text}},
                      .rows = {}};
    for (const SubmittedPark& park : parks)
        table.rows.push_back({cell(park.id), cell(park.name), cell(park.parent), cell(all[park.submission].unit)});
    return table;
}

ResultTable no_verdicts() {
    return {.name = "verdict",
            .columns = {{"subject_kind", Type::text},
                        {"subject_id", Type::text},
                        {"rule_id", Type::text},
                        {"verdict", Type::text},
                        {"proof", Type::text}},
            .rows = {}};
}

void find_roots(std::vector<SubmittedPark>& parks) {
    std::map<std::string, std::string> above;
    for (const SubmittedPark& park : parks) above[park.id] = park.parent;
    for (SubmittedPark& park : parks) {
        std::set<std::string> seen{park.id};
        std::string up = park.parent;
        while (above.contains(up) && seen.insert(up).second) up = above.at(up);
        park.root = !above.contains(park.parent) || up == park.id;
    }
}

std::string untied(const ResultTable& parks, const ResultTable& parcels, const ResultTable& unsupplied,
                   const std::vector<SubmittedPark>& tree, const Labels& labels) {
    std::map<std::string, std::string> above;
    for (const SubmittedPark& park : tree)
        if (!park.root) above[park.id] = park.parent;
    for (const Tied& tied : tied_figures)
        if (std::string fault = untied_figure(parks, parcels, tied, above, labels); !fault.empty()) return fault;
    return untied_figure(parks, unsupplied, {"unsupplied_m2", "", "", true}, above, labels);
}

}  // namespace mutu
