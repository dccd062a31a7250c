// Opening a form: what may not be in it, and the tables that its sheets refer to.
#include "form_package.hpp"

#include "archive.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <cstring>

namespace mutu {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    throw Error{Kind::input, path + "：" + why};
}

pugi::xml_document parsed(const FormPackage& form, const std::string& part) {
    const auto found = form.parts.find(part);
    if (found == form.parts.end()) refuse(form.path, "不是 XLSX：没有 " + part);
    pugi::xml_document xml;
    if (const auto result = xml.load_buffer(found->second.data(), found->second.size()); !result)
        refuse(form.path, part + " 损坏（" + result.description() + "）");
    return xml;
}

/// What would run, or fetch, when the filled form is opened elsewhere.
void refuse_what_acts(const FormPackage& form) {
    for (const auto& [name, bytes] : form.parts) {
        const std::string low = lower_ascii(name);
        const auto has = [&](const char* word) { return low.find(word) != std::string::npos; };
        if (has("vbaproject") || has("macrosheets") || has("xl/activex") || has("ctrlprops"))
            refuse(form.path, "表样带有宏或控件（" + name + "），不予填写；请另存为不含宏的 .xlsx");
        if (has("externallinks") || has("xl/connections") || has("querytables"))
            refuse(form.path, "表样带有外部链接（" + name + "），不予填写；请在“数据–编辑链接”中断开后另存");
        if (has("xl/embeddings")) refuse(form.path, "表样嵌有其他文件（" + name + "），不予填写；请删去后另存");
        if (!low.ends_with(".rels")) continue;
        const pugi::xml_document xml = parsed(form, name);
        for (const auto& relation : xml.document_element().children())
            if (std::strcmp(relation.attribute("TargetMode").value(), "External") == 0 &&
                !std::string_view{relation.attribute("Type").value()}.ends_with("/hyperlink"))
                refuse(form.path, std::string{"表样带有外部链接（"} + relation.attribute("Target").value() +
                                      "），不予填写；请断开链接后另存");
    }
    const auto types = form.parts.find("[Content_Types].xml");
    if (types == form.parts.end()) refuse(form.path, "不是 XLSX：没有 [Content_Types].xml");
    if (types->second.find("macroEnabled") != std::string::npos)
        refuse(form.path, "表样是启用宏的工作簿，不予填写；请另存为不含宏的 .xlsx");
}

/// "xl/workbook.xml" and "worksheets/sheet1.xml" or "/xl/worksheets/sheet1.xml" → "xl/worksheets/sheet1.xml".
std::string beside(const std::string& part, std::string target) {
    if (target.starts_with('/')) return target.substr(1);
    const auto slash = part.rfind('/');
    return (slash == std::string::npos ? "" : part.substr(0, slash + 1)) + target;
}

std::string relations_of(const std::string& part) {
    const auto slash = part.rfind('/');
    const std::size_t at = slash == std::string::npos ? 0 : slash + 1;
    return part.substr(0, at) + "_rels/" + part.substr(at) + ".rels";
}

void read_sheets(FormPackage& form) {
    const pugi::xml_document package = parsed(form, "_rels/.rels");
    for (const auto& relation : package.document_element().children())
        if (std::string_view{relation.attribute("Type").value()}.ends_with("/officeDocument"))
            form.workbook = beside("", relation.attribute("Target").value());
    const pugi::xml_document book = parsed(form, form.workbook), relations = parsed(form, relations_of(form.workbook));
    if (std::strcmp(book.document_element().name(), "workbook") != 0)
        refuse(form.path, "这种写法的 XLSX 认不出来；请用 Excel 或 WPS 打开后另存");
    for (const auto& sheet : book.document_element().child("sheets").children("sheet")) {
        const std::string_view id = sheet.attribute("r:id").value();
        for (const auto& relation : relations.document_element().children())
            if (relation.attribute("Id").value() == id &&
                std::string_view{relation.attribute("Type").value()}.ends_with("/worksheet"))
                form.sheets.push_back({sheet.attribute("name").value(),
                                       beside(form.workbook, relation.attribute("Target").value()),
                                       !sheet.attribute("state").empty() &&
                                           std::strcmp(sheet.attribute("state").value(), "visible") != 0});
    }
}

void read_texts(FormPackage& form) {
    const std::string part = beside(form.workbook, "sharedStrings.xml");
    if (!form.parts.contains(part)) return;
    const pugi::xml_document xml = parsed(form, part);
    for (const auto& item : xml.document_element().children("si")) {
        std::string text = item.child("t").text().get();
        for (const auto& run : item.children("r")) text += run.child("t").text().get();
        form.texts.push_back(std::move(text));
    }
}

/// What a number format shows: letters outside quotes, brackets and escapes decide.
Shows shown_by(std::string_view code) {
    std::string bare;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
            ++i;
        } else if (code[i] == '"' || code[i] == '[') {
            i = std::min(code.find(code[i] == '"' ? '"' : ']', i + 1), code.size());
        } else {
            bare += code[i];
        }
    }
    bare = lower_ascii(bare);
    if (bare == "general" || bare.empty()) return Shows::general;
    if (bare == "@") return Shows::text;
    if (bare.find_first_of("yd") != std::string::npos) return Shows::date;
    return bare.find('%') != std::string::npos ? Shows::percent : Shows::number;
}

Shows built_in(int id) {
    if (id == 0) return Shows::general;
    if (id == 9 || id == 10) return Shows::percent;
    if (id == 49) return Shows::text;
    const bool date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return date ? Shows::date : Shows::number;
}

void read_styles(FormPackage& form) {
    const std::string part = beside(form.workbook, "styles.xml");
    if (!form.parts.contains(part)) return;
    const pugi::xml_document xml = parsed(form, part);
    std::map<int, Shows> own;
    for (const auto& format : xml.document_element().child("numFmts").children("numFmt"))
        own[format.attribute("numFmtId").as_int()] = shown_by(format.attribute("formatCode").value());
    for (const auto& style : xml.document_element().child("cellXfs").children("xf")) {
        const int id = style.attribute("numFmtId").as_int();
        const auto found = own.find(id);
        form.styles.push_back(found != own.end() ? found->second : built_in(id));
    }
}

}  // namespace

FormPackage read_form(const std::string& path) {
    FormPackage form;
    form.path = path;
    form.parts = read_archive(path);
    refuse_what_acts(form);
    read_sheets(form);
    read_texts(form);
    read_styles(form);
    return form;
}

}  // namespace mutu
