// What `run` tells a person: what was read, how it was understood, what came of it, what is missing. Lines fit 100
// columns.
#include "asks.hpp"
#include "phrase.hpp"
#include "plain.hpp"

#include "mutu/quantity.hpp"
#include "mutu/report.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

constexpr std::size_t line_width = 100;
constexpr std::size_t most_parks = 30, most_columns = 12, most_fields = 8, most_codes = 15;
constexpr std::size_t name_width = 20;

struct Teller {
    const Holdings& holdings;
    const Assessment& assessment;
    const Labels& labels;
    Language language;

    std::string say(std::string_view id, std::initializer_list<std::string> values = {}) const {
        return phrase(labels, language, id, values);
    }
    std::string label(std::string_view group, std::string_view id) const {
        return visible(labels.text(group, id, language));
    }
};

std::string indented(const TextTable& table) {
    std::string out;
    for (const auto& line : split(render(table, Format::table, "summary"), '\n'))
        if (!line.empty()) out += "  " + line + '\n';
    return out;
}

std::string head(const Teller& tell) {
    const Run& run = tell.assessment.run;
    std::string out =
        tell.say("head", {run.as_of.iso(), visible(run.policy_id), run.policy_sha256.substr(0, 12)}) + '\n';
    out += tell.say("basis", {tell.label("area_basis", run.area_basis), tell.label("secrecy", run.secrecy)}) + '\n';
    const OverlayCounts& counts = run.overlays;
    if (const auto robust = counts.robust + counts.robust_unions; robust != 0)
        out += tell.say("robust",
                        {std::to_string(robust), std::to_string(counts.pairs + counts.unions + counts.robust_unions)}) +
               '\n';
    return out;
}

/// "name → field" pairs of one kind, cut after most_columns.
std::string columns_line(const Teller& tell, const Source& source, std::string_view phrase_id,
                         bool wanted(const ColumnMatch&)) {
    std::vector<std::string> items;
    std::size_t count = 0;
    for (const ColumnMatch& match : source.columns) {
        if (!wanted(match) || ++count > most_columns) continue;
        std::string field = match.field.empty() ? "" : " → " + tell.label("field", match.field);
        if (const std::size_t comma = match.how.find(", "); comma != std::string::npos)  // the unit, or that it was cut
            field += "〔" + visible(match.how.substr(comma + 2)) + "〕";
        items.push_back(clipped(visible(match.source_column), 2 * name_width) + field);
    }
    if (count == 0) return {};
    if (count > most_columns) items.push_back(tell.say("and_more", {std::to_string(count - most_columns)}));
    return wrapped_list("    " + tell.say(phrase_id, {std::to_string(count)}), items, "、", line_width, 6);
}

std::string source_text(const Teller& tell, const Source& source) {
    std::vector<std::string> items;
    items.push_back(visible(source.path) + (source.layer.empty() ? "" : " [" + visible(source.layer) + "]"));
    items.push_back(tell.say("rows", {std::to_string(source.rows)}));
    if (!source.encoding.empty())
        items.push_back(visible(source.encoding) + "(" + tell.say("from_" + source.encoding_from) + ")");
    if (source.crs.known())
        items.push_back(visible(source.crs.name()) + "(" + tell.say("from_" + source.crs_from) + ")");
    std::string out = wrapped_list("  " + tell.label("role", name(source.role)) + "  ", items, "，", line_width, 4);
    out += columns_line(tell, source, "guessed", [](const ColumnMatch& m) {
        return m.how.starts_with("alias") || m.how.starts_with("unpivoted");
    });
    out += columns_line(tell, source, "leftover", [](const ColumnMatch& m) { return m.how == "passed"; });
    return out;
}

std::string sources(const Teller& tell) {
    std::string out = tell.say("read", {std::to_string(tell.holdings.sources.size())}) + '\n';
    for (const Source& source : tell.holdings.sources) out += source_text(tell, source);
    return out;
}

/// One column of a park table: heading id, printed form, value, and the count printed before it ("2 / 20.01" 宗/亩).
struct ParkFigure {
    std::string_view id;
    Form form;
    Quantity (*value)(const ParkResult&);
    bool summed = true;
    Quantity (*count)(const ParkResult&) = nullptr;
};

