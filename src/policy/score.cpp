// Firms of one year: into lists, item by item into points, added up.
#include "score_parts.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

// A list's mean is taken over figures to twelve decimals: unlike fractions of thousands of firms would grow without
// end.
constexpr int mean_places = 12;

Rational rounded(const Rational& value, int places) { return *Rational::parse(value.decimals(places)); }

Rational mean_of(const std::vector<Rational>& values) {
    Rational sum;
    for (const Rational& value : values) sum += rounded(value, mean_places);
    return rounded(*sum.over(Rational::whole(static_cast<std::int64_t>(values.size()))), mean_places);
}

std::optional<Rational> sum_of(const std::vector<ScoreTerm>& terms, const ScoreSubject& firm,
                               std::vector<std::string>& missing) {
    std::optional<Rational> sum = Rational{};
    for (const ScoreTerm& term : terms) {
        const auto found = firm.numbers.find(term.column);
        if (found == firm.numbers.end()) {
            missing.push_back(term.column);
            sum.reset();
        } else if (sum) {
            term.minus ? * sum -= found->second : * sum += found->second;
        }
    }
    return sum;
}

void measure(const Rulebook& book, const ScoreItem& item, const ScoreSubject& firm, ItemScore& score,
             std::vector<std::string>& missing) {
    const auto top = sum_of(item.of, firm, missing);
    if (item.over.empty()) {
        score.value = top;
    } else {
        const auto bottom = sum_of(item.over, firm, missing);
        if (bottom && bottom->is_zero()) score.because = "zero_denominator";
        if (top && bottom) score.value = top->over(*bottom);
    }
    if (!score.value && score.because.empty()) score.because = "missing";
    if (!item.times || !score.value) return;
    const auto times = value_of(book, *item.times);
    if (times)
        *score.value *= *times;
    else
        score.value.reset(), score.because = "gap";
}

bool starts_with_any(const std::string& code, const std::vector<std::string>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& prefix) { return code.starts_with(prefix); });
}

Truth asked(const std::optional<bool>& wanted, Truth found) {
    if (!wanted) return Truth::yes;
    return *wanted ? found : negate(found);
}

Truth at_least(const Rulebook& book, const std::optional<Figure>& cut, const ScoreSubject& firm) {
    if (!cut) return Truth::yes;
    const auto wanted = value_of(book, *cut);
    const auto land = firm.numbers.find("land_mu");
    if (!wanted || land == firm.numbers.end()) return Truth::undetermined;
    return truth_of(land->second >= *wanted);
}

/// Points of one item for everybody of the list; firms without a value are left to `fill_missing`.
class ItemOfList {
public:
    ItemOfList(const Rulebook& book, const ScoreItem& item, const std::vector<ItemScore*>& firms)
        : item_{item}, weight_{value_of(book, item.weight)} {
        for (const ItemScore* firm : firms)
            if (firm->value) values_.push_back(*firm->value);
        std::sort(values_.begin(), values_.end());
        const auto own = [&](const std::optional<Figure>& figure) {
            return figure ? value_of(book, *figure) : std::nullopt;
        };
        baseline_ = own(item.baseline);
        least_ = item.least ? own(item.least) : std::optional{Rational{}};
        even_ = own(item.even);
        cap_ = own(item.cap), floor_ = own(item.floor);
        open_ = !weight_ || (item.cap && !cap_) || (item.floor && !floor_) || !least_ || (item.baseline && !baseline_);
        if (values_.empty()) return;
        min_ = item.min ? own(item.min) : std::optional{values_.front()};
        max_ = item.max ? own(item.max) : std::optional{values_.back()};
        if (item.method == ScoreMethod::mirror) mean_ = mean_of(values_);
    }
    bool open() const { return open_; }

