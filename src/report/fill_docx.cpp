// Placeholders in the runs of a DOCX.
#include "mutu/fill_docx.hpp"

#include "archive.hpp"
#include "plain.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <sstream>
#include <string_view>

namespace mutu {
namespace {

constexpr std::string_view open_mark = "{{", close_mark = "}}";

/// One placeholder in a text: its bytes from `begin` to `end`, and the name inside.
struct Slot {
    std::size_t begin = 0, end = 0;
    std::string name;
};

/// A mark that is never closed is left to the caller to refuse: `unclosed`.
std::vector<Slot> slots_of(std::string_view text, bool& unclosed) {
    std::vector<Slot> slots;
    for (std::size_t at = text.find(open_mark); at != std::string_view::npos; at = text.find(open_mark, at)) {
        const std::size_t end = text.find(close_mark, at);
        if (end == std::string_view::npos) {
            unclosed = true;
            break;
        }
        slots.push_back({at, end + close_mark.size(),
                         std::string{trimmed(text.substr(at + open_mark.size(), end - at - open_mark.size()))}});
        at = end + close_mark.size();
    }
    return slots;
}

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    throw Error{Kind::input, path + "：" + why};
}

/// Parts that carry text a person reads.
bool has_text(const std::string& name) {
    if (!name.starts_with("word/") || !name.ends_with(".xml") || name.find("/_rels/") != std::string::npos)
        return false;
    const std::string file = name.substr(std::string_view{"word/"}.size());
    return file == "document.xml" || file.starts_with("header") || file.starts_with("footer") ||
           file == "footnotes.xml" || file == "endnotes.xml";
}

void refuse_dangers(const std::string& path, const std::map<std::string, std::string>& parts) {
    if (!parts.contains("word/document.xml")) refuse(path, "不是 DOCX 文档；旧的 .doc 请先另存为 .docx");
    for (const auto& [name, bytes] : parts) {
        if (name.find("vbaProject") != std::string::npos) refuse(path, "模板带宏，不使用；请另存为不带宏的 .docx");
        if (!name.ends_with(".rels")) continue;
        pugi::xml_document tree;
        if (!tree.load_buffer(bytes.data(), bytes.size())) refuse(path, name + " 不是良好的 XML");
        for (const pugi::xml_node one : tree.child("Relationships").children()) {
            const bool outside = std::string_view{one.attribute("TargetMode").value()} == "External";
            // A hyperlink is followed by a person; anything else would be fetched when the file is opened.
            if (outside && !std::string_view{one.attribute("Type").value()}.ends_with("/hyperlink"))
                refuse(path,
                       std::string{"模板引用外部文件 "} + one.attribute("Target").value() + "，不使用；请去掉引用");
        }
    }
}

/// The texts of one paragraph, in order; those of a text box inside belong to the box's own paragraphs.
void texts_of(const pugi::xml_node& node, std::vector<pugi::xml_node>& texts) {
    for (const pugi::xml_node child : node.children()) {
        const std::string_view name = child.name();
        if (name == "w:t")
            texts.push_back(child);
        else if (name != "w:p")
            texts_of(child, texts);
    }
}

void paragraphs_of(const pugi::xml_node& node, std::vector<pugi::xml_node>& paragraphs) {
    for (const pugi::xml_node child : node.children()) {
        if (std::string_view{child.name()} == "w:p") paragraphs.push_back(child);
        paragraphs_of(child, paragraphs);
    }
}

std::string joined(const std::vector<pugi::xml_node>& texts) {
    std::string all;
    for (const pugi::xml_node& one : texts) all += one.text().get();
    return all;
}

pugi::xml_document parsed(const std::string& path, const std::string& name, const std::string& bytes) {
    pugi::xml_document tree;
    const auto read =
        tree.load_buffer(bytes.data(), bytes.size(),
                         pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_declaration | pugi::parse_pi);
    if (!read) refuse(path, name + " 不是良好的 XML（" + read.description() + "）");
    return tree;
}

std::vector<Slot> slots_in(const std::string& path, const std::vector<pugi::xml_node>& texts) {
    bool unclosed = false;
    const std::string all = joined(texts);
    auto slots = slots_of(all, unclosed);
    if (unclosed) refuse(path, "有 {{ 没有配上 }}：" + all.substr(0, 120));
    return slots;
}

/// The value stands in the run where the placeholder begins, in its letters; the rest of the placeholder goes.
void fill_paragraph(const std::string& path, const pugi::xml_node& paragraph,
                    const std::map<std::string, std::string>& values) {
    std::vector<pugi::xml_node> texts;
    texts_of(paragraph, texts);
    const auto slots = slots_in(path, texts);
    if (slots.empty()) return;
    std::size_t offset = 0;
    for (pugi::xml_node& one : texts) {
        const std::string old = one.text().get();
        std::string fresh;
        for (std::size_t i = 0; i < old.size();) {
            const std::size_t at = offset + i;
            const auto slot =
                std::find_if(slots.begin(), slots.end(), [&](const Slot& s) { return s.begin <= at && at < s.end; });
            if (slot == slots.end()) {
                fresh += old[i++];
                continue;
            }
            if (at == slot->begin) fresh += visible(values.at(slot->name));
            i += std::min(slot->end - at, old.size() - i);
        }
        offset += old.size();
        if (fresh == old) continue;
        one.text().set(fresh.c_str());
        if (!one.attribute("xml:space")) one.append_attribute("xml:space");
        one.attribute("xml:space").set_value("preserve");
    }
}

template <class Body>
void each_part(const std::string& path, const std::map<std::string, std::string>& parts, Body body) {
    for (const auto& [name, bytes] : parts) {
        if (!has_text(name)) continue;
        pugi::xml_document tree = parsed(path, name, bytes);
        std::vector<pugi::xml_node> paragraphs;
        paragraphs_of(tree, paragraphs);
        body(name, tree, paragraphs);
    }
}

}  // namespace

