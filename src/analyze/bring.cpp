// Shapes of many sources into one CRS, and which one that is.
#include "steps.hpp"

#include <set>

namespace mutu {

GeometryColumn brought(const Context& context, Role role, const Crs& to, bool told) {
    const Table& records = context.table(role);
    const auto& origins = records.origins();
    std::vector<std::uint32_t> sources;
    for (const Origin& origin : origins)
        if (sources.empty() || sources.back() != origin.source) sources.push_back(origin.source);
    GeometryColumn result;
    std::size_t row = 0;
    for (const std::uint32_t source : sources) {
        GeometryColumn own;
        const std::size_t first = row;
        const bool alone = sources.size() == 1;  // the usual case, without a copy
        for (; !alone && row < origins.size() && origins[row].source == source; ++row)
            own.add_row(records.shapes(), row);
        const GeometryColumn& part = alone ? records.shapes() : own;
        const Crs& from = source < context.holdings.sources.size() ? context.holdings.sources[source].crs : to;
        const bool shaped = !part.points().empty();
        if (shaped && !from.known())
            throw Error{Kind::input, context.holdings.sources[source].path +
                                         "：图层没有坐标系信息，也无法从坐标判断；请用 crs = \"EPSG:…\" 指定"};
        std::vector<std::size_t> lost;
        GeometryColumn moved;
        try {
            DatumTie tie;
            if (source < context.holdings.sources.size()) tie.shift = context.holdings.sources[source].shift;
            moved = shaped ? transformed(part, from, to, &lost, tie) : part;
        } catch (const Error& error) {
            throw Error{error.kind(), context.holdings.sources[source].path + "：" + error.what()};
        }
        if (told)
            for (const std::size_t gone : lost)
                context.find(role, first + gone, "shape_outside_crs", Severity::error,
                             "坐标超出坐标系的有效范围，按无图形处理", "核对坐标与坐标系");
        if (alone) return moved;
        for (std::size_t i = 0; i < moved.rows(); ++i) result.add_row(moved, i);
    }
    return result;
}

Crs book_crs(const Context& context, const GeometryColumn& parks, const GeometryColumn& parcels) {
    if (context.options.frame) return Crs::parse(context.options.frame->book_crs);
    if (!context.options.book_crs.empty()) return Crs::parse(context.options.book_crs);
    bool park_drawn = false;
    for (std::size_t row = 0; row < parks.rows(); ++row) park_drawn = park_drawn || !parks.null(row);
    const GeometryColumn& speaking = park_drawn ? parks : parcels;
    std::set<std::optional<int>> zones;
    for (std::size_t row = 0; row < speaking.rows(); ++row) {
        if (speaking.null(row)) continue;
        const Box box = speaking.box(row);
        zones.insert(zone_epsg((box.min_x + box.max_x) / 2));
    }
    if (zones.size() == 1 && *zones.begin()) return Crs::epsg(**zones.begin());
    return Crs::epsg(cgcs2000);
}

GeometryColumn stretched(GeometryColumn column, double factor) {
    for (Xy& p : column.points()) p = {p.x * factor, p.y * factor};
    return column;
}

}  // namespace mutu
