// From what was read to what is concluded: prepare, check, overlay, measure, judge, sum up. No clock, no file, no
// global.
#pragma once

#include "mutu/assessment.hpp"
#include "mutu/check.hpp"
#include "mutu/holdings.hpp"
#include "mutu/labels.hpp"
#include "mutu/policy.hpp"
#include "mutu/survey.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

enum class AreaBasis : std::uint8_t { legal, ellipsoid, planar };

/// What a case (处置记录) says of a parcel's recognition as idle land, as of the run's day.
struct CaseWord {
    std::string recognition;  // contract.md §5, not "none"
    std::string case_id, document, date;
};

/// What a run takes from all of its shapes together. Runs over parts are told the whole's, or their figures would
/// differ.
struct Frame {
    std::string book_crs;  // definition
    double meridian = 0;   // of the equal-area plane, degrees
    double longitude = 0;  // of the middle of everything, where the checks lay their plane of metres
};

struct AnalyzeOptions {
    Date as_of;
    AreaBasis basis = AreaBasis::legal;
    std::string book_crs;  // empty: chosen by the park's longitude
    std::function<void(std::string_view step, double share)> progress = {};
    const std::atomic<bool>* stop = nullptr;     // set: Error{Kind::stopped} before the next step
    const Catalogue* catalogue = nullptr;        // of the checks to run; none: no checks
    const Holdings* earlier = nullptr;           // for the checks of increments
    std::map<std::string, CaseWord> cases = {};  // by parcel_id; goes before what the sources say, which stays as it is
    Survey* survey = nullptr;                    // who measures; none: the run itself
    std::optional<Frame> frame = {};             // given: not found from the shapes
};

/// Fills everything of Assessment but run ids, hashes, versions and times. `holdings` comes back cleaned: ids made
/// unique, shapes valid and in the book's CRS, park ids filled in. Same result for any number of threads.
/// Error{Kind::refused} when not one parcel is usable; everything poorer is a diagnostic.
Assessment analyze(Holdings& holdings, const Rulebook& rulebook, const Labels& labels, const AnalyzeOptions& options);

/// The frame of a run over these holdings, which stay as they are; and each shape's bounds in CGCS2000 degrees by role
/// and row, empty where nothing is drawn.
struct Framed {
    Frame frame;
    std::vector<std::vector<Box>> boxes;
};
Framed frame_of(Holdings& holdings, const Rulebook& rulebook, const Labels& labels, const AnalyzeOptions& options);

/// Runs every example of the rulebook through the same steps as a real parcel, and those of its scores.
std::vector<FailedExample> check_examples(const Rulebook& rulebook, const Labels& labels);

}  // namespace mutu
