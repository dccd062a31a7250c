// How long a search over some 50 000 cells takes, and how it stands against plain greed on the same fields.
//   expand_bench [FIELDS]
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
    return 0;
}
