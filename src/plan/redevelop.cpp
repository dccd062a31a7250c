// The plan as a whole: choose, say which limits bind and what more money would buy, say why the others were left.
#include "choose.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

void check_request(const std::vector<Candidate>& candidates, const PlanRequest& request) {
    for (const std::string& id : request.force)
        if (request.forbid.contains(id)) throw Error{Kind::usage, "宗地 " + id + " 同时写在 --force 与 --forbid 里"};
    if (request.budget < Money{})
        throw Error{Kind::usage, "预算不能为负数：" + fixed(request.budget.wan(), 2) + " 万元"};
    if (request.years < 1) throw Error{Kind::usage, "年数至少为 1"};
    std::set<std::string> known;
    for (const Candidate& one : candidates)
        for (const PlanOption& option : one.options) known.insert(option.action);
    for (const auto& [action, most] : request.limits)
        if (most < 0) throw Error{Kind::usage, "--limit " + action + " 不能为负数"};
}

/// A forced parcel that cannot be chosen at all; empty where each can.
std::string hopeless(const std::vector<Candidate>& candidates, const Choice& choice, const PlanRequest& request) {
    for (const std::string& id : request.force) {
        const auto found = std::find_if(candidates.begin(), candidates.end(),
                                        [&](const Candidate& one) { return one.parcel_id == id; });
        if (found == candidates.end()) return "宗地 " + id + " 没有可用的处置措施，不能编入方案";
        if (!choice.eligible[static_cast<std::size_t>(found - candidates.begin())])
            return "宗地 " + id + " 的措施缺少单价或现状资料，算不出费用或增益，不能编入方案";
    }
    return {};
}

Limits limits_of(const PlanRequest& request) { return {request.budget, request.limits, true}; }

/// A limit binds when more is possible without it.
void find_binding(const std::vector<Candidate>& candidates, const Choice& choice, const PlanRequest& request,
                  Plan& plan) {
    // A choice found by hand that is beyond the bound is proof enough.
    const auto more_without = [&](const Limits& limits) {
        std::int64_t by_hand = 0;
        for (const std::uint32_t one : start_of(candidates, choice, limits))
            if (one < choice.columns.size()) by_hand += choice.columns[one].gain;
        return by_hand > plan.bound || pick(candidates, choice, limits, request.gap, request.seconds).gain > plan.bound;
    };
    Limits limits = limits_of(request);
    limits.budget.reset();
    if (more_without(limits)) plan.binding.emplace_back("budget");
    for (const auto& [action, most] : request.limits) {
        limits = limits_of(request);
        limits.actions.erase(action);
        if (more_without(limits)) plan.binding.push_back("limit:" + action);
    }
    if (choice.in_blocks) {
        limits = limits_of(request);
        limits.blocks = false;
        if (more_without(limits)) plan.binding.emplace_back("min_block");
    }
    limits = limits_of(request);
    limits.budget = request.budget + Money::fen(100'000'000);
    // The solver may stop at the gap; more money is never worse than the choice in hand.
    plan.with_more = std::max(plan.objective, pick(candidates, choice, limits, request.gap, request.seconds).gain);
}

bool any_admitted(const std::vector<PlanOption>& options) {
    return std::any_of(options.begin(), options.end(), [](const PlanOption& one) { return one.admitted; });
}

/// Of the options that fit; of those that may fit where none does.
std::string missing_text(const std::vector<PlanOption>& options) {
    std::set<std::string> missing;
    const bool admitted = any_admitted(options);
    for (const PlanOption& option : options)
        if (option.admitted == admitted) missing.insert(option.missing.begin(), option.missing.end());
    return join(std::vector<std::string>{missing.begin(), missing.end()}, "、");
}

/// A price, the land or its grade is missing; output and tax are facts of the firms.
bool wants_a_price(const std::vector<PlanOption>& options) {
    return std::any_of(options.begin(), options.end(), [](const PlanOption& option) {
        return std::any_of(option.missing.begin(), option.missing.end(), [](const std::string& name) {
            return name.starts_with("parameter:") || name == "area_m2" || name == "land_grade";
        });
    });
}

