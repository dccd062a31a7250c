// mutu export --package: one folder with layers, maps, lists and a manifest of hashes, there whole or not at all.
#include "mutu/package.hpp"

#include "export_tiles.hpp"
#include "output.hpp"
#include "papers.hpp"
#include "session.hpp"

#include "mutu/cover.hpp"
#include "mutu/hash.hpp"
#include "mutu/parallel.hpp"
#include "mutu/replace.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>
#include <sstream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr const char* manifest_name = "manifest.json";

struct Packing {
    const ExportQuery& query;
    const Common& common;
    const PackageKind& kind;
    const ExportRules& rules;
    const Labels& labels;
    std::string as_of;
    FileMark mark = {};
    std::vector<std::string> remarks = {};

    CodeWord words() const {
        return [this](const std::string& column, const std::string& code) {
            const char* const group = column == "missing" ? "field" : column == "kind" ? "park_kind" : column.c_str();
            return labels.has(group, code) ? labels.text(group, code) : code;
        };
    }
};

/// With --overwrite a folder goes as a whole: it must be one that this command made, and nothing else may lie in it.
void refuse_foreign(const std::string& folder, bool overwrite) {
    if (!fs::exists(folder)) return;
    if (!overwrite) throw Error{Kind::usage, folder + " 已存在；加 --overwrite 覆盖"};
    if (!fs::is_directory(folder)) throw Error{Kind::usage, folder + " 不是目录；请写到另一个目录"};
    std::set<std::string> ours{manifest_name};
    if (const std::string path = (fs::path{folder} / manifest_name).string(); fs::exists(path)) {
        const Value manifest = parse_json(read_file(path), path);
        if (const Value* files = manifest.find("files"))
            for (const Value& one : files->list("files"))
                if (const Value* name = one.find("path")) ours.insert(name->text("path"));
    }
    for (const auto& entry : fs::recursive_directory_iterator{folder})
        if (const std::string name = fs::relative(entry.path(), folder).generic_string();
            !entry.is_directory() && !ours.contains(name))
            throw Error{Kind::usage,
                        folder + " 里有不是本命令写出的文件（" + name + "），不能整个替换；请移走它，或写到另一个目录"};
}

/// `words`: codes as people read them.
std::vector<LayerCells> layers_of(Packing& packing, bool words) {
    std::vector<LayerCells> layers;
    for (const PackageKind::Layer& layer : packing.kind.layers) {
        ExportRequest request;
        request.book = packing.query.book, request.layer = layer.source, request.path = "x.gdb";
        std::vector<std::string> remarks;
        ExportProfile profile = layer.profile;
        profile.words = profile.words || words;
        LayerCells cells = layer_cells(request, packing.rules, profile, packing.words(), remarks);
        cells.layer = layer.name, cells.title = layer.title;
        for (const std::string& remark : remarks)
            if (!words && remark.find("没有写入") == std::string::npos)
                packing.remarks.push_back(layer.title + "：" + remark);
        layers.push_back(std::move(cells));
    }
    return layers;
}

/// Sheets for people: full names over the columns.
std::vector<LayerCells> for_sheets(std::vector<LayerCells> layers) {
    for (LayerCells& layer : layers) {
        layer.layer = layer.title;
        for (WriteColumn& column : layer.columns)
            if (!column.title.empty()) column.heading = column.title;
    }
    return layers;
}

void write_shapefiles(const Packing& packing, const std::vector<LayerCells>& layers, const fs::path& folder) {
    const ExportFormat& format = export_format(packing.rules, "x.shp");
    make_folder(folder.string());
    for (const LayerCells& layer : layers) {
        WriteLayer target;
        target.path = (folder / (layer.layer + ".shp")).string(), target.driver = format.driver;
        target.encoding = packing.kind.encoding, target.crs = layer.crs, target.date = packing.as_of;
        target.layer_options = format.layer_options;
        write_layer(target, layer.columns, layer.shapes ? &*layer.shapes : nullptr);
    }
}

void write_files(Packing& packing, const std::vector<LayerCells>& layers, const fs::path& folder) {
    for (const std::string& format : packing.kind.formats) {
        throw_if_stopped();
        if (format == "shp")
            write_shapefiles(packing, layers, folder / "shp");
        else
            export_cells((folder / (packing.kind.stem + "." + format)).string(), packing.rules,
                         format == "xlsx" ? for_sheets(layers_of(packing, true)) : layers, packing.as_of, false,
                         format == "xlsx" ? packing.mark : FileMark{});
    }
    Common quiet = packing.common;
    quiet.quiet = true, quiet.overwrite = true, quiet.dry_run = false;
    std::ostringstream unheard;
    if (packing.kind.directory) {
        ReportQuery list;
        list.book = packing.query.book, list.kind = "directory", list.folder = (folder / "名录.xlsx").string();
        report_directory(list, quiet, unheard);
    }
    for (const PackageKind::Map& one : packing.kind.maps) {
        MapQuery asked;
        asked.book = packing.query.book, asked.theme = one.theme, asked.paper = one.paper;
        asked.all = true, asked.output = (folder / "pdf").string();
        map(asked, quiet, unheard);
    }
}

