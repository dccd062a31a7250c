// The rulebook a book was judged by: its packs as they were read, with the parameters set for its run.
#include "session.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

Date day_of(const std::string& iso) {
    const auto parsed = parse_date(iso);
    const Date* day = std::get_if<Date>(&parsed);
    if (!day) throw Error{Kind::input, "run.as_of: " + iso + " 不是日期"};
    return *day;
}

void set_again(Rulebook& rules, const Value& parameters) {
    for (const auto& [name, about] : parameters.table("parameters")) {
        const Value *overridden = about.find("overridden"), *value = about.find("value");
        if (!overridden || !overridden->boolean("overridden")) continue;
        set_parameter(rules, name, value && value->as<std::string>() ? *value->as<std::string>() : "");
    }
}

}  // namespace

BookRun run_of(const Book& book, const std::string& path) {
    const Rows runs = book.query("SELECT run_id, as_of, parameters, policy_sha256 FROM run ORDER BY fid DESC LIMIT 1");
    if (runs.rows.empty()) throw Error{Kind::input, path + ": 成果库中还没有分析"};
    std::vector<PackSource> packs;
    for (const auto& row : book.query("SELECT pack_id, name, text FROM policy_pack ORDER BY fid").rows)
        packs.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or("")});
    const auto& run = runs.rows.front();
    BookRun found{run[0].value_or(""), day_of(run[1].value_or("")), load_rulebook(packs)};
    if (found.rules.sha256 != run[3].value_or(""))
        throw Error{Kind::input, path + ": 库中的政策包与本次分析记录的不一致，可能被改动；请用 mutu run 重新分析"};
    set_again(found.rules, parse_json(run[2].value_or("{}"), path + " run.parameters"));
    return found;
}

}  // namespace mutu
