// One analysis from files to findings: what run stores and check only shows.
#include "casework/into_run.hpp"
#include "manifest.hpp"
#include "office/year_end.hpp"
#include "session.hpp"

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

Done analyzed(const Project& project, const Common& common, const Labels& labels, std::ostream& talk) {
    set_thread_count(common.threads);
    Rulebook rules = rulebook_of(project, common);
    const Catalogue catalogue = catalogue_of(project, common);
    const std::vector<Waiver> waivers =
        project.waivers.empty() ? std::vector<Waiver>{} : read_waivers(project.waivers, catalogue);
    AnalyzeOptions options = options_of(project, common, talk);
    options.catalogue = &catalogue;
    bool parcels = false;
    for (const SourceSpec& source : project.sources) parcels = parcels || source.role == Role::parcel;
    if (!parcels)
        throw Error{Kind::usage,
                    "没有宗地来源：项目文件里至少要有一个 role = \"parcel\" 的 [[source]]，或用 --parcel 文件"};
    const std::string started = now_utc();
    std::optional<Holdings> earlier;
    if (!project.earlier.empty()) earlier = earlier_state(project.earlier, common);
    options.earlier = earlier ? &*earlier : nullptr;
    options.cases = words_of_cases(project, common, options.as_of);
    Done done{
        std::move(rules), read_holdings(project.sources, ColumnAliases::load(common.data_folder + "/columns")), {}, {}};
    if (!project.ties.empty()) read_decisions(done.holdings, project.ties, project.ties_shown);
    const std::vector<QueryAnswer> answers = answered(project, common, done.holdings);
    Project asked = project;
    if (answers.empty()) asked.queries.clear();  // nothing was filled in: the sheet is no input
    const Run run = manifest(done.holdings, done.rules, options, asked);
    done.assessment = analyze(done.holdings, done.rules, labels, options);
    Office office = keep_office(done.holdings, done.assessment, done.rules, labels, options.as_of);
    done.office = tables_of(office);
    const YearEnd year_end = judge_year_end(done.holdings, done.assessment, done.rules, labels, options.as_of,
                                            earlier_places(project, common));
    for (ResultTable& table : tables_of(year_end)) done.office.push_back(std::move(table));
    if (!answers.empty()) done.office.push_back(answer_table(answers));
    Diagnostics& findings = done.assessment.diagnostics;
    std::move(office.findings.begin(), office.findings.end(), std::back_inserter(findings));
    findings.insert(findings.end(), year_end.findings.begin(), year_end.findings.end());
    std::move(office.links.begin(), office.links.end(), std::back_inserter(done.assessment.links));
    number_findings(findings, catalogue);
    apply_waivers(findings, waivers, catalogue, options.as_of);
    const OverlayCounts overlays = done.assessment.run.overlays;
    done.assessment.run = run;
    done.assessment.run.overlays = overlays;
    done.assessment.run.started = started;
    done.assessment.run.finished = now_utc();
    return done;
}

}  // namespace mutu
