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

}  // namespace

int explain(const std::string& path, const std::string& parcel_id, const Common& common, std::ostream& out) {
    const Book book{path};
    if (book.query("SELECT 1 FROM parcel_result WHERE parcel_id = ?1", {parcel_id}).rows.empty())
        no_such_parcel(book, path, parcel_id);
    const Labels labels = labels_of(common);
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
    const Format format = common.format.value_or(Format::table);
    if (format == Format::json)
        out << to_pretty_json(proofs) << "\n";
    else if (format == Format::ndjson)
        for (const Value& proof : proofs.list("proofs")) out << to_json(proof) << "\n";
    else if (format == Format::table || format == Format::md)
        for (const Value& proof : proofs.list("proofs")) out << proof_text(proof, labels, common.language) << "\n";
    else
        throw Error{Kind::usage, "explain 的 --format 只能是 table、md、json 或 ndjson"};
    return 0;
}

}  // namespace mutu
