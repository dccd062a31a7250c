// [[indicator]], [[indicator_group]], [[standard]], [[goal]] and [[park_example]] of packs.
#include "indicator_parts.hpp"
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

using Keys = std::vector<std::string_view>;

constexpr std::array<std::pair<IndicatorForm, std::string_view>, 5> forms{{{IndicatorForm::ratio, "ratio"},
                                                                           {IndicatorForm::sum, "sum"},
                                                                           {IndicatorForm::growth, "growth"},
                                                                           {IndicatorForm::gap, "gap"},
                                                                           {IndicatorForm::shortfall, "shortfall"}}};
constexpr std::array<std::pair<IndicatorDirection, std::string_view>, 3> directions{
    {{IndicatorDirection::none, "none"}, {IndicatorDirection::higher, "higher"}, {IndicatorDirection::lower, "lower"}}};

template <class Pairs>
std::vector<std::string> words_of_pairs(const Pairs& pairs) {
    std::vector<std::string> words;
    for (const auto& [value, text] : pairs) words.emplace_back(text);
    return words;
}

/// A word of a closed list; the nearest one is named where it is none.
template <class Found>
auto chosen(const Value& value, std::string_view key, const Found& find, const std::vector<std::string>& known) {
    const std::string& text = value.text(key);
    if (const auto found = find(text)) return *found;
    value.fail(std::string{key} + " 不认识 “" + text + "”" + did_you_mean(text, known) + "；可用：" +
               join(known, "、"));
}

std::vector<ParkTerm> read_terms(const Value& table, std::string_view key, const std::string& what) {
    const Value* list = table.find(key);
    if (!list || list->list(key).empty()) table.fail(what + " 缺少 " + std::string{key} + " = [ … ]");
    std::vector<std::string> ids;
    for (const auto& entry : park_measures()) ids.emplace_back(entry.id);
    std::vector<ParkTerm> terms;
    for (const Value& one : list->list(key)) {
        const auto term = park_term(one.text(key));
        if (!term) one.fail("没有园区度量 “" + one.text(key) + "”" + did_you_mean(one.text(key), ids));
        terms.push_back(*term);
    }
    return terms;
}

/// All terms of a sum must be of one dimension.
ParkDimension dimension_of(const std::vector<ParkTerm>& terms, const Value& table) {
    const ParkDimension first = spec(terms.front().measure).dimension;
    for (const ParkTerm& term : terms)
        if (spec(term.measure).dimension != first)
            table.fail("“" + std::string{spec(term.measure).id} + "” 与 “" +
                       std::string{spec(terms.front().measure).id} + "” 量纲不同，不能相加");
    return first;
}

void check_unit(const IndicatorSpec& indicator, const Value& table) {
    const IndicatorUnit& unit = *indicator_unit(indicator.unit);
    const ParkDimension of = dimension_of(indicator.of, table);
    bool fits = false;
    switch (indicator.form) {
    case IndicatorForm::ratio:
    case IndicatorForm::growth: {
        const ParkDimension over = dimension_of(indicator.over, table);
        fits = unit.pure ? of == over : unit.over && of == unit.of && over == *unit.over;
        fits = fits && (indicator.form == IndicatorForm::ratio || unit.pure);
        break;
    }
    case IndicatorForm::sum: fits = !unit.over && (of == unit.of || (unit.pure && of == ParkDimension::share)); break;
    case IndicatorForm::gap:
    case IndicatorForm::shortfall: fits = !unit.over && !unit.pure && of == unit.of && of == ParkDimension::area; break;
    }
    if (!fits) table.find("unit")->fail("指标 “" + indicator.id + "” 的单位 “" + indicator.unit + "” 与公式的量纲不合");
}

void check_against(const Draft& draft, const IndicatorSpec& indicator, const Value& table) {
    const bool needed_here = indicator.form == IndicatorForm::gap || indicator.form == IndicatorForm::shortfall;
    if (needed_here == indicator.against.empty())
        table.fail("指标 “" + indicator.id + "”：against 只用于 gap、shortfall，且必须写");
    if (!needed_here) return;
    const auto other = indicator_index(draft.book, indicator.against);
    if (!other || draft.book.indicators[*other].form != IndicatorForm::ratio)
        table.find("against")->fail("against 须是写在前面的、形式为 ratio 的指标，得到 “" + indicator.against + "”");
    if (indicator.form == IndicatorForm::gap && !indicator_unit(draft.book.indicators[*other].unit)->pure)
        table.find("against")->fail("gap 只能对照单位为 % 或 1 的指标；强度指标用 shortfall");
}

/// Same id: must say that it supersedes, and then takes the old one's place.
template <class Entry>
void put(std::vector<Entry>& entries, Entry entry, const Value& table, const std::string& what) {
    const Value* supersedes = table.find("supersedes");
    const bool replaces = supersedes && supersedes->boolean("supersedes");
    const auto same =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& one) { return one.id == entry.id; });
    if (same != entries.end() && !replaces) table.fail(what + " 已经有了；要改它请写 supersedes = true");
    if (same == entries.end() && replaces) supersedes->fail(what + " 写了 supersedes，但上级包中没有它");
    if (same != entries.end())
        *same = std::move(entry);
    else
        entries.push_back(std::move(entry));
}

