// The files of the page: those in the program, or those of a folder. Seen by src/serve only.
#pragma once

#include "http.hpp"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mutu {

/// A file that was put into the program when it was built.
struct EmbeddedFile {
    std::string_view path;  // "app.js"
    std::string_view bytes;
};
std::span<const EmbeddedFile> embedded_files();

struct Asset {
    std::string type, etag;
    std::shared_ptr<const std::string> bytes, gzipped;
};

/// Every file by its path under "/". What is not listed does not exist: no request reaches the disk.
using Assets = std::map<std::string, Asset, std::less<>>;

/// The embedded files, or all files below `web_root`. Error{Kind::input} where that is no folder or has no index.html.
Assets load_assets(const std::string& web_root);
Reply asset_reply(const Assets& assets, const Request& request);

/// As a gzip member, without a time in it.
std::string gzipped(std::string_view bytes, int level);

}  // namespace mutu
