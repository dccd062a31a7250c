// mutu notice: 公示 of a book's places and lists, step by step.
#pragma once

#include "mutu/app.hpp"
#include "mutu/store.hpp"

namespace mutu {

struct NoticeQuery {
    std::string book;
    std::string notified, until;  // day it was made public, last day for objections
    std::string objections;       // sheet, XLSX or CSV; each call takes the whole sheet anew
    std::string settled;          // day it was made final
    std::string document;         // of the step
};
/// Without a step: where the notice stands. One step a call, kept in the book with the run it belongs to.
/// Error{Kind::usage} for a step out of turn, Error{Kind::refused} where objections are still open or the time for
/// them has not run out.
int notice(const NoticeQuery& query, const Common& common, std::ostream& out);
/// "征求意见稿（未公示）", "征求意见（公示中），至 2026-12-07", "" once it is final, or where the book has nothing that
/// is made public. The one place where places and lists get their mark.
std::string notice_mark(const Book& book, const Labels& labels, Language language);

/// uscc, park_id, year and the grade as it stands after the last hearing, as something to select from.
std::string graded_firms(const Book& book);

}  // namespace mutu
