// How far places lie from the nearest edge of a layer. Seen by src/expand only.
#pragma once

#include "mutu/expand.hpp"

namespace mutu {

/// Edges in square buckets over a frame. Promise: exact up to `reach`, and `reach` for whatever lies farther.
class EdgeIndex {
public:
    EdgeIndex(const GeometryColumn& shapes, const Box& frame, double reach);
    double distance(Xy place) const;

private:
    struct Edge {
        Xy from, to;
    };
    std::size_t column_of(double x) const;
    std::size_t line_of(double y) const;

    double reach_, side_;
    Box frame_;
    std::size_t columns_, lines_;
    std::vector<std::vector<Edge>> buckets_;
};

}  // namespace mutu
