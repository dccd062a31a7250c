// Reading sections that belong to other modules.
#include "mutu/pack_section.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {

void each_entry(const Rulebook& book, std::string_view section, const std::function<void(const Value&)>& body) {
    for (const PackSource& source : book.sources) {
        if (source.text.find(section) == std::string::npos) continue;
        const Value file = parse_toml(source.text, source.name);
        if (const Value* entries = file.find(section))
            for (const Value& entry : entries->list(section)) body(entry);
    }
}

std::string text_of(const Value& entry, std::string_view key) {
    const Value* member = entry.find(key);
    return member ? member->text(key) : std::string{};
}

std::string needed_text(const Value& entry, std::string_view key) {
    const std::string text = text_of(entry, key);
    if (text.empty()) entry.fail("缺少 " + std::string{key});
    return text;
}

Evidence evidence_at(const Value& entry) {
    const std::string said = needed_text(entry, "evidence");
    for (const Evidence one : {Evidence::confirmed, Evidence::secondhand, Evidence::unconfirmed, Evidence::product})
        if (said == word(one)) return one;
    entry.find("evidence")->fail("依据 “" + said + "” 须为 confirmed、secondhand、unconfirmed 或 product");
}

std::string named_parameter(const Value& entry, std::string_view key, const Rulebook& book) {
    const std::string id = needed_text(entry, key);
    if (!book.parameters.contains(id)) entry.find(key)->fail("没有参数 “" + id + "”");
    return id;
}

void only(const Value& entry, std::initializer_list<std::string_view> keys) {
    for (const auto& [key, value] : entry.table("entry"))
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            value.fail("不认识的键 “" + key + "”；可用：" +
                       join(std::vector<std::string>(keys.begin(), keys.end()), "、"));
}

}  // namespace mutu
