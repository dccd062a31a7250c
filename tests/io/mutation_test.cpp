// Files of every format with bytes cut off, turned over and overwritten, from fixed seeds: each is read or refused by
// name, in bounded time and memory, and where rows or shapes are missing somebody is told.
#include "io/support.hpp"
#include "support/vct.hpp"

#include "mutu/text.hpp"
#include "mutu/write.hpp"

#include <sys/resource.h>
#include <sys/wait.h>

#include <iostream>
#include <random>
#include <sstream>

namespace mutu::test {
namespace {

// The sanitizer maps more addresses than any limit leaves. gcc says so by a macro, clang by a feature.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool address_sanitized = true;
#elif defined(__has_feature)
constexpr bool address_sanitized = __has_feature(address_sanitizer);
#else
constexpr bool address_sanitized = false;
#endif

constexpr int mutations = 40;
constexpr unsigned seconds = 20;             // for one file of a few kilobytes
constexpr rlim_t memory = rlim_t{4} << 30U;  // bytes of address space
constexpr int parcels = 12;

struct Format {
    const char *name, *file, *driver;
    std::vector<const char*> parts;  // the files that are spoilt, one at a time
    bool counted = true;             // the file itself says how much it holds, so that a part that is missing shows
};

void PrintTo(const Format& format, std::ostream* out) { *out << format.name; }

/// Twelve squares of a hectare, 200 m apart, with ids and names.
void write_whole(const Format& format, const fs::path& folder) {
    std::vector<WriteColumn> columns{{.heading = "ZDDM", .cells = {}}, {.heading = "QLRMC", .cells = {}}};
    GeometryColumn shapes;
    for (int i = 0; i < parcels; ++i) {
        columns[0].cells.emplace_back("G" + std::to_string(i + 1));
        columns[1].cells.emplace_back("湘江机械有限公司（虚构）第" + std::to_string(i + 1) + "分厂");
        const double x = 37'500'000 + 200.0 * i, y = 2'950'000;
        for (const Xy p : {Xy{x, y}, Xy{x + 100, y}, Xy{x + 100, y + 100}, Xy{x, y + 100}, Xy{x, y}})
            shapes.add_point(p);
        shapes.end_ring(), shapes.end_part(), shapes.end_row();
    }
    const std::string_view driver{format.driver};
    const bool table = driver == "XLSX" || driver == "ODS";
    write_layer({.path = (folder / format.file).string(),
                 .driver = format.driver,
                 .layer = "宗地",
                 .encoding = driver == "ESRI Shapefile" ? "GBK" : "",
                 .crs = table ? "" : "EPSG:4525",
                 .date = "2026-06-30"},
                columns, table ? nullptr : &shapes);
}

std::string survey_of_plots() {
    std::string text = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=37\n"
                       "精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n";
    for (int i = 0; i < parcels; ++i) {
        const double x = 37'500'000 + 200.0 * i, y = 2'950'000;
        text += "4,1.0000,G" + std::to_string(i + 1) + ",地块,面,,工业用地,0601,@\n";
        for (const Xy p : {Xy{x, y + 100}, Xy{x + 100, y + 100}, Xy{x + 100, y}, Xy{x, y}})
            text += "J1,1," + fixed(p.y, 3) + "," + fixed(p.x, 3) + "\n";
    }
    return text;
}

std::string table_of_parcels() {
    std::string text = "宗地代码,权利人,面积(亩)\r\n";
    for (int i = 1; i <= parcels; ++i) text += "G" + std::to_string(i) + ",湘江机械有限公司（虚构）,15\r\n";
    return from_utf8(text, "GBK").value();
}

void spoil(std::string& bytes, std::mt19937& random) {
    const auto below = [&](std::size_t end) { return random() % std::max<std::size_t>(end, 1); };
    const std::size_t at = below(bytes.size());
    switch (random() % 4) {
    case 0: bytes.resize(at); return;
    case 1:
        for (std::size_t i = 0; i <= at % 12; ++i)
            bytes[below(bytes.size())] ^= static_cast<char>(1U << static_cast<unsigned>(below(8)));
        return;
    case 2:
        for (std::size_t i = at; i < std::min(at + 1 + below(64), bytes.size()); ++i) bytes[i] = '\0';
        return;
    default:
        for (std::size_t i = at; i < std::min(at + 4, bytes.size()); ++i) bytes[i] = '\xFF';
        return;
    }
}

/// What became of one file: refused with a reason, or rows, shapes and serious findings.
struct Outcome {
    bool refused = false;
    std::string reason;
    std::int64_t rows = 0, shapes = 0, told = 0;
    int status = 0;  // of the process that read it
};

Outcome outcome_of(const std::string& path) {
    Outcome seen;
    try {
        const Holdings holdings = read(Role::parcel, path);
        const Table& table = holdings[Role::parcel];
        seen.rows = static_cast<std::int64_t>(table.rows());
        for (std::size_t row = 0; row < table.shapes().rows(); ++row) seen.shapes += table.shapes().null(row) ? 0 : 1;
        seen.told = std::count_if(holdings.diagnostics.begin(), holdings.diagnostics.end(),
                                  [](const Diagnostic& one) { return one.severity != Severity::info; });
    } catch (const Error& error) {
        seen.refused = true, seen.reason = error.kind() == Kind::input ? error.what() : "";
    }
    return seen;
}

/// In a process of its own, so that a crash names its seed and a hang ends.
Outcome outcome_apart(const std::string& path) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error{"no pipe"};
    const pid_t child = fork();
    if (child == 0) {
        alarm(seconds);
        if (!address_sanitized) {
            const rlimit limit{memory, memory};
            setrlimit(RLIMIT_AS, &limit);
        }
        const Outcome seen = outcome_of(path);
        const std::string line = std::to_string(static_cast<int>(seen.refused)) + " " + std::to_string(seen.rows) +
                                 " " + std::to_string(seen.shapes) + " " + std::to_string(seen.told) + " " +
                                 seen.reason;
        const ssize_t written = ::write(ends[1], line.data(), std::min<std::size_t>(line.size(), 4096));
        _exit(written > 0 ? 0 : 1);
    }
    close(ends[1]);
    std::string text(8192, '\0');
    const ssize_t size = ::read(ends[0], text.data(), text.size());
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    close(ends[0]);
    Outcome seen;
    waitpid(child, &seen.status, 0);
    std::istringstream words{text};
    words >> seen.refused >> seen.rows >> seen.shapes >> seen.told;
    std::getline(words, seen.reason, '\0');
    return seen;
}

class Spoilt : public testing::TestWithParam<Format> {
protected:
    void make(const fs::path& folder) const {
        const Format& format = GetParam();
        const std::string_view driver{format.driver};
        if (driver == "TXT")
            write(folder / format.file, from_utf8(survey_of_plots(), "GBK").value());
        else if (driver == "VCT")
            write(folder / format.file, from_utf8(third_version(), "GBK").value());
        else if (driver == "CSV")
            write(folder / format.file, table_of_parcels());
        else
            write_whole(format, folder);
    }
};

TEST_P(Spoilt, FilesAreReadOrRefusedByNameAndNothingIsLostInSilence) {
    const Format& format = GetParam();
    const fs::path whole = scratch(std::string{"whole_"} + format.name),
                   folder = scratch(std::string{"spoilt_"} + format.name);
    make(whole);
    const std::string main = (folder / format.file).string();
    const Outcome sound = outcome_apart((whole / format.file).string());
    ASSERT_EQ(sound.status, 0);
    ASSERT_FALSE(sound.refused) << sound.reason;
    ASSERT_GT(sound.rows, 0);
    int refused = 0, told = 0;
    for (unsigned seed = 1; seed <= mutations; ++seed) {
        std::mt19937 random{seed};
        const char* part = format.parts[seed % format.parts.size()];
        fs::remove_all(folder);
        fs::copy(whole, folder, fs::copy_options::recursive);
        std::string bytes = read_file((whole / part).string());
        spoil(bytes, random);
        write(folder / part, bytes);
        const Outcome seen = outcome_apart(main);
        const std::string place = std::string{format.name} + ", seed " + std::to_string(seed) + " on " + part;
        EXPECT_EQ(seen.status, 0) << place << ": crash, hang or too much memory";
        refused += seen.refused ? 1 : 0, told += seen.told > sound.told ? 1 : 0;
        if (seen.refused) {
            EXPECT_NE(seen.reason.find(format.file), std::string::npos) << place << ": " << seen.reason;
        } else if (format.counted && (seen.rows < sound.rows || seen.shapes < sound.shapes)) {
            EXPECT_GT(seen.told, sound.told) << place << ": " << seen.rows << " of " << sound.rows << " rows, "
                                             << seen.shapes << " of " << sound.shapes << " shapes, and no word of it";
        }
    }
    std::cout << format.name << ": " << mutations << " spoilt files, " << refused << " refused, " << told
              << " read with findings\n";
}

INSTANTIATE_TEST_SUITE_P(
    Formats, Spoilt,
    testing::Values(
        Format{"Shapefile", "宗地.shp", "ESRI Shapefile", {"宗地.shp", "宗地.shx", "宗地.dbf", "宗地.prj"}},
        Format{"GeoPackage", "宗地.gpkg", "GPKG", {"宗地.gpkg"}}, Format{"Xlsx", "宗地.xlsx", "XLSX", {"宗地.xlsx"}},
        Format{"Ods", "宗地.ods", "ODS", {"宗地.ods"}}, Format{"GeoJson", "宗地.geojson", "GeoJSON", {"宗地.geojson"}},
        Format{"Kmz", "宗地.kmz", "LIBKML", {"宗地.kmz"}}, Format{"Kml", "宗地.kml", "LIBKML", {"宗地.kml"}},
        Format{"FlatGeobuf", "宗地.fgb", "FlatGeobuf", {"宗地.fgb"}},
        Format{"SurveyText", "宗地.txt", "TXT", {"宗地.txt"}, false}, Format{"Vct", "宗地.vct", "VCT", {"宗地.vct"}},
        Format{"Csv", "宗地.csv", "CSV", {"宗地.csv"}, false}),
    [](const auto& one) { return std::string{one.param.name}; });

}  // namespace
}  // namespace mutu::test
