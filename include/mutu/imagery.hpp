// Pictures of the ground from a file, as tiles of the web's plane.
#pragma once

#include "mutu/geometry.hpp"

#include <chrono>
#include <string>

namespace mutu {

/// What is known of an image file once.
struct Imagery {
    std::string path;
    Box degrees;         // where it lies
    int shallowest = 0;  // farther out a tile would read more of the file than fits its time
    int deepest = 0;     // nearer in there is nothing more to see
    std::string date;    // ISO, of TIFFTAG_DATETIME; "" where the file says none
};

/// Error{Kind::input} where it is no image of the ground in whole bytes: 1 (grey), 3 or 4 (with transparency) bands of
/// 8 bits with a coordinate system, one file of this machine.
Imagery read_imagery(const std::string& path);

/// PNG of 256 × 256 pixels over a box of EPSG:3857, resampled, transparent where the image is not; "" where it has
/// nothing there. Error{Kind::stopped} where it takes longer than `most`.
std::string imagery_tile(const Imagery& image, const Box& metres, std::chrono::milliseconds most);

}  // namespace mutu
