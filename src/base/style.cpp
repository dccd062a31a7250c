// Themes out of geodata/style.
#include "mutu/style.hpp"

#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <algorithm>

namespace mutu {
namespace {

const Value& member(const Value& table, const std::string& name) {
    const Value* found = table.find(name);
    if (!found) table.fail("缺少 " + name);
    return *found;
}

std::string color_of(const Value& look, const std::string& name) {
    const Value& found = member(look, name);
    const std::string& color = found.text(name);
    const bool sound = color.size() == 7 && color[0] == '#' &&
                       color.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
    if (!sound) found.fail("颜色 " + color + " 应写作 \"#rrggbb\"");
    return color;
}

std::optional<double> number_of(const Value& look, const char* name) {
    const Value* found = look.find(name);
    return found ? std::optional{found->real(name)} : std::nullopt;
}

Pattern pattern_of(const Value& look) {
    const Value* found = look.find("pattern");
    if (!found) return Pattern::none;
    const std::string& word = found->text("pattern");
    if (word == "diagonal") return Pattern::diagonal;
    if (word == "counter") return Pattern::counter;
    if (word == "cross") return Pattern::cross;
    if (word == "dots") return Pattern::dots;
    found->fail("花纹 " + word + " 应为 diagonal、counter、cross 或 dots");
}

ThemeClass look_of(const Value& look) {
    const Value* found = look.find("kind");
    const std::string kind = found ? found->text("kind") : "fill";
    return {.value = {},
            .from = number_of(look, "from"),
            .to = number_of(look, "to"),
            .color = color_of(look, "color"),
            .outline = color_of(look, "outline"),
            .hatched = kind == "hatch",
            .hollow = kind == "outline",
            .pattern = pattern_of(look)};
}

std::vector<ThemeClass> words_of(const Value& table, const std::string& name) {
    std::vector<ThemeClass> classes;
    for (const auto& [value, look] : table.table(name)) {
        classes.push_back(look_of(look));
        classes.back().value = value;
    }
    return classes;
}

Theme theme_of(const std::string& id, const Value& one, const Value& file) {
    Theme theme{.id = id, .column = member(one, "column").text("column"), .labels = {}, .classes = {}};
    const Value* labels = one.find("labels");
    theme.labels = labels ? labels->text("labels") : theme.column;
    if (const Value* layer = one.find("layer")) theme.layer = layer->text("layer");
    if (const Value* words = one.find("words")) {
        theme.words = true;
        theme.classes = words_of(*words, "words");
        return theme;
    }
    for (const Value& part : member(one, "classes").list("classes")) theme.classes.push_back(look_of(part));
    theme.classes.push_back(look_of(member(file, "unknown")));
    return theme;
}

/// "{0}—{1}" with its numbers.
std::string filled(std::string text, const std::vector<double>& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const std::string mark = "{" + std::to_string(i) + "}";
        if (const auto at = text.find(mark); at != std::string::npos)
            text.replace(at, mark.size(), shortest(numbers[i]));
    }
    return text;
}

}  // namespace

std::string class_text(const Theme& theme, const ThemeClass& one, const Labels& labels, Language language) {
    const auto say = [&](const char* id) { return labels.text("theme_class", id, language); };
    if (theme.words) return labels.text(theme.labels, one.value, language);
    if (one.from && one.to) return filled(say("between"), {*one.from, *one.to});
    if (one.to) return filled(say("below"), {*one.to});
    if (one.from) return filled(say("above"), {*one.from});
    return say("unknown");
}

std::optional<std::size_t> Theme::class_of(std::string_view word) const {
    const auto found = std::find_if(classes.begin(), classes.end(), [&](const auto& one) { return one.value == word; });
    return found == classes.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - classes.begin())};
}

std::optional<std::size_t> Theme::class_of(std::optional<double> number) const {
    const auto holds = [&](const ThemeClass& one) {
        if (!one.from && !one.to) return !number;
        return number && (!one.from || *number >= *one.from) && (!one.to || *number < *one.to);
    };
    const auto found = std::find_if(classes.begin(), classes.end(), holds);
    return found == classes.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - classes.begin())};
}

std::vector<Theme> read_themes(const std::string& style_folder) {
    std::vector<Theme> themes;
    const Value land = read_toml(style_folder + "/land_class.toml");
    themes.push_back({.id = "land_class",
                      .column = "land_class",
                      .words = true,
                      .labels = "land_class",
                      .classes = words_of(member(land, "land_class"), "land_class")});
    const Value file = read_toml(style_folder + "/theme.toml");
    if (const Value* listed = file.find("theme"))
        for (const auto& [id, one] : listed->table("theme")) themes.push_back(theme_of(id, one, file));
    return themes;
}

ThemeClass read_look(const std::string& style_folder, const std::string& group, const std::string& id) {
    const Value file = read_toml(style_folder + "/" + group + ".toml");
    return look_of(member(member(file, group), id));
}

LandUses read_land_uses(const std::string& style_folder) {
    const Value file = read_toml(style_folder + "/land_use.toml");
    LandUses uses;
    for (const Value& system : member(file, "system").list("system"))
        for (const Value& id : member(system, "ids").list("ids"))
            for (const auto& [use, beginnings] : member(system, "codes").table("codes"))
                for (const Value& beginning : beginnings.list(use)) uses[id.text("ids")][beginning.text(use)] = use;
    return uses;
}

std::string use_of(const LandUses& uses, const std::string& system, std::string code) {
    const auto known = uses.find(system);
    if (known == uses.end()) return {};
    for (; !code.empty(); code.pop_back())
        if (const auto use = known->second.find(code); use != known->second.end()) return use->second;
    return {};
}

}  // namespace mutu
