// mutu map: sheets of themes over parks, as files.
#include "map_sheet.hpp"
#include "output.hpp"

#include "mutu/app.hpp"
#include "mutu/cover.hpp"
#include "mutu/field_class.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

/// One drawing to be made.
struct Job {
    const Theme* theme = nullptr;
    std::string park_id;  // empty: all parks
    PictureFormat format = PictureFormat::pdf;
    std::string path;
};

PictureFormat format_of(const std::string& word, const std::string& where) {
    if (word == "pdf") return PictureFormat::pdf;
    if (word == "png") return PictureFormat::png;
    if (word == "svg") return PictureFormat::svg;
    throw Error{Kind::usage, where + "：图件只能写成 .pdf、.png 或 .svg"};
}

PaperSize paper_of(const std::string& word) {
    const std::string lower = lower_ascii(word);
    if (lower == "a4") return PaperSize::a4;
    if (lower == "a3") return PaperSize::a3;
    if (lower == "a0") return PaperSize::a0;
    throw Error{Kind::usage, "--paper " + word + "：纸张只能是 A4、A3 或 A0"};
}

const Theme& theme_named(const std::vector<Theme>& themes, const std::string& id) {
    const auto found = std::find_if(themes.begin(), themes.end(), [&](const Theme& one) { return one.id == id; });
    if (found != themes.end()) return *found;
    std::vector<std::string> known;
    known.reserve(themes.size());
    for (const Theme& one : themes) known.push_back(one.id);
    const auto meant = nearest(id, known);
    throw Error{Kind::usage,
                "没有专题 " + id + (meant ? "，是否要写 " + *meant + "？" : "") + "；现有：" + join(known, " ")};
}

std::string park_named(const Rows& parks, const std::string& wanted) {
    std::vector<std::string> ids;
    for (const auto& row : parks.rows) {
        if (row[0] == wanted || row[1] == wanted) return row[0].value_or("");
        ids.push_back(row[0].value_or(""));
    }
    const auto meant = nearest(wanted, ids);
    throw Error{Kind::usage, "没有园区 " + wanted +
                                 (meant ? "，是否要写 " + *meant + "？" : "；mutu list 成果库 parks 列出全部园区")};
}

/// Whether a sheet of this park can be made of what the book holds; asked where all are wanted.
bool drawable(const MapSource& source, const Theme& theme, const std::string& park_id) {
    if (!source.book.has(theme.layer)) return false;
    if (theme.layer == "plan_parcel" || theme.layer == "expansion_candidate")
        return !scenario_of(source, theme, park_id).empty();
    return !source.query.is_public() || theme.layer != "enterprise_result";  // grades are those of firms
}

/// A change of the boundary is drawn over its own park unless another is asked for.
std::string park_of(const MapSource& source, const Theme& theme) {
    if (theme.layer != "expansion_candidate") return {};
    const std::string scenario = scenario_of(source, theme, "");
    if (scenario.empty()) return {};
    const Rows found = source.book.query("SELECT e.park_id FROM expansion_scenario e JOIN park_result p ON p.park_id = "
                                         "e.park_id WHERE e.scenario_id = ?1",
                                         {scenario});
    return found.rows.empty() ? "" : found.rows[0][0].value_or("");
}

std::vector<Job> jobs_of(const MapSource& source, const std::vector<Theme>& themes) {
    const MapQuery& query = source.query;
    const std::string park = query.park.empty() ? "" : park_named(source.parks, query.park);
    std::vector<Job> jobs;
    if (!query.all) {
        const std::string extension = lower_ascii(fs::path{query.output}.extension().string());
        const Theme& theme = theme_named(themes, query.theme);
        jobs.push_back({&theme, park.empty() ? park_of(source, theme) : park,
                        format_of(extension.empty() ? "" : extension.substr(1), query.output), query.output});
        return jobs;
    }
    const std::vector<std::string> formats = query.formats.empty() ? std::vector<std::string>{"pdf"} : query.formats;
    for (const auto& row : source.parks.rows) {
        const std::string id = row[0].value_or("");
        if (!park.empty() && id != park) continue;
        for (const Theme& theme : themes) {
            if (query.theme.empty() ? !drawable(source, theme, id) : theme.id != query.theme) continue;
            for (const std::string& word : formats)
                jobs.push_back({&theme, id, format_of(word, word),
                                (fs::path{query.output} / (file_word(id) + "_" + theme.id + "." + word)).string()});
        }
    }
    if (!query.theme.empty()) (void)theme_named(themes, query.theme);
    return jobs;
}

