// mutu export: a layer, a copy for publishing, or a package of files.
#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace mutu {
namespace {

int exported(const Typed& typed) {
    const ExportQuery& asked = typed.handed;
    if (!asked.redact.empty() && !asked.package.empty()) throw Error{Kind::usage, "--redact 与 --package 只能写一个"};
    if (!asked.redact.empty()) {
        if (asked.path.empty()) throw Error{Kind::usage, "要用 -o 说明写到哪个文件，如 -o 公开.gpkg"};
        return export_redacted(asked, typed.common, std::cout, std::cerr);
    }
    if (!asked.package.empty()) {
        if (asked.path.empty()) throw Error{Kind::usage, "要用 -o 说明写到哪个目录，如 -o 数字地图"};
        return export_package(asked, typed.common, std::cerr);
    }
    if (asked.layer.empty()) throw Error{Kind::usage, "要写明图层和文件，如 mutu export 成果库 parcel_result 报盘.txt"};
    if (asked.path.empty()) throw Error{Kind::usage, "要写明写到哪个文件，如 " + asked.layer + ".shp"};
    return export_book(asked, typed.common, std::cerr);
}

}  // namespace

void export_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb =
        app.add_subcommand("export", "把成果库的一个图层写成其他格式：界址点 TXT、SHP、GDB、XLSX 等，按扩展名");
    verb->add_option("book", typed.handed.book, "成果库")->required();
    verb->add_option("layer", typed.handed.layer,
                     "图层，如 parcel_result、park_result、unsupplied_land、parcel；与 --redact、--package 合用时不写");
    verb->add_option("out,-o,--output", typed.handed.path,
                     "写到哪个文件：.txt .shp .gdb .gpkg .xlsx .csv .geojson .kml .dxf .fgb .tab .mbtiles");
    verb->add_option(
            "--redact", typed.handed.redact,
            "脱敏副本，按方案 geodata/redact：public（不写名称）、named（企业名称，个人遮蔽）；写成 .gpkg .gdb "
            ".xlsx，用 -o")
        ->type_name("PACK");
    verb->add_option(
            "--package", typed.handed.package,
            "整套交付，按 geodata/packages：digital-map（GDB、SHP、XLSX、PDF、名录与校验清单），用 -o 写明目录")
        ->type_name("KIND");
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
    verb->callback([&typed] { typed.action = [&typed] { return exported(typed); }; });
}

}  // namespace mutu
