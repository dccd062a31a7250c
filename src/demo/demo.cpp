// The demo as one folder: refuse what is not ours, make the parks, write the registers.
#include "mutu/demo.hpp"

#include "registers.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <filesystem>
#include <fstream>

namespace mutu {
namespace {

namespace fs = std::filesystem;
using namespace demo;

/// Lists the files of a demo, so that a later one can take them away.
constexpr const char* marker = ".mutu-demo";

void prepare(const DemoSpec& spec) {
    const fs::path folder{spec.folder};
    std::error_code failed;
    if (fs::exists(folder, failed) && !fs::is_directory(folder, failed))
        throw Error{Kind::usage, spec.folder + " 不是文件夹，请另给一个文件夹"};
    if (fs::exists(folder / marker, failed)) {
        if (!spec.overwrite) throw Error{Kind::usage, spec.folder + " 里已有示例数据；要重新生成请加 --overwrite"};
        for (const std::string& name : split(read_file((folder / marker).string()), '\n'))
            if (!name.empty() && fs::path{name}.filename() == fs::path{name}) fs::remove(folder / name, failed);
    } else if (fs::exists(folder, failed) && !fs::is_empty(folder, failed)) {
        throw Error{Kind::usage, spec.folder + " 里有不属于示例的文件，不会改动；请另给一个空文件夹"};
    }
    fs::create_directories(folder, failed);
    if (failed) throw Error{Kind::usage, "不能建立文件夹 " + spec.folder + "：" + failed.message()};
}

void write_text(const std::string& path, const std::string& text) {
    std::ofstream file{path, std::ios::binary};
    file << text;
    file.close();
    if (!file) throw Error{Kind::input, "不能写入 " + path + "，请检查磁盘空间和权限"};
}

/// Side files of a shapefile go with it.
std::string file_names(const std::vector<const Sheet*>& sheets) {
    std::string names = "PROJECT.toml\ndemo-policy.toml\n";
    for (const Sheet* sheet : sheets) {
        names += sheet->target.path + '\n';
        if (sheet->target.driver == "ESRI Shapefile")
            for (const char* extension : {".shx", ".dbf", ".prj"})
                names += fs::path{sheet->target.path}.replace_extension(extension).string() + '\n';
    }
    return names;
}

}  // namespace

void write_demo(const DemoSpec& spec) {
    if (spec.fault_rounds < 1) throw Error{Kind::usage, "--fault-rounds 至少为 1"};
    if (spec.parks < 1 || spec.parcels < 1) throw Error{Kind::usage, "--parks 和 --parcels 至少为 1"};
    prepare(spec);
    Registers all = make_registers(spec);
    for (int index = 0; index < spec.parks; ++index) {
        const Park park = make_park(spec, index);
        Rng rng = stream(spec.seed, 1'000'000 + static_cast<std::uint64_t>(index));
        add_park(all, park, rng);
        add_land(all, park);
        add_truth(all, park);
        note_firms(all, park);
        add_office(all, park);
        add_office_plots(all, park);
    }
    add_firm_truth(all);
    add_office_truth(all);
    add_year_end_truth(all, spec.parks);
    add_objections(all, spec.parks);
    add_office_plot_truth(all);
    Sheet faults = make_fault_list();
    if (spec.faults) add_faults(all, faults, spec);

    std::vector<const Sheet*> sheets = all.sources();
    for (const Sheet* sheet : {&all.truth, &all.park_truth, &all.approval_truth, &all.firm_truth, &all.indicator_truth,
                               &all.office_truth, &all.turnover_truth, &all.register_truth, &all.exit_truth,
                               &all.year_end_truth, &all.objections, &all.objection_truth})
        sheets.push_back(sheet);
    if (spec.faults) sheets.push_back(&faults);
    write_text(spec.folder + "/" + marker, file_names(sheets));
    for (const Sheet* sheet : sheets) write(*sheet, spec.folder);
    write_text(spec.folder + "/PROJECT.toml", project_text(all, spec));
    write_text(spec.folder + "/demo-policy.toml", policy_text());
}

}  // namespace mutu
