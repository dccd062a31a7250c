// Firms of one year as the schemes of a pack see them: figures exactly as typed, nothing filled in.
#include "score_subjects.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <numeric>

namespace mutu {
namespace {

/// One cell as a number and as the words typed; both absent for a blank.
struct CellText {
    std::optional<Rational> number;
    std::optional<std::string> words;
};

struct Reading {
    std::size_t row;
    CellText operator()(const Column<std::string>& column) const {
        if (!column[row]) return {};
        return {Rational::parse(half_width(*column[row])), column[row]};
    }
    CellText operator()(const Column<Date>& column) const {
        return column[row] ? CellText{{}, column[row]->iso()} : CellText{};
    }
    CellText operator()(const Column<Area>& column) const {
        return column[row] ? CellText{Rational::fraction(column[row]->quanta(), 300), {}} : CellText{};
    }
    CellText operator()(const Column<Money>& column) const {
        return column[row] ? CellText{Rational::wan(*column[row]), {}} : CellText{};
    }
    CellText operator()(const Column<double>& column) const {
        return column[row] ? CellText{Rational::decimal(*column[row]), shortest(*column[row])} : CellText{};
    }
    CellText operator()(const Column<bool>& column) const {
        return column[row] ? CellText{{}, *column[row] ? "是" : "否"} : CellText{};
    }
};

CellText cell(const Table& table, const std::string& column, std::size_t row) {
    if (const AnyColumn* known = table.any(column)) return std::visit(Reading{row}, *known);
    for (const PassedColumn& passed : table.passed())
        if (passed.name == column) return Reading{row}(passed.values);
    return {};
}

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t firm) {
    while (parent[firm] != firm) firm = parent[firm] = parent[parent[firm]];
    return firm;
}

/// Figures of a second firm join those of the first; a factor is no quantity and stays that of the first.
void merge(const Rulebook& rules, ScoreSubject& unit, const ScoreSubject& firm) {
    std::map<std::string, Rational, std::less<>> factors;
    for (const ScoreScheme& scheme : rules.scores)
        for (const ScoreMark& mark : scheme.corrections)
            if (const auto found = unit.numbers.find(mark.column); found != unit.numbers.end()) factors.insert(*found);
    for (auto number = unit.numbers.begin(); number != unit.numbers.end();) {
        const auto other = firm.numbers.find(number->first);
        if (other == firm.numbers.end()) {
            number = unit.numbers.erase(number);
            continue;
        }
        number->second += other->second;
        ++number;
    }
    for (const auto& [column, factor] : factors) unit.numbers[column] = factor;
    unit.words.insert(firm.words.begin(), firm.words.end());
    unit.above_designated = either(unit.above_designated, firm.above_designated);
    unit.own_land = either(unit.own_land, firm.own_land);
}

}  // namespace

ScoreUnits score_units(const Context& context, const Firms& firms) {
    std::vector<std::size_t> parent(firms.list.size());
    std::iota(parent.begin(), parent.end(), 0);
    if (context.rules.word("firms_on_one_parcel") == "merged")
        for (const ParcelMoney& parcel : firms.of_parcel)
            for (const std::size_t firm : parcel.firms)
                parent[root_of(parent, firm)] = root_of(parent, parcel.firms.front());
    std::map<std::size_t, std::vector<std::size_t>> by_root;
    for (std::size_t firm = 0; firm < parent.size(); ++firm) by_root[root_of(parent, firm)].push_back(firm);
    ScoreUnits units;
    for (auto& [root, members] : by_root) units.firms.push_back(std::move(members));
    return units;
}

SubjectReader::SubjectReader(const Context& context, const Firms& firms, const LandShares& shares)
    : context_{context}, firms_{firms}, shares_{shares}, columns_{score_columns(context.rules)} {}

void SubjectReader::read(std::size_t firm, const FirmYear& year, ScoreSubject& subject) const {
    const Table &yearly = context_.table(Role::enterprise_year), &registered = context_.table(Role::enterprise);
    for (const std::string& column : columns_) {
        CellText found;
        for (const std::size_t row : year.rows) {
            const CellText next = cell(yearly, column, row);
            if (next.number) found.number = found.number ? *found.number + *next.number : *next.number;
            if (next.words) found.words = next.words;
        }
        for (const std::size_t row : firms_.list[firm].rows) {
            if (found.number || found.words) break;
            found = cell(registered, column, row);
        }
        if (found.number) subject.numbers[column] = *found.number;
        if (found.words) subject.words[column] = std::string{trimmed(*found.words)};
    }
    if (shares_.of_firm[firm].land) subject.numbers["land_mu"] = Rational::mu(*shares_.of_firm[firm].land);
    subject.key = firms_.list[firm].key, subject.industry = firms_.list[firm].industry;
    if (firms_.list[firm].above_designated) subject.above_designated = truth_of(*firms_.list[firm].above_designated);
    subject.own_land = truth_of(shares_.of_firm[firm].owns);
}

std::optional<ScoreSubject> SubjectReader::subject(const std::vector<std::size_t>& unit, int year) const {
    std::optional<ScoreSubject> all;
    for (const std::size_t firm : unit) {
        const auto found = firms_.list[firm].years.find(year);
        ScoreSubject one;
        // A firm of the unit without figures of the year leaves them unknown for all.
        read(firm, found == firms_.list[firm].years.end() ? FirmYear{} : found->second, one);
        if (all)
            merge(context_.rules, *all, one);
        else
            all = std::move(one);
    }
    const bool any =
        std::any_of(unit.begin(), unit.end(), [&](std::size_t firm) { return firms_.list[firm].years.contains(year); });
    return any ? all : std::nullopt;
}

}  // namespace mutu
