// Files that go to another office together: layers in several formats, maps and lists in one folder (geodata/packages).
#pragma once

#include "mutu/handover.hpp"

#include <string>
#include <vector>

namespace mutu {

/// One kind of package, as geodata/packages/ID.toml has it.
struct PackageKind {
    struct Layer {
        std::string source, name, title;  // of the book; in the files
        ExportProfile profile;
    };
    struct Map {
        std::string theme, paper;
    };
    std::string id, title, version, evidence, note, sha256;
    std::string stem, encoding;
    std::vector<std::string> formats;  // gdb, shp, xlsx
    std::vector<Layer> layers;
    std::vector<Map> maps;
    bool directory = false;  // 园区名录 too
};

/// `rules`: profiles that a package takes names of fields from. Error{Kind::usage} with the packages there are,
/// Error{Kind::input} with the place of a fault.
PackageKind read_package_kind(const std::string& id, const std::string& folder, const ExportRules& rules);

/// A layer of a book under the names of a profile, ready to be written; what was left out is remarked.
LayerCells layer_cells(const ExportRequest& request, const ExportRules& rules, const ExportProfile& profile,
                       const CodeWord& word, std::vector<std::string>& remarks);

}  // namespace mutu
