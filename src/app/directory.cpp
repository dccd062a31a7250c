// mutu report --kind directory: 园区名录, and the land and firms that lie in none of its boundaries.
#include "output.hpp"
#include "papers.hpp"

#include "mutu/app.hpp"
#include "mutu/crs.hpp"
#include "mutu/form.hpp"
#include "mutu/quantity.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>
#include <set>

namespace mutu {
namespace {

namespace fs = std::filesystem;
using Cell = std::optional<std::string>;
using Type = ResultTable::Type;

/// One value a park, out of the rows of its blocks.
struct ParkRows {
    std::vector<std::vector<Cell>> rows;

    /// Different values one after the other; absent where no row says anything.
    Cell text(std::size_t column) const {
        std::vector<std::string> met;
        for (const auto& row : rows)
            if (row[column] && !row[column]->empty() && std::find(met.begin(), met.end(), *row[column]) == met.end())
                met.push_back(*row[column]);
        return met.empty() ? Cell{} : Cell{join(met, "；")};
    }
    /// Blocks add up; a figure repeated on the parts of one block counts once. Absent where one of them is unknown.
    std::optional<double> area(std::size_t column, std::size_t block) const {
        std::set<std::pair<std::string, double>> blocks;
        for (const auto& row : rows) {
            const auto parsed = parse_number(row[column].value_or(""));
            const double* number = std::get_if<double>(&parsed);
            if (!number) return {};
            blocks.emplace(row[block].value_or(""), *number);
        }
        double sum = 0;
        for (const auto& [id, square_metres] : blocks) sum += square_metres;
        return rows.empty() ? std::nullopt : std::optional{sum};
    }
};

/// Whence and how far a list goes.
struct Directory {
    const Book& book;
    const Labels& labels;
    Language language;
    std::string park;  // of --park

