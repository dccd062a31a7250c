// 用地需求推算: how much land the park may ask for in the coming years, each figure a sum that can be done by hand.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

Rational a_mu() { return exact(ParkDimension::area, Area::mu(1).quanta()); }

Area area_of(const Rational& square_metres) {
    return Area::quanta(std::stoll((square_metres * Rational::whole(Area::square_metres(1).quanta())).decimals(0)));
}
std::string mu(Area area) { return fixed(area.mu(), 2) + " 亩"; }
std::string mu_of(const Rational& square_metres) { return mu(area_of(square_metres)); }

/// The recent pace, faster or slower, for so many years.
DemandRow at_pace(const char* basis, const char* parameter, const Demand& demand, const std::optional<Rational>& pace,
                  const Rulebook& book) {
    DemandRow row{.basis = basis, .area = {}, .because = {}};
    const auto factor = parameter ? book.ratio(parameter) : std::optional{Ratio::whole(1)};
    if (!pace)
        row.because = "近年供地面积未知";
    else if (!demand.years)
        row.because = "参数 expand_demand_years 未录入";
    else if (!factor)
        row.because = std::string{"参数 "} + parameter + " 未录入";
    else {
        row.area = area_of(*pace * Rational::of(*factor) * Rational::whole(*demand.years));
        row.because = "近年平均每年供地 " + mu_of(*pace) +
                      (parameter ? " × " + fixed(factor->value() * 100, 0) + "%" : std::string{}) + " × " +
                      std::to_string(*demand.years) + " 年";
    }
    return row;
}

/// Their investment over what the pack asks a project to invest a 亩.
DemandRow waiting_row(const WaitingProjects& waiting, const Rulebook& book) {
    DemandRow row{.basis = "waiting", .area = {}, .because = {}};
    if (waiting.count == 0) {
        row.because = "成果库没有已签约、未落地的项目";
        return row;
    }
    row.because = "已签约、未落地的项目 " + std::to_string(waiting.count) + " 个";
    if (waiting.unpriced > 0) row.because += "（其中 " + std::to_string(waiting.unpriced) + " 个没有投资额，未计入）";
    const auto intensity = book.ratio("admit_investment");
    if (!intensity || intensity->numerator() <= 0) {
        row.because += "；参数 admit_investment 未录入，折不成用地";
        return row;
    }
    if (waiting.unpriced == waiting.count) return row;
    const auto wanted = (Rational::whole(waiting.investment.fen()) * a_mu())
                            .over(Rational::of(*intensity) * Rational::whole(Money::wan(1).fen()));
    row.area = area_of(*wanted);
    row.because +=
        "，投资 " + fixed(waiting.investment.wan(), 2) + " 万元 ÷ " + shortest(intensity->value()) + " 万元/亩";
    return row;
}

DemandRow target_row(const Rulebook& book) {
    DemandRow row{.basis = "target", .area = {}, .because = "参数 expand_demand_target 未录入"};
    if (const auto target = book.ratio("expand_demand_target"))
        row.area = area_of(Rational::of(*target) * a_mu()),
        row.because = book.parameters.at("expand_demand_target").clause;
    return row;
}

}  // namespace

Demand land_demand(const ExpandGround& ground, const Rulebook& book) {
    Demand demand;
    demand.years = book.count("expand_demand_years");
    const std::optional<Rational> pace = reserve_years(ground, book).a_year_m2;
    demand.rows = {
        at_pace("slow", "expand_demand_slow", demand, pace, book), at_pace("recent", nullptr, demand, pace, book),
        at_pace("fast", "expand_demand_fast", demand, pace, book), waiting_row(ground.waiting, book), target_row(book)};
    for (const DemandRow& row : demand.rows) {
        if (!row.area) continue;
        demand.low = demand.low ? std::min(*demand.low, *row.area) : *row.area;
        demand.high = demand.high ? std::max(*demand.high, *row.area) : *row.area;
    }
    for (const ReserveRow& row : ground.reserve)
        if (row.area) demand.reserve = demand.reserve.value_or(Area{}) + *row.area;
    const auto lack = [&](const std::optional<Area>& wanted) -> std::optional<Area> {
        if (!wanted || !demand.reserve) return std::nullopt;
        return *wanted > *demand.reserve ? *wanted - *demand.reserve : Area{};
    };
    demand.lack_low = lack(demand.low), demand.lack_high = lack(demand.high);
    return demand;
}

ExpandCheck judge_reserve(const Demand& demand, const Rulebook& book) {
    ExpandCheck check;
    check.rule = "reserve_first", check.title = "reserve_first", check.strength = Strength::soft;
    check.clause = book.parameters.at("expand_demand_years").clause;
    if (!demand.reserve || !demand.low || !demand.high) {
        check.because = !demand.reserve ? "存量未知" : "用地需求未知";
        return check;
    }
    check.because = "今后 " + std::to_string(demand.years.value_or(0)) + " 年需求 " + mu(*demand.low) + " 至 " +
                    mu(*demand.high) + "，存量 " + mu(*demand.reserve);
    if (*demand.lack_low > Area{})
        check.verdict = Truth::yes, check.because += "，挖潜以后仍缺地";
    else if (*demand.lack_high == Area{})
        check.verdict = Truth::no, check.because += "，存量足够，应先挖潜";
    else
        check.because += "，够不够取决于快慢";
    return check;
}

std::vector<DemandYear> demand_by_year(const Demand& demand, std::int64_t first_year) {
    std::vector<DemandYear> rows;
    if (!demand.years || !demand.low || !demand.high) return rows;
    const auto part = [&](Area whole, std::int64_t done) {
        const Rational so_far = Rational::whole(whole.quanta()) * Rational::whole(done);
        return Area::quanta(std::stoll(so_far.over(Rational::whole(*demand.years))->decimals(0)));
    };
    for (std::int64_t done = 1; done <= *demand.years; ++done) {
        DemandYear row{.year = first_year + done - 1, .low = part(*demand.low, done), .high = part(*demand.high, done)};
        if (demand.reserve)
            row.left_low = demand.reserve->quanta() - row.high.quanta(),
            row.left_high = demand.reserve->quanta() - row.low.quanta();
        rows.push_back(row);
    }
    return rows;
}

std::optional<Rational> years_with(const ExpandGround& ground, const ReserveYears& reserve, Area more) {
    if (!reserve.a_year_m2) return std::nullopt;
    Rational sum = exact(ParkDimension::area, more.quanta());
    bool any = false;
    for (const ReserveRow& row : ground.reserve)
        if (row.area) sum += exact(ParkDimension::area, row.area->quanta()), any = true;
    return any ? sum.over(*reserve.a_year_m2) : std::nullopt;
}

}  // namespace mutu
