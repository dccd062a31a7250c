// Which rows and columns each ledger has, as questions to the book.
#include "ledger_rows.hpp"

#include "office/notice.hpp"

#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <utility>

namespace mutu {
namespace {

using Type = ResultTable::Type;

/// A column of a ledger. `group`: labels of its codes; "" where the text stands for itself.
struct Asked {
    const char* id;
    Type type;
    std::string sql;
    const char* group = "";
    bool summed = false;
};

struct Ledger {
    const char* name;
    std::string from;  // FROM … WHERE …
    std::string park;  // the column that --park is held against
    std::string order;
    std::vector<Asked> columns;
};

/// A field of the parcel, else of the supply row in force; or the other way round for what the contract says.
Asked own(const char* id, Type type = Type::text, const char* group = "") {
    return {id, type, std::string{"coalesce(p."} + id + ", s." + id + ")", group};
}
Asked contract(const char* id, Type type = Type::text, const char* group = "") {
    return {id, type, std::string{"coalesce(s."} + id + ", p." + id + ")", group};
}

const std::string as_of = "(SELECT as_of FROM run ORDER BY fid DESC LIMIT 1)";
/// Contract §4: the matched supply row with the latest date up to as-of, the earlier row on a tie; parcels by their
/// ids.
const std::string parcel_source =
    " FROM parcel_result r JOIN parcel p ON p.parcel_id = r.parcel_id LEFT JOIN (SELECT parcel_id, supply FROM (SELECT "
    "t.parcel_id, x.fid AS supply, row_number() OVER (PARTITION BY t.parcel_id ORDER BY x.supply_date DESC, x.fid) AS "
    "n "
    "FROM (SELECT to_key AS parcel_id, from_key AS supply_id FROM link WHERE from_role = 'supply' AND to_role = "
    "'parcel' "
    "AND state = 'matched' UNION SELECT from_key, to_key FROM link WHERE from_role = 'parcel' AND to_role = 'supply' "
    "AND "
    "state = 'matched') t JOIN supply x ON x.supply_id = t.supply_id WHERE x.supply_date <= " +
    as_of +
    ") WHERE n = 1) f ON f.parcel_id = r.parcel_id LEFT JOIN supply s ON s.fid = f.supply LEFT JOIN park_result k ON "
    "k.park_id = r.park_id WHERE ";

std::vector<Asked> parcel_columns() {
    const std::string months = "CASE WHEN r.idle_on <= " + as_of + " THEN (strftime('%Y', " + as_of +
                               ") - strftime('%Y', r.idle_on)) * 12 + strftime('%m', " + as_of +
                               ") - strftime('%m', r.idle_on) - (strftime('%d', " + as_of +
                               ") < strftime('%d', r.idle_on) AND strftime('%d', date(" + as_of +
                               ", '+1 day')) <> '01') END";
    return {
        {"region", Type::text, "(SELECT region_code FROM park WHERE park.park_id = r.park_id ORDER BY fid LIMIT 1)"},
        {"park", Type::text, "coalesce(nullif(k.park_name, ''), r.park_id)"},
        {"parcel_id", Type::text, "r.parcel_id"},
        own("bdcdyh"),
        contract("supervision_no"),
        contract("contract_no"),
        own("project_name"),
        own("holder_name"),
        own("holder_uscc"),
        own("location"),
        {"area_m2", Type::real, "r.area_m2", "", true},
        {"registered_area_m2", Type::real, "r.area_registered_m2", "", true},
        {"land_use", Type::text, "coalesce(p.land_use_code, s.land_use_code)"},
        own("industry_code"),
        contract("supply_mode", Type::text, "supply_mode"),
        {"contract_date", Type::date, "coalesce(s.contract_date, p.contract_date, s.supply_date)"},
        contract("agreed_delivery_date", Type::date),
        contract("actual_delivery_date", Type::date),
        contract("agreed_start_date", Type::date),
        contract("extended_start_date", Type::date),
        contract("agreed_finish_date", Type::date),
        own("actual_start_date", Type::date),
        own("actual_finish_date", Type::date),
        {"land_price_wan", Type::real, "coalesce(s.land_price_wan, p.land_price_wan, s.price_wan)", "", true},
        own("total_investment_wan", Type::real),
        own("invested_wan", Type::real),
        {"supply_state", Type::text, "r.supply_state", "supply_state"},
        {"idle_state", Type::text, "r.idle_state", "idle_state"},
        {"recognition", Type::text, "r.recognition", "recognition"},
        {"start_due", Type::date, "r.start_due"},
        {"is_due", Type::text,
         "CASE WHEN r.start_due <= " + as_of + " THEN 'yes' WHEN r.start_due IS NOT NULL THEN 'no' END", "yes_no"},
        {"idle_on", Type::date, "r.idle_on"},
        {"idle_months", Type::integer, months},
        own("idle_cause", Type::text, "idle_cause"),
        own("notice_no"),
        own("notice_served_date", Type::date),
        own("recognition_no"),
        own("recognition_date", Type::date),
        own("disposal_mode"),
        own("disposal_approval_no"),
        own("disposed_date", Type::date),
        own("operation_state", Type::text, "operation_state"),
        own("field_check", Type::text, "field_check"),
        own("field_check_date", Type::date),
        {"land_class", Type::text, "r.land_class", "land_class"},
        {"efficiency", Type::text, "r.efficiency", "efficiency"},
        {"action", Type::text, "r.action", "action"},
        {"far", Type::real, "r.far"},
        {"building_density", Type::real, "r.building_density"},
        {"investment_wan_per_mu", Type::real, "r.investment_wan_per_mu"},
        {"tax_wan", Type::real, "r.tax_wan", "", true},
        {"tax_wan_per_mu", Type::real, "r.tax_wan_per_mu"},
        {"output_wan", Type::real, "r.output_wan", "", true},
        {"output_wan_per_mu", Type::real, "r.output_wan_per_mu"},
        {"missing", Type::text, "r.missing", "field"}};
}

Ledger parcels(const char* name, const std::string& where) {
    return {name, parcel_source + where, "r.park_id", "r.fid", parcel_columns()};
}

/// 供而未用: supplied and not started, the suspended left aside; as the sheet of the run has it.
const std::string unused =
    "r.supply_state = 'supplied' AND (r.idle_state IN ('not_due', 'early_warning', 'idle_a_1y', 'idle_a_2y') OR "
    "(r.idle_state = 'idle_gov' AND coalesce(p.stop_date > " +
    as_of + ", 1)))";

/// Places and lists as they stand after the last hearing.
std::vector<Ledger> year_end_ledgers(const Book& book) {
    if (!book.has("park_year_end")) return {};  // a book of an earlier version
    const bool ruled = book.has("rank_change");
    const auto now = [&](const std::string& after, const std::string& before) {
        return ruled ? "coalesce(y." + after + ", y." + before + ")" : "y." + before;
    };
    return {{"year_end",
             " FROM " + with_rulings(book, "park_year_end") + " y WHERE 1",
             "y.park_id",
             now("ruled_rank", "composite_rank") + " IS NULL, " + now("ruled_rank", "composite_rank") + ", y.fid",
             {{"park", Type::text, "coalesce(nullif(y.park_name, ''), y.park_id)"},
              {"year", Type::integer, "y.year"},
              {"composite_score", Type::real, now("ruled_score", "composite_score")},
              {"composite_rank", Type::integer, now("ruled_rank", "composite_rank")},
              {"park_count", Type::integer, "y.park_count"},
              {"rank_before", Type::integer, "y.rank_before"}}},
            {"name_lists",
             " FROM " + with_rulings(book, "list_entry") +
                 " y LEFT JOIN park_result k ON k.park_id = y.park_id WHERE " + now("ruled", "on_list") + " <> 'no'",
             "y.park_id",
             "y.fid",
             {{"name_list", Type::text, "y.title"},
              {"subject_name", Type::text, "y.subject_name"},
              {"park", Type::text, "coalesce(nullif(k.park_name, ''), y.park_id)"},
              {"on_list", Type::text, now("ruled", "on_list"), "on_list"},
              {"clause", Type::text, "y.clause"}}}};
}

std::vector<Ledger> ledgers() {
    return {parcels("idle", "r.idle_state IN ('idle_a_1y', 'idle_a_2y', 'idle_b', 'idle_gov')"),
            parcels("unused", unused),
            parcels("low", "r.efficiency = 'low'"),
            parcels("parcels", "1"),
            {"unsupplied",
             " FROM unsupplied_land u LEFT JOIN approval a ON a.fid = (SELECT min(fid) FROM approval b WHERE "
             "b.approval_id = "
             "u.approval_id) LEFT JOIN park_result k ON k.park_id = u.park_id WHERE 1",
             "u.park_id",
             "u.fid",
             {{"park", Type::text, "coalesce(nullif(k.park_name, ''), u.park_id)"},
              {"approval_id", Type::text, "u.approval_id"},
              {"approval_no", Type::text, "a.approval_no"},
              {"approval_date", Type::date, "u.approval_date"},
              {"batch_name", Type::text, "a.batch_name"},
              {"approval_kind", Type::text, "a.approval_kind", "approval_kind"},
              {"approval_status", Type::text, "a.approval_status", "approval_status"},
              {"approved_area_m2", Type::real, "a.approved_area_m2"},
              {"new_construction_m2", Type::real, "a.new_construction_m2"},
              {"acquired_m2", Type::real, "a.acquired_m2"},
              {"cultivated_m2", Type::real, "a.cultivated_m2"},
              {"unsupplied_m2", Type::real, "u.area_m2", "", true},
              {"built_m2", Type::real, "u.built_m2", "", true},
              {"years_since_approval", Type::real, "u.years_since_approval"},
              {"unsupplied_cause", Type::text, "a.unsupplied_cause"},
              {"measure", Type::text, "a.measure"},
              {"responsible_unit", Type::text, "a.responsible_unit"},
              {"plan_finish_date", Type::date, "a.plan_finish_date"}}},
            {"turnover",
             " FROM turnover_result t LEFT JOIN park_result k ON k.park_id = t.park_id WHERE 1",
             "t.park_id",
             "t.queue_place IS NULL, t.park_id, t.queue_place, t.fid",
             {{"park", Type::text, "coalesce(nullif(k.park_name, ''), t.park_id)"},
              {"turnover_id", Type::text, "t.turnover_id"},
              {"turnover_m2", Type::real, "t.area_m2", "", true},
              {"quota_m2", Type::real, "t.quota_m2", "", true},
              {"approval_no", Type::text, "t.approval_no"},
              {"approval_date", Type::date, "t.approval_date"},
              {"rung", Type::text, "t.rung", "rung"},
              {"rung_since", Type::date, "t.rung_since"},
              {"reserved_for", Type::text, "t.reserved_for"},
              {"need_date", Type::date, "t.need_date"},
              {"standard_ready", Type::text, "t.standard_ready", "standard_ready"}}},
            {"commitments",
             " FROM commitment_result c LEFT JOIN parcel p ON p.parcel_id = c.parcel_id LEFT JOIN park_result k ON "
             "k.park_id = "
             "c.park_id WHERE 1",
             "c.park_id",
             "c.fid",
             {{"park", Type::text, "coalesce(nullif(k.park_name, ''), c.park_id)"},
              {"parcel_id", Type::text, "c.parcel_id"},
              {"project_name", Type::text, "p.project_name"},
              {"holder_name", Type::text, "p.holder_name"},
              {"item", Type::text, "c.item", "item"},
              {"promised", Type::real, "c.promised"},
              {"actual", Type::real, "c.actual"},
              {"unit", Type::text, "c.unit"},
              {"stage", Type::text, "c.stage", "stage"},
              {"due_date", Type::date, "c.due_date"},
              {"commitment_state", Type::text, "c.commitment_state", "commitment_state"}}}};
}

/// Codes joined by ';' in words; a code without words stays.
std::string in_words(const std::string& codes, const char* group, const Labels& labels) {
    std::vector<std::string> words;
    for (const std::string& code : split(codes, ';'))
        if (!code.empty()) words.push_back(labels.text(group, code));
    return join(words, "、");
}

ResultCell cell_of(const std::optional<std::string>& text, const Asked& asked, const Labels& labels) {
    if (!text) return {};
    if (asked.type == Type::text) return *asked.group == '\0' ? *text : in_words(*text, asked.group, labels);
    if (asked.type == Type::date) return *text;
    const auto parsed = parse_number(*text);
    const double* number = std::get_if<double>(&parsed);
    if (number == nullptr) return {};
    return asked.type == Type::integer ? ResultCell{static_cast<std::int64_t>(*number)} : ResultCell{*number};
}

FormTable filled(const Book& book, const Ledger& ledger, const std::string& park, const Labels& labels) {
    FormTable form;
    form.table.name = ledger.name;
    std::string sql = "SELECT ";
    for (const Asked& asked : ledger.columns) {
        form.table.columns.emplace_back(asked.id, asked.type);
        if (asked.summed) form.summed.insert(asked.id);
        sql += (form.table.columns.size() == 1 ? "" : ", ") + asked.sql;
    }
    sql += ledger.from + (park.empty() ? "" : " AND " + ledger.park + " = ?1") + " ORDER BY " + ledger.order;
    for (const auto& row : book.query(sql, park.empty() ? std::vector<std::string>{} : std::vector{park}).rows) {
        auto& line = form.table.rows.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) line.push_back(cell_of(row[i], ledger.columns[i], labels));
    }
    return form;
}

using Names = std::map<std::string, std::vector<std::string>>;

/// Names of `[key]` by id.
Names names_of(const Value& file, const char* key) {
    Names names;
    const Value* table = file.find(key);
    if (table == nullptr) file.fail(std::string{"没有 ["} + key + "]");
    for (const auto& [id, words] : table->table(key))
        for (const Value& word : words.list(id)) names[id].push_back(word.text(id));
    return names;
}

}  // namespace