    std::string say(const char* id) const { return labels.text("directory", id, language); }
    ResultCell known(const Cell& cell) const { return cell && !cell->empty() ? *cell : say("unknown"); }
    ResultCell word(const char* group, const Cell& cell) const {
        return cell && !cell->empty() ? ResultCell{labels.text(group, *cell, language)} : say("unknown");
    }
    ResultCell number(const Cell& cell) const {
        const auto parsed = parse_number(cell.value_or(""));
        const double* value = std::get_if<double>(&parsed);
        return value ? ResultCell{*value} : ResultCell{say("unknown")};
    }
};

/// Bounds of a park's own shapes in degrees, in words; empty where it has no shape.
std::string bounds_in_words(const Directory& list, const std::string& park) {
    if (!list.book.has("park")) return {};
    const Features drawn =
        list.book.features({.layer = "park", .columns = {}, .box = {}, .where = "park_id = ?1", .arguments = {park}});
    Box box;
    const GeometryColumn degrees = transformed(drawn.shapes, list.book.crs(), Crs::epsg(cgcs2000));
    for (const Xy point : degrees.points()) box.grow(point);
    if (box.empty()) return {};
    constexpr int decimals = 4;  // 0.0001° is some ten metres
    std::string text = list.say("bounds");
    for (const auto& [mark, value] :
         {std::pair{"{e}", box.max_x}, {"{s}", box.min_y}, {"{w}", box.min_x}, {"{n}", box.max_y}})
        text.replace(text.find(mark), 3, fixed(value, decimals));
    return text;
}

FormTable parks_table(const Directory& list) {
    FormTable form;
    form.table.name = "directory";
    form.table.columns = {{"park_id", Type::text},
                          {"park_name", Type::text},
                          {"level", Type::text},
                          {"kind", Type::text},
                          {"parent_park_id", Type::text},
                          {"region_code", Type::text},
                          {"approved_area_m2", Type::real},
                          {"drawn_area_m2", Type::real},
                          {"four_bounds", Type::text},
                          {"four_bounds_from", Type::text},
                          {"leading_industry", Type::text},
                          {"special_industry", Type::text},
                          {"boundary_version", Type::text},
                          {"approval_doc", Type::text},
                          {"approval_doc_date", Type::text},
                          {"parcel_count", Type::integer},
                          {"outside_m2", Type::real}};
    form.summed = {"approved_area_m2", "drawn_area_m2", "outside_m2"};
    std::map<std::string, ParkRows> read;
    for (auto& row : list.book
                         .query("SELECT park_id, level, kind, parent_park_id, region_code, approved_area_m2, block_id, "
                                "four_bounds, leading_industry, special_industry, boundary_version, approval_doc, "
                                "approval_doc_date FROM park ORDER BY fid")
                         .rows)
        read[row[0].value_or("")].rows.push_back(std::move(row));
    const std::string parks =
        "SELECT k.park_id, k.park_name, k.area_m2, k.parcel_count, (SELECT sum(max(r.area_ellipsoid_m2 - "
        "r.area_in_park_m2, 0)) FROM parcel_result r WHERE r.park_id = k.park_id) FROM park_result k ORDER BY k.fid";
    for (const auto& row : list.book.query(parks).rows) {
        const std::string id = row[0].value_or("");
        if (!list.park.empty() && id != list.park) continue;
        const ParkRows& own = read[id];
        const auto approved = own.area(5, 6);
        const Cell told = own.text(7);
        const std::string drawn = told ? "" : bounds_in_words(list, id);
        form.table.rows.push_back(
            {id, list.known(row[1]), list.word("level", own.text(1)), list.word("park_kind", own.text(2)),
             own.text(3) ? ResultCell{*own.text(3)} : ResultCell{list.say("none")}, list.known(own.text(4)),
             approved ? ResultCell{*approved} : ResultCell{list.say("unknown")}, list.number(row[2]),
             told ? ResultCell{*told} : list.known(drawn.empty() ? Cell{} : Cell{drawn}),
             list.say(told            ? "from_text"
                      : drawn.empty() ? "from_nothing"
                                      : "from_shape"),
             list.known(own.text(8)), list.known(own.text(9)), list.known(own.text(10)), list.known(own.text(11)),
             list.known(own.text(12)),
             row[3] ? ResultCell{static_cast<std::int64_t>(std::stoll(*row[3]))} : ResultCell{list.say("unknown")},
             list.number(row[4])});
    }
    return form;
}

/// Land that no boundary holds: parcels, and approved land that nobody was given.
FormTable land_outside(const Directory& list) {
    FormTable form;
    form.table.name = "land_outside";
    form.table.columns = {{"land_kind", Type::text},
                          {"subject_id", Type::text},
                          {"holder_name", Type::text},
                          {"location", Type::text},
                          {"area_m2", Type::real}};
    form.summed = {"area_m2"};
    for (const auto& row :
         list.book
             .query("SELECT r.parcel_id, p.holder_name, p.location, r.area_m2 FROM parcel_result r LEFT JOIN parcel p "
                    "ON p.parcel_id = r.parcel_id WHERE r.park_id IS NULL ORDER BY r.fid")
             .rows)
        form.table.rows.push_back(
            {list.say("parcel"), row[0].value_or(""), list.known(row[1]), list.known(row[2]), list.number(row[3])});
    for (const auto& row :
         list.book.query("SELECT approval_id, area_m2 FROM unsupplied_land WHERE park_id IS NULL ORDER BY fid").rows)
        form.table.rows.push_back(
            {list.say("unsupplied"), row[0].value_or(""), list.say("none"), list.say("unknown"), list.number(row[1])});
    return form;
}

/// Firms whose land lies in no boundary, and those of whom nobody knows where they are.
FormTable firms_outside(const Directory& list) {
    FormTable form;
    form.table.name = "firms_outside";
    form.table.columns = {{"uscc", Type::text},
                          {"name", Type::text},
                          {"parcel_id", Type::text},
                          {"land_m2", Type::real},
                          {"where_known", Type::text}};
    form.summed = {"land_m2"};
    if (list.book.has("enterprise_land"))
        for (const auto& row :
             list.book
                 .query(
                     "SELECT l.uscc, (SELECT e.name FROM enterprise e WHERE e.uscc = l.uscc), l.parcel_id, l.land_m2 "
                     "FROM enterprise_land l WHERE l.park_id IS NULL ORDER BY l.fid")
                 .rows)
            form.table.rows.push_back(
                {list.known(row[0]), list.known(row[1]), list.known(row[2]), list.number(row[3]), list.say("outside")});
    if (list.book.has("enterprise") && list.book.has("enterprise_land"))
        for (const auto& row : list.book
                                   .query("SELECT uscc, name FROM enterprise WHERE NOT EXISTS (SELECT 1 FROM "
                                          "enterprise_land l WHERE l.uscc = enterprise.uscc) ORDER BY fid")
                                   .rows)
            form.table.rows.push_back(
                {list.known(row[0]), list.known(row[1]), list.say("none"), list.say("unknown"), list.say("nowhere")});
    return form;
}

std::string heading_of(const Directory& list, const std::string& id) {
    for (const char* group : {"directory_column", "field", "column", "ledger_column", "ledger"})
        if (list.labels.has(group, id)) return list.labels.text(group, id, list.language);
    return id;
}

/// A cell as text, land in 亩; absent where it is blank.
Cell text_of(const ResultCell& cell) {
    if (const auto* words = std::get_if<std::string>(&cell)) return *words;
    if (const auto* count = std::get_if<std::int64_t>(&cell)) return std::to_string(*count);
    if (const auto* number = std::get_if<double>(&cell))
        return printed(Quantity{Area::square_metres(*number)}, Form::mu);
    return {};
}

/// The rows as text; of these columns alone, or all.
TextTable text_of(const Directory& list, const FormTable& form, const std::vector<std::string>& wanted = {}) {
    TextTable table;
    table.rows.resize(form.table.rows.size());
    for (std::size_t i = 0; i < form.table.columns.size(); ++i) {
        const auto& [id, type] = form.table.columns[i];
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), id) == wanted.end()) continue;
        const bool land = id.ends_with("_m2");
        table.keys.push_back(id);
        table.headings.push_back(heading_of(list, id) + (land ? list.say("in_mu") : ""));
        table.numeric.push_back(land || type == Type::integer);
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            table.rows[row].push_back(text_of(form.table.rows[row][i]));
    }
    return table;
}

