// Scores, indicators, standards and goals of a pack as rows.
#include "pack_rows.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

std::optional<std::string> shown(const Rulebook& rules, const std::optional<Figure>& figure) {
    const auto value = figure ? value_of(rules, *figure) : std::nullopt;
    return value ? std::optional{value->text()} : std::nullopt;
}

/// The weight first; what the value is held against, and its bounds, where the scheme has them.
std::optional<std::string> item_shown(const Rulebook& rules, const ScoreItem& item) {
    auto text = shown(rules, item.weight);
    const std::pair<const char*, const std::optional<Figure>&> parts[] = {{"基准 ", item.baseline},
                                                                          {"最小 ", item.min},
                                                                          {"最大 ", item.max},
                                                                          {"上限倍数 ", item.cap},
                                                                          {"下限倍数 ", item.floor}};
    for (const auto& [name, figure] : parts)
        if (const auto value = shown(rules, figure)) text = text.value_or("") + "；" + name + *value;
    return text;
}

void add_scores(const Rulebook& rules, std::vector<PackRow>& rows) {
    for (const ScoreScheme& scheme : rules.scores) {
        rows.push_back({"score", scheme.id, scheme.title, scheme.list, "", scheme.evidence, scheme.clause});
        for (const ScoreItem& item : scheme.items)
            rows.push_back({"score", scheme.id + "/" + item.id, item.title, item_shown(rules, item), item.unit,
                            item.evidence, item.clause});
        for (const ScoreGrade& grade : scheme.grades)
            rows.push_back({"score",
                            scheme.id + "/" + grade.id,
                            join(grade.measures, "；"),
                            shown(rules, grade.share ? grade.share : grade.score),
                            "",
                            {},
                            ""});
    }
}

std::string sum_shown(const std::vector<ParkTerm>& terms, const Labels& labels, Language language) {
    std::string text;
    for (const ParkTerm& term : terms) {
        text += term.minus ? " − " : text.empty() ? "" : " + ";
        text += labels.text("park_measure", spec(term.measure).id, language);
    }
    return text;
}

void add_indicators(const Rulebook& rules, const Labels& labels, Language language, std::vector<PackRow>& rows) {
    for (const IndicatorSpec& one : rules.indicators) {
        const std::string over = one.over.empty() ? "" : " ÷ " + sum_shown(one.over, labels, language);
        const std::string formula = sum_shown(one.of, labels, language) + over;
        rows.push_back({"indicator", one.id, one.title, formula, one.unit, one.evidence, one.clause});
    }
    const auto add = [&](const char* kind, const IndicatorStandard& standard,
                         const std::map<std::string, Figure>& figures) {
        for (const auto& [id, figure] : figures)
            rows.push_back({kind, standard.id + "/" + id, standard.title, shown(rules, figure), "", standard.evidence,
                            standard.clause});
    };
    for (const IndicatorStandard& standard : rules.standards)
        add("weight", standard, standard.weights), add("ideal", standard, standard.ideals);
    for (const ParkGoal& goal : rules.goals) {
        auto target = shown(rules, goal.value);
        if (target) target = labels.text("op", goal.op, language) + " " + *target;
        rows.push_back({goal.gate ? "gate" : "goal", goal.id, goal.title, target, "", goal.evidence, goal.clause});
    }
}

/// What an action costs, yields and takes; steps and documents are words of the sheets, not figures to compare.
void add_options(const Rulebook& rules, std::vector<PackRow>& rows) {
    for (const OptionSpec& option : rules.options) {
        const auto add = [&](const std::string& id, const std::string& title, const std::optional<std::string>& value,
                             const char* unit) {
            rows.push_back({"option", option.action + "/" + id, title, value, unit, {}, ""});
        };
        for (std::size_t i = 0; i < option.cost.size(); ++i) {
            const CostItem& item = option.cost[i];
            const char* unit = item.per == CostItem::Per::land     ? "万元/亩"
                               : item.per == CostItem::Per::parcel ? "万元/宗"
                                                                   : "年产值的份额";
            const std::string id = "cost" + std::to_string(i + 1);
            add(id, item.title, shown(rules, item.price), unit);
            for (const auto& [grade, price] : item.by_grade)
                add(id + "/" + grade, item.title + "（土地级别 " + grade + "）", shown(rules, price), unit);
        }
        add("tax", "达产后亩均税收", shown(rules, option.tax), "万元/亩");
        add("output", "达产后亩均产值", shown(rules, option.output), "万元/亩");
        if (option.effect == OptionSpec::Effect::improve)
            add("closes", "补足差距的比例", shown(rules, option.closes), "1");
        add("years", "从决定到达产", shown(rules, option.years), "年");
    }
}

}  // namespace

std::vector<PackRow> evaluation_rows(const Rulebook& rules, const Labels& labels, Language language) {
    std::vector<PackRow> rows;
    add_scores(rules, rows);
    add_indicators(rules, labels, language, rows);
    add_options(rules, rows);
    return rows;
}

}  // namespace mutu
