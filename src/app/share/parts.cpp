// Which rows of a book belong to which park.
#include "share/parts.hpp"

#include "mutu/parallel.hpp"
#include "mutu/value.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

/// Texts that verdicts are read with, of no park and no person: who sees a park of the run sees them.
constexpr std::array texts_of_run{"run", "policy_pack", "policy_text", "control_text"};
/// Row i is parcel i of parcel_result.
constexpr std::array rows_of_parcels{"parcel", "parcel_result", "parcel_fact"};

template <std::size_t N>
bool one_of(const std::array<const char*, N>& names, const std::string& name) {
    return std::any_of(names.begin(), names.end(), [&](const char* one) { return name == one; });
}

bool has(const BookTable& table, const std::string& column) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& one) { return one.name == column; });
}

SharedKind kind_of(const BookTable& table) {
    if (one_of(texts_of_run, table.name)) return SharedKind::run;
    for (const char* key : {"park_id", "parcel_id", "subject_id"})
        if (has(table, key)) return SharedKind::park;
    return SharedKind::rest;
}

/// What a run writes; history, cases and scenarios come behind the verdicts and stay in the book.
SharedLayout layout_of(const Book& book, const std::string& path) {
    SharedLayout layout{.tables = {}, .crs = book.crs().definition()};
    for (BookTable& table : tables_of_book(path)) {
        if (table.name == "verdict") break;
        const SharedKind kind = kind_of(table);
        layout.tables.push_back({std::move(table), kind});
    }
    return layout;
}

/// Where things lie that tables speak of.
struct Places {
    std::map<std::string, std::string> names;      // of the parks
    std::map<std::string, std::string> of_parcel;  // by parcel_id
    std::map<std::int64_t, std::string> of_row;    // by fid of parcel_result
    bool known(const std::string& park) const { return names.contains(park); }
};

Places places_of(const Book& book) {
    Places places;
    for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows)
        if (row[0] && !row[0]->empty()) places.names.emplace(*row[0], row[1].value_or(""));
    for (const auto& row : book.query("SELECT fid, parcel_id, park_id FROM parcel_result ORDER BY fid").rows) {
        const std::string park = row[2].value_or("");
        if (!park.empty()) places.names.emplace(park, "");
        if (row[1]) places.of_parcel.emplace(*row[1], park);
        places.of_row.emplace(std::stoll(row[0].value_or("0")), park);
    }
    return places;
}

std::string park_of(const Places& places, const std::optional<std::string>& park,
                    const std::optional<std::string>& parcel, const std::optional<std::string>& subject) {
    if (park && places.known(*park)) return *park;
    for (const auto* id : {&parcel, &subject})
        if (*id)
            if (const auto found = places.of_parcel.find(**id); found != places.of_parcel.end()) return found->second;
    return subject && places.known(*subject) ? *subject : std::string{};
}

RowsByPark rows_by_park(const Book& book, const SharedTable& shared, const Places& places) {
    RowsByPark rows;
    const BookTable& table = shared.table;
    if (table.name == "run") {
        rows[""] = {std::stoll(book.query("SELECT max(fid) FROM run").rows.at(0)[0].value_or("0"))};
        return rows;
    }
    std::string sql = "SELECT fid";
    for (const char* key : {"park_id", "parcel_id", "subject_id"})
        sql += has(table, key) ? std::string{", "} + key : ", NULL";
    const bool by_row = one_of(rows_of_parcels, table.name);
    for (const auto& row : book.query(sql + " FROM main.\"" + table.name + "\" ORDER BY fid").rows) {
        const std::int64_t fid = std::stoll(row[0].value_or("0"));
        const auto found = by_row ? places.of_row.find(fid) : places.of_row.end();
        const std::string park = shared.kind != SharedKind::park ? std::string{}
                                 : found != places.of_row.end()  ? found->second
                                                                 : park_of(places, row[1], row[2], row[3]);
        rows[park].push_back(fid);
    }
    return rows;
}

SharedRun run_of(const Book& book, const std::string& path) {
    const auto found =
        book.query("SELECT run_id, as_of, policy_id, policy_sha256, versions, secrecy FROM run ORDER BY fid "
                   "DESC LIMIT 1")
            .rows;
    if (found.empty()) throw Error{Kind::input, path + "：成果库里没有一次分析；请先用 mutu run 分析"};
    const auto text = [&](std::size_t at) { return found[0][at].value_or(""); };
    SharedRun run;
    run.run_id = text(0), run.as_of = text(1), run.policy_id = text(2), run.policy_sha256 = text(3);
    run.secrecy = text(5);
    const Value versions = parse_json(text(4).empty() ? "{}" : text(4), path + " run.versions");
    if (const Value* own = versions.find("MuTu")) run.program_version = own->text("MuTu");
    run.layout = layout_of(book, path);
    return run;
}

}  // namespace

BookInParts in_parts(const Book& book, const std::string& path) {
    BookInParts whole{.run = run_of(book, path), .parts = {}, .rows = {}};
    const Places places = places_of(book);
    for (const SharedTable& table : whole.run.layout.tables) {
        throw_if_stopped();
        whole.rows.push_back(rows_by_park(book, table, places));
    }
    whole.parts.push_back({SharedKind::run, "", ""});
    whole.parts.push_back({SharedKind::rest, "", ""});
    for (const auto& [id, name] : places.names) whole.parts.push_back({SharedKind::park, id, name});
    return whole;
}

std::vector<SharedRows> rows_of_part(const Book& book, const BookInParts& whole, const SharedPart& part) {
    std::vector<SharedRows> all;
    const int srid = srid_of(Crs::parse(whole.run.layout.crs));
    for (std::size_t at = 0; at < whole.rows.size(); ++at) {
        const SharedTable& table = whole.run.layout.tables[at];
        const bool of_run = table.kind == SharedKind::run;
        if (of_run != (part.kind == SharedKind::run)) continue;
        const auto found = whole.rows[at].find(part.park_id);
        if (found == whole.rows[at].end() || found->second.empty()) continue;
        SharedRows rows{.table = at, .count = 0, .text = {}};
        book.each_exact_row(table.table, found->second, [&](const ExactRow& row) {
            spell_row(rows.text, table, part, whole.run, row, srid);
            ++rows.count;
        });
        throw_if_stopped();
        all.push_back(std::move(rows));
    }
    return all;
}

}  // namespace mutu
