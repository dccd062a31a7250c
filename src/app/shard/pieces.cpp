// The records of a cut as text.
#include "shard/pieces.hpp"

#include "output.hpp"

#include "mutu/hash.hpp"
#include "mutu/replace.hpp"
#include "mutu/shard_file.hpp"
#include "mutu/text.hpp"

#include <filesystem>

namespace mutu {
namespace {

namespace fs = std::filesystem;

Value pairs_of(const std::vector<std::pair<std::string, std::string>>& pairs) {
    Value list{Value::List{}};
    for (const auto& [first, second] : pairs) list.push(Value::List{Value{first}, Value{second}});
    return list;
}

std::vector<std::pair<std::string, std::string>> pairs_in(const Value& table, const char* key) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const Value& pair : member(table, key).list(key)) {
        const auto& both = pair.list(key);
        if (both.size() != 2) pair.fail(std::string{key} + " 应为一对一对的文字");
        pairs.emplace_back(both[0].text(key), both[1].text(key));
    }
    return pairs;
}

std::size_t number_in(const Value& table, const char* key) {
    const std::int64_t number = member(table, key).integer(key);
    if (number < 0) table.fail(std::string{key} + " 不能小于 0");
    return static_cast<std::size_t>(number);
}

CutRun cut_in(const Value& table) {
    CutRun cut;
    cut.id = member(table, "run_id").text("run_id"), cut.version = member(table, "program").text("program");
    cut.project = member(table, "project").text("project");
    const auto day = parse_date(member(table, "as_of").text("as_of"));
    if (!std::holds_alternative<Date>(day)) table.fail("as_of 不是日期");
    cut.as_of = std::get<Date>(day);
    cut.policy = member(table, "policy").text("policy"), cut.area = member(table, "area").text("area");
    cut.policy_sha256 = member(table, "policy_sha256").text("policy_sha256");
    cut.secrecy = member(table, "secrecy").text("secrecy");
    cut.set = pairs_in(table, "set"), cut.sources = pairs_in(table, "sources");
    return cut;
}

}  // namespace

const Value& member(const Value& table, const char* key) {
    const Value* found = table.find(key);
    if (!found) table.fail(std::string{"缺少 "} + key);
    return *found;
}

std::string program_text() {
    std::vector<std::string> all;
    for (const auto& [library, version] : versions()) all.push_back(library + " " + version);
    return join(all, ", ");
}

std::string to_text(const CutList& list) {
    const CutRun& cut = list.cut;
    Value root;
    root.add("format", shard_format), root.add("program", cut.version), root.add("run_id", cut.id);
    root.add("project", cut.project), root.add("as_of", cut.as_of.iso());
    root.add("policy", cut.policy), root.add("area", cut.area), root.add("set", pairs_of(cut.set));
    root.add("policy_sha256", cut.policy_sha256), root.add("secrecy", cut.secrecy);
    root.add("sources", pairs_of(cut.sources));
    Value shards{Value::List{}};
    for (const ShardNote& note : list.shards) {
        Value one;
        one.add("file", note.file), one.add("sha256", note.sha256);
        Value parks{Value::List{}};
        for (const std::string& park : note.parks) parks.push(park);
        one.add("parks", std::move(parks));
        for (const auto& [key, number] : {std::pair{"parcels", note.parcels},
                                          {"buildings", note.buildings},
                                          {"points", note.points},
                                          {"memory_mb", note.memory_mb}})
            one.add(key, static_cast<std::int64_t>(number));
        shards.push(std::move(one));
    }
    root.add("shards", std::move(shards));
    return to_pretty_json(root) + "\n";
}

CutList read_cut(const std::string& folder) {
    const std::string path = (fs::path{folder} / cut_list).string();
    if (!fs::is_regular_file(path))
        throw Error{Kind::input, folder + "：没有 " + cut_list + "，不是 mutu shard 写出的文件夹"};
    const Value root = parse_json(read_file(path), path);
    if (member(root, "format").integer("format") > shard_format)
        throw Error{Kind::refused,
                    path + "：由更新的程序（" + member(root, "program").text("program") + "）切分；请升级 mutu"};
    CutList list{cut_in(root), {}};
    for (const Value& one : member(root, "shards").list("shards")) {
        ShardNote& note = list.shards.emplace_back();
        note.file = member(one, "file").text("file"), note.sha256 = member(one, "sha256").text("sha256");
        if (note.file != shard_name(list.shards.size())) one.fail("file 应为 " + shard_name(list.shards.size()));
        for (const Value& park : member(one, "parks").list("parks")) note.parks.push_back(park.text("parks"));
        note.parcels = number_in(one, "parcels"), note.buildings = number_in(one, "buildings");
        note.points = number_in(one, "points"), note.memory_mb = number_in(one, "memory_mb");
    }
    if (list.shards.empty()) root.fail("没有一个分片");
    return list;
}

std::string shard_name(std::size_t number) {
    const std::string digits = std::to_string(number);
    return "shard_" + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits + ".gpkg";
}

std::string measured_path(const std::string& shard) { return fs::path{shard}.replace_extension(".measured").string(); }

RowsByRole held_rows(const std::string& shard) {
    RowsByRole rows;
    for (const auto& cells : shard_rows(shard, "shard_row", {"role", "whole_row"})) {
        const auto* role = std::get_if<std::string>(cells.data());
        const auto* row = std::get_if<std::int64_t>(&cells[1]);
        const auto known = role ? role_named(*role) : std::nullopt;
        if (!known || !row || *row < 0) throw Error{Kind::input, shard + "：表 shard_row 有一行读不懂；请重新切分"};
        rows[static_cast<std::size_t>(*known)].push_back(static_cast<std::size_t>(*row));
    }
    return rows;
}

void write_measured(const std::string& shard, const std::string& cut_id, const std::vector<Answer>& answers) {
    const std::string bytes = packed(answers);
    Value head;
    head.add("format", shard_format), head.add("run_id", cut_id), head.add("program", program_text());
    head.add("shard_sha256", sha256_file(shard)), head.add("sha256", sha256(bytes));
    Workplace work{measured_path(shard), true};  // two tasks on one shard do not meet
    write_whole(work.path(), to_json(head) + "\n" + bytes);
    work.finish();
}

std::vector<Answer> read_measured(const std::string& shard, const ShardNote& note, const CutRun& cut) {
    const std::string path = measured_path(shard);
    if (!fs::is_regular_file(path))
        throw Error{Kind::refused, "分片 " + note.file + " 还没有测算（没有 " + path + "）；请运行 mutu run " + shard};
    const std::string bytes = read_file(path);
    const auto refuse = [&](const std::string& why) {
        throw Error{Kind::refused, path + "：" + why + "；请重新运行 mutu run " + shard};
    };
    const auto line = bytes.find('\n');
    if (line == std::string::npos) refuse("不是分片测算的结果");
    const Value head = parse_json(std::string_view{bytes}.substr(0, line), path);
    if (member(head, "run_id").text("run_id") != cut.id) refuse("是另一次切分（资料、政策或参数不同）的结果");
    if (member(head, "program").text("program") != cut.version)
        refuse("由 " + member(head, "program").text("program") + " 测算，切分用的是 " + cut.version);
    if (member(head, "shard_sha256").text("shard_sha256") != note.sha256) refuse("测算的不是现在的这个分片");
    const auto payload = std::string_view{bytes}.substr(line + 1);
    if (member(head, "sha256").text("sha256") != sha256(payload)) refuse("内容与记录的哈希不符，文件不全或被改动");
    return unpacked(payload, path);
}

}  // namespace mutu
