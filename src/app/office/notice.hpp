// How far the 公示 of a book's latest run has come, and what its rulings changed. Seen by src/app only.
#pragma once

#include "session.hpp"

#include "mutu/notice.hpp"
#include "mutu/notify.hpp"
#include "mutu/plain_sheet.hpp"

namespace mutu {

struct NoticeStep {
    std::string step, on, until, document, sheet, sheet_sha256;  // step: notified, objections, final
    std::int64_t open = 0;                                       // objections without a ruling
};
/// Steps of the latest run in order.
std::vector<NoticeStep> steps_of(const Book& book);
NoticeState state_of(const std::vector<NoticeStep>& steps);

Published published_of(const Book& book, const std::string& path);
/// Error{Kind::input} names the row that cannot be understood.
std::vector<Objection> objections_of(const PlainSheet& sheet, const std::string& shown, const std::string& data_folder);

/// Rows of the tables notice, objection, rank_change, list_change for one step.
std::vector<AddedTable> notice_tables(const std::string& run_id, std::int64_t number, const NoticeStep& step,
                                      const Hearing* hearing);

/// A table of the book beside what the last hearing ruled of its rows (columns ruled_score, ruled_rank, ruled_grade;
/// ruled), as something to select from; the table itself where nothing was ruled on.
std::string with_rulings(const Book& book, const std::string& table);
/// The columns that `with_rulings` adds.
std::vector<std::string> ruled_columns(const Book& book, const std::string& table);

}  // namespace mutu
