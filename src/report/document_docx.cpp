// A document as DOCX: the few parts of an Office Open XML package, zipped.
#include "table_grid.hpp"

#include "mutu/document.hpp"
#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

namespace mutu {
namespace {

constexpr std::string_view content_types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>)";
constexpr std::string_view package_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)";
/// The styles, and the pictures from rId2 on.
std::string document_relations(std::size_t pictures) {
    std::string out =
        R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rIdSettings" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rIdOdd" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/><Relationship Id="rIdEven" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/>)";
    for (std::size_t i = 0; i < pictures; ++i)
        out +=
            R"(<Relationship Id="rId)" + std::to_string(i + 2) +
            R"(" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/picture)" +
            std::to_string(i + 1) + R"(.png"/>)";
    return out + "</Relationships>";
}

// Sizes are half points: 仿宋 16 pt for the text, 黑体 16 pt, 楷体 16 pt for headings, 小标宋 22 pt for the title.
constexpr std::string_view styles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:spacing w:line="700" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:keepNext/><w:ind w:firstLine="640"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:keepNext/><w:ind w:firstLine="640"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:pPr><w:keepNext/><w:ind w:firstLine="640"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:pPr><w:ind w:firstLine="640"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:pPr><w:spacing w:line="320" w:lineRule="atLeast"/></w:pPr><w:rPr><w:sz w:val="21"/></w:rPr></w:style>
</w:styles>)";

/// A4 with the margins that leave 156 × 225 mm, in twentieths of a point.
constexpr std::string_view page =
    R"(<w:sectPr><w:footerReference w:type="default" r:id="rIdOdd"/><w:footerReference w:type="even" r:id="rIdEven"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/></w:sectPr>)";
constexpr int type_width = 8844;  // of the page above

// Page numbers stand outside: right on odd pages, left on even ones, one character in.
constexpr std::string_view settings =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:evenAndOddHeaders/></w:settings>)";
std::string footer(std::string_view place) {
    const std::string run =
        R"(<w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>)";
    return R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr>)" +
           std::string{place} + "</w:pPr>" + run +
           "<w:t xml:space=\"preserve\">— </w:t></w:r><w:fldSimple w:instr=\"PAGE\">" + run +
           "<w:t>1</w:t></w:r></w:fldSimple>" + run + "<w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>";
}

/// `size` in half points; 0: that of the style.
std::string run_of(std::string_view text, int size) {
    const std::string face = size == 0 ? "" : R"(<w:rPr><w:sz w:val=")" + std::to_string(size) + R"("/></w:rPr>)";
    return "<w:r>" + face + R"(<w:t xml:space="preserve">)" + escaped(text) + "</w:t></w:r>";
}

std::string paragraph(std::string_view style, std::string_view text, std::string_view more = {}, int size = 0) {
    return R"(<w:p><w:pPr><w:pStyle w:val=")" + std::string{style} + "\"/>" + std::string{more} + "</w:pPr>" +
           run_of(text, size) + "</w:p>";
}

std::string cell(std::string_view text, int width, int size, bool right) {
    return R"(<w:tc><w:tcPr><w:tcW w:w=")" + std::to_string(width) + R"(" w:type="dxa"/></w:tcPr>)" +
           paragraph("Cell", text, right ? R"(<w:jc w:val="right"/>)" : "", size) + "</w:tc>";
}

