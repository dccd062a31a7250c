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
    std::string crs, encoding;                          // as the user answered
    std::map<std::string, std::string> columns, units;  // the same, by field
    std::map<std::string, std::string> unsettled = {};  // area field → its column, of which the unit is in doubt
    bool left_out = false;                              // the user has no use for it
    bool known() const { return !guess.roles.empty(); }
    Role role() const { return guess.roles.front().first; }
    std::string place() const { return path + (guess.layer.empty() ? "" : " / " + guess.layer); }
};

/// What the whole project is called and judged by, where somebody said so.
struct ProjectHead {
    std::string name, as_of, policy = "cn-hunan";  // as_of: ISO date; empty: the day of the run
};

/// The layers of the files as guessed; a table that could be either goes to the supplies when parcels are drawn.
std::vector<GuessedLayer> guessed_layers(const std::string& folder, const std::vector<std::string>& files,
                                         const ColumnAliases& aliases);
/// Doubts of every layer, and of the whole as the answer, after a trial read of what is known.
std::vector<Doubt> doubts_about(std::vector<GuessedLayer>& all, const ColumnAliases& aliases);
/// PROJECT.toml with its doubts as comments. A layer without a role stands there for
/// the user to fill in, one that was left out is a comment.
std::string project_text(const ProjectHead& head, std::vector<GuessedLayer>& all);

/// The same as data for a form: layers with roles, columns and first rows, what may be chosen, doubts by weight.
Value form_of(const ProjectHead& head, const std::vector<GuessedLayer>& all, const std::vector<Doubt>& general,
              const Common& common);

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
