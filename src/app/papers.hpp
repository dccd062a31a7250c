// Papers made from a book. Seen by src/app only.
#pragma once

#include "session.hpp"

#include "mutu/document.hpp"

namespace mutu {

struct Paper {
    std::string name;  // of its files, without extension
    Document document;
};

/// 落款 and 成文日期 as the options say; what they do not say is left for the pen. Error{Kind::usage} where the day is
/// none.
Document::Signed signed_by(const ReportQuery& query);

/// One 再开发方案 for each parcel that the scenario chose, in its order. Error{Kind::usage} where the book has no such
/// scenario.
std::vector<Paper> plan_papers(const Book& book, const ReportQuery& query, const Labels& labels);

/// The city's list of questions answered (answer.hpp).
int report_reply(const ReportQuery& query, const Common& common, std::ostream& talk);

/// The 待核清单 to be filled in (query_sheet.hpp).
int report_queries(const ReportQuery& query, const Common& common, std::ostream& talk);

/// 项目台账: one for each signed project, in the order of the register.
std::vector<Paper> project_papers(const Book& book, const ReportQuery& query, const Labels& labels);

/// An office's form filled (form.hpp), or the ledgers in a layout of our own.
int report_ledger(const ReportQuery& query, const Common& common, std::ostream& talk);

/// 园区名录 as XLSX, HTML or CSV; what the book does not know is 未知.
int report_directory(const ReportQuery& query, const Common& common, std::ostream& talk);

}  // namespace mutu
