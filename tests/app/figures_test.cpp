// One set of figures: the table, the map's legend, the ledger as XLSX, the charts and the web say the same.
#include "paper.hpp"
#include "program.hpp"
#include "serve/client.hpp"
#include "support/root.hpp"
#include "support/sheet.hpp"

#include "mutu/labels.hpp"
#include "mutu/text.hpp"
#include "mutu/units.hpp"

#include <gtest/gtest.h>

#include <map>

namespace mutu::test {
namespace {

struct Count {
    long long parcels = 0;
    Area land;
    std::string shown() const { return std::to_string(parcels) + " 宗 " + fixed(land.mu(), 2) + " 亩"; }
};
using Figures = std::map<std::string, Count>;  // by land_class

/// mutu list parcels --format json.
Figures of_the_table(const std::string& book) {
    Figures all;
    const Answer answer = run({"list", book, "parcels", "--format", "json"});
    const Value table = parse_json(answer.out, "list");
    for (const Value& row : table.find("rows")->list("rows")) {
        Count& one = all[row.find("land_class")->text("land_class")];
        ++one.parcels, one.land += Area::square_metres(row.find("area_m2")->real("area_m2"));
    }
    return all;
}

Figures of_the_web(const std::string& book) {
    Figures all;
    const Served server{book};
    const Value legend = server.get("/api/legend?theme=land_class").json();
    for (const Value& one : legend.find("classes")->list("classes")) {
        const auto count = static_cast<long long>(one.find("count")->real("count"));
        if (count > 0)
            all[one.find("value")->text("value")] = {count, Area::square_metres(one.find("area_m2")->real("area_m2"))};
    }
    return all;
}

/// mutu report --kind ledger --what parcels, summed by its 地块分类; words instead of ids.
std::map<std::string, Count> of_the_ledger(const std::string& book, const std::string& file) {
    EXPECT_EQ(run({"report", book, "--kind", "ledger", "--what", "parcels", "-o", file}).code, 0);
    const Xlsx read{file};
    const SheetCells sheet = read.sheet(read.names().at(0));
    std::string area, land_class;  // letters of the columns
    for (const auto& [reference, value] : sheet.values) {
        if (!reference.ends_with("3") || reference.find_first_of("0123456789") + 1 != reference.size()) continue;
        if (value == "面积(亩)") area = reference.substr(0, reference.size() - 1);
        if (value == "地块分类") land_class = reference.substr(0, reference.size() - 1);
    }
    std::map<std::string, Count> all;
    for (int row = 4; !sheet.at(land_class + std::to_string(row)).empty(); ++row) {
        Count& one = all[sheet.at(land_class + std::to_string(row))];
        ++one.parcels, one.land += Area::mu(std::stod(sheet.at(area + std::to_string(row))));
    }
    return all;
}

TEST(Figures, AgreeInTableMapLedgerChartsAndWeb) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    const std::string& book = paper_demo().book;
    const Figures table = of_the_table(book), web = of_the_web(book);
    const auto ledger = of_the_ledger(book, folder / "l.xlsx");
    ASSERT_EQ(run({"map", book, "--theme", "land_class", "-o", folder / "m.pdf"}).code, 0);
    ASSERT_EQ(run({"report", book, "--kind", "charts", "-o", folder / "c"}).code, 0);
    const std::string map = text_of(folder / "m.pdf"), charts = text_of(folder / "c/charts.pdf");
    const Labels labels = Labels::load(root() + "/geodata/labels");
    ASSERT_GT(table.size(), 5U);
    EXPECT_EQ(web.size(), table.size());
    EXPECT_EQ(ledger.size(), table.size());
    for (const auto& [id, count] : table) {
        const std::string word = labels.text("land_class", id), mu = fixed(count.land.mu(), 2);
        EXPECT_EQ(web.at(id).shown(), count.shown()) << id;
        ASSERT_TRUE(ledger.contains(word)) << word;
        EXPECT_EQ(ledger.at(word).shown(), count.shown()) << id;
        EXPECT_TRUE(says(charts, mu)) << "charts: " << id << " " << mu << "\n" << charts;
        bool found = false;  // the line of the legend: label, count, 亩
        for (const std::string& line : split(map, '\n')) {
            const auto at = line.find(word);
            found =
                found || (at != std::string::npos && says(line.substr(at), " " + std::to_string(count.parcels) + " ") &&
                          says(line.substr(at), " " + mu));
        }
        EXPECT_TRUE(found) << "map: " << word << " " << count.shown() << "\n" << map;
    }
}

}  // namespace
}  // namespace mutu::test
