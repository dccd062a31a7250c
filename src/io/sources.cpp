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

namespace mutu {
namespace {

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

}  // namespace

Holdings read_holdings(const std::vector<SourceSpec>& given, const ColumnAliases& aliases) {
    std::vector<SourceSpec> specs = given;
    for (SourceSpec& spec : specs) {
        if (spec.shown_path.empty()) spec.shown_path = spec.path;
        check_constants(spec, aliases);
    }
    std::vector<Raw> raw = read_side_by_side(specs, aliases.survey());
    Holdings holdings;
    std::vector<Table> shapeless;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const SourceSpec& spec = specs[i];
        Source source = described(spec, raw[i]);
        RawLayer layer = std::move(raw[i].layer);
        place(
            source, layer, spec, [&] { return middle_of_others(specs, spec, aliases.survey()); }, holdings.diagnostics);
        Matching matching = match_columns(layer, spec, aliases);
        take_totals(layer, matching);
        source.rows = static_cast<std::int64_t>(layer.rows());
        settle_area_units(layer, source, matching);
        source.columns = matching.columns;
        const auto index = static_cast<std::uint32_t>(holdings.sources.size());
        holdings.sources.push_back(std::move(source));
        const bool staged = spec.role == Role::parcel && !layer.shaped;
        if (staged) shapeless.emplace_back(Role::parcel);
        Table& table = staged ? shapeless.back() : holdings[spec.role];
        const std::size_t first = table.rows();
        append_rows(table, layer, matching, aliases, spec, index, holdings.diagnostics);
        settle_land_use(table, first, land_use_column(layer, matching), aliases.land_use(), spec, holdings.diagnostics);
    }
    join_parcel_tables(holdings, shapeless);
    return holdings;
}

}  // namespace mutu
