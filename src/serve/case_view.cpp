// Cases as JSON: ids for programs, words for people, and what the one who asks may do.
#include "cases.hpp"

#include <algorithm>
#include <span>

namespace mutu {
namespace {

constexpr const char* draft = "draft.";

Value text_or_null(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

/// Signatures of a step, with who has signed.
Value signatures(const CaseView& view, const CaseStep& step, const Case& file, const std::string& head) {
    Value list{Value::List{}};
    for (const Signature& one : step.signatures) {
        Value entry;
        entry.add("duty", one.duty), entry.add("label", signature_words(one, view.labels, view.language));
        entry.add("by", text_or_null(file.field(head + one.duty)));
        list.push(std::move(entry));
    }
    return list;
}

Value words_value(const std::vector<std::string>& words) {
    Value list{Value::List{}};
    for (const std::string& one : words) list.push(one);
    return list;
}

/// What a paper says, under this head.
void add_paper(Value& entry, const Case& file, const std::string& head) {
    for (const char* field : {"document", "document_date", "served_date", "note"})
        entry.add(field, text_or_null(file.field(head + field)));
}

Value draft_value(const CaseView& view, const Case& file, const Subject& subject) {
    const CaseStep* step = view.workflow.step(file.field("draft.step"));
    if (!step) return {};
    const std::string why = why_not_sign(view.workflow, file, view.actor, subject);
    Value entry;
    entry.add("step", step->id), entry.add("label", view.labels.text("case_step", step->id, view.language));
    add_paper(entry, file, draft);
    entry.add("signatures", signatures(view, *step, file, draft));
    entry.add("may", why.empty()), entry.add("why_not", text_or_null(why));
    return entry;
}

Value next_value(const CaseView& view, const Case& file, const Subject& subject) {
    Value list{Value::List{}};
    for (const NextStep& next : next_steps(view.workflow, file, view.actor, subject)) {
        Value entry;
        entry.add("step", next.step->id);
        entry.add("label", view.labels.text("case_step", next.step->id, view.language));
        entry.add("document", text_or_null(next.step->document)), entry.add("needs", words_value(next.step->needs));
        entry.add("signatures", signatures(view, *next.step, file, "-"));
        entry.add("may", next.why_not.empty()), entry.add("why_not", text_or_null(next.why_not));
        list.push(std::move(entry));
    }
    return list;
}

/// Steps that were taken, with their papers, in the order of the steps.
Value papers(const CaseView& view, const Case& file) {
    Value list{Value::List{}};
    for (const CaseStep& step : view.workflow.steps) {
        const std::string head = step.id + ".";
        if (!file.fields.contains(head + step.signatures.front().duty)) continue;
        Value entry;
        entry.add("step", step.id), entry.add("label", view.labels.text("case_step", step.id, view.language));
        entry.add("paper", text_or_null(step.document));
        add_paper(entry, file, head);
        entry.add("signatures", signatures(view, step, file, head));
        const bool office = std::find(step.signatures.front().offices.begin(), step.signatures.front().offices.end(),
                                      view.actor.office) != step.signatures.front().offices.end();
        entry.add("may_serve", office && !step.document.empty() && !file.field(head + "document_date").empty());
        list.push(std::move(entry));
    }
    return list;
}

Value value_or_null(const CaseView& view, const CaseEdit& edit, const std::optional<std::string>& text) {
    return text ? Value{value_words(edit.field, *text, view.labels, view.language)} : Value{};
}

Value edit_value(const CaseView& view, const CaseEdit& edit) {
    Value one;
    one.add("field", edit.field), one.add("label", field_words(edit.field, view.labels, view.language));
    one.add("from", value_or_null(view, edit, edit.old_value));
    one.add("to", value_or_null(view, edit, edit.new_value));
    return one;
}

/// One act: what its first edit says of who and when, and all its edits.
Value act_value(const CaseView& view, std::span<const CaseEdit> edits) {
    const CaseEdit& first = edits.front();
    Value entry, changes{Value::List{}};
    entry.add("act", first.act), entry.add("at", first.edited_at), entry.add("by", first.edited_by);
    entry.add("office", view.labels.text("office", first.office, view.language));
    entry.add("duty", view.labels.text("duty", first.duty, view.language));
    entry.add("action", view.labels.text("case_action", first.action, view.language));
    for (const CaseEdit& edit : edits) changes.push(edit_value(view, edit));
    entry.add("edits", std::move(changes));
    return entry;
}

/// Acts upon a case, in their order.
Value history(const CaseView& view, const Case& file, const std::vector<CaseEdit>& edits) {
    Value acts{Value::List{}};
    for (auto from = edits.begin(); from != edits.end();) {
        const auto to = std::find_if(from, edits.end(), [&](const CaseEdit& one) { return one.act != from->act; });
        if (from->case_id == file.id) acts.push(act_value(view, {from, to}));
        from = to;
    }
    return acts;
}

}  // namespace

Value CaseView::summary(const Case& file) const {
    Value value;
    value.add("case_id", file.id), value.add("parcel_id", file.parcel_id), value.add("state", file.state);
    value.add("state_label", labels.text("case_state", file.state, language));
    value.add("since", case_day(file.state_since).iso());
    const auto due = due_on(workflow, file);
    const CaseState* state = workflow.state(file.state);
    value.add("due_on", due ? Value{due->iso()} : Value{});
    value.add("final", state && state->final);
    value.add("pending", text_or_null(pending_words(workflow, file, labels, language)));
    value.add("recognition", file.recognition);
    value.add("recognition_label", labels.text("recognition", file.recognition, language));
    return value;
}

Value CaseView::whole(const Case& file, const Subject& subject, const std::vector<CaseEdit>& edits) const {
    Value value = summary(file);
    value.add("idle_state", text_or_null(subject.idle_state));
    value.add("idle_state_label",
              subject.idle_state.empty() ? Value{} : Value{labels.text("idle_state", subject.idle_state, language)});
    value.add("draft", draft_value(*this, file, subject));
    value.add("next", next_value(*this, file, subject));
    value.add("papers", papers(*this, file));
    value.add("may_note", !actor.duty.empty());
    value.add("history", history(*this, file, edits));
    return value;
}

}  // namespace mutu
