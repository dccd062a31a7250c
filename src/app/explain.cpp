// Every verdict of one parcel with its proof, from the book alone.
#include "session.hpp"

#include "mutu/app.hpp"
#include "mutu/policy.hpp"
#include "mutu/store.hpp"
#include "mutu/text.hpp"

#include <ostream>

namespace mutu {
namespace {

Truth truth_named(const std::string& text) {
    for (const Truth answer : {Truth::no, Truth::yes})
        if (text == word(answer)) return answer;
    return Truth::undetermined;
}

[[noreturn]] void no_such_parcel(const Book& book, const std::string& path, const std::string& parcel_id) {
    std::vector<std::string> ids;
    for (const auto& row : book.query("SELECT parcel_id FROM parcel_result LIMIT 100000").rows)
        ids.push_back(row[0].value_or(""));
    const auto meant = nearest(parcel_id, ids);
    throw Error{Kind::usage,
                path + " 中没有宗地 " + parcel_id +
                    (meant ? "，是否要查 " + *meant + "？" : "；mutu list " + path + " parcels 可列出全部宗地")};
}

std::optional<std::int64_t> whole(const std::optional<std::string>& text) {
    return text ? std::optional{std::stoll(*text)} : std::nullopt;
}

/// Control indices of a parcel, their proofs made again from what the book keeps of them.
void add_controls(const Book& book, const std::string& parcel_id, const Labels& labels, Value& proofs) {
    if (book.query("SELECT 1 FROM sqlite_master WHERE name = 'parcel_control'").rows.empty()) return;
    const auto rows = book.query(
        "SELECT t.index_id, t.title, t.op, t.unit, t.clause, t.evidence, t.policy, c.numerator, c.denominator, "
        "c.numerator_amount, c.denominator_amount, c.limit_exact, c.undetermined_because FROM parcel_control c JOIN "
        "control_text t ON t.index_id = c.index_id WHERE c.parcel_id = ?1 ORDER BY c.fid",
        {parcel_id});
    for (const auto& row : rows.rows) {
        const auto text = [&](std::size_t i) { return row[i].value_or(""); };
        ControlIndex index;
        index.id = text(0), index.title = text(1), index.op = text(2), index.unit = text(3), index.clause = text(4);
        for (const Evidence mark : {Evidence::confirmed, Evidence::secondhand, Evidence::unconfirmed})
            if (text(5) == word(mark)) index.evidence = mark;
        ControlOutcome outcome;
        outcome.ratio.of = control_measure_named(text(7)).value_or(ControlMeasure::land);
        outcome.ratio.over = control_measure_named(text(8)).value_or(ControlMeasure::land);
        outcome.of = whole(row[9]), outcome.over = whole(row[10]);
        if (row[11]) outcome.limit = std::get<Ratio>(fact_value(*row[11], Dimension::ratio));
        outcome.because = text(12);
        settle(index, outcome);
        proofs.push(prove(index, text(6), outcome, labels));
    }
}

bool stands_in(const Book& book, const std::string& table, const std::string& column, const std::string& id) {
    return !book.query("SELECT 1 FROM " + table + " WHERE " + column + " = ?1", {id}).rows.empty();
}

using Telling = std::string (*)(const Value&, const Labels&, Language);

void tell(const Value& proofs, const Labels& labels, const Common& common, Telling text, std::ostream& out) {
    const Format format = common.format.value_or(Format::table);
    if (format == Format::json)
        out << to_pretty_json(proofs) << "\n";
    else if (format == Format::ndjson)
        for (const Value& proof : proofs.list("proofs")) out << to_json(proof) << "\n";
    else if (format == Format::table || format == Format::md)
        for (const Value& proof : proofs.list("proofs")) out << text(proof, labels, common.language) << "\n";
    else
        throw Error{Kind::usage, "explain 的 --format 只能是 table、md、json 或 ndjson"};
}

/// Indicators, scores and goals of a park, each as it was worked out.
void explain_park(const Book& book, const std::string& park_id, const Labels& labels, const Common& common,
                  std::ostream& out) {
    Value proofs{Value::List{}};
    for (const char* table : {"indicator", "park_goal"})
        for (const auto& row :
             book.query("SELECT proof FROM " + std::string{table} + " WHERE park_id = ?1 AND proof <> '' ORDER BY fid",
                        {park_id})
                 .rows)
            proofs.push(parse_json(row[0].value_or("{}"), table));
    tell(proofs, labels, common, indicator_text, out);
}

}  // namespace

int explain(const std::string& path, const std::string& parcel_id, const Common& common, std::ostream& out) {
    const Book book{path};
    const Labels labels = labels_of(common);
    if (!stands_in(book, "parcel_result", "parcel_id", parcel_id)) {
        if (!stands_in(book, "park_result", "park_id", parcel_id)) no_such_parcel(book, path, parcel_id);
        explain_park(book, parcel_id, labels, common, out);
        return 0;
    }
    const auto rows = book.query(
        "SELECT v.rule_id, v.verdict, v.proof, t.title, t.clause, t.evidence, t.policy, t.texts FROM verdict v "
        "JOIN policy_text t ON t.rule_id = v.rule_id WHERE v.subject_kind = 'parcel' AND v.subject_id = ?1 ORDER BY "
        "v.rowid",
        {parcel_id});
    Value proofs{Value::List{}};
    for (const auto& row : rows.rows) {
        const auto text = [&](std::size_t i) { return row[i].value_or(""); };
        const RuleText wording{text(0), text(3), text(4), text(5), text(6), parse_json(text(7), "policy_text")};
        proofs.push(full_proof(parse_json(text(2), "verdict"), wording, truth_named(text(1))));
    }
    add_controls(book, parcel_id, labels, proofs);
    tell(proofs, labels, common, proof_text, out);
    return 0;
}

}  // namespace mutu
