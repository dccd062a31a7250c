// The themes of geodata/style as QGIS styles: the same classes and colours as in the browser and on paper.
#include "theme_styles.hpp"

#include "mutu/style.hpp"
#include "mutu/text.hpp"

#include <functional>
#include <map>

namespace mutu {
namespace {

qml::Symbol symbol_of(const ThemeClass& look) {
    qml::Symbol symbol{.color = look.color, .outline = look.outline, .brush = {}};
    if (look.hatched) symbol.kind = qml::Symbol::Kind::hatch;
    if (look.hollow) symbol.kind = qml::Symbol::Kind::outline;
    switch (look.pattern) {
    case Pattern::none: break;
    case Pattern::diagonal: symbol.brush = qml::brush_named("diagonal"); break;
    case Pattern::counter: symbol.brush = qml::brush_named("counter"); break;
    case Pattern::cross: symbol.brush = qml::brush_named("cross"); break;
    case Pattern::dots: symbol.brush = qml::brush_named("dots"); break;
    }
    return symbol;
}

/// Which rows of the layer a class of numbers holds.
std::string condition_of(const Theme& theme, const ThemeClass& one) {
    const std::string column = '"' + theme.column + '"';
    std::vector<std::string> parts;
    if (one.from) parts.push_back(column + " >= " + shortest(*one.from));
    if (one.to) parts.push_back(column + " < " + shortest(*one.to));
    return parts.empty() ? column + " IS NULL" : join(parts, " AND ");
}

/// The class of a land-use code as an expression of QGIS: longer beginnings are asked first.
std::string use_expression(const std::string& folder) {
    std::string cases;
    for (const auto& [system, uses] : read_land_uses(folder)) {
        std::map<std::size_t, std::map<std::string, std::vector<std::string>>, std::greater<>> beginnings;
        for (const auto& [beginning, use] : uses) beginnings[beginning.size()][use].push_back("'" + beginning + "'");
        for (const auto& [length, by_use] : beginnings)
            for (const auto& [use, words] : by_use)
                cases += " WHEN \"code_system\" = '" + system + "' AND left(\"land_use_code\", " +
                         std::to_string(length) + ") IN (" + join(words, ", ") + ") THEN '" + use + "'";
    }
    return "CASE" + cases + " ELSE 'unknown' END";
}

qml::Style style_of(const Theme& theme, const std::string& folder, const Labels& labels) {
    qml::Style style{.attribute = theme.column,
                     .categories = {},
                     .by = theme.words ? qml::Style::By::value : qml::Style::By::rule,
                     .label_column = {},
                     .aliases = {}};
    if (theme.layer == "parcel") style.attribute = use_expression(folder);
    for (const ThemeClass& one : theme.classes)
        style.categories.push_back({theme.words ? one.value : condition_of(theme, one),
                                    class_text(theme, one, labels, Language::zh), symbol_of(one)});
    // The last year of a scenario stands for all later ones; QGIS calls that an empty value.
    if (theme.layer == "plan_parcel") style.categories.back().value.clear();
    return style;
}

}  // namespace

std::vector<ThemeStyle> theme_styles(const std::string& folder, const Labels& labels) {
    std::vector<ThemeStyle> styles;
    for (const Theme& theme : read_themes(folder)) {
        // Grades belong to firms, which have no shape; parts of a change of the boundary lie in layers of their own;
        // land classes are the default style of their layer.
        if (theme.layer == "enterprise_result" || theme.layer == "expansion_candidate" || theme.id == "land_class")
            continue;
        styles.push_back({theme.layer, labels.text("theme", theme.id), style_of(theme, folder, labels)});
    }
    return styles;
}

}  // namespace mutu
