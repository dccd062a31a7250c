// Cases of idle land over the network: who may see them, who takes the next step. Seen by src/serve only.
#pragma once

#include "analysis_folder.hpp"
#include "gate.hpp"
#include "http.hpp"
#include "snapshot.hpp"

#include "mutu/casework.hpp"

#include <string>

namespace mutu {

/// GET /api/cases (?parcel=ID, ?open=1), GET /api/cases/ID; POST /api/cases {parcel_id, note} and POST
/// /api/cases/ID/{step,sign,return,serve,note}. Who acts is who is logged in. Safe to use from many threads.
class CaseDesk {
public:
    CaseDesk(const Common& common, Shelf& shelf, Gate& gate);

    /// Faults of the request are told as 4xx, 409 where a rule of the steps stands against it.
    Reply answer(const std::string& method, const Request& request, const Pieces& body, const Caller& caller);

private:
    Value overview(const Request& request, const Caller& caller);
    Value whole(const std::string& id, const Caller& caller);
    Value act(const std::string& rest, const Request& request, const Pieces& body, const Caller& caller);

    Common common_;
    Workflow workflow_;
    Shelf& shelf_;
    Gate& gate_;
};

/// A case as the page shows it.
struct CaseView {
    const Workflow& workflow;
    const Labels& labels;
    Language language = Language::zh;
    Actor actor;  // who asks; without a duty: may nothing

    /// {"case_id", "parcel_id", "state", "state_label", "since", "due_on", "pending", "recognition",
    /// "recognition_label"}
    Value summary(const Case& file) const;
    /// The same with fields, draft, next steps, papers and every edit.
    Value whole(const Case& file, const Subject& subject, const std::vector<CaseEdit>& edits) const;
};

}  // namespace mutu
