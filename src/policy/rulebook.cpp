// Policy packs on disk into one rulebook: the chain of packs, and every entry of each.
#include "parts.hpp"

#include "mutu/hash.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace mutu {
namespace {

using Keys = std::vector<std::string_view>;

const Value& header_of(const Value& pack) {
    const Value* header = pack.find("pack");
    if (!header) pack.fail("规则包缺少 [pack] 表头（id、title、version）");
    static const Keys allowed{"id", "title", "version", "region", "effective_from", "effective_to", "extends", "note"};
    only_keys(*header, allowed, "[pack]");
    return *header;
}

struct Pack {
    Value content;
    std::string id, text, name;
};

Pack parsed_pack(std::string text, const std::string& path) {
    Pack pack;
    pack.name = std::filesystem::path{path}.filename().string();
    pack.text = std::move(text);
    pack.content = parse_toml(pack.text, path);
    static const Keys allowed{"pack", "parameter", "ladder", "rule", "action", "example", "score", "chain"};
    only_keys(pack.content, allowed, "规则包");
    pack.id = needed(header_of(pack.content), "id", "[pack]");
    return pack;
}

Pack read_pack(const std::string& path) { return parsed_pack(read_file(path), path); }

std::string path_of(const std::string& id, const std::vector<PackEntry>& packs, const Value* place) {
    std::vector<std::string> ids;
    for (const PackEntry& entry : packs) {
        if (entry.id == id) return entry.path;
        ids.push_back(entry.id);
    }
    const std::string message = "没有规则包 “" + id + "”" + did_you_mean(id, ids) + "；现有：" + join(ids, "、");
    if (place) place->fail(message);
    throw Error{Kind::input, message};
}

/// The pack and everything it extends, root first.
std::vector<Pack> chain_of(const std::string& id_or_path, const std::string& folder) {
    namespace fs = std::filesystem;
    const bool is_path = id_or_path.ends_with(".toml") || id_or_path.find('/') != std::string::npos;
    std::vector<PackEntry> packs = fs::is_directory(folder) ? list_packs(folder) : std::vector<PackEntry>{};
    std::vector<Pack> chain{read_pack(is_path ? id_or_path : path_of(id_or_path, packs, nullptr))};
    while (const Value* extends = header_of(chain.back().content).find("extends")) {
        const std::string& parent = extends->text("extends");
        for (const Pack& pack : chain)
            if (pack.id == parent) extends->fail("extends 成环：“" + parent + "” 已在继承链中");
        const bool shipped =
            std::any_of(packs.begin(), packs.end(), [&](const PackEntry& one) { return one.id == parent; });
        if (is_path && !shipped) {  // only then are the neighbours of a pack given by path looked at
            const std::string own = fs::path{id_or_path}.parent_path().string();
            auto beside = list_packs(own.empty() ? "." : own);
            packs.insert(packs.end(), beside.begin(), beside.end());
        }
        chain.push_back(read_pack(path_of(parent, packs, extends)));
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
}

/// An entry of the same id must say that it supersedes; one that says so must find it. Returns the place to write to.
template <class Entry>
Entry& slot(std::vector<Entry>& entries, std::string Entry::* id, const std::string& name, const Value& table,
            const std::string& what) {
    const Value* supersedes = table.find("supersedes");
    const bool replaces = supersedes && supersedes->boolean("supersedes");
    for (Entry& entry : entries)
        if (entry.*id == name) {
            if (!replaces) table.fail(what + " 已经有了；要改它请写 supersedes = true");
            return entry = Entry{};
        }
    if (replaces) supersedes->fail(what + " 写了 supersedes，但上级包中没有它");
    return entries.emplace_back();
}

Line read_line(const Value& table, const Ladder& ladder, Draft& draft) {
    static const Keys allowed{"id",     "when",     "then",       "unknown",  "reason",
                              "clause", "evidence", "diagnostic", "sentence", "missing"};
    const std::string what = "梯级 “" + ladder.id + "” 的一行";
    only_keys(table, allowed, what);
    Line line;
    line.id = needed(table, "id", what);
    draft.places["line/" + ladder.id + "/" + line.id] = table.where();
    for (const Line& other : ladder.lines)
        if (other.id == line.id) table.find("id")->fail("梯级 “" + ladder.id + "” 有两行都叫 “" + line.id + "”");
    line.then = needed(table, "then", what);
    if (std::find(ladder.outcomes.begin(), ladder.outcomes.end(), line.then) == ladder.outcomes.end())
        table.find("then")->fail("“" + line.then + "” 不在 outcomes 中" + did_you_mean(line.then, ladder.outcomes));
    if (const Value* unknown = table.find("unknown")) {
        const std::string& choice = unknown->text("unknown");
        if (choice != "stop" && choice != "pass")
            unknown->fail("unknown 只能是 \"stop\" 或 \"pass\"，得到 “" + choice + "”");
        line.unknown_stops = choice == "stop";
    }
    const Value* when = table.find("when");
    if (!when) table.fail(what + " 缺少 when");
    line.when = read_condition(*when, draft);
    line.clause = needed(table, "clause", what);
    line.evidence = evidence_of(table, what);
    line.reason = optional_text(table, "reason");
    line.diagnostic = optional_text(table, "diagnostic");
    line.sentence = optional_text(table, "sentence");
    if (const Value* missing = table.find("missing")) line.missing = text_list(*missing, "missing");
    return line;
}

void read_ladder(const Value& table, Draft& draft) {
    static const Keys allowed{"id", "title", "clause", "outcomes", "line", "supersedes"};
    only_keys(table, allowed, "梯级");
    Ladder ladder;
    ladder.id = needed(table, "id", "梯级");
    const std::string what = "梯级 “" + ladder.id + "”";
    ladder.title = needed(table, "title", what);
    ladder.clause = needed(table, "clause", what);
    const Value* outcomes = table.find("outcomes");
    if (!outcomes) table.fail(what + " 缺少 outcomes");
    ladder.outcomes = text_list(*outcomes, "outcomes");
    const Value* lines = table.find("line");
    if (!lines) table.fail(what + " 一行也没有（[[ladder.line]]）");
    for (const Value& line : lines->list("line")) ladder.lines.push_back(read_line(line, ladder, draft));
    draft.places["ladder/" + ladder.id] = table.where();
    slot(draft.book.ladders, &Ladder::id, ladder.id, table, what) = std::move(ladder);
}

void read_rule(const Value& table, Draft& draft) {
    static const Keys allowed{"id",
                              "title",
                              "clause",
                              "evidence",
                              "listed",
                              "when",
                              "ladder",
                              "lines",
                              "sentence_yes",
                              "sentence_no",
                              "sentence_undetermined",
                              "supersedes",
                              "note"};
    only_keys(table, allowed, "规则");
    Rule rule;
    rule.id = needed(table, "id", "规则");
    const std::string what = "规则 “" + rule.id + "”";
    rule.title = needed(table, "title", what);
    rule.clause = needed(table, "clause", what);
    rule.evidence = evidence_of(table, what);
    if (const Value* listed = table.find("listed")) rule.listed = listed->boolean("listed");
    const Value* when = table.find("when");
    const Value* ladder = table.find("ladder");
    if ((when == nullptr) == (ladder == nullptr)) table.fail(what + " 须写 when，或者 ladder 与 lines");
    if (when)
        rule.when = read_condition(*when, draft);
    else {
        rule.ladder = ladder->text("ladder");
        const Value* lines = table.find("lines");
        if (!lines) table.fail(what + " 写了 ladder，还缺 lines = [ … ]");
        rule.lines = text_list(*lines, "lines");
    }
    rule.sentence_yes = optional_text(table, "sentence_yes");
    rule.sentence_no = optional_text(table, "sentence_no");
    rule.sentence_undetermined = optional_text(table, "sentence_undetermined");
    draft.places["rule/" + rule.id] = table.where();
    slot(draft.book.rules, &Rule::id, rule.id, table, what) = std::move(rule);
}

void read_action(const Value& table, Draft& draft) {
    static const Keys allowed{"code", "title", "clause", "evidence", "when", "supersedes", "note"};
    only_keys(table, allowed, "处置措施");
    Action action;
    action.code = needed(table, "code", "处置措施");
    const std::string what = "处置措施 “" + action.code + "”";
    action.title = needed(table, "title", what);
    action.clause = needed(table, "clause", what);
    action.evidence = evidence_of(table, what);
    const Value* when = table.find("when");
    if (!when) table.fail(what + " 缺少 when");
    action.when = read_condition(*when, draft);
    slot(draft.book.actions, &Action::code, action.code, table, what) = std::move(action);
}

void read_example(const Value& table, Draft& draft) {
    static const Keys allowed{"name", "as_of", "given", "set", "absent", "expect", "supersedes"};
    only_keys(table, allowed, "示例");
    Example example;
    example.name = needed(table, "name", "示例");
    example.where = table.where();
    example.given = Value{Value::Table{}};
    const Value* as_of = table.find("as_of");
    if (!as_of || !as_of->as<Date>()) table.fail("示例 “" + example.name + "” 须有日期 as_of");
    example.given.add("as_of", *as_of);
    if (const Value* given = table.find("given"))
        for (const auto& [key, value] : given->table("given")) example.given.add(key, value);
    if (const Value* absent = table.find("absent")) text_list(*absent, "absent"), example.given.add("absent", *absent);
    example.given.set_where(table.where());
    example.set = Value{Value::Table{}};
    if (const Value* set = table.find("set"))
        for (const auto& [key, value] : set->table("set")) {
            parameter_at(value, key, draft.book);
            example.set.add(key, value);
        }
    const Value* expect = table.find("expect");
    if (!expect || expect->table("expect").empty()) table.fail("示例 “" + example.name + "” 没有 expect");
    for (const auto& [key, value] : expect->table("expect")) {
        const Date* day = value.as<Date>();
        example.expect.emplace_back(key, day ? day->iso() : value.text(key));
    }
    slot(draft.book.examples, &Example::name, example.name, table, "示例 “" + example.name + "”") = std::move(example);
}

template <class Read>
void read_each(const Value& pack, std::string_view key, Draft& draft, const Read& read) {
    if (const Value* entries = pack.find(key))
        for (const Value& entry : entries->list(key)) read(entry, draft);
}

}  // namespace

std::vector<PackEntry> list_packs(const std::string& folder) {
    std::vector<PackEntry> packs;
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator{folder, fault}) {
        if (entry.path().extension() != ".toml") continue;
        const std::string path = entry.path().string();
        const Value content = read_toml(path);
        if (!content.find("pack")) continue;  // a project file may lie beside its pack
        const Value& header = header_of(content);
        packs.push_back({needed(header, "id", "[pack]"), needed(header, "title", "[pack]"),
                         needed(header, "version", "[pack]"), path});
    }
    if (fault) throw Error{Kind::input, "读不了规则包文件夹 " + folder + "：" + fault.message()};
    std::sort(packs.begin(), packs.end(),
              [](const PackEntry& a, const PackEntry& b) { return std::pair{a.id, a.path} < std::pair{b.id, b.path}; });
    return packs;
}

