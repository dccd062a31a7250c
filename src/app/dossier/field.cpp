// mutu field: a filled-in sheet against the book, cell by cell.
#include "mutu/field.hpp"

#include "dossier/field_spec.hpp"
#include "dossier/parcel_file.hpp"
#include "list_words.hpp"
#include "output.hpp"
#include "session.hpp"

#include "mutu/plain_sheet.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>
#include <utility>

namespace mutu {
namespace {

/// One filled cell and what came of it.
struct Seen {
    std::int64_t row = 0;  // of the sheet
    std::string parcel_id, field, typed, state, because;
    std::optional<std::string> held, value;
};

/// The sheet's columns by field.
struct Columns {
    std::size_t parcel = 0;
    std::map<std::string, std::size_t> fields;
    std::vector<std::pair<std::string, std::size_t>> kept;  // by whom, photos, remark
};

Columns columns_of(const PlainSheet& sheet, const FieldSpec& spec, const Labels& labels, const std::string& shown) {
    Columns columns;
    const auto at = [&](const std::string& name) {
        const auto found = std::find(sheet.headings.begin(), sheet.headings.end(), name);
        return found == sheet.headings.end() ? std::nullopt
                                             : std::optional{static_cast<std::size_t>(found - sheet.headings.begin())};
    };
    const auto named = [&](const std::string& id) {
        const auto by_label = at(labels.text("field", id));
        return by_label ? by_label : at(id);
    };
    const auto parcel = named("parcel_id");
    for (const std::string& id : spec.fields)
        if (const auto column = named(id)) columns.fields[id] = *column;
    if (!parcel || columns.fields.empty())
        throw Error{Kind::input, shown + "：不是踏勘结果表，缺少“" +
                                     labels.text("field", parcel ? spec.fields.front() : "parcel_id") +
                                     "”列；读到的列：" + join(sheet.headings, "、")};
    columns.parcel = *parcel;
    for (const char* more : {by_whom, photo_numbers, field_remark})
        if (const auto column = at(more)) columns.kept.emplace_back(more, *column);
    return columns;
}

class Reading {
public:
    Reading(const ParcelFiles& files, const BookRun& run, const Labels& labels, std::string data_folder)
        : files_{files}, run_{run}, labels_{labels}, data_folder_{std::move(data_folder)} {
        for (std::size_t row = 0; row < files.size(); ++row) row_of_.emplace(files.text(row, "parcel_id"), row);
    }

    std::vector<Seen> all(const PlainSheet& sheet, const Columns& columns) {
        std::vector<Seen> seen;
        for (std::size_t i = 0; i < sheet.rows.size(); ++i) line(sheet, columns, i, seen);
        return seen;
    }

private:
    void line(const PlainSheet& sheet, const Columns& columns, std::size_t i, std::vector<Seen>& seen) {
        const std::string id = sheet.rows[i][columns.parcel];
        const std::size_t before = seen.size();
        const auto cell = [&](const std::string& field) {
            const auto found = columns.fields.find(field);
            return found == columns.fields.end() ? std::string{} : sheet.rows[i][found->second];
        };
        for (const auto& [field, column] : columns.fields)
            if (!is_blank(sheet.rows[i][column]))
                seen.push_back({sheet.row_numbers[i], id, field, sheet.rows[i][column], {}, {}, {}, {}});
        for (const auto& [name, column] : columns.kept)
            if (!is_blank(sheet.rows[i][column]))
                seen.push_back({sheet.row_numbers[i], id, name, sheet.rows[i][column], "kept", {}, {}, {}});
        for (std::size_t at = before; at < seen.size(); ++at)
            if (seen[at].state.empty()) judge(seen[at], cell("field_check_date"));
        const auto again = read_.find(id);
        if (again != read_.end() && seen.size() > before) repeated(seen, before, again->second);
        if (seen.size() > before) read_.emplace(id, sheet.row_numbers[i]);
    }

