// Rows into hashes, and a chain held to them.
#include "mutu/chain.hpp"

#include "mutu/hash.hpp"

#include <algorithm>
#include <cstdlib>

namespace mutu {
namespace {

constexpr std::size_t unhashed = 1;  // the hash itself

ChainCell text_cell(const std::string& text) { return {'t', text}; }
ChainCell text_cell(const std::optional<std::string>& text) { return text ? text_cell(*text) : ChainCell{}; }
ChainCell whole_cell(std::int64_t number) { return {'i', std::to_string(number)}; }

/// Bytes of a text cell; "" where something else was put in its place.
std::string text_of(const ChainRow& row, std::size_t column) {
    return column < row.size() && row[column].type == 't' ? row[column].bytes : std::string{};
}
std::int64_t fid_of(const ChainRow& row) {
    return row.empty() ? 0 : std::strtoll(row.front().bytes.c_str(), nullptr, 10);
}

}  // namespace

std::string chain_beginning() {
    constexpr std::size_t digits = 64;
    std::string zeros;
    zeros.assign(digits, '0');
    return zeros;
}

ChainRow chain_row(std::int64_t fid, const CaseEdit& edit, const std::string& previous_hash) {
    ChainRow row{whole_cell(fid),           whole_cell(edit.act),
                 text_cell(edit.case_id),   text_cell(edit.parcel_id),
                 text_cell(edit.action),    text_cell(edit.field),
                 text_cell(edit.old_value), text_cell(edit.new_value),
                 text_cell(edit.edited_by), text_cell(edit.duty),
                 text_cell(edit.office),    text_cell(edit.edited_at),
                 text_cell(previous_hash),  ChainCell{}};
    row.back() = text_cell(chain_hash(row));
    return row;
}

std::string chain_hash(const ChainRow& row) {
    std::string bytes = "mutu case edit 1\n";
    for (std::size_t i = 0; i + unhashed < row.size(); ++i)
        bytes += row[i].type + std::to_string(row[i].bytes.size()) + ":" + row[i].bytes + "\n";
    return sha256(bytes);
}

ChainReport verify_chain(const std::vector<ChainRow>& rows, const std::string& head) {
    ChainReport report{static_cast<std::int64_t>(rows.size()), chain_beginning(), {}};
    const std::size_t columns = case_columns.size() + 1;
    bool met = head.empty() || head == report.head, sound = true;
    std::int64_t expected = 1;
    for (const ChainRow& row : rows) {
        const std::int64_t fid = fid_of(row);
        // One word for a gap of any width.
        if (expected < fid) report.faults.push_back({expected, "missing"}), sound = false, expected = fid;
        const std::string hash = text_of(row, columns - 1);
        const bool own = row.size() == columns && fid == expected && chain_hash(row) == hash;
        if (!own) report.faults.push_back({fid, "changed"});
        // A break behind a row that is amiss by itself is that row's fault.
        else if (sound && text_of(row, columns - 2) != report.head)
            report.faults.push_back({fid, "unlinked"});
        sound = own, expected = std::max(expected, fid) + 1;
        report.head = hash;
        met = met || (own && hash == head);
    }
    if (!met) report.faults.push_back({expected, "cut"});
    return report;
}

}  // namespace mutu