    void score(ItemScore& firm) const {
        if (!firm.value) return;
        if (open_) {
            firm.because = "gap";
            return;
        }
        const auto share = share_of(*firm.value, firm);
        if (!share) return;
        firm.points = held(*share) * *weight_;
    }
    /// The share of the weight within cap and floor.
    Rational held(Rational share) const {
        if (cap_ && share > *cap_) share = *cap_;
        if (floor_ && share < *floor_) share = *floor_;
        return share;
    }

private:
    std::optional<Rational> share_of(const Rational& x, ItemScore& firm) const {
        switch (item_.method) {
        case ScoreMethod::baseline: return against(x, *baseline_, firm);
        case ScoreMethod::maximum: return max_ ? against(x, *max_, firm) : std::nullopt;
        case ScoreMethod::min_max: return between(x, firm);
        case ScoreMethod::quantile: {
            const auto not_above = std::upper_bound(values_.begin(), values_.end(), x) - values_.begin();
            firm.reference = Rational::fraction(not_above, static_cast<std::int64_t>(values_.size()));
            return firm.reference;
        }
        case ScoreMethod::mirror: {
            const auto times = against(x, *mean_, firm);
            if (!times) return std::nullopt;
            const Rational share = Rational::whole(2) - *times;
            return share < Rational{} ? Rational{} : share;
        }
        }
        return std::nullopt;
    }
    static std::optional<Rational> against(const Rational& x, const Rational& reference, ItemScore& firm) {
        firm.reference = reference;
        const auto share = x.over(reference);
        if (!share) firm.because = "zero_reference";
        return share;
    }
    std::optional<Rational> between(const Rational& x, ItemScore& firm) const {
        if (!min_ || !max_) {
            firm.because = "gap";
            return std::nullopt;
        }
        firm.least_value = min_, firm.reference = max_;
        const auto along = (x - *min_).over(*max_ - *min_);
        if (along) return *least_ + (Rational::whole(1) - *least_) * *along;
        firm.because = even_ ? "all_equal" : "gap";
        return even_;
    }

    const ScoreItem& item_;
    std::optional<Rational> weight_, baseline_, least_, even_, cap_, floor_, min_, max_, mean_;
    std::vector<Rational> values_;  // sorted
    bool open_ = false;
};

void fill_missing(const ScoreItem& item, const std::vector<ItemScore*>& firms) {
    std::vector<Rational> known;
    for (const ItemScore* firm : firms)
        if (firm->points) known.push_back(*firm->points);
    for (ItemScore* firm : firms) {
        if (firm->points || firm->because == "gap") continue;
        if (item.missing == ScoreMissing::zero) firm->points = Rational{}, firm->because = "zero";
        if (item.missing == ScoreMissing::list_mean && !known.empty())
            firm->points = mean_of(known), firm->because = "list_mean";
    }
}

std::optional<Rational> factor_of(const Rulebook& book, const ScoreScheme& scheme, const ScoreSubject& firm) {
    for (const ScoreMark& mark : scheme.corrections) {
        if (mark.factor) {
            if (carries(mark, firm)) return value_of(book, *mark.factor);
        } else if (const auto found = firm.numbers.find(mark.column); found != firm.numbers.end()) {
            return found->second;
        }
    }
    return Rational::whole(1);
}

std::optional<Rational> bonus_of(const Rulebook& book, const ScoreScheme& scheme, const ScoreSubject& firm) {
    Rational sum;
    for (const ScoreMark& mark : scheme.bonuses) {
        if (!carries(mark, firm)) continue;
        const auto points = value_of(book, *mark.points);
        if (!points) return std::nullopt;
        sum += *points;
    }
    if (!scheme.bonus_cap) return sum;
    const auto cap = value_of(book, *scheme.bonus_cap);
    if (!cap) return sum.is_zero() ? std::optional{sum} : std::nullopt;
    return std::min(sum, *cap);
}

void add_up(const Rulebook& book, const ScoreScheme& scheme, const ScoreSubject& firm, Scored& scored) {
    Rational sum;
    bool whole = true;
    for (const ItemScore& item : scored.items) {
        whole = whole && item.points;
        if (item.points) sum += *item.points;
        if (!item.points && item.because == "gap") scored.because = "gap";
    }
    scored.factor = factor_of(book, scheme, firm), scored.bonus = bonus_of(book, scheme, firm);
    if (!scored.factor || !scored.bonus) scored.because = "gap";
    if (!whole || !scored.factor || !scored.bonus) {
        if (scored.because.empty()) scored.because = "missing";
        return;
    }
    scored.score = sum * *scored.factor + *scored.bonus;
    if (scheme.places) scored.score = rounded(*scored.score, *scheme.places);
    scored.missing.clear();  // what a rule for missing values stood in for is told with its item
}

