// Reads an iCalendar file as RFC 5545 says: lines unfolded, values unescaped, components nested.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace mutu::test {

struct IcsComponent {
    std::string name;
    std::vector<std::pair<std::string, std::string>> lines;  // name with its parameters, raw value
    std::vector<IcsComponent> inside;

    /// The raw value of a property; "" where there is none.
    std::string raw(const std::string& property) const {
        for (const auto& [key, value] : lines)
            if (key == property || key.substr(0, key.find(';')) == property) return value;
        return {};
    }
    std::string text(const std::string& property) const {
        std::string out;
        const std::string value = raw(property);
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (value[i] != '\\') {
                out += value[i];
                continue;
            }
            const char next = value.at(++i);
            out += next == 'n' || next == 'N' ? '\n' : next;
        }
        return out;
    }
};

/// Physical lines; every one must end in CRLF and have at most 75 octets.
inline std::vector<std::string> ics_lines(const std::string& bytes) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = bytes.find("\r\n", at);
        if (end == std::string::npos) throw std::runtime_error{"a line without CRLF"};
        lines.push_back(bytes.substr(at, end - at));
        if (lines.back().size() > 75) throw std::runtime_error{"a line of " + std::to_string(lines.back().size())};
        if (lines.back().find_first_of("\r\n") != std::string::npos) throw std::runtime_error{"a bare line end"};
        at = end + 2;
    }
    return lines;
}

inline IcsComponent read_ics(const std::string& bytes) {
    std::vector<std::string> logical;
    for (const std::string& line : ics_lines(bytes))
        if (!line.empty() && (line[0] == ' ' || line[0] == '\t'))
            logical.back() += line.substr(1);
        else
            logical.push_back(line);
    std::vector<IcsComponent> open{{}};
    for (const std::string& line : logical) {
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos) throw std::runtime_error{"no property: " + line};
        const std::string key = line.substr(0, colon), value = line.substr(colon + 1);
        if (key == "BEGIN") {
            open.push_back({value, {}, {}});
        } else if (key == "END") {
            if (open.back().name != value) throw std::runtime_error{"END:" + value + " of " + open.back().name};
            IcsComponent done = std::move(open.back());
            open.pop_back();
            open.back().inside.push_back(std::move(done));
        } else {
            open.back().lines.emplace_back(key, value);
        }
    }
    if (open.size() != 1 || open[0].inside.size() != 1) throw std::runtime_error{"not one calendar"};
    return open[0].inside[0];
}

}  // namespace mutu::test
