#include "as_of.hpp"

#include "mutu/text.hpp"

namespace mutu {

KeptRun run_at(const Book& book, const std::string& path, Date day) {
    const auto runs = book.query("SELECT run_id, as_of FROM run ORDER BY as_of, rowid").rows;
    const auto last = book.query("SELECT run_id FROM run ORDER BY rowid DESC LIMIT 1").rows;
    KeptRun found;
    std::vector<std::string> known;
    for (const auto& row : runs) {
        known.push_back(row[1].value_or("") + "（" + row[0].value_or("") + "）");
        if (row[1].value_or("") <= day.iso()) found = {row[0].value_or(""), row[1].value_or("")};
    }
    if (found.run_id.empty())
        throw Error{Kind::usage, path + "：没有截至 " + day.iso() + " 或更早的分析；现有 " + join(known, "、")};
    found.latest = !last.empty() && last[0][0] == found.run_id;
    return found;
}

std::string kept_rows(const Book& book, const std::string& table, const KeptRun& run) {
    if (run.latest) return "\"" + table + "\"";
    const std::string kept = "history_" + table;
    if (!book.has(kept)) throw Error{Kind::usage, "表 " + table + " 不随每次分析留存，没有截至 " + run.as_of + " 的"};
    // The id is the program's own: twelve hexadecimal digits.
    return "(SELECT * FROM \"" + kept + "\" WHERE run_id = '" + run.run_id + "')";
}

}  // namespace mutu
