// The files of policy packs, before their entries are read. Seen by src/policy only.
#pragma once

#include "mutu/assessment.hpp"
#include "mutu/value.hpp"

#include <string>
#include <vector>

namespace mutu {

/// One pack: the file with the header first, then the files that it names as its parts.
struct PackFiles {
    std::string id;
    std::vector<PackSource> files;  // as they were read; `name` of a part is its path beside the header's file
    std::vector<Value> contents;    // row i of `files`
    const Value& header() const;    // [pack]
};

/// The pack and everything it extends, root first. `folder` holds the packs that come with the program.
std::vector<PackFiles> chain_of(const std::string& id_or_path, const std::string& folder);
/// The same from files that were kept.
std::vector<PackFiles> chain_of(const std::vector<PackSource>& sources);

}  // namespace mutu
