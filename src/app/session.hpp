// What every command needs before it starts: labels, aliases, the rulebook and the checks with their settings. Seen by
// src/app only.
#pragma once

#include "mutu/app.hpp"
#include "mutu/result_table.hpp"
#include "mutu/store.hpp"

namespace mutu {

Labels labels_of(const Common& common);
/// The project's pack (default "cn"; a path is relative to the project's folder), with all settings applied in order.
Rulebook rulebook_of(const Project& project, const Common& common);
/// The latest run of a book and the rulebook it was judged by, from the book alone.
struct BookRun {
    std::string run_id;
    Date as_of;
    Rulebook rules;
};
BookRun run_of(const Book& book, const std::string& path);
AnalyzeOptions options_of(const Project& project, const Common& common, std::ostream& talk);
/// geodata/check with the project's tolerances.
Catalogue catalogue_of(const Project& project, const Common& common);

/// One analysis with its checks, waivers applied, nothing stored.
struct Done {
    Rulebook rules;
    Holdings holdings;
    Assessment assessment;
    std::vector<ResultTable> office;  // tables of the park's own books
};
Done analyzed(const Project& project, const Common& common, const Labels& labels, std::ostream& talk);
/// Error where the book or the ledger cannot be written, or would take the place of a source.
void check_outputs(const Project& project);
/// Book, ledger and what is said of them; the command's exit code.
int handed_over(const Done& done, const Project& project, const Common& common, const Labels& labels, std::ostream& out,
                std::ostream& talk);
/// The highest severity among findings reaches `--fail-on`.
bool reaches(const Diagnostics& found, const std::string& fail_on);
TextTable diagnostic_table(const Diagnostics& found, const Labels& labels, Language language);
/// A parameter's value as `--set` takes it; lists with blanks between.
std::string parameter_text(const ParameterValue& value);
Format format_or_table(const Common& common);

}  // namespace mutu
