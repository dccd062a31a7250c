// The one place where ids get the words people read: geodata/labels/*.toml, Chinese first, English on request.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

enum class Language { zh, en };

/// Immutable dictionary. Ids are grouped by file name: "idle_state.idle_a_1y", "measure.start_due", "column.area_m2".
class Labels {
public:
    /// Reads every *.toml of the folder: [group.id] tables or group.id = "中文" / { zh = "…", en = "…", unit = "…" }.
    static Labels load(const std::string& folder);

    /// The label of group.id, or the id itself when there is none.
    std::string text(std::string_view group, std::string_view id, Language language = Language::zh) const;
    /// Unit as printed ("万元/亩"), empty when none.
    std::string unit(std::string_view group, std::string_view id) const;
    bool has(std::string_view group, std::string_view id) const;
    /// The ids of a group, sorted; none where there is no such group.
    std::vector<std::string> ids(std::string_view group) const;

private:
    struct Entry {
        std::string zh, en, unit;
    };
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace mutu
