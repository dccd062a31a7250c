// Two tables and an index; rows counted from the south, as the specification has it.
#include "mutu/mbtiles.hpp"

#include "book.hpp"
#include "sqlite.hpp"

namespace mutu {

void write_mbtiles(const std::string& path, const std::vector<std::pair<std::string, std::string>>& metadata,
                   const std::vector<KeptTile>& tiles) {
    const Database db{path, Database::Mode::create};
    db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = 0x4d504258");
    Transaction all{db};
    db.exec("CREATE TABLE metadata (name TEXT, value TEXT); CREATE TABLE tiles (zoom_level INTEGER, tile_column "
            "INTEGER, tile_row INTEGER, tile_data BLOB)");
    Statement note = db.prepare("INSERT INTO metadata VALUES (?1, ?2)");
    for (const auto& [name, value] : metadata) {
        note.bind(1, std::string_view{name});
        note.bind(2, std::string_view{value});
        note.run();
    }
    Statement put = db.prepare("INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)");
    for (const KeptTile& tile : tiles) {
        put.bind(1, static_cast<std::int64_t>(tile.z));
        put.bind(2, static_cast<std::int64_t>(tile.x));
        put.bind(3, (std::int64_t{1} << tile.z) - 1 - static_cast<std::int64_t>(tile.y));
        put.bind_blob(4, tile.bytes);
        put.run();
    }
    db.exec("CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)");
    all.commit();
}

std::map<std::string, std::string> mbtiles_metadata(const std::string& path) {
    if (!is_sqlite(path)) throw Error{Kind::input, path + "：不是 MBTiles 文件"};
    const Database db{path, Database::Mode::read};
    if (!db.has_table("metadata") || !db.has_table("tiles"))
        throw Error{Kind::input, path + "：不是 MBTiles 文件（缺少表 metadata 或 tiles）"};
    std::map<std::string, std::string> all;
    Statement rows = db.prepare("SELECT name, value FROM metadata");
    while (rows.step()) all[rows.text(0)] = rows.text(1);
    return all;
}

std::string mbtiles_tile(const std::string& path, int z, std::uint32_t x, std::uint32_t y) {
    const Database db{path, Database::Mode::read};
    Statement row =
        db.prepare("SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3");
    row.bind(1, std::int64_t{z}), row.bind(2, std::int64_t{x});
    row.bind(3, (std::int64_t{1} << z) - 1 - std::int64_t{y});
    return row.step() ? row.blob(0) : std::string{};
}

}  // namespace mutu
