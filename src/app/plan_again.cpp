// A scenario's request read back from the book.
#include "planned.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

std::vector<std::string> texts(const Value& request, const char* key) {
    std::vector<std::string> all;
    for (const Value& one : request.find(key)->list(key)) all.push_back(one.text(key));
    return all;
}

[[noreturn]] void no_such_scenario(const Book& book, const PlanQuery& typed) {
    std::vector<std::string> known;
    if (book.has("plan_scenario"))
        for (const auto& row : book.query("SELECT scenario_id FROM plan_scenario ORDER BY fid").rows)
            known.push_back(row[0].value_or(""));
    throw Error{Kind::usage, typed.book + " 中没有方案 " + typed.again + "；" +
                                 (known.empty() ? "还没有做过方案" : "有：" + join(known, "、"))};
}

}  // namespace

PlanQuery asked_again(const Book& book, const PlanQuery& typed) {
    if (!book.has("plan_scenario")) no_such_scenario(book, typed);
    const auto rows = book.query("SELECT request FROM plan_scenario WHERE scenario_id = ?1", {typed.again}).rows;
    if (rows.empty()) no_such_scenario(book, typed);
    const Value request = parse_json(rows[0][0].value_or("{}"), typed.book + " plan_scenario");
    PlanQuery query;
    query.book = typed.book, query.why = typed.why, query.seconds = typed.seconds;
    query.budget_wan = request.find("budget_wan")->real("budget_wan");
    query.years = static_cast<int>(request.find("years")->integer("years"));
    query.min_block_mu = request.find("min_block_mu")->real("min_block_mu");
    query.objective = request.find("objective")->text("objective"), query.gap = request.find("gap")->real("gap");
    query.force = texts(request, "force"), query.forbid = texts(request, "forbid");
    for (const auto& [action, most] : request.find("limits")->table("limits"))
        query.limits.push_back(action + "=" + std::to_string(most.integer("limits")));
    for (const auto& [name, value] : request.find("set")->table("set")) query.set.emplace_back(name, value.text("set"));
    // What is typed this time comes last and wins.
    query.set.insert(query.set.end(), typed.set.begin(), typed.set.end());
    return query;
}

}  // namespace mutu
