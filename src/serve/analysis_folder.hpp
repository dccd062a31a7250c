// The folder of one analysis: 资料/ with what was handed in, PROJECT.toml, the book. Seen by src/serve only.
#pragma once

#include "mutu/value.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace mutu {

/// Takes the bytes of a body piece by piece; false from the taker ends it. False when the client broke off.
using Pieces = std::function<bool(const std::function<bool(const char* data, std::size_t size)>& take)>;

/// Promise: every path made here lies below the workspace; names from outside are checked before they become one.
class AnalysisFolder {
public:
    /// Refusal{400} for a name that is no plain folder name.
    AnalysisFolder(const std::filesystem::path& workspace, const std::string& name);

    const std::string& name() const { return name_; }
    bool exists() const;
    std::filesystem::path root() const { return root_; }
    std::filesystem::path project() const { return root_ / "PROJECT.toml"; }
    std::filesystem::path book() const { return root_ / "book.gpkg"; }

    /// Stores a file under its plain name, whole or not at all; an archive is unpacked and not kept. Refusal for a
    /// name, a kind or a size that is not taken.
    void receive(const std::string& file, const Pieces& pieces) const;
    /// A file, or a folder with all that is in it.
    void remove(const std::string& file) const;
    /// Every file handed in: path below 资料, bytes.
    Value files() const;
    /// What `init` takes: data sets, with the parts of a shapefile or geodatabase counted as one. Sorted.
    std::vector<std::string> data_sets() const;

private:
    std::filesystem::path inputs() const { return root_ / "资料"; }

    std::string name_;
    std::filesystem::path root_;
};

/// Folders of the workspace that hold a project, a book or files.
std::vector<std::string> analyses_in(const std::filesystem::path& workspace);

}  // namespace mutu
