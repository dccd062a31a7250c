// A whole text file as UTF-8, whatever it was written in.
#pragma once

#include "mutu/error.hpp"

#include <string>
#include <string_view>

namespace mutu {

struct TextBytes {
    std::string text, encoding, from;  // as RawLayer::encoding
    Diagnostics diagnostics;           // lines that are not valid in the encoding, kept byte by byte
    bool unknown_encoding = false;     // what was given is no encoding
};

/// Given ≻ byte order mark ≻ UTF-8 where valid ≻ GBK.
TextBytes text_of_bytes(std::string_view bytes, const std::string& given);

}  // namespace mutu
