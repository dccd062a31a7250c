// What is taken, counted exactly.
#include "hand.hpp"

#include <algorithm>

namespace mutu {

Hand::Hand(const std::vector<Candidate>& candidates, const Choice& choice, const Limits& limits,
           const std::vector<Offer>& offers)
    : choice_{&choice}, limits_{&limits}, offers_{&offers}, owner_(candidates.size(), nobody) {
    for (const auto& column : choice.columns) {
        const auto limit = limits.actions.find(candidates[column.candidate].options[column.option].action);
        limit_of_.push_back(limit == limits.actions.end()
                                ? nobody
                                : static_cast<std::uint32_t>(std::distance(limits.actions.begin(), limit)));
    }
    for (const auto& [action, most] : limits.actions) left_.push_back(most);
}

bool Hand::has(std::uint32_t offer) const { return std::find(taken_.begin(), taken_.end(), offer) != taken_.end(); }

void Hand::count(const Offer& offer, int change) {
    for (const std::uint32_t c : offer.columns)
        if (limit_of_[c] != nobody) left_[limit_of_[c]] += change;
}

bool Hand::add_if_fits(std::uint32_t offer) {
    const Offer& one = (*offers_)[offer];
    if (limits_->budget && spent_ + one.cost > *limits_->budget) return false;
    for (const std::uint32_t c : one.columns)
        if (owner_[choice_->columns[c].candidate] != nobody) return false;
    count(one, -1);
    if (std::any_of(left_.begin(), left_.end(), [](int left) { return left < 0; })) {
        count(one, 1);
        return false;
    }
    for (const std::uint32_t c : one.columns) owner_[choice_->columns[c].candidate] = offer;
    spent_ += one.cost, gain_ += one.gain;
    taken_.push_back(offer);
    return true;
}

void Hand::drop(std::uint32_t offer) {
    const Offer& one = (*offers_)[offer];
    for (const std::uint32_t c : one.columns) owner_[choice_->columns[c].candidate] = nobody;
    count(one, 1);
    spent_ = spent_ - one.cost, gain_ -= one.gain;
    std::erase(taken_, offer);
}

std::optional<std::vector<std::uint32_t>> Hand::in_the_way(std::uint32_t offer) const {
    std::vector<std::uint32_t> victims;
    Money spent = spent_ + (*offers_)[offer].cost;
    for (const std::uint32_t c : (*offers_)[offer].columns) {
        const std::uint32_t owner = owner_[choice_->columns[c].candidate];
        if (owner == nobody || std::find(victims.begin(), victims.end(), owner) != victims.end()) continue;
        victims.push_back(owner), spent = spent - (*offers_)[owner].cost;
    }
    if (!limits_->budget || spent <= *limits_->budget) return victims;
    std::optional<std::uint32_t> least;
    for (const std::uint32_t one : taken_)
        if (spent - (*offers_)[one].cost <= *limits_->budget &&
            std::find(victims.begin(), victims.end(), one) == victims.end() &&
            (!least || (*offers_)[one].gain < (*offers_)[*least].gain))
            least = one;
    if (!least) return std::nullopt;
    victims.push_back(*least);
    return victims;
}

}  // namespace mutu
