// Features as commands and tags of the Mapbox Vector Tile format, version 2.
#include "clip.hpp"

#include "mutu/tiles.hpp"

#include <protozero/pbf_writer.hpp>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace mutu {
namespace {

// Field numbers of vector_tile.proto.
namespace field {
enum Tile : protozero::pbf_tag_type { layers = 3 };
enum Layer : protozero::pbf_tag_type { name = 1, features = 2, keys = 3, values = 4, extent = 5, version = 15 };
enum Feature : protozero::pbf_tag_type { id = 1, tags = 2, type = 3, geometry = 4 };
enum Value : protozero::pbf_tag_type { string_value = 1, double_value = 3, sint_value = 6 };
}  // namespace field

enum Command : std::uint32_t { move_to = 1, line_to = 2, close_path = 7 };
enum GeometryType { point = 1, polygon = 3 };

/// Drawing commands of one feature; each point is written as its distance from the one before.
class Pen {
public:
    void ring(const GridRing& ring) {
        command(move_to, 1), step(ring[0]);
        command(line_to, ring.size() - 1);
        for (std::size_t i = 1; i < ring.size(); ++i) step(ring[i]);
        command(close_path, 1);
    }
    void point(TilePoint p) { command(move_to, 1), step(p); }
    const std::vector<std::uint32_t>& drawn() const { return words_; }

private:
    void command(Command what, std::size_t times) { words_.push_back(what | static_cast<std::uint32_t>(times) << 3); }
    void step(TilePoint to) {
        words_.push_back(protozero::encode_zigzag32(to.x - at_.x));
        words_.push_back(protozero::encode_zigzag32(to.y - at_.y));
        at_ = to;
    }

    std::vector<std::uint32_t> words_;
    TilePoint at_;
};

/// The distinct values of a layer, numbered as they come.
class Values {
public:
    std::uint32_t number(const TileValue& value) {
        const auto [found, is_new] = numbers_.try_emplace(value, static_cast<std::uint32_t>(order_.size()));
        if (is_new) order_.push_back(&found->first);
        return found->second;
    }
    void write(protozero::pbf_writer& layer) const {
        for (const TileValue* value : order_) {
            protozero::pbf_writer one{layer, field::values};
            if (const auto* text = std::get_if<std::string>(value)) one.add_string(field::string_value, *text);
            if (const auto* real = std::get_if<double>(value)) one.add_double(field::double_value, *real);
            if (const auto* whole = std::get_if<std::int64_t>(value)) one.add_sint64(field::sint_value, *whole);
        }
    }

private:
    std::unordered_map<TileValue, std::uint32_t> numbers_;
    std::vector<const TileValue*> order_;
};

/// Rings of a row inside the tile: each shell that is left, then its holes.
void draw_land(const GeometryColumn& shapes, std::size_t row, const Box& tile, const Box& frame, Pen& pen) {
    std::vector<Xy> inside;
    const Range parts = shapes.parts(row);
    for (std::size_t part = parts.begin; part < parts.end; ++part) {
        const Range rings = shapes.rings(part);
        for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
            const bool shell = ring == rings.begin;
            clip(shapes.ring(ring), frame, inside);
            GridRing grid = on_grid(inside, tile);
            if (grid.empty() && shell) break;  // holes of what is gone
            if (grid.empty()) continue;
            if ((doubled_area(grid) > 0) != shell) std::reverse(grid.begin(), grid.end());
            pen.ring(grid);
        }
    }
}

/// The row's label point, where it falls into this tile and no other.
void draw_label(const GeometryColumn& shapes, std::size_t row, const Box& tile, Pen& pen) {
    const Xy p = inner_point(shapes, row);
    if (p.x < tile.min_x || p.x >= tile.max_x || p.y <= tile.min_y || p.y > tile.max_y) return;
    const double scale = tile_extent / (tile.max_x - tile.min_x);
    pen.point(
        {static_cast<std::int32_t>((p.x - tile.min_x) * scale), static_cast<std::int32_t>((tile.max_y - p.y) * scale)});
}

std::string encoded(const TileLayer& layer, const Box& tile, const Box& frame) {
    std::string bytes;
    protozero::pbf_writer out{bytes};
    out.add_uint32(field::version, 2);
    out.add_string(field::name, layer.name);
    out.add_uint32(field::extent, tile_extent);
    for (const std::string& column : layer.columns) out.add_string(field::keys, column);
    Values values;
    bool any = false;
    for (std::size_t row = 0; row < layer.shapes.rows(); ++row) {
        if (layer.shapes.null(row) || !layer.shapes.box(row).meets(frame)) continue;
        Pen pen;
        layer.points ? draw_label(layer.shapes, row, tile, pen) : draw_land(layer.shapes, row, tile, frame, pen);
        if (pen.drawn().empty()) continue;
        std::vector<std::uint32_t> tags;
        for (std::size_t column = 0; column < layer.columns.size(); ++column) {
            const TileValue& value = layer.values[row][column];
            if (std::holds_alternative<std::monostate>(value)) continue;
            tags.push_back(static_cast<std::uint32_t>(column));
            tags.push_back(values.number(value));
        }
        protozero::pbf_writer feature{out, field::features};
        feature.add_uint64(field::id, layer.ids[row]);
        feature.add_packed_uint32(field::tags, tags.begin(), tags.end());
        feature.add_enum(field::type, layer.points ? point : polygon);
        feature.add_packed_uint32(field::geometry, pen.drawn().begin(), pen.drawn().end());
        any = true;
    }
    values.write(out);
    return any ? bytes : std::string{};
}

}  // namespace

std::string encode_tile(TileId id, const std::vector<TileLayer>& layers) {
    const Box tile = tile_box(id), frame = tile_box(id, tile_margin);
    std::string bytes;
    protozero::pbf_writer out{bytes};
    for (const TileLayer& layer : layers) {
        const std::string one = encoded(layer, tile, frame);
        if (!one.empty()) out.add_message(field::layers, one);
    }
    return bytes;
}

}  // namespace mutu
