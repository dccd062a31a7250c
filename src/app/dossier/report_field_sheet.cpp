// mutu report --kind field-sheet: a page a parcel to take along, and the sheet to bring back.
#include "dossier/dossier.hpp"
#include "dossier/field_spec.hpp"
#include "dossier/paper_pdf.hpp"
#include "output.hpp"
#include "papers.hpp"

#include "mutu/fill_sheet.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t day_in_seconds = 86'400;
constexpr Ink line_ink{.red = 0.45, .green = 0.45, .blue = 0.45};

/// Rows of `files` to be seen, in the book's order.
std::vector<std::size_t> to_see(const FieldSpec& spec, const ParcelFiles& files, const ReportQuery& query) {
    std::vector<std::size_t> rows;
    std::vector<std::string> wanted = query.parcels;
    for (std::size_t row = 0; row < files.size(); ++row) {
        const auto named = std::find(wanted.begin(), wanted.end(), files.text(row, "parcel_id"));
        const std::string state = files.text(row, "idle_state");
        const bool due = std::find(spec.idle_states.begin(), spec.idle_states.end(), state) != spec.idle_states.end();
        if (query.parcels.empty() ? due : named != wanted.end()) rows.push_back(row);
        if (named != wanted.end()) wanted.erase(named);
    }
    if (!wanted.empty()) throw Error{Kind::usage, query.book + " 中没有宗地 " + join(wanted, "、")};
    if (rows.empty()) throw Error{Kind::usage, query.book + "：没有要踏勘的宗地；可用 --parcel 指明"};
    return rows;
}

/// Two pairs of item and value a row.
TextTable facts_table(const DossierSource& source, std::size_t row) {
    TextTable table{{"a", "b", "c", "d"}, {"项目", "成果库所载", "项目", "成果库所载"}, {}, {}};
    table.numeric.assign(4, false);
    std::vector<std::pair<std::string, std::optional<std::string>>> items;
    const auto field = [&](const char* id, const char* group = nullptr) {
        auto cell = source.files.at(row, id);
        if (cell && group) cell = source.labels.text(group, *cell);
        items.emplace_back(source.labels.text(source.labels.has("field", id) ? "field" : "column", id), cell);
    };
    field("holder_name"), field("location"), field("project_name"), field("contract_no"), field("supervision_no");
    const auto area = parse_number(source.files.text(row, "area_m2"));
    const double* metres = std::get_if<double>(&area);
    items.emplace_back("面积",
                       metres ? std::optional{fixed(Area::square_metres(*metres).mu(), 2) + " 亩"} : std::nullopt);
    field("idle_state", "idle_state"), field("recognition", "recognition");
    field("agreed_start_date"), field("start_due"), field("permit_date"), field("actual_start_date");
    field("stop_date"), field("actual_finish_date"), field("field_check", "field_check"), field("field_check_date");
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
        table.rows.push_back({items[i].first, items[i].second, items[i + 1].first, items[i + 1].second});
    return table;
}

void photo_boxes(PaperFlow& flow, int count) {
    constexpr double high = 34, between = 4;
    const double wide = (PaperFlow::room - between) / 2;
    for (int i = 0; i < count; ++i) {
        if (i % 2 == 0) flow.need(high + 6);
        const double x = PaperFlow::left + (i % 2 == 0 ? 0 : wide + between);
        flow.paper().stroke(rectangle(x, flow.y() + 1, wide, high), {.color = line_ink, .width = 0.2});
        flow.paper().write({x + 1.5, flow.y() + 2.5},
                           "照片 " + std::to_string(i + 1) + "　编号：　　　　　　拍摄方向：",
                           {.size = 2.8, .color = line_ink});
        if (i % 2 == 1 || i + 1 == count) flow.gap(high + 3);
    }
}

