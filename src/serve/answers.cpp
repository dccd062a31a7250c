// JSON of a stranger, within limits.
#include "answers.hpp"

#include "http.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

namespace mutu {
namespace {

constexpr std::size_t deepest = 8;  // levels of JSON

/// Nested deeper than any answer is.
bool too_deep(const std::string& json) {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (quoted) {
            if (json[i] == '\\')
                ++i;
            else if (json[i] == '"')
                quoted = false;
            continue;
        }
        if (json[i] == '"') quoted = true;
        if (json[i] == '{' || json[i] == '[') ++depth;
        if (json[i] == '}' || json[i] == ']') depth = depth == 0 ? 0 : depth - 1;
        if (depth > deepest) return true;
    }
    return false;
}

}  // namespace

Value table_in(const Pieces& body, std::size_t largest) {
    std::string json;
    const bool whole = body && body([&](const char* data, std::size_t size) {
                           json.append(data, size);
                           return json.size() <= largest;
                       });
    if (json.size() > largest) throw Refusal{413, "填写的内容太长"};
    if (!whole) throw Refusal{400, "没有传完"};
    if (json.empty()) return {};
    if (!is_utf8(json) || too_deep(json)) throw Refusal{400, "填写的内容不是可用的 JSON"};
    try {
        Value answers = parse_json(json, "answers");
        if (!answers.is_null() && answers.as<Value::Table>() == nullptr) throw Refusal{400, "填写的内容应为一张表"};
        return answers;
    } catch (const Error& fault) {
        throw Refusal{400, fault.what()};
    }
}

}  // namespace mutu
