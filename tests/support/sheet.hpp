// One sheet of an XLSX as cells: "B2" → text or number, and which of them are text.
#pragma once

#include "support/zip.hpp"

#include <cstdlib>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace mutu::test {

struct SheetCells {
    std::string xml;
    std::map<std::string, std::string> values;  // by reference; blank cells are absent
    std::set<std::string> text;                 // references of text cells
    std::map<std::string, int> style;           // by reference

    std::string at(const std::string& reference) const {
        const auto found = values.find(reference);
        return found == values.end() ? "" : found->second;
    }
    /// Reference of the cell in `row` under this heading of row 1; "" when there is no such heading.
    std::string under(const std::string& heading, int row) const {
        for (const auto& [reference, value] : values)
            if (value == heading && reference.find_first_of("0123456789") + 1 == reference.size() &&
                reference.back() == '1')
                return reference.substr(0, reference.size() - 1) + std::to_string(row);
        return "";
    }
    std::string value(const std::string& heading, int row) const { return at(under(heading, row)); }
    bool says(const std::string& words) const {
        for (const auto& [reference, value] : values)
            if (value.find(words) != std::string::npos) return true;
        return false;
    }
};

inline std::string plain_xml(std::string text) {
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
            text.replace(at, from.size(), to);
    return text;
}

inline std::vector<std::string> all_matches(const std::string& text, const std::string& open,
                                            const std::string& close) {
    std::vector<std::string> found;
    for (std::size_t at = 0; (at = text.find(open, at)) != std::string::npos;) {
        const std::size_t end = text.find(close, at);
        if (end == std::string::npos) break;
        found.push_back(text.substr(at, end + close.size() - at));
        at = end + close.size();
    }
    return found;
}

class Xlsx {
public:
    explicit Xlsx(const std::string& path) : members_{unzip(path)} {
        for (const auto& item : all_matches(members_["xl/sharedStrings.xml"], "<si>", "</si>")) {
            const std::size_t begin = item.find('>', item.find("<t")) + 1;
            strings_.push_back(plain_xml(item.substr(begin, item.find("</t>") - begin)));
        }
        const std::string book = members_["xl/workbook.xml"];
        const std::regex name{"<sheet name=\"([^\"]*)\""};
        for (std::sregex_iterator it{book.begin(), book.end(), name}, end; it != end; ++it) names_.push_back((*it)[1]);
    }

    const std::vector<std::string>& names() const { return names_; }
    const std::string& member(const std::string& name) const { return members_.at(name); }

    SheetCells sheet(const std::string& name) const {
        for (std::size_t i = 0; i < names_.size(); ++i)
            if (names_[i] == name) return cells(members_.at("xl/worksheets/sheet" + std::to_string(i + 1) + ".xml"));
        return {};
    }

private:
    SheetCells cells(const std::string& xml) const {
        SheetCells sheet{xml, {}, {}, {}};
        const std::regex cell{"<c r=\"([A-Z]+[0-9]+)\"( s=\"([0-9]+)\")?( t=\"(\\w+)\")?>\\s*<v>([^<]*)</v>\\s*</c>"};
        const std::regex inside{
            "<c r=\"([A-Z]+[0-9]+)\"( s=\"([0-9]+)\")? t=\"inlineStr\"><is><t[^>]*>([^<]*)</t></is></c>"};
        for (std::sregex_iterator it{xml.begin(), xml.end(), inside}, end; it != end; ++it) {
            sheet.values[(*it)[1]] = plain_xml((*it)[4]);
            sheet.text.insert((*it)[1]), sheet.style[(*it)[1]] = std::atoi((*it)[3].str().c_str());
        }
        for (std::sregex_iterator it{xml.begin(), xml.end(), cell}, end; it != end; ++it) {
            const std::string reference = (*it)[1];
            const bool shared = (*it)[5] == "s";
            sheet.values[reference] =
                shared ? strings_.at(static_cast<std::size_t>(std::atoi((*it)[6].str().c_str()))) : (*it)[6].str();
            if (shared) sheet.text.insert(reference);
            sheet.style[reference] = std::atoi((*it)[3].str().c_str());
        }
        return sheet;
    }

    std::map<std::string, std::string> members_;
    std::vector<std::string> strings_, names_;
};

}  // namespace mutu::test
