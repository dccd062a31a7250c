// mutu policy list, show, check, diff.
#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace mutu {

void policy_verbs(CLI::App& app, Typed& typed) {
    CLI::App* policy = app.add_subcommand("policy", "政策包：list、show、check、diff");
    policy->require_subcommand(1);
    policy->fallthrough();
    policy->add_subcommand("list", "有哪些政策包")->fallthrough()->callback([&typed] {
        typed.action = [&typed] { return policy_list(typed.common, std::cout); };
    });
    CLI::App* show = policy->add_subcommand("show", "一个政策包的参数、阶梯、规则与措施")->fallthrough();
    show->add_option("pack", typed.first, "编号或路径")->required();
    show->callback([&typed] { typed.action = [&typed] { return policy_show(typed.first, typed.common, std::cout); }; });
    CLI::App* differing = policy->add_subcommand("diff", "两个政策包的参数、梯级、规则、措施有何不同")->fallthrough();
    differing->add_option("a", typed.first, "编号或路径")->required();
    differing->add_option("b", typed.second, "编号或路径")->required();
    differing->add_option("--book", typed.book, "成果库：再列出受影响的宗地、亩数与税收");
    differing->callback([&typed] {
        typed.action = [&typed] { return policy_diff(typed.first, typed.second, typed.book, typed.common, std::cout); };
    });
    CLI::App* checking = policy->add_subcommand("check", "检查政策包并运行其算例")->fallthrough();
    checking->add_option("packs", typed.files, "编号或路径，缺省为全部");
    checking->callback(
        [&typed] { typed.action = [&typed] { return policy_check(typed.files, typed.common, std::cout); }; });
}

}  // namespace mutu
