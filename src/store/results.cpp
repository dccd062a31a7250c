// The result tables of contract.md §5: each column stands beside the value that fills it.
#include "result_writer.hpp"
#include "tables.hpp"

#include "mutu/store.hpp"
#include "mutu/text.hpp"

#include <map>
#include <span>

namespace mutu {
namespace {

using Parcel = ParcelResult;
constexpr ResultColumn<Parcel> parcel_columns[] = {
    {"parcel_id", sql::text, [](W& w, const Parcel& r) { w.put(r.parcel_id); }},
    {"park_id", sql::text, [](W& w, const Parcel& r) { w.put(r.park_id); }},
    {"area_m2", sql::real, [](W& w, const Parcel& r) { w.put(r.area); }},
    {"area_registered_m2", sql::real, [](W& w, const Parcel& r) { w.put(r.area_registered); }},
    {"area_ellipsoid_m2", sql::real, [](W& w, const Parcel& r) { w.put(r.area_ellipsoid); }},
    {"area_planar_m2", sql::real, [](W& w, const Parcel& r) { w.put(r.area_planar); }},
    {"area_in_park_m2", sql::real, [](W& w, const Parcel& r) { w.put(r.area_in_park); }},
    {"supply_state", sql::text, [](W& w, const Parcel& r) { w.put(r.supply_state); }},
    {"idle_state", sql::text, [](W& w, const Parcel& r) { w.put(r.idle_state); }},
    {"recognition", sql::text, [](W& w, const Parcel& r) { w.put(r.recognition); }},
    {"start_due", sql::date, [](W& w, const Parcel& r) { w.put(r.start_due); }},
    {"idle_on", sql::date, [](W& w, const Parcel& r) { w.put(r.idle_on); }},
    {"idle_days", sql::integer, [](W& w, const Parcel& r) { w.put(r.idle_days); }},
    {"efficiency", sql::text, [](W& w, const Parcel& r) { w.put(r.efficiency); }},
    {"land_class", sql::text, [](W& w, const Parcel& r) { w.put(r.land_class); }},
    {"action", sql::text, [](W& w, const Parcel& r) { w.put(r.action); }},
    {"tax_wan", sql::real, [](W& w, const Parcel& r) { w.put(r.tax); }},
    {"output_wan", sql::real, [](W& w, const Parcel& r) { w.put(r.output); }},
    {"revenue_wan", sql::real, [](W& w, const Parcel& r) { w.put(r.revenue); }},
    {"investment_wan", sql::real, [](W& w, const Parcel& r) { w.put(r.investment); }},
    {"tax_wan_per_mu", sql::real, [](W& w, const Parcel& r) { w.put(r.tax_per_mu); }},
    {"output_wan_per_mu", sql::real, [](W& w, const Parcel& r) { w.put(r.output_per_mu); }},
    {"investment_wan_per_mu", sql::real, [](W& w, const Parcel& r) { w.put(r.investment_per_mu); }},
    {"footprint_m2", sql::real, [](W& w, const Parcel& r) { w.put(r.footprint); }},
    {"gross_floor_area_m2", sql::real, [](W& w, const Parcel& r) { w.put(r.gross_floor_area); }},
    {"far_floor_area_m2", sql::real, [](W& w, const Parcel& r) { w.put(r.far_floor_area); }},
    {"far", sql::real, [](W& w, const Parcel& r) { w.put(r.far); }},
    {"building_density", sql::real, [](W& w, const Parcel& r) { w.put(r.building_density); }},
    {"data_year", sql::integer, [](W& w, const Parcel& r) { w.put(r.data_year); }},
    {"missing", sql::text, [](W& w, const Parcel& r) { w.put(r.missing); }}};

constexpr ResultColumn<UnsuppliedLand> unsupplied_columns[] = {
    {"approval_id", sql::text, [](W& w, const UnsuppliedLand& r) { w.put(r.approval_id); }},
    {"approval_date", sql::date, [](W& w, const UnsuppliedLand& r) { w.put(r.approval_date); }},
    {"park_id", sql::text, [](W& w, const UnsuppliedLand& r) { w.put(r.park_id); }},
    {"area_m2", sql::real, [](W& w, const UnsuppliedLand& r) { w.put(r.area); }},
    {"built_m2", sql::real, [](W& w, const UnsuppliedLand& r) { w.put(r.built); }},
    {"years_since_approval", sql::real, [](W& w, const UnsuppliedLand& r) { w.put(r.years_since_approval); }}};

constexpr ResultColumn<ApprovalResult> approval_columns[] = {
    {"approval_id", sql::text, [](W& w, const ApprovalResult& r) { w.put(r.approval_id); }},
    {"approval_no", sql::text, [](W& w, const ApprovalResult& r) { w.put(r.approval_no); }},
    {"park_id", sql::text, [](W& w, const ApprovalResult& r) { w.put(r.park_id); }},
    {"area_m2", sql::real, [](W& w, const ApprovalResult& r) { w.put(r.area); }},
    {"unsupplied_m2", sql::real, [](W& w, const ApprovalResult& r) { w.put(r.unsupplied); }}};

constexpr ResultColumn<Overlap> overlap_columns[] = {
    {"parcel_id", sql::text, [](W& w, const Overlap& r) { w.put(r.parcel_id); }},
    {"role", sql::text, [](W& w, const Overlap& r) { w.put(r.role); }},
    {"kind", sql::text, [](W& w, const Overlap& r) { w.put(r.kind); }},
    {"feature_count", sql::integer, [](W& w, const Overlap& r) { w.put(r.features); }},
    {"shared_m2", sql::real, [](W& w, const Overlap& r) { w.put(r.shared); }},
    {"covered_m2", sql::real, [](W& w, const Overlap& r) { w.put(r.covered); }}};

constexpr ResultColumn<UnapprovedBuildingLand> unapproved_columns[] = {
    {"park_id", sql::text, [](W& w, const UnapprovedBuildingLand& r) { w.put(r.park_id); }},
    {"area_m2", sql::real, [](W& w, const UnapprovedBuildingLand& r) { w.put(r.area); }}};

using Park = ParkResult;
constexpr ResultColumn<Park> park_columns[] = {
    {"park_id", sql::text, [](W& w, const Park& r) { w.put(r.park_id); }},
    {"park_name", sql::text, [](W& w, const Park& r) { w.put(r.park_name); }},
    {"area_m2", sql::real, [](W& w, const Park& r) { w.put(r.area); }},
    {"approved_m2", sql::real, [](W& w, const Park& r) { w.put(r.approved); }},
    {"supplied_m2", sql::real, [](W& w, const Park& r) { w.put(r.supplied); }},
    {"unsupplied_m2", sql::real, [](W& w, const Park& r) { w.put(r.unsupplied); }},
    {"supply_rate", sql::real, [](W& w, const Park& r) { w.put(r.supply_rate); }},
    {"supply_rate_5y", sql::real, [](W& w, const Park& r) { w.put(r.supply_rate_5y); }},
    {"idle_m2", sql::real, [](W& w, const Park& r) { w.put(r.idle); }},
    {"idle_count", sql::integer, [](W& w, const Park& r) { w.put(r.idle_count); }},
    {"low_efficiency_m2", sql::real, [](W& w, const Park& r) { w.put(r.low_efficiency); }},
    {"low_efficiency_count", sql::integer, [](W& w, const Park& r) { w.put(r.low_efficiency_count); }},
    {"undetermined_m2", sql::real, [](W& w, const Park& r) { w.put(r.undetermined); }},
    {"undetermined_count", sql::integer, [](W& w, const Park& r) { w.put(r.undetermined_count); }},
    {"industrial_m2", sql::real, [](W& w, const Park& r) { w.put(r.industrial); }},
    {"tax_wan", sql::real, [](W& w, const Park& r) { w.put(r.tax); }},
    {"output_wan", sql::real, [](W& w, const Park& r) { w.put(r.output); }},
    {"tax_wan_per_mu", sql::real, [](W& w, const Park& r) { w.put(r.tax_per_mu); }},
    {"output_wan_per_mu", sql::real, [](W& w, const Park& r) { w.put(r.output_per_mu); }},
    {"investment_wan_per_mu", sql::real, [](W& w, const Park& r) { w.put(r.investment_per_mu); }},
    {"tax_coverage", sql::real, [](W& w, const Park& r) { w.put(r.tax_coverage); }},
    {"far", sql::real, [](W& w, const Park& r) { w.put(r.far); }},
    {"parcel_count", sql::integer, [](W& w, const Park& r) { w.put(r.parcel_count); }},
    {"recognised_idle_m2", sql::real, [](W& w, const Park& r) { w.put(r.recognised_idle); }},
    {"recognised_idle_count", sql::integer, [](W& w, const Park& r) { w.put(r.recognised_idle_count); }}};

using Firm = EnterpriseResult;
constexpr ResultColumn<Firm> enterprise_columns[] = {
    {"uscc", sql::text, [](W& w, const Firm& r) { w.put(r.uscc); }},
    {"name", sql::text, [](W& w, const Firm& r) { w.put(r.name); }},
    {"year", sql::integer, [](W& w, const Firm& r) { w.put(r.year); }},
    {"land_m2", sql::real, [](W& w, const Firm& r) { w.put(r.land); }},
    {"tax_wan", sql::real, [](W& w, const Firm& r) { w.put(r.tax); }},
    {"output_wan", sql::real, [](W& w, const Firm& r) { w.put(r.output); }},
    {"revenue_wan", sql::real, [](W& w, const Firm& r) { w.put(r.revenue); }},
    {"tax_wan_per_mu", sql::real, [](W& w, const Firm& r) { w.put(r.tax_per_mu); }},
    {"output_wan_per_mu", sql::real, [](W& w, const Firm& r) { w.put(r.output_per_mu); }},
    {"score", sql::real, [](W& w, const Firm& r) { w.put(r.score); }},
    {"grade", sql::text, [](W& w, const Firm& r) { w.put(r.grade); }},
    {"list_id", sql::text, [](W& w, const Firm& r) { w.put(r.list_id); }},
    {"rank", sql::integer, [](W& w, const Firm& r) { w.put(r.rank); }},
    {"park_id", sql::text, [](W& w, const Firm& r) { w.put(r.park_id); }},
    {"industry_code", sql::text, [](W& w, const Firm& r) { w.put(r.industry_code); }},
    {"own_land_m2", sql::real, [](W& w, const Firm& r) { w.put(r.own_land); }},
    {"rented_in_m2", sql::real, [](W& w, const Firm& r) { w.put(r.rented_in); }},
    {"rented_out_m2", sql::real, [](W& w, const Firm& r) { w.put(r.rented_out); }},
    {"ranked", sql::integer, [](W& w, const Firm& r) { w.put(r.ranked); }},
    {"tax_growth", sql::real, [](W& w, const Firm& r) { w.put(r.tax_growth); }},
    {"rank_change", sql::integer, [](W& w, const Firm& r) { w.put(r.rank_change); }},
    {"grade_before", sql::text, [](W& w, const Firm& r) { w.put(r.grade_before); }},
    {"tax_wan_per_mu_3y", sql::real, [](W& w, const Firm& r) { w.put(r.tax_per_mu_3y); }},
    {"measures", sql::text, [](W& w, const Firm& r) { w.put(r.measures); }},
    {"unscored_because", sql::text, [](W& w, const Firm& r) { w.put(r.unscored_because); }}};

constexpr ResultColumn<EnterpriseLand> enterprise_land_columns[] = {
    {"uscc", sql::text, [](W& w, const EnterpriseLand& r) { w.put(r.uscc); }},
    {"parcel_id", sql::text, [](W& w, const EnterpriseLand& r) { w.put(r.parcel_id); }},
    {"park_id", sql::text, [](W& w, const EnterpriseLand& r) { w.put(r.park_id); }},
    {"tenure", sql::text, [](W& w, const EnterpriseLand& r) { w.put(r.tenure); }},
    {"stated_m2", sql::real, [](W& w, const EnterpriseLand& r) { w.put(r.stated); }},
    {"floor_m2", sql::real, [](W& w, const EnterpriseLand& r) { w.put(r.floor); }},
    {"land_m2", sql::real, [](W& w, const EnterpriseLand& r) { w.put(r.land); }},
    {"rented_out_m2", sql::real, [](W& w, const EnterpriseLand& r) { w.put(r.rented_out); }},
    {"how", sql::text, [](W& w, const EnterpriseLand& r) { w.put(r.how); }},
    {"tax_wan", sql::real, [](W& w, const EnterpriseLand& r) { w.put(r.tax); }},
    {"output_wan", sql::real, [](W& w, const EnterpriseLand& r) { w.put(r.output); }}};

using Industry = IndustryResult;
constexpr ResultColumn<Industry> industry_columns[] = {
    {"park_id", sql::text, [](W& w, const Industry& r) { w.put(r.park_id); }},
    {"kind", sql::text, [](W& w, const Industry& r) { w.put(r.kind); }},
    {"industry_id", sql::text, [](W& w, const Industry& r) { w.put(r.industry_id); }},
    {"title", sql::text, [](W& w, const Industry& r) { w.put(r.title); }},
    {"year", sql::integer, [](W& w, const Industry& r) { w.put(r.year); }},
    {"firm_count", sql::integer, [](W& w, const Industry& r) { w.put(r.firms); }},
    {"land_m2", sql::real, [](W& w, const Industry& r) { w.put(r.land); }},
    {"tax_wan", sql::real, [](W& w, const Industry& r) { w.put(r.tax); }},
    {"output_wan", sql::real, [](W& w, const Industry& r) { w.put(r.output); }},
    {"tax_wan_per_mu", sql::real, [](W& w, const Industry& r) { w.put(r.tax_per_mu); }},
    {"output_wan_per_mu", sql::real, [](W& w, const Industry& r) { w.put(r.output_per_mu); }},
    {"tax_coverage", sql::real, [](W& w, const Industry& r) { w.put(r.tax_coverage); }},
    {"grades", sql::text, [](W& w, const Industry& r) { w.put(r.grades); }}};

constexpr ResultColumn<RuleText> rule_columns[] = {
    {"rule_id", sql::text, [](W& w, const RuleText& r) { w.put(r.rule_id); }},
    {"title", sql::text, [](W& w, const RuleText& r) { w.put(r.title); }},
    {"clause", sql::text, [](W& w, const RuleText& r) { w.put(r.clause); }},
    {"evidence", sql::text, [](W& w, const RuleText& r) { w.put(r.evidence); }},
    {"policy", sql::text, [](W& w, const RuleText& r) { w.put(r.policy); }},
    {"texts", sql::text, [](W& w, const RuleText& r) { w.put(to_json(r.texts)); }},
    {"subject_kind", sql::text, [](W& w, const RuleText& r) { w.put(r.subject_kind); }},
    {"conditions", sql::text,
     [](W& w, const RuleText& r) { w.put(r.conditions.is_null() ? R"({"because":[]})" : to_json(r.conditions)); }}};

constexpr ResultColumn<ParcelFacts> fact_columns[] = {
    {"answers", sql::text, [](W& w, const ParcelFacts& r) { w.put(r.answers); }},
    {"facts", sql::text, [](W& w, const ParcelFacts& r) { w.put(r.facts); }},
    {"inputs", sql::blob, [](W& w, const ParcelFacts& r) { w.put_bytes(r.inputs); }}};

constexpr ResultColumn<VerdictRow> verdict_columns[] = {
    {"subject_kind", sql::text, [](W& w, const VerdictRow& r) { w.put(r.subject_kind); }},
    {"subject_id", sql::text, [](W& w, const VerdictRow& r) { w.put(r.subject_id); }},
    {"verdict", sql::text, [](W& w, const VerdictRow& r) { w.put(word(r.verdict)); }},
    {"proof", sql::text, [](W& w, const VerdictRow& r) { w.put(r.proof); }}};

constexpr ResultColumn<PackSource> pack_columns[] = {
    {"pack_id", sql::text, [](W& w, const PackSource& r) { w.put(r.pack_id); }},
    {"name", sql::text, [](W& w, const PackSource& r) { w.put(r.name); }},
    {"text", sql::text, [](W& w, const PackSource& r) { w.put_exactly(r.text); }}};

constexpr ResultColumn<Diagnostic> diagnostic_columns[] = {
    {"code", sql::text, [](W& w, const Diagnostic& r) { w.put(r.code); }},
    {"severity", sql::text, [](W& w, const Diagnostic& r) { w.put(word(r.severity)); }},
    {"layer", sql::text, [](W& w, const Diagnostic& r) { w.put(r.layer); }},
    {"source_file", sql::text, [](W& w, const Diagnostic& r) { w.put(r.source_file); }},
    {"source_row", sql::integer,
     [](W& w, const Diagnostic& r) { r.source_row == 0 ? w.put_null() : w.put(r.source_row); }},
    {"subject_id", sql::text, [](W& w, const Diagnostic& r) { w.put(r.subject_id); }},
    {"message", sql::text, [](W& w, const Diagnostic& r) { w.put(r.message); }},
    {"fix", sql::text, [](W& w, const Diagnostic& r) { w.put(r.fix); }},
    {"number", sql::integer, [](W& w, const Diagnostic& r) { r.number == 0 ? w.put_null() : w.put(r.number); }},
    {"other_id", sql::text, [](W& w, const Diagnostic& r) { w.put(r.other_id); }}};

using Mended = RepairedShape;
constexpr ResultColumn<Mended> repair_columns[] = {
    {"layer", sql::text, [](W& w, const Mended& r) { w.put(r.layer); }},
    {"source_file", sql::text, [](W& w, const Mended& r) { w.put(r.source_file); }},
    {"source_row", sql::integer, [](W& w, const Mended& r) { w.put(r.source_row); }},
    {"subject_id", sql::text, [](W& w, const Mended& r) { w.put(r.subject_id); }},
    {"reason", sql::text, [](W& w, const Mended& r) { w.put(r.reason); }},
    {"area_before_m2", sql::real, [](W& w, const Mended& r) { w.put(r.area_before); }},
    {"area_after_m2", sql::real, [](W& w, const Mended& r) { w.put(r.area_after); }},
    {"emptied", sql::boolean, [](W& w, const Mended& r) { w.put(r.emptied); }}};

constexpr ResultColumn<Link> link_columns[] = {
    {"from_role", sql::text, [](W& w, const Link& r) { w.put(r.from_role); }},
    {"from_key", sql::text, [](W& w, const Link& r) { w.put(r.from_key); }},
    {"to_role", sql::text, [](W& w, const Link& r) { w.put(r.to_role); }},
    {"to_key", sql::text, [](W& w, const Link& r) { w.put(r.to_key); }},
    {"keys", sql::text, [](W& w, const Link& r) { w.put(r.keys); }},
    {"score", sql::real, [](W& w, const Link& r) { w.put(r.score); }},
    {"state", sql::text, [](W& w, const Link& r) { w.put(r.state); }},
    {"decided_by", sql::text, [](W& w, const Link& r) { w.put(r.decided_by); }}};

Value counts_of(const OverlayCounts& overlays) {
    Value counts{Value::Table{}};
    for (const auto& [name, count] : {std::pair{"pairs", overlays.pairs},
                                      {"contained", overlays.contained},
                                      {"swept", overlays.swept},
                                      {"robust", overlays.robust},
                                      {"unions", overlays.unions},
                                      {"robust_unions", overlays.robust_unions}})
        counts.add(name, static_cast<std::int64_t>(count));
    return counts;
}

constexpr ResultColumn<Run> run_columns[] = {
    {"run_id", sql::text, [](W& w, const Run& r) { w.put(r.run_id); }},
    {"as_of", sql::date, [](W& w, const Run& r) { w.put(r.as_of); }},
    {"policy_id", sql::text, [](W& w, const Run& r) { w.put(r.policy_id); }},
    {"policy_sha256", sql::text, [](W& w, const Run& r) { w.put(r.policy_sha256); }},
    {"inputs", sql::text, [](W& w, const Run& r) { w.put(to_json(r.inputs)); }},
    {"parameters", sql::text, [](W& w, const Run& r) { w.put(to_json(r.parameters)); }},
    {"versions", sql::text, [](W& w, const Run& r) { w.put(to_json(r.versions)); }},
    {"started", sql::text, [](W& w, const Run& r) { w.put(r.started); }},
    {"finished", sql::text, [](W& w, const Run& r) { w.put(r.finished); }},
    {"area_basis", sql::text, [](W& w, const Run& r) { w.put(r.area_basis); }},
    {"secrecy", sql::text, [](W& w, const Run& r) { w.put(r.secrecy); }},
    {"overlays", sql::text, [](W& w, const Run& r) { w.put(to_json(counts_of(r.overlays))); }},
    {"book_schema", sql::integer, [](W& w, const Run&) { w.put(book_schema); }}};

bool taken(std::span<const ResultColumn<Park>> columns, const std::string& id) {
    for (const auto& column : columns)
        if (lower_ascii(id) == column.name) return true;
    return id.empty() || lower_ascii(id) == "fid" || lower_ascii(id) == "geom";
}

// park_result carries each indicator's value once more as a column, in the order of the indicators.
void write_parks(Results& results, const Assessment& assessment) {
    TableSpec spec = results.spec("park_result", Shape::multipolygon);
    std::vector<std::string> ids;
    std::map<std::pair<std::string, std::string>, std::optional<double>> values;
    std::map<std::string, bool> seen;
    for (const auto& indicator : assessment.indicators) {
        if (indicator.unit.empty()) continue;  // a word, not a figure
        values[{indicator.park_id, indicator.indicator_id}] = indicator.value;
        if (taken(park_columns, indicator.indicator_id) || seen[lower_ascii(indicator.indicator_id)]) continue;
        seen[lower_ascii(indicator.indicator_id)] = true;
        ids.push_back(indicator.indicator_id);
        spec.columns.push_back({indicator.indicator_id, sql::real});
    }
    const auto end = [&](W& writer, std::size_t row) {
        for (const auto& id : ids) {
            const auto found = values.find({assessment.parks[row].park_id, id});
            found == values.end() ? writer.put_null() : writer.put(found->second);
        }
        writer.end_row(assessment.park_shapes, row);
    };
    results.write<Park>(std::move(spec), park_columns, assessment.parks, end);
}

void write_facts(Results& results, const Assessment& assessment) {
    TableSpec spec = results.spec("parcel_fact");
    spec.columns = {{"parcel_id", sql::text}};
    const auto end = [&](W& writer, std::size_t row) {
        writer.put(assessment.parcels[row].parcel_id);
        writer.end_row();
    };
    results.write<ParcelFacts>(std::move(spec), fact_columns, assessment.facts, end);
}

void write_other_verdicts(Results& results, const Assessment& assessment) {
    TableSpec spec = results.spec("other_verdict");
    spec.columns = {{"rule_id", sql::text}};
    const auto end = [&](W& writer, std::size_t row) {
        writer.put(assessment.rule_texts.at(assessment.verdicts[row].rule).rule_id);
        writer.end_row();
    };
    results.write<VerdictRow>(std::move(spec), verdict_columns, assessment.verdicts, end);
}

void write_rule_texts(Results& results, const Assessment& assessment) {
    TableSpec spec = results.spec("policy_text");
    spec.columns = {{"position", sql::integer}};
    const auto end = [&](W& writer, std::size_t row) {
        writer.put(static_cast<std::int64_t>(row) + 1);
        writer.end_row();
    };
    results.write<RuleText>(std::move(spec), rule_columns, assessment.rule_texts, end);
}

/// Every finding with its point in `diagnostic`, the land of those that have some in `diagnostic_shape`.
void write_findings(Results& results, const Diagnostics& all) {
    results.write<Diagnostic>(results.spec("diagnostic", Shape::point), diagnostic_columns, all,
                              [&](W& w, std::size_t row) { w.end_row(all[row].spot); });
    Diagnostics drawn;
    GeometryColumn shapes;
    for (const Diagnostic& finding : all) {
        if (finding.shape.empty()) continue;
        drawn.push_back(finding);
        add_wkb(shapes, std::as_bytes(std::span{finding.shape}));
    }
    results.shaped<Diagnostic>("diagnostic_shape", diagnostic_columns, drawn, shapes);
}

}  // namespace

std::string table_title(const Labels& labels, const std::string& table) {
    return labels.has("layer", table) ? labels.text("layer", table) : std::string{};
}

std::vector<TableSpec> write_results(const GeoPackage& package, const Holdings& holdings, const Assessment& assessment,
                                     const Labels& labels) {
    Results results{package, labels};
    results.shaped<Parcel>("parcel_result", parcel_columns, assessment.parcels, holdings[Role::parcel].shapes());
    results.shaped<UnsuppliedLand>("unsupplied_land", unsupplied_columns, assessment.unsupplied,
                                   assessment.unsupplied_shapes);
    results.plain<ApprovalResult>("approval_result", approval_columns, assessment.approvals);
    results.plain<Overlap>("parcel_overlap", overlap_columns, assessment.overlaps);
    results.shaped<UnapprovedBuildingLand>("unapproved_building_land", unapproved_columns, assessment.unapproved,
                                           assessment.unapproved_shapes);
    write_parks(results, assessment);
    write_indicators(results, assessment);
    write_controls(results, assessment);
    write_areas(results, assessment);
    results.plain<Firm>("enterprise_result", enterprise_columns, assessment.enterprises);
    results.plain<EnterpriseLand>("enterprise_land", enterprise_land_columns, assessment.enterprise_land);
    results.plain<Industry>("industry_result", industry_columns, assessment.industries);
    write_facts(results, assessment);
    write_other_verdicts(results, assessment);
    write_rule_texts(results, assessment);
    results.plain<PackSource>("policy_pack", pack_columns, assessment.packs);
    write_findings(results, assessment.diagnostics);
    results.plain<Link>("link", link_columns, assessment.links);
    results.shaped<Mended>("repair", repair_columns, assessment.repairs, assessment.repair_originals);
    return std::move(results.written());
}

std::vector<TableSpec> write_findings(const GeoPackage& package, const Diagnostics& findings, const Labels& labels) {
    Results results{package, labels};
    write_findings(results, findings);
    return std::move(results.written());
}

void write_runs(const GeoPackage& package, const Run& run, const Labels& labels, bool attached) {
    TableSpec spec = Results{package, labels}.spec("run");
    for (const auto& column : run_columns) spec.columns.push_back({std::string{column.name}, column.type});
    TableWriter writer{package, std::move(spec)};
    if (attached) take_over_runs(package.db(), run.run_id);
    writer.resume();
    for (const auto& column : run_columns) column.put(writer, run);
    writer.end_row();
    writer.finish();
}

}  // namespace mutu
