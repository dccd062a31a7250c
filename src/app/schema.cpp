// mutu schema: the data dictionary, read off the tables as they are written, in the words of the labels.
#include "session.hpp"

#include "mutu/office.hpp"
#include "mutu/text.hpp"
#include "mutu/year_end.hpp"

#include <ostream>

namespace mutu {
namespace {

using Codes = std::vector<std::pair<std::string, std::string>>;  // code, what people read

struct Words {
    const Labels& labels;
    Language language;

    /// A column is called by the labels of results, else as the field of a role.
    std::string title(const std::string& column) const {
        for (const char* group : {"column", "field"})
            if (labels.has(group, column)) return labels.text(group, column, language);
        return "";
    }
    std::string unit(const std::string& column) const {
        const std::string own = labels.unit("column", column);
        return own.empty() ? labels.unit("field", column) : own;
    }
    /// What was read keeps the words of the office; results have codes.
    Codes codes(const BookTable& table, const std::string& column) const {
        Codes found;
        if (labels.has("role", table.name) || !labels.has("coded", column)) return found;
        const std::string group = labels.text("coded", column);
        for (const std::string& id : labels.ids(group)) found.emplace_back(id, labels.text(group, id, language));
        return found;
    }
};

std::string codes_text(const Codes& codes) {
    std::vector<std::string> parts;
    for (const auto& [code, word] : codes) parts.push_back(code + " " + word);
    return join(parts, "；");
}

TextTable headed() {
    return {.keys = {"table", "column", "type", "unit", "title", "codes"},
            .headings = {"表", "列", "类型", "单位", "名称", "代码"},
            .numeric = std::vector<bool>(6, false),
            .rows = {}};
}

/// One row per column.
void add_rows_of(const BookTable& table, const Words& words, TextTable& out) {
    for (const auto& column : table.columns)
        out.rows.push_back({table.name, column.name, column.type, words.unit(column.name), words.title(column.name),
                            codes_text(words.codes(table, column.name))});
    if (!table.geometry.empty()) out.rows.push_back({table.name, "geom", table.geometry, "", words.title("geom"), ""});
}

/// A heading and a table for each table.
std::string markdown(const std::vector<BookTable>& tables, const Words& words) {
    std::string out;
    for (const BookTable& table : tables) {
        TextTable rows = headed();
        add_rows_of(table, words, rows);
        out += "## " + table.name + (table.title.empty() ? "" : " " + table.title) + "\n\n";
        out += render(rows, Format::md, "schema") + "\n";
    }
    return out;
}

/// Unknown is NULL everywhere, so every member may be null.
Value json_type(const std::string& type) {
    Value types{Value::List{}};
    types.push(type == "REAL" ? "number" : type == "INTEGER" ? "integer" : "string");
    if (type == "BOOLEAN") types = Value{Value::List{Value{"integer"}}};
    types.push("null");
    return types;
}

Value property(const BookTable& table, const BookTable::Column& column, const Words& words) {
    Value one;
    if (const std::string title = words.title(column.name); !title.empty()) one.add("title", title);
    one.add("type", json_type(column.type));
    if (column.type == "DATE") one.add("format", "date");
    if (column.type == "BLOB") one.add("contentEncoding", "base16");
    if (const std::string unit = words.unit(column.name); !unit.empty()) one.add("x-unit", unit);
    const Codes codes = words.codes(table, column.name);
    if (codes.empty()) return one;
    Value meaning;
    std::vector<std::string> alternatives;
    for (const auto& [code, word] : codes) meaning.add(code, word), alternatives.push_back(code);
    const std::string any = "(" + join(alternatives, "|") + ")";
    one.add("pattern", "^" + any + "(;" + any + ")*$");
    one.add("x-codes", std::move(meaning));
    return one;
}

/// A JSON Schema of a row for each table.
Value json_schema(const std::vector<BookTable>& tables, const Words& words) {
    Value definitions{Value::Table{}};
    for (const BookTable& table : tables) {
        Value one, properties{Value::Table{}};
        if (!table.title.empty()) one.add("title", table.title);
        one.add("type", "object");
        if (!table.geometry.empty()) one.add("x-geometry", table.geometry);
        for (const auto& column : table.columns) properties.add(column.name, property(table, column, words));
        one.add("properties", std::move(properties));
        one.add("additionalProperties", false);
        definitions.add(table.name, std::move(one));
    }
    Value schema;
    schema.add("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.add("title", "MuTu");
    schema.add("version", MUTU_VERSION);
    schema.add("$defs", std::move(definitions));
    return schema;
}

/// What a run writes when there is nothing to say.
std::vector<BookTable> written(const Common& common, const Labels& labels) {
    const Rulebook rules = load_rulebook("cn", common.data_folder + "/policy");
    const Holdings none;
    const Assessment nothing;
    const Date day = Date::from_days(0);
    std::vector<ResultTable> office = tables_of(keep_office(none, nothing, rules, labels, day));
    for (ResultTable& table : tables_of(judge_year_end(none, nothing, rules, labels, day, {})))
        office.push_back(std::move(table));
    return tables_of_new_book(office, labels);
}

}  // namespace

int schema(const std::string& book, const Common& common, std::ostream& out) {
    const Labels labels = labels_of(common);
    const auto tables = book.empty() ? written(common, labels) : tables_of_book(book);
    const Words words{labels, common.language};
    const Format format = common.format.value_or(Format::md);
    if (format == Format::md) {
        out << markdown(tables, words);
    } else if (format == Format::json) {
        out << to_pretty_json(json_schema(tables, words)) << "\n";
    } else {
        TextTable rows = headed();
        for (const BookTable& table : tables) add_rows_of(table, words, rows);
        out << render(rows, format, "schema");
    }
    return 0;
}

}  // namespace mutu