void into_list(const Rulebook& book, const ScoreSubject& firm, Scored& scored) {
    for (std::size_t i = 0; i < book.scores.size(); ++i) {
        const Truth in = belongs(book, book.scores[i].members, firm, scored.missing);
        if (in == Truth::no) {
            scored.missing.clear();
            continue;
        }
        if (in == Truth::yes) scored.scheme = i, scored.missing.clear();
        if (in == Truth::undetermined) scored.because = "list_unknown";
        return;
    }
    scored.because = "no_list";
}

void score_list(const Rulebook& book, std::size_t index, const std::vector<ScoreSubject>& firms,
                std::vector<Scored>& all) {
    const ScoreScheme& scheme = book.scores[index];
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].scheme == index) members.push_back(i);
    for (const std::size_t i : members) {
        all[i].listed = static_cast<int>(members.size());
        all[i].items.resize(scheme.items.size());
        if (scheme.items.empty()) all[i].because = "unscored";
        for (std::size_t item = 0; item < scheme.items.size(); ++item)
            measure(book, scheme.items[item], firms[i], all[i].items[item], all[i].missing);
    }
    if (scheme.items.empty()) return;
    for (std::size_t item = 0; item < scheme.items.size(); ++item) {
        std::vector<ItemScore*> column;
        for (const std::size_t i : members) column.push_back(&all[i].items[item]);
        const ItemOfList of_list{book, scheme.items[item], column};
        for (ItemScore* firm : column) {
            if (of_list.open()) firm->because = "gap";
            of_list.score(*firm);
        }
        fill_missing(scheme.items[item], column);
    }
    for (const std::size_t i : members) {
        add_up(book, scheme, firms[i], all[i]);
        std::sort(all[i].missing.begin(), all[i].missing.end());
        all[i].missing.erase(std::unique(all[i].missing.begin(), all[i].missing.end()), all[i].missing.end());
    }
    rank_list(book, scheme, members, firms, all);
}

}  // namespace

bool carries(const ScoreMark& mark, const ScoreSubject& firm) {
    if (mark.column.empty()) return starts_with_any(firm.industry, mark.industries);
    const auto found = firm.words.find(mark.column);
    return found != firm.words.end() &&
           std::find(mark.words.begin(), mark.words.end(), found->second) != mark.words.end();
}

Truth belongs(const Rulebook& book, const ScoreMembers& members, const ScoreSubject& firm,
              std::vector<std::string>& missing) {
    const auto answer = [&](Truth truth, const char* field) {
        if (truth == Truth::undetermined) missing.emplace_back(field);
        return truth;
    };
    Truth all = answer(asked(members.above_designated, firm.above_designated), "above_designated");
    all = both(all, answer(asked(members.own_land, firm.own_land), "land_m2"));
    all = both(all, answer(at_least(book, members.min_land_mu, firm), "land_m2"));
    if (members.below_land_mu) all = both(all, answer(negate(at_least(book, members.below_land_mu, firm)), "land_m2"));
    if (!members.industries.empty())
        all = both(all, answer(firm.industry.empty() ? Truth::undetermined
                                                     : truth_of(starts_with_any(firm.industry, members.industries)),
                               "industry_code"));
    return all;
}

std::vector<Scored> score_year(const Rulebook& book, const std::vector<ScoreSubject>& firms) {
    std::vector<Scored> all(firms.size());
    for (const ScoreScheme& scheme : book.scores) check_scheme(book, scheme);
    for (std::size_t i = 0; i < firms.size(); ++i) into_list(book, firms[i], all[i]);
    for (std::size_t scheme = 0; scheme < book.scores.size(); ++scheme) score_list(book, scheme, firms, all);
    return all;
}

std::vector<std::string> score_columns(const Rulebook& book) {
    std::set<std::string> columns;
    for (const ScoreScheme& scheme : book.scores) {
        for (const ScoreItem& item : scheme.items)
            for (const auto* terms : {&item.of, &item.over})
                for (const ScoreTerm& term : *terms) columns.insert(term.column);
        for (const auto* marks : {&scheme.corrections, &scheme.bonuses, &scheme.vetoes})
            for (const ScoreMark& mark : *marks)
                if (!mark.column.empty()) columns.insert(mark.column);
    }
    columns.erase("land_mu");
    return {columns.begin(), columns.end()};
}

}  // namespace mutu
