// Reading the query of a request: what is not as it should be is refused with its name and value. Seen by src/serve
// only.
#pragma once

#include "http.hpp"

#include "mutu/geometry.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// Empty where it is absent; Refusal 400 where it is no UTF-8 or longer than 200 bytes.
std::string text_of(const Request& request, const std::string& name);
std::vector<std::string> words_of(const Request& request, const std::string& name);  // split at commas
std::optional<double> number_of(const Request& request, const std::string& name);
std::int64_t whole_of(const Request& request, const std::string& name, std::int64_t otherwise, std::int64_t least,
                      std::int64_t most);
/// low x, low y, high x, high y as they are written: four finite numbers, or six with heights, which no layer has.
std::optional<std::array<double, 4>> corners_of(const Request& request);
/// west,south,east,north in degrees.
std::optional<Box> bbox_of(const Request& request);

/// A text as it stands in the query of a URL.
std::string url_escaped(const std::string& text);

/// The segment behind `prefix`; absent where the path does not begin with it or goes deeper.
std::optional<std::string> behind(const std::string& path, std::string_view prefix);

}  // namespace mutu
