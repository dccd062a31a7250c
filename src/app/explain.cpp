// Every verdict of one parcel or firm with its proof, from the book alone.
#include "office/notice.hpp"
#include "parcel_proofs.hpp"

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

[[noreturn]] void no_such_subject(const Book& book, const std::string& path, const std::string& id) {
    std::vector<std::string> ids;
    for (const char* sql : {"SELECT parcel_id FROM parcel_result LIMIT 100000",
                            "SELECT DISTINCT uscc FROM enterprise_result LIMIT 100000",
                            "SELECT DISTINCT name FROM enterprise_result LIMIT 100000"})
        for (const auto& row : book.query(sql).rows) ids.push_back(row[0].value_or(""));
    const auto meant = nearest(id, ids);
    throw Error{Kind::usage, path + " 中没有宗地、企业或园区 " + id +
                                 (meant ? "，是否要查 " + *meant + "？"
                                        : "；mutu list " + path + " parcels、mutu list " + path +
                                              " enterprises 可列出全部宗地、企业")};
}

/// Whose verdicts are asked for: a parcel by its id, else a park by its id or name, else a firm by its code or name.
struct Subject {
    std::string kind, id;
};

Subject subject_named(const Book& book, const std::string& path, const std::string& id) {
    if (!book.query("SELECT 1 FROM parcel_result WHERE parcel_id = ?1", {id}).rows.empty()) return {"parcel", id};
    const Rows parks = book.query("SELECT park_id FROM park_result WHERE park_id = ?1 OR park_name = ?1 "
                                  "ORDER BY park_id <> ?1, park_id",
                                  {id});
    if (!parks.rows.empty()) return {"park", parks.rows[0][0].value_or("")};
    const Rows firms =
        book.query("SELECT DISTINCT uscc FROM enterprise_result WHERE uscc = ?1 OR name = ?1 ORDER BY uscc", {id});
    if (firms.rows.empty()) no_such_subject(book, path, id);
    if (firms.rows.size() > 1) {
        std::vector<std::string> codes;
        codes.reserve(firms.rows.size());
        for (const auto& row : firms.rows) codes.push_back(row[0].value_or(""));
        throw Error{Kind::usage,
                    "有 " + std::to_string(codes.size()) + " 家企业都叫 " + id + "，请写代码：" + join(codes, "、")};
    }
    return {"enterprise", firms.rows[0][0].value_or("")};
}

/// Why a firm has no proof to show: its latest year says so, unless that year is not the one that was judged.
[[noreturn]] void not_judged(const Book& book, const std::string& firm) {
    const Rows last = book.query(
        "SELECT unscored_because, list_id FROM enterprise_result WHERE uscc = ?1 ORDER BY year DESC LIMIT 1", {firm});
    const std::string because = last.rows[0][0].value_or("");
    const char* otherwise = last.rows[0][1] ? "数据年度没有它的年度数据" : "所用规则包没有评分办法（[[score]]）";
    throw Error{Kind::usage, "企业 " + firm + " 没有评分：" + (because.empty() ? otherwise : because)};
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
    add_office_proofs(book, "park_year_end", "park_id = ?1", park_id, proofs);
    add_office_proofs(book, "office_rate", "park_id = ?1", park_id, proofs);
    add_office_proofs(book, "list_entry", "subject_kind = 'park' AND subject_id = ?1", park_id, proofs);
    const auto text = [](const Value& proof, const Labels& words, Language language) {
        const Value* rule = proof.find("rule");
        const bool of_office = rule && !proof.find("indicator");
        return of_office ? proof_text(proof, words, language) : indicator_text(proof, words, language);
    };
    tell(proofs, labels, common, text, out);
}

}  // namespace

int explain(const std::string& path, const std::string& id, const Common& common, std::ostream& out) {
    const Book book{path};
    const Labels labels = labels_of(common);
    const Subject subject = subject_named(book, path, id);
    const Format format = common.format.value_or(Format::table);
    if (subject.kind != "parcel" && (format == Format::table || format == Format::md))
        if (const std::string mark = notice_mark(book, labels, common.language); !mark.empty()) out << mark << "\n\n";
    if (subject.kind == "park") {
        explain_park(book, subject.id, labels, common, out);
        return 0;
    }
    const auto row = subject.kind == "parcel" ? book.parcel_row(id) : std::nullopt;
    Value proofs = row ? ParcelProofs{book, path, labels}.of(*row, id) : other_proofs(book, subject.id);
    if (!row)
        add_office_proofs(book, "list_entry", "subject_kind = 'enterprise' AND subject_id = ?1", subject.id, proofs);
    if (!row && proofs.list("proofs").empty()) not_judged(book, subject.id);
    tell(proofs, labels, common, proof_text, out);
    return 0;
}

}  // namespace mutu
