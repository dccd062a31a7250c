// Connected sets of candidates: each once, by growing from its smallest member (Wernicke's ESU).
#include "mutu/plan.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Members = std::vector<std::uint32_t>;

constexpr std::size_t most_to_split = 12;  // parcels; 2^11 ways

class Enumeration {
public:
    Enumeration(const std::vector<Area>& land, const std::vector<Members>& next, Area least, std::size_t parcels)
        : land_{land}, next_{next}, least_{least}, parcels_{parcels} {}

    /// Adds the blocks whose smallest member is `root` until there are `count` in all.
    void from(std::uint32_t root, std::size_t count) {
        root_ = root, count_ = count, full_ = false;
        set_ = {root};
        Members later;
        for (const std::uint32_t other : next_[root])
            if (other > root) later.push_back(other);
        grow(std::move(later), land_[root]);
    }
    Blocks blocks;

private:
    bool linked(std::uint32_t a, std::uint32_t b) const {
        return std::binary_search(next_[a].begin(), next_[a].end(), b);
    }
    bool touches(std::uint32_t one) const {
        return std::any_of(set_.begin(), set_.end(),
                           [&](std::uint32_t member) { return member == one || linked(member, one); });
    }
    /// The members that `mask` picks out of the set hang together and have enough land.
    bool stands(std::uint32_t mask) const {
        Area land;
        std::uint32_t reached = mask & (~mask + 1U);
        for (bool grew = true; grew;) {
            grew = false;
            for (std::uint32_t i = 0; i < set_.size(); ++i)
                for (std::uint32_t j = 0; j < set_.size(); ++j)
                    if ((reached >> i & 1U) != 0 && (mask >> j & 1U) != 0 && (reached >> j & 1U) == 0 &&
                        linked(set_[i], set_[j]))
                        reached |= 1U << j, grew = true;
        }
        if (reached != mask) return false;
        for (std::uint32_t i = 0; i < set_.size(); ++i)
            if ((mask >> i & 1U) != 0) land += land_[set_[i]];
        return land >= least_;
    }
    /// Two blocks side by side are chosen as two: the set that is both of them is not needed.
    bool splits() const {
        if (set_.size() < 2 || set_.size() > most_to_split) return false;
        const std::uint32_t all = (1U << set_.size()) - 1;
        for (std::uint32_t part = 1; part < all; part += 2)  // the root is in the first part
            if (stands(part) && stands(all & ~part)) return true;
        return false;
    }
    void keep() {
        if (splits()) return;
        if (blocks.list.size() == count_) {
            blocks.capped = full_ = true;
            return;
        }
        Members sorted = set_;
        std::sort(sorted.begin(), sorted.end());
        blocks.list.push_back({std::move(sorted)});
    }
    /// `later`: candidates that may still join; one that was left out stays out of this branch.
    void grow(Members later, Area land) {
        if (land >= least_) keep();
        if (set_.size() == parcels_) return;
        while (!later.empty() && !full_) {
            const std::uint32_t joining = later.back();
            later.pop_back();
            Members further = later;
            for (const std::uint32_t other : next_[joining])
                if (other > root_ && !touches(other)) further.push_back(other);
            set_.push_back(joining);
            grow(std::move(further), land + land_[joining]);
            set_.pop_back();
        }
    }

    const std::vector<Area>& land_;
    const std::vector<Members>& next_;  // per candidate: its neighbours, ascending
    Area least_;
    std::size_t parcels_, count_ = 0;
    std::uint32_t root_ = 0;
    bool full_ = false;
    Members set_;
};

std::vector<Members> neighbours_of(std::size_t candidates, const std::vector<bool>& eligible,
                                   const std::vector<Neighbours>& pairs) {
    std::vector<Members> next(candidates);
    for (const Neighbours& pair : pairs)
        if (eligible[pair.left] && eligible[pair.right])
            next[pair.left].push_back(pair.right), next[pair.right].push_back(pair.left);
    for (Members& own : next) std::sort(own.begin(), own.end());
    return next;
}

}  // namespace

Blocks connected_blocks(const std::vector<Area>& land, const std::vector<bool>& eligible,
                        const std::vector<Neighbours>& pairs, Area least, std::size_t parcels, std::size_t count) {
    const std::vector<Members> next = neighbours_of(land.size(), eligible, pairs);
    Enumeration all{land, next, least, parcels};
    for (std::uint32_t root = 0; root < land.size() && !all.blocks.capped; ++root)
        if (eligible[root]) all.from(root, count);
    if (all.blocks.capped) {
        // Too many: every candidate gets its share, lest the first ones take all.
        all.blocks = {};
        std::size_t later = land.size();  // roots yet to come, this one among them
        for (std::uint32_t root = 0; root < land.size(); ++root, --later) {
            if (!eligible[root]) continue;
            const std::size_t have = all.blocks.list.size();
            all.from(root, have + std::max<std::size_t>(1, (count - std::min(count, have)) / later));
        }
        all.blocks.capped = true;
        all.blocks.list.resize(std::min(all.blocks.list.size(), count));
    }
    std::sort(all.blocks.list.begin(), all.blocks.list.end(),
              [](const Block& a, const Block& b) { return a.members < b.members; });
    return std::move(all.blocks);
}

}  // namespace mutu
