// How land is coloured on every map – in the browser, on paper, in QGIS: the themes of geodata/style.
#pragma once

#include "mutu/labels.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// What is drawn over a class's colour so that it is told apart without colours. State is a pattern, efficiency a
/// colour.
enum class Pattern : std::uint8_t { none, diagonal, counter, cross, dots };

/// A class of a theme: a word of the column, or numbers from `from` up to but without `to`; neither: unknown.
struct ThemeClass {
    std::string value;
    std::optional<double> from, to;
    std::string color, outline;  // "#rrggbb"
    bool hatched = false;        // lines in `color` instead of an area of it
    bool hollow = false;         // the outline alone
    Pattern pattern = Pattern::none;
};

/// How a layer is coloured: by one column of it.
struct Theme {
    std::string id, column;
    std::string layer = "parcel_result";
    bool words = false;
    std::string labels;  // group of the words' labels
    std::vector<ThemeClass> classes;

    /// The class of a value; absent where the theme has none for it. A theme of numbers puts what is unknown last.
    std::optional<std::size_t> class_of(std::string_view word) const;
    std::optional<std::size_t> class_of(std::optional<double> number) const;
};

/// land_class.toml and theme.toml of the folder, in their order. Error{Kind::input} with file and line where a colour
/// is none or a theme lacks its classes.
std::vector<Theme> read_themes(const std::string& style_folder);

/// What a class is called in a legend: its word, or "5—10".
std::string class_text(const Theme& theme, const ThemeClass& one, const Labels& labels, Language language);

/// The look of a named entry of a style file, such as layer.toml's [layer].
ThemeClass read_look(const std::string& style_folder, const std::string& group, const std::string& id);

/// land_use.toml: by code system, which class of the theme land_use the beginning of a code means.
using LandUses = std::map<std::string, std::map<std::string, std::string>>;
LandUses read_land_uses(const std::string& style_folder);
/// The class of a code, by the longest beginning that its system knows; empty where none does.
std::string use_of(const LandUses& uses, const std::string& system, std::string code);

}  // namespace mutu