std::map<std::string, Figure> read_figures(const Value& table, std::string_view key, const Rulebook& book) {
    std::map<std::string, Figure> figures;
    if (const Value* all = table.find(key))
        for (const auto& [id, value] : all->table(key))
            figures.emplace(id, read_figure(value, std::string{key} + "." + id, book));
    return figures;
}

/// The word after "Y" of an id's use: a group or indicator that exists.
void known_member(const Draft& draft, const std::string& id, bool group_too, const Value& place) {
    std::vector<std::string> known;
    for (const auto& one : draft.book.indicators) known.push_back(one.id);
    if (group_too)
        for (const auto& one : draft.book.groups) known.push_back(one.id);
    if (std::find(known.begin(), known.end(), id) == known.end())
        place.fail("没有指标" + std::string{group_too ? "或目标" : ""} + " “" + id + "”" + did_you_mean(id, known));
}

}  // namespace

std::string_view word(IndicatorForm form) {
    return std::find_if(forms.begin(), forms.end(), [&](const auto& one) { return one.first == form; })->second;
}
std::string_view word(IndicatorDirection direction) {
    return std::find_if(directions.begin(), directions.end(), [&](const auto& one) { return one.first == direction; })
        ->second;
}
std::optional<IndicatorForm> indicator_form(std::string_view word) {
    for (const auto& [form, text] : forms)
        if (text == word) return form;
    return std::nullopt;
}
std::optional<IndicatorDirection> indicator_direction(std::string_view word) {
    for (const auto& [direction, text] : directions)
        if (text == word) return direction;
    return std::nullopt;
}

std::string term_text(const ParkTerm& term) { return (term.minus ? "-" : "") + std::string{spec(term.measure).id}; }

std::optional<ParkTerm> park_term(std::string_view text) {
    const bool minus = text.starts_with('-');
    const auto measure = park_measure_named(text.substr(minus ? 1 : 0));
    return measure ? std::optional{ParkTerm{*measure, minus}} : std::nullopt;
}

void read_indicator(const Value& table, Draft& draft) {
    static const Keys allowed{"id",        "code",    "title",  "unit",       "clause", "evidence",
                              "group",     "form",    "of",     "over",       "times",  "against",
                              "direction", "ceiling", "ranked", "supersedes", "note"};
    only_keys(table, allowed, "指标");
    IndicatorSpec indicator;
    indicator.id = needed(table, "id", "指标");
    const std::string what = "指标 “" + indicator.id + "”";
    indicator.where = table.where();
    indicator.title = needed(table, "title", what), indicator.clause = needed(table, "clause", what);
    indicator.code = optional_text(table, "code"), indicator.group = optional_text(table, "group");
    indicator.evidence = evidence_of(table, what);
    if (const Value* form = table.find("form"))
        indicator.form = chosen(*form, "form", indicator_form, words_of_pairs(forms));
    if (const Value* direction = table.find("direction"))
        indicator.direction = chosen(*direction, "direction", indicator_direction, words_of_pairs(directions));
    indicator.unit = needed(table, "unit", what);
    if (!indicator_unit(indicator.unit)) {
        std::vector<std::string> known;
        for (const auto& unit : indicator_units()) known.emplace_back(unit.name);
        table.find("unit")->fail(what + " 的单位 “" + indicator.unit + "” 不认识；可用：" + join(known, "、"));
    }
    indicator.of = read_terms(table, "of", what);
    if (indicator.form == IndicatorForm::ratio || indicator.form == IndicatorForm::growth)
        indicator.over = read_terms(table, "over", what);
    if (const Value* times = table.find("times")) indicator.times = read_figure(*times, "times", draft.book);
    if (const Value* ceiling = table.find("ceiling")) indicator.ceiling = read_figure(*ceiling, "ceiling", draft.book);
    indicator.against = optional_text(table, "against");
    if (const Value* ranked = table.find("ranked")) indicator.ranked = ranked->boolean("ranked");
    if (indicator.direction == IndicatorDirection::lower && !indicator_unit(indicator.unit)->pure)
        table.find("direction")->fail(what + "：lower 按 (1 − 值)×100 计分，只用于比率");
    check_unit(indicator, table);
    check_against(draft, indicator, table);
    put(draft.book.indicators, std::move(indicator), table, what);
}

void read_indicator_group(const Value& table, Draft& draft) {
    static const Keys allowed{"id", "title", "parent", "clause", "supersedes"};
    only_keys(table, allowed, "目标");
    IndicatorGroup group{.id = needed(table, "id", "目标"),
                         .title = needed(table, "title", "目标"),
                         .parent = optional_text(table, "parent"),
                         .clause = needed(table, "clause", "目标"),
                         .where = table.where()};
    const std::string what = "目标 “" + group.id + "”";
    const auto& groups = draft.book.groups;
    const auto parent =
        std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.id == group.parent; });
    if (!group.parent.empty() && (parent == groups.end() || !parent->parent.empty()))
        table.find("parent")->fail(what + " 的 parent 须是写在前面的目标（两级：目标、子目标）");
    put(draft.book.groups, std::move(group), table, what);
}

