// Verbs that make scenarios: mutu plan, mutu expand.
#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace mutu {

void plan_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("plan", "腾笼换鸟：在预算之内选哪些宗地、用什么措施、哪一年做");
    PlanQuery& asked = typed.plan;
    verb->add_option("book", asked.book, "成果库")->required();
    verb->add_option("--budget", asked.budget_wan, "各年合计的预算，万元")->type_name("WAN");
    verb->add_option("--again", asked.again, "按成果库里这个方案的要求重做一遍，如 P1；存为新方案")
        ->excludes("--budget")
        ->type_name("SCENARIO");
    verb->add_option("--years", asked.years, "分几年做，缺省 1；每年可用预算的等份，余额结转")
        ->check(CLI::Range(1, 50));
    verb->add_option("--min-block-mu", asked.min_block_mu, "连片至少多少亩；缺省 0，逐宗选")
        ->check(CLI::NonNegativeNumber)
        ->type_name("MU");
    verb->add_option("--objective", asked.objective, "目标：tax（年税收增量）、output、land")
        ->check(CLI::IsMember({"tax", "output", "land"}));
    verb->add_option("--force", asked.force, "必选的宗地，可多次");
    verb->add_option("--forbid", asked.forbid, "不选的宗地，可多次");
    verb->add_option("--limit", asked.limits, "某项措施最多几宗，可多次：--limit RESERVE=3")->type_name("ACTION=N");
    verb->add_option("--gap", asked.gap, "求解到离上界多近即停，缺省 0.005")->check(CLI::Range(0.0, 1.0));
    verb->add_option("--seconds", asked.seconds, "求解最多几秒；到时给出已找到的最好方案，退出码 6");
    verb->add_option("--why", asked.why, "这宗地为什么选或不选：强制选入、强制不选各差多少");
    verb->callback([&typed] {
        typed.plan.set = settings_of(typed);
        typed.action = [&typed] { return plan(typed.plan, typed.common, std::cout); };
    });
}

void expand_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb =
        app.add_subcommand("expand", "调区扩区：检查拟调入、调出的范围（压占、占地、门槛、指标），或按亩数选址");
    ExpandQuery& asked = typed.expand;
    verb->add_option("book", asked.book, "成果库")->required();
    verb->add_option("--park", asked.park, "哪个园区（编号或名称）；只有一个时可省");
    verb->add_option("--candidate", typed.candidate, "拟调入的范围：任一面图层或界址点 TXT")
        ->type_name("F[,layer=…][,crs=…]");
    verb->add_option("--remove", typed.removed, "拟调出的范围")->type_name("F[,layer=…][,crs=…]");
    verb->add_option("--merge", asked.merge, "园区合并：并入的园区，可多个，以逗号分开")->delimiter(',');
    verb->add_option("--withdraw", asked.withdraw, "退出：该区块（block_id）整块调出");
    verb->add_option("--area-mu", asked.area_mu, "不给范围而选址：要多少亩，给出至少三个互不相同的方案")
        ->type_name("MU");
    verb->add_option("--adjust-mu", asked.adjust_mu,
                     "调区：在园区里找这么多亩最差的未用地调出，再找同样多的调入，总量不变")
        ->type_name("MU");
    verb->add_option("--blocks", asked.blocks, "选址：分成几个区块，缺省 1")->check(CLI::Range(1, 20));
    verb->add_option("--seed", asked.seed, "选址：种子，缺省 1；同一种子结果相同");
    verb->add_option("--cells", asked.cells,
                     "选址：以格网 grid（缺省）、地类图斑 parcels 还是道路围成的街坊 blocks 为单元")
        ->check(CLI::IsMember({"grid", "parcels", "blocks"}));
    verb->add_option("--again", asked.again,
                     "按成果库里这个方案的要求重做一遍，如 E1；另写的参数和范围优先；存为新方案");
    verb->add_flag("--keep-cells", asked.keep_cells, "选址：把各单元的适宜度、费用等存为图层 expansion_cell");
    verb->add_option("--alternative", asked.alternative,
                     "与 --again 同用：把选出的这个比选方案（如 A2）当作画好的范围");
    verb->add_option("--seconds", asked.seconds, "选址：最多找几秒；到时给出已找到的最好方案，退出码 6")
        ->check(CLI::NonNegativeNumber);
    verb->add_option("--dem", typed.heights, "高程栅格（GeoTIFF 等），由此计算坡度")->type_name("F[,crs=…]");
    verb->add_option("--why", asked.why, "只说这一项检查的来由与部位，如 basic_farmland");
    verb->callback([&typed] {
        if (!typed.candidate.empty()) typed.expand.candidate = source_of_flag(Role::park, typed.candidate);
        if (!typed.removed.empty()) typed.expand.removed = source_of_flag(Role::park, typed.removed);
        if (!typed.heights.empty()) typed.expand.heights = source_of_flag(Role::park, typed.heights);
        typed.expand.set = settings_of(typed);
        typed.action = [&typed] { return expand(typed.expand, typed.common, std::cout, std::cerr); };
    });
}

}  // namespace mutu
