// Points, scores and places: exact arithmetic over a grid of parks and items.
#include "mutu/year_end.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::int64_t full = 100;

struct Span {
    std::optional<Rational> least, largest;
};

Span span_of(const CompositeGrid& grid, std::size_t item) {
    Span span;
    for (const auto& values : grid.values) {
        const auto& value = values[item];
        if (!value) continue;
        if (!span.least || *value < *span.least) span.least = value;
        if (!span.largest || *value > *span.largest) span.largest = value;
    }
    return span;
}

std::optional<Rational> points(const CompositeItem& item, const std::optional<Rational>& value, const Span& span) {
    if (!value) return std::nullopt;
    if (item.method == CompositeItem::Method::given) return value;
    if (*span.least == *span.largest) return Rational::whole(full);
    const Rational above = item.lower_is_better ? *span.largest - *value : *value - *span.least;
    return Rational::whole(full) * *above.over(*span.largest - *span.least);
}

}  // namespace

CompositeScores scored(const CompositeGrid& grid) {
    CompositeScores result;
    std::vector<Span> spans;
    spans.reserve(grid.items.size());
    for (std::size_t item = 0; item < grid.items.size(); ++item) spans.push_back(span_of(grid, item));
    for (const auto& values : grid.values) {
        auto& row = result.points.emplace_back();
        std::optional<Rational> sum = Rational{};
        for (std::size_t item = 0; item < grid.items.size(); ++item) {
            row.push_back(points(grid.items[item], values[item], spans[item]));
            const auto& weight = grid.weights[item];
            if (!weight || (!row.back() && !weight->is_zero()))
                sum.reset();
            else if (sum && row.back())
                *sum += *weight * *row.back();
        }
        result.scores.push_back(std::move(sum));
    }
    return result;
}

std::vector<std::optional<Place>> places(const std::vector<std::optional<Rational>>& scores) {
    std::vector<std::optional<Place>> found;
    for (const auto& own : scores) {
        if (!own) {
            found.emplace_back();
            continue;
        }
        Place place{1, 1};
        for (const auto& other : scores) {
            if (other && *other > *own) ++place.rank;
            if (other && *other < *own) ++place.from_last;
        }
        found.emplace_back(place);
    }
    return found;
}

}  // namespace mutu
