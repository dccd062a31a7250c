// What of a book is made public, and the steps and rulings that it keeps.
#include "office/notice.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

using Type = Rows::Type;

const std::string this_run = "(SELECT run_id FROM run ORDER BY fid DESC LIMIT 1)";

std::optional<Rational> exact(const std::optional<std::string>& cell) {
    const auto parsed = cell ? parse_number(*cell) : Parsed<double>{Blank{}};
    const double* number = std::get_if<double>(&parsed);
    return number ? Rational::decimal(*number) : std::nullopt;
}

BookCell cell(const std::optional<Rational>& number) { return number ? BookCell{number->value()} : BookCell{}; }
BookCell cell(const std::string& text) { return text.empty() ? BookCell{} : BookCell{text}; }
BookCell cell(const std::optional<Place>& place, int Place::* side) {
    return place ? BookCell{std::int64_t{(*place).*side}} : BookCell{};
}

Truth truth_named(const std::string& text) {
    return text == "yes" ? Truth::yes : text == "no" ? Truth::no : Truth::undetermined;
}

CompositeGrid grid_of(const Book& book, const Rulebook& rules, const std::vector<std::string>& parks) {
    CompositeGrid grid;
    const auto composite = year_end_rules(rules).composite;
    if (!composite) return grid;
    grid.items = composite->items;
    for (const CompositeItem& item : grid.items) {
        const auto weight = rules.ratio(item.weight);
        grid.weights.push_back(weight ? std::optional{Rational::of(*weight)} : std::nullopt);
    }
    for (const std::string& park : parks) {
        auto& values = grid.values.emplace_back();
        for (const CompositeItem& item : grid.items) {
            const auto rows =
                book.query("SELECT value FROM park_year_end_item WHERE park_id = ?1 AND item_id = ?2", {park, item.id})
                    .rows;
            values.push_back(rows.empty() ? std::nullopt : exact(rows.front()[0]));
        }
    }
    return grid;
}

std::optional<double> number(const std::optional<std::string>& cell) {
    return cell ? std::optional{std::stod(*cell)} : std::nullopt;
}

/// A fact of a firm's proof, "" where it has none.
std::string fact_of(const Value& proof, const std::string& name) {
    if (const Value* facts = proof.find("facts"))
        for (const Value& fact : facts->list("facts"))
            if (fact.find("name")->text("name") == name) return fact.find("value")->text("value");
    return {};
}

/// Firms on a list in the year that was judged, with what their proofs know more exactly than the table.
std::vector<Published::Firm> firms_of(const Book& book) {
    std::vector<Published::Firm> firms;
    for (const auto& row :
         book.query(
                 "SELECT e.uscc, e.name, e.list_id, e.score, e.grade, e.rank, e.park_id, e.land_m2, e.tax_wan, "
                 "e.tax_growth, e.grade_before, e.year, v.proof, substr(v.rule_id, 7) FROM enterprise_result e LEFT "
                 "JOIN other_verdict v ON v.subject_kind = 'enterprise' AND v.subject_id = e.uscc AND v.rule_id GLOB "
                 "'score_*' WHERE e.list_id IS NOT NULL AND e.year = (SELECT max(data_year) FROM parcel_result) "
                 "ORDER BY e.list_id, e.fid")
             .rows) {
        EnterpriseResult firm;
        firm.uscc = row[0].value_or(""), firm.name = row[1].value_or(""), firm.list_id = row[2];
        firm.score = number(row[3]), firm.grade = row[4], firm.park_id = row[6], firm.grade_before = row[10];
        if (row[5]) firm.rank = std::stoi(*row[5]);
        if (row[7]) firm.land = Area::square_metres(std::stod(*row[7]));
        if (row[8]) firm.tax = Money::wan(std::stod(*row[8]));
        firm.tax_growth = number(row[9]), firm.year = std::stoi(row[11].value_or("0"));
        const Value proof = parse_json(row[12].value_or("{}"), "other_verdict");
        const auto score = Rational::parse(fact_of(proof, "firm_score"));
        firms.push_back(
            {std::move(firm), score ? score : exact(row[3]), row[13].value_or(""), fact_of(proof, "veto_grade")});
    }
    return firms;
}

AddedTable step_table(const std::string& run_id, std::int64_t number, const NoticeStep& step) {
    AddedTable table{"notice",
                     {{"run_id", Type::text},
                      {"number", Type::integer},
                      {"notice_step", Type::text},
                      {"on_date", Type::text},
                      {"until_date", Type::text},
                      {"document", Type::text},
                      {"sheet", Type::text},
                      {"sheet_sha256", Type::text},
                      {"open_objections", Type::integer}},
                     {},
                     {}};
    table.rows.push_back({run_id, number, step.step, cell(step.on), cell(step.until), cell(step.document),
                          cell(step.sheet), cell(step.sheet_sha256), step.open});
    return table;
}

