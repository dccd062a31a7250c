// /tiles/{layer}/{z}/{x}/{y}.mvt: parks at every scale, parcels with their label points from z 10.
#include "place.hpp"
#include "routes.hpp"
#include "words.hpp"

#include "mutu/tiles.hpp"

#include <charconv>

namespace mutu {
namespace {

constexpr int first_parcels = 10;  // nearer than a county: a tile of more would be a megabyte
constexpr int first_labels = 15;

/// What a layer's tile carries besides the key.
std::vector<std::string> tile_columns(const Snapshot& snapshot, const std::string& layer) {
    if (layer == "parcel_result") {
        std::vector<std::string> columns{
            "parcel_id", "land_class",       "tax_wan_per_mu", "output_wan_per_mu", "investment_wan_per_mu",
            "far",       "building_density", "idle_days"};
        for (const DerivedTheme& one : snapshot.derived) columns.push_back(one.theme.column);
        return columns;
    }
    if (layer == "unsupplied_land") return {"approval_id", "years_since_approval"};
    if (layer == "park_result") return {"park_id", "park_name"};
    return {};
}

/// The cell as it is, without a detour over a tree: a tile has thousands. Texts are taken out of the rows.
TileValue tile_value(Rows& rows, std::size_t row, std::size_t column) {
    auto& cell = rows.rows[row][column];
    if (!cell) return {};
    if (rows.types[column] == Rows::Type::text) return std::move(*cell);
    const char *begin = cell->data(), *end = begin + cell->size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(begin, end, whole); read.ec == std::errc{} && read.ptr == end) {
        if (rows.types[column] == Rows::Type::real) return static_cast<double>(whole);
        return whole;
    }
    double real = 0;
    if (const auto read = std::from_chars(begin, end, real); read.ec == std::errc{} && read.ptr == end) return real;
    return std::move(*cell);
}

TileLayer tile_layer(const Site& site, const BookLayer& layer, const Box& book_box) {
    TileLayer made{.name = layer.name, .columns = tile_columns(site.snapshot, layer.name)};
    Features found = site.book.features({.layer = layer.name, .columns = made.columns, .box = book_box});
    made.shapes = mercator(in_degrees(found.shapes, site.snapshot.crs));
    for (std::size_t row = 0; row < found.rows.rows.size(); ++row) {
        std::uint64_t fid = 0;
        const std::string& text = *found.rows.rows[row][0];
        std::from_chars(text.data(), text.data() + text.size(), fid);
        made.ids.push_back(fid);
        auto& values = made.values.emplace_back();
        values.reserve(found.rows.columns.size() - 1);
        for (std::size_t column = 1; column < found.rows.columns.size(); ++column)
            values.push_back(tile_value(found.rows, row, column));
    }
    return made;
}

/// The first column alone, at one point per row.
TileLayer label_layer(const TileLayer& land) {
    TileLayer labels{.name = land.name + "_label", .points = true, .shapes = land.shapes, .ids = land.ids};
    labels.columns = {land.columns.size() > 1 && land.name == "park_result" ? land.columns[1] : land.columns[0]};
    for (const auto& values : land.values) labels.values.push_back({values[land.name == "park_result" ? 1 : 0]});
    return labels;
}

Box degrees_of(const Box& metres) {
    const Xy low = degrees(Xy{metres.min_x, metres.min_y}), high = degrees(Xy{metres.max_x, metres.max_y});
    return {low.x, low.y, high.x, high.y};
}

}  // namespace

Reply tile_reply(const Site& site, const std::string& rest) {
    const auto slash = rest.find('/');
    const BookLayer* layer = slash == std::string::npos ? nullptr : site.snapshot.layer(rest.substr(0, slash));
    if (!layer || layer->points || !rest.ends_with(".mvt")) throw Refusal{404, "没有这个瓦片图层：" + rest};
    const auto id = tile_named(std::string_view{rest}.substr(slash + 1, rest.size() - slash - 5));
    if (!id) throw Refusal{404, "没有这个瓦片：" + rest};
    Reply empty{.status = 204, .type = "application/vnd.mapbox-vector-tile"};
    if (layer->name != "park_result" && id->z < first_parcels) return empty;
    const auto box = in_book(degrees_of(tile_box(*id, tile_margin)), site.snapshot.crs, site.snapshot.extent);
    if (!box) return empty;
    std::vector<TileLayer> layers{tile_layer(site, *layer, *box)};
    if (!layers[0].columns.empty() && (id->z >= first_labels || layer->name == "park_result"))
        layers.push_back(label_layer(layers[0]));
    std::string bytes = encode_tile(*id, layers);
    return bytes.empty() ? empty : text_reply(200, empty.type, std::move(bytes));
}

}  // namespace mutu
