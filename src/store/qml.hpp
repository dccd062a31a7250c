// QGIS layer styles as XML text. Private to the store.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mutu::qml {

/// "#rrggbb" colours; widths and sizes in millimetres.
struct Symbol {
    enum class Kind { fill, outline, hatch, marker };
    Kind kind = Kind::fill;
    std::string color;
    std::string outline = "#4d4d4d";
    std::string width = "0.2";
    std::string brush;  // QGIS's name of a hatch, or of lines and dots over a fill in the colour of the outline
};

struct Category {
    std::string value, label;  // value: a cell, or a condition where the style goes by rules
    Symbol symbol;
};

struct Style {
    enum class By { one, value, rule };
    std::string attribute;             // categorised by this column or expression
    std::vector<Category> categories;  // one symbol: the first one's
    By by = By::one;
    std::string label_column;                                  // empty: no labels
    std::vector<std::pair<std::string, std::string>> aliases;  // column → words for people
};

/// Characters that XML reserves become entities; control characters that it forbids are dropped.
std::string escaped(std::string_view text);
/// QGIS's name of a pattern of geodata/style ("diagonal", "counter", "cross", "dots"); empty for any other word.
std::string brush_named(std::string_view pattern);
/// Without aliases and labels it is a style of colours alone and leaves both of the layer as they are.
std::string document(const Style& style);

}  // namespace mutu::qml
