// Pictures of the ground under the map: files of this machine, and services of the own network. Seen by src/serve only.
#pragma once

#include "http.hpp"

#include "mutu/imagery.hpp"

#include <semaphore>
#include <string>
#include <vector>

namespace mutu {

/// One base map as it was asked for, and what its file says.
struct BaseMap {
    enum class Kind : std::uint8_t { image, tiles, service };
    Kind kind = Kind::image;
    std::string path;  // or the address with {z}, {x}, {y}
    std::string title, date, secrecy = "internal", crs = "EPSG:3857";
    std::string stamp;  // of the file: another file, other tiles
    std::string type = "image/png";
    Imagery image;  // of an image and of tiles: where it lies, how deep it goes
};

/// GET /api/base-maps and /base/{number}/{z}/{x}/{y}. Safe to use from many threads; two tiles are warped at a time.
class BaseMaps {
public:
    /// Error{Kind::usage} for an option that cannot be, Error{Kind::input} for a file that is no base map.
    explicit BaseMaps(const std::vector<std::string>& options);

    static bool owns(const std::string& path);
    /// Refusal for what is not there.
    Reply answer(const Request& request);
    /// The highest mark of files and services; "" without any.
    std::string secrecy() const;
    /// Hosts of services, each behind a blank; "" where there is none.
    const std::string& policy() const { return policy_; }

private:
    Reply tile(const std::string& rest, const Request& request);

    std::vector<BaseMap> maps_;
    std::string policy_;
    std::counting_semaphore<2> warping_{2};
};

/// The higher of two marks; "" is lower than any.
std::string higher_mark(const std::string& a, const std::string& b);

}  // namespace mutu
