// Worked examples of the pack, each worked out by the code that answers for real changes.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Answers = std::map<std::string, std::string>;

Area area_at(const Value& given, std::string_view key) {
    const Value* member = given.find(key);
    const auto amount = park_amount(ParkDimension::area, member ? member->text(key) : "0 m²");
    if (!amount) member->fail("不是带单位的面积");
    return Area::quanta(*amount);
}

template <class Entry>
const Entry& named(const std::vector<Entry>& entries, std::string Entry::* id, const Value& given,
                   std::string_view key) {
    const std::string name = text_of(given, key);
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& one) { return one.*id == name; });
    if (found == entries.end()) given.find(key)->fail("没有 “" + name + "”");
    return *found;
}

std::optional<Date> date_at(const Value& given, std::string_view key) {
    const auto parsed = parse_date(text_of(given, key));
    const Date* day = std::get_if<Date>(&parsed);
    return day ? std::optional{*day} : std::nullopt;
}

Answers constraint_answer(const Value& given, const ExpandRules& rules, const Rulebook& book) {
    const ConstraintRule& rule = named(rules.constraints, &ConstraintRule::kind, given, "constraint");
    const auto absent = book.words("expand_declared_absent");
    const std::string layer = text_of(given, "layer");
    const ConstraintFacts facts{.given = layer != "absent",
                                .declared_absent = std::find(absent.begin(), absent.end(), rule.kind) != absent.end(),
                                .near = layer != "far",
                                .area = area_at(given, "area")};
    const ExpandCheck check = judge_constraint(rule, facts, book);
    return {{"verdict", std::string{word(check.verdict)}}, {"noted", check.noted ? "yes" : "no"}};
}

/// "added" and "removed": areas of blocks joined by ';'; with "before", what the park comes to.
Answers swap_answers(const Value& given, const Rulebook& book) {
    const auto blocks = [&](std::string_view key) {
        std::vector<Area> areas;
        for (const std::string& one : split(text_of(given, key), ';')) {
            if (one.empty()) continue;
            const auto amount = park_amount(ParkDimension::area, one);
            if (!amount) given.find(key)->fail("不是带单位的面积");
            if (*amount > 0) areas.push_back(Area::quanta(*amount));
        }
        return areas;
    };
    const auto in = blocks("added"), out = blocks("removed");
    Area first;
    for (const Area area : out) first += area;
    const SwapAccount account = swap_account(given.find("before") ? area_at(given, "before") : first, in, out, book);
    const auto hectares = [](Area area) {
        return exact(ParkDimension::area, area.quanta()).over(Rational::whole(10'000))->text();
    };
    return {{"kind", account.kind},
            {"blocks_in", std::to_string(account.blocks_in)},
            {"blocks_out", std::to_string(account.blocks_out)},
            {"in_ha", hectares(account.in)},
            {"out_ha", hectares(account.out)},
            {"after_ha", hectares(account.after)},
            {"net_mu", (Rational::mu(account.after) - Rational::mu(account.before)).text()},
            {"times", account.times ? account.times->decimals(2) : "undetermined"}};
}

Answers answers_of(const Value& given, const ExpandRules& rules, const Rulebook& book) {
    if (given.find("constraint")) return constraint_answer(given, rules, book);
    if (given.find("clock")) {
        const ClockRule& rule = named(rules.clocks, &ClockRule::id, given, "clock");
        const auto as_of = date_at(given, "as_of");
        if (!as_of) given.fail("算例缺少 as_of");
        return {{"verdict", std::string{word(judge_clock(rule, date_at(given, "date"), *as_of, book).verdict)}}};
    }
    if (given.find("land")) {
        const std::string code = text_of(given, "land");
        const auto colon = code.find(':');
        if (colon == std::string::npos) given.find("land")->fail("代码须写作 系统:代码");
        const LandClassRule* found = land_class(rules, code.substr(0, colon), code.substr(colon + 1));
        return {{"class", found ? found->id : "undetermined"}};
    }
    return swap_answers(given, book);
}

void run_example(const Value& entry, const ExpandRules& rules, const Rulebook& book,
                 std::vector<FailedExample>& failed) {
    Rulebook changed = book;
    if (const Value* set = entry.find("set"))
        for (const auto& [name, value] : set->table("set")) set_parameter(changed, name, value.text(name));
    const Value *given = entry.find("given"), *expect = entry.find("expect");
    if (!given || !expect || expect->table("expect").empty()) entry.fail("算例须有 given 与 expect");
    Answers answers = answers_of(*given, rules, changed);
    for (const auto& [what, value] : expect->table("expect"))
        if (answers[what] != value.text(what))
            failed.push_back({needed_text(entry, "name"), entry.where(), what, value.text(what), answers[what]});
}

}  // namespace

std::vector<FailedExample> check_expand_examples(const Rulebook& book, std::size_t* count) {
    const ExpandRules rules = expand_rules(book);
    std::vector<FailedExample> failed;
    std::size_t examples = 0;
    each_entry(book, "expand_example", [&](const Value& entry) {
        ++examples;
        run_example(entry, rules, book, failed);
    });
    if (count) *count = examples;
    return failed;
}

}  // namespace mutu
