// Heirs by overlap, families as connected parts of the graph of heirs.
#include "mutu/lineage.hpp"

#include "mutu/overlay.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace mutu {
namespace {

std::size_t root_of(std::vector<std::size_t>& parents, std::size_t node) {
    while (parents[node] != node) node = parents[node] = parents[parents[node]];
    return node;
}

std::vector<double> areas_of(const GeometryColumn& shapes) {
    std::vector<double> areas(shapes.rows());
    for (std::size_t row = 0; row < areas.size(); ++row) areas[row] = area(shapes, row);
    return areas;
}

bool same_id(const LandState& before, const LandState& after, const Lineage& one) {
    return before.ids[one.before.front()] == after.ids[one.after.front()];
}

Descent kind_of(const LandState& before, const LandState& after, const Lineage& one, double heir_share) {
    if (one.before.size() > 1) return one.after.size() > 1 ? Descent::regrouped : Descent::merged;
    if (one.after.size() > 1) return Descent::split;
    if (same_id(before, after, one)) return Descent::boundary;
    return one.shared > heir_share * std::max(one.area_before, one.area_after) ? Descent::renumbered : Descent::part;
}

bool unchanged(const LandState& before, const LandState& after, const Lineage& one, double same_m2) {
    return one.before.size() == 1 && one.after.size() == 1 && same_id(before, after, one) &&
           one.area_before + one.area_after - 2 * one.shared <= same_m2;
}

}  // namespace

std::string_view word(Descent kind) {
    switch (kind) {
    case Descent::renumbered: return "renumbered";
    case Descent::boundary: return "boundary";
    case Descent::part: return "part";
    case Descent::split: return "split";
    case Descent::merged: return "merged";
    case Descent::regrouped: return "regrouped";
    }
    return "";
}

std::vector<Lineage> lineage(const LandState& before, const LandState& after, const LineageOptions& options) {
    const auto was = areas_of(before.shapes), is = areas_of(after.shapes);
    std::vector<Fragment> heirs = overlay(before.shapes, after.shapes);
    std::erase_if(heirs, [&](const Fragment& one) {
        return one.area <= options.heir_share * std::min(was[one.left], is[one.right]);
    });
    std::vector<std::size_t> parents(was.size() + is.size());
    std::iota(parents.begin(), parents.end(), std::size_t{0});
    for (const Fragment& one : heirs) {
        const std::size_t left = root_of(parents, one.left), right = root_of(parents, was.size() + one.right);
        parents[std::max(left, right)] = std::min(left, right);
    }
    std::map<std::size_t, Lineage> families;  // a family's root is its first row before
    for (const Fragment& one : heirs) {
        Lineage& family = families[root_of(parents, one.left)];
        family.before.push_back(one.left), family.after.push_back(one.right);
        family.shared += one.area;
    }
    std::vector<Lineage> found;
    for (auto& [root, family] : families) {
        for (auto* rows : {&family.before, &family.after}) {
            std::sort(rows->begin(), rows->end());
            rows->erase(std::unique(rows->begin(), rows->end()), rows->end());
        }
        for (const std::uint32_t row : family.before) family.area_before += was[row];
        for (const std::uint32_t row : family.after) family.area_after += is[row];
        if (unchanged(before, after, family, options.same_m2)) continue;
        family.kind = kind_of(before, after, family, options.heir_share);
        found.push_back(std::move(family));
    }
    return found;
}

}  // namespace mutu
