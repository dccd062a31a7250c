// Reading a book back: queries of the program itself.
#include "book.hpp"

#include "book_parts.hpp"
#include "geopackage.hpp"
#include "rows.hpp"

#include <filesystem>
#include <fstream>
#include <span>

namespace mutu {

bool is_sqlite(const std::string& path) {
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    std::string head(magic.size(), ' ');
    std::ifstream file{path, std::ios::binary};
    return file.read(head.data(), static_cast<std::streamsize>(head.size())) && head == magic;
}

namespace {

/// Opened to read. Whether it is a database is asked of SQLite: opening and closing the file oneself would drop the
/// locks that this process has on it. Where a book in write-ahead mode lies in a folder that takes no files and has no
/// log, nobody writes: it is read as it stands.
Database readable(const std::string& path) {
    Database db{path, Database::Mode::read};
    switch (sqlite3_exec(db.raw(), "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr)) {
    case SQLITE_NOTADB: throw Error{Kind::input, path + ": 不是亩图成果库（不是 GeoPackage）；请改用别的文件名"};
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        if (!std::filesystem::exists(path + "-wal")) return Database{path, Database::Mode::still};
        break;
    default: break;
    }
    return db;
}

}  // namespace

Database open_book(const std::string& path) {
    if (!std::filesystem::exists(path))
        throw Error{Kind::input, path + ": 没有这个成果库；请检查路径，或先用 mutu run 生成"};
    Database db = readable(path);
    for (const char* table : {"run", "parcel_result", "verdict", "gpkg_contents"})
        if (!db.has_table(table))
            throw Error{Kind::input, path + ": 不是亩图成果库（缺少表 " + table + "）；请改用别的文件名"};
    refuse_newer(db);
    return db;
}

Book::Book(const std::string& path) : impl_{std::make_unique<Impl>(Impl{open_book(path)})} {
    constexpr int patience = 5000;  // ms: somebody's edit of a case is short
    sqlite3_busy_timeout(impl_->db.raw(), patience);
}
Book::~Book() = default;

Diagnostics Book::findings() const { return findings_of(impl_->db); }
Crs Book::crs() const { return crs_of(impl_->db); }

GeometryColumn Book::shapes(const std::string& layer) const {
    GeometryColumn column;
    Statement rows = impl_->db.prepare("SELECT geom FROM " + mutu::quoted_name(layer) + " ORDER BY fid");
    while (rows.step()) {
        const std::string blob = rows.blob(0);
        add_wkb(column, std::as_bytes(std::span{wkb_of_blob(blob)}));
    }
    return column;
}

void Book::hold_still() const { impl_->db.exec("BEGIN"); }

bool Book::has(const std::string& table) const { return impl_->db.has_table(table); }

Rows Book::query(const std::string& sql, const std::vector<std::string>& arguments) const {
    Statement statement = impl_->db.prepare(sql);
    int index = 1;
    for (const auto& argument : arguments) statement.bind(index++, argument);
    return rows_of(statement);
}

}  // namespace mutu
