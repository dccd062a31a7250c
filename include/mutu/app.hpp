// One function per command. The library's only meeting place of reading, analysis, store and report.
#pragma once

#include "mutu/analyze.hpp"
#include "mutu/exchange.hpp"
#include "mutu/report.hpp"
#include "mutu/value.hpp"

#include <atomic>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// Options that every command shares.
struct Common {
    std::string data_folder;  // geodata: --data, MUTU_DATA, beside the program
    Language language = Language::zh;
    std::optional<Format> format;
    bool quiet = false;
    bool dry_run = false;
    bool overwrite = false;
    bool drop_cases = false;  // with `overwrite`: cases and scenarios of the old book may go
    bool strict = false;
    std::string progress = "auto";  // auto, json, none
    std::string fail_on = "none";   // none, info, warning, error
    unsigned threads = 0;
    const std::atomic<bool>* stop = nullptr;  // of this call alone; set: it ends before its next step, nothing written
};

/// What one analysis is asked to do: from PROJECT.toml, from flags, or both (flags win).
struct Project {
    std::string name, folder;  // folder of the project file; "." for flag runs
    std::optional<Date> as_of;
    std::string policy;
    std::string area;
    std::string crs;
    std::vector<std::pair<std::string, std::string>> set;
    std::vector<SourceSpec> sources;
    std::string book, ledger;
    std::vector<std::pair<std::string, double>> check_set;  // tolerances of the checks
    std::string waivers, earlier;                           // files: waived findings, book of an earlier state
    std::string queries, queries_shown;                     // the 待核清单 as filled in, see queries.hpp
    std::string ties, ties_shown;  // the sheet of decided ties, as it opens and as the project spells it
};

/// Reads PROJECT.toml; every fault with line and column, unknown keys refused with the nearest known one.
Project read_project(const std::string& path);
/// The same from its text; `path` is where it would lie.
Project parse_project(const std::string& text, const std::string& path);

int run(const Project& project, const Common& common, std::ostream& out, std::ostream& talk);
struct CheckQuery {
    std::string project_or_book;
    std::string waivers, earlier;      // win over the project's
    std::vector<std::string> outputs;  // findings as .gpkg (styled layers) or .xlsx
    bool rules = false;                // the catalogue instead of findings
};
int check(const CheckQuery& query, const Common& common, std::ostream& out, std::ostream& talk);
int explain(const std::string& path, const std::string& id, const Common& common, std::ostream& out);
struct ListQuery {
    std::string book, what, park, land_class, where;
    std::optional<int> within;  // deadlines: so many days from the as-of day on
    std::optional<Date> as_of;  // the book as it stood on this day, by the runs it keeps; absent: the latest run
};
int list(const ListQuery& query, const Common& common, std::ostream& out);
struct WhatIfQuery {
    std::string book;
    std::vector<std::pair<std::string, std::string>> set;
    std::optional<double> sensitivity;  // per cent
};
int what_if(const WhatIfQuery& query, const Common& common, std::ostream& out);
struct PlanQuery {
    std::string book;
    std::string
        again;  // a scenario of the book: its request is made anew, and the fields below but `why` are not looked at
    std::optional<double> budget_wan;
    int years = 1;
    double min_block_mu = 0;
    std::string objective = "tax";
    std::vector<std::string> force, forbid, limits;  // limits: ACTION=N
    double gap = 0.005;
    std::optional<double> seconds;
    std::string why;  // a parcel: what forcing it in or keeping it out costs
    std::vector<std::pair<std::string, std::string>> set;
};
/// 腾笼换鸟: a scenario added to the book, and its summary. Exit 5 where nothing is feasible, 6 where a limit stopped
/// it.
int plan(const PlanQuery& typed, const Common& common, std::ostream& out);
struct ExpandQuery {
    std::string book, park;
    std::optional<SourceSpec> candidate, removed;  // drawn land, any role's file with polygons
    std::vector<std::string> merge;                // parks that join it (园区合并), instead of drawn land
    std::string withdraw;                          // a block of the park that goes (退出), instead of drawn land
    std::optional<double> area_mu;                 // instead of a candidate: land is searched for
    std::optional<double> adjust_mu;               // instead: so much poor land goes out, as much is searched for
    std::optional<int> blocks;                     // of a search; 1
    std::optional<std::uint64_t> seed;             // 1
    std::string cells;                             // "grid" (the default), "parcels": 图斑, "blocks": 街坊
    bool keep_cells = false;                       // the cells of the search as a layer of the book
    std::optional<double> seconds;                 // of the search
    std::string again;                  // a scenario of the book: its request is made anew, with what is typed besides
    std::string alternative;            // of `again`: this one is tested as if it had been drawn
    std::optional<SourceSpec> heights;  // DEM
    std::string why;                    // a check: everything behind its answer
    std::vector<std::pair<std::string, std::string>> set;
};
/// 调区扩区: a change of a park's boundary tested, or land searched for; a scenario added to the book. What is amiss
/// with the input is an Error{Kind::input or refused}; a change that fails its checks is an answer, not an error. Exit
/// 5 where a search finds fewer than three alternatives, 6 where the time was up first: the best answer so far.
int expand(const ExpandQuery& typed, const Common& common, std::ostream& out, std::ostream& talk);
struct AdmitQuery {
    std::string book, project;  // project: TOML with [intended], see admit.hpp
    std::vector<std::pair<std::string, std::string>> set;
};
/// 项目准入: verdict with margins and proofs, the land on which it passes, plots and factories that fit. Exit 5 where
/// no land would do.
int admit_project(const AdmitQuery& query, const Common& common, std::ostream& out);
struct ReportQuery {
    std::string book, kind, folder;
    std::string scenario;  // plan: which; empty: the latest
    std::string park;      // only this park
    std::string what;  // ledger: idle, unsupplied, unused, low, turnover, commitments, parcels; empty: by the titles
    std::string form;  // ledger: an office's own XLSX to fill in
    std::string number, issuer, issued;  // 文号, 落款, 日期; blanks stay blank
    bool settled = false;                // not 征求意见稿 any more
    std::string from, to;                // bulletin: two runs of the book
    std::string answers;                 // reply: the list of questions
    std::optional<int> within;           // calendar: so many days from the as-of day on
    std::string letter;                  // letter: which, by its name or id
    std::vector<std::string> fill;       // letter: NAME=VALUE of what no book holds
    std::vector<std::string> parcels;    // letter, dossier, field-sheet: of these
    bool blank = false;                  // letter: the template itself, to be edited
};
/// Papers of a kind (bulletin: of two runs; plan: one 再开发方案 a chosen parcel; letter: one a parcel) into the
/// folder; a ledger as one XLSX, a calendar as one ICS.
int report(const ReportQuery& query, const Common& common, std::ostream& talk);
struct MapQuery {
    std::string book, theme, park, output;
    std::string paper = "A3", edition = "internal";
    bool all = false;                  // every park, every theme (or the one of `theme`), into the folder `output`
    std::vector<std::string> formats;  // of `all`: pdf, png, svg
    double dpi = 200;
    double scale = 0;                  // 1:scale on as many sheets as that takes; 0: what fits one sheet
    std::string map_approval, exempt;  // of the public edition
    std::string scenario;              // of the theme scenario; empty: the latest
    bool is_public() const { return edition == "public"; }
};
/// Thematic maps on paper; what was drawn and at what scale is said on `talk`.
int map(const MapQuery& query, const Common& common, std::ostream& talk);
/// The parameters of a book's pack that `what_if` can change, as [{"id", "title", "value", "unit", "clause",
/// "evidence", "choices"}].
Value what_if_parameters(const std::string& book);
int policy_diff(const std::string& a, const std::string& b, const std::string& book, const Common& common,
                std::ostream& out);