void read_standard(const Value& table, Draft& draft) {
    static const Keys allowed{"id", "title", "zone", "clause", "evidence", "weights", "ideals", "supersedes", "note"};
    only_keys(table, allowed, "评价标准");
    IndicatorStandard standard;
    standard.id = needed(table, "id", "评价标准");
    const std::string what = "评价标准 “" + standard.id + "”";
    standard.where = table.where();
    standard.title = needed(table, "title", what), standard.clause = needed(table, "clause", what);
    standard.evidence = evidence_of(table, what);
    standard.zone = needed(table, "zone", what);
    if (standard.zone != "industrial" && standard.zone != "city")
        table.find("zone")->fail(what + " 的 zone 只能是 industrial 或 city，得到 “" + standard.zone + "”");
    standard.weights = read_figures(table, "weights", draft.book);
    standard.ideals = read_figures(table, "ideals", draft.book);
    for (const auto& [id, figure] : standard.weights) known_member(draft, id, true, *table.find("weights"));
    for (const auto& [id, figure] : standard.ideals) known_member(draft, id, false, *table.find("ideals"));
    put(draft.book.standards, std::move(standard), table, what);
}

void read_goal(const Value& table, Draft& draft) {
    static const Keys allowed{"id",       "title",  "indicator", "op",         "value", "clause",
                              "evidence", "period", "kind",      "supersedes", "note"};
    only_keys(table, allowed, "目标值");
    ParkGoal goal;
    goal.id = needed(table, "id", "目标值");
    const std::string what = "目标值 “" + goal.id + "”";
    goal.where = table.where();
    goal.title = needed(table, "title", what), goal.clause = needed(table, "clause", what);
    goal.evidence = evidence_of(table, what), goal.period = optional_text(table, "period");
    const std::string kind = optional_text(table, "kind");
    if (!kind.empty() && kind != "goal" && kind != "gate")
        table.find("kind")->fail(what + " 的 kind 只能是 goal（目标）或 gate（门槛），得到 “" + kind + "”");
    goal.gate = kind == "gate";
    goal.indicator = needed(table, "indicator", what);
    if (goal.indicator != "intensive_score") known_member(draft, goal.indicator, false, *table.find("indicator"));
    goal.op = needed(table, "op", what);
    static const std::vector<std::string> ops{">=", ">", "<=", "<"};
    if (std::find(ops.begin(), ops.end(), goal.op) == ops.end())
        table.find("op")->fail(what + " 的 op 只能是 " + join(ops, " ") + "，得到 “" + goal.op + "”");
    const Value* value = table.find("value");
    if (!value) table.fail(what + " 缺少 value");
    goal.value = read_figure(*value, "value", draft.book);
    put(draft.book.goals, std::move(goal), table, what);
}

void read_park_example(const Value& table, Draft& draft) {
    static const Keys allowed{"name", "given", "set", "expect", "clause", "supersedes"};
    only_keys(table, allowed, "园区算例");
    ParkExample example;
    example.name = needed(table, "name", "园区算例");
    example.where = table.where();
    const std::string what = "园区算例 “" + example.name + "”";
    if (const Value* given = table.find("given"))
        for (const auto& [key, value] : given->table("given")) {
            const auto measure = park_measure_named(key);
            if (!measure) value.fail(what + "：没有园区度量 “" + key + "”");
            if (!park_amount(spec(*measure).dimension, value.text(key)))
                value.fail(what + "：“" + value.text(key) + "” 不是 " + key +
                           " 的值；写法如 \"410 公顷\"、\"780000 万元\"");
            example.given.emplace(key, value.text(key));
        }
    if (const Value* set = table.find("set"))
        for (const auto& [key, value] : set->table("set")) {
            parameter_at(value, key, draft.book);
            example.set.emplace(key, value.text(key));
        }
    const Value* expect = table.find("expect");
    if (!expect || expect->table("expect").empty()) table.fail(what + " 没有 expect");
    for (const auto& [key, value] : expect->table("expect")) example.expect.emplace_back(key, value.text(key));
    const auto same = std::find_if(draft.book.park_examples.begin(), draft.book.park_examples.end(),
                                   [&](const ParkExample& one) { return one.name == example.name; });
    const Value* supersedes = table.find("supersedes");
    const bool replaces = supersedes && supersedes->boolean("supersedes");
    if ((same != draft.book.park_examples.end()) != replaces)
        table.fail(what +
                   (replaces ? " 写了 supersedes，但上级包中没有它" : " 已经有了；要改它请写 supersedes = true"));
    if (replaces)
        *same = std::move(example);
    else
        draft.book.park_examples.push_back(std::move(example));
}

}  // namespace mutu
