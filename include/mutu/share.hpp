// The shared store: books published park by park into PostgreSQL with PostGIS, and read back equal in content.
#pragma once

#include "mutu/exact_copy.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mutu {

/// Who may see the rows of a table: those of its park; whoever sees a park of the run; who sees all parks.
enum class SharedKind : std::uint8_t { park, run, rest };

struct SharedTable {
    BookTable table;
    SharedKind kind = SharedKind::rest;  // park: rows of no park belong to the rest
};

/// The tables of a book as they are published, in the book's order.
struct SharedLayout {
    std::vector<SharedTable> tables;
    std::string crs;  // as PROJ is given it
};

struct SharedRun {
    std::string run_id, policy_id, policy_sha256, as_of, program_version, secrecy;
    SharedLayout layout;
};

/// What is published in one transaction: a park, the run itself, or the rest of its book.
struct SharedPart {
    SharedKind kind = SharedKind::park;
    std::string park_id, park_name;  // of a park
};

/// The rows of a part in one table, spelled as they are sent.
struct SharedRows {
    std::size_t table = 0;  // of the layout
    std::size_t count = 0;
    std::string text;
};
/// `rows` grows by one line. Error{Kind::input} for what PostgreSQL cannot hold, with table, row and column.
void spell_row(std::string& text, const SharedTable& table, const SharedPart& part, const SharedRun& run,
               const ExactRow& row, int srid);
/// SHA-256 over the names, columns and rows of the tables, in their order.
std::string content_of(const SharedRun& run, const std::vector<SharedRows>& rows);
/// The number of a CRS in PostGIS: its EPSG code, or one of its definition.
int srid_of(const Crs& crs);

/// A layer's style as the book keeps it.
struct SharedStyle {
    std::string table, name, qml, description;
    bool is_default = false;
};

/// A part has rows in tables of its own kind; the rest also those rows of no park that lie among the parks'.
inline bool has_rows_in(SharedKind part, SharedKind table) {
    return part == table || (part == SharedKind::rest && table == SharedKind::park);
}

/// What stands in the store of one part.
struct StoredPart {
    SharedPart part;
    std::string run_id, as_of, content_sha256, layout_sha256;
};

struct StoreState;  // of src/share

/// Whether an address can mean nothing but this machine. No where a service file or a list of hosts may say otherwise.
/// Error{Kind::usage} for what is no address.
bool stays_on_this_machine(const std::string& address);

/// A schema of one database. Errors name the server without its password: Error{Kind::input} where it does not answer,
/// breaks off or cannot do it, Error{Kind::refused} where it may not, Error{Kind::usage} for an address it is not.
class SharedStore {
public:
    /// `address`: "PG:host=… dbname=…" or "PG:postgresql://…".
    SharedStore(const std::string& address, const std::string& schema);
    ~SharedStore();
    SharedStore(const SharedStore&) = delete;
    SharedStore& operator=(const SharedStore&) = delete;
    SharedStore(SharedStore&&) = delete;
    SharedStore& operator=(SharedStore&&) = delete;

    /// The server as messages show it.
    const std::string& shown() const;

    /// Makes what the run needs and is not there: extension, schema, tables, columns, rights, styles. A short
    /// transaction of its own.
    void prepare(const SharedRun& run, const std::vector<SharedStyle>& styles, const Labels& labels);
    enum class Outcome : std::uint8_t { written, renamed, same, busy };
    /// Makes the partitions that the rows need, then one transaction: rows that differ are replaced. renamed: the rows
    /// were there, now they are of this run.
    Outcome publish(const SharedPart& part, const SharedRun& run, const std::vector<SharedRows>& rows);
    /// Takes away the rest of runs that this connection replaced and no park refers to any more.
    void tidy(const SharedRun& run);
    /// The role sees this park from now on; "*": all of them.
    void grant(const std::string& role, const std::string& park_id);

    /// All parts that the role sees, in the order of their kind and id. Nothing where the schema was never published
    /// to.
    std::vector<StoredPart> published() const;
    SharedLayout layout(const std::string& layout_sha256) const;
    /// From here on the store is read as it stands now.
    void hold_still() const;
    /// Rows of these parts in a table, by fid: parks lie mixed in a book. The parts are of one run.
    void each_row(const std::vector<StoredPart>& parts, const SharedTable& table,
                  const std::function<void(const ExactRow&)>& body) const;

private:
    std::unique_ptr<StoreState> state_;
};

}  // namespace mutu
