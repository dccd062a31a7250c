// Layer styles where QGIS looks for them in a database: its own table layer_styles.
#include "store_parts.hpp"

namespace mutu {
namespace {

// As QGIS itself makes it.
constexpr const char* qgis_table =
    "CREATE TABLE public.layer_styles (id SERIAL PRIMARY KEY, f_table_catalog varchar, f_table_schema varchar, "
    "f_table_name varchar, f_geometry_column varchar, styleName text, styleQML xml, styleSLD xml, useAsDefault "
    "boolean, "
    "description text, owner varchar(63), ui xml, update_time timestamp DEFAULT CURRENT_TIMESTAMP, type varchar)";

constexpr const char* this_style =
    " f_table_catalog = current_database() AND f_table_schema = $1 AND f_table_name = $2 "
    "AND f_geometry_column = 'geom' AND styleName = $3";

void put_style(const StoreState& store, const SharedStyle& style) {
    const std::vector<std::string> which{store.schema, style.table, style.name};
    const auto there = store.db.ask(
        std::string{"SELECT xmlserialize(document styleQML AS text) FROM public.layer_styles WHERE"} + this_style,
        which);
    if (there.size() == 1 && there[0][0] == style.qml) return;
    store.db.ask(std::string{"DELETE FROM public.layer_styles WHERE"} + this_style, which);
    store.db.ask(
        "INSERT INTO public.layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
        "styleName, styleQML, useAsDefault, description, owner) VALUES (current_database(), $1, $2, 'geom', $3, "
        "XMLPARSE(DOCUMENT $4), $5::boolean, $6, current_user)",
        {store.schema, style.table, style.name, style.qml, style.is_default ? "true" : "false", style.description});
}

}  // namespace

void make_styles(const StoreState& store, const std::vector<SharedStyle>& styles) {
    if (styles.empty()) return;
    if (relation(store, "public", "layer_styles").empty()) {
        store.db.run(qgis_table);
        store.db.run("GRANT SELECT ON public.layer_styles TO PUBLIC");
    }
    for (const SharedStyle& style : styles) put_style(store, style);
}

}  // namespace mutu
