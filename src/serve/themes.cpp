// Colours and breaks of the web map from geodata/style.
#include "snapshot.hpp"

#include "mutu/value.hpp"

namespace mutu {
namespace {

std::string word_of(const Value& table, const char* member) {
    const Value* found = table.find(member);
    return found ? found->text(member) : std::string{};
}

std::optional<double> number_of(const Value& table, const char* member) {
    const Value* found = table.find(member);
    return found ? std::optional{found->real(member)} : std::nullopt;
}

/// The colour of what is not known, behind all classes of a theme of numbers.
ThemeClass unknown_class(const Value& file) {
    const Value* unknown = file.find("unknown");
    if (!unknown) file.fail("缺少 [unknown]");
    return {.color = word_of(*unknown, "color"), .outline = word_of(*unknown, "outline")};
}

}  // namespace

std::vector<Theme> read_themes(const std::string& style_folder) {
    std::vector<Theme> themes;
    Theme land{.id = "land_class", .column = "land_class", .words = true};
    const Value words = read_toml(style_folder + "/land_class.toml");
    for (const auto& [value, look] : words.find("land_class")->table("land_class"))
        land.classes.push_back({.value = value,
                                .color = word_of(look, "color"),
                                .outline = word_of(look, "outline"),
                                .hatched = word_of(look, "kind") == "hatch"});
    themes.push_back(std::move(land));
    const Value file = read_toml(style_folder + "/theme.toml");
    const Value* listed = file.find("theme");
    if (!listed) return themes;
    for (const auto& [id, one] : listed->table("theme")) {
        Theme theme{.id = id, .column = word_of(one, "column")};
        for (const Value& part : one.find("classes")->list("classes"))
            theme.classes.push_back({.from = number_of(part, "from"),
                                     .to = number_of(part, "to"),
                                     .color = word_of(part, "color"),
                                     .outline = word_of(part, "outline")});
        theme.classes.push_back(unknown_class(file));
        themes.push_back(std::move(theme));
    }
    return themes;
}

}  // namespace mutu
