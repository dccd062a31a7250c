// 区域评估: which of the assessments that the pack asks for stand at as-of, and what land each covers. Seen by
// src/office only.
#pragma once

#include "steps.hpp"

#include "mutu/overlay.hpp"

namespace mutu::office {

/// Shapes of a role in a plane where plane area is area on the ellipsoid. All roles share the plane.
GeometryColumn in_plane(const Desk& desk, const GeometryColumn& shapes);
/// The park with the largest share of each row.
std::vector<std::optional<std::size_t>> parks_under(const Desk& desk, const GeometryColumn& plane);

class Assessments {
public:
    /// `plots`: the turnover land in the plane.
    Assessments(const Desk& desk, const GeometryColumn& plots);
    /// 标准地: ready, and each item asked for stands and covers the plot; what is lacking is named.
    void judge(std::size_t row, TurnoverResult& plot) const;

private:
    /// Rows of one item.
    struct Item {
        std::string name;
        std::vector<std::size_t> rows;
    };
    Truth covers(const Item& item, std::size_t plot, const std::optional<std::string>& park) const;

    const Desk& desk_;
    std::vector<Item> wanted_;
    std::vector<Truth> stands_;                                     // per row of the source
    std::vector<std::string> parks_;                                // per row: the park's id
    std::map<std::pair<std::size_t, std::size_t>, double> shared_;  // plot, row of a drawn assessment
    const GeometryColumn& plots_;
};

}  // namespace mutu::office
