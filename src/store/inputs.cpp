// Raw inputs of parcels from a book, row by row.
#include "book_parts.hpp"

#include <sqlite3.h>

namespace mutu {

// Rows are numbered from 1 without a gap; the last number is found without reading them all.
std::int64_t Book::parcels() const { return impl_->db.integer("SELECT coalesce(max(fid), 0) FROM parcel_fact"); }

std::optional<std::int64_t> Book::parcel_row(const std::string& parcel_id) const {
    Statement find = impl_->db.prepare("SELECT fid FROM parcel_result WHERE parcel_id = ?1");
    find.bind(1, parcel_id);
    return find.step() ? std::optional{find.integer(0)} : std::nullopt;
}

void Book::each_parcel(std::int64_t first, std::int64_t last,
                       const std::function<void(std::string_view, std::string_view)>& body) const {
    Statement rows =
        impl_->db.prepare("SELECT parcel_id, inputs FROM parcel_fact WHERE fid BETWEEN ?1 AND ?2 ORDER BY fid");
    rows.bind(1, first);
    rows.bind(2, last);
    while (rows.step()) body(rows.view(0), rows.view(1));
}

}  // namespace mutu
