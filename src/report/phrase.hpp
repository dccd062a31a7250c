// Sentences of the product with places for values, from the labels.
#pragma once

#include "mutu/labels.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// The label of group "summary" with {0}, {1}, … replaced by the values; without such a label the id and the values.
std::string phrase(const Labels& labels, Language language, std::string_view id,
                   std::initializer_list<std::string> values = {});

/// `prefix` and items joined by `separator`, broken before an item that would pass `width` columns; further lines are
/// indented.
std::string wrapped_list(const std::string& prefix, const std::vector<std::string>& items, const std::string& separator,
                         std::size_t width, std::size_t indent);

/// "90/7" and "12.857142857" to four places; other text as it stands.
std::string decimals_text(const std::string& exact);

}  // namespace mutu
