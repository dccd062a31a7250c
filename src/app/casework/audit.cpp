// mutu audit verify: the chains of edits and of lowered marks against themselves, and against a hash that somebody
// wrote down.
#include "session.hpp"

#include "mutu/casework.hpp"
#include "mutu/mark_store.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

bool is_hash(const std::string& text) {
    return text.size() == chain_beginning().size() && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

const ChainRow* row_of(const std::vector<ChainRow>& rows, std::int64_t fid) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const ChainRow& row) { return row.front().bytes == std::to_string(fid); });
    return found == rows.end() ? nullptr : &*found;
}

/// Both chains of a book, and runs whose mark no record lowered.
struct Audit {
    std::vector<ChainRow> rows, mark_rows;
    ChainReport edits, marks;
    std::vector<std::string> unrecorded;
    bool sound() const { return edits.faults.empty() && marks.faults.empty() && unrecorded.empty(); }
};

bool is_cut(const ChainReport& report) {
    return std::any_of(report.faults.begin(), report.faults.end(), [](const auto& one) { return one.what == "cut"; });
}

/// The hash that was written down may be of either chain.
Audit audited(const Book& book, const std::string& head) {
    Audit made{case_chain(book), mark_chain(book), {}, {}, unrecorded_marks(book)};
    const bool of_marks = !head.empty() && !made.mark_rows.empty() && !is_cut(verify_chain(made.mark_rows, head));
    made.edits = verify_chain(made.rows, of_marks ? "" : head);
    made.marks = verify_chain(made.mark_rows, of_marks ? head : "");
    return made;
}

/// Faults with what the row says now of itself.
void add_faults(TextTable& table, const ChainReport& report, const std::vector<ChainRow>& rows, const Labels& labels,
                const Common& common, bool people) {
    for (const ChainFault& fault : report.faults) {
        auto& cells = table.rows.emplace_back();
        cells = {std::to_string(fault.fid),
                 people ? labels.text("audit_fault", fault.what, common.language) : fault.what};
        const ChainRow* row = row_of(rows, fault.fid);
        for (std::size_t i = 2; i < table.keys.size(); ++i) {
            const auto column = std::find(case_columns.begin(), case_columns.end(), table.keys[i]);
            const auto at = static_cast<std::size_t>(column - case_columns.begin()) + 1;
            cells.push_back(row && at < row->size() ? std::optional{(*row)[at].bytes} : std::nullopt);
        }
    }
}

TextTable fault_table(const Audit& audit, const Labels& labels, const Common& common, bool people) {
    TextTable table;
    table.keys = {"fid", "fault", "case_id", "parcel_id", "case_action", "case_field", "edited_by", "edited_at"};
    table.numeric = {true, false, false, false, false, false, false, false};
    for (const std::string& key : table.keys) table.headings.push_back(labels.text("audit", key, common.language));
    add_faults(table, audit.edits, audit.rows, labels, common, people);
    add_faults(table, audit.marks, audit.mark_rows, labels, common, people);
    for (const std::string& run : audit.unrecorded) {
        const std::string what = "unrecorded";
        table.rows.push_back({std::nullopt, people ? labels.text("audit_fault", what, common.language) : what,
                              "secrecy", std::nullopt, std::nullopt, "run " + run, std::nullopt, std::nullopt});
    }
    return table;
}

void tell_people(const ChainReport& report, const AuditQuery& query, const Common& common, std::ostream& out) {
    const bool zh = common.language == Language::zh;
    if (report.edits == 0 && report.faults.empty()) {
        out << (zh ? "没有处置记录\n" : "no edits of cases\n");
        return;
    }
    out << (zh ? "处置记录 " : "edits ") << report.edits << (zh ? " 条，" : ", ")
        << (report.faults.empty() ? (zh ? "校验链完好" : "the chain holds")
                                  : (zh ? "校验链不符" : "the chain is broken"))
        << (zh ? "；末条校验值 " : "; hash of the last ") << report.head << "\n";
    if (query.head.empty() && report.faults.empty())
        out << (zh ? "（末尾若被截去、整条链若被重做，链本身看不出；请把末条校验值另存，下次用 --head 对照）\n"
                   : "(a tail cut off, or a chain made anew, cannot be seen from within: keep this hash elsewhere and "
                     "give it as --head next time)\n");
}

void tell_of_marks(const Audit& audit, const Common& common, std::ostream& out) {
    if (audit.mark_rows.empty()) return;
    const bool zh = common.language == Language::zh, holds = audit.marks.faults.empty();
    out << (zh ? "降密记录 " : "lowered marks ") << audit.marks.edits << (zh ? " 条，" : ", ")
        << (zh ? (holds ? "校验链完好" : "校验链不符") : (holds ? "the chain holds" : "the chain is broken"))
        << (zh ? "；末条校验值 " : "; hash of the last ") << audit.marks.head << "\n";
}

}  // namespace

int audit_verify(const AuditQuery& query, const Common& common, std::ostream& out) {
    if (!query.head.empty() && !is_hash(query.head))
        throw Error{Kind::usage, "--head 应为 64 位十六进制校验值，不是 " + query.head};
    const Labels labels = labels_of(common);
    const Book book{query.book};
    const Audit audit = audited(book, query.head);
    const ChainReport& report = audit.edits;
    const Format format = format_or_table(common);
    const bool people = format == Format::table || format == Format::md;
    const TextTable table = fault_table(audit, labels, common, people);
    if (people) tell_people(report, query, common, out), tell_of_marks(audit, common, out);
    if (format == Format::json) {
        Value value = parse_json(render(table, format, "audit"), "audit");
        value.add("edits", report.edits), value.add("head", report.head), value.add("ok", audit.sound());
        value.add("mark_edits", audit.marks.edits), value.add("mark_head", audit.marks.head);
        out << to_pretty_json(value) << "\n";
    } else if (!people || !audit.sound()) {
        out << render(table, format, "audit");
    }
    return audit.sound() ? 0 : exit_code(Kind::refused);
}

}  // namespace mutu
