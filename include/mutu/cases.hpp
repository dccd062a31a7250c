// Cases of idle land: which steps there are, who may take one, and what the edits of a case make of it.
#pragma once

#include "mutu/chain.hpp"
#include "mutu/date.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// A signature that a step needs: a duty, and the offices whose it may be.
struct Signature {
    std::string duty;
    std::vector<std::string> offices;
};
struct CaseStep {
    std::string id;
    std::vector<std::string> from;  // states; none: it opens a case
    std::string to;
    std::vector<Signature> signatures;
    std::string document;            // what its paper is called; empty: it has none
    std::vector<std::string> needs;  // document, document_date, note
    std::vector<std::string> after;  // "recognise.served_date": known before
    bool after_recognition = false;
    std::vector<std::string> idle_states;  // what the latest run says of the parcel; empty: anything
};
struct CaseState {
    std::string id;
    std::string recognition;  // contract.md §5; empty: as it was before
    std::optional<int> due_days;
    bool final = false;
};
/// The steps as geodata/cases has them.
struct Workflow {
    std::vector<CaseState> states;
    std::vector<CaseStep> steps;
    std::string recognised_by;
    /// Ids in words, for refusals: group case_state, case_step, duty, office, idle_state or field; empty: ids as they
    /// are.
    std::function<std::string(const std::string& group, const std::string& id)> word;

    std::string say(const std::string& group, const std::string& id) const { return word ? word(group, id) : id; }
    const CaseState* state(std::string_view id) const;
    const CaseStep* step(std::string_view id) const;
    const CaseStep& opening() const;
};
/// Error{Kind::input} with file and line where a word is unknown, or where a step that must come after the recognition
/// can be reached without it.
Workflow read_workflow(const std::string& path);

/// A case as its edits leave it.
struct Case {
    std::string id, parcel_id, state, state_since;  // since: case_time of the act
    std::string recognition = "none";
    std::map<std::string, std::string> fields;  // latest value of each; what was taken back is not there
    std::int64_t acts = 0;

    std::string field(const std::string& name) const;
    bool pending() const { return fields.contains("draft.step"); }
};
/// In the order they were opened.
std::vector<Case> cases_of(const Workflow& workflow, const std::vector<CaseEdit>& edits);

/// Who acts, and when: the program takes no clock of its own.
struct Actor {
    std::string name, duty, office, at;
};
/// "2026-07-01T09:30:00+08:00", the one form in which times are kept; takes a day, or a time with Z or ±hh:mm.
/// Error{Kind::usage} for anything else.
std::string case_time(const std::string& typed);
Date case_day(const std::string& time);

/// What the latest run says of a parcel.
struct Subject {
    std::string parcel_id, run_id, idle_state, idle_on;
};

/// What an act is given: document, document_date, served_date, note, field_check, field_check_date.
using CaseFields = std::map<std::string, std::string>;

// Acts: the edits to add, or Error{Kind::refused} saying which rule stands against it. Kind::usage for words that mean
// nothing.
using CaseEdits = std::vector<CaseEdit>;
CaseEdits open_case(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                    const Subject& subject, const CaseFields& typed);
/// A step drafted by who signs first; where one signature is enough it is taken at once.
CaseEdits propose_step(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                       const Subject& subject, const std::string& case_id, const std::string& step_id,
                       const CaseFields& typed);
/// The next signature under the draft; with the last one the step is taken.
CaseEdits sign_step(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                    const Subject& subject, const std::string& case_id);
/// The draft is given up: returned by a signatory, or taken back by who made it.
CaseEdits return_step(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                      const std::string& case_id, const std::string& note);
/// The day on which the paper of a taken step was served.
CaseEdits serve_step(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                     const std::string& case_id, const std::string& step_id, const std::string& served_date);
/// A remark, or what somebody saw on the land.
CaseEdits note_case(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                    const std::string& case_id, const CaseFields& typed);

/// Steps that the state of a case lets come next, with why `actor` may not take one ("" where he may).
struct NextStep {
    const CaseStep* step = nullptr;
    std::string why_not;
};
std::vector<NextStep> next_steps(const Workflow& workflow, const Case& file, const Actor& actor,
                                 const Subject& subject);
/// Why `actor` may not sign the draft; "" where he may.
std::string why_not_sign(const Workflow& workflow, const Case& file, const Actor& actor, const Subject& subject);

}  // namespace mutu
