// mutu report --kind charts: one sheet, one paper, and each chart as a picture.
#include "charts.hpp"
#include "output.hpp"
#include "papers.hpp"

#include "mutu/app.hpp"
#include "mutu/text.hpp"

#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

std::string wording(const Labels& labels, Language language, const char* id, const std::vector<std::string>& words) {
    std::string text = labels.text("chart", id, language);
    for (std::size_t i = 0; i < words.size(); ++i)
        if (const auto at = text.find("{" + std::to_string(i) + "}"); at != std::string::npos)
            text.replace(at, 3, words[i]);
    return text;
}

struct Subject {
    std::string park_id, name;
};

Subject subject_of(const Book& book, const ReportQuery& query, const Labels& labels, Language language) {
    const Rows parks = book.query("SELECT park_id, park_name FROM park_result ORDER BY fid");
    for (const auto& row : parks.rows)
        if (!query.park.empty() && (row[0] == query.park || row[1] == query.park))
            return {row[0].value_or(""), row[1].value_or(row[0].value_or(""))};
    if (!query.park.empty())
        throw Error{Kind::usage, "没有园区 " + query.park + "；mutu list 成果库 parks 列出全部园区"};
    return {{}, with_word(labels.text("map_title", "several", language), std::to_string(parks.rows.size()))};
}

}  // namespace

int report_charts(const ReportQuery& query, const Common& common, std::ostream& talk) {
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const Language language = common.language;
    const Subject subject = subject_of(book, query, labels, language);
    const Rows runs = book.query("SELECT as_of, policy_id, run_id, secrecy FROM run ORDER BY fid DESC LIMIT 1");
    if (runs.rows.empty()) throw Error{Kind::input, query.book + ": 成果库中还没有分析"};
    const auto run = [&](std::size_t column) { return runs.rows[0][column].value_or(""); };
    const auto charts = charts_of(book, subject.park_id, common.data_folder + "/style", labels, language);
    ChartSheet sheet{.title = wording(labels, language, "report_title", {subject.name}),
                     .subtitle = wording(labels, language, "subtitle", {run(0), run(1), run(2)}),
                     .mark = labels.text("map", run(3) == "secret" ? "mark_secret" : "mark_internal", language),
                     .nothing = labels.text("chart", "nothing", language),
                     .charts = {}};
    Document document{.title = sheet.title, .subtitle = sheet.subtitle + "　" + sheet.mark, .passages = {}};
    constexpr double width = 150, height = 82;
    std::vector<std::pair<std::string, std::string>> files;  // name, bytes
    for (const NamedChart& one : charts) {
        sheet.charts.push_back(one.chart);
        const auto picture = [&](PictureFormat format) {
            return chart_picture(one.chart, width, height, format, 220, sheet.nothing);
        };
        std::string svg = picture(PictureFormat::svg);
        files.emplace_back(one.name + ".svg", svg);
        document.passages.emplace_back(Picture{.alt = title_of(one.chart),
                                               .svg = std::move(svg),
                                               .png = picture(PictureFormat::png),
                                               .width = width,
                                               .height = height});
    }
    const auto day = parse_date(run(0));
    const Date* as_of = std::get_if<Date>(&day);
    files.emplace_back("charts.pdf", chart_sheet(sheet, as_of ? *as_of : Date{}));
    files.emplace_back("charts.html", to_html(document));
    const auto path_of = [&](const std::string& name) { return (fs::path{query.folder} / name).string(); };
    if (!common.overwrite)
        for (const auto& [name, bytes] : files)
            if (fs::exists(path_of(name)))
                throw Error{Kind::usage, path_of(name) + " 已经有了；要覆盖请加 --overwrite"};
    if (!common.dry_run) {
        make_folder(query.folder);
        for (const auto& [name, bytes] : files) write_whole(path_of(name), bytes);
        write_docx(path_of("charts.docx"), document);
    }
    if (!common.quiet)
        talk << query.folder << "：" << (common.dry_run ? "将写 " : "写了 ") << charts.size()
             << " 张图表：charts.pdf（A3）、charts.html、charts.docx，各图另有 SVG\n";
    return 0;
}

}  // namespace mutu