    void judge(Seen& one, const std::string& checked_on) const {
        const auto row = row_of_.find(one.parcel_id);
        if (row == row_of_.end()) {
            one.state = "refused", one.because = "成果库里没有这宗地";
            return;
        }
        one.held = files_.at(row->second, one.field);
        one.value = field_value(one.field, one.typed, data_folder_, one.because);
        if (!one.value)
            one.state = "refused";
        else if (is_day(one.field) && run_.as_of.iso() < *one.value && one.field != "field_check_date")
            one.state = "refused", one.because = "晚于数据截至日 " + run_.as_of.iso() + "，还没有发生";
        else if (!one.held)
            one.state = "new", contradict(one, row->second);
        else if (*one.held == *one.value)
            one.state = "same";
        else
            differ(one, row->second, checked_on);
    }

    /// Another value than the book's: a check on a later day goes on from the earlier one, anything else is a conflict.
    void differ(Seen& one, std::size_t row, const std::string& checked_on) const {
        const auto before = files_.day(row, "field_check_date");
        const auto parsed = parse_date(checked_on);
        const Date* now = std::get_if<Date>(&parsed);
        const bool check = one.field == "field_check" || one.field == "field_check_date";
        if (check && before && now && *before < *now) {
            one.state = "newer", one.because = "上次核查 " + before->iso();
            contradict(one, row);
            return;
        }
        one.state = "conflict";
        one.because = check && !before ? "成果库里的核查没有日期，分不出先后" : "与成果库所载不同";
    }

    /// "Not started" on the ground beside a start or an end of works in the book.
    void contradict(Seen& one, std::size_t row) const {
        if (one.field != "field_check" || one.value != "not_started") return;
        for (const char* event : {"actual_start_date", "actual_finish_date"})
            if (const auto& held = files_.at(row, event)) {
                one.state = "conflict";
                one.because = "成果库载有" + labels_.text("field", event) + " " + *held;
                return;
            }
    }

    /// A parcel that stands in an earlier row: the later row is not taken over, whatever it says.
    static void repeated(std::vector<Seen>& seen, std::size_t from, std::int64_t earlier) {
        for (std::size_t at = from; at < seen.size(); ++at)
            if (seen[at].state != "refused")
                seen[at].state = "conflict", seen[at].because = "同一宗地已在第 " + std::to_string(earlier) + " 行数据";
    }

