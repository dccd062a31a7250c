// Figures of a book as charts. Land and money are summed exactly and divided once.
#include "charts.hpp"

#include "office/notice.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace mutu {
namespace {

using Cells = std::vector<std::optional<std::string>>;

std::optional<double> number_of(const std::optional<std::string>& cell) {
    if (!cell) return {};
    const auto parsed = parse_number(*cell);
    const double* number = std::get_if<double>(&parsed);
    return number ? std::optional{*number} : std::nullopt;
}

Area area_of(const std::optional<std::string>& cell) { return Area::square_metres(number_of(cell).value_or(0)); }

class Figures {
public:
    Figures(const Book& book, std::string park_id, std::string style_folder, const Labels& labels, Language language)
        : book_{book}, park_id_{std::move(park_id)}, style_folder_{std::move(style_folder)}, labels_{labels},
          language_{language} {}

    std::vector<NamedChart> all() const {
        return {{"funnel", funnel()},     {"idle_age", idle_age()}, {"vintage", vintage()}, {"classes", classes()},
                {"quadrant", quadrant()}, {"lorenz", lorenz()},     {"ranking", ranking()}, {"grades", grades()}};
    }

private:
    std::string say(const std::string& id) const { return labels_.text("chart", id, language_); }
    std::string say(const std::string& id, const std::string& zero, const std::string& one = {}) const {
        std::string text = with_word(say(id), zero);
        if (const auto at = text.find("{1}"); at != std::string::npos) text.replace(at, 3, one);
        return text;
    }
    std::string color(const char* id) const { return read_look(style_folder_, "chart", id).color; }

    /// Rows of a query that ends in "… WHERE park_id = ?1 AND" or "… WHERE".
    std::vector<Cells> rows(const std::string& select, const std::string& condition,
                            const std::string& order = {}) const {
        const bool one = !park_id_.empty();
        return book_
            .query(select + " WHERE " + (one ? "park_id = ?1 AND " : "") + "(" + condition + ")" + order,
                   one ? std::vector{park_id_} : std::vector<std::string>{})
            .rows;
    }
    Area land(const std::string& condition) const {
        Area sum;
        for (const Cells& row : rows("SELECT area_m2 FROM parcel_result", condition)) sum += area_of(row[0]);
        return sum;
    }
    Area park_sum(const char* column) const {
        Area sum;
        for (const Cells& row : rows(std::string{"SELECT "} + column + " FROM park_result", "1"))
            sum += area_of(row[0]);
        return sum;
    }

    Chart funnel() const {
        const std::array<std::pair<const char*, Area>, 5> steps{
            {{"approved", park_sum("approved_m2")},
             {"supplied", park_sum("supplied_m2")},
             {"started", land("idle_state IN ('started', 'stalled', 'idle_b', 'completed')")},
             {"completed", land("idle_state = 'completed'")},
             {"producing", land("idle_state = 'completed' AND efficiency = 'ordinary'")}}};
        FunnelChart chart{.title = say("funnel"), .note = {}, .color = color("approved"), .steps = {}};
        chart.note = say("funnel_note", fixed(land("idle_state = 'undetermined'").mu(), 2));
        Area before;
        for (const auto& [id, area] : steps) {
            FunnelChart::Step step{
                .label = say(id), .value = area.mu(), .text = fixed(area.mu(), 2) + " " + say("mu"), .note = {}};
            if (before > Area{}) step.note = say("of_before", fixed(100 * area.mu() / before.mu(), 1));
            before = area;
            chart.steps.push_back(std::move(step));
        }
        return chart;
    }

    Chart idle_age() const {
        constexpr std::array<std::pair<const char*, const char*>, 6> bins{
            {{"not_due", "idle_days < 0"},
             {"years_0", "idle_days >= 0 AND idle_days < 365"},
             {"years_1", "idle_days >= 365 AND idle_days < 730"},
             {"years_2", "idle_days >= 730 AND idle_days < 1095"},
             {"years_3", "idle_days >= 1095 AND idle_days < 1825"},
             {"years_5", "idle_days >= 1825"}}};
        BarChart chart{.title = say("idle_age"),
                       .note = say("idle_note"),
                       .unit = say("mu"),
                       .series = {{"", color("idle_count")}},
                       .bars = {},
                       .level = {},
                       .level_text = {}};
        for (const auto& [id, condition] : bins) {
            const auto found = rows("SELECT area_m2 FROM parcel_result", condition);
            Area sum;
            for (const Cells& row : found) sum += area_of(row[0]);
            chart.bars.push_back({say(id), {sum.mu()}, std::to_string(found.size())});
        }
        return chart;
    }