/// Pages after the first of a PNG or SVG: F-2.png.
std::string page_path(const std::string& path, std::size_t page) {
    if (page == 0) return path;
    const fs::path whole{path};
    return (whole.parent_path() / (whole.stem().string() + "-" + std::to_string(page + 1) + whole.extension().string()))
        .string();
}

void draw(const MapSource& source, const Job& job, const Common& common, std::ostream& talk) {
    const MapSheet sheet = map_sheet(source, *job.theme, job.park_id);
    const auto day = parse_date(source.run.rows[0][1].value_or(""));
    const Date* as_of = std::get_if<Date>(&day);
    const DrawnMap drawn = draw_map(sheet,
                                    {.size = paper_of(source.query.paper),
                                     .format = job.format,
                                     .dpi = source.query.dpi,
                                     .date = as_of ? *as_of : Date{},
                                     .scale = static_cast<int>(source.query.scale)},
                                    source.labels, source.language);
    for (std::size_t page = 0; page < drawn.files.size(); ++page)
        write_whole(page_path(job.path, page), drawn.files[page]);
    if (common.quiet) return;
    talk << job.path << "：" << sheet.title << "  1:" << drawn.scale << "  " << sheet.mark;
    if (drawn.sheets > 1) talk << "  分 " << drawn.sheets << " 幅，首页为接图表";
    if (drawn.named + drawn.numbered + drawn.unmarked > 0)
        talk << "  图上注名 " << drawn.named << " 宗、编号 " << drawn.numbered << " 宗";
    if (drawn.unmarked > 0) talk << "、未注 " << drawn.unmarked << " 宗";
    talk << "\n";
}

}  // namespace

int map(const MapQuery& query, const Common& common, std::ostream& talk) {
    if (query.theme.empty() && !query.all) throw Error{Kind::usage, "请用 --theme 指明专题，或用 --all 出全部专题"};
    if (query.scale != 0 && (query.scale < 100 || query.scale > 1'000'000 || query.scale != std::floor(query.scale)))
        throw Error{Kind::usage,
                    "--scale " + shortest(query.scale) + "：比例尺分母要是 100 到 1000000 的整数，如 2000"};
    if (!query.is_public() && !(query.map_approval.empty() && query.exempt.empty()))
        throw Error{Kind::usage, "--map-approval 与 --exempt 只用于公开版：请加 --edition public"};
    const Book book{query.book};
    const Labels labels = labels_of(common);
    MapSource source{
        .book = book,
        .query = query,
        .labels = labels,
        .language = common.language,
        .style_folder = common.data_folder + "/style",
        .crs = book.crs(),
        .run = book.query("SELECT run_id, as_of, policy_id, secrecy, area_basis FROM run ORDER BY fid DESC LIMIT 1"),
        .parks = book.query("SELECT park_id, park_name FROM park_result ORDER BY fid")};
    if (source.run.rows.empty()) throw Error{Kind::input, query.book + ": 成果库中还没有分析"};
    if (query.is_public() && source.run.rows[0][3] == "secret")
        throw Error{Kind::usage, query.book + "：资料密级为涉密，不能出公开版"};
    const std::vector<Theme> themes = read_themes(source.style_folder);
    const std::vector<Job> jobs = jobs_of(source, themes);
    for (const Job& job : jobs)
        if (!common.overwrite && !common.dry_run && fs::exists(job.path))
            throw Error{Kind::usage, job.path + " 已经有了；要覆盖请加 --overwrite"};
    if (common.dry_run) {
        for (const Job& job : jobs) talk << "将写 " << job.path << "\n";
        return 0;
    }
    if (query.all) make_folder(query.output);
    for (const Job& job : jobs) {
        throw_if_stopped();
        draw(source, job, common, talk);
    }
    warn_of_cover(cover_warning(book, {"park_result", "parcel_result"},
                                query.park.empty() ? "" : "park_id = " + sql_quoted(query.park, '\''),
                                common.data_folder),
                  talk);
    return 0;
}

}  // namespace mutu
