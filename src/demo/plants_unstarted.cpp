// Plants on land that was not begun: exact days, blank terms, causes, proofs to the contrary.
#include "plants.hpp"
#include "story.hpp"

namespace mutu::demo {
namespace {

using enum Ground;
constexpr auto none = "not_applicable";

/// No agreed start; delivered in time on that day.
void delivered_only(Record& r, Rng& g, Date delivery) {
    unstarted(r, g, add_years(delivery, 1));
    r.contract = delivery + -90;
    r.agreed_delivery = r.delivery = delivery;
    r.agreed_start.reset();
}

void caused(Record& r, Rng& g, Date due, std::string_view cause) {
    unstarted(r, g, due);
    r.idle_cause = cause;
}

std::vector<Plant> exact_days() {
    return {
        {"exactly_1y", "supplied", "idle_a_1y", none, "idle", open, 2, "截止日当天恰满一年",
         [](Record& r, Rng& g) { unstarted(r, g, day(2025, 6, 30)); }},
        {"one_day_short_of_1y", "supplied", "early_warning", none, "early_warning", open, 3, "差一天满一年",
         [](Record& r, Rng& g) { unstarted(r, g, day(2025, 7, 1)); }},
        {"exactly_2y", "supplied", "idle_a_2y", none, "idle", open, 2, "截止日当天恰满二年",
         [](Record& r, Rng& g) { unstarted(r, g, day(2024, 6, 30)); }},
        {"one_day_short_of_2y", "supplied", "idle_a_1y", none, "idle", open, 2, "差一天满二年",
         [](Record& r, Rng& g) { unstarted(r, g, day(2024, 7, 1)); }},
        {"leap_day", "supplied", "idle_a_2y", none, "idle", open, 2, "约定动工日为2月29日，次年2月28日满一年",
         [](Record& r, Rng& g) { unstarted(r, g, day(2024, 2, 29)); }},
        {"warning_180_days", "supplied", "early_warning", none, "early_warning", open, 3, "恰好一百八十天后满一年",
         [](Record& r, Rng& g) { unstarted(r, g, day(2025, 12, 27)); }},
        {"warning_181_days", "supplied", "not_due", none, "supplied_not_started", open, 3, "一百八十一天后满一年",
         [](Record& r, Rng& g) { unstarted(r, g, day(2025, 12, 28)); }},
        {"warning_near", "supplied", "early_warning", none, "early_warning", open, 3, "二十天内满一年",
         [](Record& r, Rng& g) { unstarted(r, g, add_years(as_of() + g.between(2, 19), -1)); }},
    };
}

std::vector<Plant> terms() {
    return {
        {"delivery_only", "supplied", "idle_a_2y", none, "idle", open, 2, "未约定动工日，以实际交地日加一年计",
         [](Record& r, Rng& g) { delivered_only(r, g, day(2023, 5, 10)); }},
        {"delivery_on_leap_day", "supplied", "idle_a_1y", none, "idle", open, 2, "2月29日交地，以次年2月28日为动工日",
         [](Record& r, Rng& g) { delivered_only(r, g, day(2024, 2, 29)); }},
        {"delivery_to_come", "supplied", "undetermined", "", "undetermined", open, 3,
         "未约定动工日，交地日在截止日之后",
         [](Record& r, Rng& g) {
             delivered_only(r, g, day(2026, 8, 1));
             r.contract = day(2026, 2, 3);
             r.truth.start_due.reset();
             r.truth.idle_on.reset();
         }},
        {"extended", "supplied", "early_warning", none, "early_warning", open, 3, "补充协议延期动工，按延期后的日期计",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2023, 3, 1));
             r.extended = day(2025, 9, 1);
             r.truth.start_due = r.extended;
             r.truth.idle_on = day(2026, 9, 1);
         }},
        {"extended_and_idle_again", "supplied", "idle_a_1y", none, "idle", open, 2, "延期后又满一年未动工",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2023, 3, 1));
             r.extended = day(2025, 3, 1);
             r.truth.start_due = r.extended;
             r.truth.idle_on = day(2026, 3, 1);
         }},
        {"delivered_late", "supplied", "idle_a_2y", none, "idle", open, 2, "交地晚于约定且未记原因：结论不变，先查原因",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2022, 6, 1));
             r.contract = day(2021, 8, 1);
             r.agreed_delivery = day(2021, 12, 1);
             r.delivery = day(2023, 6, 1);
         }},
        {"idle_outside", "supplied", "idle_a_1y", none, "idle", outside, 2, "园区界线以外的宗地，满一年未动工",
         [](Record& r, Rng& g) { unstarted(r, g, some_day(g, day(2024, 8, 1), day(2025, 5, 31))); }},
        {"not_due_outside", "supplied", "not_due", none, "supplied_not_started", outside, 3,
         "园区界线以外的宗地，未到期",
         [](Record& r, Rng& g) { unstarted(r, g, some_day(g, day(2026, 2, 1), day(2026, 12, 1))); }},
        {"idle_crossing", "supplied", "idle_a_1y", none, "idle", crossing, 2, "跨园区界线的宗地，满一年未动工",
         [](Record& r, Rng& g) { unstarted(r, g, some_day(g, day(2024, 8, 1), day(2025, 5, 31))); }},
    };
}

