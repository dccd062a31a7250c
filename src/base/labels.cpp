// Label files into one dictionary.
#include "mutu/labels.hpp"

#include "mutu/value.hpp"

namespace mutu {
namespace {

std::string key(std::string_view group, std::string_view id) { return std::string{group} + '.' + std::string{id}; }

}  // namespace

Labels Labels::load(const std::string& folder) {
    Labels labels;
    for (const std::string& file : toml_files(folder)) {
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
