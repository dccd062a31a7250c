// The pieces of the added land: how compact they are and how they lie to the park.
#include "parts.hpp"

#include "mutu/adjacency.hpp"
#include "mutu/text.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace mutu {
namespace {

double facing_length(const GeometryColumn& park, const GeometryColumn& pieces, std::size_t piece, double width) {
    GeometryColumn both;
    both.add_row(park, 0), both.add_row(pieces, piece);
    constexpr std::array<std::uint32_t, 2> rows{0, 1};
    const auto pairs = neighbours(both, rows, width, 0);
    return pairs.empty() ? 0 : pairs.front().facing;
}

/// Removed pieces need no check: what they were to the park ends.
void list_removed(const ExpandGround& ground, TestedChange& out) {
    if (out.removed_shape.null(0)) return;
    const GeometryColumn pieces = exploded(out.removed_shape, 0);
    const std::vector<Area> areas = measured(ground, pieces);
    for (std::size_t piece = 0; piece < pieces.rows(); ++piece) {
        out.removed_blocks.push_back({areas[piece], compactness(pieces, piece), 0});
        out.block_shapes.add_row(pieces, piece);
    }
}

}  // namespace

void test_blocks(const ExpandGround& ground, const Rulebook& book, TestedChange& out) {
    if (out.added_shape.null(0)) {
        list_removed(ground, out);
        return;
    }
    const GeometryColumn pieces = exploded(out.added_shape, 0);
    const std::vector<Area> areas = measured(ground, pieces);
    const auto width = book.ratio("expand_adjacent_width"), least = book.ratio("expand_min_block");
    ExpandCheck check;
    check.rule = "contiguity", check.title = "contiguity", check.strength = Strength::soft;
    check.clause = book.parameters.at("expand_min_block").clause, check.verdict = Truth::yes;
    std::size_t apart = 0;
    double length = 0, plane = 0;
    for (std::size_t piece = 0; piece < pieces.rows(); ++piece) {
        const AddedBlock block{areas[piece], compactness(pieces, piece),
                               width ? facing_length(ground.park, pieces, piece, width->value()) : 0};
        length += perimeter(pieces, piece), plane += area(pieces, piece);
        if (block.facing == 0) {
            ++apart;
            const Truth large =
                least ? truth_of(compare(block.area, Ratio::whole(1), Area::mu(1), *least) >= 0) : Truth::undetermined;
            check.verdict = both(check.verdict, large);
        }
        out.blocks.push_back(block);
        out.block_shapes.add_row(pieces, piece);
    }
    out.compactness = length > 0 ? 4 * std::numbers::pi * plane / (length * length) : 0;
    const std::string count = std::to_string(pieces.rows());
    check.because = apart == 0 ? count + " 个区块都与园区相邻"
                               : count + " 个区块中 " + std::to_string(apart) + " 个不与园区相邻" +
                                     (least ? "，以 expand_min_block 衡量" : "；参数 expand_min_block 未录入");
    out.checks.push_back(std::move(check));
    list_removed(ground, out);
}

}  // namespace mutu
