// Verbs and options, declared once, and the call each verb makes.
#include "options.hpp"

#include "command_line.hpp"

#include "mutu/text.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <filesystem>
#include <iostream>

namespace mutu {
namespace {

void run_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("run", "读取 → 判定 → 汇总 → 写成果库与台账");
    verb->add_option("project", typed.project_file, "项目文件 PROJECT.toml；也可全部用角色选项给出");
    verb->add_option("--book", typed.book, "成果库路径，缺省为项目文件旁的 .gpkg 或 ./book.gpkg");
    verb->add_option("--ledger", typed.ledger, "台账 XLSX 路径");
    verb->add_option("--area", typed.area, "面积口径：legal、ellipsoid、planar")
        ->check(CLI::IsMember({"legal", "ellipsoid", "planar"}));
    verb->add_flag("--drop-cases", typed.common.drop_cases, "与 --overwrite 合用：原成果库里的处置记录和方案也可丢弃");
    for (const Role role : all_roles()) {
        std::string flag{name(role)};
        std::replace(flag.begin(), flag.end(), '_', '-');
        verb->add_option("--" + flag, typed.flagged[role], "角色 " + std::string{name(role)} + " 的文件，可多次")
            ->type_name("F[,layer=…][,crs=…][,encoding=…]")
            ->group("Sources");
    }
    verb->callback(
        [&typed] { typed.action = [&typed] { return run(project_of(typed), typed.common, std::cout, std::cerr); }; });
}

void reading_verbs(CLI::App& app, Typed& typed) {
    CLI::App* checking = app.add_subcommand("check", "只做质检：列出问题记录，或用 --rules 列出全部规则");
    checking->add_option("project_or_book", typed.check.project_or_book, "PROJECT.toml 或成果库");
    checking->add_flag("--rules", typed.check.rules, "列出全部规则与容许值");
    checking->add_option("--waivers", typed.check.waivers, "豁免文件（TOML），代替项目文件所列");
    checking->add_option("--earlier", typed.check.earlier, "上期成果库，查增减与改动（9xxx）");
    checking->add_option("-o,--output", typed.check.outputs, "问题写成 .gpkg（带样式的图层）或 .xlsx，可多次");
    checking->callback(
        [&typed] { typed.action = [&typed] { return check(typed.check, typed.common, std::cout, std::cerr); }; });

    CLI::App* asking = app.add_subcommand("sql", "只读 SQL 查询，可用 SpatiaLite 函数");
    asking->add_option("book", typed.first, "成果库")->required();
    asking->add_option("query", typed.second, "一条 SELECT")->required();
    asking->callback(
        [&typed] { typed.action = [&typed] { return sql(typed.first, typed.second, typed.common, std::cout); }; });
}

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

void report_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb =
        app.add_subcommand("report", "成文的报告：ledger 填台账表样；plan 为方案选中的宗地各出一份再开发方案；charts "
                                     "为用地与效益图表；bulletin 为两次分析之间的通报");
    verb->add_option("book", typed.report.book, "成果库")->required();
    verb->add_option("--kind", typed.report.kind, "哪种报告：ledger、plan、charts、bulletin")
        ->required()
        ->check(CLI::IsMember({"ledger", "plan", "charts", "bulletin"}));
    verb->add_option(
        "-o,--output", typed.report.folder,
        "写到哪个目录；ledger 也可以是 .xlsx 文件，bulletin 也可以是 .docx、.html、.xlsx 文件（缺省写到当前目录）");
    verb->add_option("--from", typed.report.from, "bulletin：期初那次分析的编号");
    verb->add_option("--to", typed.report.to, "bulletin：期末那次分析的编号");
    verb->add_option("--template", typed.report.form, "ledger：要填的表样 .xlsx，按表头对列，样式不动");
    verb->add_option("--what", typed.report.what, "ledger：哪种台账；缺省看表样的标题")
        ->check(CLI::IsMember(
            {"idle", "unsupplied", "unused", "low", "turnover", "commitments", "parcels", "year_end", "name_lists"}));
    verb->add_option("--scenario", typed.report.scenario, "哪个方案，如 P1；缺省为最后一个");
    verb->add_option("--park", typed.report.park, "只出该园区的");
    verb->add_option("--number", typed.report.number, "plan、bulletin：文号，如 永自然资〔2026〕5号");
    verb->add_option("--issuer", typed.report.issuer, "plan、bulletin：落款单位；ledger：填报单位");
    verb->add_option("--issued", typed.report.issued, "plan、bulletin：成文日期；ledger：填表日期");
    verb->add_flag("--final", typed.report.settled, "plan、bulletin：定稿，不再标征求意见稿");
    verb->callback([&typed] { typed.action = [&typed] { return report(typed.report, typed.common, std::cerr); }; });
}

