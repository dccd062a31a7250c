// Turnover land, regional assessments and base lists of a park, with what the ladder and the tie-out must come out as.
#include "fault_strip.hpp"

#include "mutu/text.hpp"

#include <array>
#include <cmath>

namespace mutu::demo {
namespace {

constexpr std::array<const char*, 12> items{"节能评价",       "压覆重要矿产资源评估",   "地质灾害危险性评估",
                                            "环境影响评价",   "航道通航条件影响评价",   "水资源论证",
                                            "水土保持",       "洪水影响评价",           "建设项目安全预评价",
                                            "地震安全性评价", "重大工程气候可行性论证", "文物保护和考古许可"};

/// Every third park still lacks its last assessment.
bool assessed(const Park& park) { return park.number % 3 != 2; }

std::string approval_number(const Registers& all, const Park& park) {
    const auto& ids = all.approvals.columns[0].cells;
    for (std::size_t row = 0; row < ids.size(); ++row)
        if (ids[row]->starts_with(park.id + "-") && all.approvals.columns[6].cells[row] == "valid")
            return all.approvals.columns[1].cells[row].value_or("");
    return {};
}

struct Rung {
    const char* name;
    int steps;  // of 征收, 净地, 通平 that are done; -1: not approved
};
constexpr std::array<Rung, 6> rungs{
    {{"planned", -1}, {"approved", 0}, {"acquired", 1}, {"cleared", 2}, {"ready", 3}, {"supplied", 3}}};

void add_plots(Registers& all, const Park& park) {
    Box box;
    for (const Ring& ring : park.layout.park)
        for (const Xy p : ring) box.grow(p);
    const std::string number = approval_number(all, park);
    const std::array<Date, 3> days{day(2023, 5, 1), day(2024, 3, 1), day(2025, 2, 1)};
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        const Rung& rung = number.empty() ? rungs[0] : rungs[i];
        const std::string id = park.id + "-ZZ" + std::to_string(i + 1);
        const double x = std::round(box.min_x) + 120.0 * static_cast<double>(i), y = std::round(box.min_y) - 150;
        const auto flag = [&](int step) { return Cell{rung.steps > step ? "是" : "否"}; };
        const auto when = [&](int step) {
            return rung.steps > step ? cell_of(std::optional{days[static_cast<std::size_t>(step)]}) : Cell{};
        };
        const bool supplied = std::string{rung.name} == "supplied";
        add_row(all.turnover, {id, park.id, "8000", rung.steps < 0 ? Cell{} : Cell{number}, flag(0), when(0), flag(1),
                               when(1), flag(2), when(2), "意向项目（虚构）",
                               cell_of(std::optional{day(2027, 1, 1) + -30 * static_cast<int>(i)}),
                               supplied ? cell_of(std::optional{day(2025, 11, 20)}) : Cell{}});
        add_shape(all.turnover, {{{x, y}, {x + 100, y}, {x + 100, y + 80}, {x, y + 80}}});
        const char* standard = std::string{rung.name} == "ready" && assessed(park) ? "yes" : "no";
        add_row(all.turnover_truth, {id, rung.name, standard});
    }
}

void add_assessments(Registers& all, const Park& park) {
    for (std::size_t i = 0; i < items.size() - (assessed(park) ? 0 : 1); ++i)
        add_row(all.assessments, {park.id, items[i], "2020-06-30", "2030-06-30"});
}

/// How far a low-efficiency parcel has come on its way out, and the cells that say so.
struct ExitStory {
    const char* rung;
    std::array<const char*, 7> cells;  // recognised, told, term, review, its result, removed, why
};
constexpr ExitStory nothing_said{"", {}};
constexpr std::array<ExitStory, 3> on_the_way{
    {{"rectified", {"2025-03-10", "2025-03-25", "2025-12-31"}},
     {"notified", {"2025-09-10", "2025-09-30", "2026-12-31"}},
     {"reviewed", {"2024-11-05", "2024-11-20", "2025-11-20", "2026-03-02", "不合格"}}}};
constexpr ExitStory put_right{
    "removed",
    {"2024-09-02", "2024-09-20", "2025-09-20", "2025-11-03", "合格", "2026-01-15", "整改到位，复评合格（虚构）"}};

/// Keys of one base list and how each must tie.
void add_base(Registers& all, const char* kind, const char* word, const std::string& key, const Cell& area,
              const char* status, const char* cause, const ExitStory& exit = nothing_said) {
    std::vector<Cell> row{word, key, area, "2026-01-31", status};
    for (const char* cell : exit.cells) row.push_back(cell == nullptr ? Cell{} : Cell{cell});
    add_row(all.bases, std::move(row));
    ++all.ties[{kind, cause}];
    if (*exit.rung) add_row(all.exit_truth, {key, exit.rung});
}

/// Every fourth of our list is kept out of the base list: it came later, or was left out.
void add_bases(Registers& all, const Park& park) {
    const Date base_day = day(2026, 1, 31);
    int idle = 0, low = 0, ordinary = 0;
    for (const Record& r : park.records) {
        const Cell land = cell_of(std::optional{r.land});
        if (r.truth.land_class == "idle") {
            if (r.registered && idle++ % 4 != 3)
                add_base(all, "idle", "闲置土地", r.id, land, "未处置", "rounding");
            else
                ++all.ties[{"idle",
                            r.truth.idle_on && *r.truth.idle_on > base_day ? "new_since_base" : "not_in_system"}];
        }
        if (!r.registered) continue;
        if (r.truth.efficiency == "low" && low++ % 4 != 3)
            add_base(all, "low_efficiency", "低效用地", r.id, land, "整改中", "rounding",
                     on_the_way[static_cast<std::size_t>(low) % on_the_way.size()]);
        if (r.truth.efficiency == "ordinary" && r.truth.land_class == "ordinary" && ordinary++ % 10 == 0)
            add_base(all, "low_efficiency", "低效用地", r.id, land, "已销号", "dealt_with", put_right);
    }
}

}  // namespace

