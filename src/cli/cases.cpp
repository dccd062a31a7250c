// mutu case and mutu audit.
#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace mutu {
namespace {

CLI::App* act(CLI::App& parent, Typed& typed, const char* name, const char* says) {
    CLI::App* verb = parent.add_subcommand(name, says)->fallthrough();
    verb->add_option("book", typed.cases.book, "成果库")->required();
    verb->callback([&typed, name] {
        typed.cases.act = name;
        typed.action = [&typed] { return run_case(typed.cases, typed.common, std::cout); };
    });
    return verb;
}

void subject(CLI::App* verb, Typed& typed, const char* name, const char* says) {
    verb->add_option(name, typed.cases.subject, says)->required();
}

void field(CLI::App* verb, Typed& typed, const char* option, const char* name, const char* says, const char* type) {
    verb->add_option_function<std::string>(
            option, [&typed, name](const std::string& value) { typed.cases.fields[name] = value; }, says)
        ->type_name(type);
}

void actor(CLI::App* verb, Typed& typed) {
    verb->add_option("--by", typed.cases.by, "谁办的（姓名）")->required();
    verb->add_option("--duty", typed.cases.duty, "岗位：clerk 经办、reviewer 审核、approver 批准")
        ->required()
        ->check(CLI::IsMember({"clerk", "reviewer", "approver"}));
    verb->add_option("--office", typed.cases.office,
                     "机关：park_office 园区管委会、county_bureau 县级自然资源主管部门、government 有批准权的人民政府")
        ->required()
        ->check(CLI::IsMember({"park_office", "county_bureau", "government"}));
    verb->add_option("--at", typed.cases.at, "何时办的，缺省为此刻；写作 2026-07-01 或 2026-07-01T09:30:00+08:00");
}

void paper(CLI::App* verb, Typed& typed) {
    field(verb, typed, "--document", "document", "文书的文号", "TEXT");
    field(verb, typed, "--date", "document_date", "文书日期", "DATE");
    field(verb, typed, "--served", "served_date", "送达日期（后补用 case serve）", "DATE");
    field(verb, typed, "--note", "note", "说明", "TEXT");
}

void case_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("case", "闲置处置：线索、调查、认定、处置，每一步谁办的、什么文书，逐条存入成果"
                                                "库，只加不改；list show open step sign return serve note");
    verb->require_subcommand(1);
    verb->fallthrough();
    CLI::App* listing = act(*verb, typed, "list", "全部处置：状态、期限、待谁签");
    listing->add_flag("--open", typed.cases.unfinished, "只列未结的");
    subject(act(*verb, typed, "show", "一件处置的全部记录，和接下来可以走的步骤"), typed, "case", "处置编号，如 C1");
    CLI::App* opening = act(*verb, typed, "open", "上报线索，立案");
    subject(opening, typed, "parcel", "宗地编号");
    CLI::App* stepping = act(*verb, typed, "step", "拟办一步；要几个人签的，签完才算");
    subject(stepping, typed, "case", "处置编号");
    stepping->add_option("step", typed.cases.step, "步骤，如 investigate、recognise（case show 列出可走的）")
        ->required();
    CLI::App* signing = act(*verb, typed, "sign", "审核或批准拟办的一步（不能签自己办的）");
    subject(signing, typed, "case", "处置编号");
    CLI::App* returning = act(*verb, typed, "return", "退回或撤回拟办的一步，写明理由");
    subject(returning, typed, "case", "处置编号");
    CLI::App* serving = act(*verb, typed, "serve", "补记一步的文书何时送达");
    subject(serving, typed, "case", "处置编号");
    serving->add_option("step", typed.cases.step, "步骤")->required();
    field(serving, typed, "--served", "served_date", "送达日期", "DATE");
    CLI::App* noting = act(*verb, typed, "note", "记一条说明，或实地核查的结果");
    subject(noting, typed, "case", "处置编号");
    field(noting, typed, "--note", "note", "说明", "TEXT");
    field(noting, typed, "--field-check", "field_check", "实地核查：not_started started built unclear", "RESULT");
    field(noting, typed, "--field-check-date", "field_check_date", "实地核查的日期", "DATE");
    field(returning, typed, "--note", "note", "理由", "TEXT");
    for (CLI::App* one : {opening, stepping}) paper(one, typed);
    for (CLI::App* one : {opening, stepping, signing, returning, serving, noting}) actor(one, typed);
}

void audit_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("audit", "处置记录、降密记录是否被改过：verify；降低密级：lower");
    verb->require_subcommand(1);
    verb->fallthrough();
    CLI::App* verifying =
        verb->add_subcommand("verify", "核对处置记录的校验链，指出哪一条被改、被删；不符时退出码 4")->fallthrough();
    verifying->add_option("book", typed.audit.book, "成果库")->required();
    verifying->add_option("--head", typed.audit.head, "先前另存的末条校验值：末尾被截去也看得出")->type_name("HASH");
    verifying->callback(
        [&typed] { typed.action = [&typed] { return audit_verify(typed.audit, typed.common, std::cout); }; });
    CLI::App* lowering =
        verb->add_subcommand("lower", "降低成果库的密级：要有经办人、理由、文号，记在校验链里")->fallthrough();
    LowerQuery& asked = typed.lowered;
    lowering->add_option("book", asked.book, "成果库")->required();
    lowering->add_option("--to", asked.to, "降为 internal 内部资料 或 public 公开")->required();
    lowering->add_option("--by", asked.by, "经办人（姓名）")->required();
    lowering->add_option("--reason", asked.reason, "理由")->required();
    lowering->add_option("--document", asked.document, "批准降密的文书的文号")->required();
    lowering->add_option("--at", asked.at, "何时，缺省为此刻；写作 2026-07-01 或 2026-07-01T09:30:00+08:00");
    lowering->callback(
        [&typed] { typed.action = [&typed] { return audit_lower(typed.lowered, typed.common, std::cout); }; });
}

}  // namespace

void case_verbs(CLI::App& app, Typed& typed) {
    case_verb(app, typed);
    audit_verb(app, typed);
}

}  // namespace mutu