void parcel_sheet(PaperFlow& flow, const DossierSource& source, const FieldSpec& spec, std::size_t row) {
    const std::string id = source.files.text(row, "parcel_id");
    flow.text("宗地踏勘表", {.size = 6, .bold = true, .align = Align::centre});
    flow.text("宗地编号 " + id + "　　园区 " + source.files.text(row, "park_name"), {.size = 3.8}, 1);
    flow.table(facts_table(source, row));
    if (const auto place = parcel_place(source.book, id))
        flow.picture(140, 58, [&](Canvas& paper, Xy at, double width, double height) {
            draw_locator(paper, *place, at, width, height);
        });
    else
        flow.text("这宗地没有图形，位置见上。", {.size = 3.4}, 1);
    for (const auto& [heading, choices] : spec.questions) {
        std::string line = heading + "：";
        for (const std::string& choice : choices) line += "□ " + choice + "　";
        flow.text(line, {.size = 3.5}, 1);
    }
    const std::string blank(36, '_');
    flow.text("实际动工日期：__________　停工日期：__________　复工日期：__________　竣工日期：__________",
              {.size = 3.5}, 1);
    flow.text("与资料不符之处：" + blank + blank, {.size = 3.5}, 1);
    flow.text("核查日期：______________　核查人：__________________　陪同人：__________________", {.size = 3.5}, 1);
    if (const std::string missing = source.files.text(row, "missing"); !missing.empty()) {
        std::vector<std::string> words;
        for (const std::string& one : split(missing, ';')) words.push_back(source.labels.text("field", one));
        flow.text("成果库待补资料：" + join(words, "、"), {.size = 3}, 1);
    }
    photo_boxes(flow, spec.photos);
}

FillSheet result_sheet(const DossierSource& source, const FieldSpec& spec, const std::vector<std::size_t>& rows) {
    FillSheet sheet{.title = result_sheet_name, .columns = {}, .rows = {}, .notes = {}};
    const Labels& labels = source.labels;
    const std::vector<std::pair<std::string, std::string>> known{
        {"parcel_id", ""}, {"park_name", ""}, {"holder_name", ""}, {"location", ""}, {"idle_state", "idle_state"}};
    for (const auto& [id, group] : known)
        sheet.columns.push_back({labels.text(labels.has("field", id) ? "field" : "column", id), false, {}, 20});
    for (const std::string& id : spec.fields) {
        FillColumn& column = sheet.columns.emplace_back(FillColumn{labels.text("field", id), true, {}, 14});
        if (!is_day(id))
            for (const std::string_view code : find_field(Role::parcel, id)->codes)
                column.choices.push_back(labels.text(id, code));
    }
    for (const char* more : {by_whom, photo_numbers, field_remark}) sheet.columns.push_back({more, true, {}, 16});
    for (const std::size_t row : rows) {
        auto& cells = sheet.rows.emplace_back();
        for (const auto& [id, group] : known) {
            const auto& cell = source.files.at(row, id);
            cells.push_back(cell && !group.empty() ? std::optional{labels.text(group, *cell)} : cell);
        }
        cells.resize(sheet.columns.size());
    }
    sheet.notes = {"只填黄色单元格；灰色单元格是成果库所载，改了也不采用。",
                   "日期写作 2026-06-30。空白表示没有查到，不表示没有发生。",
                   "填好后：mutu field 成果库 踏勘结果.xlsx "
                   "逐格与成果库对照，列出新增、相同、冲突、不能采用的内容；不改动成果库里已有的内容。",
                   source.basis()};
    return sheet;
}

}  // namespace

int report_field_sheet(const ReportQuery& query, const Common& common, std::ostream& talk) {
    const std::string pdf = (fs::path{query.folder} / "踏勘表.pdf").string();
    const std::string xlsx = (fs::path{query.folder} / "踏勘结果.xlsx").string();
    for (const std::string& path : {pdf, xlsx})
        if (!common.overwrite && fs::exists(path))
            throw Error{Kind::usage, path + " 已经有了，可能有人填过；要覆盖请加 --overwrite"};
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const FieldSpec spec = field_spec(common.data_folder);
    ClockQuery scope;
    scope.park = park_id_named(book, query.park);
    const DossierSource source{book, query.book, labels, scope};
    const auto rows = to_see(spec, source.files, query);
    if (!common.dry_run) {
        make_folder(query.folder);
        write_whole(pdf, flowed_pdf("踏勘表", source.run().as_of, source.basis(), [&](PaperFlow& flow) {
                        for (std::size_t i = 0; i < rows.size(); ++i) {
                            throw_if_stopped();
                            if (i > 0) flow.next_page();
                            parcel_sheet(flow, source, spec, rows[i]);
                        }
                    }));
        write_fill_sheet(xlsx, result_sheet(source, spec, rows), source.run().as_of.days() * day_in_seconds);
    }
    if (!common.quiet)
        talk << pdf << "、" << xlsx << (common.dry_run ? "：将写 " : "：") << rows.size()
             << " 宗地；填好后用 mutu field 对照\n";
    return 0;
}

}  // namespace mutu
