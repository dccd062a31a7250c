// Land looked for: an expansion, or a swap of the park's poorest unused land for better.
#include "expanded.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

Area asked_area(double mu, const char* option) {
    if (!(mu >= 1 && mu <= 100'000))
        throw Error{Kind::usage, std::string{option} + " 须在 1 到 100000 亩之间，得到 " + shortest(mu)};
    return Area::mu(mu);
}

SearchRequest search_of(const ExpandQuery& query, Area area) {
    return {.area = area,
            .blocks = query.blocks.value_or(1),
            .seed = query.seed.value_or(1),
            .seconds = query.seconds,
            .cells = query.cells == "parcels"  ? CellKind::parcels
                     : query.cells == "blocks" ? CellKind::blocks
                                               : CellKind::grid,
            .keep_cells = query.keep_cells,
            .closed = {}};
}

/// Layers and heights as far around the park as the search looks.
void ready_to_search(const Book& book, const ExpandQuery& query, const Rulebook& rules, const SearchRequest& request,
                     Expanded& expanded) {
    Box place = expanded.ground.park.box(0);
    const double reach = search_reach(rules, request) + 1;
    place.min_x -= reach, place.min_y -= reach, place.max_x += reach, place.max_y += reach;
    add_layers(book, place, expanded.ground);
    if (query.heights) expanded.ground.heights = read_heights(*query.heights, place, expanded.ground.plane);
}

void note_found(Expanded& expanded) {
    const FoundLand& found = *expanded.found;
    if (found.stopped)
        expanded.notes.emplace_back("时限已到（--seconds），只试了一部分起点，给出的是已找到的最好方案（退出码 6）");
    else if (found.regions.size() < 3)
        expanded.notes.push_back("园区周围 " + fixed(found.reach, 0) + " 米以内，连片的可用土地最大 " +
                                 fixed(found.largest.mu(), 2) + " 亩，只找到 " + std::to_string(found.regions.size()) +
                                 " 个互不相同的方案，不足三个（退出码 5）");
}

/// Every region that was found, tested with the land that goes out for it.
void test_found(const ExpandGround& ground, const GeometryColumn& out, const Rulebook& rules, Expanded& expanded) {
    for (const FoundRegion& one : expanded.found->regions)
        expanded.alternatives.push_back({"A" + std::to_string(expanded.alternatives.size() + 1),
                                         test_change(ground, rules, expanded.rules, {one.land, out})});
    note_found(expanded);
}

}  // namespace

void look_for_land(const Book& book, const ExpandQuery& query, const Rulebook& rules, Expanded& expanded) {
    const SearchRequest request = search_of(query, asked_area(*query.area_mu, "--area-mu"));
    ready_to_search(book, query, rules, request, expanded);
    expanded.found = search_land(expanded.ground, rules, expanded.rules, request);
    test_found(expanded.ground, {}, rules, expanded);
}

void look_for_swap(const Book& book, const ExpandQuery& query, const Rulebook& rules, Expanded& expanded) {
    SearchRequest request = search_of(query, asked_area(*query.adjust_mu, "--adjust-mu"));
    ready_to_search(book, query, rules, request, expanded);
    add_parcels_in_use(book, expanded.ground);
    const PoorLand poor = search_poor_land(expanded.ground, rules, expanded.rules, request.area, request.seed);
    if (poor.land.null(0)) {
        expanded.found.emplace();
        expanded.notes.push_back("园区里没有宗地占用、连片的土地最大 " + fixed(poor.largest.mu(), 2) +
                                 " 亩，找不到可以调出的 " + fixed(request.area.mu(), 2) + " 亩（退出码 5）");
        return;
    }
    expanded.out_suitability = poor.suitability, expanded.out_under = poor.under;
    ExpandGround rest = expanded.ground;
    rest.park = difference(expanded.ground.park, poor.land);
    request.area = Area{};
    for (const Area area : measured(expanded.ground, poor.land)) request.area += area;
    request.closed = poor.land;
    expanded.found = search_land(rest, rules, expanded.rules, request);
    test_found(expanded.ground, poor.land, rules, expanded);
    expanded.stranded = stranded_in(book, poor.land, expanded.ground);
}

}  // namespace mutu
