// Which parcels a request means: one condition shared by table, legend, export and map. Seen by src/serve only.
#pragma once

#include "http.hpp"
#include "snapshot.hpp"

#include <string>
#include <vector>

namespace mutu {

/// SQL over parcel_result with its bound texts; "1" where all are meant.
struct Filter {
    std::string where = "1";
    std::vector<std::string> arguments;

    /// Binds a text and returns its place, "?3".
    std::string bind(std::string text);
    void also(const std::string& condition) { where += " AND " + condition; }
};

/// `park` (with its blocks), `class supply_state idle_state efficiency recognition` (words, joined by commas), `q` (as
/// in search), `min_X` `max_X` (X up to but without) and `unknown=X` for columns of numbers, `bbox`. Refusal 400.
Filter filter_of(const Snapshot& snapshot, const Request& request);

/// A condition that is true of parcels in which any of the words people search by holds the text: the first `most`.
std::string holding(const Snapshot& snapshot, Filter& filter, const std::string& text, std::size_t most = SIZE_MAX);
/// Columns of parcel_result that hold numbers people filter by.
const std::vector<std::string>& number_columns();

}  // namespace mutu
