// mutu shard: a project into pieces that any machine can measure.
#include "begun.hpp"
#include "output.hpp"
#include "shard/pieces.hpp"

#include "mutu/hash.hpp"
#include "mutu/parallel.hpp"
#include "mutu/shard_file.hpp"
#include "mutu/shard_run.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_shards = 9999;
// Of a run over a piece, measured: see the ADR of shards. Rounded up, for what a scheduler kills it does not warn.
constexpr std::size_t memory_floor_mb = 200, points_a_mb = 2000;

void check_query(const ShardQuery& query) {
    if (query.by != "park") throw Error{Kind::usage, "--by 只能是 park（按园区切分）"};
    if (query.count < 1 || query.count > most_shards)
        throw Error{Kind::usage, "-n 应在 1 与 " + std::to_string(most_shards) + " 之间"};
    if (query.folder.empty()) throw Error{Kind::usage, "要用 -o 写明文件夹，如 -o 分片"};
}

/// Written by a cut, or left by one that was killed before its list was there.
bool is_of_a_cut(const std::string& name) {
    const bool ours = name.starts_with("shard_") || name.starts_with(".shard_");
    return name == cut_list || name == std::string{cut_list} + ".tmp" ||
           (ours && name.find(".gpkg") != std::string::npos) || (ours && name.ends_with(".measured"));
}

bool left_by_a_cut(const std::string& folder) {
    return std::all_of(fs::directory_iterator{folder}, fs::directory_iterator{},
                       [](const fs::directory_entry& one) { return is_of_a_cut(one.path().filename().string()); });
}

/// A folder of an earlier cut is cleared, and what a killed one left; any other that holds something is refused.
void make_room(const std::string& folder, bool overwrite) {
    std::error_code fault;
    if (fs::exists(folder) && !fs::is_directory(folder)) throw Error{Kind::usage, folder + " 不是文件夹"};
    make_folder(folder);
    if (fs::is_empty(folder, fault)) return;
    if (!fs::is_regular_file(fs::path{folder} / cut_list)) {
        if (!left_by_a_cut(folder)) throw Error{Kind::usage, folder + " 里有别的文件；请用新的或空的文件夹"};
        for (const auto& left : fs::directory_iterator{folder}) fs::remove(left.path(), fault);
        return;
    }
    if (!overwrite) throw Error{Kind::usage, folder + " 里已有一次切分；要重新切分请加 --overwrite"};
    const CutList before = read_cut(folder);
    fs::remove(fs::path{folder} / cut_list);  // first: what is left is no cut any more
    for (const ShardNote& note : before.shards) {
        const std::string shard = (fs::path{folder} / note.file).string();
        fs::remove(shard, fault), fs::remove(measured_path(shard), fault);
    }
}

/// One source's rows of a piece.
struct Layer {
    std::size_t source = 0;
    std::vector<std::size_t> rows;
};

std::vector<Layer> layers_of(const Holdings& holdings, const ShardPiece& piece) {
    std::vector<Layer> layers;
    for (std::size_t source = 0; source < holdings.sources.size(); ++source) {
        const Role role = holdings.sources[source].role;
        Layer layer{source, {}};
        for (const std::size_t row : piece.rows[static_cast<std::size_t>(role)])
            if (holdings[role].origins()[row].source == source) layer.rows.push_back(row);
        if (!layer.rows.empty()) layers.push_back(std::move(layer));
    }
    return layers;
}

std::string layer_name(const Holdings& holdings, std::size_t source) {
    return "s" + std::to_string(source + 1) + "_" + std::string{name(holdings.sources[source].role)};
}

Value source_value(const Holdings& holdings, const Layer& layer) {
    const Source& source = holdings.sources[layer.source];
    Value one;
    one.add("layer", layer_name(holdings, layer.source)), one.add("role", name(source.role));
    one.add("crs", source.crs.definition()), one.add("secrecy", source.secrecy);
    Value shift{Value::List{}}, joins{Value::List{}};
    if (source.shift)
        for (const double number : *source.shift) shift.push(number);
    for (const auto& keys : source.join) {
        Value fields{Value::List{}};
        for (const std::string& field : keys) fields.push(field);
        joins.push(std::move(fields));
    }
    one.add("shift", std::move(shift)), one.add("join", std::move(joins));
    return one;
}

Value frame_value(const Frame& frame) {
    Value value;
    value.add("book_crs", frame.book_crs), value.add("meridian", frame.meridian);
    value.add("longitude", frame.longitude);
    return value;
}

Value packs_value(const Rulebook& rules) {
    Value packs{Value::List{}};
    for (const PackSource& pack : rules.sources)
        packs.push(Value::List{Value{pack.pack_id}, Value{pack.name}, Value{pack.text}});
    return packs;
}

/// All that a machine must know to measure a piece as the whole run would.
Value about(const Begun& whole, const Project& project, const Frame& frame, const std::vector<Layer>& layers) {
    Value root;
    root.add("format", shard_format), root.add("program", program_text()), root.add("run_id", whole.run.run_id);
    root.add("as_of", whole.options.as_of.iso()), root.add("area", whole.run.area_basis);
    root.add("frame", frame_value(frame));
    Value sources{Value::List{}}, set{Value::List{}}, limits{Value::List{}};
    for (const Layer& layer : layers) sources.push(source_value(whole.holdings, layer));
    for (const auto& [parameter, value] : project.set) set.push(Value::List{Value{parameter}, Value{value}});
    for (const auto& [limit, value] : project.check_set) limits.push(Value::List{Value{limit}, Value{value}});
    root.add("sources", std::move(sources)), root.add("set", std::move(set)), root.add("limits", std::move(limits));
    root.add("policy_sha256", whole.rules.sha256), root.add("packs", packs_value(whole.rules));
    return root;
}

