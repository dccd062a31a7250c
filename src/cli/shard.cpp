// One run on many machines: mutu shard.
#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace mutu {

void shard_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand(
        "shard",
        "把项目按园区切成分片，供多台机器各自测算（mutu run 分片），再用 mutu merge 合成，与一次运行逐字节相同");
    ShardQuery& asked = typed.sharded;
    verb->add_option("project", asked.project_file, "项目文件 PROJECT.toml")->required();
    verb->add_option("--by", asked.by, "怎样切：park，相邻或同一园区的地块不拆开")->check(CLI::IsMember({"park"}));
    verb->add_option("-n", asked.count, "切成几片")->required()->type_name("N");
    verb->add_option("-o,--output", asked.folder, "写到哪个文件夹（新的或空的）")->required()->type_name("DIR");
    verb->add_option("--area", typed.area, "面积口径：legal、ellipsoid、planar")
        ->check(CLI::IsMember({"legal", "ellipsoid", "planar"}));
    verb->callback([&typed] {
        typed.action = [&typed] {
            typed.project_file = typed.sharded.project_file;
            return shard(project_of(typed), typed.sharded, typed.common, std::cout, std::cerr);
        };
    });
}

}  // namespace mutu
