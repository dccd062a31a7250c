// [[score]] sections of packs: lists, items, marks and grades, refused where they cannot be sound.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace mutu {
namespace {

using Keys = std::vector<std::string_view>;

std::optional<Figure> optional_figure(const Value& table, std::string_view key, std::string_view what,
                                      const Rulebook& book) {
    const Value* found = table.find(key);
    if (!found) return std::nullopt;
    return read_figure(*found, std::string{what} + " 的 " + std::string{key}, book);
}

Figure needed_figure(const Value& table, std::string_view key, std::string_view what, const Rulebook& book) {
    auto figure = optional_figure(table, key, what, book);
    if (!figure) table.fail(std::string{what} + " 缺少 " + std::string{key} + "（没有找到的数写 \"\"）");
    return *figure;
}

std::vector<std::string> words_at(const Value& table, std::string_view key) {
    const Value* found = table.find(key);
    if (!found) return {};
    if (const auto* one = found->as<std::string>()) return {*one};
    return text_list(*found, key);
}

std::vector<ScoreTerm> terms_at(const Value& table, std::string_view key) {
    std::vector<ScoreTerm> terms;
    for (std::string word : words_at(table, key)) {
        const bool minus = word.starts_with('-');
        if (minus || word.starts_with('+')) word.erase(0, 1);
        if (trimmed(word).empty()) table.find(key)->fail(std::string{key} + " 中有空的列名");
        terms.push_back({word, minus});
    }
    return terms;
}

template <class Choice, std::size_t size>
Choice choice_at(const Value& table, std::string_view key,
                 const std::array<std::pair<std::string_view, Choice>, size>& choices, Choice otherwise) {
    const Value* found = table.find(key);
    if (!found) return otherwise;
    std::vector<std::string> names;
    for (const auto& [name, choice] : choices) {
        if (found->text(key) == name) return choice;
        names.emplace_back(name);
    }
    found->fail(std::string{key} + " 只能是 " + join(names, "、") + "，得到 “" + found->text(key) + "”");
}

constexpr std::array<std::pair<std::string_view, ScoreMethod>, 5> methods{{{"baseline", ScoreMethod::baseline},
                                                                           {"min_max", ScoreMethod::min_max},
                                                                           {"quantile", ScoreMethod::quantile},
                                                                           {"maximum", ScoreMethod::maximum},
                                                                           {"mirror", ScoreMethod::mirror}}};
constexpr std::array<std::pair<std::string_view, ScoreMissing>, 3> missing_rules{
    {{"undetermined", ScoreMissing::undetermined},
     {"list_mean", ScoreMissing::list_mean},
     {"zero", ScoreMissing::zero}}};

ScoreItem read_item(const Value& table, const std::string& scheme, const Rulebook& book) {
    static const Keys allowed{"id",  "title", "unit",  "clause", "evidence", "of",  "over",     "weight",  "method",
                              "cap", "floor", "least", "even",   "min",      "max", "baseline", "missing", "times"};
    ScoreItem item;
    item.id = needed(table, "id", "评分 “" + scheme + "” 的一项");
    const std::string what = "评分 “" + scheme + "” 的 “" + item.id + "”";
    only_keys(table, allowed, what);
    item.title = needed(table, "title", what);
    item.unit = optional_text(table, "unit");
    item.clause = optional_text(table, "clause");
    if (table.find("evidence")) item.evidence = evidence_of(table, what);
    item.of = terms_at(table, "of"), item.over = terms_at(table, "over");
    if (item.of.empty()) table.fail(what + " 缺少 of（由哪些列算出）");
    item.weight = needed_figure(table, "weight", what, book);
    item.method = choice_at(table, "method", methods, ScoreMethod::baseline);
    item.missing = choice_at(table, "missing", missing_rules, ScoreMissing::undetermined);
    if (item.method == ScoreMethod::baseline)
        item.baseline = needed_figure(table, "baseline", what, book);
    else if (table.find("baseline"))
        table.find("baseline")->fail(what + " 的 method 不用 baseline");
    for (const auto& [key, member] : {std::pair{"min", &ScoreItem::min},
                                      {"max", &ScoreItem::max},
                                      {"least", &ScoreItem::least},
                                      {"even", &ScoreItem::even},
                                      {"cap", &ScoreItem::cap},
                                      {"floor", &ScoreItem::floor},
                                      {"times", &ScoreItem::times}})
        item.*member = optional_figure(table, key, what, book);
    if (item.method == ScoreMethod::min_max && !item.even)
        table.fail(what + " 缺少 even：名单内各户相同时给权重的几成（须写明，没有找到写 \"\"）");
    return item;
}

ScoreMark read_mark(const Value& table, std::string_view kind, const std::string& what, const Rulebook& book) {
    static const Keys allowed{"title", "column", "is", "industry", "clause", "evidence", "points", "factor", "grade"};
    only_keys(table, allowed, what);
    ScoreMark mark;
    mark.title = needed(table, "title", what);
    mark.clause = needed(table, "clause", what);
    mark.evidence = evidence_of(table, what);
    mark.column = optional_text(table, "column");
    mark.words = words_at(table, "is"), mark.industries = words_at(table, "industry");
    if (mark.column.empty() == mark.industries.empty()) table.fail(what + " 须写 column 与 is，或者 industry");
    if (kind == "bonus") mark.points = needed_figure(table, "points", what, book);
    if (kind == "correction" && (table.find("factor") || !mark.words.empty() || mark.column.empty()))
        mark.factor = needed_figure(table, "factor", what, book);
    if (kind == "veto") mark.grade = needed(table, "grade", what);
    if (!mark.column.empty() && mark.words.empty() && kind != "correction")
        table.fail(what + " 缺少 is（哪些写法算有）");
    return mark;
}

std::vector<ScoreMark> read_marks(const Value& table, std::string_view kind, const std::string& what,
                                  const Rulebook& book) {
    std::vector<ScoreMark> marks;
    if (const Value* list = table.find(kind))
        for (const Value& one : list->list(kind))
            marks.push_back(read_mark(one, kind, what + " 的 " + std::string{kind}, book));
    return marks;
}

ScoreMembers read_members(const Value& table, const std::string& what, const Rulebook& book) {
    static const Keys allowed{"above_designated", "own_land", "min_land_mu", "below_land_mu", "industry"};
    only_keys(table, allowed, what);
    ScoreMembers members;
    for (const auto& [key, member] :
         {std::pair{"above_designated", &ScoreMembers::above_designated}, {"own_land", &ScoreMembers::own_land}})
        if (const Value* found = table.find(key)) members.*member = found->boolean(key);
    members.min_land_mu = optional_figure(table, "min_land_mu", what, book);
    members.below_land_mu = optional_figure(table, "below_land_mu", what, book);
    members.industries = words_at(table, "industry");
    return members;
}

std::vector<ScoreGrade> read_grades(const Value& table, const std::string& what, const Rulebook& book) {
    static const Keys allowed{"id", "title", "share", "score", "measures"};
    std::vector<ScoreGrade> grades;
    const Value* list = table.find("grade");
    if (!list) return grades;
    for (const Value& one : list->list("grade")) {
        only_keys(one, allowed, what + " 的 grade");
        ScoreGrade grade;
        grade.id = needed(one, "id", what + " 的 grade");
        grade.title = optional_text(one, "title");
        grade.share = optional_figure(one, "share", what, book);
        grade.score = optional_figure(one, "score", what, book);
        grade.measures = words_at(one, "measures");
        const bool last = &one == &list->list("grade").back();
        if (grade.share && grade.score) one.fail(what + " 的 grade 只能按 share 或 score 之一划线");
        if (last == (grade.share || grade.score))
            one.fail(what + (last ? " 的最后一档不写 share、score" : " 的这一档须写 share 或 score"));
        grades.push_back(std::move(grade));
    }
    return grades;
}

void read_items(const Value& table, ScoreScheme& scheme, const std::string& what, const Rulebook& book) {
    std::set<std::string> ids;
    const Value* items = table.find("item");
    if (!items) return;
    for (const Value& one : items->list("item")) {
        scheme.items.push_back(read_item(one, scheme.id, book));
        const std::string& id = scheme.items.back().id;
        if (!ids.insert(id).second) one.fail(what + " 有两项都叫 “" + id + "”");
    }
}

/// How many decimals the score keeps, and what becomes of equal scores at a cut.
void read_ranking(const Value& table, ScoreScheme& scheme, const std::string& what, const Rulebook& book) {
    constexpr int most_places = 9;
    if (const Value* places = table.find("places")) {
        scheme.places = static_cast<int>(places->integer("places"));
        if (*scheme.places < 0 || *scheme.places > most_places) places->fail(what + " 的 places 须为 0–9");
    }
    const Value* ties = table.find("ties");
    if (!ties) return;
    if (ties->as<Value::Table>()) {
        scheme.ties_parameter = parameter_at(*ties, needed(*ties, "param", what), book).id;
        book.word(scheme.ties_parameter);
        return;
    }
    scheme.ties = ties->text("ties");
    if (scheme.ties != "upward" && scheme.ties != "downward") ties->fail("ties 只能是 upward、downward");
}

/// What the marks and grades of a scheme say of each other.
void check_grades(const Value& table, const ScoreScheme& scheme, const std::string& what) {
    std::set<std::string> grades;
    for (const ScoreGrade& grade : scheme.grades)
        if (!grades.insert(grade.id).second) table.fail(what + " 有两档都叫 “" + grade.id + "”");
    for (const ScoreMark& veto : scheme.vetoes)
        if (!grades.contains(veto.grade))
            table.fail(what + " 的否决项 “" + veto.title + "” 降到没有的一档 “" + veto.grade + "”");
    const bool by_score = std::any_of(scheme.grades.begin(), scheme.grades.end(),
                                      [](const ScoreGrade& grade) { return grade.score.has_value(); });
    if (by_score && !scheme.places) table.fail(what + " 按分数划档，须写 places（得分保留几位小数）");
    if (!scheme.items.empty() && scheme.grades.empty()) table.fail(what + " 没有 grade");
}

/// A pack's entry takes the place of its parent's only where it says so.
template <class Entry>
void put_in(std::vector<Entry>& entries, Entry entry, const Value& table, const std::string& what) {
    const Value* supersedes = table.find("supersedes");
    const bool replaces = supersedes && supersedes->boolean("supersedes");
    const auto before =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& one) { return one.id == entry.id; });
    if (before != entries.end() && !replaces) table.fail(what + " 已经有了；要改它请写 supersedes = true");
    if (before == entries.end() && replaces) supersedes->fail(what + " 写了 supersedes，但上级包中没有它");
    if (before == entries.end())
        entries.push_back(std::move(entry));
    else
        *before = std::move(entry);
}

}  // namespace

