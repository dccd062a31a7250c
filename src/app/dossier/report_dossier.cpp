// mutu report --kind dossier: a parcel as HTML or PDF, a park as one HTML file.
#include "dossier/dossier.hpp"
#include "dossier/paper_pdf.hpp"
#include "map_filling.hpp"
#include "output.hpp"

#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr double map_width = 150, map_height = 95;

void refuse_overwriting(const std::string& path, const Common& common) {
    if (!common.overwrite && fs::exists(path)) throw Error{Kind::usage, path + " 已经有了；要覆盖请加 --overwrite"};
}

void write_out(const std::string& path, const std::string& bytes) {
    if (const fs::path folder = fs::path{path}.parent_path(); !folder.empty()) make_folder(folder.string());
    write_whole(path, bytes);
}

bool ends_in(const std::string& path, std::string_view extension) { return lower_ascii(path).ends_with(extension); }

void write_parcel(const DossierSource& source, std::size_t row, const std::string& path) {
    const std::string id = source.files.text(row, "parcel_id");
    Document document{.title = "宗地 " + id + " 档案", .subtitle = source.basis(), .passages = {}};
    const auto place = parcel_place(source.book, id);
    if (place)
        document.passages.emplace_back(Picture{
            .alt = "宗地 " + id + " 位置图",
            .svg = ends_in(path, ".html") ? locator_picture(*place, map_width, map_height, PictureFormat::svg, 0)
                                          : std::string{},
            .png = {},
            .width = map_width,
            .height = map_height});
    else
        document.passages.emplace_back(Paragraph{"这宗地没有图形，没有位置图。"});
    for (Passage& one : parcel_passages(source, row)) document.passages.push_back(std::move(one));
    if (ends_in(path, ".html")) {
        write_out(path, to_html(document));
        return;
    }
    PaperPdf how{source.run().as_of, document.title + " · " + source.basis(), {}};
    if (place)
        how.pictures.emplace_back(
            [&](Canvas& paper, Xy at, double width, double height) { draw_locator(paper, *place, at, width, height); });
    write_out(path, to_pdf(document, how));
}

/// The parcel of `id` alone.
DossierSource parcel_source(const Book& book, const std::string& path, const Labels& labels, const std::string& id) {
    if (!book.parcel_row(id)) {
        std::vector<std::string> ids;
        for (const auto& row : book.query("SELECT parcel_id FROM parcel_result LIMIT 100000").rows)
            ids.push_back(row[0].value_or(""));
        const auto meant = nearest(id, ids);
        throw Error{Kind::usage, path + " 中没有宗地 " + id +
                                     (meant ? "，是否要写 " + *meant + "？" : "；mutu list 成果库 parcels 列出全部")};
    }
    ClockQuery scope;
    scope.parcel = id;
    return {book, path, labels, scope};
}

int parcel_dossiers(const ReportQuery& query, const Common& common, std::ostream& talk) {
    const bool one_file = ends_in(query.folder, ".html") || ends_in(query.folder, ".pdf");
    if (one_file && query.parcels.size() > 1)
        throw Error{Kind::usage, "有 " + std::to_string(query.parcels.size()) + " 宗地，-o 要写目录"};
    const Book book{query.book};
    const Labels labels = labels_of(common);
    for (const std::string& id : query.parcels) {
        throw_if_stopped();
        std::vector<std::string> paths{query.folder};
        if (!one_file) {
            const std::string stem = (fs::path{query.folder} / file_word(id)).string();
            paths = {stem + ".html", stem + ".pdf"};
        }
        const DossierSource source = parcel_source(book, query.book, labels, id);
        for (const std::string& path : paths) {
            refuse_overwriting(path, common);
            if (!common.dry_run) write_parcel(source, 0, path);
            if (!common.quiet) talk << path << (common.dry_run ? "：将写" : "：") << "宗地 " << id << " 的档案\n";
        }
    }
    return 0;
}

}  // namespace

std::optional<Locator> parcel_place(const Book& book, const std::string& parcel_id) {
    const Features subject = book.features({.layer = "parcel_result",
                                            .columns = {"park_id"},
                                            .box = {},
                                            .where = "parcel_id = ?1",
                                            .arguments = {parcel_id}});
    if (subject.rows.rows.empty() || subject.shapes.null(0)) return std::nullopt;
    const SheetPlane plane{book.crs(), subject.shapes};
    const std::string park = subject.rows.rows[0][1].value_or("");
    return Locator{.parks = plane(book.features(of_park("park_result", {}, park)).shapes),
                   .parcels = plane(book.features(of_park("parcel_result", {}, park)).shapes),
                   .block = {},
                   .subject = plane(subject.shapes),
                   .subject_word = "本宗地",
                   .block_word = {},
                   .park_word = "园区边界"};
}

int report_dossier(const ReportQuery& query, const Common& common, std::ostream& talk) {
    if (query.parcels.empty() == query.park.empty())
        throw Error{Kind::usage, "一地一档要 --parcel 宗地（HTML、PDF）或 --park 园区（HTML），二者取一"};
    if (!query.parcels.empty()) return parcel_dossiers(query, common, talk);
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const std::string park_id = park_id_named(book, query.park);
    if (ends_in(query.folder, ".pdf"))
        throw Error{Kind::usage, query.folder + "：园区档案是一个 HTML 文件；PDF 请逐宗用 --parcel 出"};
    const std::string path = ends_in(query.folder, ".html")
                                 ? query.folder
                                 : (fs::path{query.folder} / (file_word(park_id) + ".html")).string();
    refuse_overwriting(path, common);
    ClockQuery scope;
    scope.park = park_id;
    const DossierSource source{book, query.book, labels, scope};
    const std::string page = park_page(source, park_id, common.data_folder + "/style");
    if (!common.dry_run) write_out(path, page);
    if (!common.quiet)
        talk << path << (common.dry_run ? "：将写 " : "：") << source.files.size() << " 宗地，"
             << fixed(static_cast<double>(page.size()) / 1e6, 1) << " MB，不需要网络\n";
    return 0;
}

}  // namespace mutu
