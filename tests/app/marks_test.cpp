// What leaves the office bears the mark of its sources, and says where it shows much land in one piece.
#include "app/published.hpp"
#include "support/zip.hpp"

#include "mutu/cover.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <cstdio>

namespace mutu::test {
namespace {

/// A book of the mark `secret`, and a layer of it in one format.
struct Marked {
    TempFolder folder;
    std::string book = book_in(folder);
    explicit Marked(const std::string& mark) { change(book, "UPDATE run SET secrecy = '" + mark + "'"); }
    std::string out(const std::string& extension, std::vector<std::string> more = {}) const {
        const std::string path = folder / ("x." + extension);
        more.insert(more.begin(), {"export", book, "parcel_result", path, "--overwrite"});
        const Answer answer = run(more);
        EXPECT_EQ(answer.code, 0) << answer.err;
        return path;
    }
};

std::string pdf_text(const std::string& path) {
    const std::string out = path + ".text";
    return std::system(("pdftotext '" + path + "' '" + out + "' 2>/dev/null").c_str()) == 0 ? read_file(out)
                                                                                            : std::string{};
}

TEST(Marks, EveryKindOfFileBearsTheMarkOfItsSources) {
    const struct {
        const char *code, *words;
    } marks[] = {{"internal", "密级：内部资料"}, {"secret", "密级：涉密"}, {"public", "密级：公开"}};
    for (const auto& [code, words] : marks) {
        const Marked made{code};
        EXPECT_TRUE(says(read_file(made.out("geojson")), "\"description\": \"" + std::string{words}));
        EXPECT_TRUE(read_file(made.out("dxf")).starts_with("999\n" + std::string{words} + "\n"));
        EXPECT_TRUE(says(read_file(made.out("kml")), "<description>" + std::string{words} + "</description>"));
        EXPECT_EQ(ask(made.out("gpkg"), "SELECT description AS d FROM gpkg_contents").at(0).at("d"), words);
        EXPECT_TRUE(says(unzip(made.out("xlsx")).at("xl/worksheets/sheet1.xml"),
                         "<headerFooter><oddHeader>&amp;R" + std::string{words} + "</oddHeader></headerFooter>"));
        const std::string tiles = made.out("mbtiles");
        EXPECT_EQ(ask(tiles, "SELECT value AS v FROM metadata WHERE name = 'secrecy'").at(0).at("v"), code);
        for (const char* beside : {"csv", "shp", "tab", "fgb", "gdb"})
            EXPECT_EQ(read_file(made.out(beside) + ".密级.txt"), std::string{words} + "\n") << beside;
    }
}

TEST(Marks, FilesThatBearThemAreReadAsBefore) {
    const Marked made{"internal"};
    GDALAllRegister();
    for (const char* extension : {"geojson", "dxf", "kml", "gpkg", "xlsx", "csv", "shp"}) {
        const std::string path = made.out(extension);
        const GDALDatasetUniquePtr file{GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR)};
        ASSERT_TRUE(file) << extension;
        const GIntBig rows = file->GetLayer(0)->GetFeatureCount();
        if (std::string_view{extension} != "dxf")
            EXPECT_EQ(static_cast<double>(rows), number(made.book, "SELECT count(*) FROM parcel_result")) << extension;
        else
            EXPECT_GT(rows, 0);
    }
}

TEST(Marks, AMapAndAPackageBearThem) {
    const Marked made{"secret"};
    const std::string sheet = made.folder / "map.pdf";
    ASSERT_EQ(run({"map", made.book, "--theme", "land_class", "--park", "P001", "-o", sheet}).code, 0);
    if (const std::string text = pdf_text(sheet); !text.empty())
        EXPECT_TRUE(says(text, "涉密")) << text;
    else
        GTEST_SKIP() << "no pdftotext";
    const std::string folder = made.folder / "package";
    ASSERT_EQ(run({"export", made.book, "--package", "digital-map", "-o", folder}).code, 0);
    EXPECT_TRUE(says(read_file(folder + "/manifest.json"), "\"secrecy\": \"secret\""));
    EXPECT_TRUE(says(unzip(folder + "/数字地图.xlsx").at("xl/worksheets/sheet1.xml"), "密级：涉密"));
}

/// Two squares side by side, `gap` metres apart, as a book.
std::string squares(const TempFolder& folder, double side, double gap) {
    std::string text = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=37\n"
                       "精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n";
    for (int i = 0; i < 2; ++i) {
        const double x = 2980000, y = 37540000 + i * (side + gap);
        char plot[400];
        std::snprintf(plot, sizeof plot,
                      "4,%.4f,DK%d,,面,,,,@\nJ1,1,%.3f,%.3f\nJ2,1,%.3f,%.3f\nJ3,1,%.3f,%.3f\nJ4,1,%.3f,%.3f\n",
                      side * side / 10000, i, x, y, x, y + side, x - side, y + side, x - side, y);
        text += plot;
    }
    const std::string book = folder / "squares.gpkg";
    const Answer made = run({"run", "--parcel", write(folder / "in.txt", from_utf8(text, "GBK").value()), "--book",
                             book, "--as-of", "2026-06-30", "--overwrite"});
    EXPECT_EQ(made.code, 0) << made.err;
    return book;
}

TEST(Cover, ManySquareKilometresInOnePieceAreWarnedOfByTheNameOfTheRule) {
    const TempFolder folder;
    const std::string book = squares(folder, 4000, 20);  // 32 km²
    const std::string name = "警告：连续覆盖面积提示", sum = "32.00 平方千米，超过 25.00 平方千米";
    for (const char* file : {"a.geojson", "a.mbtiles", "a.txt", "a.dxf", "a.shp"}) {
        const Answer loud = run({"export", book, "parcel_result", folder / file});
        EXPECT_TRUE(says(loud.err, name) && says(loud.err, sum)) << file << loud.err;
    }
    EXPECT_TRUE(says(run({"export", book, "parcel_result", folder / "b.geojson", "--quiet"}).err, name));
    EXPECT_TRUE(says(run({"map", book, "--theme", "land_class", "-o", folder / "m.pdf"}).err, name));
    // A table shows no land; a part of it shows less.
    EXPECT_FALSE(says(run({"export", book, "parcel_result", folder / "b.csv"}).err, "连续覆盖"));
    EXPECT_FALSE(
        says(run({"export", book, "parcel_result", folder / "c.geojson", "--where", "fid = 1"}).err, "连续覆盖"));
}

TEST(Cover, UpToTheLimitAndApartThereIsNoWarning) {
    const TempFolder folder;
    EXPECT_FALSE(
        says(run({"export", squares(folder, 4000, 400), "parcel_result", folder / "a.geojson"}).err, "连续覆盖"));
    const double side = std::sqrt(25e6 / 2);  // 3535.534 m: rounded up to the millimetre it would be above
    EXPECT_FALSE(says(
        run({"export", squares(folder, std::floor(side * 1000) / 1000, 0), "parcel_result", folder / "b.geojson"}).err,
        "连续覆盖"));
    EXPECT_TRUE(says(run({"export", squares(folder, std::floor(side * 1000) / 1000 + 0.002, 0), "parcel_result",
                          folder / "c.geojson"})
                         .err,
                     "连续覆盖"));
}

TEST(Cover, TheRuleIsDataWithoutAnInventedClause) {
    const CoverRule rule = read_cover_rule(root() + "/geodata");
    EXPECT_EQ(rule.limit, Area::square_metres(25e6));
    EXPECT_TRUE(rule.clause.empty() == (rule.evidence == "unconfirmed"));
}

}  // namespace
}  // namespace mutu::test