void map_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("map", "专题图：图框、图例、图签、注记齐全的一张纸，PDF、PNG 或 SVG");
    MapQuery& asked = typed.map;
    verb->add_option("book", asked.book, "成果库")->required();
    verb->add_option("--theme", asked.theme,
                     "专题：land_class tax output investment far density unsupplied idle_age efficiency grade land_use "
                     "scenario expansion");
    verb->add_option("--park", asked.park, "哪个园区（编号或名称）；缺省为全部园区一张图");
    verb->add_option("-o,--output", asked.output, "写到哪个文件（.pdf .png .svg）；与 --all 合用时为目录")->required();
    verb->add_flag("--all", asked.all, "每个园区、每个专题各一张");
    verb->add_option("--format", asked.formats, "与 --all 合用：pdf png svg，以逗号分开，缺省 pdf")
        ->delimiter(',')
        ->check(CLI::IsMember({"pdf", "png", "svg"}));
    verb->add_option("--paper", asked.paper, "纸张：A4、A3、A0，缺省 A3；横放竖放取比例尺大的");
    verb->add_option("--scale", asked.scale, "比例尺分母，如 2000：一幅放不下时分幅，首页为接图表");
    verb->add_option("--dpi", asked.dpi, "PNG 的分辨率，缺省 200")->check(CLI::Range(30.0, 1200.0));
    verb->add_option("--edition", asked.edition, "版本：internal（内部，缺省）、public（公开）")
        ->check(CLI::IsMember({"internal", "public"}));
    verb->add_option("--map-approval", asked.map_approval, "公开版的审图号");
    verb->add_option("--exempt", asked.exempt, "公开版免送审的依据")->type_name("REASON");
    verb->add_option("--scenario", asked.scenario, "专题 scenario、expansion 用哪个方案，缺省为最后一个");
    verb->callback([&typed] { typed.action = [&typed] { return map(typed.map, typed.common, std::cerr); }; });
}

void export_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb =
        app.add_subcommand("export", "把成果库的一个图层写成其他格式：界址点 TXT、SHP、GDB、XLSX 等，按扩展名");
    verb->add_option("book", typed.handed.book, "成果库")->required();
    verb->add_option("layer", typed.handed.layer, "图层，如 parcel_result、park_result、unsupplied_land、parcel")
        ->required();
    verb->add_option("out", typed.handed.path,
                     "写到哪个文件：.txt .shp .gdb .gpkg .xlsx .csv .geojson .kml .dxf .fgb .tab")
        ->required();
    verb->add_option("--profile", typed.handed.profile, "字段方案：cn、pinyin、hunan、none，缺省按格式");
    verb->add_option("--fields", typed.handed.fields, "只写这些列，以逗号分开")->delimiter(',');
    verb->add_option("--park", typed.handed.park, "只写该园区");
    verb->add_option("--where", typed.handed.where, "SQL 条件");
    verb->add_option("--crs", typed.handed.crs, "写成该坐标系，如 EPSG:4525");
    verb->add_option("--encoding", typed.handed.encoding, "TXT、SHP、CSV 的编码：GBK、UTF-8（TXT 另有 GB18030）");
    verb->add_option(
            "--ring", typed.handed.rings,
            "界址点 TXT 的写法，可多次：close、restart、northwest、outer_clockwise = true|false，point_prefix = J")
        ->type_name("NAME=VALUE");
    verb->callback(
        [&typed] { typed.action = [&typed] { return export_book(typed.handed, typed.common, std::cerr); }; });
}

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

/// The question on stderr, one line of stdin; an end of input leaves it open.
std::string ask_on_terminal(const std::string& question, const std::vector<std::string>& choices) {
    std::cerr << question << "\n";
    for (std::size_t i = 0; i < choices.size(); ++i) std::cerr << "  " << i + 1 << ". " << choices[i] << "\n";
    std::cerr << (choices.empty() ? "回答（回车跳过）：" : "编号（回车跳过）：") << std::flush;
    std::string line;
    std::getline(std::cin, line);
    return line;
}

