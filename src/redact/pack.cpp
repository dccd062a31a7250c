// geodata/redact/*.toml, and the examples they carry.
#include "mutu/error.hpp"
#include "mutu/hash.hpp"
#include "mutu/redact.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace mutu {
namespace {

const Value& member(const Value& table, const char* key) {
    if (const Value* found = table.find(key)) return *found;
    table.fail(std::string{"没有 "} + key);
}

void only(const Value& table, const std::vector<std::string>& known, const std::string& what) {
    for (const auto& [key, value] : table.table(what))
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            const auto meant = nearest(key, known);
            value.fail("不认识的键 " + key + (meant ? "，是否要写 " + *meant + "？" : "；可写：" + join(known, " ")));
        }
}

std::vector<std::string> texts(const Value& list, const char* what) {
    std::vector<std::string> all;
    for (const Value& one : list.list(what)) all.push_back(one.text(what));
    return all;
}

int whole(const Value& table, const char* key, int least, int most) {
    const Value& value = member(table, key);
    const std::int64_t number = value.integer(key);
    if (number < least || number > most)
        value.fail(std::string{key} + " = " + std::to_string(number) + "：要在 " + std::to_string(least) + " 到 " +
                   std::to_string(most) + " 之间");
    return static_cast<int>(number);
}

DisclosureRule rule_of(const Value& table) {
    only(table, {"least_firms", "largest_percent", "peer_percent", "band_percent", "band_floor_wan"}, "limits");
    DisclosureRule rule;
    constexpr int most_firms = 1000, whole_sum = 100;
    rule.least_firms = whole(table, "least_firms", 2, most_firms);  // of one firm a sum is its figure
    rule.largest_percent = whole(table, "largest_percent", 1, whole_sum - 1);
    rule.peer_percent = whole(table, "peer_percent", 0, whole_sum);
    rule.band_percent = whole(table, "band_percent", 1, whole_sum);
    const Value& floor = member(table, "band_floor_wan");
    rule.band_floor = Money::wan(floor.real("band_floor_wan"));
    if (rule.band_floor.fen() < 1) floor.fail("band_floor_wan 要大于 0：没有税的企业也不能被认出来");
    return rule;
}

std::vector<RedactionPack::Group> groups_of(const Value& list) {
    std::vector<RedactionPack::Group> groups;
    std::set<std::string> ids, divisions;
    bool rest = false;
    for (const Value& one : list.list("groups")) {
        only(one, {"id", "title", "divisions"}, "groups");
        RedactionPack::Group group{member(one, "id").text("id"), member(one, "title").text("title"), {}};
        if (!ids.insert(group.id).second) one.fail("组 " + group.id + " 写了两次");
        if (const Value* listed = one.find("divisions")) group.divisions = texts(*listed, "divisions");
        for (const std::string& division : group.divisions)
            if (!divisions.insert(division).second) one.fail("行业大类 " + division + " 在两个组里");
        if (group.divisions.empty() && std::exchange(rest, true)) one.fail("只能有一个组不写 divisions（其余的行业）");
        groups.push_back(std::move(group));
    }
    if (!rest) list.fail("要有一个组不写 divisions：其余的与不明的行业归它");
    return groups;
}

RedactionPack::Example example_of(const Value& table) {
    only(table, {"title", "rows", "columns", "firms", "states"}, "example");
    RedactionPack::Example example;
    example.title = member(table, "title").text("title"), example.where = table.where();
    constexpr int most = 20;
    example.rows = static_cast<std::size_t>(whole(table, "rows", 1, most));
    example.columns = static_cast<std::size_t>(whole(table, "columns", 1, most));
    std::map<std::string, std::uint32_t> numbers;
    for (const Value& one : member(table, "firms").list("firms")) {
        const Value::List& parts = one.list("firms");
        if (parts.size() != 4) one.fail("一家企业写作 [行, 列, \"名\", 万元]，行列从 1 起");
        const auto row = static_cast<std::size_t>(parts[0].integer("行")),
                   column = static_cast<std::size_t>(parts[1].integer("列"));
        if (row < 1 || row > example.rows || column < 1 || column > example.columns) one.fail("行或列不在表内");
        const auto number = static_cast<std::uint32_t>(numbers.size());
        example.contributions.push_back({row - 1, column - 1,
                                         numbers.emplace(parts[2].text("名"), number).first->second,
                                         Money::wan(parts[3].real("万元"))});
    }
    for (const Value& row : member(table, "states").list("states"))
        for (const std::string& state : texts(row, "states")) example.states.push_back(state);
    if (example.states.size() != (example.rows + 1) * (example.columns + 1))
        table.fail("states 要有 " + std::to_string(example.rows + 1) + " 行 " + std::to_string(example.columns + 1) +
                   " 列（含合计）");
    return example;
}

}  // namespace

RedactionPack read_redaction_pack(const std::string& id, const std::string& folder) {
    const std::string path = toml_named("脱敏方案", id, folder);
    const Value file = read_toml(path);
    only(file, {"title", "version", "evidence", "holders", "measures", "limits", "layers", "groups", "example"},
         "方案");
    RedactionPack pack;
    pack.id = id, pack.sha256 = sha256(read_file(path));
    pack.title = member(file, "title").text("title"), pack.version = member(file, "version").text("version");
    const std::string& holders = member(file, "holders").text("holders");
    if (holders != "none" && holders != "masked") member(file, "holders").fail("holders 只能是 none 或 masked");
    pack.masked_holders = holders == "masked";
    pack.rule = rule_of(member(file, "limits"));
    for (const auto& [layer, columns] : member(file, "layers").table("layers"))
        pack.layers.push_back({layer, texts(columns, "layers")});
    pack.measures = texts(member(file, "measures"), "measures");
    for (const std::string& measure : pack.measures)
        if (measure != "tax_wan" && measure != "output_wan" && measure != "investment_wan")
            member(file, "measures").fail("measures 只能有 tax_wan output_wan investment_wan");
    pack.groups = groups_of(member(file, "groups"));
    for (const Value& one : member(file, "example").list("example")) pack.examples.push_back(example_of(one));
    if (pack.examples.empty()) file.fail("方案要带算例");
    return pack;
}

std::vector<std::string> failed_examples(const RedactionPack& pack) {
    std::vector<std::string> failed;
    for (const RedactionPack::Example& example : pack.examples) {
        const GuardedTable table = guarded(example.rows, example.columns, example.contributions, pack.rule);
        std::vector<std::string> got;
        got.reserve(table.cells.size());
        for (const GuardedCell& cell : table.cells) got.emplace_back(name(cell.state));
        if (got != example.states)
            failed.push_back(example.where + " " + example.title + "：应为 " + join(example.states, " ") + "，得到 " +
                             join(got, " "));
    }
    return failed;
}

}  // namespace mutu
