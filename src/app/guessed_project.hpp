// A project while `init` still guesses it: layers, what they were taken for, what is doubtful. Seen by src/app only.
#pragma once

#include "mutu/app.hpp"

#include <map>
#include <string>
#include <vector>

namespace mutu {

/// One thing to look at before trusting the guess; the smaller the weight, the more hangs on it.
struct Doubt {
    int weight = 0;
    std::string where, text;  // where: file and layer, empty for the whole project
};

/// A guessed layer as it goes into the project.
struct GuessedLayer {
    GuessedSource guess;
    std::string path;  // as the project spells it
    std::vector<Doubt> doubts;
    std::string crs;                                    // as the user answered
    std::map<std::string, std::string> columns, units;  // the same, by field
    std::map<std::string, std::string> unsettled = {};  // area field → its column, of which the unit is in doubt
    bool known() const { return !guess.roles.empty(); }
    Role role() const { return guess.roles.front().first; }
    std::string place() const { return path + (guess.layer.empty() ? "" : " / " + guess.layer); }
};

/// Some column fills the field, by guess or by answer.
bool fills(const GuessedLayer& one, std::string_view field);
/// Two roles explain the layer equally well and its name speaks for neither.
bool role_in_doubt(const GuessedLayer& one);

/// Puts what hangs most on an answer to the user: roles, systems of coordinates, the column of parcel ids.
void ask_about_layers(std::vector<GuessedLayer>& all, const Ask& ask, const ColumnAliases& aliases,
                      const Labels& labels);
/// After the trial read: units of areas that nothing settled.
void ask_about_units(std::vector<GuessedLayer>& all, const Ask& ask);

}  // namespace mutu
