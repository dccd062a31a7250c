// All sources of a project into one Holdings.
#include "cells.hpp"
#include "fingerprint.hpp"
#include "join.hpp"
#include "place.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

Source described(const SourceSpec& spec, const RawLayer& layer) {
    Source source;
    source.role = spec.role;
    source.path = spec.shown_path.empty() ? spec.path : spec.shown_path;
    source.layer = layer.layer;
    source.sha256 = fingerprint(spec.path);
    source.rows = static_cast<std::int64_t>(layer.rows());
    source.encoding = layer.encoding, source.encoding_from = layer.encoding_from;
    source.secrecy = spec.secrecy, source.join = spec.join;
    return source;
}

}  // namespace

Holdings read_holdings(const std::vector<SourceSpec>& specs, const ColumnAliases& aliases) {
    Holdings holdings;
    std::vector<Table> shapeless;
    for (SourceSpec spec : specs) {
        if (spec.shown_path.empty()) spec.shown_path = spec.path;
        check_constants(spec, aliases);
        RawLayer layer = read_raw({.path = spec.path,
                                   .shown = spec.shown_path,
                                   .layer = spec.layer,
                                   .encoding = spec.encoding,
                                   .where = spec.where,
                                   .shapes = has_shape(spec.role)});
        Source source = described(spec, layer);
        place(source, layer, spec, holdings.diagnostics);
        const Matching matching = match_columns(layer, spec, aliases);
        source.columns = matching.columns;
        const auto index = static_cast<std::uint32_t>(holdings.sources.size());
        holdings.sources.push_back(std::move(source));
        const bool staged = spec.role == Role::parcel && !layer.shaped;
        if (staged) shapeless.emplace_back(Role::parcel);
        append_rows(staged ? shapeless.back() : holdings[spec.role], layer, matching, aliases, spec, index,
                    holdings.diagnostics);
    }
    join_parcel_tables(holdings, shapeless);
    return holdings;
}

}  // namespace mutu
