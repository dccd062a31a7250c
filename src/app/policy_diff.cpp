// mutu policy diff: what two packs say differently, and whom it concerns.
#include "pack_rows.hpp"
#include "rejudge.hpp"

#include "mutu/app.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

using Cells = std::vector<std::optional<std::string>>;

/// One entry of a pack as a person compares it: an id and named aspects.
struct Entry {
    std::string kind, id, title;
    std::vector<std::pair<std::string, std::string>> aspects;
};

std::string number_text(const ParameterValue& value) {
    if (const auto* number = std::get_if<Ratio>(&value)) return to_text(FactValue{*number});
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* words = std::get_if<std::vector<std::string>>(&value)) return join(*words, " ");
    return "";
}

std::string condition_text(const Rulebook& rules, const Rule& rule) {
    return to_json(*stored_conditions(rules, rule, Date{}).find("because"));
}

std::vector<Entry> entries_of(const Rulebook& rules, const Labels& labels, Language language) {
    std::vector<Entry> entries;
    const auto mark = [](Evidence evidence) { return std::string{word(evidence)}; };
    for (const auto& [id, one] : rules.parameters)
        entries.push_back({"parameter",
                           id,
                           one.title,
                           {{"value", number_text(one.value)},
                            {"unit", one.unit},
                            {"clause", one.clause},
                            {"evidence", mark(one.evidence)}}});
    for (const Ladder& ladder : rules.ladders)
        for (const Line& line : ladder.lines) {
            Rule alone{.id = line.id, .title = "", .clause = "", .when = line.when};
            entries.push_back({"line",
                               ladder.id + "/" + line.id,
                               "",
                               {{"condition", condition_text(rules, alone)},
                                {"then", line.then},
                                {"clause", line.clause},
                                {"evidence", mark(line.evidence)},
                                {"sentence", line.sentence}}});
        }
    for (const Rule& rule : rules.rules)
        entries.push_back({"rule",
                           rule.id,
                           rule.title,
                           {{"condition", rule.when ? condition_text(rules, rule) : join(rule.lines, " ")},
                            {"title", rule.title},
                            {"clause", rule.clause},
                            {"evidence", mark(rule.evidence)}}});
    for (const Action& action : rules.actions) {
        Rule alone{.id = action.code, .title = "", .clause = "", .when = action.when};
        entries.push_back({"action",
                           action.code,
                           action.title,
                           {{"condition", condition_text(rules, alone)},
                            {"title", action.title},
                            {"clause", action.clause},
                            {"evidence", mark(action.evidence)}}});
    }
    for (PackRow& row : evaluation_rows(rules, labels, language))
        entries.push_back({row.kind,
                           row.id,
                           row.title,
                           {{row.kind == "indicator" ? "formula" : "value", row.value.value_or("")},
                            {"title", row.title},
                            {"unit", row.unit},
                            {"clause", row.clause},
                            {"evidence", row.evidence ? mark(*row.evidence) : ""}}});
    return entries;
}

const Entry* find(const std::vector<Entry>& entries, const Entry& wanted) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& one) { return one.kind == wanted.kind && one.id == wanted.id; });
    return found == entries.end() ? nullptr : &*found;
}

TextTable differences(const Rulebook& a, const Rulebook& b, const Labels& labels, Language language) {
    TextTable table{{"kind", "id", "title", "aspect", "a", "b"}, {}, std::vector<bool>(6, false), {}};
    const auto of_a = entries_of(a, labels, language), of_b = entries_of(b, labels, language);
    for (const Entry& one : of_a) {
        const Entry* other = find(of_b, one);
        if (!other) {
            table.rows.push_back({one.kind, one.id, one.title, "entry", one.aspects.front().second, std::nullopt});
            continue;
        }
        for (std::size_t i = 0; i < one.aspects.size(); ++i)
            if (one.aspects[i].second != other->aspects[i].second)
                table.rows.push_back({one.kind, one.id, one.title, one.aspects[i].first, one.aspects[i].second,
                                      other->aspects[i].second});
    }
    for (const Entry& one : of_b)
        if (!find(of_a, one))
            table.rows.push_back({one.kind, one.id, one.title, "entry", std::nullopt, one.aspects.front().second});
    return table;
}

}  // namespace

int policy_diff(const std::string& a, const std::string& b, const std::string& book_path, const Common& common,
                std::ostream& out) {
    set_thread_count(common.threads);
    const Rulebook of_a = load_rulebook(a, common.data_folder + "/policy"),
                   of_b = load_rulebook(b, common.data_folder + "/policy");
    const Labels labels = labels_of(common);
    const Format format = format_or_table(common);
    TextTable table = differences(of_a, of_b, labels, common.language);
    for (const auto& key : table.keys) table.headings.push_back(labels.text("policy_diff", key, common.language));
    table.headings[4] = of_a.id + "@" + of_a.version, table.headings[5] = of_b.id + "@" + of_b.version;
    if (format == Format::table || format == Format::md)
        for (Cells& row : table.rows) {
            row[0] = labels.text("policy_diff", *row[0], common.language);
            row[3] = labels.text("policy_diff", *row[3], common.language);
        }
    if (book_path.empty()) {
        out << render(table, format, "policy-diff");
        return 0;
    }
    const Book book{book_path};
    const BookRun run = run_of(book, book_path);
    const Judge before{of_a, labels, run.as_of}, after{of_b, labels, run.as_of};
    const Comparison comparison = compare_book(book, book_path, before, after);
    if (format == Format::json) {
        Value answer = comparison_value(comparison, parks_of(book));
        answer.add("differences", parse_json(render(table, format, "policy-diff"), "policy-diff"));
        out << to_json(answer) << "\n";
    } else {
        out << render(table, format, "policy-diff") << "\n";
        write_comparison(comparison, parks_of(book), labels, common, out);
    }
    return 0;
}

}  // namespace mutu
