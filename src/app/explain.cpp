// Every verdict of one parcel with its proof, from the book alone.
#include "session.hpp"

#include "mutu/app.hpp"
#include "mutu/policy.hpp"
#include "mutu/rejudge.hpp"
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

std::vector<RuleText> texts_of(const Book& book, const std::string& subject_kind) {
    std::vector<RuleText> texts;
    for (const auto& row : book.query("SELECT rule_id, title, clause, evidence, policy, texts FROM policy_text "
                                      "WHERE subject_kind = ?1 ORDER BY position",
                                      {subject_kind})
                               .rows) {
        const auto text = [&](std::size_t i) { return row[i].value_or(""); };
        texts.push_back({text(0), text(1), text(2), text(3), text(4), parse_json(text(5), "policy_text")});
    }
    return texts;
}

/// Worked out from the parcel's inputs by the rulebook that the book keeps.
Value parcel_proofs(const Book& book, const std::string& path, std::int64_t row, const Labels& labels) {
    const BookRun run = run_of(book, path);
    const Judge judge{run.rules, labels, run.as_of};
    const auto texts = texts_of(book, "parcel");
    Value proofs{Value::List{}};
    book.each_parcel(row, row, [&](std::string_view, std::string_view bytes) {
        const Facts facts = judged_facts(judge, decoded(bytes));
        for (const RuleText& text : texts) {
            const Rule* rule = run.rules.find_rule(text.rule_id);
            if (!rule) throw Error{Kind::input, path + ": 政策包没有规则 " + text.rule_id};
            proofs.push(
                full_proof(prove(run.rules, *rule, facts, labels), text, mutu::judge(run.rules, *rule, facts).verdict));
        }
    });
    return proofs;
}

/// Proofs that a park or a firm keeps of its own.
Value other_proofs(const Book& book, const std::string& subject_id) {
    Value proofs{Value::List{}};
    const auto rows = book.query(
        "SELECT v.rule_id, v.verdict, v.proof, t.title, t.clause, t.evidence, t.policy, t.texts FROM other_verdict v "
        "LEFT JOIN policy_text t ON t.rule_id = v.rule_id AND t.subject_kind = v.subject_kind "
        "WHERE v.subject_id = ?1 ORDER BY v.fid",
        {subject_id});
    for (const auto& row : rows.rows) {
        const auto text = [&](std::size_t i) { return row[i].value_or(""); };
        const RuleText wording{text(0), text(3), text(4),
                               text(5), text(6), parse_json(row[7].value_or("{}"), "policy_text")};
        proofs.push(full_proof(parse_json(row[2].value_or("{}"), "verdict"), wording, truth_named(text(1))));
    }
    return proofs;
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
    const Labels labels = labels_of(common);
    const auto row = book.parcel_row(parcel_id);
    const Value proofs = row ? parcel_proofs(book, path, *row, labels) : other_proofs(book, parcel_id);
    if (!row && proofs.list("proofs").empty()) no_such_parcel(book, path, parcel_id);
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
