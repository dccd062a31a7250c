// One analysis from files to findings: what run stores and check only shows.
#include "begun.hpp"
#include "casework/into_run.hpp"
#include "manifest.hpp"
#include "office/year_end.hpp"

#include "mutu/office.hpp"
#include "mutu/parallel.hpp"
#include "mutu/queries.hpp"

#include <iterator>

namespace mutu {
namespace {

/// The parcels of an earlier book, as any other source.
Holdings earlier_state(const std::string& book, const Common& common) {
    SourceSpec spec;
    spec.role = Role::parcel, spec.path = spec.shown_path = book, spec.layer = "parcel";
    return read_holdings({spec}, ColumnAliases::load(common.data_folder + "/columns"));
}

std::vector<QueryAnswer> answered(const Project& project, const Common& common, Holdings& holdings) {
    if (project.queries.empty()) return {};
    return apply_queries(holdings, project.queries, project.queries_shown,
                         ColumnAliases::load(common.data_folder + "/columns"));
}

/// What people filled in, with who says so; kept with the run it went into.
ResultTable answer_table(const std::vector<QueryAnswer>& answers) {
    using Type = ResultTable::Type;
    ResultTable table{.name = "query_answer",
                      .columns = {{"parcel_id", Type::text},
                                  {"field", Type::text},
                                  {"value_typed", Type::text},
                                  {"answer_effect", Type::text},
                                  {"basis", Type::text},
                                  {"checked_by", Type::text},
                                  {"checked_on", Type::text},
                                  {"source_row", Type::integer}},
                      .rows = {}};
    for (const QueryAnswer& one : answers)
        table.rows.push_back({one.parcel_id, one.field, one.value, one.effect, one.basis, one.who, one.on, one.row});
    return table;
}

}  // namespace

std::unique_ptr<Begun> begun(const Project& project, const Common& common, std::ostream& talk) {
    set_thread_count(common.threads);
    auto all = std::make_unique<Begun>();
    all->rules = rulebook_of(project, common);
    all->catalogue = catalogue_of(project, common);
    if (!project.waivers.empty()) all->waivers = read_waivers(project.waivers, all->catalogue);
    all->options = options_of(project, common, talk);
    all->options.catalogue = &all->catalogue;
    bool parcels = false;
    for (const SourceSpec& source : project.sources) parcels = parcels || source.role == Role::parcel;
    if (!parcels)
        throw Error{Kind::usage,
                    "没有宗地来源：项目文件里至少要有一个 role = \"parcel\" 的 [[source]]，或用 --parcel 文件"};
    all->started = now_utc();
    if (!project.earlier.empty()) all->earlier = earlier_state(project.earlier, common);
    all->options.earlier = all->earlier ? &*all->earlier : nullptr;
    all->options.cases = words_of_cases(project, common, all->options.as_of);
    all->holdings = read_holdings(project.sources, ColumnAliases::load(common.data_folder + "/columns"));
    if (!project.ties.empty()) read_decisions(all->holdings, project.ties, project.ties_shown);
    all->answers = answered(project, common, all->holdings);
    Project asked = project;
    if (all->answers.empty()) asked.queries.clear();  // nothing was filled in: the sheet is no input
    all->run = manifest(all->holdings, all->rules, all->options, asked);
    return all;
}

Done analyzed(const Project& project, const Common& common, const Labels& labels, std::ostream& talk) {
    return concluded(*begun(project, common, talk), project, common, labels);
}

Done concluded(Begun& from, const Project& project, const Common& common, const Labels& labels) {
    Done done{std::move(from.rules), std::move(from.holdings), {}, {}};
    const AnalyzeOptions& options = from.options;
    done.assessment = analyze(done.holdings, done.rules, labels, options);
    Office office = keep_office(done.holdings, done.assessment, done.rules, labels, options.as_of);
    done.office = tables_of(office);
    const YearEnd year_end = judge_year_end(done.holdings, done.assessment, done.rules, labels, options.as_of,
                                            earlier_places(project, common));
    for (ResultTable& table : tables_of(year_end)) done.office.push_back(std::move(table));
    if (!from.answers.empty()) done.office.push_back(answer_table(from.answers));
    Diagnostics& findings = done.assessment.diagnostics;
    std::move(office.findings.begin(), office.findings.end(), std::back_inserter(findings));
    findings.insert(findings.end(), year_end.findings.begin(), year_end.findings.end());
    std::move(office.links.begin(), office.links.end(), std::back_inserter(done.assessment.links));
    number_findings(findings, from.catalogue);
    apply_waivers(findings, from.waivers, from.catalogue, options.as_of);
    const OverlayCounts overlays = done.assessment.run.overlays;
    done.assessment.run = std::move(from.run);
    done.assessment.run.overlays = overlays;
    done.assessment.run.started = from.started;
    done.assessment.run.finished = now_utc();
    return done;
}

}  // namespace mutu
