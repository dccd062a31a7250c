// The shared store: mutu publish, mutu pull.
#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace mutu {

void publish_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand(
        "publish",
        "把成果库最近一次分析发布到共享库（PostgreSQL + PostGIS），逐园区一个事务，中断后再运行即可接着发布");
    PublishQuery& asked = typed.published;
    verb->add_option("book", asked.book, "成果库")->required();
    verb->add_option("store", asked.store,
                     "共享库：\"PG:host=… dbname=… user=…\" 或 PG:postgresql://…；口令放 ~/.pgpass")
        ->required();
    verb->add_option("--schema", asked.schema, "数据库中的模式，缺省 mutu");
    verb->add_option("--park", asked.parks, "只发布这些园区，可多次；缺省全部，连同不属于园区的表和行");
    verb->add_option("--grant", asked.grants, "让角色看得到某园区，可多次：角色=园区编号，角色=* 为全部")
        ->type_name("ROLE=PARK");
    verb->add_flag("--ack-secret-network", asked.ack_secret,
                   "涉密成果库发布到本机以外的库时：确认所在网络按规定可以处理涉密信息");
    verb->callback(
        [&typed] { typed.action = [&typed] { return publish(typed.published, typed.common, std::cout, std::cerr); }; });
}

void pull_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("pull", "从共享库取回园区，写成一个成果库；内容与发布时逐行相等，写出前核对");
    PullQuery& asked = typed.pulled;
    verb->add_option("store", asked.store, "共享库：\"PG:…\"，见 mutu help publish")->required();
    verb->add_option("book", asked.book, "写到哪个成果库")->required();
    verb->add_option("--schema", asked.schema, "数据库中的模式，缺省 mutu");
    verb->add_option("--park", asked.parks, "只取这些园区，可多次；缺省一次分析的全部");
    verb->add_option("--run", asked.run, "取哪次分析；库中只有一次时可省");
    verb->callback(
        [&typed] { typed.action = [&typed] { return pull(typed.pulled, typed.common, std::cout, std::cerr); }; });
}

}  // namespace mutu
