// Lines of a VCT file with their numbers, and refusals that name line and section.
#pragma once

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace mutu {

inline std::string upper_ascii(std::string_view text) {
    std::string result{text};
    for (char& c : result)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return result;
}

/// Lines with their numbers; empty ones are passed over. Knows the section for messages.
class Lines {
public:
    Lines(std::string_view text, std::string shown) : text_{text}, shown_{std::move(shown)} {}

    /// The next line that says something; false at the end of the file.
    bool next() {
        while (!text_.empty()) {
            const std::size_t end = std::min(text_.find('\n'), text_.size());
            line_ = trimmed(text_.substr(0, end));
            text_.remove_prefix(std::min(end + 1, text_.size()));
            ++number_;
            if (!line_.empty()) return true;
        }
        line_ = {};
        return false;
    }
    /// The next line within a section.
    std::string_view need() {
        if (!next()) refuse("文件到此结束，缺少 " + section_ + "End");
        return line_;
    }
    std::string_view line() const { return line_; }
    std::int64_t number() const { return number_; }
    bool ends(std::string_view section) const { return upper_ascii(line_) == upper_ascii(section) + "END"; }
    void enter(std::string section) { section_ = std::move(section); }
    const std::string& section() const { return section_; }

    [[noreturn]] void refuse(const std::string& why) const {
        const std::string in = section_.empty() ? "" : "（" + section_ + " 段）";
        throw Error{Kind::input, shown_ + "：第 " + std::to_string(number_) + " 行" + in + "：" + why};
    }
    std::size_t need_count() {
        const std::string text{need()};
        std::size_t count = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
        if (fault != std::errc{} || end != text.data() + text.size()) refuse("应为个数，却是“" + text + "”");
        return count;
    }

private:
    std::string_view text_, line_;
    std::string shown_;
    std::string section_;
    std::int64_t number_ = 0;
};

}  // namespace mutu
