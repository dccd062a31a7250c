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
};

struct Category {
    std::string value, label;
    Symbol symbol;
};

struct Style {
    std::string attribute;                                     // categorised by this column; empty: one symbol
    std::vector<Category> categories;                          // one symbol: the first one's
    std::string label_column;                                  // empty: no labels
    std::vector<std::pair<std::string, std::string>> aliases;  // column → words for people
};

/// Characters that XML reserves become entities; control characters that it forbids are dropped.
std::string escaped(std::string_view text);
std::string document(const Style& style);

}  // namespace mutu::qml
