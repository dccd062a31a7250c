// Results of several runs and places: mutu compare, mutu submit, mutu merge.
#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>

namespace mutu {

void compare_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb =
        app.add_subcommand("compare", "两次分析（或两个成果库）之间：新增、减少、换分类的宗地，分割、合并、换号的来历");
    verb->add_option("book", typed.compare.book, "成果库")->required();
    verb->add_option("from", typed.compare.from, "前一次分析的编号；或另一个（较新的）成果库，比较两库的最近一次")
        ->required();
    verb->add_option("to", typed.compare.to, "后一次分析的编号");
    verb->callback(
        [&typed] { typed.action = [&typed] { return compare_runs(typed.compare, typed.common, std::cout); }; });
}

void submit_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("submit", "县报市：把成果库本期的结果写成一个带封签的报送文件");
    SubmitQuery& asked = typed.submitted;
    verb->add_option("book", asked.book, "成果库")->required();
    verb->add_option("--period", asked.period, "报送期：2026-10、2026-09~10、2026-Q3、2026-H1、2026")
        ->required()
        ->type_name("PERIOD");
    verb->add_option("-o,--output", asked.output, "写到哪个文件，如 报送.mutu")->required();
    verb->add_option("--unit", asked.unit, "报送单位");
    verb->add_option("--park", asked.parks, "只报这些园区（连同其下的区块园区），可多次；缺省全部");
    verb->add_option("--profile", asked.profile,
                     "报哪些表和列：standard（缺省，不含企业数据和宗地的税收产值）、with-money，或 .toml 的路径");
    verb->callback(
        [&typed] { typed.action = [&typed] { return submit(typed.submitted, typed.common, std::cout, std::cerr); }; });
}

void merge_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("merge", "市级汇总：核对各县区报送文件的封签与口径，合成一个汇总库并列出缺报");
    MergeQuery& asked = typed.merged;
    verb->add_option("files", asked.files, "报送文件；或 mutu shard 写出的文件夹，各片都已测算")->required();
    verb->add_option("-o,--output", asked.output, "写到哪个汇总库，如 全市.gpkg；分片的缺省为项目文件所列");
    verb->add_option("--parks", asked.parks, "应报园区名单：有“园区编号”一列的 .xlsx、.csv，或上期的汇总库 .gpkg");
    verb->callback([&typed] {
        typed.action = [&typed] {
            const auto& [files, output, parks] = typed.merged;
            if (files.size() == 1 && std::filesystem::is_directory(files.front())) {
                refuse_settings(typed, "分片按切分时的资料、基准日、政策和参数合成");
                if (!parks.empty()) throw Error{Kind::usage, "--parks 用于报送文件的汇总，分片的合成不用"};
                return compile_shards(files.front(), output, typed.common, std::cout, std::cerr);
            }
            return merge(typed.merged, typed.common, std::cout, std::cerr);
        };
    });
}

}  // namespace mutu
