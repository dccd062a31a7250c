// Reads the members of a ZIP file, for looking into an XLSX: central directory, stored and deflated members.
#pragma once

#include "mutu/text.hpp"

#include <zlib.h>

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>

namespace mutu::test {

inline std::uint32_t little(const std::string& bytes, std::size_t at, int count) {
    std::uint32_t value = 0;
    for (int i = count - 1; i >= 0; --i)
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
    return value;
}

inline std::string inflated(const std::string& packed, std::size_t size) {
    std::string out(size, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::runtime_error{"zlib"};
    std::string copy = packed;
    stream.next_in = reinterpret_cast<Bytef*>(copy.data());
    stream.avail_in = static_cast<uInt>(copy.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (result != Z_STREAM_END && !(size == 0 && result == Z_BUF_ERROR)) throw std::runtime_error{"broken ZIP member"};
    return out;
}

/// Member name → content.
inline std::map<std::string, std::string> unzip(const std::string& path) {
    const std::string bytes = read_file(path);
    const std::size_t end = bytes.rfind("PK\x05\x06");
    if (end == std::string::npos) throw std::runtime_error{"no ZIP file: " + path};
    std::map<std::string, std::string> members;
    std::size_t at = little(bytes, end + 16, 4);
    for (std::uint32_t left = little(bytes, end + 10, 2); left > 0; --left) {
        const std::size_t packed = little(bytes, at + 20, 4), size = little(bytes, at + 24, 4);
        const std::size_t name_length = little(bytes, at + 28, 2), header = little(bytes, at + 42, 4);
        const std::size_t begin = header + 30 + little(bytes, header + 26, 2) + little(bytes, header + 28, 2);
        const std::string raw = bytes.substr(begin, packed);
        members[bytes.substr(at + 46, name_length)] = little(bytes, at + 10, 2) == 0 ? raw : inflated(raw, size);
        at += 46 + name_length + little(bytes, at + 30, 2) + little(bytes, at + 32, 2);
    }
    return members;
}

}  // namespace mutu::test
