// Connected sets of candidates: each once, by growing from its smallest member (Wernicke's ESU).
#include "mutu/plan.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Members = std::vector<std::uint32_t>;

class Enumeration {
public:
    Enumeration(const std::vector<Area>& land, std::vector<Members> next, Area least, std::size_t parcels,
                std::size_t count)
        : land_{land}, next_{std::move(next)}, least_{least}, parcels_{parcels}, count_{count} {}

    void from(std::uint32_t root) {
        root_ = root;
        set_ = {root};
        Members later;
        for (const std::uint32_t other : next_[root])
            if (other > root) later.push_back(other);
        grow(std::move(later), land_[root]);
    }
    Blocks blocks;

private:
    bool touches(std::uint32_t one) const {
        return std::any_of(set_.begin(), set_.end(), [&](std::uint32_t member) {
            return member == one || std::binary_search(next_[member].begin(), next_[member].end(), one);
        });
    }
    void keep() {
        if (blocks.list.size() == count_) {
            blocks.capped = true;
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
        while (!later.empty() && !blocks.capped) {
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
    std::vector<Members> next_;  // per candidate: its neighbours, ascending
    Area least_;
    std::size_t parcels_, count_;
    std::uint32_t root_ = 0;
    Members set_;
};

}  // namespace

Blocks connected_blocks(const std::vector<Area>& land, const std::vector<bool>& eligible,
                        const std::vector<Neighbours>& pairs, Area least, std::size_t parcels, std::size_t count) {
    std::vector<Members> next(land.size());
    for (const Neighbours& pair : pairs)
        if (eligible[pair.left] && eligible[pair.right])
            next[pair.left].push_back(pair.right), next[pair.right].push_back(pair.left);
    for (Members& own : next) std::sort(own.begin(), own.end());
    Enumeration all{land, std::move(next), least, parcels, count};
    for (std::uint32_t root = 0; root < land.size() && !all.blocks.capped; ++root)
        if (eligible[root]) all.from(root);
    std::sort(all.blocks.list.begin(), all.blocks.list.end(),
              [](const Block& a, const Block& b) { return a.members < b.members; });
    return std::move(all.blocks);
}

}  // namespace mutu
