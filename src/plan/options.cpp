// What each action costs and brings on one parcel, from its facts and the figures of the pack.
#include "amount.hpp"

#include "mutu/error.hpp"
#include "mutu/plan.hpp"

#include <algorithm>

namespace mutu {

Money fen_of(const Rational& wan) {
    constexpr std::size_t most_digits = 15;
    const std::string fen = (wan * Rational::whole(1'000'000)).decimals(0);
    if (fen.size() > most_digits)
        throw Error{Kind::usage, "算出的金额 " + wan.decimals(2) + " 万元过大，请核对单价和标准的参数"};
    return Money::fen(std::stoll(fen));
}

namespace {

constexpr std::size_t most_year_digits = 2;

int years_of(const Rational& years) {
    const std::string text = years.decimals(0);
    if (text.size() > most_year_digits) throw Error{Kind::usage, "到达产的年数 " + text + " 过大，须在 99 年以内"};
    return std::stoi(text);
}

void miss(PlanOption& option, const Figure& figure) { option.missing.push_back("parameter:" + figure.parameter); }

/// A parcel as its options see it.
struct Site {
    const std::optional<Area>& land;
    std::string_view grade;  // land grade as entered; empty: unknown
    std::optional<Money> tax, output;
};

/// What one 亩, the parcel or a year's output costs here; names what is missing.
std::optional<Rational> price_of(const Rulebook& rules, const CostItem& item, const Site& site, PlanOption& option) {
    const auto own = item.by_grade.find(std::string{site.grade});
    const Figure& figure = own == item.by_grade.end() ? item.price : own->second;
    if (!item.by_grade.empty() && site.grade.empty()) {
        option.missing.emplace_back("land_grade");
        return std::nullopt;
    }
    const auto price = value_of(rules, figure);
    if (!price) miss(option, figure);
    return price;
}

std::optional<Money> sum_of(const Rulebook& rules, const CostItem& item, const Site& site, PlanOption& option) {
    if (item.per == CostItem::Per::output && site.output == Money{}) return Money{};
    const auto price = price_of(rules, item, site, option);
    if (!price) return std::nullopt;
    switch (item.per) {
    case CostItem::Per::parcel: return fen_of(*price);
    case CostItem::Per::land:
        return site.land ? std::optional{fen_of(*price * Rational::mu(*site.land))} : std::nullopt;
    case CostItem::Per::output:
        return site.output ? std::optional{fen_of(*price * Rational::wan(*site.output))} : std::nullopt;
    }
    return std::nullopt;
}

void price(const Rulebook& rules, const OptionSpec& spec, const Site& site, PlanOption& option) {
    Money whole;
    bool known = true;
    for (const CostItem& item : spec.cost) {
        const auto sum = sum_of(rules, item, site, option);
        known = known && sum.has_value();
        whole += sum.value_or(Money{});
        option.items.emplace_back(item.title, sum);
    }
    if (known) option.cost = whole;
}

/// The standard over this land, the share of the gap that is closed, and what is there today.
void gain(const Rulebook& rules, const OptionSpec& spec, const Figure& standard, const std::optional<Area>& land,
          const std::optional<Money>& today, PlanOption& option, std::optional<Money>& uplift,
          std::optional<Money>& after) {
    const auto rate = value_of(rules, standard), closes = value_of(rules, spec.closes);
    if (!rate) miss(option, standard);
    if (!closes) miss(option, spec.closes);
    if (!rate || !closes || !land || !today) return;
    const Rational gap = *rate * Rational::mu(*land) - Rational::wan(*today);
    uplift = gap > Rational{} ? fen_of(gap * *closes) : Money{};
    after = *today + *uplift;
}

/// Money of today: what the firms on the parcel say, nothing where nothing is produced, else unknown.
std::optional<Money> today(const std::optional<Money>& known, bool whole, Truth nothing) {
    if (nothing == Truth::yes) return known.value_or(Money{});
    return whole ? known : std::nullopt;
}

PlanOption option_of(const Judge& judge, const OptionSpec& spec, const Site& site) {
    PlanOption option;
    option.action = spec.action;
    if (!site.land) option.missing.emplace_back("area_m2");
    price(judge.rules, spec, site, option);
    if (!site.tax) option.missing.emplace_back("tax_wan");
    if (!site.output) option.missing.emplace_back("output_wan");
    option.forgone = spec.effect == OptionSpec::Effect::renew ? site.tax : std::optional{Money{}};
    gain(judge.rules, spec, spec.tax, site.land, site.tax, option, option.tax_uplift, option.tax_after);
    gain(judge.rules, spec, spec.output, site.land, site.output, option, option.output_uplift, option.output_after);
    if (const auto years = value_of(judge.rules, spec.years))
        option.years = years_of(*years);
    else
        miss(option, spec.years);
    std::sort(option.missing.begin(), option.missing.end());
    option.missing.erase(std::unique(option.missing.begin(), option.missing.end()), option.missing.end());
    return option;
}

Truth verdict_of(const Judge& judge, std::string_view id, const Facts& facts) {
    const Rule* rule = judge.rules.find_rule(id);
    return rule ? mutu::judge(judge.rules, *rule, facts).verdict : Truth::undetermined;
}

/// An action of which nobody can say whether it fits: shown with what would settle it, never priced.
std::optional<PlanOption> open_option(const Judge& judge, const std::string& action, const Facts& facts) {
    // As the pack writes it: a settled condition no longer names its parameters.
    const auto& actions = judge.rules.actions;
    const auto found =
        std::find_if(actions.begin(), actions.end(), [&](const Action& one) { return one.code == action; });
    if (found == actions.end()) return std::nullopt;
    Judgement judged = mutu::judge(judge.rules, fitting(*found), facts);
    if (judged.verdict != Truth::undetermined) return std::nullopt;
    PlanOption option;
    option.action = action, option.admitted = false, option.missing = std::move(judged.missing);
    return option;
}

}  // namespace

bool in_scope(const Judge& judge, const Facts& facts) {
    const auto state = [&](Measure ladder) {
        const auto* word = std::get_if<std::string>(&facts[ladder].value);
        return word ? std::string_view{*word} : std::string_view{};
    };
    const std::string_view land =
        land_class(state(Measure::supply_state), state(Measure::idle_state), state(Measure::efficiency));
    return land == "idle" || land == "unsupplied" || land == "low_efficiency" ||
           verdict_of(judge, "production_stopped", facts) == Truth::yes;
}

std::vector<PlanOption> options_of(const Judge& judge, const ParcelInputs& inputs, std::string_view land_grade) {
    std::vector<PlanOption> options;
    if (judge.rules.options.empty()) return options;
    const Facts facts = judged_facts(judge, inputs);
    const auto proposed = propose(judge.rules, judge.actions, facts);
    const bool scoped = in_scope(judge, facts);
    if (proposed.empty() && !scoped) return options;
    const Truth nothing = verdict_of(judge, "nothing_produced", facts);
    const Site site{inputs.land, land_grade, today(inputs.tax, inputs.tax_whole, nothing),
                    today(inputs.output, inputs.output_whole, nothing)};
    for (const OptionSpec& spec : judge.rules.options) {
        if (std::find(proposed.begin(), proposed.end(), spec.action) != proposed.end())
            options.push_back(option_of(judge, spec, site));
        else if (auto open = scoped ? open_option(judge, spec.action, facts) : std::nullopt)
            options.push_back(std::move(*open));
    }
    return options;
}

}  // namespace mutu
