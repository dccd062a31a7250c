// UTF-8 checking and the encodings of old files, through the C library's iconv.
#include "mutu/text.hpp"

#include <iconv.h>

#include <cerrno>
#include <memory>

namespace mutu {
namespace {

struct IconvClose {
    void operator()(void* handle) const noexcept { iconv_close(handle); }
};
using IconvHandle = std::unique_ptr<void, IconvClose>;

std::optional<std::string> converted(std::string_view bytes, const char* from, const char* to) {
    void* raw = iconv_open(to, from);
    if (raw == reinterpret_cast<void*>(-1))  // NOLINT(performance-no-int-to-ptr): how iconv says no
        return std::nullopt;
    const IconvHandle handle{raw};
    std::string input{bytes}, output(bytes.size() * 4 + 16, '\0');
    char* in = input.data();
    char* out = output.data();
    std::size_t in_left = input.size(), out_left = output.size();
    if (iconv(handle.get(), &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1)) return std::nullopt;
    output.resize(output.size() - out_left);
    return output;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
        const unsigned char lead = byte(at);
        if (lead < 0x80) {
            ++at;
            continue;
        }
        const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                                   : lead >= 0xE0 && lead < 0xF0 ? 3
                                   : lead >= 0xF0 && lead < 0xF5 ? 4
                                                                 : 0;
        if (length == 0 || at + length > bytes.size()) return false;
        for (std::size_t i = 1; i < length; ++i)
            if ((byte(at + i) & 0xC0) != 0x80) return false;
        const unsigned char second = byte(at + 1);
        const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
        const bool beyond = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
        if (overlong || beyond) return false;
        at += length;
    }
    return true;
}

std::optional<std::string> to_utf8(std::string_view bytes, const std::string& encoding) {
    return converted(bytes, encoding.c_str(), "UTF-8");
}

std::optional<std::string> from_utf8(std::string_view text, const std::string& encoding) {
    return converted(text, "UTF-8", encoding.c_str());
}

}  // namespace mutu
