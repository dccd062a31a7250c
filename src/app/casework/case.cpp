// mutu case: one act, or what stands in the book.
#include "session.hpp"

#include "mutu/casework.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

/// What a command works on.
struct Bench {
    const CaseQuery& query;
    const Common& common;
    const Labels& labels;
    const Workflow& workflow;
    bool people;

    std::string text(const char* group, const std::string& id) const {
        return id.empty() ? id : labels.text(group, id, common.language);
    }
};

TextTable table_with(const std::vector<std::string>& keys, const Bench& bench) {
    TextTable table;
    table.keys = keys;
    table.numeric.assign(keys.size(), false);
    for (const std::string& key : keys)
        table.headings.push_back(bench.labels.text("column", key, bench.common.language));
    return table;
}

void list_cases(const Bench& bench, const std::vector<Case>& cases, const Book& book, std::ostream& out) {
    TextTable table = table_with(
        {"case_id", "parcel_id", "case_state", "entered_on", "due_on", "pending", "idle_state", "recognition"}, bench);
    for (const Case& file : cases) {
        const CaseState* state = bench.workflow.state(file.state);
        if (bench.query.unfinished && state && state->final) continue;
        const auto due = due_on(bench.workflow, file);
        const std::string judged = case_subject(book, file.parcel_id, false).idle_state;
        table.rows.push_back({file.id, file.parcel_id, bench.people ? bench.text("case_state", file.state) : file.state,
                              case_day(file.state_since).iso(), due ? std::optional{due->iso()} : std::nullopt,
                              bench.people ? pending_words(bench.workflow, file, bench.labels, bench.common.language)
                                           : file.field("draft.step"),
                              bench.people ? bench.text("idle_state", judged) : judged,
                              bench.people ? bench.text("recognition", file.recognition) : file.recognition});
    }
    out << render(table, format_or_table(bench.common), "cases");
}

const Case& case_of(const Bench& bench, const std::vector<Case>& cases) {
    const auto found =
        std::find_if(cases.begin(), cases.end(), [&](const Case& one) { return one.id == bench.query.subject; });
    if (found == cases.end())
        throw Error{Kind::usage,
                    bench.query.book + "：没有处置编号 " + bench.query.subject + "；mutu case list 列出全部"};
    return *found;
}

/// Every edit of one case, oldest first.
TextTable history(const Bench& bench, const std::string& id, const std::vector<CaseEdit>& edits) {
    TextTable table = table_with(
        {"act", "edited_at", "edited_by", "office", "duty", "case_action", "case_field", "old_value", "new_value"},
        bench);
    table.numeric[0] = true;
    const auto value = [&](const std::string& field, const std::optional<std::string>& text) {
        return text && bench.people ? std::optional{value_words(field, *text, bench.labels, bench.common.language)}
                                    : text;
    };
    for (const CaseEdit& one : edits) {
        if (one.case_id != id) continue;
        table.rows.push_back({std::to_string(one.act), one.edited_at, one.edited_by,
                              bench.people ? bench.text("office", one.office) : one.office,
                              bench.people ? bench.text("duty", one.duty) : one.duty,
                              bench.people ? bench.text("case_action", one.action) : one.action,
                              bench.people ? field_words(one.field, bench.labels, bench.common.language) : one.field,
                              value(one.field, one.old_value), value(one.field, one.new_value)});
    }
    return table;
}

/// The steps that may come next, each with its papers and signatures, and what stands against it now.
void tell_next(const Bench& bench, const Case& file, const Book& book, std::ostream& out) {
    const bool zh = bench.common.language == Language::zh;
    const Subject subject = case_subject(book, file.parcel_id, false);
    for (const NextStep& next : next_steps(bench.workflow, file, {}, subject)) {
        std::vector<std::string> signatures;
        signatures.reserve(next.step->signatures.size());
        for (const Signature& one : next.step->signatures)
            signatures.push_back(signature_words(one, bench.labels, bench.common.language));
        out << "  " << next.step->id << " " << bench.text("case_step", next.step->id) << (zh ? "：" : ": ")
            << join(signatures, zh ? "、" : ", ");
        if (!next.step->document.empty()) out << (zh ? "；文书 " : "; paper ") << next.step->document;
        out << "\n";
    }
}

