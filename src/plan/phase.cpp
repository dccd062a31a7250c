// Which year each block is done in, and the money of each year.
#include "choose.hpp"

#include <algorithm>

namespace mutu {
namespace {

/// What is done at once: a block, or one parcel where blocks were not asked for.
struct Work {
    std::vector<std::uint32_t> columns;
    Money cost, uplift;
    Area land;
};

std::vector<Work> works_of(const std::vector<Candidate>& candidates, const Choice& choice, const Picked& picked) {
    std::vector<Work> works;
    std::vector<std::optional<std::size_t>> work_of(candidates.size());
    for (const std::uint32_t b : picked.blocks) {
        for (const std::uint32_t member : choice.blocks[b].members) work_of[member] = works.size();
        works.emplace_back();
    }
    for (const std::uint32_t c : picked.columns) {
        const auto& column = choice.columns[c];
        auto& place = work_of[column.candidate];
        if (!place) place = works.size(), works.emplace_back();
        Work& work = works[*place];
        work.columns.push_back(c);
        work.cost += column.cost;
        work.uplift += candidates[column.candidate].options[column.option].tax_uplift.value_or(Money{});
        work.land += candidates[column.candidate].inputs.land.value_or(Area{});
    }
    return works;
}

/// More uplift for the money first, exactly; what costs nothing before all.
bool better(const Work& a, const Work& b) {
    const auto order = compare(a.uplift, Ratio::whole(b.cost.fen()), b.uplift, Ratio::whole(a.cost.fen()));
    if (order != 0) return order > 0;
    return a.columns < b.columns;
}

/// The first year in which the shares of the budget up to then pay for all that was done up to then.
int year_of(Money spent, const PlanRequest& request) {
    for (int year = 1; year < request.years; ++year)
        if (compare(spent, Ratio::whole(request.years), request.budget, Ratio::whole(year)) <= 0) return year;
    return request.years;
}

void add_cash(const std::vector<Candidate>& candidates, Plan& plan, int years) {
    int last = years;
    for (const Chosen& one : plan.chosen) {
        const PlanOption& option = candidates[one.candidate].options[one.option];
        if (option.years) last = std::max(last, one.year + *option.years);
    }
    std::int64_t balance = 0;
    for (int year = 1; year <= last; ++year) {
        PlanYear row{.year = year, .cost = {}, .uplift = {}, .forgone = {}, .balance = 0};
        for (const Chosen& one : plan.chosen) {
            const PlanOption& option = candidates[one.candidate].options[one.option];
            if (one.year == year) row.cost += option.cost.value_or(Money{});
            if (!option.years || year < one.year) continue;
            if (year < one.year + *option.years)
                row.forgone += option.forgone.value_or(Money{});
            else
                row.uplift += option.tax_uplift.value_or(Money{});
        }
        balance += row.uplift.fen() - row.forgone.fen() - row.cost.fen();
        row.balance = balance;
        plan.cash.push_back(row);
    }
}

}  // namespace

void phase(const std::vector<Candidate>& candidates, const Choice& choice, const Picked& picked,
           const PlanRequest& request, Plan& plan) {
    std::vector<Work> works = works_of(candidates, choice, picked);
    std::sort(works.begin(), works.end(), better);
    Money spent;
    for (const Work& work : works) {
        spent += work.cost;
        const int year = year_of(spent, request);
        PlanBlock block{.members = {}, .year = year, .cost = work.cost, .land = work.land};
        for (const std::uint32_t c : work.columns) {
            block.members.push_back(static_cast<std::uint32_t>(plan.chosen.size()));
            plan.chosen.push_back({.candidate = choice.columns[c].candidate,
                                   .option = choice.columns[c].option,
                                   .block = static_cast<std::uint32_t>(plan.blocks.size()),
                                   .year = year});
        }
        plan.uplift += work.uplift;
        plan.blocks.push_back(std::move(block));
    }
    plan.spent = spent;
    add_cash(candidates, plan, request.years);
}

}  // namespace mutu
