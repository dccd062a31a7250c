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
    verb->add_option("project", typed.project_file,
                     "项目文件 PROJECT.toml，也可全部用角色选项给出；或 mutu shard 写出的一个分片");
    verb->add_option("--book", typed.book, "成果库路径，缺省为项目文件旁的 .gpkg 或 ./book.gpkg");
    verb->add_option("--ledger", typed.ledger, "台账 XLSX 路径");
    verb->add_option("--area", typed.area, "面积口径：legal、ellipsoid、planar")
        ->check(CLI::IsMember({"legal", "ellipsoid", "planar"}));
    verb->add_option("--queries", typed.queries, "填过的待核清单（report --kind queries 写出），代替项目文件所列");
    verb->add_flag("--drop-cases", typed.common.drop_cases, "与 --overwrite 合用：原成果库里的处置记录和方案也可丢弃");
    for (const Role role : all_roles()) {
        std::string flag{name(role)};
        std::replace(flag.begin(), flag.end(), '_', '-');
        verb->add_option("--" + flag, typed.flagged[role], "角色 " + std::string{name(role)} + " 的文件，可多次")
            ->type_name("F[,layer=…][,crs=…][,encoding=…]")
            ->group("Sources");
    }
    verb->callback([&typed] {
        typed.action = [&typed] {
            if (is_shard(typed.project_file)) {
                refuse_settings(typed, "分片自带资料、基准日、政策和参数");
                return run_shard(typed.project_file, typed.common, std::cout);
            }
            return run(project_of(typed), typed.common, std::cout, std::cerr);
        };
    });
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

void report_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand(
        "report",
        "成文的报告：ledger 填台账表样；directory 为园区名录；plan 为方案选中的宗地各出一份再开发方案；charts "
        "为用地与效益图表；bulletin 为两次分析之间的通报；reply 答复上级的清单；queries 为待核清单；projects "
        "为每个签约项目一份台账；calendar 为各宗地时限的日历；letter 为开工提醒、调查通知书等草稿；dossier "
        "为一地一档；field-sheet 为踏勘表");
    verb->add_option("book", typed.report.book, "成果库")->required();
    verb->add_option("--kind", typed.report.kind, "哪种报告")
        ->required()
        ->check(CLI::IsMember({"ledger", "directory", "plan", "charts", "bulletin", "reply", "queries", "projects",
                               "calendar", "letter", "dossier", "field-sheet"}));
    verb->add_option("-o,--output", typed.report.folder,
                     "写到哪个目录；ledger 也可以是 .xlsx 文件，directory 为 .xlsx、.html 或 .csv 文件，bulletin "
                     "也可以是 .docx、.html、.xlsx 文件（缺省写到当前目录）");
    verb->add_option("--from", typed.report.from, "bulletin：期初那次分析的编号");
    verb->add_option("--to", typed.report.to, "bulletin：期末那次分析的编号");
    verb->add_option("--template", typed.report.form,
                     "ledger：要填的表样 .xlsx，按表头对列，样式不动；letter：本单位的模板 .docx，{{…}} 由成果库填写");
    verb->add_option("--letter", typed.report.letter,
                     "letter：开工提醒、闲置土地调查通知书、征缴土地闲置费决定书、收回国有建设用地使用权决定书（后两种"
                     "只对已认定的闲置土地）");
    verb->add_option("--parcel", typed.report.parcels,
                     "letter、dossier、field-sheet：这宗地，可多次；letter、field-sheet 缺省为状态相符的全部")
        ->type_name("ID");
    verb->add_option("--fill", typed.report.fill, "letter：成果库里没有的内容，可多次：--fill 联系人=…")
        ->type_name("NAME=VALUE");
    verb->add_flag("--blank", typed.report.blank, "letter：只写出模板，供修改后用 --template 交回");
    verb->add_option("--what", typed.report.what, "ledger：哪种台账；缺省看表样的标题")
        ->check(CLI::IsMember(
            {"idle", "unsupplied", "unused", "low", "turnover", "commitments", "parcels", "year_end", "name_lists"}));
    verb->add_option("--answers", typed.report.answers, "reply：上级的清单 .xlsx，只填答复列的空格，其余不动");
    verb->add_option("--within", typed.report.within, "calendar：只要截至日起这么多天内到期的")
        ->check(CLI::Range(0, 36500))
        ->type_name("DAYS");
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

    CLI::App* describing = app.add_subcommand(
        "schema", "数据字典：成果库的表、列、单位与代码；--format md（缺省）、json（JSON Schema）等");
    describing->add_option("book", typed.first, "某个成果库；不给则为本版本一次分析写出的各表");
    describing->callback(
        [&typed] { typed.action = [&typed] { return schema(typed.first, typed.common, std::cout); }; });

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
    submit_verb(app, typed);
    merge_verb(app, typed);
    shard_verb(app, typed);
    publish_verb(app, typed);
    pull_verb(app, typed);
    field_verb(app, typed);
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
