// 质检问题清单: what was found, counted by rule and one by one.
#include "plain.hpp"
#include "workbook.hpp"

#include "mutu/report.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

SheetWords words_of(const Labels& labels) {
    const auto word = [&](std::string_view id) { return labels.text("ledger", id); };
    return {word("total"), labels.text("finding", "counter"), word("rounding_note"), word("unknown_note"), {}};
}

std::vector<SheetColumn> columns_of(const Labels& labels, std::initializer_list<const char*> ids) {
    std::vector<SheetColumn> columns;
    for (const char* id : ids) columns.push_back({labels.text("column", id)});
    return columns;
}

std::string number_of(const Diagnostic& finding) {
    return finding.number > 0 ? std::to_string(finding.number) : std::string{};
}

using Names = std::map<std::string, std::string>;

std::string name_of(const Names& names, const std::string& code) {
    const auto found = names.find(code);
    return found == names.end() ? code : found->second;
}

void write_counts(Workbook& book, const Diagnostics& findings, const Names& names, const Labels& labels) {
    struct Count {
        const Diagnostic* first;
        std::int64_t findings;
    };
    std::map<std::pair<int, std::string>, Count> counts;  // by number, then code
    for (const Diagnostic& finding : findings)
        ++counts.try_emplace({finding.number, finding.code}, Count{&finding, 0}).first->second.findings;
    std::vector<SheetColumn> columns = columns_of(labels, {"number", "code", "severity", "name"});
    columns.push_back({labels.text("finding", "count"), Form::count, true});
    Sheet sheet{book, labels.text("finding", "by_rule"), std::move(columns), words_of(labels)};
    for (const auto& [key, count] : counts) {
        const std::vector<Cell> line{{number_of(*count.first)},
                                     {key.second},
                                     {labels.text("severity", word(count.first->severity))},
                                     {name_of(names, key.second)},
                                     {count.findings}};
        sheet.add(line);
    }
    sheet.finish();
}

void write_list(Workbook& book, const Diagnostics& findings, const Names& names, const Labels& labels) {
    Sheet sheet{book, labels.text("finding", "list"),
                columns_of(labels, {"number", "severity", "name", "layer", "source_file", "source_row", "subject_id",
                                    "other_id", "message", "fix"}),
                words_of(labels)};
    for (const Diagnostic& finding : findings) {
        const std::string row = finding.source_row > 0 ? std::to_string(finding.source_row) : std::string{};
        const std::vector<Cell> line{{number_of(finding)},
                                     {labels.text("severity", word(finding.severity))},
                                     {name_of(names, finding.code)},
                                     {labels.text("role", finding.layer)},
                                     {finding.source_file},
                                     {row},
                                     {finding.subject_id},
                                     {finding.other_id},
                                     {finding.message},
                                     {finding.fix}};
        sheet.add(line);
    }
    sheet.finish();
}

}  // namespace

void write_findings(const std::string& path, const Diagnostics& findings, const Names& names, Date created,
                    const Labels& labels) {
    constexpr std::int64_t day = 86'400;
    Workbook book{path, std::max<std::int64_t>(created.days() * day, 1), labels.text("finding", "title")};
    write_counts(book, findings, names, labels);
    write_list(book, findings, names, labels);
    book.finish();
}

}  // namespace mutu
