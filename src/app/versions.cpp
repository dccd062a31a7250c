// The versions of everything that shapes a result.
#include "mutu/app.hpp"
#include "mutu/store.hpp"

namespace mutu {

std::vector<std::pair<std::string, std::string>> versions() {
    return {{"MuTu", MUTU_VERSION},
            {"GDAL", gdal_version()},
            {"GEOS", geos_version()},
            {"PROJ", proj_version()},
            {"SQLite", sqlite_version()},
            {"SpatiaLite", spatialite_version()},
            {"libxlsxwriter", xlsxwriter_version()}};
}

}  // namespace mutu
