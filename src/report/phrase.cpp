// Filling in and wrapping of sentences.
#include "phrase.hpp"

#include "mutu/text.hpp"

namespace mutu {

std::string phrase(const Labels& labels, Language language, std::string_view id,
                   std::initializer_list<std::string> values) {
    if (!labels.has("summary", id)) {
        std::string result{id};
        for (const auto& value : values) result += ' ' + value;
        return result;
    }
    const std::string pattern = labels.text("summary", id, language);
    std::string result;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const bool place = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
        const std::size_t index = place ? static_cast<std::size_t>(pattern[at + 1] - '0') : values.size();
        if (index < values.size())
            result += *(values.begin() + index), at += 2;
        else
            result += pattern[at];
    }
    return result;
}

std::string wrapped_list(const std::string& prefix, const std::vector<std::string>& items, const std::string& separator,
                         std::size_t width, std::size_t indent) {
    std::string result, line = prefix;
    bool fresh = true;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string piece = items[i] + (i + 1 < items.size() ? separator : "");
        if (!fresh && display_width(line) + display_width(trimmed(piece)) > width) {
            result += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
            line = std::string(indent, ' ');
        }
        line += piece;
        fresh = false;
    }
    return result + line + '\n';
}

std::string decimals_text(const std::string& exact) {
    const std::size_t slash = exact.find('/');
    const auto number = [](const std::string& digits) {
        const auto parsed = parse_number(digits);
        const double* found = std::get_if<double>(&parsed);
        return found ? std::optional{*found} : std::nullopt;
    };
    const auto top = number(exact.substr(0, slash)),
               bottom = slash == std::string::npos ? std::optional{1.0} : number(exact.substr(slash + 1));
    return top && bottom && *bottom != 0 ? fixed(*top / *bottom, 4) : exact;
}

}  // namespace mutu
