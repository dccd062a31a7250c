// One set of figures: the table, the map's legend, ledgers as XLSX, charts, the bulletin's text and lists, and the web
// say the same.
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

/// The demo at the ends of two months, and what is printed of it.
struct Papers {
    TempFolder folder;
    std::string book = folder / "d/book.gpkg";
    Papers() {
        EXPECT_EQ(run({"demo", folder / "d"}).code, 0);
        for (const char* day : {"2026-04-30", "2026-06-30"}) {
            fs::remove(folder / "d/台账.xlsx");
            EXPECT_EQ(run({"run", folder / "d/PROJECT.toml", "--as-of", day}).code, 0);
        }
        const auto runs = ask(book, "SELECT run_id FROM run ORDER BY fid");
        EXPECT_EQ(run({"report", book, "--kind", "bulletin", "--from", *runs.front().at("run_id"), "--to",
                       *runs.back().at("run_id"), "-o", folder / "b"})
                      .code,
                  0);
        EXPECT_EQ(run({"report", book, "--kind", "charts", "-o", folder / "c"}).code, 0);
    }
    std::string map_of(const std::string& park) const {
        const std::string path = folder / (park + ".pdf");
        EXPECT_EQ(run({"map", book, "--theme", "land_class", "--park", park, "-o", path}).code, 0);
        return text_of(path);
    }
};

double real(const Value& row, const char* column) { return row.find(column)->real(column); }
std::string mu(const Value& row, const char* column) { return fixed(Area::square_metres(real(row, column)).mu(), 2); }

/// A sheet with headings in row 1, asked for the row of one park.
struct ParkRow {
    SheetCells sheet;
    int row = 2;
    ParkRow(SheetCells cells, const std::string& park) : sheet{std::move(cells)} {
        while (row < 20 && sheet.value("园区", row) != park) ++row;
    }
    double number(const std::string& heading) const {
        const std::string cell = sheet.value(heading, row);
        return cell.empty() ? 0 : std::stod(cell);
    }
    std::string two(const std::string& heading) const { return fixed(number(heading), 2); }
};

TEST(Figures, OfParksAgreeInTableMapLedgerBulletinChartsAndWeb) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const Papers papers;
    const Xlsx ledger{papers.folder / "d/台账.xlsx"}, annex{papers.folder / "b/bulletin.xlsx"};
    const std::string charts = text_of(papers.folder / "c/charts.pdf");
    const Served server{papers.book};
    const Value web = server.get("/api/parks").json();
    const Answer answer = run({"list", papers.book, "parks", "--format", "json"});
    const Value table = parse_json(answer.out, "list");
    const auto& rows = table.find("rows")->list("rows");
    const auto& served = web.find("parks")->list("parks");
    ASSERT_EQ(rows.size(), 3U);
    ASSERT_EQ(served.size(), 3U);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Value& park = rows[i];
        const std::string name = park.find("park_name")->text("park_name");
        for (const char* column : {"idle_count", "idle_m2", "low_efficiency_count", "low_efficiency_m2", "approved_m2",
                                   "supplied_m2", "unsupplied_m2", "tax_wan_per_mu", "supply_rate", "parcel_count"})
            EXPECT_DOUBLE_EQ(real(served[i], column), real(park, column)) << name << " " << column;

        const ParkRow sum{ledger.sheet("汇总"), name};
        EXPECT_EQ(sum.number("疑似闲置(宗)") + sum.number("已认定闲置(宗)"), real(park, "idle_count")) << name;
        EXPECT_EQ(fixed(sum.number("疑似闲置(亩)") + sum.number("已认定闲置(亩)"), 2), mu(park, "idle_m2")) << name;
        EXPECT_EQ(sum.two("低效(拟认定)(亩)"), mu(park, "low_efficiency_m2")) << name;
        EXPECT_EQ(sum.two("批准面积(亩)"), mu(park, "approved_m2")) << name;
        EXPECT_EQ(sum.two("未供面积(亩)"), mu(park, "unsupplied_m2")) << name;

        const ParkRow idle{annex.sheet("附表2 疑似闲置分园区"), name}, open{annex.sheet("附表3 批而未供分园区"), name},
            low{annex.sheet("附表4 拟认定低效分园区"), name};
        EXPECT_EQ(idle.number("期末（宗）"), real(park, "idle_count")) << name;
        EXPECT_EQ(idle.two("期末（亩）"), mu(park, "idle_m2")) << name;
        EXPECT_EQ(open.two("期末（亩）"), mu(park, "unsupplied_m2")) << name;
        EXPECT_EQ(low.number("期末（宗）"), real(park, "low_efficiency_count")) << name;
        EXPECT_EQ(low.two("期末（亩）"), mu(park, "low_efficiency_m2")) << name;

        const std::string map = papers.map_of(park.find("park_id")->text("park_id"));
        const std::string tax = fixed(real(park, "tax_wan_per_mu"), 2);
        EXPECT_EQ(sum.two("亩均税收(万元/亩)"), tax) << name;
        for (const std::string& words : {mu(park, "approved_m2") + " 亩", mu(park, "supplied_m2") + " 亩",
                                         fixed(real(park, "supply_rate") * 100, 2) + " %", tax + " 万元/亩"})
            EXPECT_TRUE(says(map, words)) << name << " " << words << "\n" << map;
        EXPECT_TRUE(says(charts, tax)) << name << " " << tax << "\n" << charts;
    }
}

TEST(Figures, OfTheBulletinsTextAreThoseOfTheTable) {
    const Papers papers;
    const Answer answer = run({"list", papers.book, "parcels", "--format", "json"});
    const Value table = parse_json(answer.out, "list");
    Count idle, low;
    for (const Value& row : table.find("rows")->list("rows")) {
        const Area area = Area::square_metres(real(row, "area_m2"));
        if (row.find("idle_state")->text("idle_state").starts_with("idle_")) ++idle.parcels, idle.land += area;
        if (row.find("efficiency")->text("efficiency") == "low") ++low.parcels, low.land += area;
    }
    ASSERT_GT(idle.parcels, 10);
    ASSERT_GT(low.parcels, 5);
    const auto sentence = [](const char* name, const Count& count) {
        return std::string{name} + " " + std::to_string(count.parcels) + " 宗、" + fixed(count.land.mu(), 2) + " 亩";
    };
    const std::string text = plain_xml(unzip(papers.folder / "b/bulletin.docx").at("word/document.xml"));
    EXPECT_TRUE(says(text, sentence("疑似闲置", idle))) << sentence("疑似闲置", idle);
    EXPECT_TRUE(says(text, sentence("拟认定低效", low))) << sentence("拟认定低效", low);
}

}  // namespace
}  // namespace mutu::test
