// What an evaluation standard must keep: shares of 1 that add up to 1 at every level, ideals that make sense.
#include "indicator_parts.hpp"
#include "parts.hpp"

namespace mutu {
namespace {

[[noreturn]] void refuse(const IndicatorStandard& standard, const std::string& message) {
    throw Error{Kind::input, standard.where + ": 评价标准 “" + standard.id + "” " + message};
}

void check_level(const Rulebook& book, const IndicatorStandard& standard, const std::string& group,
                 const std::string& title) {
    const auto members = members_of(book, standard, group);
    const Rational one = Rational::whole(1);
    Rational sum;
    bool gap = false;
    for (const auto& [member, weight] : members) {
        const auto value = value_of(book, weight);
        if (!value) {
            gap = true;
            continue;
        }
        if (*value < Rational{} || *value > one)
            refuse(standard, "中 " + member + " 的权重 " + value->text() + " 不在 0 与 1 之间");
        sum += *value;
    }
    if (members.empty()) return;
    if (gap ? sum > one : sum != one) refuse(standard, title + "一级的权重合计 " + sum.text() + "，应为 1");
}

void check_ideals(const Rulebook& book, const IndicatorStandard& standard) {
    for (const auto& [id, ideal] : standard.ideals) {
        const auto value = value_of(book, ideal);
        if (!value) continue;
        if (*value < Rational{}) refuse(standard, "中 " + id + " 的理想值 " + value->text() + " 小于 0");
        const IndicatorSpec& indicator = book.indicators[*indicator_index(book, id)];
        const auto ceiling = indicator.ceiling ? value_of(book, *indicator.ceiling) : std::nullopt;
        if (ceiling && *value > *ceiling)
            refuse(standard,
                   "中 " + id + " 的理想值 " + value->text() + " 超过上限 " + ceiling->text() + " " + indicator.unit);
    }
}

}  // namespace

void check_standards(const Rulebook& book) {
    if (!book.indicators.empty())
        for (const char* needed : {"zone_industrial_min", "zone_residential_max", "zone_industrial_op"})
            if (!book.parameters.contains(needed))
                throw Error{Kind::input, book.indicators.front().where + ": 有指标的规则包须有参数 “" + needed + "”"};
    for (const IndicatorStandard& standard : book.standards) {
        check_level(book, standard, "", "目标");
        for (const IndicatorGroup& group : book.groups) check_level(book, standard, group.id, group.title);
        check_ideals(book, standard);
    }
    for (const IndicatorSpec& indicator : book.indicators) {
        bool known = indicator.group.empty();
        for (const IndicatorGroup& group : book.groups) known = known || group.id == indicator.group;
        if (!known)
            throw Error{Kind::input, indicator.where + ": 指标 “" + indicator.id + "” 的 group “" + indicator.group +
                                         "” 不是任何目标"};
    }
}

}  // namespace mutu