    Chart vintage() const {
        BarChart chart{.title = say("vintage"),
                       .note = {},
                       .unit = say("mu"),
                       .series = {{say("supplied"), color("supplied")}, {say("unsupplied"), color("unsupplied")}},
                       .bars = {},
                       .level = {},
                       .level_text = {}};
        std::map<std::string, std::pair<Area, Area>> years;  // supplied, unsupplied
        for (const Cells& row : rows("SELECT (SELECT substr(a.approval_date, 1, 4) FROM approval a WHERE a.approval_id "
                                     "= r.approval_id LIMIT 1), "
                                     "area_m2, unsupplied_m2 FROM approval_result r",
                                     "1")) {
            auto& [supplied, open] = years[row[0].value_or("?")];
            const Area whole = area_of(row[1]), rest = area_of(row[2]);
            supplied += whole - std::min(rest, whole), open += rest;
        }
        for (const auto& [year, land] : years)
            chart.bars.push_back(
                {year, {land.first.mu(), land.second.mu()}, fixed((land.first + land.second).mu(), 0)});
        return chart;
    }

    Chart classes() const {
        BarChart chart{.title = say("classes"),
                       .note = {},
                       .unit = say("mu"),
                       .series = {},
                       .bars = {},
                       .lying = true,
                       .level = {},
                       .level_text = {}};
        const std::vector<Theme> themes = read_themes(style_folder_);
        const Theme& theme = themes.front();
        for (const ThemeClass& one : theme.classes) {
            const Area sum = land("land_class = '" + one.value + "'");
            std::vector<double> parts(theme.classes.size(), 0);
            parts[chart.series.size()] = sum.mu();
            chart.bars.push_back({class_text(theme, one, labels_, language_), std::move(parts), fixed(sum.mu(), 2)});
            chart.series.push_back({{}, one.color});
        }
        return chart;
    }

    Chart quadrant() const {
        ScatterChart chart{.title = say("quadrant"),
                           .note = {},
                           .x_title = say("x_tax"),
                           .y_title = say("y_output"),
                           .points = {},
                           .x_level = {},
                           .y_level = {},
                           .corners = {say("low_high"), say("high_high"), say("low_low"), say("high_low")}};
        Money tax, output;
        Area land;
        for (const Cells& row :
             rows("SELECT tax_wan_per_mu, output_wan_per_mu, area_m2, tax_wan, output_wan FROM parcel_result",
                  "tax_wan_per_mu IS NOT NULL AND output_wan_per_mu IS NOT NULL", " ORDER BY area_m2 DESC, fid")) {
            chart.points.push_back({*number_of(row[0]), *number_of(row[1]), area_of(row[2]).mu(), {}});
            land += area_of(row[2]);
            tax += Money::wan(number_of(row[3]).value_or(0)), output += Money::wan(number_of(row[4]).value_or(0));
        }
        if (const auto mean = Yield::of(tax, land)) chart.x_level = mean->wan_per_mu();
        if (const auto mean = Yield::of(output, land)) chart.y_level = mean->wan_per_mu();
        const std::array colors{color("low_low"), color("low_high"), color("high_low"), color("high_high")};
        for (auto& point : chart.points)
            point.color = colors[(point.x >= chart.x_level.value_or(0) ? 2U : 0U) +
                                 (point.y >= chart.y_level.value_or(0) ? 1U : 0U)];
        chart.note = say("quadrant_note", std::to_string(chart.points.size()),
                         std::to_string(rows("SELECT 1 FROM parcel_result", "1").size()));
        return chart;
    }

    Chart lorenz() const {
        ShareChart chart{.title = say("lorenz"),
                         .note = {},
                         .x_title = say("x_land"),
                         .y_title = say("y_tax"),
                         .color = color("share"),
                         .points = {}};
        const auto found =
            rows("SELECT area_m2, tax_wan FROM parcel_result",
                 "tax_wan_per_mu IS NOT NULL AND tax_wan >= 0 AND area_m2 > 0", " ORDER BY tax_wan_per_mu, fid");
        double land = 0, tax = 0, twice = 0;
        for (const Cells& row : found) land += *number_of(row[0]), tax += *number_of(row[1]);
        if (!(land > 0) || !(tax > 0)) return chart;
        chart.points.push_back({0, 0});
        double done_land = 0, done_tax = 0;
        for (const Cells& row : found) {
            done_land += *number_of(row[0]), done_tax += *number_of(row[1]);
            const Xy next{done_land / land, done_tax / tax}, last = chart.points.back();
            twice += (next.x - last.x) * (next.y + last.y);
            chart.points.push_back(next);
        }
        chart.note = say("lorenz_note", fixed(1 - twice, 3), std::to_string(found.size()));
        return chart;
    }

