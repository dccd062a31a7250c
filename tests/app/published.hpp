// A demo book with figures and names planted that occur nowhere else, and raw changes to books.
#pragma once

#include "app/program.hpp"
#include "support/root.hpp"

namespace mutu::test {

/// SQL on a book behind the program's back; triggers, which need SpatiaLite, stay silent.
inline void change(const std::string& book, const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(book.c_str(), &db), SQLITE_OK);
    ASSERT_EQ(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr), SQLITE_OK);
    char* fault = nullptr;
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &fault), SQLITE_OK) << (fault ? fault : "");
    sqlite3_free(fault);
    sqlite3_close(db);
}

/// Made once for all cases of a program; each works on a copy.
inline const std::string& demo_book() {
    static const TempFolder folder;
    static const std::string made = [] {
        EXPECT_EQ(run({"demo", folder / "d"}).code, 0);
        EXPECT_EQ(run({"run", folder / "d/PROJECT.toml", "--quiet"}).code, 0);
        return folder / "d/book.gpkg";
    }();
    return made;
}

inline std::string book_in(const TempFolder& folder) {
    const std::string book = folder / "book.gpkg";
    fs::copy_file(demo_book(), book, fs::copy_options::overwrite_existing);
    return book;
}

/// geodata with one file changed.
inline std::string data_with(const TempFolder& folder, const std::string& file, const std::string& from,
                             const std::string& to) {
    const std::string data = folder / "geodata";
    fs::copy(root() + "/geodata", data, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    std::string text = read_file(data + "/" + file);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    write(data + "/" + file, text);
    return data;
}

}  // namespace mutu::test
