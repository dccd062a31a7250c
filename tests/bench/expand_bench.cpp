// How long a search over some 50 000 cells takes, and how it stands against plain greed on the same fields.
//   expand_bench [FIELDS] [PARCELS]      PARCELS: 图斑 along one side of the field of the last line
#include "expand/greedy.hpp"
#include "support/pack.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

/// A park of 7 km and all around it seven times as wide: the grid comes to its most cells.
mutu::ExpandGround wide(mutu::ExpandGround ground) {
    for (mutu::GeometryColumn* layer : {&ground.park, &ground.constraints, &ground.land_use})
        for (mutu::Xy& p : layer->points()) p = {7 * p.x, 7 * p.y};
    return ground;
}

/// The same park among `side` × `side` 图斑 with a road after every tenth line of them.
mutu::ExpandGround parcelled(mutu::ExpandGround ground, int side) {
    using namespace mutu;
    const Box park = ground.park.box(0);
    const double width = (park.max_x - park.min_x + 8000) / side;
    ground.land_use = {}, ground.land_systems.clear(), ground.land_codes.clear();
    for (int column = 0; column < side; ++column)
        for (int line = 0; line < side; ++line) {
            const double x = park.min_x - 4000 + width * column, y = park.min_y - 4000 + width * line;
            const bool road = line % 10 == 0;
            test::add_box(ground.land_use, x, y, width, width);
            ground.land_systems.emplace_back("SD");
            ground.land_codes.emplace_back(road ? "1003" : (column * 7 + line * 3) % 5 < 2 ? "0101" : "0301");
        }
    return ground;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace mutu;
    const Rulebook book = test::rules();
    const ExpandRules rules = expand_rules(book);
    const SearchRequest request{.area = Area::mu(1500)};
    const std::uint64_t fields = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 5;
    std::printf("field  cells  seconds  greedy  search   (burden: smaller is better)\n");
    for (std::uint64_t field = 1; field <= fields; ++field) {
        const ExpandGround ground = wide(test::field_of(field));
        const auto begun = std::chrono::steady_clock::now();
        const FoundLand found = search_land(ground, book, rules, request);
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
        const FreeLand land = free_land_of(ground, book, rules, request);
        const double area = request.area.square_metres();
        std::printf("%5llu %6zu %8.2f %7.3f %7.3f\n", static_cast<unsigned long long>(field), found.cells,
                    spent.count(), burden(test::greedy(land, area)), burden(test::searched(land, area, request)));
    }
    const int side = argc > 2 ? std::atoi(argv[2]) : 224;
    const ExpandGround ground = parcelled(wide(test::field_of(1)), side);
    for (const CellKind cells : {CellKind::parcels, CellKind::blocks}) {
        SearchRequest by_parcels = request;
        by_parcels.cells = cells;
        const auto begun = std::chrono::steady_clock::now();
        const FoundLand found = search_land(ground, book, rules, by_parcels);
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
        std::printf("%s %d, units %zu, %.2f s, %zu alternatives\n", cells == CellKind::parcels ? "图斑" : "街坊",
                    side * side, found.units, spent.count(), found.regions.size());
    }
    return 0;
}