void read_score(const Value& table, Draft& draft) {
    static const Keys allowed{"id",   "title", "list",     "clause",     "evidence", "members",
                              "item", "total", "unscored", "correction", "bonus",    "bonus_cap",
                              "veto", "grade", "places",   "ties",       "example",  "note"};
    only_keys(table, allowed, "评分");
    const Rulebook& book = draft.book;
    ScoreScheme scheme;
    scheme.id = needed(table, "id", "评分");
    scheme.where = table.where();
    const std::string what = "评分 “" + scheme.id + "”";
    scheme.title = needed(table, "title", what), scheme.list = needed(table, "list", what);
    scheme.clause = needed(table, "clause", what);
    scheme.evidence = evidence_of(table, what);
    if (const Value* members = table.find("members"))
        scheme.members = read_members(*members, what + " 的 members", book);
    read_items(table, scheme, what, book);
    scheme.unscored = optional_text(table, "unscored");
    if (scheme.items.empty() == scheme.unscored.empty())
        table.fail(what + " 须有 item；不评分的名单写 unscored = \"原因\"");
    scheme.total =
        optional_figure(table, "total", what, book).value_or(Figure{Rational::whole(100), "", table.where()});
    scheme.corrections = read_marks(table, "correction", what, book);
    scheme.bonuses = read_marks(table, "bonus", what, book);
    scheme.vetoes = read_marks(table, "veto", what, book);
    scheme.bonus_cap = optional_figure(table, "bonus_cap", what, book);
    scheme.grades = read_grades(table, what, book);
    read_ranking(table, scheme, what, book);
    check_grades(table, scheme, what);
    if (const Value* examples = table.find("example")) scheme.examples = examples->list("example");
    check_scheme(book, scheme);
    put_in(draft.book.scores, std::move(scheme), table, what);
}

