// The plants that no set may lack, and the whole catalogue.
#include "plants.hpp"

#include "story.hpp"

#include "mutu/error.hpp"

namespace mutu::demo {

const std::vector<Plant>& essential_plants() {
    using enum Ground;
    constexpr auto none = "not_applicable";
    static const std::vector<Plant> plants{
        {"ordinary", "supplied", "completed", "ordinary", "ordinary", open, 0,
         "已竣工投产，投资、容积率、税收、生产均正常",
         [](Record& r, Rng& g) {
             built(r, g, some_day(g, day(2016, 3, 1), day(2023, 11, 30)));
             r.plain = true;
         }},
        {"low_invest", "supplied", "completed", "low", "low_efficiency", open, 0, "投资强度只有控制值的四成",
         [](Record& r, Rng& g) {
             built(r, g, some_day(g, day(2016, 3, 1), day(2022, 11, 30)));
             r.invested = per_mu(r.land, *r.control_investment * 0.4);
         }},
        {"idle_1y", "supplied", "idle_a_1y", none, "idle", open, 2, "超过约定动工日满一年未动工",
         [](Record& r, Rng& g) { unstarted(r, g, some_day(g, day(2024, 7, 15), day(2025, 6, 10))); }},
        {"idle_2y", "supplied", "idle_a_2y", none, "idle", open, 2, "超过约定动工日满二年未动工",
         [](Record& r, Rng& g) { unstarted(r, g, some_day(g, day(2021, 1, 1), day(2024, 6, 10))); }},
        {"idle_b", "supplied", "idle_b", none, "idle", open, 1, "已动工，开发面积六分之一、投资一成，中止满一年",
         [](Record& r, Rng& g) {
             halted(r, g, some_day(g, day(2023, 3, 1), day(2025, 6, 10)));
             r.developed = Area::quanta(r.land.quanta() / 6);
             r.invested = Money::fen(r.total->fen() / 10);
         }},
        {"idle_gov_plan", "supplied", "idle_gov", none, "idle", open, 2, "满二年未动工，原因为规划调整",
         [](Record& r, Rng& g) {
             unstarted(r, g, some_day(g, day(2021, 6, 1), day(2024, 5, 31)));
             r.idle_cause = "gov_plan";
         }},
        {"not_due", "supplied", "not_due", none, "supplied_not_started", open, 3, "未到约定动工日或离满一年尚远",
         [](Record& r, Rng& g) { unstarted(r, g, some_day(g, day(2026, 1, 10), day(2026, 12, 31))); }},
        {"early_warning", "supplied", "early_warning", none, "early_warning", open, 3,
         "二十多天以后至一百八十天内满一年",
         [](Record& r, Rng& g) { unstarted(r, g, add_years(as_of() + g.between(25, 175), -1)); }},
        {"started", "supplied", "started", none, "under_construction", open, 1, "已动工，未竣工，未中止",
         [](Record& r, Rng& g) { begun(r, g, some_day(g, day(2024, 1, 1), day(2026, 5, 31))); }},
        {"stalled", "supplied", "stalled", none, "stalled", open, 1, "中止开发未满一年",
         [](Record& r, Rng& g) { halted(r, g, some_day(g, day(2025, 7, 15), day(2026, 5, 31))); }},
        {"no_dates", "supplied", "undetermined", "", "undetermined", open, 2, "约定动工日与实际交地日都空白",
         [](Record& r, Rng& g) {
             unstarted(r, g, some_day(g, day(2022, 1, 1), day(2025, 1, 1)));
             r.agreed_start.reset();
             r.delivery.reset();
             r.truth.start_due.reset();
             r.truth.idle_on.reset();
         }},
        {"reserve", "supplied", none, none, none, stock, 2, "政府储备土地",
         [](Record& r, Rng& g) {
             unstarted(r, g, some_day(g, day(2021, 1, 1), day(2023, 1, 1)));
             r.holder_kind = "reserve";
             r.truth.idle_on.reset();
         }},
        {"unsupplied", "approved_unsupplied", none, none, "unsupplied", open, 4, "已批准，未供应",
         [](Record&, Rng&) {}},
        {"efficiency_unknown", "supplied", "completed", "undetermined", "undetermined", open, 0,
         "已投资额空白，无其他低效情形",
         [](Record& r, Rng& g) {
             built(r, g, some_day(g, day(2016, 3, 1), day(2022, 11, 30)));
             r.invested.reset();
         }},
        {"too_new", "supplied", "completed", "too_new", "ordinary", open, 1, "竣工未满二十四个月，投产爬坡期",
         [](Record& r, Rng& g) {
             built(r, g, some_day(g, day(2024, 7, 15), day(2026, 5, 31)));
             r.tenants.front().rate = 50;
         }},
    };
    return plants;
}

const std::vector<Plant>& extra_plants() {
    static const std::vector<Plant> plants = [] {
        std::vector<Plant> all;
        // By turns, so that a small set gets something of each list.
        const std::vector<Plant>* lists[] = {&unstarted_plants(), &started_plants(), &finished_plants(),
                                             &supply_plants()};
        for (std::size_t i = 0; all.size() < lists[0]->size() + lists[1]->size() + lists[2]->size() + lists[3]->size();
             ++i)
            for (const auto* list : lists)
                if (i < list->size()) all.push_back((*list)[i]);
        return all;
    }();
    return plants;
}

const Plant& plant_named(std::string_view id) {
    for (const auto* list : {&essential_plants(), &extra_plants()})
        for (const Plant& plant : *list)
            if (plant.id == id) return plant;
    throw Error{Kind::bug, "no plant " + std::string{id}};
}

}  // namespace mutu::demo
