// Plants on finished land, one clear reason each, and plants about how land was supplied.
#include "plants.hpp"
#include "story.hpp"

namespace mutu::demo {
namespace {

using enum Ground;
constexpr auto none = "not_applicable";

void old_and_good(Record& r, Rng& g) { built(r, g, some_day(g, day(2016, 3, 1), day(2022, 11, 30))); }

/// Nothing that speaks of a supply: no row, no instrument, no agreed date.
void without_supply(Record& r) {
    r.supply_row = false;
    for (auto* date : {&r.contract, &r.agreed_delivery, &r.delivery, &r.agreed_start, &r.agreed_finish, &r.permit,
                       &r.truth.start_due})
        date->reset();
    r.price.reset();
}

std::vector<Plant> low() {
    return {
        {"low_far", "supplied", "completed", "low", "low_efficiency", open, 0, "单层厂房，容积率远低于控制值的八成",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.control_far = 0.8;
             r.footprint = 0.2;
             r.floors = 1;
             r.storey_height = 7.5;
         }},
        {"low_stopped", "supplied", "completed", "low", "low_efficiency", open, 0, "停产满十二个月",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.operation_state = g.chance(50) ? "stopped" : "bankrupt";
             r.production_stop = some_day(g, day(2025, 1, 10), day(2025, 6, 20));
         }},
        {"low_tax", "supplied", "completed", "low", "low_efficiency", open, 0, "亩均税收远低于园区平均的一半",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.tenants.front().rate = 5;
         }},
        {"low_although_tax_missing", "supplied", "completed", "low", "low_efficiency", open, 0,
         "税收空白，容积率已足以判定",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.control_far = 0.8;
             r.footprint = 0.18;
             r.floors = 1;
             r.tenants.front().tax_recorded = false;
         }},
        {"stopped_exactly_12_months", "supplied", "completed", "low", "low_efficiency", open, 0,
         "截止日当天停产恰满十二个月",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.operation_state = "stopped";
             r.production_stop = day(2025, 6, 30);
         }},
    };
}

std::vector<Plant> not_low() {
    return {
        {"stopped_below_12_months", "supplied", "completed", "ordinary", "ordinary", open, 0, "停产差一天满十二个月",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.operation_state = "stopped";
             r.production_stop = day(2025, 7, 1);
         }},
        {"invest_exactly_80", "supplied", "completed", "ordinary", "ordinary", open, 0,
         "投资强度恰为控制值的八成，不属低于",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.invested = per_mu(r.land, *r.control_investment * 8 / 10);
         }},
        {"far_exactly_80", "supplied", "completed", "ordinary", "ordinary", open, 0, "容积率恰为控制值的八成，不属低于",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.control_far = 1.0;
             r.floors = 2;
             r.floor_area = Area::quanta(r.land.quanta() * 4 / 5);
         }},
        {"several_firms", "supplied", "completed", "ordinary", "ordinary", open, 0, "标准厂房，三家企业分占一宗地",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.tenants = {{.rate = 70, .parts = 3, .rents = true},
                          {.rate = 60, .parts = 2, .rents = true},
                          {.rate = 65, .parts = 1, .rents = true}};
         }},
        {"ramp_up_ends_today", "supplied", "completed", "ordinary", "ordinary", open, 0,
         "截止日当天竣工恰满二十四个月，不再是爬坡期", [](Record& r, Rng& g) { built(r, g, day(2024, 6, 30)); }},
        {"ramp_up_one_day_left", "supplied", "completed", "too_new", "ordinary", open, 0, "差一天竣工满二十四个月",
         [](Record& r, Rng& g) { built(r, g, day(2024, 7, 1)); }},
        {"ordinary_crossing", "supplied", "completed", "ordinary", "ordinary", crossing, 0,
         "跨园区界线的宗地，多半在园内", old_and_good},
        {"ordinary_on_old_land", "supplied", "completed", "ordinary", "ordinary", stock, 0,
         "不在批文范围内的存量建设用地", old_and_good},
        {"area_not_registered", "supplied", "completed", "ordinary", "ordinary", open, 0, "证载面积空白，用图形面积",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.registered = false;
         }},
    };
}

std::vector<Plant> unclear() {
    return {
        {"no_firm", "supplied", "completed", "undetermined", "undetermined", open, 0, "地上没有企业记录，税收不明",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.tenants.clear();
         }},
        {"tax_blank", "supplied", "completed", "undetermined", "undetermined", open, 0, "企业税收空白",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.tenants.front().tax_recorded = false;
         }},
        {"control_invest_blank", "supplied", "completed", "undetermined", "undetermined", open, 0, "投资强度控制值空白",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.control_investment.reset();
         }},
        {"control_far_blank", "supplied", "completed", "undetermined", "undetermined", open, 0, "容积率控制值空白",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             r.control_far.reset();
         }},
    };
}

}  // namespace

const std::vector<Plant>& finished_plants() {
    static const std::vector<Plant> plants = [] {
        std::vector<Plant> all;
        for (const auto& part : {low(), unclear(), not_low()}) all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return plants;
}

const std::vector<Plant>& supply_plants() {
    static const std::vector<Plant> plants{
        {"unapproved", "unapproved", none, none, none, stock, 4, "无批文、无供地、无建筑", [](Record&, Rng&) {}},
        {"unapproved_built", "unapproved", none, "ordinary", "ordinary", stock, 1, "无批文、无供地而已建成投产",
         [](Record& r, Rng& g) {
             old_and_good(r, g);
             without_supply(r);
         }},
        {"approval_withdrawn", "unapproved", none, none, none, withdrawn, 4, "批文已撤回，等于没有批文",
         [](Record&, Rng&) {}},
        {"terms_without_instrument", "undetermined", "undetermined", "", "undetermined", stock, 2,
         "有约定动工日而无供地文书",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2024, 10, 1));
             const auto start = r.agreed_start;
             without_supply(r);
             r.agreed_start = r.truth.start_due = start;
             r.terms_on_parcel = true;
             r.truth.idle_on.reset();
         }},
        {"contract_to_come", "supplied", "undetermined", "", "undetermined", stock, 3, "合同签订日在截止日之后",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2027, 9, 1));
             r.contract = day(2026, 9, 1);
             r.agreed_delivery = day(2026, 11, 1);
             r.delivery.reset();
             r.supply_row = false;
             r.instrument_on_parcel = r.terms_on_parcel = true;
             r.truth.idle_on.reset();
         }},
        {"instrument_on_parcel", "supplied", "idle_a_1y", none, "idle", stock, 2, "供地台账漏登，合同记在宗地上",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2024, 12, 1));
             r.supply_row = false;
             r.instrument_on_parcel = r.terms_on_parcel = true;
         }},
        {"government", "supplied", none, none, none, stock, 2, "政府持有的公用设施用地",
         [](Record& r, Rng& g) {
             unstarted(r, g, day(2022, 2, 1));
             r.holder_kind = "government";
             r.truth.idle_on.reset();
         }},
        {"unsupplied_but_built", "approved_unsupplied", none, "", "unsupplied", open, 4, "已批准、未供应而已有建筑",
         [](Record& r, Rng&) { r.footprint = 0.15; }},
    };
    return plants;
}

}  // namespace mutu::demo