void read_chain(const Value& table, Draft& draft) {
    static const Keys allowed{"id", "title", "codes", "clause", "evidence", "supersedes"};
    only_keys(table, allowed, "产业链");
    IndustryChain chain;
    chain.id = needed(table, "id", "产业链");
    const std::string what = "产业链 “" + chain.id + "”";
    chain.title = needed(table, "title", what), chain.clause = needed(table, "clause", what);
    chain.evidence = evidence_of(table, what);
    chain.codes = words_at(table, "codes");
    if (chain.codes.empty()) table.fail(what + " 缺少 codes（行业代码的开头）");
    put_in(draft.book.chains, std::move(chain), table, what);
}

void check_scheme(const Rulebook& book, const ScoreScheme& scheme) {
    const std::string what = scheme.where + ": 评分 “" + scheme.id + "”";
    Rational sum;
    bool whole = true;
    for (const ScoreItem& item : scheme.items) {
        const auto weight = value_of(book, item.weight);
        whole = whole && weight;
        if (weight) sum += *weight;
        if (weight && *weight < Rational{}) throw Error{Kind::input, what + " 的 “" + item.id + "” 权重为负"};
        const auto baseline = item.baseline ? value_of(book, *item.baseline) : std::nullopt;
        if (baseline && *baseline <= Rational{})
            throw Error{Kind::input, what + " 的 “" + item.id + "” 基准值为 " + baseline->text() + "；基准值须大于 0"};
    }
    const auto total = value_of(book, scheme.total);
    if (!scheme.items.empty() && whole && total && sum != *total)
        throw Error{Kind::input, what + " 的权重合计 " + sum.text() + "，应为 " + total->text()};
    std::optional<Rational> before;
    for (const ScoreGrade& grade : scheme.grades) {
        const auto share = grade.share ? value_of(book, *grade.share) : std::nullopt;
        if (!share) continue;
        if (*share <= Rational{} || *share >= Rational::whole(1) || (before && *share <= *before))
            throw Error{Kind::input, what + " 的 “" + grade.id + "” 档划线 " + share->text() +
                                         "：share 是从头累计的比例，须在 0 与 1 之间并逐档增大"};
        before = share;
    }
}

}  // namespace mutu
