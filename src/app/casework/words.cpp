// Ids of cases into words.
#include "mutu/casework.hpp"
#include "mutu/text.hpp"

namespace mutu {
namespace {

std::string behind_dot(const std::string& field) {
    const auto dot = field.find('.');
    return dot == std::string::npos ? field : field.substr(dot + 1);
}

}  // namespace

std::string field_words(const std::string& field, const Labels& labels, Language language) {
    const auto dot = field.find('.');
    if (dot == std::string::npos) return labels.text("case_field", field, language);
    const std::string head = field.substr(0, dot);
    return labels.text(labels.has("case_step", head) ? "case_step" : "case_field", head, language) + " · " +
           labels.text("case_field", field.substr(dot + 1), language);
}

std::string value_words(const std::string& field, const std::string& value, const Labels& labels, Language language) {
    const std::string what = behind_dot(field);
    if (what == "state") return labels.text("case_state", value, language);
    if (what == "step") return labels.text("case_step", value, language);
    if (what == "idle_state" || what == "field_check") return labels.text(what, value, language);
    return value;
}

std::string signature_words(const Signature& signature, const Labels& labels, Language language) {
    std::vector<std::string> offices;
    offices.reserve(signature.offices.size());
    for (const std::string& office : signature.offices) offices.push_back(labels.text("office", office, language));
    return join(offices, language == Language::zh ? "或" : " or ") + (language == Language::zh ? "" : " ") +
           labels.text("duty", signature.duty, language);
}

std::optional<Date> due_on(const Workflow& workflow, const Case& file) {
    const CaseState* state = workflow.state(file.state);
    if (!state || !state->due_days) return {};
    return case_day(file.state_since) + *state->due_days;
}

std::string pending_words(const Workflow& workflow, const Case& file, const Labels& labels, Language language) {
    if (!file.pending()) return {};
    const std::string id = file.field("draft.step");
    std::string text = labels.text("case_step", id, language);
    const CaseStep* step = workflow.step(id);
    if (!step) return text;
    for (const Signature& one : step->signatures)
        if (!file.fields.contains("draft." + one.duty))
            return text + (language == Language::zh ? "：待" : ": awaits ") + labels.text("duty", one.duty, language);
    return text;
}

}  // namespace mutu
