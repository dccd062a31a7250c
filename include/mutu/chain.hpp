// What people did about a parcel as a chain of edits: each row holds the hash of the row before, so that none is
// changed unseen.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// One edit: a field of a case took another value. Edits of one act share `act`.
struct CaseEdit {
    std::int64_t act = 0;
    std::string case_id, parcel_id;
    std::string action;  // open, propose, sign, return, serve, note
    std::string field;   // "state", "draft.step", "recognise.document", "note" …
    std::optional<std::string> old_value, new_value;
    std::string edited_by, duty, office;
    std::string edited_at;  // case_time
};

/// A cell as the database holds it: its storage class ('n', 'i', 'r', 't', 'b') and its bytes.
struct ChainCell {
    char type = 'n';
    std::string bytes;
};
/// Cells of a row of case_edit in column order: fid, then CaseEdit's members, previous_hash, hash.
inline constexpr std::array<std::string_view, 13> case_columns{
    "act",       "case_id", "parcel_id", "case_action", "case_field",    "old_value", "new_value",
    "edited_by", "duty",    "office",    "edited_at",   "previous_hash", "hash"};
using ChainRow = std::vector<ChainCell>;

ChainRow chain_row(std::int64_t fid, const CaseEdit& edit, const std::string& previous_hash);
/// SHA-256 over the cells up to and with `previous_hash`, each with its type and length: no two rows have the same
/// bytes.
std::string chain_hash(const ChainRow& row);
/// What the first row has before it.
std::string chain_beginning();

/// What is wrong with a row, or with the place where one should be.
struct ChainFault {
    std::int64_t fid = 0;
    std::string what;  // changed, missing, unlinked, cut
};
struct ChainReport {
    std::int64_t edits = 0;
    std::string head;  // hash of the last row; chain_beginning() where there is none
    std::vector<ChainFault> faults;
};
/// Rows by fid. With a `head` that was written down earlier, rows cut from the end and a chain made anew are found too;
/// without one nobody can know of them.
ChainReport verify_chain(const std::vector<ChainRow>& rows, const std::string& head = {});

}  // namespace mutu