void other_verbs(CLI::App& app, Typed& typed) {
    CLI::App* starting = app.add_subcommand("init", "从一批文件猜出角色、列、编码与坐标系，写 PROJECT.toml");
    starting->add_option("folder", typed.first, "写到哪个目录")->required();
    starting->add_option("files", typed.files, "资料文件")->required();
    starting->add_flag("-y,--yes,--no-input", typed.no_input, "不提问，全部采用猜测");
    starting->callback([&typed] {
        typed.action = [&typed] {
            const bool terminal = isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0;
            const bool asks = terminal && !typed.no_input && !typed.common.quiet && !typed.common.dry_run;
            return init(typed.first, typed.files, typed.common, std::cout, asks ? Ask{ask_on_terminal} : Ask{});
        };
    });

    CLI::App* playing = app.add_subcommand("demo", "写一套虚构的园区资料及其真值");
    playing->add_option("folder", typed.demo.folder, "写到哪个目录")->required();
    playing->add_option("--parks", typed.demo.parks, "园区数")->check(CLI::Range(1, 3000));
    playing->add_option("--parcels", typed.demo.parcels, "每个园区的宗地数")->check(CLI::Range(1, 100000));
    playing->add_option("--seed", typed.demo.seed, "种子");
    CLI::Option* faults = playing->add_flag("--faults", typed.demo.faults, "另加已知错误，列在 faults.csv");
    playing->add_option("--fault-rounds", typed.demo.fault_rounds, "每种错误植入几次（与 --faults 合用），数值各不相同")
        ->check(CLI::Range(1, 200))
        ->needs(faults);
    playing->callback([&typed] { typed.action = [&typed] { return demo(typed.demo, typed.common, std::cout); }; });

    CLI::App* tying = app.add_subcommand("ties", "把存疑与未匹配的关联写成表，供人核定");
    tying->add_option("book", typed.first, "成果库")->required();
    tying->add_option("sheet", typed.second, "写到哪个 .xlsx 或 .csv")->required();
    tying->callback(
        [&typed] { typed.action = [&typed] { return ties(typed.first, typed.second, typed.common, std::cout); }; });

    app.add_subcommand("doctor", "检查本机的库、驱动与数据")->callback([&typed] {
        typed.action = [&typed] { return doctor(typed.common, std::cout); };
    });
    CLI::App* help = app.add_subcommand("help", "显示用法");
    help->add_option("verb", typed.first, "命令");
    help->callback([&app, &typed] {
        typed.action = [&app, &typed] {
            const CLI::App* about = &app;
            if (!typed.first.empty()) {
                about = find_verb(app, typed.first);
                if (!about) throw Error{Kind::usage, unknown_verb(app, typed.first)};
            }
            std::cout << about->help("mutu");
            return 0;
        };
    });
}

}  // namespace

int dispatch(int argc, char** argv) {
    CLI::App app{"MuTu 亩图：园区用地分析。法律怎么说，每宗地就怎么判，并附证明。", "mutu"};
    Typed typed;
    bool version = false, usage = false, completion = false, man = false;
    app.add_flag("--version", version, "显示版本（MuTu 及各库）");
    app.add_flag("--json-usage", usage, "以 JSON 显示全部命令与选项");
    app.add_flag("--bash-completion", completion, "输出 bash 补全脚本");
    app.add_flag("--man-page", man, "输出手册页（roff）");
    common_options(app, typed);
    run_verb(app, typed);
    reading_verbs(app, typed);
    looking_verbs(app, typed);
    compare_verb(app, typed);
    plan_verb(app, typed);
    expand_verb(app, typed);
    admit_verb(app, typed);
    notice_verb(app, typed);
    case_verbs(app, typed);
    report_verb(app, typed);
    map_verb(app, typed);
    export_verb(app, typed);
    serve_verb(app, typed);
    user_verb(app, typed);
    policy_verbs(app, typed);
    other_verbs(app, typed);
    for (CLI::App* verb : app.get_subcommands({})) verb->fallthrough();
    app.require_subcommand(0, 1);  // after the verb its words are arguments, also where they spell a verb
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        std::cout << app.help();
        return 0;
    } catch (const CLI::ParseError& fault) {
        throw Error{Kind::usage, fault_text(app, fault, argc, argv)};
    }
    if (version) return print_versions(std::cout);
    if (usage) return print_json_usage(app, std::cout);
    if (completion) return print_completion(app, std::cout);
    if (man) return print_man_page(app, std::cout);
    if (!typed.action) {
        std::cout << app.help();
        return exit_code(Kind::usage);
    }
    settle(typed, argv[0]);
    return typed.action();
}

}  // namespace mutu
