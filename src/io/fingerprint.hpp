// Which file was read: its SHA-256.
#pragma once

#include <string>

namespace mutu {

/// Of the file; a shapefile: .shp, .dbf, .prj and .cpg that exist, in that order; a folder: its files by name.
/// Empty for what is no file (a database connection, a member of an archive).
std::string fingerprint(const std::string& path);

}  // namespace mutu
