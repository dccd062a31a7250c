// A project before it exists: what `mutu init` guesses as a form, and what a person's answers make of it.
#pragma once

#include "mutu/app.hpp"

#include <string>
#include <vector>

namespace mutu {

struct ProjectDraft {
    Value form;        // what is guessed, with the answers taken in, and what may be chosen instead
    std::string text;  // PROJECT.toml
};

/// `folder` is where the project will lie; `files` are data sets as `init` takes them. `answers` is null or a table:
/// name, as_of, policy, and `sources`, each with path and layer as the form gives them and any of role ("" leaves the
/// layer out), crs, encoding, columns (field → source column), units (field → unit).
/// Reads every file once, five rows of each for the form. Error{Kind::usage} for an answer that fits nothing,
/// Error{Kind::input} for a file that cannot be read.
ProjectDraft draft(const std::string& folder, const std::vector<std::string>& files, const Value& answers,
                   const Common& common);

}  // namespace mutu