AddedTable objection_table(const std::string& run_id, std::int64_t number, const Hearing& hearing) {
    AddedTable table{"objection",
                     {{"run_id", Type::text},
                      {"number", Type::integer},
                      {"objection_id", Type::text},
                      {"subject_kind", Type::text},
                      {"subject_id", Type::text},
                      {"subject_name", Type::text},
                      {"stated_rank", Type::integer},
                      {"objected_item", Type::text},
                      {"claim", Type::text},
                      {"raised_by", Type::text},
                      {"raised_on", Type::text},
                      {"ruling", Type::text},
                      {"ruled_on", Type::text},
                      {"ruling_doc", Type::text},
                      {"corrected_value", Type::real},
                      {"objection_effect", Type::text},
                      {"ruling_source", Type::text}},
                     {},
                     {}};
    for (const Heard& heard : hearing.heard) {
        const Objection& one = heard.objection;
        table.rows.push_back({run_id, number, one.id, cell(heard.subject_kind), cell(heard.subject_id),
                              cell(heard.subject_name.empty() ? one.subject : heard.subject_name),
                              one.stated_rank ? BookCell{std::int64_t{*one.stated_rank}} : BookCell{}, cell(one.item),
                              cell(one.claim), cell(one.raised_by), cell(one.raised_on), cell(one.ruling),
                              cell(one.ruled_on), cell(one.ruling_doc), cell(one.corrected), heard.effect,
                              cell(std::string{one.ruling.empty()       ? ""
                                               : one.ruling_doc.empty() ? "no_document"
                                                                        : "document"})});
    }
    return table;
}

AddedTable rank_table(const std::string& run_id, std::int64_t number, const Hearing& hearing) {
    AddedTable table{"rank_change",
                     {{"run_id", Type::text},
                      {"number", Type::integer},
                      {"subject_kind", Type::text},
                      {"subject_id", Type::text},
                      {"subject_name", Type::text},
                      {"list_id", Type::text},
                      {"draft_score", Type::real},
                      {"ruled_score", Type::real},
                      {"draft_rank", Type::integer},
                      {"ruled_rank", Type::integer},
                      {"ruled_from_last", Type::integer},
                      {"draft_grade", Type::text},
                      {"ruled_grade", Type::text},
                      {"objection_ids", Type::text}},
                     {},
                     {}};
    for (const RankChange& one : hearing.ranks)
        table.rows.push_back({run_id, number, one.subject_kind, one.subject_id, cell(one.subject_name),
                              cell(one.list_id), cell(one.draft_score), cell(one.ruled_score),
                              cell(one.draft, &Place::rank), cell(one.ruled, &Place::rank),
                              cell(one.ruled, &Place::from_last), cell(one.draft_grade), cell(one.ruled_grade),
                              cell(join(one.objections, ";"))});
    return table;
}

AddedTable list_table(const std::string& run_id, std::int64_t number, const Hearing& hearing) {
    AddedTable table{"list_change",
                     {{"run_id", Type::text},
                      {"number", Type::integer},
                      {"name_list", Type::text},
                      {"title", Type::text},
                      {"subject_kind", Type::text},
                      {"subject_id", Type::text},
                      {"subject_name", Type::text},
                      {"park_id", Type::text},
                      {"on_list", Type::text},
                      {"ruled", Type::text},
                      {"proof", Type::text}},
                     {},
                     {}};
    for (const ListChange& one : hearing.lists)
        table.rows.push_back({run_id, number, one.list_id, cell(one.title), one.subject_kind, one.subject_id,
                              cell(one.subject_name), cell(one.park_id.value_or("")), std::string{word(one.draft)},
                              std::string{word(one.ruled)}, cell(one.proof)});
    return table;
}

/// Only the last hearing of the latest run speaks: each takes the whole sheet anew.
std::string last_hearing(const std::string& table) {
    return "(SELECT * FROM " + table + " WHERE run_id = " + this_run +
           " AND number = (SELECT max(number) FROM notice WHERE notice_step = 'objections' AND run_id = " + this_run +
           "))";
}

/// Entries of the run, then those whom a ruling brought onto a list of which the run did not have them.
std::string entries_with_rulings() {
    const std::string changes = last_hearing("list_change"),
                      same = " c.name_list = l.name_list AND c.subject_id = l.subject_id";
    return "(SELECT l.fid, l.name_list, l.title, l.subject_kind, l.subject_id, l.subject_name, l.park_id, l.on_list, "
           "l.undetermined_because, l.clause, l.evidence, l.sentence, coalesce(c.proof, l.proof) AS proof, c.ruled "
           "FROM "
           "list_entry l LEFT JOIN " +
           changes + " c ON" + same +
           " UNION ALL SELECT c.fid + (SELECT max(fid) FROM list_entry), c.name_list, c.title, c.subject_kind, "
           "c.subject_id, c.subject_name, "
           "c.park_id, c.on_list, NULL, NULL, NULL, NULL, c.proof, c.ruled FROM " +
           changes + " c WHERE NOT EXISTS (SELECT 1 FROM list_entry l WHERE" + same + "))";
}

}  // namespace

