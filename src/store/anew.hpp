// A new database in the place of a file. Private to the store.
#pragma once

#include "sqlite.hpp"

#include <functional>
#include <string>

namespace mutu {

/// Calls `body` with an empty database beside the path, under the path's lock and in one transaction; then renames.
/// There whole or not at all.
void write_anew(const std::string& path, const std::function<void(const Database&)>& body);

}  // namespace mutu
