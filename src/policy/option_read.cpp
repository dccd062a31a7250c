// [[option]] and [[exit_step]] of packs: the economics of actions, and the way out of the low-efficiency list.
#include "parts.hpp"

#include "mutu/option.hpp"
#include "mutu/table.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

using Keys = std::vector<std::string_view>;

const Value& member(const Value& table, std::string_view key, const std::string& what) {
    if (const Value* found = table.find(key)) return *found;
    table.fail(what + " 缺少 " + std::string{key});
}

CostItem read_cost(const Value& table, const std::string& what, const Rulebook& book) {
    static const Keys allowed{"title", "per", "price", "by_grade"};
    only_keys(table, allowed, what + " 的费用");
    CostItem item;
    item.title = needed(table, "title", what + " 的费用");
    const std::string& per = needed(table, "per", what + " 的费用");
    if (per != "land" && per != "parcel" && per != "output")
        table.find("per")->fail("per 只能是 \"land\"（每亩）、\"parcel\"（每宗）或 \"output\"（年产值的份额），得到 “" +
                                per + "”");
    item.per = per == "land" ? CostItem::Per::land : per == "parcel" ? CostItem::Per::parcel : CostItem::Per::output;
    item.price = read_figure(member(table, "price", what), what + " 的 price", book);
    if (const Value* grades = table.find("by_grade"))
        for (const auto& [grade, price] : grades->table("by_grade"))
            item.by_grade.emplace(grade, read_figure(price, what + " 的 by_grade." + grade, book));
    return item;
}

std::optional<Figure> read_term(const Value& table, const std::string& what, const Rulebook& book) {
    const Value* term = table.find("within");
    return term ? std::optional{read_figure(*term, what + " 的 within", book)} : std::nullopt;
}

std::vector<ActionStep> read_steps(const Value& table, const std::string& what, const Rulebook& book) {
    static const Keys allowed{"title", "document", "within", "clause"};
    std::vector<ActionStep> steps;
    if (const Value* list = table.find("steps"))
        for (const Value& step : list->list("steps")) {
            only_keys(step, allowed, what + " 的步骤");
            ActionStep made{needed(step, "title", what + " 的步骤"), optional_text(step, "document"),
                            read_term(step, what + " 的步骤", book), optional_text(step, "clause")};
            if (made.within && made.clause.empty())
                step.fail(what + " 的步骤 “" + made.title + "” 有期限而没有 clause");
            steps.push_back(std::move(made));
        }
    return steps;
}

}  // namespace

void read_option(const Value& table, Draft& draft) {
    static const Keys allowed{"action", "effect",  "cost",  "tax",        "output", "closes",
                              "years",  "decider", "steps", "supersedes", "note"};
    only_keys(table, allowed, "再开发措施");
    OptionSpec option;
    option.action = needed(table, "action", "再开发措施");
    const std::string what = "再开发措施 “" + option.action + "”";
    const auto& actions = draft.book.actions;
    if (std::none_of(actions.begin(), actions.end(), [&](const Action& one) { return one.code == option.action; }))
        table.find("action")->fail(what + "：没有这个处置措施（[[action]]）");
    const std::string& effect = needed(table, "effect", what);
    if (effect != "renew" && effect != "improve")
        table.find("effect")->fail("effect 只能是 \"renew\" 或 \"improve\"，得到 “" + effect + "”");
    option.effect = effect == "renew" ? OptionSpec::Effect::renew : OptionSpec::Effect::improve;
    for (const Value& item : member(table, "cost", what).list("cost"))
        option.cost.push_back(read_cost(item, what, draft.book));
    for (const auto& [key, figure] : {std::pair{"tax", &OptionSpec::tax},
                                      {"output", &OptionSpec::output},
                                      {"closes", &OptionSpec::closes},
                                      {"years", &OptionSpec::years}})
        option.*figure = read_figure(member(table, key, what), what + " 的 " + key, draft.book);
    option.decider = needed(table, "decider", what);
    option.steps = read_steps(table, what, draft.book);
    const Value* supersedes = table.find("supersedes");
    const bool replaces = supersedes && supersedes->boolean("supersedes");
    auto& options = draft.book.options;
    const auto same = std::find_if(options.begin(), options.end(),
                                   [&](const OptionSpec& one) { return one.action == option.action; });
    if ((same != options.end()) != replaces)
        table.fail(what +
                   (replaces ? " 写了 supersedes，但上级包中没有它" : " 已经有了；要改它请写 supersedes = true"));
    if (replaces)
        *same = std::move(option);
    else
        options.push_back(std::move(option));
}

void read_exit_step(const Value& table, Draft& draft) {
    static const Keys allowed{"id", "title", "field", "document", "decider", "clause", "evidence", "within", "note"};
    only_keys(table, allowed, "退出步骤");
    ExitStep step;
    step.id = needed(table, "id", "退出步骤");
    const std::string what = "退出步骤 “" + step.id + "”";
    step.title = needed(table, "title", what), step.field = needed(table, "field", what);
    const Field* field = find_field(Role::registry, step.field);
    if (!field || field->type != FieldType::date)
        table.find("field")->fail(what + "：field 要写清册（register）的日期字段，得到 “" + step.field + "”");
    step.document = needed(table, "document", what), step.decider = needed(table, "decider", what);
    step.clause = needed(table, "clause", what), step.evidence = evidence_of(table, what);
    step.within = read_term(table, what, draft.book);
    auto& steps = draft.book.exit_steps;
    const auto same = std::find_if(steps.begin(), steps.end(), [&](const ExitStep& one) { return one.id == step.id; });
    if (same != steps.end())
        *same = std::move(step);  // a pack below says the same rung its own way
    else
        steps.push_back(std::move(step));
}

}  // namespace mutu
