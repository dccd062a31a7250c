// What people read of an assessment: the ledger as XLSX, tables and the summary as text.
#pragma once

#include "mutu/assessment.hpp"
#include "mutu/holdings.hpp"
#include "mutu/labels.hpp"
#include "mutu/result_table.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace mutu {

/// 台账: 说明 (provenance), 汇总, 疑似闲置, 批而未供, 供而未用, 低效, 停产半停产停建缓建, 待核 sheets with the columns
/// of policy.md §12; frozen headers, filters, number formats, ids as text. Byte-identical for the same input where
/// SOURCE_DATE_EPOCH is set. Written whole or not at all; Error{Kind::input} when the folder cannot be written.
/// `more`: tables that get a sheet of their own where they have rows and group ledger_sheet names them.
/// `sentence` says a parcel's verdict on a rule (rows of Assessment::parcels and rule_texts) in words.
using SentenceOf = std::function<std::string(std::size_t parcel, std::size_t rule)>;
void write_ledger(const std::string& path, const Holdings& holdings, const Assessment& assessment, const Labels& labels,
                  const SentenceOf& sentence, const std::vector<ResultTable>& more = {});

/// 质检问题清单 as XLSX: a sheet of counts by rule and a sheet of findings, with filters. `names` gives rules their
/// words by code; `created` is the day of the file.
void write_findings(const std::string& path, const Diagnostics& findings,
                    const std::map<std::string, std::string>& names, Date created, const Labels& labels);

/// The summary that `run` prints: what was read, what was matched and guessed, per park and per class, what is missing.
std::string summary(const Holdings& holdings, const Assessment& assessment, const Labels& labels, Language language);

enum class Format : std::uint8_t { table, json, ndjson, csv, md };

/// A table of text cells; `numeric` columns are right-aligned and unquoted in JSON.
struct TextTable {
    std::vector<std::string> keys;      // machine names
    std::vector<std::string> headings;  // for people
    std::vector<bool> numeric;
    std::vector<std::vector<std::optional<std::string>>> rows;
};
/// JSON: {"schema": name, "schemaVersion": 1, "rows": […]}.
std::string render(const TextTable& table, Format format, const std::string& schema);

/// A full proof (contract.md §6) as text for a terminal.
std::string proof_text(const Value& full_proof, const Labels& labels, Language language);

/// The proof of a park's indicator, group score or goal (indicator.hpp) as text for a terminal.
std::string indicator_text(const Value& proof, const Labels& labels, Language language);
/// `undetermined_because` of an indicator in words: "missing: land_b21" names the land.
std::string reason_text(const std::string& because, const Labels& labels, Language language);

std::string xlsxwriter_version();

}  // namespace mutu
