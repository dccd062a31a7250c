// Rows of a book exactly as they are stored, and a book made of such rows: for copies that are equal in content.
#pragma once

#include "mutu/crs.hpp"
#include "mutu/labels.hpp"
#include "mutu/store.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// A cell by the class in which SQLite keeps it. Bytes live until the next row.
struct ExactCell {
    enum class Kind : std::uint8_t { none, integer, real, text, bytes };
    Kind kind = Kind::none;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view bytes = {};
};

struct ExactRow {
    std::int64_t fid = 0;
    std::vector<ExactCell> cells;         // in the order of the table's columns
    std::optional<std::string_view> wkb;  // absent: nothing is drawn
};

/// A new book beside its path, written table by table and published in one step. Promise: gone unless published.
class ExactCopy {
public:
    /// Locks `path`. `stamp` is the only time in the file that no row brings.
    ExactCopy(const std::string& path, const Crs& crs, const std::string& stamp);
    ~ExactCopy();
    ExactCopy(const ExactCopy&) = delete;
    ExactCopy& operator=(const ExactCopy&) = delete;
    ExactCopy(ExactCopy&&) = delete;
    ExactCopy& operator=(ExactCopy&&) = delete;

    void begin(const BookTable& table);
    /// Fids rise within a table.
    void add(const ExactRow& row);
    void end();
    /// Indexes, the view `verdict` where its tables are there, styles. No row comes afterwards.
    void complete(const Labels& labels, const std::string& style_folder);
    /// Where the file lies before it is published, to be read back.
    const std::string& written() const;
    void publish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mutu