std::vector<Plant> causes() {
    return {
        {"late_delivery_by_government", "supplied", "idle_gov", none, "idle", open, 2,
         "满一年未动工，原因为政府未按约交地",
         [](Record& r, Rng& g) {
             caused(r, g, day(2024, 9, 1), "gov_delivery");
             r.delivery = day(2025, 2, 1);
         }},
        {"force_majeure", "supplied", "idle_gov", none, "idle", open, 2, "满二年未动工，原因为自然灾害",
         [](Record& r, Rng& g) { caused(r, g, day(2023, 4, 1), "force_majeure"); }},
        {"preparatory_work", "supplied", "idle_gov", none, "idle", open, 2, "满一年未动工，因动工必需的前期工作迟延",
         [](Record& r, Rng& g) { caused(r, g, day(2025, 1, 15), "prep_work"); }},
        {"cause_but_not_idle", "supplied", "early_warning", none, "early_warning", open, 3, "有政府原因，但尚未满一年",
         [](Record& r, Rng& g) { caused(r, g, day(2025, 10, 8), "gov_petition"); }},
        {"cause_none", "supplied", "idle_a_1y", none, "idle", open, 2, "明确记录无政府原因",
         [](Record& r, Rng& g) { caused(r, g, day(2025, 2, 20), "none"); }},
        {"cause_unknown_word", "supplied", "undetermined", "", "undetermined", open, 2, "原因不在代码表内，不得认定",
         [](Record& r, Rng& g) { caused(r, g, day(2023, 11, 1), "企业资金困难"); }},
        {"recognised", "supplied", "idle_a_2y", none, "idle", open, 2, "自然资源局已认定为闲置土地",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2022, 10, 1));
             r.notice_no = "虚构闲调〔2024〕3号";
             r.notice_date = day(2024, 11, 5);
             r.recognition_no = "虚构闲认〔2025〕1号";
             r.recognition_date = day(2025, 1, 20);
         }},
        {"investigated", "supplied", "idle_a_1y", none, "idle", open, 2, "已送达闲置土地调查通知书，尚未认定",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2025, 3, 10));
             r.notice_no = "虚构闲调〔2026〕2号";
             r.notice_date = day(2026, 4, 1);
         }},
    };
}

std::vector<Plant> contradictions() {
    return {
        {"contradicted_by_building", "supplied", "undetermined", "", "undetermined", open, 2,
         "记录未动工，建筑占地约两成",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2023, 5, 20));
             r.footprint = 0.2;
         }},
        {"shed_is_no_contradiction", "supplied", "idle_a_2y", none, "idle", open, 2,
         "只有占地百分之四的看守棚，不足以反证",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2023, 7, 20));
             r.footprint = 0.04;
         }},
        {"contradicted_by_output", "supplied", "undetermined", "", "undetermined", open, 2,
         "记录未动工，企业在动工日次年已有产值",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2022, 4, 1));
             r.tenants.push_back({.rate = 50});
         }},
        {"contradicted_by_check", "supplied", "undetermined", "", "undetermined", open, 2,
         "记录未动工，现场核查为已动工",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2024, 3, 15));
             r.field_check = "started";
             r.field_check_date = day(2026, 5, 12);
         }},
        {"check_after_as_of", "supplied", "idle_a_1y", none, "idle", open, 2, "现场核查在截止日之后，不作反证",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2025, 4, 15));
             r.field_check = "started";
             r.field_check_date = day(2026, 7, 10);
         }},
        {"check_confirms", "supplied", "idle_a_2y", none, "idle", open, 2, "现场核查确认未动工",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2024, 4, 15));
             r.field_check = "not_started";
             r.field_check_date = day(2026, 5, 12);
         }},
        {"start_to_come", "supplied", "idle_a_1y", none, "idle", open, 2, "动工日填在截止日之后，视为尚未动工",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2024, 9, 10));
             r.start = day(2026, 8, 1);
         }},
    };
}

}  // namespace

const std::vector<Plant>& unstarted_plants() {
    static const std::vector<Plant> plants = [] {
        std::vector<Plant> all;
        for (const auto& part : {terms(), exact_days(), causes(), contradictions()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return plants;
}

}  // namespace mutu::demo
