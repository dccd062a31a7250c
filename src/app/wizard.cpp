// What `init` asks a person on a terminal; an empty answer keeps the guess, a wrong one is asked again.
#include "guessed_project.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace mutu {
namespace {

constexpr int most_tries = 3;

/// The choice that was typed as its number or its first word.
std::optional<std::size_t> chosen(std::string_view answer, const std::vector<std::string>& choices) {
    std::size_t number = 0;
    const auto [end, fault] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
    if (fault == std::errc{} && end == answer.data() + answer.size() && number >= 1 && number <= choices.size())
        return number - 1;
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (choices[i].substr(0, choices[i].find(' ')) == answer) return i;
    return std::nullopt;
}

/// An answer that `understood` takes; absent where the user leaves it open.
template <class Understood>
auto asked(const Ask& ask, const std::string& question, const std::vector<std::string>& choices,
           Understood&& understood) -> decltype(understood(std::string{})) {
    std::string again;
    for (int tries = 0; tries < most_tries; ++tries) {
        const std::string answer{trimmed(ask(again + question, choices))};
        if (answer.empty()) return std::nullopt;
        if (auto value = understood(answer)) return value;
        again = "“" + answer + "”不是可用的回答。";
    }
    return std::nullopt;
}

std::optional<std::size_t> pick(const Ask& ask, const std::string& question, const std::vector<std::string>& choices) {
    return asked(ask, question, choices, [&](const std::string& answer) { return chosen(answer, choices); });
}

void ask_role(GuessedLayer& one, const Ask& ask, const ColumnAliases& aliases, const Labels& labels) {
    std::vector<Role> roles;
    for (const auto& [role, columns] : one.guess.roles) roles.push_back(role);
    for (const Role role : all_roles())
        if (std::find(roles.begin(), roles.end(), role) == roles.end() && (!one.guess.shaped || has_shape(role)))
            roles.push_back(role);
    std::vector<std::string> choices;
    for (const Role role : roles) choices.push_back(std::string{name(role)} + " " + labels.text("role", name(role)));
    const auto choice = pick(ask, one.place() + "：是哪类资料？", choices);
    if (!choice) return;
    if (!std::any_of(one.guess.roles.begin(), one.guess.roles.end(),
                     [&](const auto& guess) { return guess.first == roles[*choice]; }))
        one.guess.roles.emplace_back(roles[*choice], 0);
    one.guess = understood_as(roles[*choice], one.guess, aliases);
    one.guess.named = true;
}

void ask_crs(GuessedLayer& one, const Ask& ask) {
    const auto answer = asked(ask, one.place() + "：文件没有坐标系，也无法从坐标判断。坐标系是（如 EPSG:4546）？", {},
                              [](const std::string& typed) -> std::optional<std::string> {
                                  try {
                                      return Crs::parse(typed).definition();
                                  } catch (const Error&) {
                                      return std::nullopt;
                                  }
                              });
    if (answer) one.crs = *answer, one.guess.crs = *answer, one.guess.crs_from = "given";
}

void ask_id_column(GuessedLayer& one, const Ask& ask) {
    std::vector<std::string> choices;
    for (const GuessedColumn& column : one.guess.columns) choices.push_back(column.source_column);
    if (choices.empty()) return;
    const auto choice = pick(ask, one.place() + "：哪一列是宗地编号？", choices);
    if (choice) one.columns["parcel_id"] = choices[*choice];
}

}  // namespace

bool fills(const GuessedLayer& one, std::string_view field) {
    return one.columns.contains(std::string{field}) ||
           std::any_of(one.guess.columns.begin(), one.guess.columns.end(), [&](const GuessedColumn& column) {
               return column.field.substr(0, column.field.find(',')) == field;
           });
}

bool role_in_doubt(const GuessedLayer& one) {
    const auto& roles = one.guess.roles;
    return roles.size() > 1 && roles[0].second == roles[1].second && !one.guess.named;
}

void ask_about_layers(std::vector<GuessedLayer>& all, const Ask& ask, const ColumnAliases& aliases,
                      const Labels& labels) {
    for (GuessedLayer& one : all) {
        if (!one.known() || role_in_doubt(one)) ask_role(one, ask, aliases, labels);
        if (one.guess.shaped && one.guess.crs_from == "none") ask_crs(one, ask);
        if (one.known() && one.role() == Role::parcel && !fills(one, "parcel_id")) ask_id_column(one, ask);
    }
}

void ask_about_units(std::vector<GuessedLayer>& all, const Ask& ask) {
    const std::vector<std::string> units{"平方米", "亩", "公顷"};
    for (GuessedLayer& one : all)
        for (const auto& [field, column] : one.unsettled)
            if (const auto choice = pick(ask, one.place() + "：列“" + column + "”的面积单位是？", units))
                one.units[field] = units[*choice];
}

}  // namespace mutu
