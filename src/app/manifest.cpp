// The run's identity, from its inputs.
#include "manifest.hpp"

#include "casework/into_run.hpp"

#include "mutu/hash.hpp"
#include "mutu/text.hpp"

#include <cstdlib>
#include <ctime>
#include <filesystem>

namespace mutu {
namespace {

Value inputs_of(const Holdings& holdings) {
    Value list{Value::List{}};
    for (const Source& source : holdings.sources) {
        Value one;
        one.add("role", name(source.role)), one.add("path", source.path), one.add("layer", source.layer);
        one.add("sha256", source.sha256), one.add("rows", source.rows);
        one.add("encoding", source.encoding), one.add("encoding_from", source.encoding_from);
        one.add("crs", source.crs.known() ? source.crs.name() : std::string{}), one.add("crs_from", source.crs_from);
        if (source.shift) {
            Value numbers{Value::List{}};
            for (const double number : *source.shift) numbers.push(number);
            one.add("shift", std::move(numbers));
        }
        one.add("secrecy", source.secrecy);
        Value columns{Value::Table{}};
        for (const ColumnMatch& match : source.columns)
            if (!match.field.empty()) columns.add(match.source_column, match.field + " (" + match.how + ")");
        one.add("columns", std::move(columns));
        list.push(std::move(one));
    }
    if (!holdings.decisions_path.empty()) {
        Value sheet;
        sheet.add("role", "ties"), sheet.add("path", holdings.decisions_path);
        sheet.add("sha256", holdings.decisions_sha256);
        sheet.add("rows", static_cast<std::int64_t>(holdings.decisions.size()));
        list.push(std::move(sheet));
    }
    return list;
}

Value value_of(const ParameterValue& value) {
    if (const auto* number = std::get_if<Ratio>(&value)) return to_text(FactValue{*number});
    if (const auto* word = std::get_if<std::string>(&value)) return *word;
    if (const auto* words = std::get_if<std::vector<std::string>>(&value)) return join(*words, ",");
    return {};
}

Value parameters_of(const Rulebook& rules) {
    Value table{Value::Table{}};
    for (const auto& [id, parameter] : rules.parameters) {
        Value one;
        one.add("value", value_of(parameter.value)), one.add("unit", parameter.unit);
        one.add("evidence", word(parameter.evidence)), one.add("clause", parameter.clause);
        one.add("overridden", parameter.overridden);
        table.add(id, std::move(one));
    }
    return table;
}

/// Tolerances of the checks that this run changed.
void add_changed(Value& parameters, const Catalogue& catalogue) {
    for (const auto& [id, tolerance] : catalogue.tolerances) {
        if (!tolerance.overridden) continue;
        Value one;
        one.add("value", tolerance.value), one.add("unit", tolerance.unit);
        one.add("evidence", tolerance.evidence), one.add("clause", tolerance.clause), one.add("overridden", true);
        parameters.add("check." + id, std::move(one));
    }
}

/// A further file that shapes the findings.
void add_input(Value& inputs, const char* role, const std::string& path) {
    if (path.empty()) return;
    Value one;
    one.add("role", role), one.add("path", std::filesystem::path{path}.filename().string());
    one.add("sha256", sha256(read_file(path)));
    inputs.push(std::move(one));
}

void add_cases(Value& inputs, const std::map<std::string, CaseWord>& cases) {
    if (cases.empty()) return;
    Value one;
    one.add("role", "cases"), one.add("path", "处置记录"), one.add("sha256", sha256(spelled(cases)));
    one.add("rows", static_cast<std::int64_t>(cases.size()));
    inputs.push(std::move(one));
}

std::string highest_mark(const Holdings& holdings) {
    std::string mark = "public";
    for (const Source& source : holdings.sources) {
        if (source.secrecy == "secret") return "secret";
        if (source.secrecy == "internal") mark = "internal";
    }
    return holdings.sources.empty() ? "internal" : mark;
}

std::string basis_word(AreaBasis basis) {
    switch (basis) {
    case AreaBasis::legal: return "legal";
    case AreaBasis::ellipsoid: return "ellipsoid";
    case AreaBasis::planar: return "planar";
    }
    return "legal";
}

}  // namespace

std::string now_utc() {
    std::time_t now = std::time(nullptr);
    if (const char* fixed_time = std::getenv("SOURCE_DATE_EPOCH"))
        now = static_cast<std::time_t>(std::strtoll(fixed_time, nullptr, 10));
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S.000Z", &utc);
    return text;
}

Run manifest(const Holdings& holdings, const Rulebook& rules, const AnalyzeOptions& options, const Project& project) {
    Run run;
    run.as_of = options.as_of;
    run.policy_id = rules.id, run.policy_sha256 = rules.sha256;
    run.inputs = inputs_of(holdings);
    add_input(run.inputs, "waivers", project.waivers);
    add_input(run.inputs, "earlier", project.earlier);
    add_input(run.inputs, "queries", project.queries);
    add_cases(run.inputs, options.cases);
    run.parameters = parameters_of(rules);
    if (options.catalogue != nullptr) add_changed(run.parameters, *options.catalogue);
    for (const auto& [library, version] : versions()) run.versions.add(library, version);
    run.area_basis = basis_word(options.basis);
    run.secrecy = highest_mark(holdings);
    const std::string identity = to_json(run.inputs) + '\n' + rules.id + rules.sha256 + '\n' + to_json(run.parameters) +
                                 '\n' + options.as_of.iso() + run.area_basis + options.book_crs + '\n' +
                                 versions().front().second;
    run.run_id = sha256(identity).substr(0, 12);
    run.started = now_utc();
    return run;
}

}  // namespace mutu
