// What was typed, and the texts made from the command table. Seen by src/cli only.
#pragma once

#include "mutu/app.hpp"
#include "mutu/casework.hpp"
#include "mutu/compare.hpp"
#include "mutu/field.hpp"
#include "mutu/notify.hpp"
#include "mutu/publish.hpp"
#include "mutu/serve.hpp"
#include "mutu/shard_run.hpp"
#include "mutu/submit.hpp"

#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): the library gave the name
class App;
class ParseError;
}  // namespace CLI

namespace mutu {

/// Raw words of the command line; `action` is the chosen verb.
struct Typed {
    Common common;
    std::string as_of, policy, format, language = "zh";
    std::vector<std::string> set, files;
    std::string project_file, book, ledger, area, queries, first, second;
    std::map<Role, std::vector<std::string>> flagged;
    ListQuery query;
    ExportQuery handed;
    WhatIfQuery what_if;
    CompareQuery compare;
    PlanQuery plan;
    ExpandQuery expand;
    std::string candidate, removed, heights;
    AdmitQuery admit;
    NoticeQuery noticed;
    SubmitQuery submitted;
    MergeQuery merged;
    PublishQuery published;
    PullQuery pulled;
    ShardQuery sharded;
    FieldQuery field;
    CaseQuery cases;
    AuditQuery audit;
    LowerQuery lowered;
    ReportQuery report;
    MapQuery map;
    double sensitivity = 0;
    DemoOptions demo;
    CheckQuery check;
    ServeOptions served;
    UserOptions user;
    bool no_input = false;
    std::function<int()> action;
};

/// The project file with flags laid over it; flags win.
Project project_of(const Typed& typed);
/// What every verb takes.
void common_options(CLI::App& app, Typed& typed);
/// Settles what flags leave open: language, format, progress, where the data lies.
void settle(Typed& typed, const char* program);
/// `--as-of` as a day.
std::optional<Date> day_of(const Typed& typed);
/// Error{Kind::usage} with `why` where a source or setting of a run was given.
void refuse_settings(const Typed& typed, const std::string& why);
/// `--set NAME=VALUE` as pairs.
std::vector<std::pair<std::string, std::string>> settings_of(const Typed& typed);
/// `F` or `F,layer=NAME,crs=…,encoding=…,where=…,secrecy=…`.
SourceSpec source_of_flag(Role role, const std::string& flag);
/// geodata near the program: MUTU_DATA, share/mutu of the folder that it is installed to, the source tree of a build.
/// Error{Kind::input} when nowhere.
std::string find_data(const char* program);

/// Verbs that make scenarios, and those of policy packs.
void plan_verb(CLI::App& app, Typed& typed);
void expand_verb(CLI::App& app, Typed& typed);
void policy_verbs(CLI::App& app, Typed& typed);
/// explain, list, what-if.
void looking_verbs(CLI::App& app, Typed& typed);
void export_verb(CLI::App& app, Typed& typed);
/// Verbs of a park's office.
void field_verb(CLI::App& app, Typed& typed);
void admit_verb(CLI::App& app, Typed& typed);
void notice_verb(CLI::App& app, Typed& typed);
/// Results of several runs and places.
void compare_verb(CLI::App& app, Typed& typed);
void submit_verb(CLI::App& app, Typed& typed);
void merge_verb(CLI::App& app, Typed& typed);
void publish_verb(CLI::App& app, Typed& typed);
void pull_verb(CLI::App& app, Typed& typed);
/// mutu shard; what `run` and `merge` do with what it wrote stands with them.
void shard_verb(CLI::App& app, Typed& typed);
void case_verbs(CLI::App& app, Typed& typed);
/// `mutu serve` and `mutu user`, in a file of their own: the latter reads a password.
void serve_verb(CLI::App& app, Typed& typed);
void user_verb(CLI::App& app, Typed& typed);

/// nullptr when there is no such verb.
const CLI::App* find_verb(const CLI::App& app, const std::string& name);
std::string unknown_verb(const CLI::App& app, const std::string& typed);
/// A parse fault in words, with what was probably meant.
std::string fault_text(const CLI::App& app, const CLI::ParseError& fault, int argc, char** argv);
int print_versions(std::ostream& out);
int print_json_usage(const CLI::App& app, std::ostream& out);
int print_completion(const CLI::App& app, std::ostream& out);
int print_man_page(const CLI::App& app, std::ostream& out);

}  // namespace mutu
