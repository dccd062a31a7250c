// What the book knows of one parcel for a case, and whether it was recognised as idle.
#include "manifest.hpp"
#include "session.hpp"

#include "mutu/casework.hpp"

namespace mutu {
namespace {

/// A column of the parcel as it was read; "" where it is blank or no source had it.
std::string read_cell(const Book& book, const std::string& parcel_id, const char* column) {
    if (book.query("SELECT 1 FROM pragma_table_info('parcel') WHERE name = ?1", {column}).rows.empty()) return {};
    const Rows rows = book.query(std::string{"SELECT "} + column + " FROM parcel WHERE parcel_id = ?1 AND " + column +
                                     " IS NOT NULL ORDER BY fid LIMIT 1",
                                 {parcel_id});
    return rows.rows.empty() ? std::string{} : rows.rows.front()[0].value_or("");
}

Recognition imported(const Book& book, const std::string& parcel_id) {
    Recognition made;
    const Rows rows = book.query("SELECT recognition FROM parcel_result WHERE parcel_id = ?1", {parcel_id});
    if (!rows.rows.empty()) made.state = rows.rows.front()[0].value_or("none");
    made.document = read_cell(book, parcel_id, "recognition_no");
    made.date = read_cell(book, parcel_id, "recognition_date");
    return made;
}

}  // namespace

Workflow case_workflow(const Common& common) {
    Workflow workflow = read_workflow(common.data_folder + "/cases/idle.toml");
    workflow.word = [labels = labels_of(common), language = common.language](const std::string& group,
                                                                             const std::string& id) {
        return group == "field" ? field_words(id, labels, language) : labels.text(group, id, language);
    };
    return workflow;
}

Subject case_subject(const Book& book, const std::string& parcel_id, bool must) {
    const Rows rows = book.query("SELECT idle_state, idle_on, (SELECT run_id FROM run ORDER BY fid DESC LIMIT 1) FROM "
                                 "parcel_result WHERE parcel_id = ?1",
                                 {parcel_id});
    Subject subject;
    subject.parcel_id = parcel_id;
    if (rows.rows.empty()) {
        if (must) throw Error{Kind::usage, "成果库里没有宗地 " + parcel_id + "；mutu list 成果库 parcels 列出全部"};
        return subject;
    }
    const auto& row = rows.rows.front();
    subject.idle_state = row[0].value_or(""), subject.idle_on = row[1].value_or(""),
    subject.run_id = row[2].value_or("");
    return subject;
}

std::string case_now() { return case_time(now_utc()); }

std::map<std::string, Recognition> recognitions_in_cases(const Book& book, const Workflow& workflow) {
    std::map<std::string, Recognition> found;
    const std::string step = workflow.recognised_by + ".";
    for (const Case& file : cases_of(workflow, case_edits(book)))
        if (file.recognition != "none")
            found[file.parcel_id] = {file.recognition,
                                     file.field(step + "document"),
                                     file.field(step + "document_date"),
                                     file.field(step + "served_date"),
                                     file.id,
                                     case_day(file.state_since)};
    return found;
}

Recognition recognition_of(const Book& book, const Workflow& workflow, const std::string& parcel_id) {
    const auto cases = recognitions_in_cases(book, workflow);
    const auto found = cases.find(parcel_id);
    return found == cases.end() ? imported(book, parcel_id) : found->second;
}

}  // namespace mutu
