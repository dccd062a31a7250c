// Pieces of land by a grid of cells as wide as the gap: rows that share a cell are one piece.
#include "mutu/cover.hpp"

#include "mutu/crs.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace mutu {
namespace {

constexpr double square_metres_of_km2 = 1e6;

double area_of(const GeometryColumn& shapes, std::size_t row) {
    double sum = 0;
    const Range parts = shapes.parts(row);
    for (std::size_t part = parts.begin; part < parts.end; ++part) {
        const Range rings = shapes.rings(part);
        for (std::size_t ring = rings.begin; ring < rings.end; ++ring)
            sum += (ring == rings.begin ? 1 : -1) * std::abs(signed_area(shapes.ring(ring)));
    }
    return sum;
}

/// Rows of one piece point to one of them.
class Pieces {
public:
    explicit Pieces(std::size_t rows) : root_(rows) { std::iota(root_.begin(), root_.end(), std::size_t{0}); }
    std::size_t of(std::size_t row) {
        while (root_[row] != row) row = root_[row] = root_[root_[row]];
        return row;
    }
    void join(std::size_t a, std::size_t b) { root_[of(a)] = of(b); }

private:
    std::vector<std::size_t> root_;
};

GeometryColumn in_metres(const GeometryColumn& shapes, const Crs& crs) {
    if (!crs.geographic() || shapes.points().empty()) return shapes;
    return transformed(shapes, crs, plane_at(shapes.points()[0].x));
}

std::string square_kilometres(const Area& area) { return fixed(area.square_metres() / square_metres_of_km2, 2); }

}  // namespace

CoverRule read_cover_rule(const std::string& data_folder) {
    const Value rule = read_toml(data_folder + "/secrecy/continuous_cover.toml");
    const auto text = [&rule](const char* key) {
        const Value* value = rule.find(key);
        return value ? value->text(key) : std::string{};
    };
    CoverRule made{text("title"), text("clause"), text("evidence"), text("advice"), {}, 0};
    for (const char* key : {"limit_km2", "gap_m"})
        if (!rule.find(key) || !(rule.find(key)->real(key) > 0)) rule.fail(std::string{key} + " 应为正数");
    made.limit = Area::square_metres(rule.find("limit_km2")->real("limit_km2") * square_metres_of_km2);
    made.gap = rule.find("gap_m")->real("gap_m");
    return made;
}

Area largest_piece(const GeometryColumn& metres, double gap) {
    Pieces pieces{metres.rows()};
    std::unordered_map<std::int64_t, std::size_t> first;  // row of each cell
    const auto cell = [gap](double at) { return static_cast<std::int64_t>(std::floor(at / gap)); };
    constexpr std::int64_t stride = 1LL << 31;
    for (std::size_t row = 0; row < metres.rows(); ++row) {
        if (metres.null(row)) continue;
        const Box box = metres.box(row);
        const double reach = gap / 2;
        for (std::int64_t x = cell(box.min_x - reach); x <= cell(box.max_x + reach); ++x)
            for (std::int64_t y = cell(box.min_y - reach); y <= cell(box.max_y + reach); ++y)
                if (const auto [there, fresh] = first.emplace(x * stride + y, row); !fresh)
                    pieces.join(row, there->second);
    }
    std::vector<double> sums(metres.rows());
    double most = 0;
    for (std::size_t row = 0; row < metres.rows(); ++row)
        if (!metres.null(row)) most = std::max(most, sums[pieces.of(row)] += area_of(metres, row));
    return Area::square_metres(most);
}

std::string cover_warning(const Book& book, const std::vector<std::string>& layers, const std::string& where,
                          const std::string& data_folder) {
    const CoverRule rule = read_cover_rule(data_folder);
    Area most;
    for (const BookLayer& layer : book.layers()) {
        if (layer.points || std::find(layers.begin(), layers.end(), layer.name) == layers.end()) continue;
        FeatureQuery query{.layer = layer.name, .columns = {}, .where = where};
        const Area piece = largest_piece(in_metres(book.features(query).shapes, book.crs()), rule.gap);
        most = std::max(most, piece);
    }
    if (most <= rule.limit) return {};
    return rule.title + "（" + (rule.clause.empty() ? "条款未确认" : rule.clause) + "）：这些图形连成一片约 " +
           square_kilometres(most) + " 平方千米，超过 " + square_kilometres(rule.limit) + " 平方千米；" + rule.advice;
}

}  // namespace mutu
