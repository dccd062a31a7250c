// A layer of a book as vector tiles in one file: every zoom from the one that holds it whole to streets.
#include "export_tiles.hpp"

#include "gzip.hpp"
#include "session.hpp"

#include "mutu/crs.hpp"
#include "mutu/mbtiles.hpp"
#include "mutu/parallel.hpp"
#include "mutu/replace.hpp"
#include "mutu/text.hpp"
#include "mutu/tiles.hpp"

#include <algorithm>
#include <charconv>
#include <ostream>

namespace mutu {
namespace {

constexpr int deepest = 16;     // 0.6 m a unit: what a survey can tell apart on a screen
constexpr int shallowest = 10;  // of the first zoom at most

TileValue value_of(const Rows& rows, std::size_t row, std::size_t column) {
    const auto& cell = rows.rows[row][column];
    if (!cell) return {};
    if (rows.types[column] == Rows::Type::text) return *cell;
    const auto parsed = parse_number(*cell);
    const double* number = std::get_if<double>(&parsed);
    if (!number) return *cell;
    if (rows.types[column] == Rows::Type::integer) return static_cast<std::int64_t>(*number);
    return *number;
}

Box box_of(const GeometryColumn& shapes, std::size_t row) {
    Box box;
    const Range rings = shapes.row_rings(row);
    for (std::size_t ring = rings.begin; ring < rings.end; ++ring)
        for (const Xy point : shapes.ring(ring)) box.grow(point);
    return box;
}

/// From the tile that holds everything down to the deepest, each child with the rows that meet it.
class Tiling {
public:
    explicit Tiling(TileLayer land) : land_{std::move(land)} {
        for (std::size_t row = 0; row < land_.shapes.rows(); ++row) {
            boxes_.push_back(land_.shapes.null(row) ? Box{} : box_of(land_.shapes, row));
            if (!boxes_.back().empty()) extent_.grow(boxes_.back());
        }
    }
    const Box& extent() const { return extent_; }
    int first() const { return first_; }

    std::vector<KeptTile> run() {
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < boxes_.size(); ++row)
            if (!boxes_[row].empty()) rows.push_back(row);
        if (rows.empty()) return {};
        TileId whole;
        while (whole.z < shallowest)
            if (const auto inner = child_that_holds(whole))
                whole = *inner;
            else
                break;
        first_ = whole.z;
        cut(whole, rows);
        std::stable_sort(tiles_.begin(), tiles_.end(), [](const KeptTile& a, const KeptTile& b) { return a.z < b.z; });
        return std::move(tiles_);
    }

private:
    static std::vector<TileId> children(TileId id) {
        std::vector<TileId> all;
        for (std::uint32_t dy = 0; dy < 2; ++dy)
            for (std::uint32_t dx = 0; dx < 2; ++dx) all.push_back({id.z + 1, 2 * id.x + dx, 2 * id.y + dy});
        return all;
    }
    std::optional<TileId> child_that_holds(TileId id) const {
        for (const TileId child : children(id)) {
            const Box box = tile_box(child);
            if (box.min_x <= extent_.min_x && box.min_y <= extent_.min_y && box.max_x >= extent_.max_x &&
                box.max_y >= extent_.max_y)
                return child;
        }
        return {};
    }

    void cut(TileId id, const std::vector<std::size_t>& rows) {
        throw_if_stopped();
        const Box box = tile_box(id, tile_margin);
        TileLayer part{.name = land_.name, .shapes = {}, .ids = {}, .columns = land_.columns, .values = {}};
        std::vector<std::size_t> meeting;
        for (const std::size_t row : rows) {
            if (!boxes_[row].meets(box)) continue;
            meeting.push_back(row);
            part.shapes.add_row(land_.shapes, row);
            part.ids.push_back(land_.ids[row]), part.values.push_back(land_.values[row]);
        }
        if (meeting.empty()) return;
        if (const std::string bytes = encode_tile(id, {part}); !bytes.empty())
            tiles_.push_back({id.z, id.x, id.y, gzipped(bytes)});
        if (id.z < deepest)
            for (const TileId child : children(id)) cut(child, meeting);
    }