constexpr ParkFigure land_figures[] = {
    {"col_parcels", Form::count, [](const ParkResult& p) { return Quantity{p.parcel_count}; }},
    {"col_ha", Form::hectares, [](const ParkResult& p) { return quantity(p.area); }},
    {"col_mu", Form::mu, [](const ParkResult& p) { return quantity(p.area); }},
    {"col_supplied", Form::mu, [](const ParkResult& p) { return quantity(p.supplied); }},
    {"col_unsupplied", Form::mu, [](const ParkResult& p) { return quantity(p.unsupplied); }},
    {"col_rate", Form::share, [](const ParkResult& p) { return quantity(p.supply_rate); }, false}};

constexpr ParkFigure state_figures[] = {
    {"col_idle", Form::mu, [](const ParkResult& p) { return Quantity{p.idle - p.recognised_idle}; }, true,
     [](const ParkResult& p) { return Quantity{p.idle_count - p.recognised_idle_count}; }},
    {"col_recognised", Form::mu, [](const ParkResult& p) { return Quantity{p.recognised_idle}; }, true,
     [](const ParkResult& p) { return Quantity{p.recognised_idle_count}; }},
    {"col_low", Form::mu, [](const ParkResult& p) { return Quantity{p.low_efficiency}; }, true,
     [](const ParkResult& p) { return Quantity{p.low_efficiency_count}; }},
    {"col_open", Form::mu, [](const ParkResult& p) { return Quantity{p.undetermined}; }, true,
     [](const ParkResult& p) { return Quantity{p.undetermined_count}; }}};

constexpr ParkFigure yield_figures[] = {
    {"col_tax", Form::wan, [](const ParkResult& p) { return quantity(p.tax); }},
    {"col_tax_per_mu", Form::wan_per_mu, [](const ParkResult& p) { return quantity(p.tax_per_mu); }},
    {"col_coverage", Form::share, [](const ParkResult& p) { return quantity(p.tax_coverage); }, false},
    {"col_output_per_mu", Form::wan_per_mu, [](const ParkResult& p) { return quantity(p.output_per_mu); }}};

std::string shown(const Quantity& value, Form form) {
    const std::string text = printed(value, form);
    return text.empty() ? "—" : text;
}

/// The sums of one column as they grow, row by row.
class FigureColumn {
public:
    explicit FigureColumn(const ParkFigure& figure) : figure_{figure}, values_{figure.form}, counts_{Form::count} {}

    std::string add(const ParkResult& park) {
        const Quantity value = figure_.value(park), count = figure_.count ? figure_.count(park) : Quantity{};
        values_.add(value);
        counts_.add(count);
        return cell(value, count);
    }
    std::string total() const {
        return cell(figure_.summed ? values_.total() : Quantity{}, figure_.count ? counts_.total() : Quantity{});
    }
    bool drifts() const { return figure_.summed && values_.drifts(); }

private:
    std::string cell(const Quantity& value, const Quantity& count) const {
        const std::string before = figure_.count ? printed(count, Form::count) + " / " : "";
        return before + shown(value, figure_.form);
    }

    const ParkFigure& figure_;
    Tally values_, counts_;
};

std::string park_label(const Teller& tell, const ParkResult& park) {
    if (park.park_id == "-" && park.park_name.empty()) return tell.say("no_park");
    return clipped(visible(park.park_name.empty() ? park.park_id : park.park_name), name_width);
}

std::string park_table(const Teller& tell, std::span<const ParkFigure> figures) {
    TextTable table{{"park"}, {tell.say("col_park")}, {false}, {}};
    std::vector<FigureColumn> columns;
    for (const ParkFigure& figure : figures) {
        table.keys.emplace_back(figure.id);
        table.headings.push_back(tell.say(figure.id));
        table.numeric.push_back(true);
        columns.emplace_back(figure);
    }
    const auto& parks = tell.assessment.parks;
    for (std::size_t i = 0; i < parks.size(); ++i) {
        std::vector<std::optional<std::string>> row{park_label(tell, parks[i])};
        for (FigureColumn& column : columns) row.push_back(column.add(parks[i]));
        if (i < most_parks) table.rows.push_back(std::move(row));
    }
    std::vector<std::optional<std::string>> total{tell.say("total")};
    for (const FigureColumn& column : columns) total.push_back(column.total());
    if (parks.size() > 1) table.rows.push_back(std::move(total));
    std::string out = indented(table);
    if (parks.size() > most_parks)
        out += "  " + tell.say("more_parks", {std::to_string(parks.size() - most_parks)}) + '\n';
    const bool drifts =
        std::any_of(columns.begin(), columns.end(), [](const FigureColumn& column) { return column.drifts(); });
    return parks.size() > 1 && drifts ? out + "  " + tell.say("rounding_note") + '\n' : out;
}