std::vector<NoticeStep> steps_of(const Book& book) {
    std::vector<NoticeStep> steps;
    if (!book.has("notice")) return steps;
    for (const auto& row : book.query("SELECT notice_step, on_date, until_date, document, sheet, sheet_sha256, "
                                      "open_objections FROM notice WHERE run_id = " +
                                      this_run + " ORDER BY fid")
                               .rows) {
        const auto text = [&](std::size_t i) { return row[i].value_or(""); };
        steps.push_back({text(0), text(1), text(2), text(3), text(4), text(5), std::stoll(row[6].value_or("0"))});
    }
    return steps;
}

NoticeState state_of(const std::vector<NoticeStep>& steps) {
    if (steps.empty()) return NoticeState::draft;
    return steps.back().step == "final" ? NoticeState::settled : NoticeState::notified;
}

namespace {

bool anything_to_publish(const Book& book) {
    return book.has("park_year_end") &&
           !book.query(
                    "SELECT 1 FROM park_year_end WHERE composite_rank IS NOT NULL UNION SELECT 1 FROM list_entry WHERE "
                    "on_list = 'yes' UNION SELECT 1 FROM enterprise_result WHERE rank IS NOT NULL LIMIT 1")
                .rows.empty();
}

}  // namespace

std::string notice_mark(const Book& book, const Labels& labels, Language language) {
    if (!anything_to_publish(book)) return {};
    const auto steps = steps_of(book);
    const NoticeState state = state_of(steps);
    if (state == NoticeState::settled) return {};
    std::string mark = labels.text("notice_mark", word(state), language), until;
    for (const NoticeStep& step : steps)
        if (!step.until.empty()) until = step.until;
    if (!until.empty()) mark += (language == Language::zh ? "，至 " : ", until ") + until;
    return mark;
}

Published published_of(const Book& book, const std::string& path) {
    const BookRun run = run_of(book, path);
    Published all;
    for (const auto& row : book.query("SELECT park_id, park_name FROM park_year_end ORDER BY fid").rows) {
        all.park_ids.push_back(row[0].value_or(""));
        all.park_names.push_back(row[1].value_or(""));
    }
    all.grid = grid_of(book, run.rules, all.park_ids);
    all.firms = firms_of(book);
    for (const auto& row :
         book.query("SELECT name_list, title, subject_id, on_list, proof FROM list_entry WHERE subject_kind "
                    "= 'park' ORDER BY fid")
             .rows)
        all.entries.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or(""),
                               truth_named(row[3].value_or("")), parse_json(row[4].value_or("{}"), "list_entry")});
    return all;
}

std::vector<AddedTable> notice_tables(const std::string& run_id, std::int64_t number, const NoticeStep& step,
                                      const Hearing* hearing) {
    std::vector<AddedTable> tables{step_table(run_id, number, step)};
    if (hearing)
        for (const auto make : {objection_table, rank_table, list_table})
            tables.push_back(make(run_id, number, *hearing));
    return tables;
}

std::string with_rulings(const Book& book, const std::string& table) {
    if (!book.has("rank_change")) return table;
    const std::string ranks = last_hearing("rank_change");
    if (table == "park_year_end")
        return "(SELECT y.*, c.ruled_score, c.ruled_rank FROM park_year_end y LEFT JOIN " + ranks +
               " c ON c.subject_kind = 'park' AND c.subject_id = y.park_id)";
    if (table == "enterprise_result")
        return "(SELECT e.*, c.ruled_score, c.ruled_rank, c.ruled_grade FROM enterprise_result e LEFT JOIN " + ranks +
               " c ON c.subject_kind = 'enterprise' AND c.subject_id = e.uscc AND c.list_id = e.list_id AND e.year = "
               "(SELECT max(data_year) FROM parcel_result))";
    if (table == "list_entry") return entries_with_rulings();
    return table == "objection" || table == "rank_change" ? last_hearing(table) : table;
}

std::string graded_firms(const Book& book) {
    return std::string{"(SELECT uscc, park_id, year, "} +
           (book.has("rank_change") ? "coalesce(ruled_grade, grade)" : "grade") + " AS grade FROM " +
           with_rulings(book, "enterprise_result") + ")";
}

std::vector<std::string> ruled_columns(const Book& book, const std::string& table) {
    if (!book.has("rank_change")) return {};
    if (table == "park_year_end") return {"ruled_score", "ruled_rank"};
    if (table == "enterprise_result") return {"ruled_score", "ruled_rank", "ruled_grade"};
    return table == "list_entry" ? std::vector<std::string>{"ruled"} : std::vector<std::string>{};
}

}  // namespace mutu