    TileLayer land_;
    std::vector<Box> boxes_;
    Box extent_;
    std::vector<KeptTile> tiles_;
    int first_ = 0;
};

std::string numbers(std::initializer_list<double> all) {
    std::vector<std::string> words;
    for (const double one : all) words.push_back(fixed(one, 6));
    return join(words, ",");
}

/// What readers of vector tiles look for: layers and the kinds of their fields.
std::string layers_json(const TileLayer& land, const Rows& rows, int first) {
    Value fields{Value::Table{}};
    for (std::size_t i = 0; i < land.columns.size(); ++i)
        fields.add(land.columns[i], rows.types[i + 1] == Rows::Type::text ? "String" : "Number");
    Value layer;
    layer.add("id", land.name), layer.add("minzoom", first), layer.add("maxzoom", deepest);
    layer.add("fields", std::move(fields));
    Value list{Value::List{}}, whole;
    list.push(std::move(layer));
    whole.add("vector_layers", std::move(list));
    return to_json(whole);
}

}  // namespace

FileMark mark_of(const std::string& secrecy, const Labels& labels) {
    return secrecy.empty() ? FileMark{} : FileMark{secrecy, "密级：" + labels.text("secrecy", secrecy)};
}

int export_tiles(const ExportQuery& query, const std::string& where, const FileMark& mark, const Common& common,
                 std::ostream& talk) {
    if (!query.profile.empty() || !query.crs.empty() || !query.encoding.empty() || !query.rings.empty())
        throw Error{Kind::usage,
                    "瓦片固定用 EPSG:3857 与成果库原名：--profile、--crs、--encoding、--ring 不用于 .mbtiles"};
    const Book book{query.book};
    const auto layers = book.layers();
    const auto layer =
        std::find_if(layers.begin(), layers.end(), [&](const BookLayer& one) { return one.name == query.layer; });
    if (layer == layers.end() || layer->points)
        throw Error{Kind::usage, "图层 " + query.layer + " 没有面，不能写成瓦片"};
    for (const std::string& field : query.fields)
        if (std::find(layer->columns.begin(), layer->columns.end(), field) == layer->columns.end())
            throw Error{Kind::usage,
                        "图层 " + query.layer + " 没有列 " + field + "；现有：" + join(layer->columns, " ")};
    const Features found = book.features({.layer = query.layer,
                                          .columns = query.fields.empty() ? layer->columns : query.fields,
                                          .box = {},
                                          .where = where,
                                          .arguments = {}});
    TileLayer land{.name = query.layer, .shapes = {}, .ids = {}, .columns = {}, .values = {}};
    land.columns.assign(found.rows.columns.begin() + 1, found.rows.columns.end());
    land.shapes = mercator(transformed(found.shapes, book.crs(), Crs::epsg(cgcs2000)));
    for (std::size_t row = 0; row < found.rows.rows.size(); ++row) {
        const std::string& text = found.rows.rows[row][0].value_or("0");
        std::from_chars(text.data(), text.data() + text.size(), land.ids.emplace_back());
        auto& values = land.values.emplace_back();
        for (std::size_t column = 1; column < found.rows.columns.size(); ++column)
            values.push_back(value_of(found.rows, row, column));
    }
    Workplace place{query.path, common.overwrite};
    Tiling tiling{land};
    const std::vector<KeptTile> tiles = tiling.run();
    if (tiles.empty()) throw Error{Kind::usage, "图层 " + query.layer + " 没有符合条件的图形，没有写出瓦片"};
    const Box extent = tiling.extent();
    const Xy low = degrees(Xy{extent.min_x, extent.min_y}), high = degrees(Xy{extent.max_x, extent.max_y});
    const Labels labels = labels_of(common);
    write_mbtiles(
        place.path(),
        {{"name", query.layer},
         {"description", labels.text("layer", query.layer) + (mark.words.empty() ? "" : "　" + mark.words)},
         {"secrecy", mark.code},
         {"format", "pbf"},
         {"type", "overlay"},
         {"version", "1"},
         {"minzoom", std::to_string(tiling.first())},
         {"maxzoom", std::to_string(deepest)},
         {"bounds", numbers({low.x, low.y, high.x, high.y})},
         {"center", numbers({(low.x + high.x) / 2, (low.y + high.y) / 2}) + "," + std::to_string(tiling.first())},
         {"json", layers_json(land, found.rows, tiling.first())}},
        tiles);
    place.finish();
    if (!common.quiet)
        talk << "已导出 " << found.rows.rows.size() << " 条、" << land.columns.size() << " 个字段，" << tiles.size()
             << " 块瓦片（第 " << tiling.first() << "–" << deepest << " 级）  " << query.path << "\n";
    return 0;
}

}  // namespace mutu
