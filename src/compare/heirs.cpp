// Rows of two states side by side.
#include "mutu/cause.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

std::vector<std::optional<std::uint32_t>> forebears(const LandState& before, const LandState& after,
                                                    const std::vector<Lineage>& families, std::vector<bool>& lives_on) {
    std::vector<std::optional<std::uint32_t>> found(after.ids.size());
    std::vector<bool> settled(after.ids.size());
    for (const Lineage& family : families) {
        for (const std::uint32_t row : family.before) lives_on[row] = true;
        std::uint32_t largest = family.before.front();
        for (const std::uint32_t row : family.before)
            if (area(before.shapes, row) > area(before.shapes, largest)) largest = row;
        for (const std::uint32_t row : family.after) {
            const auto same = std::find_if(family.before.begin(), family.before.end(),
                                           [&](std::uint32_t was) { return before.ids[was] == after.ids[row]; });
            found[row] = same != family.before.end() ? *same : largest;
            settled[row] = true;
        }
    }
    std::map<std::string_view, std::uint32_t> row_of;
    for (std::uint32_t row = 0; row < before.ids.size(); ++row) row_of.emplace(before.ids[row], row);
    for (std::uint32_t row = 0; row < after.ids.size(); ++row) {
        if (settled[row]) continue;
        const auto same = row_of.find(after.ids[row]);
        if (same != row_of.end() && !lives_on[same->second]) found[row] = same->second;
    }
    return found;
}

}  // namespace

std::vector<Heir> heirs(const LandState& before, const LandState& after, const std::vector<Lineage>& families) {
    std::vector<bool> lives_on(before.ids.size());
    const auto forebear = forebears(before, after, families, lives_on);
    std::vector<std::uint32_t> children(before.ids.size());
    for (const auto& row : forebear)
        if (row) ++children[*row];
    std::vector<std::size_t> family_of(before.ids.size());  // how many rows the family has before
    for (const Lineage& family : families)
        for (const std::uint32_t row : family.before) family_of[row] = family.before.size();
    std::vector<std::optional<std::uint32_t>> continued(before.ids.size());
    std::vector<bool> taken(after.ids.size());
    for (std::uint32_t row = 0; row < after.ids.size(); ++row) {
        if (!forebear[row]) continue;
        const std::uint32_t was = *forebear[row];
        const bool alone = children[was] == 1 && family_of[was] <= 1;
        if (alone || before.ids[was] == after.ids[row]) continued[was] = row, taken[row] = true;
    }
    std::vector<Heir> all;
    for (std::uint32_t row = 0; row < before.ids.size(); ++row)
        all.push_back({row, continued[row], continued[row] ? std::optional{row} : std::nullopt, lives_on[row]});
    for (std::uint32_t row = 0; row < after.ids.size(); ++row)
        if (!taken[row]) all.push_back({std::nullopt, row, forebear[row], false});
    return all;
}

}  // namespace mutu
