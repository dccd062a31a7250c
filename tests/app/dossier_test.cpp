// 一地一档 on the demo: a parcel's paper and a park's page, which need nothing but themselves.
#include "paper.hpp"
#include "program.hpp"
#include "support/zip.hpp"

#include "mutu/text.hpp"
#include "mutu/units.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace mutu::test {
namespace {

const char* const suspected = "439901001001GB00035";

std::string park_page() {
    static const std::string page = [] {
        const TempFolder folder;
        const Answer answer =
            run({"report", paper_demo().book, "--kind", "dossier", "--park", "P001", "-o", folder / "p.html"});
        EXPECT_EQ(answer.code, 0) << answer.err;
        return read_file(folder / "p.html");
    }();
    return page;
}

std::size_t times(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++count;
    return count;
}

/// Everything that a browser could fetch: addresses with a scheme or a host, imports, and attributes that load.
std::vector<std::string> fetched(const std::string& html) {
    std::vector<std::string> found;
    static const std::regex loading{
        R"re((?:src|href|action|data|poster|srcset|xlink:href)\s*=\s*"(?!#|data:image/svg\+xml;base64,)([^"]*)")re"};
    for (std::sregex_iterator it{html.begin(), html.end(), loading}, end; it != end; ++it)
        if (!it->prefix().str().ends_with("data-")) found.push_back((*it)[0].str());
    for (const char* word : {"http:", "https:", "//cdn", "url(", "@import", "<link", "<iframe", "<base", "fetch(",
                             "XMLHttpRequest", "import("})
        if (times(html, word) > 0) found.emplace_back(word);
    return found;
}

TEST(ParkDossier, AsksNoHostForAnything) {
    EXPECT_EQ(fetched(park_page()), std::vector<std::string>{});
    EXPECT_TRUE(says(park_page(), "default-src 'none'"));
    EXPECT_EQ(times(park_page(), "<script>"), 1U);
}

TEST(ParkDossier, HoldsEveryParcelInMapTableAndEntries) {
    std::size_t number = 0;
    for (const Record& parcel :
         ask(paper_demo().book, "SELECT parcel_id, geom IS NULL AS bare FROM parcel_result WHERE "
                                "park_id = 'P001' ORDER BY fid")) {
        const std::string id = *parcel.at("parcel_id"), anchor = "p" + std::to_string(++number);
        EXPECT_TRUE(says(park_page(), "<a href=\"#" + anchor + "\">" + id + "</a>")) << id;
        EXPECT_TRUE(says(park_page(), "<div id=\"" + anchor + "\">\n<h2>宗地 " + id + "</h2>")) << id;
        const bool drawn = says(park_page(), "\"><title>" + std::to_string(number) + " " + id);
        EXPECT_EQ(drawn, parcel.at("bare") == "0") << id;
    }
    EXPECT_EQ(number, 58U);
}

TEST(ParkDossier, CountsItsLegendAsTheBookDoes) {
    for (const Record& one :
         ask(paper_demo().book, "SELECT land_class, count(*) AS n, total(area_m2) AS land FROM parcel_result WHERE "
                                "park_id = 'P001' GROUP BY land_class")) {
        const double metres = std::strtod(one.at("land")->c_str(), nullptr);
        EXPECT_TRUE(std::regex_search(park_page(),
                                      std::regex{"value=\"" + *one.at("land_class") + "\">.*</i>[^<]* " + *one.at("n") +
                                                 " 宗 " + fixed(Area::square_metres(metres).mu(), 2) + " 亩"}))
            << *one.at("land_class");
    }
}

TEST(ParkDossier, ShowsLandThatWasSuppliedToNobody) {
    for (const Record& rest :
         ask(paper_demo().book, "SELECT approval_id FROM unsupplied_land WHERE park_id = 'P001'")) {
        EXPECT_TRUE(says(park_page(), "<title>批而未供 " + *rest.at("approval_id") + "</title>"));
        EXPECT_TRUE(says(park_page(), "<td>" + *rest.at("approval_id") + "</td>"));
    }
    EXPECT_GT(times(park_page(), "c-unsupplied rest"), 0U);
}

TEST(ParkDossier, StaysSmallForAParkOfFiveHundred) {
    const TempFolder folder;
    ASSERT_EQ(run({"demo", folder / "d", "--parks", "1", "--parcels", "500"}).code, 0);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    ASSERT_EQ(
        run({"report", folder / "d/book.gpkg", "--kind", "dossier", "--park", "P001", "-o", folder / "p.html"}).code,
        0);
    const std::string page = read_file(folder / "p.html");
    EXPECT_LT(page.size(), 20'000'000U);
    EXPECT_GE(times(page, "<details class=\"parcel\">"), 490U);
    EXPECT_EQ(fetched(page), std::vector<std::string>{});
}

std::string from_base64(const std::string& text) {
    const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int have = 0;
    for (const char c : text) {
        if (c == '=') break;
        bits = bits << 6U | static_cast<std::uint32_t>(digits.find(c));
        have += 6;
        if (have < 8) continue;
        have -= 8;
        out += static_cast<char>(bits >> static_cast<unsigned>(have) & 0xFFU);
    }
    return out;
}

/// gzip without its head of ten bytes and its tail of eight, of which the last four are the size.
std::string from_gzip(const std::string& bytes) {
    std::size_t size = 0;
    for (std::size_t i = 4; i > 0; --i) size = size << 8U | static_cast<unsigned char>(bytes[bytes.size() - 5 + i]);
    return inflated(bytes.substr(10, bytes.size() - 18), size);
}

TEST(ParkDossier, PacksTheDossiersOfAVeryLargePark) {
    const TempFolder folder;
    ASSERT_EQ(run({"demo", folder / "d", "--parks", "1", "--parcels", "900"}).code, 0);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml", "--quiet"}).code, 0);
    const std::string book = folder / "d/book.gpkg";
    ASSERT_EQ(run({"report", book, "--kind", "dossier", "--park", "P001", "-o", folder / "p.html"}).code, 0);
    const std::string page = read_file(folder / "p.html");
    EXPECT_LT(page.size(), 10'000'000U);
    EXPECT_TRUE(says(page, "<noscript>"));
    EXPECT_EQ(fetched(page), std::vector<std::string>{});
    std::size_t number = 0;
    for (const Record& parcel : ask(book, "SELECT parcel_id FROM parcel_result WHERE park_id = 'P001' ORDER BY fid")) {
        const std::string head = "<div id=\"p" + std::to_string(++number) + "\" data-z=\"";
        const auto at = page.find(head);
        ASSERT_NE(at, std::string::npos) << number;
        const auto from = at + head.size();
        const std::string file = from_gzip(from_base64(page.substr(from, page.find('"', from) - from)));
        EXPECT_TRUE(says(file, "<h2>宗地 " + *parcel.at("parcel_id") + "</h2>")) << number;
        EXPECT_EQ(times(file, "<table"), times(file, "</table>")) << number;
    }
    EXPECT_GT(number, 800U);
}

TEST(ParkDossier, TakesMarkupInNamesForText) {
    const TempFolder folder;
    write(folder / "p.csv",
          "park_id,park_name,wkt\nP1,\"<script>alert(1)</script>&\"\"'\",\"POLYGON((111.6 26.4,111.61 "
          "26.4,111.61 26.41,111.6 26.41,111.6 26.4))\"\n");
    write(folder / "z.csv",
          "parcel_id,holder_name,contract_no,wkt\n\"<img src=x onerror=alert(1)>\",\"甲</details>\u202E乙\",C1,"
          "\"POLYGON((111.601 26.401,111.602 26.401,111.602 26.402,111.601 26.402,111.601 26.401))\"\n");
    const Answer made = run({"run", "--park", folder / "p.csv,crs=EPSG:4490", "--parcel",
                             folder / "z.csv,crs=EPSG:4490", "--as-of", "2026-06-30", "--book", folder / "b.gpkg"});
    ASSERT_EQ(made.code, 0) << made.err;
    ASSERT_EQ(run({"report", folder / "b.gpkg", "--kind", "dossier", "--park", "P1", "-o", folder / "p.html"}).code, 0);
    const std::string page = read_file(folder / "p.html");
    EXPECT_EQ(times(page, "<script"), 1U);
    EXPECT_EQ(times(page, "<img"), 0U);
    EXPECT_TRUE(says(page, "&lt;img src=x onerror=alert(1)&gt;"));
    EXPECT_EQ(times(page, "\u202E"), 0U);
    EXPECT_EQ(times(page, "<details"), times(page, "</details>"));
    const std::string id = "<img src=x onerror=alert(1)>";
    ASSERT_EQ(run({"report", folder / "b.gpkg", "--kind", "dossier", "--parcel", id, "-o", folder / "one"}).code, 0);
    EXPECT_EQ(contents(folder / "one").size(), 2U);
    for (const auto& [name, bytes] : contents(folder / "one")) EXPECT_FALSE(says(bytes, "<img src=x")) << name;
}

TEST(ParcelDossier, SaysTheSameOnPaperAndInABrowser) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    ASSERT_EQ(run({"report", paper_demo().book, "--kind", "dossier", "--parcel", suspected, "-o", folder / "d"}).code,
              0);
    const std::string html = read_file(folder / ("d/" + std::string{suspected} + ".html"));
    const std::string paper = text_of(folder / ("d/" + std::string{suspected} + ".pdf"));
    const Record parcel =
        ask(paper_demo().book, std::string{"SELECT * FROM parcel_result WHERE parcel_id = '"} + suspected + "'").at(0);
    const double metres = std::strtod(parcel.at("area_m2")->c_str(), nullptr);
    for (const std::string& words :
         {std::string{suspected}, std::string{"内部资料"}, fixed(metres, 2), fixed(Area::square_metres(metres).mu(), 2),
          std::string{"疑似闲置（未动工满一年）"}, std::string{"2026-02-20"}, std::string{"未动工达到可无偿收回年限"},
          std::string{"疑似闲置（未动工） (idle_a)：是"}, std::string{"闲置土地处置办法第二条第一款"},
          std::string{"宗地.shp"}}) {
        EXPECT_TRUE(says(html, words)) << words;
        EXPECT_TRUE(says(paper, words)) << words << "\n" << paper;
    }
    EXPECT_TRUE(says(html, "src=\"data:image/svg+xml;base64,"));
    EXPECT_EQ(fetched(html), std::vector<std::string>{});
}

TEST(ParcelDossier, IsTheSameTwiceAndSaysWhatIsWrong) {
    const TempFolder folder;
    for (const char* name : {"a", "b"})
        ASSERT_EQ(
            run({"report", paper_demo().book, "--kind", "dossier", "--parcel", suspected, "-o", folder / name}).code,
            0);
    EXPECT_EQ(contents(folder / "a"), contents(folder / "b"));
    EXPECT_EQ(run({"report", paper_demo().book, "--kind", "dossier", "--parcel", suspected, "-o", folder / "a"}).code,
              2);
    const Answer unknown =
        run({"report", paper_demo().book, "--kind", "dossier", "--parcel", "439901001001GB0003", "-o", folder / "c"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_TRUE(says(unknown.err, "是否要写")) << unknown.err;
    EXPECT_EQ(run({"report", paper_demo().book, "--kind", "dossier", "-o", folder / "c"}).code, 2);
}

}  // namespace
}  // namespace mutu::test
