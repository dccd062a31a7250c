// Dealing out the plants: the needed ones first, then the special ones, then what parks mostly consist of.
#include "plan.hpp"

#include <algorithm>

namespace mutu::demo {
namespace {

struct Share {
    int weight;
    std::string_view plant;
};

constexpr Share usual_mix[] = {{62, "ordinary"},   {7, "low_invest"}, {5, "low_far"},
                               {4, "low_stopped"}, {3, "too_new"},    {3, "efficiency_unknown"},
                               {4, "started"},     {2, "not_due"},    {2, "early_warning"},
                               {2, "idle_1y"},     {2, "idle_2y"},    {1, "idle_b"},
                               {1, "stalled"},     {2, "unsupplied"}};

const std::vector<const Plant*>& urn() {
    static const std::vector<const Plant*> tickets = [] {
        std::vector<const Plant*> all;
        for (const Share& share : usual_mix)
            all.insert(all.end(), static_cast<std::size_t>(share.weight), &plant_named(share.plant));
        return all;
    }();
    return tickets;
}

/// A parcel that pays full tax and stands in its park keeps the park's mean up.
bool pays_fully(const Plant& plant) {
    return plant.idle == "completed" && plant.efficiency == "ordinary" && plant.ground != Ground::outside;
}

/// Low tax is low against the park's mean, which needs parcels that pay.
void keep_mean_above_low_tax(std::vector<const Plant*>& plan) {
    constexpr auto enough = 6;
    if (std::count_if(plan.begin(), plan.end(), [](const Plant* p) { return pays_fully(*p); }) >= enough) return;
    for (const Plant*& plant : plan)
        if (plant->id == "low_tax") plant = &plant_named("low_far");
}

}  // namespace

std::vector<const Plant*> plan_park(int park, int parks, int parcels, Rng& rng) {
    const auto& essential = essential_plants();
    const auto& extra = extra_plants();
    const auto wanted = static_cast<std::size_t>(parcels);
    std::vector<const Plant*> plan;
    const std::size_t first = wanted < essential.size() ? static_cast<std::size_t>(park) * wanted : 0;
    while (plan.size() < std::min(wanted, essential.size()))
        plan.push_back(&essential[(first + plan.size()) % essential.size()]);

    const bool room = wanted >= essential.size() + extra.size() + 20;
    for (std::size_t i = 0; i < extra.size() && plan.size() < wanted; ++i)
        if (room || parks == 1 || (i + static_cast<std::size_t>(park)) % 2 == 0) plan.push_back(&extra[i]);
    while (plan.size() < wanted) plan.push_back(urn()[rng.next() % urn().size()]);
    keep_mean_above_low_tax(plan);

    shuffle(std::span{plan}, rng);
    std::stable_sort(plan.begin(), plan.end(), [](const Plant* a, const Plant* b) { return a->age < b->age; });
    return plan;
}

}  // namespace mutu::demo
