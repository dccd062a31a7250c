// Finds the files of a policy pack and of the packs it extends.
#include "pack.hpp"

#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>

namespace mutu {
namespace {

namespace fs = std::filesystem;
using Keys = std::vector<std::string_view>;

const Value& header_of(const Value& pack) {
    const Value* header = pack.find("pack");
    if (!header) pack.fail("规则包缺少 [pack] 表头（id、title、version）");
    static const Keys allowed{"id",           "title",   "version", "region", "effective_from",
                              "effective_to", "extends", "parts",   "note"};
    only_keys(*header, allowed, "[pack]");
    return *header;
}

constexpr std::string_view sections[] = {
    "parameter", "ladder", "rule", "action", "example", "score", "chain", "indicator", "standard", "indicator_group",
    "goal", "park_example", "industry_table", "concordance", "control_index", "control_example", "option", "exit_step",
    // read by src/expand, out of the pack as it was kept
    "expand_constraint", "expand_land", "expand_cost", "expand_clock", "expand_step", "expand_example",
    // by src/office
    "year_end", "name_list"};

void add_file(PackFiles& pack, PackSource file, const std::string& shown) {
    Keys allowed{std::begin(sections), std::end(sections)};
    if (pack.contents.empty()) allowed.emplace_back("pack");
    pack.contents.push_back(parse_toml(file.text, shown));
    only_keys(pack.contents.back(), allowed, "规则包");
    if (pack.contents.size() == 1) pack.id = needed(pack.header(), "id", "[pack]");
    file.pack_id = pack.id;
    pack.files.push_back(std::move(file));
}

PackFiles read_pack(const std::string& path) {
    PackFiles pack;
    add_file(pack, {"", fs::path{path}.filename().string(), read_file(path)}, path);
    const Value* parts = pack.header().find("parts");
    if (!parts) return pack;
    for (const std::string& name : text_list(*parts, "parts")) {
        const fs::path part = fs::path{name}.lexically_normal();
        if (part.is_absolute() || part.empty() || *part.begin() == "..")
            parts->fail("parts 只能是规则包旁边的文件，得到 “" + name + "”");
        const std::string file = (fs::path{path}.parent_path() / part).string();
        add_file(pack, {"", name, read_file(file)}, file);
    }
    return pack;
}

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

}  // namespace

const Value& PackFiles::header() const { return header_of(contents.front()); }

/// The pack and everything it extends, root first.
std::vector<PackFiles> chain_of(const std::string& id_or_path, const std::string& folder) {
    const bool is_path = id_or_path.ends_with(".toml") || id_or_path.find('/') != std::string::npos;
    std::vector<PackEntry> packs = fs::is_directory(folder) ? list_packs(folder) : std::vector<PackEntry>{};
    std::vector<PackFiles> chain{read_pack(is_path ? id_or_path : path_of(id_or_path, packs, nullptr))};
    while (const Value* extends = chain.back().header().find("extends")) {
        const std::string& parent = extends->text("extends");
        for (const PackFiles& pack : chain)
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

std::vector<PackFiles> chain_of(const std::vector<PackSource>& sources) {
    if (sources.empty()) throw Error{Kind::input, "成果库中没有政策包"};
    std::vector<PackFiles> chain;
    for (const PackSource& source : sources) {
        if (chain.empty() || chain.back().id != source.pack_id) chain.emplace_back();
        add_file(chain.back(), source, source.name);
    }
    return chain;
}

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

}  // namespace mutu