    /// Parks against each other; of one park its firms.
    Chart ranking() const {
        const bool firms = !park_id_.empty();
        BarChart chart{.title = say(firms ? "ranking_firms" : "ranking_parks"),
                       .note = {},
                       .unit = {},
                       .series = {{"", color("rank")}},
                       .bars = {},
                       .lying = true,
                       .level = {},
                       .level_text = {}};
        constexpr std::size_t most = 15;
        const auto ranked =
            firms ? rows("SELECT coalesce(nullif(name, ''), uscc), tax_wan_per_mu FROM enterprise_result",
                         "tax_wan_per_mu IS NOT NULL AND year = (SELECT max(year) FROM enterprise_result)",
                         " ORDER BY tax_wan_per_mu DESC, fid LIMIT 15")
                  : rows("SELECT coalesce(nullif(park_name, ''), park_id), tax_wan_per_mu FROM park_result",
                         "tax_wan_per_mu IS NOT NULL", " ORDER BY tax_wan_per_mu DESC, fid");
        for (const Cells& row : ranked) {
            if (chart.bars.size() == 2 * most) break;
            const double value = *number_of(row[1]);
            chart.bars.push_back({row[0].value_or(""), {value}, fixed(value, 2)});
        }
        const std::size_t missing =
            firms ? rows("SELECT 1 FROM enterprise_result",
                         "tax_wan_per_mu IS NULL AND year = (SELECT max(year) FROM enterprise_result)")
                        .size()
                  : rows("SELECT 1 FROM park_result", "tax_wan_per_mu IS NULL").size();
        if (missing > 0) chart.note = say("ranking_note", std::to_string(missing));
        return chart;
    }

    Chart grades() const {
        RingChart chart{.title = say("ring"), .note = {}, .middle = {}, .parts = {}};
        const std::string firms = graded_firms(book_);
        const auto years = rows("SELECT max(year) FROM " + firms, "grade IS NOT NULL");
        const std::string year = years.empty() ? "" : years[0][0].value_or("");
        if (year.empty()) return chart;
        const std::vector<Theme> themes = read_themes(style_folder_);
        const auto theme =
            std::find_if(themes.begin(), themes.end(), [](const Theme& one) { return one.id == "grade"; });
        std::size_t all = 0;
        std::vector<std::size_t> counts(theme->classes.size());
        for (const Cells& row : rows("SELECT grade FROM " + firms, "grade IS NOT NULL AND year = " + year)) {
            ++all;
            ++counts[theme->class_of(std::string_view{row[0].value_or("")})
                         .value_or(theme->class_of(std::string_view{"other"}).value_or(0))];
        }
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (counts[i] > 0 || theme->classes[i].value.size() == 1)
                chart.parts.push_back(
                    {class_text(*theme, theme->classes[i], labels_, language_), theme->classes[i].color,
                     say("firms", std::to_string(counts[i])) + "　" +
                         fixed(100.0 * static_cast<double>(counts[i]) / static_cast<double>(all), 1) + "%",
                     static_cast<double>(counts[i])});
        chart.middle = say("firms", std::to_string(all));
        chart.note = say("ring_note", year,
                         std::to_string(rows("SELECT 1 FROM " + firms, "grade IS NULL AND year = " + year).size()));
        if (const std::string mark = notice_mark(book_, labels_, language_); !mark.empty())
            chart.note += (language_ == Language::zh ? "" : " ") + mark + (language_ == Language::zh ? "。" : ".");
        return chart;
    }

    const Book& book_;
    std::string park_id_, style_folder_;
    const Labels& labels_;
    Language language_;
};

}  // namespace

std::vector<NamedChart> charts_of(const Book& book, const std::string& park_id, const std::string& style_folder,
                                  const Labels& labels, Language language) {
    return Figures{book, park_id, style_folder, labels, language}.all();
}

}  // namespace mutu
