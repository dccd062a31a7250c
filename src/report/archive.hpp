// A ZIP that is read, and copied with some of its parts exchanged.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace mutu {

/// The parts of a ZIP by name. Error{Kind::input} when it is none, is encrypted, or unpacks to more than 256 MB.
std::map<std::string, std::string> read_archive(const std::string& path);

/// Copies `from` to `to` with the parts of `changed` in place of their namesakes; the others are copied as they are
/// packed. Written whole or not at all.
void copy_archive(const std::string& from, const std::string& to, const std::map<std::string, std::string>& changed);

}  // namespace mutu