Document document_of(const Directory& list, const std::vector<FormTable>& tables, const LedgerHead& head) {
    Document document{
        .title = list.say("title"), .subtitle = list.say("as_of") + head.as_of + "　" + head.secrecy, .passages = {}};
    document.passages.emplace_back(Paragraph{list.say("note")});
    const std::vector<std::string> halves[] = {{"park_id", "park_name", "level", "approved_area_m2", "drawn_area_m2",
                                                "leading_industry", "boundary_version", "four_bounds"},
                                               {"park_id", "four_bounds_from", "kind", "parent_park_id", "region_code",
                                                "special_industry", "approval_doc", "approval_doc_date", "parcel_count",
                                                "outside_m2"}};
    for (const FormTable& form : tables) {
        document.passages.emplace_back(Heading{2, list.labels.text("directory_table", form.table.name, list.language)});
        if (form.table.rows.empty())
            document.passages.emplace_back(Paragraph{list.say("no_rows")});
        else if (form.table.name == "directory")  // more than an upright page is wide
            for (const auto& columns : halves) document.passages.emplace_back(text_of(list, form, columns));
        else
            document.passages.emplace_back(text_of(list, form));
    }
    document.passages.emplace_back(Paragraph{head.basis});
    return document;
}

/// The list of parks alone: a table holds one kind of row.
std::string csv_of(const Directory& list, const std::vector<FormTable>& tables) {
    TextTable table = text_of(list, tables.front());
    table.keys = table.headings;  // a list for people
    return "\xEF\xBB\xBF" + render(table, Format::csv, "directory");
}

std::string park_of(const Book& book, const std::string& wanted) {
    if (wanted.empty()) return {};
    for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows)
        if (row[0] == wanted || row[1] == wanted) return row[0].value_or("");
    throw Error{Kind::usage, "没有园区 " + wanted + "；mutu list 成果库 parks 列出全部园区"};
}

}  // namespace

int report_directory(const ReportQuery& query, const Common& common, std::ostream& talk) {
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const std::string lower = lower_ascii(query.folder);
    const bool csv = lower.ends_with(".csv"), html = lower.ends_with(".html"), sheet = lower.ends_with(".xlsx");
    if (!csv && !html && !sheet)
        throw Error{Kind::usage, query.folder + "：名录写成 .xlsx、.html 或 .csv，如 -o 名录.xlsx"};
    const auto runs = book.query("SELECT as_of, policy_id, run_id, secrecy FROM run ORDER BY fid DESC LIMIT 1").rows;
    if (runs.empty()) throw Error{Kind::input, query.book + "：成果库中还没有分析"};
    if (!common.overwrite && fs::exists(query.folder))
        throw Error{Kind::usage, query.folder + " 已经有了；要覆盖请加 --overwrite"};
    const Directory list{book, labels, common.language, park_of(book, query.park)};
    std::vector<FormTable> tables{parks_table(list)};
    if (list.park.empty()) tables.push_back(land_outside(list)), tables.push_back(firms_outside(list));
    const LedgerHead head{query.issuer, query.issued, runs[0][0].value_or(""),
                          labels.text("secrecy", runs[0][3].value_or(""), common.language),
                          list.say("basis") + runs[0][1].value_or("") + " · " + runs[0][2].value_or("")};
    if (!common.dry_run) {
        if (const fs::path folder = fs::path{query.folder}.parent_path(); !folder.empty()) make_folder(folder.string());
        if (csv) {
            write_whole(query.folder, csv_of(list, tables));
        } else if (html) {
            write_whole(query.folder, to_html(document_of(list, tables, head)));
        } else {
            write_ledgers(
                query.folder, tables, head, [&](const std::string& id) { return heading_of(list, id); },
                [&](const std::string& table) { return labels.text("directory_table", table, common.language); },
                labels);
        }
    }
    if (common.quiet) return 0;
    talk << query.folder << (common.dry_run ? "：将写 " : "：") << tables[0].table.rows.size() << " 个园区";
    if (tables.size() > 1)
        talk << "；不在任何园区范围内的用地 " << tables[1].table.rows.size() << " 处、企业 "
             << tables[2].table.rows.size() << " 家" << (csv ? "（CSV 只有园区一张表，另两张见 .xlsx 或 .html）" : "");
    talk << "\n";
    return 0;
}

}  // namespace mutu
