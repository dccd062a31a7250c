// Files and folders that a command writes. Seen by src/app only.
#pragma once

#include <string>

namespace mutu {

/// Beside the path, then renamed: the old file or the new one, never half of one. Error{Kind::input} naming the path.
void write_whole(const std::string& path, const std::string& bytes);
void make_folder(const std::string& folder);
/// An id as part of a file's name: what a file system or a shell would read otherwise becomes "_".
std::string file_word(const std::string& text);

}  // namespace mutu
