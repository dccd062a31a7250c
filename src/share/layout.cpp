// The layout of a published run as text: which tables its book has, with their columns in order.
#include "store_parts.hpp"

#include "mutu/value.hpp"

namespace mutu {
namespace {

const Value& member(const Value& table, const char* name) {
    const Value* found = table.find(name);
    if (!found) table.fail(std::string{"缺少 "} + name);
    return *found;
}

SharedTable table_of(const Value& told) {
    SharedTable table;
    table.table.name = member(told, "name").text("name");
    table.table.title = member(told, "title").text("title");
    table.table.geometry = member(told, "geometry").text("geometry");
    const std::string& kind = member(told, "kind").text("kind");
    table.kind = kind == "park" ? SharedKind::park : kind == "run" ? SharedKind::run : SharedKind::rest;
    for (const Value& column : member(told, "columns").list("columns")) {
        const auto& pair = column.list("columns");
        table.table.columns.push_back({pair.at(0).text("columns"), pair.at(1).text("columns")});
    }
    return table;
}

}  // namespace

std::string layout_text(const SharedLayout& layout) {
    Value tables{Value::List{}};
    for (const SharedTable& table : layout.tables) {
        Value columns{Value::List{}}, told;
        for (const auto& column : table.table.columns) columns.push(Value::List{column.name, column.type});
        told.add("name", table.table.name);
        told.add("title", table.table.title);
        told.add("kind", word_of(table.kind));
        told.add("geometry", table.table.geometry);
        told.add("columns", std::move(columns));
        tables.push(std::move(told));
    }
    Value all;
    all.add("crs", layout.crs);
    all.add("tables", std::move(tables));
    return to_json(all);
}

SharedLayout parse_layout(const std::string& text, const std::string& origin) {
    const Value all = parse_json(text, origin);
    SharedLayout layout{.tables = {}, .crs = member(all, "crs").text("crs")};
    for (const Value& table : member(all, "tables").list("tables")) layout.tables.push_back(table_of(table));
    return layout;
}

}  // namespace mutu
