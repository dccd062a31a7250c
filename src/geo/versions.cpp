// Which GEOS and PROJ the program runs on.
#include "mutu/crs.hpp"

#include <geos_c.h>
#include <proj.h>

namespace mutu {

std::string geos_version() { return GEOSversion(); }
std::string proj_version() { return proj_info().version; }

}  // namespace mutu
