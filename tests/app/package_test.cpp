// `mutu export --package digital-map` from outside.
#include "app/published.hpp"
#include "support/zip.hpp"

#include "mutu/hash.hpp"
#include "mutu/value.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <set>

namespace mutu::test {
namespace {

Answer pack(const std::string& book, const std::string& folder, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"export", book, "--package", "digital-map", "-o", folder});
    return run(more);
}

/// Layer → field names as GDAL reads them.
std::map<std::string, std::vector<std::string>> fields_of(const std::string& path) {
    GDALAllRegister();
    const GDALDatasetUniquePtr file{GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR)};
    std::map<std::string, std::vector<std::string>> all;
    if (!file) return all;
    for (OGRLayer* layer : file->GetLayers()) {
        auto& names = all[layer->GetName()];
        for (int i = 0; i < layer->GetLayerDefn()->GetFieldCount(); ++i)
            names.emplace_back(layer->GetLayerDefn()->GetFieldDefn(i)->GetNameRef());
    }
    return all;
}

TEST(Package, HoldsTheLayersInThreeFormatsMapsAListAndHashesOfAll) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "map";
    const Answer answer = pack(book, out);
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_TRUE(says(answer.err, "未见公布")) << answer.err;
    const Value manifest = parse_json(read_file(out + "/manifest.json"), "manifest.json");
    EXPECT_EQ(manifest.find("evidence")->text(""), "unconfirmed");
    std::set<std::string> listed;
    for (const Value& file : manifest.find("files")->list("files")) {
        const std::string path = file.find("path")->text("path"), bytes = read_file(out + "/" + path);
        EXPECT_EQ(file.find("sha256")->text("sha256"), sha256(bytes)) << path;
        EXPECT_EQ(file.find("bytes")->integer("bytes"), static_cast<std::int64_t>(bytes.size())) << path;
        listed.insert(path);
    }
    for (const auto& [path, bytes] : contents(out))
        EXPECT_TRUE(path == "manifest.json" || listed.contains(path)) << path;
    for (const char* path : {"shp/YQFW.shp", "shp/YQFW.cpg", "shp/ZD.dbf", "数字地图.xlsx", "名录.xlsx",
                             "pdf/P001_land_class.pdf", "pdf/P003_land_class.pdf"})
        EXPECT_TRUE(listed.contains(path)) << path;
    const auto geodatabase = fields_of(out + "/数字地图.gdb");
    EXPECT_EQ(geodatabase.size(), 4U);
    const auto shape = fields_of(out + "/shp/ZD.shp");
    ASSERT_EQ(shape.size(), 1U);
    EXPECT_EQ(shape.at("ZD"), geodatabase.at("ZD"));
    for (const std::string& name : shape.at("ZD")) EXPECT_LE(name.size(), 10U) << name;
    EXPECT_EQ(fields_of(out + "/数字地图.xlsx").at("园区范围").at(1), "园区名称");
    // Codes for machines, words for people.
    EXPECT_TRUE(says(read_file(out + "/shp/YQFW.dbf"), "provincial"));
    EXPECT_TRUE(says(unzip(out + "/数字地图.xlsx").at("xl/sharedStrings.xml"), "省级"));
    for (const auto& entry : fs::directory_iterator{folder.path()})
        EXPECT_FALSE(entry.path().filename().string().starts_with(".mutu")) << entry.path();
}

TEST(Package, ASecondOneIsTheSameBytesButForTheGeodatabase) {
    const TempFolder folder;
    const std::string book = book_in(folder);
    ASSERT_EQ(pack(book, folder / "a").code, 0);
    ASSERT_EQ(pack(book, folder / "b").code, 0);
    auto first = contents(folder / "a"), second = contents(folder / "b");
    ASSERT_EQ(first.size(), second.size());
    for (const auto& [path, bytes] : first) {
        if (path == "manifest.json" || path.find(".gdb/") != std::string::npos) continue;
        EXPECT_EQ(bytes, second.at(path)) << path;
    }
}

TEST(Package, ReplacesItsOwnFolderAndNoOther) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "map";
    ASSERT_EQ(pack(book, out).code, 0);
    EXPECT_EQ(pack(book, out).code, 2);
    EXPECT_EQ(pack(book, out, {"--overwrite"}).code, 0);
    write(out + "/我的说明.txt", "mine");
    Answer answer = pack(book, out, {"--overwrite"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_TRUE(says(answer.err, "我的说明.txt")) << answer.err;
    EXPECT_EQ(read_file(out + "/我的说明.txt"), "mine");
    answer = pack(book, folder.path(), {"--overwrite"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_TRUE(fs::exists(book));
}

TEST(Package, WhatCannotBeDoneIsRefused) {
    const TempFolder folder;
    const std::string book = book_in(folder);
    const Answer answer = run({"export", book, "--package", "digital-mpa", "-o", folder / "x"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_TRUE(says(answer.err, "是否要写 digital-map？")) << answer.err;
    EXPECT_EQ(run({"export", book, "--package", "digital-map"}).code, 2);
    EXPECT_EQ(pack(book, folder / "x", {"--park", "P001"}).code, 2);
    EXPECT_EQ(pack(book, folder / "x", {"--redact", "public"}).code, 2);
    EXPECT_EQ(pack(book, folder / "no/such/x").code, 3);
    EXPECT_EQ(pack(book, folder / "x", {"--dry-run"}).code, 0);
    // A field name that a shapefile cannot hold is refused, and nothing is left behind.
    EXPECT_EQ(pack(book, folder / "x",
                   {"--data", data_with(folder, "packages/digital-map.toml", "\"QKBH\"", "\"QUKUAIBIANHAO\"")})
                  .code,
              3);
    EXPECT_FALSE(fs::exists(folder / "x"));
}

}  // namespace
}  // namespace mutu::test