std::vector<std::string> placeholders_of_docx(const std::string& path) {
    const auto parts = read_archive(path);
    refuse_dangers(path, parts);
    std::vector<std::string> names;
    each_part(path, parts, [&](const std::string&, const pugi::xml_document&, const auto& paragraphs) {
        for (const pugi::xml_node& paragraph : paragraphs) {
            std::vector<pugi::xml_node> texts;
            texts_of(paragraph, texts);
            for (const Slot& slot : slots_in(path, texts))
                if (std::find(names.begin(), names.end(), slot.name) == names.end()) names.push_back(slot.name);
        }
    });
    return names;
}

void fill_docx(const std::string& from, const std::string& to, const std::map<std::string, std::string>& values) {
    const auto parts = read_archive(from);
    refuse_dangers(from, parts);
    std::map<std::string, std::string> changed;
    each_part(from, parts, [&](const std::string& name, const pugi::xml_document& tree, const auto& paragraphs) {
        for (const pugi::xml_node& paragraph : paragraphs) fill_paragraph(from, paragraph, values);
        std::ostringstream out;
        tree.save(out, "", pugi::format_raw);
        changed[name] = out.str();
    });
    copy_archive(from, to, changed);
}

std::string filled_text(const std::string& text, const std::map<std::string, std::string>& values) {
    bool unclosed = false;
    std::string out;
    std::size_t at = 0;
    for (const Slot& slot : slots_of(text, unclosed)) {
        const auto value = values.find(slot.name);
        out += text.substr(at, slot.begin - at);
        out += value == values.end() ? text.substr(slot.begin, slot.end - slot.begin) : value->second;
        at = slot.end;
    }
    return out + text.substr(at);
}

std::vector<std::string> placeholders_of_text(const std::string& text) {
    bool unclosed = false;
    std::vector<std::string> names;
    for (Slot& slot : slots_of(text, unclosed)) names.push_back(std::move(slot.name));
    return names;
}

}  // namespace mutu