ResultTable rows_table(const Holdings& holdings, const std::vector<Layer>& layers) {
    using Type = ResultTable::Type;
    ResultTable table{"shard_row", {{"role", Type::text}, {"whole_row", Type::integer}}, {}};
    for (const Layer& layer : layers)
        for (const std::size_t row : layer.rows)
            table.rows.push_back(
                {std::string{name(holdings.sources[layer.source].role)}, static_cast<std::int64_t>(row)});
    return table;
}

std::vector<std::string> parks_of(const Holdings& holdings, const ShardPiece& piece) {
    const Table& parks = holdings[Role::park];
    const auto ids = parks.column<std::string>("park_id"), names = parks.column<std::string>("park_name");
    std::vector<std::string> list;
    std::set<std::string> told;
    for (const std::size_t row : piece.rows[static_cast<std::size_t>(Role::park)]) {
        std::string park = names[row] ? *names[row] : ids[row].value_or("");
        if (!park.empty() && told.insert(park).second) list.push_back(std::move(park));
    }
    return list;
}

ShardNote write_piece(const Begun& whole, const Project& project, const Frame& frame, const ShardPiece& piece,
                      const std::string& path, const Labels& labels) {
    const Holdings& holdings = whole.holdings;
    const std::vector<Layer> layers = layers_of(holdings, piece);
    std::vector<ShardLayer> written;
    written.reserve(layers.size());
    for (const Layer& layer : layers)
        written.push_back({layer_name(holdings, layer.source), holdings.sources[layer.source].crs,
                           holdings[holdings.sources[layer.source].role].chosen(layer.rows),
                           holdings.sources[layer.source].secrecy});
    using Type = ResultTable::Type;
    ResultTable told{"shard", {{"about", Type::text}}, {{to_json(about(whole, project, frame, layers))}}};
    save_shard(path, written, {std::move(told), rows_table(holdings, layers)},
               whole.options.as_of.iso() + "T00:00:00.000Z", labels);
    const auto count = [&](Role role) { return piece.rows[static_cast<std::size_t>(role)].size(); };
    return {.file = fs::path{path}.filename().string(),
            .sha256 = sha256_file(path),
            .parks = parks_of(holdings, piece),
            .parcels = count(Role::parcel),
            .buildings = count(Role::building),
            .points = piece.points,
            .memory_mb = memory_floor_mb + piece.points / points_a_mb};
}

CutRun cut_of(const Begun& whole, const Project& project, const ShardQuery& query, const Project& as_filed) {
    CutRun cut{.id = whole.run.run_id,
               .version = program_text(),
               .project = fs::relative(fs::absolute(query.project_file), fs::absolute(query.folder)).string(),
               .as_of = whole.options.as_of,
               .policy = project.policy == as_filed.policy ? "" : project.policy,
               .area = project.area == as_filed.area ? "" : project.area,
               .set = {project.set.begin() + static_cast<std::ptrdiff_t>(as_filed.set.size()), project.set.end()},
               .policy_sha256 = whole.rules.sha256,
               .secrecy = whole.run.secrecy,
               .sources = {}};
    for (const Source& source : whole.holdings.sources) cut.sources.emplace_back(source.path, source.sha256);
    return cut;
}

}  // namespace

int shard(const Project& project, const ShardQuery& query, const Common& common, std::ostream& out,
          std::ostream& talk) {
    check_query(query);
    const Labels labels = labels_of(common);
    const auto whole = begun(project, common, talk);
    const Framed framed = frame_of(whole->holdings, whole->rules, labels, whole->options);
    const std::vector<ShardPiece> pieces = cut(whole->holdings, framed.boxes, query.count);
    CutList list{cut_of(*whole, project, query, read_project(query.project_file)), {}};
    if (!common.dry_run) make_room(query.folder, common.overwrite);
    std::size_t empty = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        throw_if_stopped();
        if (pieces[i].points == 0) ++empty;
        if (common.dry_run) continue;
        list.shards.push_back(write_piece(*whole, project, framed.frame, pieces[i],
                                          (fs::path{query.folder} / shard_name(i + 1)).string(), labels));
    }
    if (common.dry_run) {
        out << "将写出 " << query.folder << "（" << pieces.size() << " 个分片，其中空的 " << empty << " 个）\n";
        return 0;
    }
    write_whole((fs::path{query.folder} / cut_list).string(), to_text(list));
    for (const ShardNote& note : list.shards)
        out << note.file << "  园区 " << note.parks.size() << "  宗地 " << note.parcels << "  建筑 " << note.buildings
            << "  约需内存 " << note.memory_mb << " MB\n";
    if (empty > 0 && !common.quiet) talk << "相邻的园区不能拆开：" << empty << " 个分片是空的，可以减少 -n\n";
    if (!common.quiet)
        talk << "逐个运行 mutu run " << query.folder << "/shard_….gpkg，最后 mutu merge " << query.folder << "\n";
    return 0;
}

}  // namespace mutu
