// The start of every run: what is read and settled before anything is analysed. Seen by src/app only.
#pragma once

#include "session.hpp"

#include "mutu/queries.hpp"

#include <memory>
#include <optional>

namespace mutu {

/// `options` points into its neighbours: it stays where it was made.
struct Begun {
    Rulebook rules;
    Catalogue catalogue;
    std::vector<Waiver> waivers;
    std::optional<Holdings> earlier;
    Holdings holdings;
    std::vector<QueryAnswer> answers;
    AnalyzeOptions options;
    Run run;  // everything but its times
    std::string started;
};
std::unique_ptr<Begun> begun(const Project& project, const Common& common, std::ostream& talk);
/// Its analysis. What was begun is used up.
Done concluded(Begun& from, const Project& project, const Common& common, const Labels& labels);

}  // namespace mutu