std::string parks(const Teller& tell) {
    const auto& all = tell.assessment.parks;
    std::string out = tell.say("parks") + '\n' + park_table(tell, land_figures) + tell.say("states") + '\n' +
                      park_table(tell, state_figures);
    if (std::any_of(all.begin(), all.end(), [](const ParkResult& park) { return park.tax || park.output; }))
        out += tell.say("yields") + '\n' + park_table(tell, yield_figures);
    return out;
}

std::string classes(const Teller& tell) {
    std::map<std::string, std::pair<std::int64_t, Tally>> found;
    const auto add = [&found](const std::string& id, const std::optional<Area>& area) {
        auto& [count, tally] = found.try_emplace(id, 0, Tally{Form::mu}).first->second;
        ++count;
        tally.add(quantity(area));
    };
    for (const ParcelResult& parcel : tell.assessment.parcels) add(parcel.land_class, parcel.area);
    TextTable table{{"class", "count", "mu"},
                    {tell.say("col_class"), tell.say("col_parcels"), tell.say("col_mu")},
                    {false, true, true},
                    {}};
    for (const auto& [id, sum] : found)
        table.rows.push_back(
            {tell.label("land_class", id), std::to_string(sum.first), shown(sum.second.total(), Form::mu)});
    return tell.say("classes") + '\n' + indented(table);
}

/// The fields that would settle most parcels, most frequent first.
std::string missing(const Teller& tell) {
    std::map<std::string, std::int64_t> counts;
    for (const ParcelResult& parcel : tell.assessment.parcels)
        if (parcel.land_class == "undetermined" || parcel.idle_state == "undetermined" ||
            parcel.efficiency == "undetermined" || parcel.supply_state == "undetermined")
            for (const auto& field : parcel.missing) ++counts[field];
    if (counts.empty()) return {};
    std::vector<std::pair<std::string, std::int64_t>> order{counts.begin(), counts.end()};
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> items;
    for (std::size_t i = 0; i < std::min(order.size(), most_fields); ++i)
        items.push_back(
            tell.say("field_count", {tell.label("field", order[i].first), std::to_string(order[i].second)}));
    if (order.size() > most_fields) items.push_back(tell.say("and_more", {std::to_string(order.size() - most_fields)}));
    return wrapped_list(tell.say("settle"), items, "、", line_width, 2);
}

std::string findings(const Teller& tell) {
    std::map<std::pair<int, std::string>, std::int64_t> counts;  // gravest first
    for (const Diagnostic& finding : tell.assessment.diagnostics)
        ++counts[{-static_cast<int>(finding.severity), finding.code}];
    if (counts.empty()) return tell.say("no_findings") + '\n';
    TextTable table{{"severity", "code", "count"},
                    {tell.say("col_severity"), tell.say("col_code"), tell.say("col_count")},
                    {false, false, true},
                    {}};
    std::size_t shown_codes = 0;
    for (const auto& [key, count] : counts) {
        if (++shown_codes > most_codes) break;
        const auto severity = static_cast<Severity>(-key.first);
        table.rows.push_back({tell.say(std::string{"severity_"} + word(severity)), clipped(visible(key.second), 60),
                              std::to_string(count)});
    }
    std::string out =
        tell.say("findings", {std::to_string(tell.assessment.diagnostics.size())}) + '\n' + indented(table);
    if (counts.size() > most_codes)
        out += "  " + tell.say("and_more", {std::to_string(counts.size() - most_codes)}) + '\n';
    return out;
}

}  // namespace

std::string summary(const Holdings& holdings, const Assessment& assessment, const Labels& labels, Language language) {
    const Teller tell{holdings, assessment, labels, language};
    std::string out = head(tell) + sources(tell) + parks(tell) + classes(tell) + missing(tell) +
                      judged_and_asked(holdings, assessment, labels, language) + findings(tell);
    return out + wrapped_list("", split(tell.say("suspicion"), ' '), " ", line_width, 0);
}

}  // namespace mutu
