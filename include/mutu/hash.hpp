// SHA-256 of bytes and files: evidence that an input is the one that was judged.
#pragma once

#include <string>
#include <string_view>

namespace mutu {

/// Lower-case hexadecimal, 64 digits.
std::string sha256(std::string_view bytes);
/// Streams the file; Error{Kind::input} naming the path when it cannot be read.
std::string sha256_file(const std::string& path);

}  // namespace mutu
