// Matching headings to columns, and values to cells.
#include "form_rows.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

constexpr std::int32_t excel_epoch = 25'569, first_excel_day = 61;

struct Unit {
    const char* word;
    Form form;
    double factor;
};
constexpr Unit land_units[] = {{"亩", Form::mu, 1},
                               {"公顷", Form::hectares, 1},
                               {"hm2", Form::hectares, 1},
                               {"ha", Form::hectares, 1},
                               {"平方米", Form::square_metres, 1},
                               {"m2", Form::square_metres, 1},
                               {"m²", Form::square_metres, 1},
                               {"㎡", Form::square_metres, 1},
                               {"平方公里", Form::hectares, 0.01}};
constexpr Unit money_units[] = {{"万元", Form::wan, 1}, {"元", Form::wan, 10'000}, {"亿元", Form::wan, 0.0001}};
constexpr Unit yield_units[] = {{"万元/亩", Form::wan_per_mu, 1}, {"万元/公顷", Form::wan_per_mu, 15}};

bool is_yield(const std::string& id) { return id.ends_with("_wan_per_mu"); }
bool is_money(const std::string& id) { return id.ends_with("_wan"); }
bool is_land(const std::string& id) { return id.ends_with("_m2"); }
bool is_share(const std::string& id) { return id == "building_density"; }

std::span<const Unit> units_of(const std::string& id) {
    if (is_land(id)) return land_units;
    if (is_yield(id)) return yield_units;
    if (is_money(id)) return money_units;
    return {};
}

/// False where the heading had to give a unit and gives none.
bool take_unit(FormColumn& column, const std::string& id, const HeadColumn& head, const std::string& captions) {
    const auto units = units_of(id);
    if (units.empty()) return true;
    std::vector<std::string> possible;
    for (const Unit& unit : units) possible.emplace_back(unit.word);
    column.unit = unit_for(head, captions, possible);
    if (column.unit.empty() && is_yield(id) && head.path.back().find("亩均") != std::string::npos)
        column.unit = "万元/亩";
    for (const Unit& unit : units)
        if (column.unit == unit.word) {
            column.form = unit.form, column.factor = unit.factor;
            return true;
        }
    return false;
}

Form plain_form(const FormTable& table, std::size_t column) {
    const auto& [id, type] = table.table.columns[column];
    if (type == ResultTable::Type::date) return Form::date;
    if (is_share(id)) return Form::share;
    if (type == ResultTable::Type::integer) return Form::count;
    return type == ResultTable::Type::real ? Form::ratio : Form::text;
}

int decimals_of(const FormColumn& column) {
    if (column.form == Form::count || column.unit == "元") return column.unit == "元" ? 2 : 0;
    return column.form == Form::hectares || column.unit == "亿元" ? 4 : 2;
}

}  // namespace

FormMatch match_form(const FormHeading& heading, const FormTable& table) {
    std::map<std::string, std::pair<std::size_t, std::size_t>> named;  // heading → rank, column: the better name wins
    for (std::size_t i = 0; i < table.table.columns.size(); ++i)
        if (const auto names = table.headings.find(table.table.columns[i].first); names != table.headings.end())
            for (std::size_t rank = 0; rank < names->second.size(); ++rank) {
                const auto [at, fresh] = named.try_emplace(plain_heading(names->second[rank]), rank, i);
                if (!fresh && rank < at->second.first) at->second = {rank, i};
            }
    FormMatch match;
    std::set<std::pair<std::size_t, std::string>> taken;
    for (const HeadColumn& head : heading.columns) {
        FormColumn column{.column = head.column, .heading = head.shown()};
        const auto words = readings(head);
        column.numbering = std::any_of(words.begin(), words.end(),
                                       [](const std::string& word) { return word == "序号" || word == "编号"; });
        const auto known =
            std::find_if(words.begin(), words.end(), [&](const auto& word) { return named.contains(word); });
        if (known == words.end()) {
            if (column.numbering)
                match.columns.push_back(std::move(column));
            else
                match.left.push_back({column.heading, "本台账没有这一列"});
            continue;
        }
        column.numbering = false;
        column.from = named[*known].second;
        const std::string& id = table.table.columns[column.from].first;
        column.form = plain_form(table, column.from);
        column.summed = table.summed.contains(id);
        if (!take_unit(column, id, head, heading.units))
            match.left.push_back({column.heading, "表头和表上方“单位：”都没有写单位"});
        else if (!taken.emplace(column.from, column.unit).second)
            match.left.push_back({column.heading, "与左边的一列同义"});
        else
            match.columns.push_back(std::move(column));
    }
    return match;
}

Quantity quantity_of(const FormTable& table, std::size_t column, const ResultCell& cell) {
    const auto& [id, type] = table.table.columns[column];
    if (const auto* words = std::get_if<std::string>(&cell)) {
        if (type == ResultTable::Type::date)
            if (const auto parsed = parse_date(*words); const Date* day = std::get_if<Date>(&parsed)) return *day;
        return words->empty() ? Quantity{} : Quantity{*words};
    }
    std::optional<double> number;
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        if (units_of(id).empty()) return *whole;
        number = static_cast<double>(*whole);
    }
    if (const auto* real = std::get_if<double>(&cell)) number = *real;
    if (!number) return {};
    if (is_land(id)) return Area::square_metres(*number);
    if (is_money(id) && !is_yield(id)) return Money::wan(*number);
    return *number;
}

std::string number_for(const FormGrid& grid, int row, const FormColumn& column, const Quantity& value) {
    double number = figure(value, column.form).value_or(0) * column.factor;
    const Shows shows = grid.shows(row, column.column);
    const bool hundredfold = column.form == Form::share && shows != Shows::percent;
    if (hundredfold) number *= 100;
    return shows == Shows::number || shows == Shows::percent ? shortest(number) : fixed(number, decimals_of(column));
}

void write_value(FormGrid& grid, int row, const FormColumn& column, const Quantity& value) {
    if (!known(value)) return;
    if (const auto* words = std::get_if<std::string>(&value)) return grid.write_text(row, column.column, *words);
    if (const auto* day = std::get_if<Date>(&value)) {
        const std::int32_t serial = day->days() + excel_epoch;
        const bool dated = grid.shows(row, column.column) == Shows::date && serial >= first_excel_day;
        return dated ? grid.write_number(row, column.column, std::to_string(serial))
                     : grid.write_text(row, column.column, day->iso());
    }
    if (figure(value, column.form)) grid.write_number(row, column.column, number_for(grid, row, column, value));
}

}  // namespace mutu
