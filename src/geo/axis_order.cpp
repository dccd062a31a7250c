// The axes of a CRS as PROJ's database has them.
#include "mutu/axis_order.hpp"

#include "handle.hpp"

#include <string_view>

namespace mutu {

bool northing_first(const Crs& crs) {
    const ProjObject object = horizontal_crs(crs.definition());
    const ProjObject axes{object ? proj_crs_get_coordinate_system(proj(), object.get()) : nullptr};
    const char* direction = nullptr;
    return axes &&
           proj_cs_get_axis_info(proj(), axes.get(), 0, nullptr, nullptr, &direction, nullptr, nullptr, nullptr,
                                 nullptr) != 0 &&
           direction != nullptr && std::string_view{direction} == "north";
}

}  // namespace mutu
