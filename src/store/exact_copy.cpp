// Copies equal in content: rows read by their fid, and written under the same.
#include "mutu/exact_copy.hpp"

#include "book_parts.hpp"
#include "place.hpp"
#include "tables.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace mutu {
namespace {

ExactCell cell_of(const Statement& row, int column) {
    ExactCell cell;
    switch (row.type(column)) {
    case SQLITE_NULL: return cell;
    case SQLITE_INTEGER: cell.kind = ExactCell::Kind::integer, cell.integer = row.integer(column); return cell;
    case SQLITE_FLOAT: cell.kind = ExactCell::Kind::real, cell.real = row.real(column); return cell;
    case SQLITE_TEXT: cell.kind = ExactCell::Kind::text; break;
    default: cell.kind = ExactCell::Kind::bytes; break;
    }
    cell.bytes = row.view(column);
    return cell;
}

std::string select_of(const BookTable& table) {
    std::string names = "fid";
    for (const auto& column : table.columns) names += ", " + quoted_name(column.name);
    if (!table.geometry.empty()) names += ", geom";
    return "SELECT " + names + " FROM main." + quoted_name(table.name) + " WHERE fid = ?1";
}

TableSpec spec_of(const BookTable& table) {
    static constexpr std::array known{sql::text, sql::real, sql::integer, sql::date, sql::boolean, sql::blob};
    TableSpec spec{table.name, table.title, {}, Shape::none};
    if (!table.geometry.empty()) spec.shape = table.geometry == "POINT" ? Shape::point : Shape::multipolygon;
    for (const auto& column : table.columns) {
        const auto found = std::find(known.begin(), known.end(), std::string_view{column.type});
        spec.columns.push_back({column.name, found == known.end() ? sql::text : *found});
    }
    return spec;
}

void put(TableWriter& writer, const ExactCell& cell) {
    switch (cell.kind) {
    case ExactCell::Kind::none: writer.put_null(); return;
    case ExactCell::Kind::integer: writer.put(cell.integer); return;
    case ExactCell::Kind::real: writer.put(cell.real); return;
    case ExactCell::Kind::text: writer.put(cell.bytes); return;
    case ExactCell::Kind::bytes: writer.put_bytes(cell.bytes); return;
    }
}

}  // namespace

void Book::each_exact_row(const BookTable& table, std::span<const std::int64_t> fids,
                          const std::function<void(const ExactRow&)>& body) const {
    Statement rows = impl_->db.prepare(select_of(table));
    const auto columns = static_cast<int>(table.columns.size());
    ExactRow row;
    for (const std::int64_t fid : fids) {
        rows.bind(1, fid);
        if (rows.step()) {
            row.fid = fid, row.cells.clear(), row.wkb.reset();
            for (int column = 1; column <= columns; ++column) row.cells.push_back(cell_of(rows, column));
            if (!table.geometry.empty() && rows.type(columns + 1) != SQLITE_NULL)
                row.wkb = wkb_of_blob(rows.view(columns + 1));
            body(row);
        }
        rows.reset();
    }
}

struct ExactCopy::Impl {
    std::string target;
    FileLock lock;
    TemporaryFile file;
    std::optional<Database> db;
    std::optional<Transaction> transaction;
    std::optional<GeoPackage> package;
    std::optional<TableWriter> writer;
    std::vector<TableSpec> tables;

    Impl(const std::string& path, const Crs& crs, const std::string& stamp)
        : target{real_target(path)}, lock{target + ".lock"}, file{target} {
        db.emplace(file.path(), Database::Mode::create);
        db->exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000");
        transaction.emplace(*db);
        package.emplace(*db, crs, stamp);
    }
};

ExactCopy::ExactCopy(const std::string& path, const Crs& crs, const std::string& stamp)
    : impl_{std::make_unique<Impl>(path, crs, stamp)} {}
ExactCopy::~ExactCopy() = default;

const std::string& ExactCopy::written() const { return impl_->file.path(); }

void ExactCopy::begin(const BookTable& table) {
    impl_->tables.push_back(spec_of(table));
    impl_->writer.emplace(*impl_->package, impl_->tables.back());
}

void ExactCopy::add(const ExactRow& row) {
    TableWriter& writer = *impl_->writer;
    writer.next_is(row.fid);
    for (const ExactCell& cell : row.cells) put(writer, cell);
    GeometryColumn shape;
    switch (writer.spec().shape) {
    case Shape::none: writer.end_row(); break;
    case Shape::point: writer.end_row(row.wkb ? spot_of_wkb(*row.wkb) : std::optional<Spot>{}); break;
    case Shape::multipolygon:
        if (row.wkb) add_wkb(shape, std::as_bytes(std::span{*row.wkb}));
        writer.end_row(shape, 0);
        break;
    }
}

void ExactCopy::end() {
    impl_->writer->finish();
    impl_->writer.reset();
}

void ExactCopy::complete(const Labels& labels, const std::string& style_folder) {
    const Database& db = *impl_->db;
    create_indexes(*impl_->package);
    if (!db.has_table("verdict") && db.has_table("parcel_fact") && db.has_table("policy_text") &&
        db.has_table("other_verdict"))
        create_verdicts(*impl_->package, labels);
    write_styles(*impl_->package, impl_->tables, style_folder, labels, false);
    impl_->transaction->commit();
    impl_->transaction.reset();
    impl_->package.reset();
    impl_->db.reset();
}

void ExactCopy::publish() { impl_->file.publish(); }

}  // namespace mutu