/// An inline picture as wide as its text; lengths of the format are 1/36000 mm.
std::string drawing(const Picture& picture, std::size_t number) {
    const auto emu = [](double mm) { return std::to_string(static_cast<long long>(mm * 36'000)); };
    const std::string size = "cx=\"" + emu(picture.width) + "\" cy=\"" + emu(picture.height) + "\"";
    const std::string id = std::to_string(number), alt = escaped(picture.alt);
    return R"(<w:p><w:pPr><w:keepLines/><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent )" +
           size + "/><wp:docPr id=\"" + id + "\" name=\"picture" + id + "\" descr=\"" + alt +
           R"("/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id=")" +
           id + "\" name=\"picture" + id + R"(.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId)" +
           std::to_string(number + 1) +
           R"("/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext )" +
           size +
           R"(/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>)";
}

struct Word {
    std::string& out;
    std::vector<const Picture*>& pictures;

    void operator()(const Picture& picture) const {
        pictures.push_back(&picture);
        out += drawing(picture, pictures.size());
    }

    void operator()(const Heading& heading) const {
        out += paragraph("Heading" + std::to_string(heading.level), heading.text);
    }
    void operator()(const Paragraph& one) const { out += paragraph("BodyText", one.text); }
    void operator()(const Verbatim& lines) const {
        for (const std::string& line : split(lines.text, '\n'))
            if (!line.empty()) out += paragraph("Cell", line);
    }
    void operator()(const SignatureLine& line) const {
        std::string text;
        for (const std::string& label : line.labels) text += label + "：                    ";
        out += paragraph("BodyText", text);
    }
    void operator()(const TextTable& table) const {
        if (table.headings.empty()) return;
        const TableGrid grid = grid_of(table, type_width);
        out += R"(<w:tbl><w:tblPr><w:tblW w:w=")" + std::to_string(type_width) + R"(" w:type="dxa"/><w:tblBorders>)";
        for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
            out += std::string{"<w:"} + side + R"( w:val="single" w:sz="4" w:space="0" w:color="auto"/>)";
        out += R"(</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>)";
        for (const int width : grid.widths) out += R"(<w:gridCol w:w=")" + std::to_string(width) + "\"/>";
        out += "</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>";
        for (std::size_t i = 0; i < table.headings.size(); ++i)
            out += cell(table.headings[i], grid.widths[i], grid.size, false);
        out += "</w:tr>";
        for (const auto& row : table.rows) {
            out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
            for (std::size_t i = 0; i < row.size(); ++i)
                out += cell(row[i].value_or("—"), grid.widths[i], grid.size, table.numeric[i]);
            out += "</w:tr>";
        }
        out += "</w:tbl>" + paragraph("Cell", "");  // two tables in a row would run together
    }
};

/// Three lines for the seal, which is pressed over issuer and day.
std::string signature(const Document::Signed& by) {
    constexpr std::string_view together = R"(<w:keepNext/><w:keepLines/><w:ind w:right="1280"/><w:jc w:val="right"/>)";
    std::string out;
    for (int line = 0; line < 3; ++line) out += paragraph("Normal", "", together);
    out += paragraph("Normal", by.issuer, together);
    return out + paragraph("Normal", by.day, R"(<w:ind w:right="1280"/><w:jc w:val="right"/>)");
}

std::string body_of(const Document& document, std::vector<const Picture*>& pictures) {
    std::string out = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>)";
    if (!document.number.empty()) out += paragraph("Subtitle", document.number);
    out += paragraph("Title", document.title);
    if (!document.subtitle.empty()) out += paragraph("Subtitle", document.subtitle);
    const std::size_t text = std::min(document.annex, document.passages.size());
    for (std::size_t i = 0; i < text; ++i) std::visit(Word{out, pictures}, document.passages[i]);
    if (document.signature) out += signature(*document.signature);
    if (text < document.passages.size()) out += R"(<w:p><w:r><w:br w:type="page"/></w:r></w:p>)";
    for (std::size_t i = text; i < document.passages.size(); ++i) std::visit(Word{out, pictures}, document.passages[i]);
    return out + std::string{page} + "</w:body></w:document>";
}

struct Discard {
    void operator()(zip_t* zip) const noexcept { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, Discard>;

[[noreturn]] void fail(const std::string& path, const std::string& why) {
    throw Error{Kind::input, path + ": 无法写入（" + why + "）；请检查目录与磁盘空间"};
}

/// `bytes` live until the archive is closed.
void add_part(zip_t* zip, const std::string& path, const char* name, std::string_view bytes) {
    constexpr zip_uint16_t first_of_2020 = (2020 - 1980) << 9U | 1U << 5U | 1U;  // the same document, the same bytes
    zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    const zip_int64_t index = source == nullptr ? -1 : zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        if (source != nullptr) zip_source_free(source);
        fail(path, zip_strerror(zip));
    }
    zip_file_set_dostime(zip, static_cast<zip_uint64_t>(index), 0, first_of_2020, 0);
    zip_file_set_external_attributes(zip, static_cast<zip_uint64_t>(index), 0, ZIP_OPSYS_UNIX, 0100644U << 16U);
}

}  // namespace

void write_docx(const std::string& path, const Document& document) {
    const std::string temporary = path + ".tmp";
    std::vector<const Picture*> pictures;
    const std::string body = body_of(document, pictures), relations = document_relations(pictures.size());
    const std::string odd_footer = footer(R"(<w:ind w:right="280"/><w:jc w:val="right"/>)");
    const std::string even_footer = footer(R"(<w:ind w:left="280"/><w:jc w:val="left"/>)");
    int code = 0;
    Zip zip{zip_open(temporary.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code)};
    if (!zip) fail(path, "zip " + std::to_string(code));
    add_part(zip.get(), path, "[Content_Types].xml", content_types);
    add_part(zip.get(), path, "_rels/.rels", package_relations);
    add_part(zip.get(), path, "word/_rels/document.xml.rels", relations);
    add_part(zip.get(), path, "word/styles.xml", styles);
    add_part(zip.get(), path, "word/settings.xml", settings);
    add_part(zip.get(), path, "word/footer1.xml", odd_footer);
    add_part(zip.get(), path, "word/footer2.xml", even_footer);
    add_part(zip.get(), path, "word/document.xml", body);
    for (std::size_t i = 0; i < pictures.size(); ++i)
        add_part(zip.get(), path, ("word/media/picture" + std::to_string(i + 1) + ".png").c_str(), pictures[i]->png);
    zip_t* closing = zip.release();  // a close that succeeds frees it
    if (zip_close(closing) != 0) {
        zip.reset(closing);
        fail(path, zip_strerror(closing));
    }
    std::error_code fault;
    std::filesystem::rename(temporary, path, fault);
    if (fault) fail(path, fault.message());
}

}  // namespace mutu
