// mutu export --redact: a copy of a book for publishing, and the office's report of what it leaves out.
#include "redact_sums.hpp"
#include "session.hpp"

#include "mutu/field_class.hpp"
#include "mutu/handover.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>

namespace mutu {
namespace {

/// What a copy is made from.
struct Copying {
    const Book& book;
    const RedactionPack& pack;
    const Labels& labels;
    const Labels& classes;
    Language language = Language::zh;
    TextTable report;  // kind, layer, column, why, count

    std::string say(const char* id) const { return labels.text("redact", id, language); }
    void tell(const std::string& layer, const std::string& column, const std::string& why, std::size_t count) {
        report.rows.push_back({layer, column, why, std::to_string(count)});
    }
    std::string column_word(const std::string& column) const {
        for (const char* group : {"column", "field"})
            if (labels.has(group, column)) return labels.text(group, column);
        return column;
    }
};

std::vector<std::string> columns_of(const Book& book, const std::string& layer) {
    std::vector<std::string> names;
    for (const auto& row : book.query("SELECT name FROM pragma_table_info(?1)", {layer}).rows)
        names.push_back(row[0].value_or(""));
    return names;
}

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// A pack may leave open columns out, it may not open closed ones.
void check_classes(const Copying& copying) {
    for (const RedactionPack::Layer& layer : copying.pack.layers) {
        std::vector<std::string> columns = layer.columns;
        columns.emplace_back("geom");
        for (const std::string& column : columns)
            if (field_class(copying.classes, layer.name, column) != FieldClass::open)
                throw Error{Kind::input, "脱敏方案 " + copying.pack.id + "：列 " + layer.name + "." + column +
                                             " 不是公开（open）的，不能写入副本；列的级别见 "
                                             "geodata/labels/serve/field_class.toml"};
    }
}

WriteColumn column_of(const Copying& copying, const Rows& rows, std::size_t at) {
    WriteColumn column;
    column.heading = rows.columns[at];
    if (const std::string word = copying.column_word(column.heading); word != column.heading) column.title = word;
    if (rows.types[at] != Rows::Type::text)
        column.type = FieldType::number, column.whole = rows.types[at] == Rows::Type::integer;
    for (const auto& row : rows.rows) column.cells.push_back(row[at]);
    return column;
}

/// Why a column that the book has is not in the copy.
std::string why_left(const Copying& copying, const std::string& layer, const std::string& column) {
    switch (field_class(copying.classes, layer, column)) {
    case FieldClass::open: return copying.say("left_by_pack");
    case FieldClass::tax: return copying.say("money");
    case FieldClass::person: return copying.say("person");
    case FieldClass::internal: return copying.say("internal");
    }
    return {};
}

void tell_left(Copying& copying, const std::string& layer, const std::vector<std::string>& kept) {
    for (const std::string& column : columns_of(copying.book, layer)) {
        if (column == "fid" || column == "geom" || holds(kept, column)) continue;
        const std::string filled = "SELECT count(*) FROM " + sql_quoted(layer, '"') + " WHERE " +
                                   sql_quoted(column, '"') + " IS NOT NULL AND " + sql_quoted(column, '"') + " <> ''";
        const std::string count = copying.book.query(filled).rows[0][0].value_or("0");
        if (count != "0") copying.tell(layer, column, why_left(copying, layer, column), std::stoul(count));
    }
}

/// Names of firms against whose land nothing is held, persons masked.
WriteColumn holders_of(Copying& copying, const Rows& rows, std::size_t id) {
    std::map<std::string, std::optional<std::string>> names;
    std::size_t masked = 0, withheld = 0;
    for (const auto& row : copying.book
                               .query("SELECT t.parcel_id, " + masked_holder_sql(copying.classes, "holder_name") +
                                      ", t.holder_name FROM main.parcel t")
                               .rows) {
        names[row[0].value_or("")] = row[1];
        if (!row[2] || row[2]->empty() || row[1] == row[2]) continue;
        ++(row[1] ? masked : withheld);
    }
    WriteColumn column;
    column.heading = "holder_name", column.title = copying.column_word("holder_name");
    for (const auto& row : rows.rows) column.cells.push_back(names[row[id].value_or("")]);
    if (masked > 0) copying.tell("parcel_result", "holder_name", copying.say("masked"), masked);
    if (withheld > 0) copying.tell("parcel_result", "holder_name", copying.say("held_against"), withheld);
    return column;
}

std::optional<LayerCells> copied(Copying& copying, const RedactionPack::Layer& layer) {
    if (!copying.book.has(layer.name)) {
        copying.tell(layer.name, "", copying.say("not_there"), 0);
        return {};
    }
    const auto there = columns_of(copying.book, layer.name);
    FeatureQuery query{.layer = layer.name, .columns = {}, .box = {}, .where = {}, .arguments = {}};
    for (const std::string& column : layer.columns)
        if (holds(there, column)) query.columns.push_back(column);
    const Features found = copying.book.features(query);
    LayerCells made;
    made.layer = layer.name, made.title = copying.labels.text("layer", layer.name);
    made.crs = copying.book.crs().definition();
    std::optional<std::size_t> id;
    for (std::size_t at = 1; at < found.rows.columns.size(); ++at) {  // after fid
        made.columns.push_back(column_of(copying, found.rows, at));
        if (found.rows.columns[at] == "parcel_id") id = at;
    }
    if (layer.name == "parcel_result" && copying.pack.masked_holders && id)
        made.columns.push_back(holders_of(copying, found.rows, *id));
    made.shapes = found.shapes;
    tell_left(copying, layer.name, query.columns);
    return made;
}

/// One figure of all parks and groups, with the note beside it.
void add_measure(Copying& copying, const FirmSums& sums, std::size_t parks, LayerCells& table) {
    const GuardedTable guarded =
        mutu::guarded(parks, copying.pack.groups.size(), sums.contributions, copying.pack.rule);
    if (!leaks(guarded, sums.contributions, copying.pack.rule).empty())
        throw Error{Kind::bug, "sums of " + sums.measure + " leak"};
    WriteColumn figure, note;
    figure.heading = sums.measure, figure.title = copying.column_word(sums.measure), figure.type = FieldType::number;
    note.heading = sums.measure + "_note", note.title = figure.title + copying.say("note");
    std::map<CellState, std::size_t> counts;
    for (std::size_t i = 0; i < guarded.cells.size(); ++i) {
        const GuardedCell& cell = guarded.cells[i];
        ++counts[cell.state];
        const bool shown = cell.state == CellState::shown, some_unknown = sums.unknown[i] > 0;
        figure.cells.push_back(shown ? std::optional{shortest(cell.sum.wan())} : std::nullopt);
        // The reason stays in the office: it would say something of the largest firm.
        const char* const word = shown                ? some_unknown ? "shown_in_part" : "shown"
                                 : hidden(cell.state) ? "withheld"
                                 : some_unknown       ? "unknown"
                                                      : "no_firm";
        note.cells.emplace_back(copying.say(word));
    }
    for (const auto& [state, count] : counts)
        copying.tell(table.layer, sums.measure, copying.labels.text("redact_cell", name(state), copying.language),
                     count);
    table.columns.push_back(std::move(figure)), table.columns.push_back(std::move(note));
}

LayerCells sums_layer(Copying& copying) {
    const FirmTables tables = firm_tables(copying.book, copying.pack);
    LayerCells made;
    made.layer = "published_sum", made.title = copying.labels.text("layer", made.layer);
    std::vector<WriteColumn> keys(4);
    for (std::size_t i = 0; const char* heading : {"park_id", "park_name", "industry_group", "industry_group_name"})
        keys[i].heading = heading, keys[i].title = copying.column_word(heading), ++i;
    for (std::size_t row = 0; row <= tables.parks.size(); ++row)
        for (std::size_t column = 0; column <= copying.pack.groups.size(); ++column) {
            const bool all_parks = row == tables.parks.size(), all_groups = column == copying.pack.groups.size();
            const std::string id = all_parks ? "" : tables.parks[row].first;
            keys[0].cells.push_back(id.empty() ? std::nullopt : std::optional{id});
            keys[1].cells.emplace_back(all_parks    ? copying.say("all_parks")
                                       : id.empty() ? copying.say("no_park")
                                                    : tables.parks[row].second);
            keys[2].cells.push_back(all_groups ? std::nullopt : std::optional{copying.pack.groups[column].id});
            keys[3].cells.emplace_back(all_groups ? copying.say("all_groups") : copying.pack.groups[column].title);
        }
    made.columns = std::move(keys);
    for (const FirmSums& sums : tables.sums) add_measure(copying, sums, tables.parks.size(), made);
    return made;
}

/// What a reader of the copy must know.
LayerCells notes_layer(const Copying& copying, const Rows& run, const std::string& years) {
    const DisclosureRule& rule = copying.pack.rule;
    std::string limits = copying.say("limits");
    const auto put = [&limits](const char* what, const std::string& text) {
        if (const auto at = limits.find(what); at != std::string::npos)
            limits.replace(at, std::string_view{what}.size(), text);
    };
    put("{0}", std::to_string(rule.least_firms)), put("{1}", std::to_string(rule.largest_percent));
    put("{2}", std::to_string(rule.band_percent));
    LayerCells made;
    made.layer = "redaction", made.title = copying.labels.text("layer", made.layer);
    WriteColumn item, value;
    item.heading = "item", item.title = copying.say("item"), value.heading = "value",
    value.title = copying.say("value");
    const auto add = [&](const char* id, const std::string& text) {
        item.cells.emplace_back(copying.say(id)), value.cells.emplace_back(text);
    };
    add("pack", copying.pack.title + "（" + copying.pack.id + "@" + copying.pack.version + "）");
    add("as_of", run.rows[0][0].value_or("")), add("years", years);
    add("policy", run.rows[0][1].value_or(""));
    add("limits_item", limits);
    add("names", copying.say(copying.pack.masked_holders ? "names_masked" : "names_none"));
    add("unknown_item", copying.say("unknown_note"));
    made.columns = {std::move(item), std::move(value)};
    return made;
}

void refuse_parts(const ExportQuery& query) {
    if (!query.layer.empty() || !query.park.empty() || !query.where.empty() || !query.fields.empty() ||
        !query.profile.empty() || !query.crs.empty() || !query.encoding.empty() || !query.rings.empty())
        throw Error{Kind::usage, "脱敏副本只能是整个成果库的：--redact 不与图层、--park、--where、--fields "
                                 "等合用（几份不同范围的副本相减，就能还原被隐去的数）"};
}

}  // namespace

int export_redacted(const ExportQuery& query, const Common& common, std::ostream& out, std::ostream& talk) {
    refuse_parts(query);
    const RedactionPack pack = read_redaction_pack(query.redact, common.data_folder + "/redact");
    const Labels labels = labels_of(common), classes = Labels::load(common.data_folder + "/labels/serve");
    const ExportRules rules =
        ExportRules::load(common.data_folder + "/export", ColumnAliases::load(common.data_folder + "/columns"));
    const std::string& driver = export_format(rules, query.path).driver;
    if (driver != "GPKG" && driver != "OpenFileGDB" && driver != "XLSX")
        throw Error{Kind::usage, query.path + "：脱敏副本有几个图层，请写成 .gpkg、.gdb 或 .xlsx"};
    const Book book{query.book};
    std::error_code ignored;
    if (std::filesystem::equivalent(query.path, query.book, ignored))
        throw Error{Kind::usage, "输出文件就是成果库本身：" + query.path};
    const Rows run = book.query("SELECT as_of, policy_id, secrecy FROM run ORDER BY fid DESC LIMIT 1");
    if (run.rows.empty()) throw Error{Kind::input, query.book + "：成果库中还没有分析"};
    if (run.rows[0][2] == "secret") throw Error{Kind::usage, query.book + "：资料密级为涉密，不能出公开副本"};
    Copying copying{book, pack, labels, classes, common.language, {}};
    copying.report.keys = {"layer", "column", "why", "count"};
    for (const std::string& key : copying.report.keys)
        copying.report.headings.push_back(labels.text("redact_report", key, common.language));
    copying.report.numeric = {false, false, false, true};
    check_classes(copying);
    std::vector<LayerCells> layers;
    for (const RedactionPack::Layer& layer : pack.layers)
        if (auto made = copied(copying, layer)) layers.push_back(*std::move(made));
    layers.push_back(sums_layer(copying));
    const auto years = book.query("SELECT min(data_year), max(data_year) FROM parcel_result").rows.at(0);
    const std::string from = years[0].value_or(copying.say("unknown")), to = years[1].value_or(from);
    layers.push_back(notes_layer(copying, run, from == to ? from : from + "–" + to));
    if (!common.dry_run) export_cells(query.path, rules, layers, run.rows[0][0].value_or(""), common.overwrite);
    out << render(copying.report, format_or_table(common), "redaction");
    if (!common.quiet)
        talk << (common.dry_run ? "将写出 " : "已写出 ") << query.path << "：" << pack.title << "（" << pack.id << "@"
             << pack.version << "）；上表是隐去的内容，供本单位留存，请勿随副本公布\n"
             << copying.say("approval") << "\n";
    return 0;
}

}  // namespace mutu