    const ParcelFiles& files_;
    const BookRun& run_;
    const Labels& labels_;
    std::string data_folder_;
    std::map<std::string, std::size_t> row_of_;
    std::map<std::string, std::int64_t> read_;
};

AddedTable visit_table(const std::vector<Seen>& seen, const BookRun& run, const FieldQuery& query,
                       const std::string& sha256) {
    using Type = Rows::Type;
    AddedTable table{"field_visit",
                     {{"run_id", Type::text},
                      {"sheet", Type::text},
                      {"sheet_sha256", Type::text},
                      {"sheet_row", Type::integer},
                      {"parcel_id", Type::text},
                      {"field", Type::text},
                      {"book_value", Type::text},
                      {"typed_value", Type::text},
                      {"visit_state", Type::text},
                      {"visit_because", Type::text}},
                     {},
                     {}};
    const auto text = [](const std::optional<std::string>& cell) { return cell ? BookCell{*cell} : BookCell{}; };
    for (const Seen& one : seen)
        table.rows.push_back({run.run_id, std::filesystem::path{query.sheet}.filename().string(), sha256, one.row,
                              one.parcel_id, one.field, text(one.held), one.value ? *one.value : one.typed, one.state,
                              one.because.empty() ? BookCell{} : BookCell{one.because}});
    return table;
}

std::string csv_cell(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string{"\"\""} : std::string{c};
    return out + "\"";
}

/// What may be taken over, one row a parcel, in the columns of a parcel source.
std::string accepted_csv(const std::vector<Seen>& seen, const FieldSpec& spec) {
    std::vector<std::string> order;
    std::map<std::string, std::map<std::string, std::string>> rows;
    for (const Seen& one : seen) {
        if (one.state != "new" && one.state != "newer") continue;
        if (!rows.contains(one.parcel_id)) order.push_back(one.parcel_id);
        rows[one.parcel_id][one.field] = *one.value;
    }
    std::string out = "parcel_id";
    for (const std::string& field : spec.fields) out += "," + field;
    out += "\n";
    for (const std::string& id : order) {
        out += csv_cell(id);
        for (const std::string& field : spec.fields) {
            const auto found = rows[id].find(field);
            out += "," + (found == rows[id].end() ? std::string{} : csv_cell(found->second));
        }
        out += "\n";
    }
    return out;
}

TextTable shown_table(const std::vector<Seen>& seen, const Labels& labels, Language language, bool people) {
    TextTable table;
    table.keys = {"sheet_row", "parcel_id", "field", "book_value", "typed_value", "visit_state", "visit_because"};
    table.numeric = {true, false, false, false, false, false, false};
    for (const std::string& key : table.keys)
        table.headings.push_back(
            labels.text(labels.has("visit_column", key) ? "visit_column" : "column", key, language));
    for (const Seen& one : seen) {
        const auto word = [&](const std::optional<std::string>& value) {
            return value && people && labels.has(one.field, *value)
                       ? std::optional{labels.text(one.field, *value, language)}
                       : value;
        };
        table.rows.push_back({std::to_string(one.row), one.parcel_id,
                              people ? labels.text("field", one.field, language) : one.field, word(one.held),
                              one.value ? word(one.value) : std::optional{one.typed},
                              people ? labels.text("visit_state", one.state, language) : one.state,
                              one.because.empty() ? std::nullopt : std::optional{one.because}});
    }
    return table;
}

void tell(const std::vector<Seen>& seen, const FieldQuery& query, const Common& common, std::ostream& talk) {
    std::map<std::string, std::size_t> counts;
    for (const Seen& one : seen) ++counts[one.state];
    talk << query.sheet << "：填了 " << seen.size() << " 格：新增 " << counts["new"] << "，较新的核查 "
         << counts["newer"] << "，相同 " << counts["same"] << "，冲突 " << counts["conflict"] << "，不能采用 "
         << counts["refused"] << "，备查 " << counts["kept"] << "\n";
    if (!query.output.empty())
        talk << query.output << (common.dry_run ? "：将写" : "：") << "新增和较新的内容；在 PROJECT.toml 末尾加\n"
             << "[[source]]\nrole = \"parcel\"\npath = " << json_quoted(query.output) << "\n后用 mutu run 重新分析\n";
}

}  // namespace

int field(const FieldQuery& query, const Common& common, std::ostream& out, std::ostream& talk) {
    if (!query.output.empty() && !lower_ascii(query.output).ends_with(".csv"))
        throw Error{Kind::usage, "可采用的内容写成 .csv，不是 " + query.output};
    if (!query.output.empty() && !common.overwrite && std::filesystem::exists(query.output))
        throw Error{Kind::usage, query.output + " 已经有了；要覆盖请加 --overwrite"};
    const Labels labels = labels_of(common);
    const FieldSpec spec = field_spec(common.data_folder);
    const PlainSheet sheet = read_plain_sheet(query.sheet, query.sheet, result_sheet_name);
    const Columns columns = columns_of(sheet, spec, labels, query.sheet);
    std::vector<Seen> seen;
    std::optional<AddedTable> added;
    {
        const Book book{query.book};
        const BookRun run = run_of(book, query.book);
        std::vector<std::string> ids{"parcel_id", "actual_start_date", "actual_finish_date", "field_check_date"};
        for (const std::string& id : spec.fields)
            if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
        const ParcelFiles files{book, ids};
        seen = Reading{files, run, labels, common.data_folder}.all(sheet, columns);
        const bool known = book.has("field_visit") &&
                           !book.query("SELECT 1 FROM field_visit WHERE sheet_sha256 = ?1 AND run_id = ?2 LIMIT 1",
                                       {sheet.sha256, run.run_id})
                                .rows.empty();
        if (!known && !seen.empty()) added = visit_table(seen, run, query, sheet.sha256);
        if (known && !common.quiet) talk << query.sheet << "：这张表已对照过，成果库不再添记\n";
    }
    if (!common.dry_run) {
        if (added) add_rows(query.book, {*added}, labels);
        if (!query.output.empty()) write_whole(query.output, accepted_csv(seen, spec));
    }
    const Format format = format_or_table(common);
    const bool people = format == Format::table || format == Format::md;
    out << render(shown_table(seen, labels, common.language, people), format, "field");
    if (!common.quiet) tell(seen, query, common, talk);
    const bool bad = std::any_of(seen.begin(), seen.end(),
                                 [](const Seen& one) { return one.state == "conflict" || one.state == "refused"; });
    return bad && (common.fail_on == "info" || common.fail_on == "warning") ? 1 : 0;
}

}  // namespace mutu
