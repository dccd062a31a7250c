// Letters as data: what the shipped ones say of themselves, and about which parcels none may be written.
#include "dossier/letter.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

std::string words_of(const std::vector<std::string>& ids, const char* group, const Labels& labels) {
    std::vector<std::string> words;
    words.reserve(ids.size());
    for (const std::string& id : ids) words.push_back(labels.text(group, id));
    return join(words, "、");
}

}  // namespace

bool listed(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

Recognition recorded_recognition(const RecognisedInCases& cases, const ParcelFiles& files, std::size_t row) {
    const auto found = cases.find(files.text(row, "parcel_id"));
    if (found != cases.end()) return found->second;
    Recognition imported;
    imported.state = files.text(row, "recognition");
    imported.document = files.text(row, "recognition_no"), imported.date = files.text(row, "recognition_date");
    return imported;
}

std::string letter_refusal(const LetterSpec& spec, const RecognisedInCases& cases, const ParcelFiles& files,
                           std::size_t row, const Labels& labels) {
    const Recognition recorded = recorded_recognition(cases, files, row);
    const std::string state = files.text(row, "idle_state");
    if (spec.recognised && !recorded.recognised())
        return "成果库里没有对它的闲置土地认定（认定书文号和认定日期），现为“" +
               labels.text("recognition", recorded.state) +
               "”；闲置土地由县级自然资源主管部门认定，疑似不能作为征缴或收回的依据";
    if (!listed(spec.recognitions, recorded.state))
        return "它的认定情况是“" + labels.text("recognition", recorded.state) + "”，本文书只用于“" +
               words_of(spec.recognitions, "recognition", labels) + "”";
    if (!listed(spec.idle_states, state))
        return "它的状态是“" + labels.text("idle_state", state) + "”，本文书只用于“" +
               words_of(spec.idle_states, "idle_state", labels) + "”";
    if (!spec.action.empty() && !listed(split(files.text(row, "action"), ';'), spec.action))
        return "建议措施里没有“" + labels.text("action", spec.action) +
               "”（见 mutu explain，多为闲置原因或交地情况待核）";
    return {};
}

std::vector<LetterSpec> letter_specs(const std::string& data_folder) {
    std::vector<LetterSpec> specs;
    for (const std::string& path : toml_files(data_folder + "/letters")) {
        if (path.ends_with("/calendar.toml")) continue;
        const Value file = read_toml(path);
        const auto member = [&](const char* key) -> const Value& {
            const Value* found = file.find(key);
            if (!found) file.fail(std::string{"缺少 "} + key);
            return *found;
        };
        const auto list = [&](const char* key) {
            std::vector<std::string> words;
            for (const Value& word : member(key).list(key)) words.push_back(word.text(key));
            return words;
        };
        specs.push_back({member("id").text("id"), member("name").text("name"), member("title").text("title"),
                         member("action").text("action"), list("idle_states"), list("batch_states"),
                         list("recognitions"), list("body"), member("recognised").boolean("recognised")});
    }
    return specs;
}

const LetterSpec& letter_named(const std::vector<LetterSpec>& specs, const std::string& wanted) {
    std::vector<std::string> names;
    for (const LetterSpec& one : specs) {
        if (one.name == wanted || one.id == wanted) return one;
        names.push_back(one.name);
    }
    throw Error{Kind::usage,
                (wanted.empty() ? "要用 --letter 说明出哪种" : "没有函件 " + wanted) + "；现有：" + join(names, "、")};
}

}  // namespace mutu