void show_case(const Bench& bench, const std::vector<Case>& cases, const std::vector<CaseEdit>& edits, const Book& book,
               std::ostream& out) {
    const bool zh = bench.common.language == Language::zh;
    const Case& file = case_of(bench, cases);
    if (bench.people) {
        out << file.id << (zh ? "　宗地 " : "  parcel ") << file.parcel_id << (zh ? "　" : "  ")
            << bench.text("case_state", file.state);
        if (const auto due = due_on(bench.workflow, file)) out << (zh ? "　期限 " : "  due ") << due->iso();
        if (file.pending())
            out << (zh ? "　" : "  ") << pending_words(bench.workflow, file, bench.labels, bench.common.language);
        out << "\n";
    }
    out << render(history(bench, file.id, edits), format_or_table(bench.common), "case");
    if (!bench.people) return;
    out << (zh ? "接下来可以：\n" : "next:\n");
    tell_next(bench, file, book, out);
}

/// The edits of the act that was typed.
CaseEdits acted(const Bench& bench, const Book& book, const std::vector<CaseEdit>& edits) {
    const CaseQuery& query = bench.query;
    const Actor actor{query.by, query.duty, query.office, query.at.empty() ? case_now() : case_time(query.at)};
    const Workflow& steps = bench.workflow;
    if (query.act == "open")
        return open_case(steps, edits, actor, case_subject(book, query.subject, true), query.fields);
    const auto cases = cases_of(steps, edits);
    const Case& file = case_of(bench, cases);
    const auto field = [&](const char* name) {
        const auto found = query.fields.find(name);
        return found == query.fields.end() ? std::string{} : found->second;
    };
    if (query.act == "step")
        return propose_step(steps, edits, actor, case_subject(book, file.parcel_id, false), file.id, query.step,
                            query.fields);
    if (query.act == "sign") return sign_step(steps, edits, actor, case_subject(book, file.parcel_id, false), file.id);
    if (query.act == "return") return return_step(steps, edits, actor, file.id, field("note"));
    if (query.act == "serve") return serve_step(steps, edits, actor, file.id, query.step, field("served_date"));
    return note_case(steps, edits, actor, file.id, query.fields);
}

/// The case as the act left it, and the head of the chain.
void tell_outcome(const Bench& bench, const CaseEdits& added, const std::string& head, std::ostream& out) {
    const bool zh = bench.common.language == Language::zh;
    const Book book{bench.query.book};
    for (const Case& file : cases_of(bench.workflow, case_edits(book))) {
        if (file.id != added.front().case_id) continue;
        if (!bench.people) {
            Value value;
            value.add("case_id", file.id), value.add("parcel_id", file.parcel_id), value.add("state", file.state);
            value.add("pending", file.pending() ? Value{file.field("draft.step")} : Value{});
            value.add("recognition", file.recognition), value.add("head", head);
            out << to_json(value) << "\n";
            return;
        }
        out << file.id << (zh ? "　宗地 " : "  parcel ") << file.parcel_id << (zh ? "　" : "  ")
            << bench.text("case_state", file.state);
        if (file.pending())
            out << (zh ? "　" : "  ") << pending_words(bench.workflow, file, bench.labels, bench.common.language);
        out << "\n" << (zh ? "末条校验值 " : "hash of the last ") << head << "\n";
    }
}

}  // namespace

int run_case(const CaseQuery& query, const Common& common, std::ostream& out) {
    const Labels labels = labels_of(common);
    const Workflow workflow = case_workflow(common);
    const Format format = format_or_table(common);
    const Bench bench{query, common, labels, workflow, format == Format::table || format == Format::md};
    if (query.act == "list" || query.act == "show") {
        const Book book{query.book};
        const auto edits = case_edits(book);
        const auto cases = cases_of(workflow, edits);
        if (query.act == "list")
            list_cases(bench, cases, book, out);
        else
            show_case(bench, cases, edits, book, out);
        return 0;
    }
    CaseEdits added;
    const auto act = [&](const Book& book, const std::vector<CaseEdit>& edits) {
        return added = acted(bench, book, edits);
    };
    if (common.dry_run) {
        const Book book{query.book};
        added = act(book, case_edits(book));
        out << (common.language == Language::zh ? "将加 " : "would add ") << added.size()
            << (common.language == Language::zh ? " 条处置记录\n" : " edits\n");
        return 0;
    }
    const std::string head = add_case_edits(query.book, act, labels);
    tell_outcome(bench, added, head, out);
    return 0;
}

}  // namespace mutu