const std::string& ledger_parcel_source() { return parcel_source; }

std::vector<FormTable> ledger_tables(const Book& book, const std::string& park, const Labels& labels,
                                     const std::string& data_folder) {
    const std::string folder = data_folder + "/columns/";
    const Value offices = read_toml(folder + "ledger_form.toml");
    const Names marks = names_of(offices, "marks"), printed = names_of(offices, "columns"),
                first = names_of(offices, "headings");
    std::set<std::string> spoken_for;
    for (const auto& [id, words] : first) spoken_for.insert(words.begin(), words.end());
    Names more;
    for (const char* role : {"parcel", "supply", "approval", "turnover", "commitment"})
        for (auto& [id, words] : names_of(read_toml(folder + role + ".toml"), "fields"))
            for (std::string& word : words)
                if (!spoken_for.contains(word)) more[id].push_back(std::move(word));
    std::vector<FormTable> tables;
    auto all = ledgers();
    for (Ledger& ledger : year_end_ledgers(book)) all.push_back(std::move(ledger));
    for (const Ledger& ledger : all) {
        FormTable form = filled(book, ledger, park, labels);
        if (const auto found = marks.find(ledger.name); found != marks.end()) form.marks = found->second;
        if (const auto found = printed.find(ledger.name); found != printed.end()) form.printed = found->second;
        for (const auto& [id, type] : form.table.columns) {
            auto& headings = form.headings[id];
            for (const Names* names : {&first, &std::as_const(more)})
                if (const auto found = names->find(id); found != names->end())
                    headings.insert(headings.end(), found->second.begin(), found->second.end());
            for (const char* group : {"ledger", "field", "column"})
                if (const std::string word = labels.text(group, id);
                    labels.has(group, id) && !spoken_for.contains(word))
                    headings.push_back(word);
        }
        tables.push_back(std::move(form));
    }
    return tables;
}

}  // namespace mutu
