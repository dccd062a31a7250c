#include "gzip.hpp"

#include "mutu/error.hpp"

#include <zlib.h>

namespace mutu {

std::string gzipped(const std::string& bytes) {
    z_stream stream{};
    constexpr int with_gzip_header = 16 + MAX_WBITS, memory = 8;
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, with_gzip_header, memory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw Error{Kind::bug, "zlib does not start"};
    std::string in = bytes, out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data()), stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data()), stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}  // namespace mutu
