// One part of a book into the store: told apart by its content, replaced in one transaction.
#include "store_parts.hpp"

#include "mutu/hash.hpp"

namespace mutu {
namespace {

/// Where the rows of a part in a table lie; empty where there is no such partition.
std::string place_of(const StoreState& store, const SharedTable& table, const SharedPart& part) {
    if (!is_partitioned(table)) return store.in(table.table.name);
    const std::string name = partition_name(table.table.name, part.park_id);
    return store.partitions.contains(name) ? store.in_parts(name) : std::string{};
}

void remove(const StoreState& store, const SharedPart& part, const std::string& run_id,
            const std::string& layout_sha256) {
    const auto told = store.db.ask("SELECT layout FROM " + store.in("layout") + " WHERE sha256 = $1", {layout_sha256});
    const SharedLayout layout = parse_layout(told.at(0)[0].value_or(""), store.schema + ".layout");
    for (const SharedTable& table : layout.tables) {
        if (!has_rows_in(part.kind, table.kind)) continue;
        if (const std::string place = place_of(store, table, part); !place.empty())
            store.db.ask("DELETE FROM " + place + " WHERE mutu_park = $1 AND mutu_run = $2",
                         {part.park_id, part.kind == SharedKind::park ? "" : run_id});
    }
}

void note(const StoreState& store, const SharedPart& part, const SharedRun& run, const std::string& content,
          std::size_t rows) {
    store.db.ask("INSERT INTO " + store.in("published_run") +
                     " AS p (key, part, park_id, park_name, run_id, as_of, policy_id, policy_sha256, program_version, "
                     "schema_version, secrecy, row_count, content_sha256, layout_sha256) VALUES ($1, $2, $3, $4, $5, "
                     "$6::date, $7, $8, $9, $10::integer, $11, $12::bigint, $13, $14) ON CONFLICT (key) DO UPDATE SET "
                     "park_name = excluded.park_name, run_id = excluded.run_id, as_of = excluded.as_of, "
                     "policy_id = excluded.policy_id, policy_sha256 = excluded.policy_sha256, "
                     "program_version = excluded.program_version, schema_version = excluded.schema_version, "
                     "secrecy = excluded.secrecy, row_count = excluded.row_count, "
                     "content_sha256 = excluded.content_sha256, layout_sha256 = excluded.layout_sha256, "
                     "published_at = now(), published_by = session_user",
                 {part_key(part, run.run_id), word_of(part.kind), part.park_id, part.park_name, run.run_id, run.as_of,
                  run.policy_id, run.policy_sha256, run.program_version, std::to_string(store_version), run.secrecy,
                  std::to_string(rows), content, sha256(layout_text(run.layout))});
}

void send(const StoreState& store, const SharedPart& part, const SharedRun& run, const std::vector<SharedRows>& rows) {
    for (const SharedRows& one : rows) {
        if (one.count == 0) continue;
        const SharedTable& table = run.layout.tables[one.table];
        store.db.copy_in("COPY " + place_of(store, table, part) + " (" + column_list(store.db, table) + ") FROM STDIN",
                         one.text);
    }
}

/// A park is tried for and not waited for. What two publishers of parks of one run both bring is short: the second
/// waits and then finds it there.
bool locked(const StoreState& store, const SharedPart& part, const std::string& key) {
    const std::string number = lock_number(store.schema, key);
    if (part.kind == SharedKind::park) return store.db.yes("SELECT pg_try_advisory_xact_lock($1::bigint)", {number});
    store.db.ask("SELECT pg_advisory_xact_lock($1::bigint)", {number});
    return true;
}

}  // namespace

SharedStore::Outcome SharedStore::publish(const SharedPart& part, const SharedRun& run,
                                          const std::vector<SharedRows>& rows) {
    const StoreState& store = *state_;
    const std::string key = part_key(part, run.run_id), content = content_of(run, rows);
    make_partitions(*state_, part, run, rows);
    StoreTransaction transaction{store.db};
    if (!locked(store, part, key)) return Outcome::busy;
    const auto there = store.db.ask(
        "SELECT run_id, content_sha256, layout_sha256 FROM " + store.in("published_run") + " WHERE key = $1", {key});
    const bool equal = !there.empty() && there[0][1] == content;
    if (equal && there[0][0] == run.run_id) return Outcome::same;
    if (!there.empty() && there[0][0] != run.run_id) state_->replaced.insert(there[0][0].value_or(""));
    if (!equal) {
        if (!there.empty()) remove(store, part, run.run_id, there[0][2].value_or(""));
        send(store, part, run, rows);
    }
    std::size_t count = 0;
    for (const SharedRows& one : rows) count += one.count;
    note(store, part, run, content, count);
    transaction.commit();
    return equal ? Outcome::renamed : Outcome::written;
}

void SharedStore::tidy(const SharedRun& run) {
    const StoreState& store = *state_;
    for (const std::string& old : store.replaced) {
        if (old == run.run_id) continue;
        StoreTransaction transaction{store.db};
        if (!store.db.yes("SELECT pg_try_advisory_xact_lock($1::bigint)", {lock_number(store.schema, "tidy:" + old)}))
            continue;
        if (store.db.yes("SELECT EXISTS (SELECT 1 FROM " + store.in("published_run") +
                             " WHERE part = 'park' AND run_id = $1)",
                         {old}))
            continue;
        for (const SharedKind kind : {SharedKind::run, SharedKind::rest}) {
            const SharedPart part{.kind = kind, .park_id = {}, .park_name = {}};
            for (const auto& row :
                 store.db.ask("DELETE FROM " + store.in("published_run") + " WHERE key = $1 RETURNING layout_sha256",
                              {part_key(part, old)}))
                remove(store, part, old, row[0].value_or(""));
        }
        transaction.commit();
    }
}

}  // namespace mutu
