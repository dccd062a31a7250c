// Spellings of firms' names brought together.
#include "firm_names.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::string_view phases[] = {"一期", "二期", "三期", "四期", "五期", "1期", "2期", "3期"};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

}  // namespace

std::string plain_name(std::string_view name) {
    std::string result = half_width(trimmed(name));
    for (const auto& [from, to] : {std::pair{"〔", "("}, {"〕", ")"}, {"﹙", "("}, {"﹚", ")"}, {"\xC2\xA0", ""}})
        replace_all(result, from, to);
    std::erase_if(result, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    return result;
}

std::string core_name(std::string_view name) {
    std::string result = plain_name(name);
    for (const std::string_view phase : phases)
        for (const std::string& tail : {"(" + std::string{phase} + ")", std::string{phase}})
            if (result.size() > tail.size() && result.ends_with(tail)) result.resize(result.size() - tail.size());
    replace_all(result, "有限责任公司", "有限公司");
    return result;
}

std::vector<std::string> former_names(std::string_view cell) {
    if (is_blank(cell)) return {};
    std::string text{cell};
    for (const std::string_view mark : {"、", "；", "，", ";"}) replace_all(text, mark, ",");
    std::vector<std::string> names;
    for (const std::string& part : split(text, ','))
        if (!is_blank(part)) names.emplace_back(trimmed(part));
    return names;
}

bool names_former(std::string_view heading) {
    const std::string plain = plain_name(heading);
    return plain.starts_with("曾用名") || plain == "原名称" || plain == "原企业名称" || plain == "更名前名称" ||
           lower_ascii(plain) == "former_name";
}

}  // namespace mutu
