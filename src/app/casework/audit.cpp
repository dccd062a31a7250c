// mutu audit verify: the chain of edits against itself, and against a hash that somebody wrote down.
#include "session.hpp"

#include "mutu/casework.hpp"

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

/// Faults with what the row says now of itself.
TextTable fault_table(const ChainReport& report, const std::vector<ChainRow>& rows, const Labels& labels,
                      const Common& common, bool people) {
    TextTable table;
    table.keys = {"fid", "fault", "case_id", "parcel_id", "case_action", "case_field", "edited_by", "edited_at"};
    table.numeric = {true, false, false, false, false, false, false, false};
    for (const std::string& key : table.keys) table.headings.push_back(labels.text("audit", key, common.language));
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

}  // namespace

int audit_verify(const AuditQuery& query, const Common& common, std::ostream& out) {
    if (!query.head.empty() && !is_hash(query.head))
        throw Error{Kind::usage, "--head 应为 64 位十六进制校验值，不是 " + query.head};
    const Labels labels = labels_of(common);
    const Book book{query.book};
    const auto rows = case_chain(book);
    const ChainReport report = verify_chain(rows, query.head);
    const Format format = format_or_table(common);
    const bool people = format == Format::table || format == Format::md;
    const TextTable table = fault_table(report, rows, labels, common, people);
    if (people) tell_people(report, query, common, out);
    if (format == Format::json) {
        Value value = parse_json(render(table, format, "audit"), "audit");
        value.add("edits", report.edits), value.add("head", report.head), value.add("ok", report.faults.empty());
        out << to_pretty_json(value) << "\n";
    } else if (!people || !report.faults.empty()) {
        out << render(table, format, "audit");
    }
    return report.faults.empty() ? 0 : exit_code(Kind::refused);
}

}  // namespace mutu
