// All sources of a project into one Holdings.
#include "area_units.hpp"
#include "cells.hpp"
#include "fingerprint.hpp"
#include "join.hpp"
#include "land_use.hpp"
#include "place.hpp"
#include "totals.hpp"

#include "mutu/parallel.hpp"

#include <map>
#include <regex>

namespace mutu {
namespace {

/// The path of a database without the password it may hold, since paths are shown and stored.
std::string without_password(const std::string& path) {
    if (!path.starts_with("PG:")) return path;
    static const std::regex keyword{R"(password\s*=\s*('(\\.|[^'\\])*'|\S*))", std::regex::icase},
        address{R"((://[^:/@\s]*):[^@\s]*@)"};
    return std::regex_replace(std::regex_replace(path, keyword, "password=***"), address, "$1:***@");
}

/// A source as it stands in its file, and the hash of that file.
struct Raw {
    RawLayer layer;
    std::string sha256;
};

/// Reads sources side by side, each on its own GDAL handle. Several layers of one file are one file: hashed once.
std::vector<Raw> read_side_by_side(const std::vector<SourceSpec>& specs, const SurveyRules& survey) {
    std::map<std::string, std::vector<std::size_t>> files;  // path → sources
    for (std::size_t i = 0; i < specs.size(); ++i) files[specs[i].path].push_back(i);
    std::vector<const std::pair<const std::string, std::vector<std::size_t>>*> hashed;
    for (const auto& file : files) hashed.push_back(&file);

    std::vector<Raw> raw(specs.size());
    parallel_chunks(specs.size() + hashed.size(), 1, [&](std::size_t task, std::size_t) {
        if (task < specs.size()) {
            const SourceSpec& spec = specs[task];
            raw[task].layer = read_raw({.path = spec.path,
                                        .shown = spec.shown_path,
                                        .layer = spec.layer,
                                        .encoding = spec.encoding,
                                        .where = spec.where,
                                        .shapes = has_shape(spec.role),
                                        .survey = &survey});
            return;
        }
        const auto& [path, sources] = *hashed[task - specs.size()];
        const std::string hash = fingerprint(path);
        for (const std::size_t source : sources) raw[source].sha256 = hash;
    });
    return raw;
}

Source described(const SourceSpec& spec, const Raw& raw) {
    Source source;
    source.role = spec.role;
    source.path = spec.shown_path;
    source.layer = raw.layer.layer;
    source.sha256 = raw.sha256;
    source.encoding = raw.layer.encoding, source.encoding_from = raw.layer.encoding_from;
    source.secrecy = spec.secrecy, source.join = spec.join;
    return source;
}

/// The file's name for the column that holds land use, "" where there is none.
std::string land_use_column(const RawLayer& layer, const Matching& matching) {
    for (const MatchedColumn& match : matching.fields)
        for (const std::string_view field : {"land_use_code", "category_code", "planned_code"})
            if (match.field->name == field) return layer.columns[match.column].name;
    return "";
}

/// Places every layer and matches its columns; then each area column without a unit is held against what is drawn, and
/// those of tables against the parcels of the other sources.
std::vector<Understood> understand(const std::vector<SourceSpec>& specs, std::vector<Raw> raw,
                                   const ColumnAliases& aliases, Diagnostics& diagnostics) {
    std::vector<Understood> all;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        Understood one{&specs[i], described(specs[i], raw[i]), std::move(raw[i].layer), {}};
        place(
            one.source, one.layer, specs[i], [&] { return middle_of_others(specs, specs[i], aliases.survey()); },
            diagnostics);
        one.matching = match_columns(one.layer, specs[i], aliases);
        take_totals(one.layer, one.matching);
        one.source.rows = static_cast<std::int64_t>(one.layer.rows());
        all.push_back(std::move(one));
    }
    for (const bool drawn : {true, false})
        for (Understood& one : all) {
            if (one.layer.shaped != drawn) continue;
            settle_area_units(one.layer,
                              drawn ? drawn_areas(one.layer, one.source, one.matching) : areas_of_parcels(one, all),
                              one.matching);
        }
    return all;
}

}  // namespace

Holdings read_holdings(const std::vector<SourceSpec>& given, const ColumnAliases& aliases) {
    std::vector<SourceSpec> specs = given;
    for (SourceSpec& spec : specs) {
        spec.shown_path = without_password(spec.shown_path.empty() ? spec.path : spec.shown_path);
        check_constants(spec, aliases);
    }
    Holdings holdings;
    std::vector<Understood> all =
        understand(specs, read_side_by_side(specs, aliases.survey()), aliases, holdings.diagnostics);
    std::vector<Table> shapeless;
    for (Understood& one : all) {
        const SourceSpec& spec = *one.spec;
        const RawLayer layer = std::move(one.layer);  // freed when its rows stand in the table
        one.source.columns = one.matching.columns;
        const auto index = static_cast<std::uint32_t>(holdings.sources.size());
        holdings.sources.push_back(std::move(one.source));
        const bool staged = spec.role == Role::parcel && !layer.shaped;
        if (staged) shapeless.emplace_back(Role::parcel);
        Table& table = staged ? shapeless.back() : holdings[spec.role];
        const std::size_t first = table.rows();
        append_rows(table, layer, one.matching, aliases, spec, index, holdings.diagnostics);
        settle_land_use(table, first, land_use_column(layer, one.matching), aliases.land_use(), spec,
                        holdings.diagnostics);
    }
    join_parcel_tables(holdings, shapeless);
    return holdings;
}

}  // namespace mutu
