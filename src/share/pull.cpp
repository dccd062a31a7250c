// What the store holds, read back: its parts, the layout of their runs, their rows.
#include "store_parts.hpp"

namespace mutu {

std::vector<StoredPart> SharedStore::published() const {
    std::vector<StoredPart> parts;
    if (!state_->made()) return parts;
    for (const auto& row :
         state_->db.ask("SELECT part, park_id, park_name, run_id, as_of, content_sha256, layout_sha256 "
                        "FROM " +
                        state_->in("published_run") + " ORDER BY part DESC, park_id, run_id")) {
        StoredPart& one = parts.emplace_back();
        one.part.kind = row[0] == "park" ? SharedKind::park : row[0] == "run" ? SharedKind::run : SharedKind::rest;
        one.part.park_id = row[1].value_or(""), one.part.park_name = row[2].value_or("");
        one.run_id = row[3].value_or(""), one.as_of = row[4].value_or("");
        one.content_sha256 = row[5].value_or(""), one.layout_sha256 = row[6].value_or("");
    }
    return parts;
}

SharedLayout SharedStore::layout(const std::string& layout_sha256) const {
    const auto told =
        state_->db.ask("SELECT layout FROM " + state_->in("layout") + " WHERE sha256 = $1", {layout_sha256});
    if (told.empty()) throw Error{Kind::input, shown() + "：表 layout 缺少 " + layout_sha256 + "；请重新发布"};
    return parse_layout(told[0][0].value_or(""), state_->schema + ".layout");
}

void SharedStore::hold_still() const { state_->db.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }

void SharedStore::each_row(const std::vector<StoredPart>& parts, const SharedTable& table,
                           const std::function<void(const ExactRow&)>& body) const {
    const Connection& db = state_->db;
    std::string parks, where;
    for (const StoredPart& one : parts) {
        if (!has_rows_in(one.part.kind, table.kind)) continue;
        if (one.part.kind == SharedKind::park)
            parks += (parks.empty() ? "" : ", ") + db.literal(one.part.park_id);
        else
            where = "mutu_park = '' AND mutu_run = " + db.literal(one.run_id);
    }
    if (!parks.empty()) where += (where.empty() ? "" : " OR ") + ("mutu_run = '' AND mutu_park IN (" + parks + ")");
    if (where.empty()) return;
    RowReader reader{table};
    db.copy_out("COPY (SELECT " + column_list(db, table) + " FROM " + state_->in(table.table.name) + " WHERE " + where +
                    " ORDER BY fid) TO STDOUT",
                [&](std::string_view line) { body(reader.read(line)); });
}

}  // namespace mutu
