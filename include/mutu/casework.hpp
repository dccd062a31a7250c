// mutu case and mutu audit: what people do about idle land, kept in the book; and whether those records still hold.
#pragma once

#include "mutu/app.hpp"
#include "mutu/case_store.hpp"
#include "mutu/cases.hpp"

#include <map>
#include <optional>
#include <string>

namespace mutu {

/// The steps of geodata/cases.
Workflow case_workflow(const Common& common);
/// What the latest run of the book says of a parcel; Error{Kind::usage} where it has none of this id and `must`.
Subject case_subject(const Book& book, const std::string& parcel_id, bool must);
/// The wall clock in the form of a case's times; SOURCE_DATE_EPOCH where it is set.
std::string case_now();

/// Whether a parcel was recognised (认定) as idle land, by the cases of the book or, where it has none of the parcel,
/// by what was imported.
struct Recognition {
    std::string state = "none";          // contract.md §5: none investigating recognised rejected disposed
    std::string document, date, served;  // of the recognition; "" unknown
    std::string case_id;                 // "" where it was imported
    std::optional<Date> since;           // the act that led to `state`; absent where it was imported
    /// The paper of the recognition has number and date: only then may the bare word 闲置土地 be used.
    bool recognised() const {
        return (state == "recognised" || state == "disposed") && !document.empty() && !date.empty();
    }
};
Recognition recognition_of(const Book& book, const Workflow& workflow, const std::string& parcel_id);
/// The same for every parcel of which a case says anything, by parcel id: one reading of the edits.
std::map<std::string, Recognition> recognitions_in_cases(const Book& book, const Workflow& workflow);

/// "recognise.served_date" → "认定闲置土地 · 送达日期".
std::string field_words(const std::string& field, const Labels& labels, Language language);
/// A value of a field: states, steps and checks in words, the rest as it stands.
std::string value_words(const std::string& field, const std::string& value, const Labels& labels, Language language);
/// The day until which the state may last; absent where no limit is known.
std::optional<Date> due_on(const Workflow& workflow, const Case& file);
/// "发调查通知：待审核"; "" where nothing is drafted.
std::string pending_words(const Workflow& workflow, const Case& file, const Labels& labels, Language language);
/// "县级自然资源主管部门审核".
std::string signature_words(const Signature& signature, const Labels& labels, Language language);

/// What was typed: an act and its words. `at`: empty: now.
struct CaseQuery {
    std::string book, act;             // list show open step sign return serve note
    std::string subject, step;         // parcel of `open`, else a case; step of `step` and `serve`
    std::string by, duty, office, at;  // who, and when
    CaseFields fields;
    bool unfinished = false;  // list: without those that are closed
};
/// Does it and says what came of it; the hash of the last edit is the last line for people. Error{Kind::refused} where
/// a rule of the steps stands against it.
int run_case(const CaseQuery& query, const Common& common, std::ostream& out);

struct AuditQuery {
    std::string book, head;  // head: a hash that was written down earlier
};
/// Exit 4 where an edit, or a record of a lowered mark, was changed, left out or cut off, or a mark was lowered without
/// a record; each is named. The hash of --head may be of either chain.
int audit_verify(const AuditQuery& query, const Common& common, std::ostream& out);

struct LowerQuery {
    std::string book, to, by, reason, document, at;  // `at`: empty: now
};
/// `mutu audit lower`: the mark of the book's runs, recorded (mark_store.hpp); the hash of the last row is said.
int audit_lower(const LowerQuery& query, const Common& common, std::ostream& out);

}  // namespace mutu
