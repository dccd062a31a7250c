// Yearly figures that no firm adds up to: the park's own statistics, this year's beside last year's.
#include "park_facts.hpp"

#include "mutu/period.hpp"
#include "mutu/text.hpp"

namespace mutu {
namespace {

using M = ParkMeasure;

struct Own {
    M measure;
    std::optional<M> before;
    std::string_view field;
};
constexpr Own money_fields[] = {{M::gdp, M::gdp_before, "gdp_wan"},
                                {M::income, M::income_before, "income_wan"},
                                {M::tax_all, M::tax_all_before, "tax_all_wan"},
                                {M::fixed_investment, {}, "fixed_investment_wan"}};
constexpr Own area_fields[] = {{M::quota_new, {}, "quota_new_m2"}, {M::quota_park, {}, "quota_park_m2"}};

/// A heading that names a park measure by id or Chinese label, with its unit in brackets where it says one.
struct Named {
    M measure;
    std::string unit;
};

std::optional<Named> named(const Labels& labels, const std::string& heading) {
    std::string text = half_width(trimmed(heading)), unit;
    if (const std::size_t open = text.find('('); open != std::string::npos && text.ends_with(')')) {
        unit = text.substr(open + 1, text.size() - open - 2);
        text = std::string{trimmed(text.substr(0, open))};
    }
    for (const ParkMeasureSpec& entry : park_measures()) {
        const std::string id{entry.id}, own = lower_ascii(text);
        if (own == id || own == id + "_m2" || own == id + "_wan" || text == labels.text("park_measure", id))
            return Named{entry.measure, unit};
    }
    return std::nullopt;
}

std::optional<std::int64_t> read(const Named& heading, const std::string& cell) {
    const auto parsed = parse_number(cell);
    const double* number = std::get_if<double>(&parsed);
    const auto value = number ? Rational::decimal(*number) : std::nullopt;
    return value ? park_amount(spec(heading.measure).dimension, *value, heading.unit) : std::nullopt;
}

/// The rows of one park by year; the later row of a year stands.
using Rows = std::map<int, std::size_t>;

std::vector<Rows> rows_of_parks(const ParkView& view) {
    const Context& context = view.context;
    const Table& table = context.table(Role::park_year);
    const auto ids = table.column<std::string>("park_id"), periods = table.column<std::string>("period");
    std::vector<Rows> rows(view.parks.list.size());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto park = ids[row] ? park_by_id_or_name(view.parks, *ids[row]) : std::nullopt;
        const auto year = periods[row] ? whole_year(*periods[row]) : std::nullopt;
        if (!park)
            context.find(Role::park_year, row, "unknown_park_id", Severity::warning,
                         "园区年度数据的园区编号 " + ids[row].value_or("（空白）") + " 不在园区资料中，不采用",
                         "改为园区资料中的编号或名称");
        else if (!year)
            context.find(Role::park_year, row, "period_not_a_year", Severity::info,
                         "统计期 " + periods[row].value_or("（空白）") + " 不是整年，年度指标不采用", "整年写作 2025");
        else if (!rows[*park].emplace(*year, row).second)
            context.find(Role::park_year, row, "duplicate_period", Severity::warning,
                         std::to_string(*year) + " 年的园区数据重复，采用先列的一行", "核对后只留一行");
    }
    return rows;
}

/// A heading with (%) was read as a share; a bare 10.5 can only be percent as bulletins print it.
void put_growth(const ParkView& view, std::size_t row, double growth, ParkFacts& facts) {
    const bool percent = growth >= 1 || growth <= -1;
    const auto value = Rational::decimal(growth);
    if (!value) return;
    facts[M::value_added_growth] = {.amount = park_amount(ParkDimension::share, *value, percent ? "%" : ""),
                                    .source = "park_year",
                                    .known_over = {},
                                    .missing = {}};
    if (percent)
        view.context.find(Role::park_year, row, "growth_read_as_percent", Severity::info,
                          "增速 " + shortest(growth) + " 没有写单位，按百分数读作 " + shortest(growth) + " %",
                          "在列名中写明单位，如“工业增加值增速(%)”");
}

void declare_row(const ParkView& view, std::size_t row, const std::optional<std::size_t>& before, ParkFacts& facts) {
    const Table& table = view.context.table(Role::park_year);
    const auto put = [&](M measure, const std::optional<std::int64_t>& amount) {
        if (amount) facts[measure] = {.amount = amount, .source = "park_year"};
    };
    for (const Own& own : money_fields) {
        const auto column = table.column<Money>(own.field);
        if (column[row]) put(own.measure, column[row]->fen());
        if (own.before && before && column[*before]) put(*own.before, column[*before]->fen());
    }
    for (const Own& own : area_fields)
        if (const auto& land = table.column<Area>(own.field)[row]) put(own.measure, land->quanta());
    if (const auto& growth = table.column<double>("value_added_growth")[row]) put_growth(view, row, *growth, facts);
    for (const PassedColumn& column : table.passed()) {
        const auto heading = named(view.context.labels, column.name);
        const auto& cell = column.values[row];
        if (!heading || !cell || is_blank(*cell)) continue;
        const auto amount = read(*heading, *cell);
        put(heading->measure, amount);
        if (!amount)
            view.context.find(Role::park_year, row, "park_year_unreadable", Severity::warning,
                              "列 " + column.name + " 的值 " + *cell + " 不是数，或单位不认识，按未知处理",
                              "写成数，单位写在列名的括号里");
    }
}

}  // namespace

std::optional<std::size_t> park_by_id_or_name(const Parks& parks, const std::string& text) {
    for (std::size_t i = 0; i < parks.list.size(); ++i)
        if (parks.list[i].id == text) return i;
    for (std::size_t i = 0; i < parks.list.size(); ++i)
        if (parks.list[i].name == text) return i;
    return std::nullopt;
}

void declare_years(const ParkView& view, FactsByPark& declared) {
    if (!view.context.holdings.given(Role::park_year)) return;
    const auto rows = rows_of_parks(view);
    const int last = view.firms.data_year.value_or(view.context.options.as_of.year());
    for (std::size_t park = 0; park < declared.size(); ++park) {
        const auto after = rows[park].upper_bound(last);
        if (after == rows[park].begin()) continue;
        const auto [year, row] = *std::prev(after);
        const auto before = rows[park].find(year - 1);
        declare_row(view, row, before == rows[park].end() ? std::nullopt : std::optional{before->second},
                    declared[park]);
    }
}

}  // namespace mutu
