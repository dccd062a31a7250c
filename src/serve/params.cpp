// Query parameters with their limits.
#include "params.hpp"

#include "mutu/text.hpp"

#include <cmath>

namespace mutu {
namespace {

constexpr std::size_t longest = 200;  // bytes of one value

[[noreturn]] void bad(const std::string& name, const std::string& value, const std::string& wanted) {
    throw Refusal{400, "参数 " + name + " = " + value + " 不能用：" + wanted};
}

double real(const std::string& name, const std::string& text) {
    const auto parsed = parse_number(text);
    const double* number = std::get_if<double>(&parsed);
    if (!number || !std::isfinite(*number)) bad(name, text, "应为数字");
    return *number;
}

}  // namespace

std::string text_of(const Request& request, const std::string& name) {
    const auto found = request.query.find(name);
    if (found == request.query.end()) return {};
    if (!is_utf8(found->second)) bad(name, "（乱码）", "应为 UTF-8 文字");
    if (found->second.size() > longest || found->second.find('\0') != std::string::npos)
        bad(name, "（略）", "文字太长或含空字符，至多 " + std::to_string(longest) + " 字节");
    return std::string{trimmed(found->second)};
}

std::vector<std::string> words_of(const Request& request, const std::string& name) {
    std::vector<std::string> words;
    for (std::string& word : split(text_of(request, name), ','))
        if (!word.empty()) words.push_back(std::move(word));
    return words;
}

std::optional<double> number_of(const Request& request, const std::string& name) {
    const std::string text = text_of(request, name);
    return text.empty() ? std::nullopt : std::optional{real(name, text)};
}

std::int64_t whole_of(const Request& request, const std::string& name, std::int64_t otherwise, std::int64_t least,
                      std::int64_t most) {
    const std::optional<double> number = number_of(request, name);
    if (!number) return otherwise;
    const auto in_range = *number >= static_cast<double>(least) && *number <= static_cast<double>(most);
    if (!in_range || *number != std::floor(*number))
        bad(name, text_of(request, name), "应为 " + std::to_string(least) + "–" + std::to_string(most) + " 的整数");
    return static_cast<std::int64_t>(*number);
}

std::optional<std::array<double, 4>> corners_of(const Request& request) {
    const std::string text = text_of(request, "bbox");
    if (text.empty()) return {};
    const std::vector<std::string> parts = split(text, ',');
    if (parts.size() != 4 && parts.size() != 6) bad("bbox", text, "应为 西,南,东,北 四个数");
    const std::size_t half = parts.size() / 2;
    return std::array{real("bbox", parts[0]), real("bbox", parts[1]), real("bbox", parts[half]),
                      real("bbox", parts[half + 1])};
}

std::optional<Box> bbox_of(const Request& request) {
    const auto corners = corners_of(request);
    if (!corners) return {};
    const auto [west, south, east, north] = *corners;
    if (west > east || south > north || west < -180 || east > 180 || south < -90 || north > 90)
        bad("bbox", text_of(request, "bbox"), "应为 西,南,东,北 四个经纬度，西不大于东、南不大于北");
    return Box{west, south, east, north};
}

std::string url_escaped(const std::string& text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    static constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~,";
    std::string url;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (plain.find(c) != std::string_view::npos)
            url += c;
        else
            url += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return url;
}

std::optional<std::string> behind(const std::string& path, std::string_view prefix) {
    if (!path.starts_with(prefix)) return {};
    std::string rest = path.substr(prefix.size());
    if (rest.empty() || rest.find('/') != std::string::npos || !is_utf8(rest)) return {};
    return rest;
}

}  // namespace mutu
