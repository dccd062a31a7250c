// mark_edit: lowerings of the secrecy mark, four rows each.
#include "book.hpp"
#include "chain_table.hpp"
#include "place.hpp"

#include "mutu/mark_store.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr const char* table = chain_tables[1];
constexpr const char* subject = "secrecy";  // in the place of a case's number
constexpr int patience = 5000;              // ms: readers finish first
// Columns of a row behind fid.
constexpr std::size_t act_at = 1, field_at = 5, new_at = 7;

void refuse_blank(const MarkLowering& lowering) {
    const auto demand = [](const std::string& value, const char* what) {
        if (trimmed(value).empty()) throw Error{Kind::usage, std::string{"降低密级要写明"} + what};
    };
    demand(lowering.by, "经办人（--by）"), demand(lowering.reason, "理由（--reason）");
    demand(lowering.document, "批准文书的文号（--document）");
    if (lowering.to != "public" && lowering.to != "internal")
        throw Error{Kind::usage, "--to 只能是 internal 或 public，不是 " + lowering.to};
}

struct Higher {
    std::string mark, runs;  // the highest, and who has one above the new
};

Higher higher_than(const Book& book, const std::string& to) {
    Higher found;
    for (const auto& row : book.query("SELECT run_id, secrecy FROM run ORDER BY fid").rows) {
        const std::string mark = row[1].value_or("");
        if (mark_rank(mark) <= mark_rank(to)) continue;
        found.runs += (found.runs.empty() ? "" : " ") + row[0].value_or("");
        if (found.mark.empty() || mark_rank(mark) > mark_rank(found.mark)) found.mark = mark;
    }
    return found;
}

/// The highest mark that the inputs of a run say; "" where they say none.
std::string mark_of_inputs(const std::string& inputs) {
    std::string highest;
    if (inputs.empty()) return highest;
    const Value list = parse_json(inputs, "run.inputs");
    for (const Value& source : list.list("run.inputs"))
        if (const Value* mark = source.find("secrecy"))
            if (const std::string word = mark->text("secrecy"); highest.empty() || mark_rank(word) > mark_rank(highest))
                highest = word;
    return highest;
}

/// The text of a field of the lowering that `row` belongs to.
std::string field_of(const std::vector<ChainRow>& rows, const std::string& act, std::string_view field) {
    for (const ChainRow& row : rows)
        if (row.at(act_at).bytes == act && row.at(field_at).bytes == field) return row.at(new_at).bytes;
    return {};
}

bool is_recorded(const std::vector<ChainRow>& rows, const std::string& run, const std::string& mark) {
    return std::any_of(rows.begin(), rows.end(), [&](const ChainRow& row) {
        if (row.at(field_at).bytes != subject || row.at(new_at).bytes != mark) return false;
        const auto runs = split(field_of(rows, row.at(act_at).bytes, "runs"), ' ');
        return std::find(runs.begin(), runs.end(), run) != runs.end();
    });
}

}  // namespace

int mark_rank(std::string_view mark) { return mark == "public" ? 0 : mark == "internal" ? 1 : 2; }

std::vector<ChainRow> mark_chain(const Book& book) { return chain_rows(book, table); }

std::string lower_mark(const std::string& path, const MarkLowering& lowering, const Labels& labels) {
    refuse_blank(lowering);
    const std::string target = real_target(path);
    const FileLock lock{target + ".lock"};
    settle(target);
    const Book book{target};
    const auto rows = mark_chain(book);
    std::string head = sound_head(path, rows);
    const Higher higher = higher_than(book, lowering.to);
    if (higher.runs.empty())
        throw Error{Kind::usage, path + "：没有高于“" + labels.text("secrecy", lowering.to) +
                                     "”的分析，没有什么可降；升密请改项目文件里来源的 secrecy 后重新分析"};
    const Database db{target, Database::Mode::write};
    sqlite3_busy_timeout(db.raw(), patience);
    Transaction transaction{db};
    if (!db.has_table(table))
        create_chain(
            GeoPackage::opened(db, db.text("SELECT last_change FROM gpkg_contents WHERE table_name = 'parcel_result'")),
            table, labels);
    CaseEdit edit{.action = "lower", .edited_by = lowering.by, .edited_at = lowering.at};
    edit.act = rows.empty() ? 1 : std::stoll(rows.back().at(act_at).bytes) + 1, edit.case_id = subject;
    auto fid = static_cast<std::int64_t>(rows.size());
    const auto add = [&](const char* field, std::optional<std::string> before, const std::string& after) {
        edit.field = field, edit.old_value = std::move(before), edit.new_value = after;
        const ChainRow row = chain_row(++fid, edit, head);
        insert_row(db, table, row);
        head = row.back().bytes;
    };
    add(subject, higher.mark, lowering.to), add("runs", {}, higher.runs);
    add("reason", {}, lowering.reason), add("document", {}, lowering.document);
    for (const std::string& run : split(higher.runs, ' ')) {
        Statement lower = db.prepare("UPDATE main.run SET secrecy = ?1 WHERE run_id = ?2");
        lower.bind(1, std::string_view{lowering.to}), lower.bind(2, std::string_view{run});
        lower.run();
    }
    transaction.commit();
    return head;
}

std::vector<std::string> unrecorded_marks(const Book& book) {
    std::vector<std::string> runs;
    // A book of the first versions may lack one of them: nothing is then known of its marks.
    const char* const there = "SELECT 1 FROM pragma_table_info('run') WHERE name IN ('secrecy', 'inputs')";
    if (book.query(there).rows.size() != 2) return runs;
    const auto rows = mark_chain(book);
    for (const auto& row : book.query("SELECT run_id, secrecy, inputs FROM run ORDER BY fid").rows) {
        const std::string run = row[0].value_or(""), mark = row[1].value_or("");
        const std::string source = mark_of_inputs(row[2].value_or("[]"));
        if (!source.empty() && mark_rank(mark) < mark_rank(source) && !is_recorded(rows, run, mark))
            runs.push_back(run);
    }
    return runs;
}

}  // namespace mutu
