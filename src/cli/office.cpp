// Verbs of a park's office: mutu admit, mutu notice.
#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace mutu {

void field_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand(
        "field", "踏勘结果：填好的表逐格与成果库对照，列出新增、相同、冲突与不能采用的，不改动已有内容");
    verb->add_option("book", typed.field.book, "成果库")->required();
    verb->add_option("sheet", typed.field.sheet, "填好的踏勘结果 .xlsx（或 .csv）")->required();
    verb->add_option("-o,--output", typed.field.output, "把可采用的内容写成 .csv，作为下次分析的一个宗地来源");
    verb->callback(
        [&typed] { typed.action = [&typed] { return field(typed.field, typed.common, std::cout, std::cerr); }; });
}

void admit_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand(
        "admit", "项目准入：拟入园项目对照准入线，逐项余量与证明、合适的用地范围、放得下的地块与空置标准厂房");
    verb->add_option("book", typed.admit.book, "成果库")->required();
    verb->add_option("project", typed.admit.project, "项目文件 TOML，含 [intended]")->required();
    verb->callback([&typed] {
        typed.admit.set = settings_of(typed);
        typed.action = [&typed] { return admit_project(typed.admit, typed.common, std::cout); };
    });
}

void notice_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("notice", "公示：名次与名单从征求意见、异议与裁定到定稿；不写步骤时列出进展");
    verb->add_option("book", typed.noticed.book, "成果库")->required();
    verb->add_option("--notified", typed.noticed.notified, "公示：公布的日期")->type_name("DATE");
    verb->add_option("--until", typed.noticed.until, "公示：受理异议到哪一天")->type_name("DATE");
    verb->add_option("--objections", typed.noticed.objections,
                     "异议与裁定：汇总表 .xlsx 或 .csv，每次读全表；成立的按更正值重排名次")
        ->type_name("F");
    verb->add_option("--final", typed.noticed.settled, "定稿：日期；此后不再标征求意见")->type_name("DATE");
    verb->add_option("--document", typed.noticed.document, "这一步的文件（名称、文号）");
    verb->callback([&typed] { typed.action = [&typed] { return notice(typed.noticed, typed.common, std::cout); }; });
}

}  // namespace mutu
