// Rows of a book as tables: list and sql.
#include "session.hpp"
#include "unknowns.hpp"

#include "mutu/app.hpp"
#include "mutu/store.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

/// What a person can read on a screen; machine formats carry every column.
struct Listing {
    const char* what;
    const char* table;
    const char* order;
    std::vector<std::string> shown;
};

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> all;
    for (const auto& word : split(text, ' ')) all.emplace_back(word);
    return all;
}

const std::vector<Listing>& listings() {
    static const std::vector<Listing> all{
        {"parcels",
         "parcel_result",
         "fid",
         {"parcel_id", "park_id", "area_m2", "supply_state", "idle_state", "recognition", "idle_on", "efficiency",
          "land_class", "action", "tax_wan_per_mu", "missing"}},
        {"parks",
         "park_result",
         "fid",
         {"park_id", "park_name", "area_m2", "approved_m2", "supplied_m2", "unsupplied_m2", "supply_rate", "idle_count",
          "idle_m2", "low_efficiency_count", "low_efficiency_m2", "undetermined_count", "tax_wan_per_mu",
          "tax_coverage"}},
        {"indicators", "indicator", "fid",
         words("park_id indicator_code title value unit ideal score rank coverage zone_type undetermined_because")},
        {"controls", "parcel_control", "fid",
         words("parcel_id park_id index_id value limit_value met short_of short_unit undetermined_because")},
        {"areas", "area_reconciliation", "fid",
         words("parcel_id park_id area_registered_m2 area_contract_m2 area_planar_m2 area_ellipsoid_m2 "
               "area_difference_m2 area_class")},
        {"goals", "park_goal", "fid",
         words("park_id title value op target unit gap met short_of short_unit undetermined_because")},
        {"unsupplied",
         "unsupplied_land",
         "fid",
         {"approval_id", "approval_date", "park_id", "area_m2", "built_m2", "years_since_approval"}},
        {"enterprises",
         "enterprise_result",
         "year DESC, list_id IS NULL, list_id, rank IS NULL, rank, fid",  // 亩均英雄榜
         {"list_id", "rank", "grade", "name", "uscc", "year", "score", "land_m2", "tax_wan", "tax_wan_per_mu",
          "tax_growth", "rank_change", "unscored_because"}},
        {"enterprise-land",
         "enterprise_land",
         "fid",
         {"uscc", "parcel_id", "park_id", "tenure", "stated_m2", "floor_m2", "land_m2", "rented_out_m2", "how",
          "tax_wan", "output_wan"}},
        {"industries",
         "industry_result",
         "fid",
         {"park_id", "kind", "industry_id", "title", "year", "firm_count", "land_m2", "tax_wan", "output_wan",
          "tax_wan_per_mu", "tax_coverage", "grades"}},
        {"projects", "project_result", "fid",
         words("project_id name park_id parcel_ids project_stage signed_date signed_investment_wan arrived_wan "
               "fulfilled produced in_park missing")},
        {"project-periods", "project_period", "fid",
         words("park_id period_kind period signed_count signed_wan signed_large_count started_count "
               "started_large_count finished_count finished_large_count produced_count size_unknown_count")},
        {"commitments", "commitment_result", "fid",
         words("parcel_id park_id item stage due_date op promised actual unit actual_from commitment_state short_of "
               "missing")},
        {"rates", "office_rate", "fid",
         words("park_id office_rate period value numerator_sum denominator_sum sum_unit open_count target gap met "
               "short_of undetermined_because")},
        {"turnover", "turnover_result", "queue_place IS NULL, park_id, queue_place, fid",
         words("turnover_id park_id area_m2 rung rung_since years_on_rung next_rung need_date queue_place late "
               "reserved_for standard_ready standard_lacking missing")},
        {"turnover-ladder", "turnover_ladder", "fid",
         words("park_id rung plot_count area_m2 years_on_rung supplied_m2 balance_m2 area_unknown_count")},
        {"registers", "register_summary", "fid",
         words("register_kind leg tie_cause key_count from_m2 to_m2 difference_m2 area_unknown_count")},
        {"register-keys", "register_tie", "fid",
         words("register_kind key subject_id park_id system_m2 ledger_m2 map_m2 tie_cause map_cause")},
        {"disposals", "disposal_rate", "fid",
         words("register_kind base_from base_count disposed_count base_m2 disposed_m2 disposal_rate")},
        {"exits", "exit_result", "overdue = 'yes' DESC, due_date IS NULL, due_date, fid",
         words("key parcel_id park_id exit_rung_title rung_since next_step due_date overdue decider document "
               "review_result removed_reason document_no missing")},
        {"survey", "production_survey", "fid",
         words("survey_kind subject_kind subject_id park_id since_date power_coverage")},
        {"year-end", "park_year_end", "composite_rank IS NULL, composite_rank, fid",
         words("composite_rank park_id park_name year composite_score from_last ranked_count park_count rank_before "
               "before_from first_twice last_twice undetermined_because")},
        {"year-end-items", "park_year_end_item", "fid",
         words("park_id title value unit points weight source_doc undetermined_because")},
        {"name-lists", "list_entry", "fid",
         words("name_list subject_name park_id on_list evidence undetermined_because")},
        {"plans", "plan_scenario", "fid",
         words("scenario_id run_id status objective bound unit cost_wan uplift_wan present_value_wan parcel_count "
               "area_m2 "
               "binding")},
        {"plan-options", "plan_option", "fid",
         words("scenario_id parcel_id action admitted chosen cost_wan uplift_wan forgone_wan present_value_wan "
               "payback_years "
               "government_wan park_wan firm_wan missing because")},
        {"plan-years", "plan_park_year", "fid",
         words("scenario_id park_id year idle_m2 low_efficiency_m2 undetermined_m2 tax_wan tax_wan_per_mu "
               "years_of_supply years_of_supply_because")},
        {"plan-swaps", "plan_swap", "fid",
         words("scenario_id parcel_id park_id land_use_code value_wan value_from swap_state with_parcel_id "
               "with_value_wan difference_wan missing")},
        {"expansions", "expansion_candidate", "fid",
         words(
             "scenario_id alternative_id park_id kind verdict area_m2 removed_m2 park_before_m2 park_after_m2 cost_wan "
             "cultivated_m2 soft_m2 steepness compactness distance_m supply_years_after front apart")},
        {"runs", "run", "rowid", {"run_id", "as_of", "policy_id", "started", "finished"}},
        {"diagnostics",
         "diagnostic",
         "fid",
         {"severity", "code", "layer", "source_file", "source_row", "subject_id", "message", "fix"}},
    };
    return all;
}

