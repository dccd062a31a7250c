// Searching by looking through everything, which is quicker than it sounds.
#include "haystack.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cstring>

namespace mutu {
namespace {

constexpr std::int64_t at_once = 20'000;  // parcels read in one query
constexpr const char* columns[] = {"parcel_id",   "bdcdyh",      "supervision_no", "contract_no",
                                   "holder_name", "holder_uscc", "project_name"};

/// The columns that the table has, with this alias before them.
std::vector<std::string> known(const Book& book, const char* table, const std::string& alias) {
    std::vector<std::string> there;
    for (const char* column : columns)
        if (!book.query("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2", {table, column}).rows.empty())
            there.push_back(alias + "." + column);
    return there;
}

/// The known cells of a row as one text, each a line.
std::string lines_of(const std::vector<std::string>& cells) {
    std::string sql = "''";
    for (const std::string& cell : cells) sql += " || coalesce(" + cell + " || char(10), '')";
    return sql;
}

constexpr const char* from_supply =
    " FROM parcel_result r JOIN link l ON l.to_key = r.parcel_id AND l.from_role = 'supply' "
    "AND l.to_role = 'parcel' AND l.state = 'matched' JOIN supply s ON s.supply_id = "
    "l.from_key";
constexpr const char* from_firms = " FROM parcel_result r JOIN enterprise_land e ON e.parcel_id = r.parcel_id JOIN "
                                   "enterprise_result f ON f.uscc = e.uscc";

}  // namespace

Haystack::Haystack(const Book& book, const std::atomic<bool>& stop) {
    std::vector<std::string> questions{"SELECT r.fid, " + lines_of({"r.parcel_id"}) + " FROM parcel_result r"};
    if (const auto cells = known(book, "parcel", "p"); !cells.empty())
        questions.push_back("SELECT r.fid, " + lines_of(cells) +
                            " FROM parcel_result r JOIN parcel p ON p.parcel_id = r.parcel_id");
    if (const auto cells = known(book, "supply", "s"); !cells.empty())
        questions.push_back("SELECT r.fid, " + lines_of(cells) + from_supply);
    if (book.has("enterprise_land"))
        questions.push_back("SELECT r.fid, " + lines_of({"f.name", "f.uscc"}) + from_firms);
    const Rows most = book.query("SELECT max(fid) FROM parcel_result");
    const std::int64_t last = most.rows.empty() ? 0 : std::stoll(most.rows[0][0].value_or("0"));
    for (std::int64_t after = 0; after < last && !stop; after += at_once)
        read(book, questions, after, std::min(last, after + at_once));
    text_.shrink_to_fit();
}

void Haystack::read(const Book& book, const std::vector<std::string>& questions, std::int64_t after,
                    std::int64_t last) {
    std::vector<std::string> records(static_cast<std::size_t>(last - after));
    for (const std::string& question : questions)
        for (const auto& row :
             book.query(question + " WHERE r.fid > CAST(?1 AS INTEGER) AND r.fid <= CAST(?2 AS INTEGER)",
                        {std::to_string(after), std::to_string(last)})
                 .rows) {
            std::string& record = records.at(static_cast<std::size_t>(std::stoll(row[0].value_or("0")) - after - 1));
            const std::string lines = lower_ascii(row[1].value_or(""));
            // A firm of three years says its name three times.
            if (record.find(lines) == std::string::npos) record += lines;
        }
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].empty()) continue;
        fids_.push_back(after + static_cast<std::int64_t>(i) + 1), starts_.push_back(text_.size());
        text_ += records[i];
    }
}

std::vector<std::int64_t> Haystack::find(const std::string& text, std::size_t most) const {
    std::vector<std::int64_t> found;
    const std::string needle = lower_ascii(text);
    if (needle.empty() || needle.find('\n') != std::string::npos) return found;
    for (std::size_t at = 0; found.size() < most && at < text_.size();) {
        const void* hit = memmem(text_.data() + at, text_.size() - at, needle.data(), needle.size());
        if (!hit) break;
        const auto place = static_cast<std::size_t>(static_cast<const char*>(hit) - text_.data());
        const auto next = std::upper_bound(starts_.begin(), starts_.end(), place);
        found.push_back(fids_[static_cast<std::size_t>(next - starts_.begin()) - 1]);
        if (next == starts_.end()) break;
        at = *next;
    }
    return found;
}

LazyHaystack::~LazyHaystack() {
    stop_ = true;
    if (made_.valid()) made_.wait();
}

void LazyHaystack::begin(std::function<std::unique_ptr<Book>()> open) {
    made_ = std::async(std::launch::async, [this, open = std::move(open)]() -> std::unique_ptr<const Haystack> {
                const auto book = open();
                return std::make_unique<const Haystack>(*book, stop_);
            }).share();
}

}  // namespace mutu
