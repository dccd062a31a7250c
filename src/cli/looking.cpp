// Verbs that look into a book. They need neither GDAL nor a solver nor Cairo, whose libraries take longer to load than
// the answer takes to find: the program itself answers them, the rest it leaves to its larger half.
#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace mutu {
namespace {

/// A day that is typed and left aside would be taken for the answer's.
void refuse_a_day(const Typed& typed, const char* verb) {
    if (day_of(typed))
        throw Error{Kind::usage, std::string{verb} + " 只看最近一次分析，不用 --as-of；mutu list --as-of 可看以前的"};
}

}  // namespace

void looking_verbs(CLI::App& app, Typed& typed) {
    CLI::App* explaining = app.add_subcommand("explain", "一宗地的全部判定、一家企业的评分或一个园区的指标，及其证明");
    explaining->add_option("book", typed.first, "成果库")->required();
    explaining->add_option("id", typed.second, "宗地编号，企业的代码或名称，园区的编号或名称")->required();
    explaining->callback([&typed] {
        refuse_a_day(typed, "explain");
        typed.action = [&typed] { return explain(typed.first, typed.second, typed.common, std::cout); };
    });

    CLI::App* listing = app.add_subcommand(
        "list",
        "列出成果：parcels parks unsupplied enterprises enterprise-land industries indicators goals "
        "controls areas projects project-periods commitments rates turnover turnover-ladder registers "
        "register-keys disposals survey runs diagnostics ranges unknowns deadlines visits query-answers；汇总库另有 "
        "submissions submitted-parks city gaps");
    listing->add_option("book", typed.query.book, "成果库")->required();
    listing->add_option("what", typed.query.what, "列什么")->required();
    listing->add_option("--park", typed.query.park, "只列该园区");
    listing->add_option("--class", typed.query.land_class, "只列该地类（land_class）");
    listing->add_option("--where", typed.query.where, "SQL 条件");
    listing->add_option("--within", typed.query.within, "deadlines：只列截至日起这么多天内到期的")
        ->check(CLI::Range(0, 36500))
        ->type_name("DAYS");
    listing->callback([&typed] {
        typed.query.as_of = day_of(typed);
        typed.action = [&typed] { return list(typed.query, typed.common, std::cout); };
    });

    CLI::App* supposing =
        app.add_subcommand("what-if", "改变政策参数（--set 名=值，可多次）后，哪些宗地、多少亩、多少税收换了分类");
    supposing->add_option("book", typed.what_if.book, "成果库")->required();
    CLI::Option* near = supposing->add_option("--sensitivity", typed.sensitivity,
                                              "各数值参数上下浮动百分之几（缺省 5）时各有多少宗地换分类");
    near->expected(0, 1)->default_str("5")->check(CLI::Range(0.001, 100.0))->type_name("PERCENT");
    supposing->callback([&typed, near] {
        refuse_a_day(typed, "what-if");
        typed.what_if.set = settings_of(typed);
        if (near->count() > 0) typed.what_if.sensitivity = near->results().empty() ? 5 : typed.sensitivity;
        typed.action = [&typed] { return what_if(typed.what_if, typed.common, std::cout); };
    });
}

}  // namespace mutu
