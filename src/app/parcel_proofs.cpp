// Proofs of parcels: rules and actions worked out from the inputs, the rest from the book's tables.
#include "parcel_proofs.hpp"

#include "mutu/plan.hpp"
#include "mutu/policy.hpp"
#include "mutu/rejudge.hpp"
#include "mutu/text.hpp"

namespace mutu {
namespace {

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

/// Actions that the facts admit; on land that redevelopment is about, also those of which nobody can tell.
void add_actions(const BookRun& run, const Judge& judge, const Facts& facts, const Labels& labels, Value& proofs) {
    const bool open = in_scope(judge, facts);
    for (const Action& action : run.rules.actions) {
        const Rule rule = fitting(action);
        const Truth verdict = mutu::judge(run.rules, rule, facts).verdict;
        if (verdict == Truth::no || (verdict == Truth::undetermined && !open)) continue;
        const RuleText text = rule_text(run.rules, rule, labels, run.as_of);
        proofs.push(full_proof(prove(run.rules, rule, facts, labels), text, verdict));
    }
}

std::optional<std::int64_t> whole(const std::optional<std::string>& text) {
    return text ? std::optional{std::stoll(*text)} : std::nullopt;
}

/// Control indices of a parcel, their proofs made again from what the book keeps of them.
void add_controls(const Book& book, const std::string& parcel_id, const Labels& labels, Value& proofs) {
    if (!book.has("parcel_control")) return;
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

}  // namespace

ParcelProofs::ParcelProofs(const Book& book, const std::string& path, const Labels& labels)
    : book_{book}, labels_{labels}, path_{path}, run_{run_of(book, path)}, judge_{run_.rules, labels, run_.as_of},
      texts_{texts_of(book, "parcel")} {}

Value ParcelProofs::of(std::int64_t row, const std::string& parcel_id) const {
    Value proofs{Value::List{}};
    book_.each_parcel(row, row, [&](std::string_view, std::string_view bytes) {
        const Facts facts = judged_facts(judge_, decoded(bytes));
        for (const RuleText& text : texts_) {
            const Rule* rule = run_.rules.find_rule(text.rule_id);
            if (!rule) throw Error{Kind::input, path_ + ": 政策包没有规则 " + text.rule_id};
            proofs.push(full_proof(prove(run_.rules, *rule, facts, labels_), text,
                                   mutu::judge(run_.rules, *rule, facts).verdict));
        }
        add_actions(run_, judge_, facts, labels_, proofs);
    });
    add_controls(book_, parcel_id, labels_, proofs);
    add_office_proofs(book_, "commitment_result", "parcel_id = ?1", parcel_id, proofs);
    return proofs;
}

void add_office_proofs(const Book& book, const std::string& table, const std::string& where, const std::string& id,
                       Value& proofs) {
    if (!book.has(table)) return;  // a book of an earlier version
    for (const auto& row : book.query("SELECT proof FROM " + table + " WHERE " + where + " ORDER BY fid", {id}).rows)
        if (row[0]) proofs.push(parse_json(*row[0], table));
}

}  // namespace mutu
