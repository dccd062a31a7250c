// Label files into one dictionary.
#include "mutu/labels.hpp"

#include "mutu/value.hpp"

#include <algorithm>
#include <filesystem>

namespace mutu {
namespace {

std::string key(std::string_view group, std::string_view id) { return std::string{group} + '.' + std::string{id}; }

}  // namespace

Labels Labels::load(const std::string& folder) {
    Labels labels;
    std::vector<std::string> files;
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator{folder, fault})
        if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
    if (fault) throw Error{Kind::input, "cannot read label folder " + folder + ": " + fault.message()};
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        const Value content = read_toml(file);
        for (const auto& [group, entries] : content.table("a label file"))
            for (const auto& [id, value] : entries.table("label group " + group)) {
                Entry entry;
                if (const auto* zh = value.as<std::string>())
                    entry.zh = *zh;
                else {
                    if (const Value* v = value.find("zh")) entry.zh = v->text("zh");
                    if (const Value* v = value.find("en")) entry.en = v->text("en");
                    if (const Value* v = value.find("unit")) entry.unit = v->text("unit");
                }
                labels.entries_[key(group, id)] = std::move(entry);
            }
    }
    return labels;
}

std::string Labels::text(std::string_view group, std::string_view id, Language language) const {
    const auto found = entries_.find(key(group, id));
    if (found == entries_.end()) return std::string{id};
    const auto& chosen = language == Language::zh || found->second.en.empty() ? found->second.zh : found->second.en;
    return chosen.empty() ? std::string{id} : chosen;
}

std::string Labels::unit(std::string_view group, std::string_view id) const {
    const auto found = entries_.find(key(group, id));
    return found == entries_.end() ? "" : found->second.unit;
}

std::vector<std::string> Labels::ids(std::string_view group) const {
    const std::string prefix = key(group, "");
    std::vector<std::string> found;
    for (auto at = entries_.lower_bound(prefix); at != entries_.end() && at->first.starts_with(prefix); ++at)
        found.push_back(at->first.substr(prefix.size()));
    return found;
}

bool Labels::has(std::string_view group, std::string_view id) const { return entries_.contains(key(group, id)); }

}  // namespace mutu