std::string literal(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string{"''"} : std::string{c};
    return quoted + "'";
}

std::vector<std::string> columns_of(const Book& book, const std::string& table) {
    std::vector<std::string> names;
    for (const auto& row : book.query("SELECT name FROM pragma_table_info(?1)", {table}).rows)
        if (row[0] && *row[0] != "fid" && *row[0] != "geom") names.push_back(*row[0]);
    return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string question(const ListQuery& query, const Listing& listing, const std::vector<std::string>& all,
                     const std::vector<std::string>& chosen) {
    std::string sql = "SELECT ";
    for (std::size_t i = 0; i < chosen.size(); ++i) sql += (i == 0 ? "\"" : ", \"") + chosen[i] + "\"";
    sql += " FROM " + std::string{listing.table} + " WHERE 1";
    const auto filter = [&](const std::string& column, const std::string& wanted, const char* option) {
        if (wanted.empty()) return;
        if (!has(all, column)) throw Error{Kind::usage, std::string{option} + " 不能用于 list " + listing.what};
        sql += " AND \"" + column + "\" = " + literal(wanted);
    };
    filter("park_id", query.park, "--park");
    filter("land_class", query.land_class, "--class");
    if (!query.where.empty()) sql += " AND (" + query.where + ")";
    return sql + " ORDER BY " + listing.order;
}

std::string heading_of(const Labels& labels, std::string_view group, const std::string& key, Language language) {
    const std::string text = labels.text(group, key, language), unit = labels.unit(group, key);
    const bool said = unit.empty() || text.ends_with(")") || text.ends_with("）");
    return said ? text : text + "(" + unit + ")";
}

/// Ids of one cell, joined by ';', in words.
void words_of_cell(std::string& cell, std::string_view group, const Labels& labels, Language language) {
    std::vector<std::string> words;
    for (const std::string& id : split(cell, ';')) {
        const bool parameter = id.starts_with("parameter:");
        if (!id.empty()) words.push_back(parameter ? id.substr(10) : labels.text(group, id, language));
    }
    cell = join(words, language == Language::zh ? "、" : ", ");
}

/// Codes in words and numbers as printed, for people; machine formats stay as stored.
void for_people(TextTable& table, const Labels& labels, Language language) {
    for (std::size_t column = 0; column < table.keys.size(); ++column) {
        const std::string& key = table.keys[column];
        const bool measured = key.ends_with("_m2") || key.ends_with("_wan") || key.ends_with("_per_mu") ||
                              key == "far" ||
                              has({"value", "ideal", "score", "target", "gap", "short_of", "limit_value", "promised",
                                   "actual", "numerator_sum", "denominator_sum", "objective", "bound", "payback_years",
                                   "points", "composite_score"},
                                  key);
        const bool rate = key.ends_with("_growth") || key.ends_with("_rate") || key.ends_with("_rate_5y") ||
                          key.ends_with("coverage") || key == "building_density";
        for (auto& row : table.rows) {
            auto& cell = row[column];
            if (!cell) continue;
            if (labels.has(key, *cell)) cell = labels.text(key, *cell, language);
            if (key == "status" || key == "binding") words_of_cell(*cell, "plan", labels, language);
            if (key == "undetermined_because") cell = reason_text(*cell, labels, language);
            if (key == "missing") words_of_cell(*cell, "field", labels, language);
            if (key == "action") words_of_cell(*cell, "action", labels, language);
            if (key.ends_with("unit")) cell = *cell == "1" ? "" : *cell == "m2" ? "m²" : *cell;
            double value = 0;
            const auto parsed = table.numeric[column] ? parse_number(*cell) : Parsed<double>{Blank{}};
            if (const double* number = std::get_if<double>(&parsed))
                value = *number;
            else
                continue;
            if (rate)
                cell = fixed(value * 100, 2) + " %";
            else if (measured || cell->find('.') != std::string::npos)
                cell = fixed(value, 2);
        }
    }
}

/// Figures, classes and fields in words, areas as printed.
void words_for_people(TextTable& table, const Labels& labels, Language language) {
    table.headings.clear();
    for (std::size_t column = 0; column < table.keys.size(); ++column) {
        const std::string& key = table.keys[column];
        table.headings.push_back(heading_of(labels, labels.has("what_if", key) ? "what_if" : "column", key, language));
        for (auto& row : table.rows) {
            if (!row[column]) continue;
            if (key == "figure") row[column] = labels.text("what_if", *row[column], language);
            if (key == "land_classes") words_of_cell(*row[column], "land_class", labels, language);
            // Nothing of its own is missing: the mean it is held against is.
            if (key == "missing" && row[column]->empty()) row[column] = labels.text("what_if", "mean_open", language);
        }
    }
    for_people(table, labels, language);
}

TextTable table_of(const Rows& rows, const Labels& labels, Language language) {
    TextTable table;
    table.keys = rows.columns;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        table.headings.push_back(heading_of(labels, "column", rows.columns[i], language));
        table.numeric.push_back(rows.types[i] != Rows::Type::text);
    }
    table.rows = rows.rows;
    return table;
}

