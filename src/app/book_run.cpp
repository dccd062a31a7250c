// The rulebook a book was judged by: its packs as they were read, with the parameters set for its run.
#include "bulletin/kept.hpp"
#include "session.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

void set_again(Rulebook& rules, const Value& parameters) {
    for (const auto& [name, about] : parameters.table("parameters")) {
        const Value *overridden = about.find("overridden"), *value = about.find("value");
        if (!overridden || !overridden->boolean("overridden")) continue;
        set_parameter(rules, name, value && value->as<std::string>() ? *value->as<std::string>() : "");
    }
}

}  // namespace

BookRun run_of(const Book& book, const std::string& path) {
    if (book.has("submission"))
        throw Error{Kind::usage,
                    path + ": 是报送或汇总的成果，只有结果，没有判定所用的资料；这一步请在报送单位的成果库上做"};
    const Rows runs = book.query("SELECT run_id, as_of, parameters, policy_sha256 FROM run ORDER BY fid DESC LIMIT 1");
    if (runs.rows.empty()) throw Error{Kind::input, path + ": 成果库中还没有分析"};
    std::vector<PackSource> packs;
    for (const auto& row : book.query("SELECT pack_id, name, text FROM policy_pack ORDER BY fid").rows)
        packs.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or("")});
    const auto& run = runs.rows.front();
    const auto day = day_of(run[1]);
    if (!day) throw Error{Kind::input, "run.as_of: " + run[1].value_or("") + " 不是日期"};
    BookRun found{run[0].value_or(""), *day, load_rulebook(packs)};
    if (found.rules.sha256 != run[3].value_or(""))
        throw Error{Kind::input, path + ": 库中的政策包与本次分析记录的不一致，可能被改动；请用 mutu run 重新分析"};
    set_again(found.rules, parse_json(run[2].value_or("{}"), path + " run.parameters"));
    return found;
}

std::optional<Rulebook> rules_of(const Kept& run) {
    const Book book{run.path};
    if (run.earlier && !book.has("history_policy_pack")) return std::nullopt;
    std::vector<PackSource> packs;
    for (const auto& row : run.rows(book, "pack_id, name, text", "policy_pack", " ORDER BY fid").rows)
        packs.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or("")});
    if (packs.empty()) return std::nullopt;
    const auto parameters = book.query("SELECT parameters FROM run WHERE run_id = ?1", {run.run_id}).rows;
    try {
        Rulebook rules = load_rulebook(packs);
        if (rules.sha256 != run.policy_sha256) return std::nullopt;
        set_again(rules, parse_json(parameters.at(0)[0].value_or("{}"), run.path + " run.parameters"));
        return rules;
    } catch (const Error&) {  // a pack of an earlier version of the program may say what this one cannot read
        return std::nullopt;
    }
}

}  // namespace mutu
