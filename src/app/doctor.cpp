// What this machine offers: versions, drivers, data, limits; and what to install.
#include "session.hpp"

#include "mutu/app.hpp"
#include "mutu/draw.hpp"
#include "mutu/parallel.hpp"
#include "mutu/policy.hpp"
#include "mutu/store.hpp"

#include <filesystem>
#include <ostream>

namespace mutu {

int doctor(const Common& common, std::ostream& out) {
    bool well = true;
    for (const auto& [library, version] : versions())
        out << library << " " << (version.empty() ? "缺失" : version) << "\n";
    if (spatialite_version().empty()) {
        well = false;
        out << "缺少 SpatiaLite，mutu sql 不能使用空间函数：apt-get install libsqlite3-mod-spatialite\n";
    }
    for (const std::string& driver : missing_drivers()) {
        well = false;
        out << "GDAL 缺少驱动 " << driver << "，这种格式读不了：apt-get install libgdal32\n";
    }
    try {
        (void)Crs::epsg(cgcs2000);
        out << "PROJ 数据可用（EPSG:4490）\n";
    } catch (const Error&) {
        well = false;
        out << "PROJ 找不到 proj.db：apt-get install proj-data，或设置 PROJ_DATA\n";
    }
    const std::string font = chinese_font();
    well = well && !font.empty();
    out << (font.empty() ? "没有中文字体，不能出图：apt-get install fonts-noto-cjk" : "中文字体 " + font) << "\n";
    const auto packs = list_packs(common.data_folder + "/policy");
    out << "数据目录 " << common.data_folder << "，政策包 " << packs.size() << " 个\n";
    well = well && !packs.empty();
    out << "线程 " << thread_count() << "\n网络：不使用\n" << (well ? "一切就绪\n" : "以上各项请先处理\n");
    return well ? 0 : exit_code(Kind::input);
}

}  // namespace mutu