/// The data dictionary: every table, column and code of `book`, or, without one, of what a run writes. As Markdown
/// unless a format is wanted; JSON is a JSON Schema of the rows.
int schema(const std::string& book, const Common& common, std::ostream& out);
int policy_list(const Common& common, std::ostream& out);
int policy_show(const std::string& pack, const Common& common, std::ostream& out);
int policy_check(const std::vector<std::string>& packs, const Common& common, std::ostream& out);
int sql(const std::string& book, const std::string& query, const Common& common, std::ostream& out);
/// Puts a question with numbered choices to a person and returns the line that was typed; empty: keep the guess.
using Ask = std::function<std::string(const std::string& question, const std::vector<std::string>& choices)>;
/// Writes PROJECT.toml with the guesses and lists the doubts; with `ask`, the gravest are put to the user first.
int init(const std::string& folder, const std::vector<std::string>& files, const Common& common, std::ostream& out,
         const Ask& ask = {});
/// Writes the doubtful and unmatched ties of a book as a sheet to decide them by hand.
int ties(const std::string& book, const std::string& sheet, const Common& common, std::ostream& out);
int doctor(const Common& common, std::ostream& out);
struct ExportQuery {
    std::string book, layer, path, park, where, profile, crs, encoding;
    std::vector<std::string> fields;
    std::vector<std::string> rings;  // NAME=VALUE: how boundary points are written
    std::string redact, package;     // a pack of geodata/redact or geodata/packages, instead of a layer
};
/// One layer of a book as a file that offices hand on; what a person should know is said on `talk`.
int export_book(const ExportQuery& query, const Common& common, std::ostream& talk);
/// A copy for publishing, `query.redact` says how: open columns, sums of firms that give no way back, no names or
/// masked ones. `out` gets the office's own report of what went and why. Of the whole book alone: copies of parts could
/// be subtracted from each other.
int export_redacted(const ExportQuery& query, const Common& common, std::ostream& out, std::ostream& talk);
/// Layers in several formats, maps, lists and a manifest of hashes in the folder `query.path`, `query.package` says
/// which; there whole or not at all. `overwrite` replaces a folder that holds nothing but an earlier package.
int export_package(const ExportQuery& query, const Common& common, std::ostream& talk);
struct DemoOptions {
    std::string folder;
    int parks = 3;
    int parcels = 60;  // per park
    std::uint64_t seed = 1;
    bool faults = false;
    int fault_rounds = 1;
};
int demo(const DemoOptions& options, const Common& common, std::ostream& out);

/// "0.1.0" and the versions of every library that shapes a result.
std::vector<std::pair<std::string, std::string>> versions();

}  // namespace mutu