void add_office_plots(Registers& all, const Park& park) {
    add_plots(all, park);
    add_assessments(all, park);
    add_bases(all, park);
}

void add_office_plot_truth(Registers& all) {
    for (const auto& [key, count] : all.ties)
        add_row(all.register_truth, {key.first, key.second, std::to_string(count)});
}

void add_faulty_plots(FaultStrip& strip) {
    Registers& all = strip.all;
    const std::string id = "ZZ-" + std::to_string(strip.serial(1));
    std::vector<Cell> row(all.turnover.headings.size());
    row[0] = id, row[2] = fixed(strip.vary(8000, 2000, 9000), 0), row[4] = "是", row[6] = "否", row[8] = "是";
    const std::string number = all.approvals.columns[1].cells.front().value_or("");
    row[3] = number;
    add_row(all.turnover, std::move(row));
    add_shape(all.turnover, {strip.next_square()});
    strip.note("turnover_rung_skipped", all.turnover, id, "turnover_rung_skipped", "未净地而已通平");
    const std::string park = all.parks.columns[0].cells.front().value_or("");
    add_row(all.assessments, {park, strip.one_of({"节能评价", "水土保持", "地震安全性评价"}), "2015-06-30",
                              std::to_string(2018 + strip.serial(0) / 100 % 6) + "-06-30"});
    strip.note("assessment_lapsed", all.assessments, park, "assessment_lapsed", "区域评估已过期");
    const std::string shared = supervision_code(2019, strip.serial(79'999'901));
    for (int twin = 0; twin < 2; ++twin)
        strip.parcel(strip.next_id(), {strip.next_square()}, {.supervision_no = shared});
    add_base(all, "idle", "闲置土地", shared, "12000", "未处置", "ambiguous_key");
    strip.note("register_key_ambiguous", all.bases, shared, "register_key_ambiguous", "清单编号对应两宗地");
}

}  // namespace mutu::demo
