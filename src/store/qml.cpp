// The least of QML that QGIS needs: renderer, labels, aliases; what is left out falls back to its defaults.
#include "qml.hpp"

namespace mutu::qml {
namespace {

using Properties = std::vector<std::pair<std::string, std::string>>;

/// "#rrggbb" as QGIS writes it: "r,g,b,a".
std::string rgba(const std::string& color) {
    std::string out;
    for (const std::size_t at : {1U, 3U, 5U}) out += std::to_string(std::stoi(color.substr(at, 2), nullptr, 16)) + ',';
    return out + "255";
}

std::string attribute(const char* name, std::string_view value) {
    return std::string{" "} + name + "=\"" + escaped(value) + '"';
}

// Both the Option block (QGIS 3.18 and later) and the prop lines (before).
std::string layer_element(const char* kind, const Properties& properties) {
    std::string out = std::string{"<layer"} + attribute("class", kind) +
                      " enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">";
    for (const auto& [name, value] : properties)
        out += "<Option" + attribute("name", name) + " type=\"QString\"" + attribute("value", value) + "/>";
    out += "</Option>";
    for (const auto& [name, value] : properties) out += "<prop" + attribute("k", name) + attribute("v", value) + "/>";
    return out + "</layer>";
}

std::string layers_of(const Symbol& symbol) {
    const Properties outline{{"outline_color", rgba(symbol.outline)},
                             {"outline_style", "solid"},
                             {"outline_width", symbol.width},
                             {"outline_width_unit", "MM"}};
    Properties own{{"color", rgba(symbol.color)}};
    switch (symbol.kind) {
    case Symbol::Kind::fill: own.emplace_back("style", "solid"); break;
    case Symbol::Kind::outline: own.emplace_back("style", "no"); break;
    case Symbol::Kind::hatch: own.emplace_back("style", symbol.brush.empty() ? "b_diagonal" : symbol.brush); break;
    case Symbol::Kind::marker: own.insert(own.end(), {{"name", "circle"}, {"size", "2.4"}, {"size_unit", "MM"}}); break;
    }
    own.insert(own.end(), outline.begin(), outline.end());
    std::string area = layer_element(symbol.kind == Symbol::Kind::marker ? "SimpleMarker" : "SimpleFill", own);
    if (symbol.brush.empty() || symbol.kind == Symbol::Kind::hatch) return area;
    return area + layer_element("SimpleFill", {{"color", rgba(symbol.outline)},
                                               {"style", symbol.brush},
                                               {"outline_color", rgba(symbol.outline)},
                                               {"outline_style", "no"}});
}

std::string symbol_element(const Symbol& symbol, std::size_t index) {
    const char* type = symbol.kind == Symbol::Kind::marker ? "marker" : "fill";
    return "<symbol alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"" + attribute("type", type) +
           attribute("name", std::to_string(index)) + '>' + layers_of(symbol) + "</symbol>";
}

std::string renderer(const Style& style) {
    std::string entries, symbols;
    const bool rules = style.by == Style::By::rule;
    for (std::size_t i = 0; i < style.categories.size(); ++i) {
        const Category& category = style.categories[i];
        const std::string symbol = attribute("symbol", std::to_string(i)), label = attribute("label", category.label);
        if (rules)
            entries += "<rule" + attribute("key", "r" + std::to_string(i)) + symbol +
                       attribute("filter", category.value) + label + "/>";
        else
            entries += "<category render=\"true\"" + symbol + attribute("value", category.value) + label + "/>";
        symbols += symbol_element(category.symbol, i);
    }
    std::string out = "<renderer-v2 forceraster=\"0\" symbollevels=\"0\" enableorderby=\"0\"";
    switch (style.by) {
    case Style::By::one: out += attribute("type", "singleSymbol") + '>'; break;
    case Style::By::value:
        out += attribute("type", "categorizedSymbol") + attribute("attr", style.attribute) + "><categories>" + entries +
               "</categories>";
        break;
    case Style::By::rule: out += attribute("type", "RuleRenderer") + "><rules key=\"r\">" + entries + "</rules>"; break;
    }
    return out + "<symbols>" + symbols + "</symbols></renderer-v2>";
}

std::string labeling(const std::string& column) {
    return "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style" + attribute("fieldName", column) +
           " isExpression=\"0\" fontSize=\"8\" fontSizeUnit=\"Point\" textColor=\"30,30,30,255\" textOpacity=\"1\">"
           "<text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\" "
           "bufferOpacity=\"1\"/></text-style><placement placement=\"1\" dist=\"0\"/>"
           "<rendering drawLabels=\"1\" scaleVisibility=\"1\" scaleMin=\"10000\" scaleMax=\"1\" obstacle=\"1\"/>"
           "</settings></labeling>";
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&apos;";
        else if (byte >= 0x20)
            out += c;
        else if (c == '\t' || c == '\n' || c == '\r')
            out += ' ';
    }
    return out;
}

std::string brush_named(std::string_view pattern) {
    if (pattern == "diagonal") return "b_diagonal";
    if (pattern == "counter") return "f_diagonal";
    if (pattern == "cross") return "diagonal_x";
    return pattern == "dots" ? "dense7" : "";
}

std::string document(const Style& style) {
    const bool plain = style.aliases.empty() && style.label_column.empty();
    std::string out = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.16\"";
    out += attribute("styleCategories", plain ? "Symbology" : "Symbology|Labeling|Fields");
    if (plain) return out + ">\n" + renderer(style) + "\n</qgis>\n";
    out += attribute("labelsEnabled", style.label_column.empty() ? "0" : "1") + ">\n" + renderer(style) + '\n';
    if (!style.label_column.empty()) out += labeling(style.label_column) + '\n';
    out += "<aliases>";
    for (std::size_t i = 0; i < style.aliases.size(); ++i)
        out += "<alias" + attribute("field", style.aliases[i].first) + attribute("index", std::to_string(i)) +
               attribute("name", style.aliases[i].second) + "/>";
    return out + "</aliases>\n</qgis>\n";
}

}  // namespace mutu::qml
