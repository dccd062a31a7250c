// Which version of tables a book is written in: newer ones are refused, older ones kept beside the one that replaces
// them.
#include "book.hpp"

#include "mutu/store.hpp"

#include <filesystem>

namespace mutu {
namespace {

namespace fs = std::filesystem;

/// Of the latest run; books from before it was written down are of the first.
std::int64_t schema_of(const Database& db) {
    if (db.integer("SELECT count(*) FROM pragma_table_info('run') WHERE name = 'book_schema'") == 0) return 1;
    return db.integer("SELECT book_schema FROM run ORDER BY fid DESC LIMIT 1", 1);
}

}  // namespace

void refuse_newer(const Database& db) {
    const std::int64_t schema = schema_of(db);
    if (schema > book_schema)
        throw Error{Kind::refused, db.path() + "：成果库的版式 " + std::to_string(schema) + " 比本程序认识的 " +
                                       std::to_string(book_schema) + " 新；请升级 mutu 后再打开（文件未动）"};
}

bool is_older(const Database& db) { return schema_of(db) < book_schema; }

std::string keep_older(const std::string& path) {
    const fs::path old{path};
    fs::path kept = old.parent_path() / (old.stem().string() + ".旧版式" + old.extension().string());
    for (int n = 2; fs::exists(kept); ++n)
        kept = old.parent_path() / (old.stem().string() + ".旧版式" + std::to_string(n) + old.extension().string());
    std::error_code no_links;  // of the folder's file system: then the bytes are copied
    fs::create_hard_link(old, kept, no_links);
    std::error_code fault;
    if (no_links && !fs::copy_file(old, kept, fault))
        throw Error{Kind::input, kept.string() + "：旧版式的成果库无法留存（" + fault.message() + "）；原文件未动"};
    return kept.string();
}

}  // namespace mutu
