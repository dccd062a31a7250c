// Styles that a person chooses beside the default of a layer. Private to the store.
#pragma once

#include "qml.hpp"

#include "mutu/labels.hpp"

#include <string>
#include <vector>

namespace mutu {

struct ThemeStyle {
    std::string layer, name;
    qml::Style style;
};
/// One for each theme of theme.toml whose layer has shapes.
std::vector<ThemeStyle> theme_styles(const std::string& folder, const Labels& labels);

}  // namespace mutu