Value layer_value(const LayerCells& layer) {
    Value one;
    one.add("name", layer.layer), one.add("title", layer.title), one.add("crs", layer.crs);
    one.add("rows", static_cast<std::int64_t>(layer.columns.empty() ? 0 : layer.columns.front().cells.size()));
    Value fields{Value::List{}};
    for (const WriteColumn& column : layer.columns) {
        Value field;
        field.add("name", column.heading), field.add("title", column.title.empty() ? column.heading : column.title);
        fields.push(std::move(field));
    }
    one.add("fields", std::move(fields));
    return one;
}

/// Every file with its size and hash, by name.
Value files_value(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator{folder})
        if (!entry.is_directory()) names.push_back(fs::relative(entry.path(), folder).generic_string());
    std::sort(names.begin(), names.end());
    Value files{Value::List{}};
    for (const std::string& name : names) {
        const std::string bytes = read_file((folder / name).string());
        Value one;
        one.add("path", name), one.add("bytes", static_cast<std::int64_t>(bytes.size()));
        one.add("sha256", sha256(bytes));
        files.push(std::move(one));
    }
    return files;
}

Value manifest_value(const Packing& packing, const std::vector<LayerCells>& layers, const Rows& run,
                     const fs::path& folder) {
    Value manifest;
    manifest.add("package", packing.kind.id), manifest.add("title", packing.kind.title);
    manifest.add("version", packing.kind.version), manifest.add("evidence", packing.kind.evidence);
    manifest.add("note", packing.kind.note), manifest.add("package_sha256", packing.kind.sha256);
    for (std::size_t i = 0; i < run.columns.size(); ++i) manifest.add(run.columns[i], run.rows[0][i].value_or(""));
    manifest.add("mutu", versions().front().second);
    Value list{Value::List{}}, remarks{Value::List{}};
    for (const LayerCells& layer : layers) list.push(layer_value(layer));
    for (const std::string& remark : packing.remarks) remarks.push(remark);
    manifest.add("layers", std::move(list)), manifest.add("remarks", std::move(remarks));
    manifest.add("files", files_value(folder));
    return manifest;
}

void refuse_parts(const ExportQuery& query) {
    if (!query.layer.empty() || !query.park.empty() || !query.where.empty() || !query.fields.empty() ||
        !query.profile.empty() || !query.crs.empty() || !query.encoding.empty() || !query.rings.empty())
        throw Error{Kind::usage, "--package 写出包里定好的图层与字段，不与图层、--park、--where、--fields、--profile、"
                                 "--crs、--encoding 合用"};
}

}  // namespace

int export_package(const ExportQuery& query, const Common& common, std::ostream& talk) {
    refuse_parts(query);
    const Labels labels = labels_of(common);
    const ExportRules rules =
        ExportRules::load(common.data_folder + "/export", ColumnAliases::load(common.data_folder + "/columns"));
    const PackageKind kind = read_package_kind(query.package, common.data_folder + "/packages", rules);
    Packing packing{query, common, kind, rules, labels, {}};
    Rows run;
    {
        const Book book{query.book};
        run = book.query("SELECT run_id, as_of, policy_id, policy_sha256, secrecy FROM run ORDER BY fid DESC LIMIT 1");
    }
    if (run.rows.empty()) throw Error{Kind::input, query.book + "：成果库中还没有分析"};
    packing.as_of = run.rows[0][1].value_or("");
    packing.mark = mark_of(run.rows[0][4].value_or(""), labels);
    const std::string folder =
        fs::path{query.path}.has_filename() ? query.path : fs::path{query.path}.parent_path().string();
    refuse_foreign(folder, common.overwrite);
    if (common.dry_run) {
        if (!common.quiet) talk << "将写出 " << folder << "\n";
        return 0;
    }
    Workplace place{folder, common.overwrite};
    make_folder(place.path());
    const std::vector<LayerCells> layers = layers_of(packing, false);
    write_files(packing, layers, place.path());
    const Value manifest = manifest_value(packing, layers, run, place.path());
    write_whole((fs::path{place.path()} / manifest_name).string(), to_pretty_json(manifest) + "\n");
    place.finish();
    std::vector<std::string> sources;
    for (const PackageKind::Layer& layer : kind.layers) sources.push_back(layer.source);
    warn_of_cover(cover_warning(Book{query.book}, sources, "", common.data_folder), talk);
    if (common.quiet) return 0;
    talk << folder << "：" << kind.title << "，" << layers.size() << " 个图层、"
         << manifest.find("files")->list("files").size() << " 个文件，校验值见 " << manifest_name << "\n";
    if (kind.evidence == "unconfirmed") talk << "注意：" << kind.note << "\n";
    for (const std::string& remark : packing.remarks) talk << "注意：" << remark << "\n";
    talk << "密级  " << labels.text("secrecy", run.rows[0][4].value_or("")) << "（文件请按规定标注）\n";
    return 0;
}

}  // namespace mutu
