// mutu run of a shard: everything is analysed as in a whole run, and the measures are what is kept.
#include "session.hpp"
#include "shard/pieces.hpp"

#include "mutu/parallel.hpp"
#include "mutu/shard_file.hpp"
#include "mutu/shard_run.hpp"
#include "mutu/text.hpp"

#include <filesystem>
#include <fstream>
#include <ostream>

namespace mutu {
namespace {

Value read_about(const std::string& path) {
    const auto rows = shard_rows(path, "shard", {"about"});
    const auto* text = rows.size() == 1 ? std::get_if<std::string>(rows[0].data()) : nullptr;
    if (!text) throw Error{Kind::input, path + "：表 shard 应有一行；请重新切分"};
    Value about = parse_json(*text, path + " shard.about");
    const std::string& program = member(about, "program").text("program");
    if (member(about, "format").integer("format") > shard_format || program != program_text())
        throw Error{Kind::refused,
                    path + "：由 " + program + " 切分，这里是 " + program_text() + "；各机须装同一版本，请统一后重试"};
    return about;
}

std::vector<SourceSpec> specs_of(const Value& about, const std::string& path) {
    std::vector<SourceSpec> specs;
    for (const Value& one : member(about, "sources").list("sources")) {
        SourceSpec& spec = specs.emplace_back();
        const std::string& role = member(one, "role").text("role");
        const auto known = role_named(role);
        if (!known) one.fail("没有角色 " + role);
        spec.role = *known, spec.path = path, spec.shown_path = std::filesystem::path{path}.filename().string();
        spec.layer = member(one, "layer").text("layer"), spec.crs = member(one, "crs").text("crs");
        spec.secrecy = member(one, "secrecy").text("secrecy");
        for (const Value& number : member(one, "shift").list("shift")) spec.shift.push_back(number.real("shift"));
        for (const Value& keys : member(one, "join").list("join")) {
            auto& fields = spec.join.emplace_back();
            for (const Value& field : keys.list("join")) fields.push_back(field.text("join"));
        }
    }
    return specs;
}

Rulebook rules_of(const Value& about, const std::string& path) {
    std::vector<PackSource> packs;
    for (const Value& pack : member(about, "packs").list("packs")) {
        const auto& three = pack.list("packs");
        if (three.size() != 3) pack.fail("政策包应为编号、文件名、内容三项");
        packs.push_back({three[0].text("packs"), three[1].text("packs"), three[2].text("packs")});
    }
    Rulebook rules = load_rulebook(packs);
    if (rules.sha256 != member(about, "policy_sha256").text("policy_sha256"))
        throw Error{Kind::refused, path + "：其中的政策包与切分时的不一致，可能被改动；请重新切分"};
    for (const Value& pair : member(about, "set").list("set")) {
        const auto& both = pair.list("set");
        if (both.size() != 2) pair.fail("set 应为一对一对的文字");
        set_parameter(rules, both[0].text("set"), both[1].text("set"));
    }
    return rules;
}

Catalogue checks_of(const Value& about, const Common& common) {
    std::vector<std::pair<std::string, double>> limits;
    for (const Value& pair : member(about, "limits").list("limits")) {
        const auto& both = pair.list("limits");
        if (both.size() != 2) pair.fail("limits 应为名称和数");
        limits.emplace_back(both[0].text("limits"), both[1].real("limits"));
    }
    return load_catalogue(common.data_folder + "/check", limits);
}

AnalyzeOptions options_in(const Value& about, const Common& common) {
    AnalyzeOptions options;
    const auto day = parse_date(member(about, "as_of").text("as_of"));
    if (!std::holds_alternative<Date>(day)) about.fail("as_of 不是日期");
    options.as_of = std::get<Date>(day);
    const std::string& area = member(about, "area").text("area");
    options.basis = area == "planar"      ? AreaBasis::planar
                    : area == "ellipsoid" ? AreaBasis::ellipsoid
                                          : AreaBasis::legal;
    const Value& frame = member(about, "frame");
    options.frame = Frame{member(frame, "book_crs").text("book_crs"), member(frame, "meridian").real("meridian"),
                          member(frame, "longitude").real("longitude")};
    options.stop = common.stop;
    return options;
}

Holdings read_piece(const Value& about, const std::string& path, const Common& common) {
    const std::vector<SourceSpec> specs = specs_of(about, path);
    if (specs.empty()) return {};
    Holdings holdings = read_holdings(specs, ColumnAliases::load(common.data_folder + "/columns"));
    const RowsByRole rows = held_rows(path);
    for (const Role role : all_roles())
        if (holdings[role].rows() != rows[static_cast<std::size_t>(role)].size())
            throw Error{Kind::input, path + "：" + std::string{name(role)} + " 应有 " +
                                         std::to_string(rows[static_cast<std::size_t>(role)].size()) + " 行，读到 " +
                                         std::to_string(holdings[role].rows()) + " 行；文件被改动或不全，请重新切分"};
    return holdings;
}

}  // namespace

bool is_shard(const std::string& path) {
    if (!path.ends_with(".gpkg") || !std::filesystem::is_regular_file(path)) return false;
    try {
        return !shard_rows(path, "shard", {"about"}).empty();
    } catch (const Error&) {  // a book, or anything else: its own command says what it is
        return false;
    }
}

int run_shard(const std::string& path, const Common& common, std::ostream& out) {
    set_thread_count(common.threads);
    const Labels labels = labels_of(common);
    const Value about = read_about(path);
    const Rulebook rules = rules_of(about, path);
    const Catalogue checks = checks_of(about, common);
    Holdings holdings = read_piece(about, path, common);
    AnalyzeOptions options = options_in(about, common);
    Recorder recorder;
    options.catalogue = &checks, options.survey = &recorder;
    // A piece without parcels has nothing that a run would start from; what is there is measured when all is compiled.
    if (holdings[Role::parcel].rows() > 0) analyze(holdings, rules, labels, options);
    if (common.dry_run) {
        out << "将写出 " << measured_path(path) << "\n";
        return 0;
    }
    const std::vector<Answer> answers = recorder.answers();
    write_measured(path, member(about, "run_id").text("run_id"), answers);
    if (!common.quiet)
        out << measured_path(path) << "  宗地 " << holdings[Role::parcel].rows() << "  建筑 "
            << holdings[Role::building].rows() << "  测算 " << answers.size() << " 项\n";
    return 0;
}

}  // namespace mutu
