// Edits into cases as they stand.
#include "mutu/cases.hpp"

#include <algorithm>

namespace mutu {
namespace {

Case& case_named(std::vector<Case>& cases, const CaseEdit& edit) {
    const auto found =
        std::find_if(cases.begin(), cases.end(), [&](const Case& one) { return one.id == edit.case_id; });
    if (found != cases.end()) return *found;
    Case made;
    made.id = edit.case_id, made.parcel_id = edit.parcel_id;
    return cases.emplace_back(std::move(made));
}

}  // namespace

std::string Case::field(const std::string& name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string{} : found->second;
}

std::vector<Case> cases_of(const Workflow& workflow, const std::vector<CaseEdit>& edits) {
    std::vector<Case> cases;
    for (const CaseEdit& edit : edits) {
        Case& file = case_named(cases, edit);
        file.acts = edit.act;
        if (edit.new_value)
            file.fields[edit.field] = *edit.new_value;
        else
            file.fields.erase(edit.field);
        if (edit.field != "state" || !edit.new_value) continue;
        file.state = *edit.new_value, file.state_since = edit.edited_at;
        const CaseState* state = workflow.state(file.state);
        if (state && !state->recognition.empty()) file.recognition = state->recognition;
    }
    return cases;
}

}  // namespace mutu
