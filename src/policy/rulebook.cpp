// The packs of a chain into one rulebook: every entry of each.
#include "pack.hpp"
#include "parts.hpp"

#include "mutu/hash.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Keys = std::vector<std::string_view>;

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
void read_each(const PackFiles& pack, std::string_view key, Draft& draft, const Read& read) {
    for (const Value& content : pack.contents)
        if (const Value* entries = content.find(key))
            for (const Value& entry : entries->list(key)) read(entry, draft);
}

void read_entries(const PackFiles& pack, Draft& draft) {
    read_each(pack, "ladder", draft, read_ladder);
    read_each(pack, "rule", draft, read_rule);
    read_each(pack, "action", draft, read_action);
    read_each(pack, "option", draft, read_option);
    read_each(pack, "exit_step", draft, read_exit_step);
    read_each(pack, "example", draft, read_example);
    const bool own_lists = std::any_of(pack.contents.begin(), pack.contents.end(),
                                       [](const Value& content) { return content.find("score") != nullptr; });
    if (own_lists) draft.book.scores.clear();  // lists are one ordered whole: a pack's own replace them
    read_each(pack, "score", draft, read_score);
    read_each(pack, "chain", draft, read_chain);
    read_each(pack, "indicator_group", draft, read_indicator_group);
    read_each(pack, "indicator", draft, read_indicator);
    read_each(pack, "standard", draft, read_standard);
    read_each(pack, "goal", draft, read_goal);
    read_each(pack, "park_example", draft, read_park_example);
    read_each(pack, "industry_table", draft, read_industry_table);
    read_each(pack, "concordance", draft, read_concordance);
    read_each(pack, "control_index", draft, read_control_index);
    read_each(pack, "control_example", draft, read_control_example);
}

Rulebook rulebook_of(const std::vector<PackFiles>& chain) {
    Draft draft;
    std::string bytes;
    // Parameters of the whole chain first: a parent's rule already sees what its child sets.
    for (const PackFiles& pack : chain) {
        const Value& header = pack.header();
        draft.places["pack"] = header.where();
        draft.book.id = pack.id;
        draft.book.title = needed(header, "title", "[pack]");
        draft.book.version = needed(header, "version", "[pack]");
        draft.book.region = optional_text(header, "region");
        draft.book.chain.push_back(pack.id);
        for (const Value& content : pack.contents) read_parameters(content, pack.id, draft);
        for (const PackSource& file : pack.files) {
            bytes += file.text;
            draft.book.sources.push_back(file);
        }
    }
    for (const PackFiles& pack : chain) read_entries(pack, draft);
    draft.book.sha256 = sha256(bytes);
    check_soundness(draft);
    return std::move(draft.book);
}

}  // namespace

Rulebook load_rulebook(const std::string& id_or_path, const std::string& folder) {
    return rulebook_of(chain_of(id_or_path, folder));
}

Rulebook load_rulebook(const std::vector<PackSource>& sources) { return rulebook_of(chain_of(sources)); }

}  // namespace mutu
