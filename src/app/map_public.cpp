// Numbers for the public: over blocks of neighbouring parcels, so that no firm's figure can be read off.
#include "map_filling.hpp"

#include "mutu/adjacency.hpp"
#include "mutu/overlay.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace mutu {
namespace {

/// What is summed over the land of a theme: its column is this over the area.
struct Share {
    const char *theme, *column;
    bool money;
};
constexpr Share shares[] = {{"tax", "tax_wan", true},
                            {"output", "output_wan", true},
                            {"investment", "investment_wan", true},
                            {"far", "far_floor_area_m2", false},
                            {"density", "footprint_m2", false}};

/// Rows of each block, blocks and rows in the order of the layer.
std::vector<std::vector<std::uint32_t>> blocks_of(const GeometryColumn& shapes) {
    std::vector<std::uint32_t> rows(shapes.rows()), root(shapes.rows());
    std::iota(rows.begin(), rows.end(), 0U), std::iota(root.begin(), root.end(), 0U);
    const auto top = [&](std::uint32_t row) {
        while (root[row] != row) row = root[row];
        return row;
    };
    constexpr double touching = 0.5, facing = 1;  // metres: survey gaps do not part a block, roads do
    for (const Neighbours& pair : neighbours(shapes, rows, touching, facing)) {
        const std::uint32_t a = top(pair.left), b = top(pair.right);
        root[std::max(a, b)] = std::min(a, b);
    }
    std::vector<std::vector<std::uint32_t>> blocks(shapes.rows());
    for (const std::uint32_t row : rows) blocks[top(row)].push_back(row);
    std::erase_if(blocks, [](const auto& block) { return block.empty(); });
    return blocks;
}

}  // namespace

void MapFilling::public_blocks() {
    const auto share =
        std::find_if(std::begin(shares), std::end(shares), [&](const Share& one) { return theme_.id == one.theme; });
    if (share == std::end(shares))
        throw Error{Kind::usage, "专题 " + theme_.id + " 没有公开版：它的数值不能按街区合计"};
    const Features found =
        source_.book.features(of_park("parcel_result", {"parcel_id", "area_m2", share->column}, park_id_));
    const GeometryColumn shapes = plane_(found.shapes);
    const auto names = holders();
    for (const auto& block : blocks_of(shapes)) {
        Area land, over;
        double sum = 0;
        std::set<std::string> firms;
        GeometryColumn members;
        for (const std::uint32_t row : block) {
            const MapCells& cells = found.rows.rows[row];
            if (!shapes.null(row)) members.add_row(shapes, row);
            const auto area = area_of_cell(cells[2]);
            land += area.value_or(Area{});
            const auto value = number_of_cell(cells[3]);
            if (!area || !value) continue;
            const std::string id = cells[1].value_or("");
            const auto name = names.find(id);
            sum += *value, over += *area, firms.insert(name == names.end() ? id : name->second);
        }
        std::optional<std::string> figure;
        const double divisor = share->money ? over.mu() : over.square_metres();
        if (firms.size() >= least_holders && divisor > 0) figure = shortest(sum / divisor);
        add(class_index(figure), land, "", "");
        if (members.rows() == 0)
            sheet_.land.shapes.add_null();
        else
            sheet_.land.shapes.add_row(united(members), 0);
    }
    sheet_.count = source_.say("blocks");
    sheet_.notes.push_back(source_.say("note_blocks", std::to_string(least_holders)));
}

bool MapFilling::few_holders(const std::string& park_id) const {
    const Rows holders = source_.book.query(
        "SELECT count(DISTINCT coalesce(nullif(p.holder_name, ''), p.parcel_id)) FROM parcel_result r JOIN parcel p ON "
        "p.parcel_id = r.parcel_id WHERE r.park_id = ?1 AND (r.tax_wan IS NOT NULL OR r.output_wan IS NOT NULL)",
        {park_id});
    return number_of_cell(holders.rows[0][0]).value_or(0) < static_cast<double>(least_holders);
}

}  // namespace mutu