namespace {

Rulebook rulebook_of(const std::vector<Pack>& chain) {
    Draft draft;
    std::string bytes;
    // Parameters of the whole chain first: a parent's rule already sees what its child sets.
    for (const Pack& pack : chain) {
        const Value& header = header_of(pack.content);
        draft.places["pack"] = header.where();
        draft.book.id = pack.id;
        draft.book.title = needed(header, "title", "[pack]");
        draft.book.version = needed(header, "version", "[pack]");
        draft.book.region = optional_text(header, "region");
        draft.book.chain.push_back(pack.id);
        read_parameters(pack.content, pack.id, draft);
        bytes += pack.text;
        draft.book.sources.push_back({pack.id, pack.name, pack.text});
    }
    for (const Pack& pack : chain) {
        read_each(pack.content, "ladder", draft, read_ladder);
        read_each(pack.content, "rule", draft, read_rule);
        read_each(pack.content, "action", draft, read_action);
        read_each(pack.content, "example", draft, read_example);
        if (pack.content.find("score"))
            draft.book.scores.clear();  // lists are one ordered whole: a pack's own replace them
        read_each(pack.content, "score", draft, read_score);
        read_each(pack.content, "chain", draft, read_chain);
    }
    draft.book.sha256 = sha256(bytes);
    check_soundness(draft);
    return std::move(draft.book);
}

}  // namespace

Rulebook load_rulebook(const std::string& id_or_path, const std::string& folder) {
    return rulebook_of(chain_of(id_or_path, folder));
}

Rulebook load_rulebook(const std::vector<PackSource>& sources) {
    if (sources.empty()) throw Error{Kind::input, "成果库中没有政策包"};
    std::vector<Pack> chain;
    for (const PackSource& source : sources) chain.push_back(parsed_pack(source.text, source.name));
    return rulebook_of(chain);
}

}  // namespace mutu
