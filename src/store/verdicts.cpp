// The verdicts: stored as one row of facts per parcel, seen as one row per subject and rule (ADR 0011).
#include "tables.hpp"

#include <string>

namespace mutu {
namespace {

// A proof is the parcel's facts and what all proofs of the rule have in common, in one object.
// Conditions always have a member: "{}" could not be joined.
constexpr const char* parcel_part = R"sql(CASE substr(f.answers, t.position, 1) WHEN 'y' THEN 'yes' WHEN 'n' THEN 'no'
    ELSE 'undetermined' END AS verdict, '{"facts":' || f.facts || ',' || substr(t.conditions, 2) AS proof)sql";
// Row numbers of both parts never meet: a rule's position stays below 999.
constexpr const char* fid_of_fact = "f.fid * 1000 + t.position AS fid, ";

void create_view(const GeoPackage& package, const std::string& name, const std::string& select,
                 const std::string& title) {
    package.db().exec("CREATE VIEW main." + name + " AS " + select);
    package.register_table({name, title, {}, Shape::none}, Box{});
}

}  // namespace

void create_verdicts(const GeoPackage& package, const Labels& labels) {
    create_view(package, "verdict",
                std::string{"SELECT "} + fid_of_fact +
                    "'parcel' AS subject_kind, p.parcel_id AS subject_id, t.rule_id AS rule_id, " + parcel_part +
                    " FROM parcel_result p JOIN parcel_fact f ON f.fid = p.fid "
                    "JOIN policy_text t ON t.subject_kind = 'parcel' "
                    "UNION ALL SELECT fid * 1000 + 999, subject_kind, subject_id, rule_id, verdict, proof "
                    "FROM other_verdict",
                table_title(labels, "verdict"));
}

void create_verdict_history(const GeoPackage& package) {
    create_view(package, "history_verdict",
                std::string{"SELECT "} + fid_of_fact +
                    "f.run_id AS run_id, 'parcel' AS subject_kind, f.parcel_id AS subject_id, t.rule_id AS rule_id, " +
                    parcel_part +
                    " FROM history_parcel_fact f JOIN history_policy_text t "
                    "ON t.run_id = f.run_id AND t.subject_kind = 'parcel' "
                    "UNION ALL SELECT fid * 1000 + 999, run_id, subject_kind, subject_id, rule_id, verdict, proof "
                    "FROM history_other_verdict",
                "");
}

}  // namespace mutu
