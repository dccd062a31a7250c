// What every verb takes: format, language, threads, settings of the policy, and where the program's data lies.
#include "command_line.hpp"

#include "mutu/text.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr const char* formats = "table json ndjson csv md";

Format format_named(const std::string& name) {
    if (name == "json") return Format::json;
    if (name == "ndjson") return Format::ndjson;
    if (name == "csv") return Format::csv;
    if (name == "md") return Format::md;
    return Format::table;
}

bool holds_packs(const fs::path& folder) { return fs::is_directory(folder / "policy"); }

}  // namespace

void common_options(CLI::App& app, Typed& typed) {
    app.add_option("--as-of", typed.as_of, "基准日，缺省为今天；写作 2026-06-30。list：成果库里截至该日的那次分析");
    app.add_option("--policy", typed.policy, "政策包编号或路径，缺省 cn");
    app.add_option("--set", typed.set, "修改一个政策参数，可多次：--set early_warning_days=90")
        ->type_name("NAME=VALUE");
    app.add_option("--threads", typed.common.threads, "线程数，缺省为核数");
    app.add_option("--format", typed.format, "输出格式")->check(CLI::IsMember(split(formats, ' ')));
    app.add_option("--lang", typed.language, "语言：zh 或 en")->check(CLI::IsMember({"zh", "en"}));
    app.add_flag("-q,--quiet", typed.common.quiet, "不打印汇总与提示");
    app.add_option("--progress", typed.common.progress, "进度：auto（终端上显示）、json、none")
        ->check(CLI::IsMember({"auto", "json", "none"}));
    app.add_flag("--dry-run", typed.common.dry_run, "只说明将写什么，不写");
    app.add_flag("--overwrite", typed.common.overwrite, "允许覆盖已有输出；成果库重新开始");
    app.add_flag("--strict", typed.common.strict, "有问题记录即退出（4），不写成果库");
    app.add_option("--fail-on", typed.common.fail_on, "问题达到该级别时退出码为 1")
        ->check(CLI::IsMember({"none", "info", "warning", "error"}));
    app.add_option("--data", typed.common.data_folder,
                   "数据目录（政策包、列名、标签、样式）；也可用环境变量 MUTU_DATA");
}

std::optional<Date> day_of(const Typed& typed) {
    if (typed.as_of.empty()) return std::nullopt;
    const auto parsed = parse_date(typed.as_of);
    const Date* day = std::get_if<Date>(&parsed);
    if (!day) throw Error{Kind::usage, "--as-of 不是日期：" + typed.as_of + "；写作 2026-06-30"};
    return *day;
}

std::vector<std::pair<std::string, std::string>> settings_of(const Typed& typed) {
    std::vector<std::pair<std::string, std::string>> settings;
    for (const auto& setting : typed.set) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Error{Kind::usage, "--set 应写作 名称=值，不是 " + setting};
        settings.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
    }
    return settings;
}

std::string find_data(const char* program) {
    if (const char* named = std::getenv("MUTU_DATA")) {
        if (holds_packs(named)) return named;
        throw Error{Kind::input, std::string{"MUTU_DATA 指向的目录里没有 policy："} + named};
    }
    std::error_code fault;
    fs::path self = fs::read_symlink("/proc/self/exe", fault);
    if (fault) self = fs::absolute(program);
    const fs::path folder = self.parent_path();  // bin, or libexec/mutu
    for (const fs::path& above : {folder.parent_path(), folder.parent_path().parent_path()})
        if (const fs::path installed = above / "share" / "mutu"; holds_packs(installed)) return installed.string();
    if (holds_packs(MUTU_SOURCE_DATA)) return MUTU_SOURCE_DATA;
    throw Error{Kind::input, "找不到数据目录（政策包、列名、标签）；请用 --data 或环境变量 MUTU_DATA 指定"};
}

void settle(Typed& typed, const char* program) {
    if (typed.language == "en") typed.common.language = Language::en;
    if (!typed.format.empty()) typed.common.format = format_named(typed.format);
    if (typed.common.progress == "auto")
        typed.common.progress = isatty(STDERR_FILENO) && !typed.common.quiet ? "bar" : "none";
    if (typed.common.data_folder.empty()) typed.common.data_folder = find_data(program);
}

}  // namespace mutu
