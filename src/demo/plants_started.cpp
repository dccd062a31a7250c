// Plants about what counts as a start, and about suspended building.
#include "plants.hpp"
#include "story.hpp"

namespace mutu::demo {
namespace {

using enum Ground;
constexpr auto none = "not_applicable";

/// Permit in hand and this much of the foundation, no start date on record.
void founded(Record& r, Rng& g, Date due, std::string_view type, std::string_view progress) {
    unstarted(r, g, due);
    r.permit = due + -20;
    r.foundation_type = type;
    r.foundation_progress = progress;
}

/// `founded` far enough to count as a start, so nothing is idle.
void founded_start(Record& r, Rng& g, Date due, std::string_view type, std::string_view progress) {
    founded(r, g, due, type, progress);
    r.truth.idle_on.reset();
}

/// 0.01 m² below, for areas just short of a share.
Area just_below(Area area) { return area - Area::square_metres(0.01); }

std::vector<Plant> starts() {
    return {
        {"permit_without_foundation", "supplied", "idle_a_2y", none, "idle", open, 2,
         "有施工许可证，基础情况空白，不算动工", [](Record& r, Rng& g) { founded(r, g, day(2023, 8, 15), "", ""); }},
        {"last_pile_missing", "supplied", "idle_a_1y", none, "idle", open, 2, "桩基二百根只打一百九十九根，不算动工",
         [](Record& r, Rng& g) { founded(r, g, day(2025, 1, 10), "pile", "0.995"); }},
        {"all_piles_driven", "supplied", "started", none, "under_construction", open, 1, "许可证齐备，桩基全部完成",
         [](Record& r, Rng& g) { founded_start(r, g, day(2025, 1, 20), "pile", "1"); }},
        {"exactly_third_of_foundation", "supplied", "started", none, "under_construction", open, 1,
         "许可证齐备，基础恰好完成三分之一",
         [](Record& r, Rng& g) { founded_start(r, g, day(2024, 12, 20), "other", "1/3"); }},
        {"below_third_of_foundation", "supplied", "idle_a_2y", none, "idle", open, 2,
         "基础完成百分之三十三，不足三分之一",
         [](Record& r, Rng& g) { founded(r, g, day(2024, 1, 20), "other", "0.33"); }},
        {"foundation_without_permit", "supplied", "idle_a_1y", none, "idle", open, 2,
         "基础完成但无施工许可证，不算动工",
         [](Record& r, Rng& g) {
             founded(r, g, day(2024, 11, 20), "pit", "1");
             r.permit.reset();
         }},
        {"resumed", "supplied", "started", none, "under_construction", open, 1, "曾中止开发，已复工",
         [](Record& r, Rng& g) {
             halted(r, g, day(2023, 4, 1));
             r.developed = Area::quanta(r.land.quanta() / 6);
             r.resume = day(2024, 5, 6);
             r.truth.idle_on.reset();
         }},
        {"stop_to_come", "supplied", "started", none, "under_construction", open, 1, "中止日填在截止日之后，视为未中止",
         [](Record& r, Rng& g) {
             halted(r, g, day(2026, 7, 15));
             r.truth.idle_on.reset();
         }},
        {"finish_to_come", "supplied", "started", none, "under_construction", open, 1,
         "竣工日填在截止日之后，视为未竣工",
         [](Record& r, Rng& g) {
             begun(r, g, day(2025, 2, 1));
             r.finish = day(2026, 9, 30);
         }},
    };
}

std::vector<Plant> boundaries() {
    return {
        {"stopped_exactly_1y", "supplied", "idle_b", none, "idle", open, 1, "截止日当天中止恰满一年",
         [](Record& r, Rng& g) {
             halted(r, g, day(2025, 6, 30));
             r.developed = Area::quanta(r.land.quanta() / 5);
         }},
        {"stopped_one_day_short", "supplied", "stalled", none, "stalled", open, 1, "中止差一天满一年，指标虽低仍不算",
         [](Record& r, Rng& g) {
             halted(r, g, day(2025, 7, 1));
             r.developed = Area::quanta(r.land.quanta() / 5);
             r.invested = Money::fen(0);
         }},
        {"exactly_third_and_quarter", "supplied", "stalled", none, "stalled", open, 1,
         "恰好三分之一、恰好百分之二十五，不属“不足”",
         [](Record& r, Rng& g) {
             halted(r, g, day(2024, 2, 29));
             r.developed = require_thirds(r);
             r.total = Money::wan(8000);
             r.invested = Money::wan(2000);
         }},
        {"third_but_below_quarter", "supplied", "idle_b", none, "idle", open, 1,
         "面积恰三分之一，投资差一百元不足百分之二十五",
         [](Record& r, Rng& g) {
             halted(r, g, day(2023, 1, 15));
             r.developed = require_thirds(r);
             r.total = Money::wan(8000);
             r.invested = Money::wan(1999.99);
         }},
        {"below_third_only", "supplied", "idle_b", none, "idle", open, 1, "开发面积差0.01平方米不足三分之一，投资六成",
         [](Record& r, Rng& g) {
             halted(r, g, day(2024, 9, 9));
             r.developed = just_below(require_thirds(r));
             r.invested = Money::fen(r.total->fen() / 5 * 3);
         }},
    };
}

std::vector<Plant> gaps() {
    return {
        {"stopped_tests_not_met", "supplied", "stalled", none, "stalled", open, 1, "中止满二年，开发与投资均过半",
         [](Record& r, Rng& g) { halted(r, g, day(2024, 3, 1)); }},
        {"developed_unknown_invested_low", "supplied", "idle_b", none, "idle", open, 1,
         "开发面积空白，投资一成已足以认定",
         [](Record& r, Rng& g) {
             halted(r, g, day(2024, 5, 1));
             r.developed.reset();
             r.invested = Money::fen(r.total->fen() / 10);
         }},
        {"developed_unknown_invested_enough", "supplied", "undetermined", "", "undetermined", open, 1,
         "开发面积空白，投资四成，不能判定",
         [](Record& r, Rng& g) {
             halted(r, g, day(2024, 5, 8));
             r.developed.reset();
             r.invested = Money::fen(r.total->fen() / 5 * 2);
         }},
        {"required_area_zero", "supplied", "undetermined", "", "undetermined", open, 1, "应动工面积为零，已投资额空白",
         [](Record& r, Rng& g) {
             halted(r, g, day(2024, 6, 1));
             r.required = Area::quanta(0);
             r.invested.reset();
         }},
        {"price_taken_out", "supplied", "idle_b", none, "idle", open, 1, "扣除土地价款后投资不足百分之二十五",
         [](Record& r, Rng& g) {
             halted(r, g, day(2024, 1, 10));
             r.price_included = "是";
             r.price = Money::wan(1500);
             r.total = Money::wan(10000);
             r.invested = Money::wan(3000);
         }},
        {"price_unknown", "supplied", "undetermined", "", "undetermined", open, 1, "投资含土地价款而价款不明，面积不低",
         [](Record& r, Rng& g) {
             halted(r, g, day(2024, 1, 20));
             r.price_included = "是";
             r.price.reset();
         }},
        {"halted_by_government", "supplied", "idle_gov", none, "idle", open, 1, "中止满一年，原因为文物保护",
         [](Record& r, Rng& g) {
             halted(r, g, day(2024, 8, 1));
             r.developed = Area::quanta(r.land.quanta() / 10);
             r.idle_cause = "gov_military_relic";
         }},
        {"halted_cause_unknown_word", "supplied", "undetermined", "", "undetermined", open, 1,
         "中止满一年，原因不在代码表内",
         [](Record& r, Rng& g) {
             halted(r, g, day(2024, 8, 20));
             r.developed = Area::quanta(r.land.quanta() / 10);
             r.idle_cause = "市场行情不好";
         }},
    };
}

}  // namespace

const std::vector<Plant>& started_plants() {
    static const std::vector<Plant> plants = [] {
        std::vector<Plant> all;
        for (const auto& part : {boundaries(), starts(), gaps()}) all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return plants;
}

}  // namespace mutu::demo
