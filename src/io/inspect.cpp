// What a file seems to be: its layers, columns and the roles they explain best, from a sample of rows.
#include "match.hpp"
#include "place.hpp"
#include "survey_text.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::int64_t sample_rows = 200;
constexpr std::size_t first_rows = 5;

bool suggested(const ColumnAliases& aliases, Role role, const std::string& names) {
    const auto& words = aliases.layer_names(role);
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return names.find(word) != std::string::npos; });
}

/// Fields of the role that some column fills, years included.
Matching matched(RawLayer& layer, Role role, const ColumnAliases& aliases) {
    SourceSpec spec;
    spec.role = role;
    return match_columns(layer, spec, aliases);
}

/// Best first: roles whose name stands in the file or layer name, then those that explain most columns, then role
/// order.
std::vector<std::pair<Role, int>> ranked_roles(RawLayer& layer, const std::string& names,
                                               const ColumnAliases& aliases) {
    std::vector<std::pair<Role, int>> roles;
    for (const Role role : all_roles()) {
        if (layer.shaped && !has_shape(role)) continue;
        const auto explained = static_cast<int>(matched(layer, role, aliases).fields.size());
        if (explained > 0 || suggested(aliases, role, names)) roles.emplace_back(role, explained);
    }
    const auto weight = [&](const std::pair<Role, int>& guess) {
        return std::pair{suggested(aliases, guess.first, names), guess.second};
    };
    std::stable_sort(roles.begin(), roles.end(), [&](const auto& a, const auto& b) { return weight(a) > weight(b); });
    return roles;
}

std::string sample(const RawColumn& column) {
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (!is_blank(column[row])) return std::string{column[row]};
    return "";
}

std::vector<std::string> beginning(const RawColumn& column) {
    std::vector<std::string> cells;
    for (std::size_t row = 0; row < std::min(column.rows(), first_rows); ++row) cells.emplace_back(column[row]);
    return cells;
}

void guess_place(GuessedSource& guess, const RawLayer& layer) {
    Source source;
    Diagnostics unused;
    try {
        place(source, layer, SourceSpec{}, {}, unused);
        guess.crs = source.crs.definition(), guess.crs_from = source.crs_from;
    } catch (const Error&) {
        guess.crs_from = "none";  // for `init` an unknown place is an answer; `run` refuses it
    }
}

void fill_columns(GuessedSource& guess, RawLayer& layer, const ColumnAliases& aliases) {
    const Matching best = guess.roles.empty() ? Matching{} : matched(layer, guess.roles.front().first, aliases);
    guess.columns.clear();
    for (std::size_t i = 0; i < layer.columns.size(); ++i)
        guess.columns.push_back({layer.columns[i].name, i < best.columns.size() ? best.columns[i].field : "",
                                 sample(layer.columns[i]), beginning(layer.columns[i])});
}

RawLayer sampled(const std::string& path, const std::string& layer, const ColumnAliases& aliases) {
    return read_raw({.path = path,
                     .shown = path,
                     .layer = layer,
                     .encoding = "",
                     .where = "",
                     .limit = sample_rows,
                     .survey = &aliases.survey()});
}

GuessedSource guessed(const std::string& path, const std::string& name, const ColumnAliases& aliases) {
    RawLayer layer = sampled(path, name, aliases);
    GuessedSource guess;
    guess.path = path, guess.layer = layer.layer, guess.rows = layer.total_rows, guess.shaped = layer.shaped;
    guess.encoding = layer.encoding, guess.encoding_from = layer.encoding_from;
    guess_place(guess, layer);
    const std::size_t slash = path.find_last_of('/');
    const std::string plots = is_survey_text(path) ? " 地块" : "";  // plots, unless the file's name says otherwise
    const std::string names = lower_ascii(path.substr(slash + 1) + " " + name + plots);
    guess.roles = ranked_roles(layer, names, aliases);
    const auto speaks = [&](std::size_t place) {
        return place < guess.roles.size() && suggested(aliases, guess.roles[place].first, names);
    };
    guess.named = speaks(0) && !speaks(1);
    fill_columns(guess, layer, aliases);
    return guess;
}

}  // namespace

std::vector<GuessedSource> inspect(const std::string& path, const ColumnAliases& aliases) {
    std::vector<GuessedSource> guesses;
    for (const auto& layer : layer_names(path)) guesses.push_back(guessed(path, layer, aliases));
    return guesses;
}

GuessedSource understood_as(Role role, const GuessedSource& guess, const ColumnAliases& aliases) {
    GuessedSource other = guess;
    std::stable_partition(other.roles.begin(), other.roles.end(), [&](const auto& one) { return one.first == role; });
    RawLayer layer = sampled(guess.path, guess.layer, aliases);
    fill_columns(other, layer, aliases);
    return other;
}

}  // namespace mutu
