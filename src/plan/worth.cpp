// What an option is worth over the years, and who gets what it brings. Exact until the last rounding to fen.
#include "amount.hpp"

#include "mutu/error.hpp"
#include "mutu/plan.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr int longest_horizon = 99;  // years

/// The parameters that value options, as far as the pack has them.
struct Terms {
    std::optional<Rational> rate, park_share, firm_share;
    std::optional<int> horizon;
};

std::optional<Rational> figure(const Rulebook& rules, const char* parameter) {
    return value_of(rules, Figure{.number = {}, .parameter = parameter, .where = {}});
}

Terms terms_of(const Rulebook& rules) {
    const auto known = [&](const char* name) {
        return rules.parameters.contains(name) ? figure(rules, name) : std::nullopt;
    };
    Terms terms{known("discount_rate"), known("uplift_share_park"), known("uplift_share_firm"), {}};
    if (terms.rate && *terms.rate <= Rational::whole(-1))
        throw Error{Kind::usage, "参数 discount_rate 须大于 −1，得到 " + terms.rate->text()};
    const Rational none, all = Rational::whole(1);
    for (const auto& [name, share] :
         {std::pair{"uplift_share_park", &terms.park_share}, {"uplift_share_firm", &terms.firm_share}})
        if (*share && (**share < none || **share > all))
            throw Error{Kind::usage, std::string{"参数 "} + name + " 须在 0 到 1 之间，得到 " + (*share)->text()};
    if (terms.park_share && terms.firm_share && *terms.park_share + *terms.firm_share > all)
        throw Error{Kind::usage, "参数 uplift_share_park 与 uplift_share_firm 之和超过 1：" +
                                     (*terms.park_share + *terms.firm_share).text()};
    if (const auto years = known("horizon_years")) {
        const std::string text = years->text();
        if (*years < all || *years > Rational::whole(longest_horizon) || *years != Rational::whole(std::stoi(text)))
            throw Error{Kind::usage, "参数 horizon_years 须是 1 到 99 的整年数，得到 " + text};
        terms.horizon = std::stoi(text);
    }
    return terms;
}

/// Σ 1/(1 + rate)^k over k in [from, to).
Rational annuity(const Rational& rate, int from, int to) {
    const Rational factor = *Rational::whole(1).over(Rational::whole(1) + rate);
    Rational sum, power = Rational::whole(1);
    for (int k = 0; k < to; ++k) {
        if (k >= from) sum += power;
        power *= factor;
    }
    return sum;
}

/// Nearest fen; the amounts are sums of money that fits, over at most 99 years.
/// The two sums of discounts by years to full production: of what is forgone, of what is gained.
using Discounts = std::map<int, std::pair<Rational, Rational>>;

void discount(const Terms& terms, Discounts& known, PlanOption& option) {
    if (!terms.rate) option.unvalued.emplace_back("parameter:discount_rate");
    if (!terms.horizon) option.unvalued.emplace_back("parameter:horizon_years");
    if (!terms.rate || !terms.horizon || !option.years || !option.cost || !option.tax_uplift || !option.forgone) return;
    const int until = std::min(*option.years, *terms.horizon);
    auto found = known.find(until);
    if (found == known.end())
        found =
            known.emplace(until, std::pair{annuity(*terms.rate, 0, until), annuity(*terms.rate, until, *terms.horizon)})
                .first;
    const auto& [waiting, producing] = found->second;
    option.present_value = fen_of(Rational::wan(*option.tax_uplift) * producing -
                                  Rational::wan(*option.forgone) * waiting - Rational::wan(*option.cost));
}

void share_out(const Terms& terms, PlanOption& option) {
    if (!terms.park_share) option.unvalued.emplace_back("parameter:uplift_share_park");
    if (!terms.firm_share) option.unvalued.emplace_back("parameter:uplift_share_firm");
    if (!terms.park_share || !terms.firm_share || !option.tax_uplift) return;
    const Rational uplift = Rational::wan(*option.tax_uplift);
    option.to_park = fen_of(uplift * *terms.park_share), option.to_firm = fen_of(uplift * *terms.firm_share);
    option.to_government = *option.tax_uplift - *option.to_park - *option.to_firm;  // the odd fen too
}

}  // namespace

void value_options(const Rulebook& rules, std::vector<Candidate>& candidates) {
    const Terms terms = terms_of(rules);
    Discounts discounts;
    for (Candidate& candidate : candidates)
        for (PlanOption& option : candidate.options) {
            discount(terms, discounts, option);
            share_out(terms, option);
            std::sort(option.unvalued.begin(), option.unvalued.end());
        }
}

}  // namespace mutu
