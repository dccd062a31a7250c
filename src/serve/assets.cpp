// Files are read, typed and compressed once, when the server starts.
#include "assets.hpp"

#include "mutu/hash.hpp"
#include "mutu/text.hpp"

#include <zlib.h>

#include <filesystem>
#include <vector>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_file = 64U << 20;  // of a web root

std::string type_of(const std::string& path) {
    static const std::map<std::string, std::string, std::less<>> types{{".html", "text/html; charset=utf-8"},
                                                                       {".js", "text/javascript; charset=utf-8"},
                                                                       {".css", "text/css; charset=utf-8"},
                                                                       {".svg", "image/svg+xml"},
                                                                       {".png", "image/png"},
                                                                       {".ico", "image/x-icon"},
                                                                       {".json", "application/json; charset=utf-8"},
                                                                       {".txt", "text/plain; charset=utf-8"},
                                                                       {".md", "text/plain; charset=utf-8"}};
    const auto found = types.find(fs::path{path}.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

Asset asset_of(const std::string& path, std::string bytes) {
    Asset asset{.type = type_of(path), .etag = "\"" + sha256(bytes).substr(0, 16) + "\""};
    if (asset.type.find("image/png") == std::string::npos)
        asset.gzipped = std::make_shared<const std::string>(gzipped(bytes, Z_BEST_COMPRESSION));
    asset.bytes = std::make_shared<const std::string>(std::move(bytes));
    return asset;
}

Assets from_folder(const std::string& folder) {
    Assets assets;
    std::error_code fault;
    for (fs::recursive_directory_iterator at{folder, fault}, end; !fault && at != end; at.increment(fault)) {
        // Links are left out: what they point to may lie outside of the folder.
        if (at->is_symlink() || !at->is_regular_file() || at->file_size() > largest_file) continue;
        const std::string path = at->path().lexically_relative(folder).generic_string();
        assets.emplace("/" + path, asset_of(path, read_file(at->path().string())));
    }
    if (fault) throw Error{Kind::input, folder + ": 网页目录读不了（" + fault.message() + "）；请检查 --web-root"};
    if (!assets.contains("/index.html"))
        throw Error{Kind::input, folder + ": 里面没有 index.html，不是网页目录；请检查 --web-root"};
    return assets;
}

}  // namespace

std::string gzipped(std::string_view bytes, int level) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw Error{Kind::bug, "zlib cannot start"};
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    std::string in{bytes};  // zlib wants it writable
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int state = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (state != Z_STREAM_END) throw Error{Kind::bug, "zlib cannot compress"};
    return out;
}

Assets load_assets(const std::string& web_root) {
    if (!web_root.empty()) return from_folder(web_root);
    Assets assets;
    for (const EmbeddedFile& file : embedded_files()) {
        const std::string path{file.path};
        assets.emplace("/" + path, asset_of(path, std::string{file.bytes}));
    }
    return assets;
}

Reply asset_reply(const Assets& assets, const Request& request) {
    const auto found = assets.find(request.path == "/" ? "/index.html" : request.path);
    if (found == assets.end()) return refused(404, "没有这个页面：" + request.path);
    const Asset& asset = found->second;
    Reply reply{.type = asset.type, .headers = {{"ETag", asset.etag}, {"Vary", "Accept-Encoding"}}};
    if (request.if_none_match == asset.etag) {
        reply.status = 304;
        return reply;
    }
    const bool small = request.gzip && asset.gzipped;
    if (small) reply.headers.emplace_back("Content-Encoding", "gzip");
    reply.body = small ? asset.gzipped : asset.bytes;
    return reply;
}

}  // namespace mutu
