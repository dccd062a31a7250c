// What a table without shapes is compared with: the areas of the parcels that its keys mean.
#include "area_units.hpp"
#include "quantities.hpp"

#include "mutu/text.hpp"

#include <map>
#include <optional>

namespace mutu {
namespace {

/// Keys that parcels share with tables about them (contract.md §4 supply).
constexpr std::string_view parcel_keys[] = {"parcel_id", "supervision_no", "contract_no", "bdcdyh"};

const RawColumn* key_column(const Understood& source, std::string_view field) {
    for (const MatchedColumn& match : source.matching.fields)
        if (match.field->name == field) return &source.layer.columns[match.column];
    return nullptr;
}

/// The key of a row; "" where it is blank or lost digits.
std::string key_of(const RawColumn& column, std::size_t row) {
    if (is_blank(column[row])) return "";
    const IdText id = id_text(column[row], column.kind == RawColumn::Kind::real);
    return id.lost_digits ? "" : id.text;
}

/// Areas that a layer types in a unit it names.
std::vector<double> typed_areas(const Understood& source) {
    std::vector<double> m2(source.layer.rows());
    const MatchedColumn* main = own_area(source.matching);
    if (!main || unit_unsaid(*main, source.matching)) return m2;
    for (std::size_t row = 0; row < m2.size(); ++row) {
        const auto parsed = parse_number(source.layer.columns[main->column][row]);
        const double* typed = std::get_if<double>(&parsed);
        const auto area = typed ? area_in(*typed, main->unit) : std::nullopt;
        if (area) m2[row] = area->square_metres();
    }
    return m2;
}

std::vector<double> areas_of(const Understood& parcels) {
    KnownAreas drawn = drawn_areas(parcels.layer, parcels.source, parcels.matching);
    return drawn.m2.empty() ? typed_areas(parcels) : std::move(drawn.m2);
}

/// A parcel's area by its key; a key of several parcels says nothing.
using AreaByKey = std::map<std::string, std::optional<double>, std::less<>>;

}  // namespace

KnownAreas areas_of_parcels(const Understood& table, const std::vector<Understood>& all) {
    KnownAreas known{std::vector<double>(table.layer.rows()), "对应宗地的面积"};
    for (const std::string_view field : parcel_keys) {
        const RawColumn* asked = key_column(table, field);
        AreaByKey by_key;
        for (const Understood& parcels : all) {
            const RawColumn* keys = parcels.spec->role == Role::parcel ? key_column(parcels, field) : nullptr;
            if (!asked || !keys || &parcels == &table) continue;
            const std::vector<double> areas = areas_of(parcels);
            for (std::size_t row = 0; row < areas.size(); ++row)
                if (const std::string key = key_of(*keys, row); !key.empty() && areas[row] > 0)
                    if (const auto [at, first] = by_key.emplace(key, areas[row]); !first) at->second.reset();
        }
        for (std::size_t row = 0; !by_key.empty() && row < known.m2.size(); ++row)
            if (const auto found = by_key.find(key_of(*asked, row)); known.m2[row] == 0 && found != by_key.end())
                known.m2[row] = found->second.value_or(0);
    }
    return known;
}

}  // namespace mutu
