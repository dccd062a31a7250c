// [[control_index]], [[industry_table]], [[concordance]] and [[control_example]] of packs.
#include "parts.hpp"

#include "mutu/control_index.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Keys = std::vector<std::string_view>;

constexpr std::array<std::string_view, control_measure_count> words{
    "land", "floor_area", "far_floor_area", "occupied", "office_land", "office_floor", "green", "investment"};

ControlMeasure measure_of(const Value& table, std::string_view key, const std::string& what) {
    const std::string& text = needed(table, key, what);
    if (const auto found = control_measure_named(text)) return *found;
    table.find(key)->fail(what + "：没有度量 “" + text + "”；可用：" +
                          join(std::vector<std::string>(words.begin(), words.end()), "、"));
}

ControlRatio ratio_of(const Value& table, std::string_view of, std::string_view over, const ControlIndex& index,
                      const std::string& what) {
    const ControlRatio ratio{measure_of(table, of, what), measure_of(table, over, what)};
    const bool money = index.unit == "万元/公顷";
    if ((ratio.of == ControlMeasure::investment) != money || ratio.over == ControlMeasure::investment)
        table.find(of)->fail(what + " 的单位 “" + index.unit + "” 与公式的量纲不合");
    return ratio;
}

template <class Entry>
void put(std::vector<Entry>& entries, Entry entry, const Value& table, const std::string& what) {
    const Value* supersedes = table.find("supersedes");
    const bool replaces = supersedes && supersedes->boolean("supersedes");
    const auto same =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& one) { return one.id == entry.id; });
    if ((same != entries.end()) != replaces)
        table.fail(what +
                   (replaces ? " 写了 supersedes，但上级包中没有它" : " 已经有了；要改它请写 supersedes = true"));
    if (replaces)
        *same = std::move(entry);
    else
        entries.push_back(std::move(entry));
}

std::vector<std::pair<std::string, std::string>> pairs_of(const Value& table, std::string_view key) {
    std::vector<std::pair<std::string, std::string>> pairs;
    if (const Value* all = table.find(key))
        for (const auto& [name, value] : all->table(key)) pairs.emplace_back(name, value.text(name));
    return pairs;
}

}  // namespace

std::string_view word(ControlMeasure measure) { return words[static_cast<std::size_t>(measure)]; }

std::optional<ControlMeasure> control_measure_named(std::string_view text) {
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) return std::nullopt;
    return static_cast<ControlMeasure>(found - words.begin());
}

void read_industry_table(const Value& table, Draft& draft) {
    static const Keys allowed{"id", "title", "nic_version", "clause", "evidence", "rows", "supersedes", "note"};
    only_keys(table, allowed, "行业表");
    IndustryTable made;
    made.id = needed(table, "id", "行业表"), made.where = table.where();
    const std::string what = "行业表 “" + made.id + "”";
    made.title = needed(table, "title", what), made.clause = needed(table, "clause", what);
    made.nic_version = needed(table, "nic_version", what), made.evidence = evidence_of(table, what);
    if (const Value* rows = table.find("rows"))
        for (const Value& row : rows->list("rows")) {
            IndustryTable::Row one;
            const std::string value = optional_text(row, "value");
            if (!value.empty() && !(one.value = exact_fraction(value)))
                row.fail(what + " 的 value “" + value + "” 不是数");
            const Value* codes = row.find("codes");
            if (!codes) row.fail(what + " 的一行缺少 codes");
            one.codes = text_list(*codes, "codes");
            made.rows.push_back(std::move(one));
        }
    put(draft.book.industry_tables, std::move(made), table, what);
}

void read_concordance(const Value& table, Draft& draft) {
    static const Keys allowed{"from", "to", "clause", "evidence", "codes", "note"};
    only_keys(table, allowed, "行业代码对照");
    Concordance made;
    made.from = needed(table, "from", "行业代码对照"), made.to = needed(table, "to", "行业代码对照");
    made.clause = needed(table, "clause", "行业代码对照"), made.evidence = evidence_of(table, "行业代码对照");
    made.where = table.where(), made.codes = pairs_of(table, "codes");
    draft.book.concordances.push_back(std::move(made));
}

void read_control_index(const Value& table, Draft& draft) {
    static const Keys allowed{"id",    "title", "text", "of",     "over",     "else_of",    "else_over", "op",
                              "limit", "table", "unit", "clause", "evidence", "supersedes", "note"};
    only_keys(table, allowed, "控制指标");
    ControlIndex index;
    index.id = needed(table, "id", "控制指标"), index.where = table.where();
    const std::string what = "控制指标 “" + index.id + "”";
    index.title = needed(table, "title", what), index.text = needed(table, "text", what);
    index.clause = needed(table, "clause", what), index.evidence = evidence_of(table, what);
    index.unit = needed(table, "unit", what);
    if (index.unit != "1" && index.unit != "%" && index.unit != "万元/公顷")
        table.find("unit")->fail(what + " 的单位只能是 1、%、万元/公顷");
    index.ratio = ratio_of(table, "of", "over", index, what);
    if (table.find("else_of")) index.otherwise = ratio_of(table, "else_of", "else_over", index, what);
    index.op = needed(table, "op", what);
    if (index.op != ">=" && index.op != "<=") table.find("op")->fail(what + " 的 op 只能是 >= 或 <=");
    index.limit = optional_text(table, "limit"), index.table = optional_text(table, "table");
    if (index.limit.empty() == index.table.empty()) table.fail(what + " 须写 limit（参数）或 table（行业表）之一");
    if (!index.limit.empty()) parameter_at(*table.find("limit"), index.limit, draft.book);
    const auto& tables = draft.book.industry_tables;
    if (!index.table.empty() &&
        std::none_of(tables.begin(), tables.end(), [&](const auto& one) { return one.id == index.table; }))
        table.find("table")->fail("没有行业表 “" + index.table + "”");
    put(draft.book.control_indices, std::move(index), table, what);
}

void read_control_example(const Value& table, Draft& draft) {
    static const Keys allowed{"name", "given", "set", "expect", "note"};
    only_keys(table, allowed, "控制指标算例");
    ControlExample example{.name = needed(table, "name", "控制指标算例"),
                           .where = table.where(),
                           .given = pairs_of(table, "given"),
                           .set = pairs_of(table, "set"),
                           .expect = pairs_of(table, "expect")};
    for (const auto& [name, value] : example.given)
        if (name != "industry_code" && name != "nic_version" && !control_measure_named(name))
            table.fail("控制指标算例 “" + example.name + "”：没有度量 “" + name + "”");
    for (const auto& [name, value] : example.set) parameter_at(table, name, draft.book);
    if (example.expect.empty()) table.fail("控制指标算例 “" + example.name + "” 没有 expect");
    draft.book.control_examples.push_back(std::move(example));
}

}  // namespace mutu