/// What the unknown leaves open, worked out from the book's inputs.
int list_unknowns(const ListQuery& query, const Common& common, std::ostream& out) {
    if (!query.park.empty() || !query.land_class.empty() || !query.where.empty())
        throw Error{Kind::usage, "list " + query.what + " 没有 --park、--class、--where"};
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const BookRun run = run_of(book, query.book);
    const Unknowns unknowns = unknowns_of(book, query.book, Judge{run.rules, labels, run.as_of});
    const BookParks parks = parks_of(book);
    const Format format = format_or_table(common);
    TextTable table = query.what == "ranges"
                          ? range_table(unknowns, parks, labels.text("what_if", "total", common.language))
                          : unknown_table(unknowns, parks);
    const bool people = format == Format::table || format == Format::md;
    if (people) words_for_people(table, labels, common.language);
    out << render(table, format, query.what);
    return 0;
}

}  // namespace

int list(const ListQuery& query, const Common& common, std::ostream& out) {
    if (query.what == "ranges" || query.what == "unknowns") return list_unknowns(query, common, out);
    const auto found =
        std::find_if(listings().begin(), listings().end(), [&](const Listing& one) { return query.what == one.what; });
    if (found == listings().end()) {
        std::vector<std::string> known;
        for (const Listing& one : listings()) known.emplace_back(one.what);
        known.insert(known.end(), {"ranges", "unknowns"});
        const auto meant = nearest(query.what, known);
        throw Error{Kind::usage, "list 不认识 " + query.what +
                                     (meant ? "，是否要写 " + *meant + "？" : "；可用：" + join(known, " "))};
    }
    const Book book{query.book};
    const auto all = columns_of(book, found->table);
    if (all.empty())
        throw Error{Kind::usage,
                    query.book + " 中没有" + labels_of(common).text("layer", found->table, common.language) + "（表 " +
                        found->table + "）：" +
                        (std::string_view{found->table}.starts_with("plan_") ? "还没有做过方案，先用 mutu plan"
                         : std::string_view{found->table}.starts_with("expansion_")
                             ? "还没有做过方案，先用 mutu expand"
                             : "可能是旧版本生成的，请用 mutu run 重新分析")};
    const Format format = format_or_table(common);
    const bool people = format == Format::table || format == Format::md;
    const std::string sql = question(query, *found, all, people ? found->shown : all);
    const Rows rows = query.where.empty() ? book.query(sql) : Book::stranger(query.book, sql);
    const Labels labels = labels_of(common);
    TextTable table = table_of(rows, labels, common.language);
    if (people) for_people(table, labels, common.language);
    out << render(table, format, query.what);
    return 0;
}

int sql(const std::string& book, const std::string& query, const Common& common, std::ostream& out) {
    TextTable table = table_of(Book::stranger(book, query), labels_of(common), common.language);
    table.headings = table.keys;
    out << render(table, format_or_table(common), "sql");
    return 0;
}

}  // namespace mutu
