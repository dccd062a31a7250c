// [[year_end]] and [[name_list]] of a pack, and whether the weights add up.
#include "year_end_parts.hpp"

#include "mutu/pack_section.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

using office::ListMeasure;

void known_indicator(const Value& entry, const Rulebook& book, const std::string& id) {
    const auto same = [&](const auto& one) { return one.id == id; };
    std::vector<std::string> known{"intensive_score"};
    for (const IndicatorSpec& one : book.indicators) known.push_back(one.id);
    if (id == "intensive_score" || std::any_of(book.indicators.begin(), book.indicators.end(), same)) return;
    const auto meant = nearest(id, known);
    entry.find("indicator")->fail("没有园区指标 “" + id + "”" + (meant ? "；是否指 “" + *meant + "”？" : ""));
}

std::vector<std::string> columns_at(const Value& entry) {
    std::vector<std::string> columns;
    if (const Value* list = entry.find("columns"))
        for (const Value& one : list->list("columns")) columns.push_back(one.text("columns"));
    return columns;
}

CompositeItem read_item(const Value& entry, const Rulebook& book) {
    only(entry, {"id", "title", "indicator", "columns", "method", "better", "weight"});
    CompositeItem item;
    item.id = needed_text(entry, "id"), item.title = needed_text(entry, "title");
    item.indicator = text_of(entry, "indicator"), item.columns = columns_at(entry);
    if (item.indicator.empty() == item.columns.empty()) entry.fail("“" + item.id + "” 须写 indicator 或 columns 之一");
    if (!item.indicator.empty()) known_indicator(entry, book, item.indicator);
    const std::string method = text_of(entry, "method"), better = text_of(entry, "better");
    if (!method.empty() && method != "min_max" && method != "given")
        entry.find("method")->fail("method 须为 min_max 或 given，得到 “" + method + "”");
    if (!better.empty() && better != "higher" && better != "lower")
        entry.find("better")->fail("better 须为 higher 或 lower，得到 “" + better + "”");
    item.method = method == "given" ? CompositeItem::Method::given : CompositeItem::Method::min_max;
    item.lower_is_better = better == "lower";
    item.weight = named_parameter(entry, "weight", book);
    return item;
}

void check_weights(const Value& entry, const Composite& composite, const Rulebook& book) {
    Rational sum;
    bool gap = false;
    for (const CompositeItem& item : composite.items) {
        const auto weight = book.ratio(item.weight);
        gap = gap || !weight;
        if (!weight) continue;
        if (Rational::of(*weight) < Rational::whole(0))
            entry.fail("“" + composite.id + "” 的权重 " + item.weight + " 为负：" + Rational::of(*weight).text());
        sum += Rational::of(*weight);
    }
    const Rational whole = Rational::whole(1);
    if (gap ? sum > whole : sum != whole)
        entry.fail("“" + composite.id + "” 的权重合计 " + sum.text() + (gap ? "，还有空缺就已超过 1" : "，应为 1") +
                   "；请核对 year_end_weight_… 各参数");
}

Composite read_composite(const Value& entry, const Rulebook& book) {
    only(entry, {"id", "title", "clause", "evidence", "first", "last", "item"});
    Composite composite;
    composite.id = needed_text(entry, "id"), composite.title = needed_text(entry, "title");
    composite.clause = needed_text(entry, "clause"), composite.evidence = evidence_at(entry);
    composite.first = named_parameter(entry, "first", book), composite.last = named_parameter(entry, "last", book);
    const Value* items = entry.find("item");
    if (!items || items->list("item").empty()) entry.fail("综合评价 “" + composite.id + "” 没有 item");
    for (const Value& one : items->list("item")) {
        composite.items.push_back(read_item(one, book));
        for (std::size_t i = 0; i + 1 < composite.items.size(); ++i)
            if (composite.items[i].id == composite.items.back().id)
                one.find("id")->fail("“" + composite.items.back().id + "” 写了两次");
    }
    return composite;
}

ListTest read_test(const Value& entry, const NameList& list, const Rulebook& book) {
    only(entry, {"of", "indicator", "columns", "op", "value"});
    ListTest test{
        needed_text(entry, "of"), text_of(entry, "indicator"), columns_at(entry), needed_text(entry, "op"), {}};
    const ListMeasure* measure = office::list_measure(list.subject, test.of);
    if (!measure) {
        std::vector<std::string> known;
        for (const ListMeasure& one : office::list_measures())
            if (one.subject == list.subject) known.emplace_back(one.id);
        entry.find("of")->fail("名单 “" + list.id + "” 不能用 “" + test.of + "”；可用：" + join(known, "、"));
    }
    if ((test.of == "indicator") != !test.indicator.empty())
        entry.fail("of = \"indicator\" 时写明 indicator，且仅限于此");
    if (test.of.starts_with("column") == test.columns.empty())
        entry.fail("of = \"column…\" 时写明 columns，且仅限于此");
    if (!test.indicator.empty()) known_indicator(entry, book, test.indicator);
    constexpr std::array<std::string_view, 6> ops{">=", ">", "<=", "<", "in", "known"};
    if (std::find(ops.begin(), ops.end(), test.op) == ops.end())
        entry.find("op")->fail("op 须为 >=、>、<=、<、in 或 known，得到 “" + test.op + "”");
    if (test.op != "known") test.parameter = named_parameter(entry, "value", book);
    if (test.op == "known" && entry.find("value")) entry.find("value")->fail("known 不带 value");
    if (test.op != "in" && test.op != "known" && measure->words)
        entry.find("op")->fail("“" + test.of + "” 是文字，只能用 in 或 known");
    return test;
}

NameList read_list(const Value& entry, const Rulebook& book) {
    only(entry, {"id", "title", "subject", "clause", "evidence", "all", "any"});
    NameList list;
    list.id = needed_text(entry, "id"), list.title = needed_text(entry, "title");
    list.subject = needed_text(entry, "subject");
    list.clause = needed_text(entry, "clause"), list.evidence = evidence_at(entry);
    if (list.subject != "park" && list.subject != "enterprise" && list.subject != "cluster")
        entry.find("subject")->fail("subject 须为 park、enterprise 或 cluster，得到 “" + list.subject + "”");
    const Value *all = entry.find("all"), *any = entry.find("any");
    if (!all == !any) entry.fail("名单 “" + list.id + "” 须写 all 或 any 之一");
    list.any = any != nullptr;
    for (const Value& one : (any ? any : all)->list("all/any")) list.tests.push_back(read_test(one, list, book));
    if (list.tests.empty()) entry.fail("名单 “" + list.id + "” 没有条件");
    return list;
}

}  // namespace

YearEndRules year_end_rules(const Rulebook& book) {
    YearEndRules rules;
    const Value* place = nullptr;
    std::optional<Value> kept;
    each_entry(book, "year_end", [&](const Value& entry) {
        rules.composite = read_composite(entry, book);
        kept = entry, place = &*kept;
    });
    if (place) check_weights(*place, *rules.composite, book);
    each_entry(book, "name_list", [&](const Value& entry) {
        NameList list = read_list(entry, book);
        const auto same = std::find_if(rules.lists.begin(), rules.lists.end(),
                                       [&](const NameList& one) { return one.id == list.id; });
        if (same == rules.lists.end())
            rules.lists.push_back(std::move(list));
        else
            *same = std::move(list);
    });
    return rules;
}

}  // namespace mutu