Refused refusal(const Candidate& one, std::uint32_t index, const Choice& choice, bool in_a_block,
                const PlanRequest& request) {
    const auto because = [&](const char* code, std::string text) { return Refused{index, code, std::move(text)}; };
    if (request.forbid.contains(one.parcel_id)) return because("forbidden", "要求不选");
    if (!choice.eligible[index]) {
        const std::string missing = missing_text(one.options);
        if (!any_admitted(one.options)) return because("not_admitted", "缺少 " + missing + "，不知哪项措施适用");
        if (std::any_of(one.options.begin(), one.options.end(),
                        [](const PlanOption& option) { return option.cost && option.missing.empty(); }))
            return because("no_gain", "现状已达到标准地的水平，各项措施都没有增益");
        if (std::none_of(one.options.begin(), one.options.end(),
                         [](const PlanOption& option) { return option.cost.has_value(); }) &&
            wants_a_price(one.options))
            return because("no_price", "缺少单价或面积：" + missing);
        return because("no_facts", "缺少 " + missing + "，算不出增益");
    }
    if (choice.in_blocks && !in_a_block)
        return because("no_block", "与相邻的可选宗地连不成 " + fixed(request.min_block.mu(), 2) + " 亩");
    return because("not_worth", "在预算和限制之内，选别的宗地增益更多");
}

void tell_refused(const std::vector<Candidate>& candidates, const Choice& choice, const PlanRequest& request,
                  Plan& plan) {
    std::vector<bool> chosen(candidates.size(), false);
    for (const Chosen& one : plan.chosen) chosen[one.candidate] = true;
    std::vector<bool> in_a_block(candidates.size(), false);
    for (const Block& block : choice.blocks)
        for (const std::uint32_t member : block.members) in_a_block[member] = true;
    for (std::uint32_t i = 0; i < candidates.size(); ++i)
        if (!chosen[i]) plan.refused.push_back(refusal(candidates[i], i, choice, in_a_block[i], request));
}

}  // namespace

std::string_view word(Goal goal) {
    switch (goal) {
    case Goal::tax: return "tax";
    case Goal::output: return "output";
    case Goal::land: return "land";
    }
    return "";
}

std::string_view word(PlanStatus status) {
    switch (status) {
    case PlanStatus::optimal: return "optimal";
    case PlanStatus::feasible: return "feasible";
    case PlanStatus::infeasible: return "infeasible";
    case PlanStatus::stopped: return "stopped";
    }
    return "";
}

double Plan::gap() const { return bound > 0 ? static_cast<double>(bound - objective) / static_cast<double>(bound) : 0; }

Plan redevelop(const std::vector<Candidate>& candidates, const std::vector<Neighbours>& pairs,
               const PlanRequest& request) {
    check_request(candidates, request);
    Plan plan;
    const Choice choice = choice_of(candidates, pairs, request);
    plan.capped = choice.capped;
    plan.why_infeasible = hopeless(candidates, choice, request);
    const Picked picked = plan.why_infeasible.empty()
                              ? pick(candidates, choice, limits_of(request), request.gap, request.seconds)
                              : Picked{};
    plan.status = picked.status, plan.objective = picked.gain, plan.bound = picked.bound;
    if (plan.status == PlanStatus::infeasible) {
        if (plan.why_infeasible.empty())
            plan.why_infeasible = "必选的宗地在预算、措施限额和连片要求之内没有任何方案（求解器已证明）";
        return plan;
    }
    phase(candidates, choice, picked, request, plan);
    if (plan.status != PlanStatus::stopped) find_binding(candidates, choice, request, plan);
    tell_refused(candidates, choice, request, plan);
    return plan;
}

std::optional<std::int64_t> objective_with(const std::vector<Candidate>& candidates,
                                           const std::vector<Neighbours>& pairs, PlanRequest request,
                                           const std::string& parcel_id, bool in) {
    (in ? request.force : request.forbid).insert(parcel_id);
    (in ? request.forbid : request.force).erase(parcel_id);
    const Choice choice = choice_of(candidates, pairs, request);
    if (!hopeless(candidates, choice, request).empty()) return std::nullopt;
    const Picked picked = pick(candidates, choice, limits_of(request), request.gap, request.seconds);
    return picked.status == PlanStatus::infeasible ? std::nullopt : std::optional{picked.gain};
}

}  // namespace mutu
