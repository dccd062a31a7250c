// mutu report --kind reply: the city's list of questions, one evidenced line a parcel.
#include "output.hpp"
#include "papers.hpp"

#include "mutu/answer.hpp"
#include "mutu/rejudge.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>

namespace mutu {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> words_of(const Value& list, const char* what) {
    std::vector<std::string> words;
    for (const Value& one : list.list(what)) words.push_back(one.text(what));
    return words;
}

QuestionHeadings headings_of(const std::string& data_folder) {
    const Value file = read_toml(data_folder + "/columns/reply.toml");
    const auto part = [&](const Value& of, const char* key) -> const Value& {
        const Value* found = of.find(key);
        if (!found) of.fail(std::string{"没有 "} + key);
        return *found;
    };
    QuestionHeadings headings;
    for (const auto& [field, words] : part(file, "keys").table("keys")) headings.keys[field] = words_of(words, "keys");
    for (const auto& [id, words] : part(file, "answers").table("answers"))
        headings.answers[id] = words_of(words, "answers");
    headings.others = words_of(part(part(file, "others"), "headings"), "headings");
    headings.added = words_of(part(part(file, "added"), "answers"), "answers");
    headings.unknown = part(part(file, "added"), "unknown").text("unknown");
    return headings;
}

/// Of the rules that stand for a parcel: all that say yes or cannot tell, and those by which it is not idle and not
/// poorly used. Equal sentences once.
struct Said {
    std::vector<std::string> sentences, clauses;
};

bool speaks(const Rule& rule, Truth verdict) {
    if (rule.id == "supplied") return false;
    return verdict == Truth::yes || rule.id == "idle_a" || rule.id == "idle_b" || rule.id == "low_efficiency";
}

Said said_of(const Judge& judge, const Facts& facts) {
    Said said;
    std::set<std::string> told, cited;
    for (const Truth wanted : {Truth::yes, Truth::undetermined, Truth::no})
        for (const Rule& rule : judge.rules.rules) {
            const Truth verdict = mutu::judge(judge.rules, rule, facts).verdict;
            if (!rule.listed || verdict != wanted || !speaks(rule, verdict)) continue;
            std::string sentence = mutu::sentence(judge.rules, rule, facts, judge.labels);
            while (sentence.ends_with("。")) sentence.resize(sentence.size() - std::string_view{"。"}.size());
            if (!told.insert(sentence).second) continue;
            said.sentences.push_back(std::move(sentence));
            if (cited.insert(rule.clause).second) said.clauses.push_back(rule.clause);
        }
    return said;
}

class Answers {
public:
    Answers(const Book& book, const std::string& path, const Labels& labels)
        : book_{book}, labels_{labels}, run_{run_of(book, path)}, judge_{run_.rules, labels, run_.as_of} {}

    std::optional<std::map<std::string, std::string>> of(const std::string& field, const std::string& key) const {
        const std::string column = "p.\"" + field + "\"";
        const Rows found = book_.query(
            "SELECT r.parcel_id, r.land_class, r.recognition, p.recognition_no, p.recognition_date, r.idle_state FROM "
            "parcel_result r JOIN parcel p ON p.fid = r.fid WHERE " +
                column + " = ?1 OR substr(" + column + ", 1, length(?1) + 1) = ?1 || '#' ORDER BY r.fid",
            {key});
        if (found.rows.empty()) return std::nullopt;
        std::vector<std::string> lines, clauses, states;
        for (const auto& row : found.rows) {
            const Said said = said_by(row[0].value_or(""));
            const std::string state = state_of(row);
            std::string line = state + "：" + join(said.sentences, "；");
            if (found.rows.size() > 1 || row[0] != key) line.insert(0, "宗地 " + row[0].value_or("") + " ");
            lines.push_back(std::move(line));
            states.push_back(state);
            for (const std::string& clause : said.clauses)
                if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) clauses.push_back(clause);
        }
        const std::string basis = "截至 " + run_.as_of.iso() + "，政策包 " + run_.rules.id + "，分析 " + run_.run_id;
        return std::map<std::string, std::string>{{"answer", join(lines, "；") + "（" + basis + "）"},
                                                  {"clause", join(clauses, "；")},
                                                  {"state", join(states, "；")},
                                                  {"basis", basis}};
    }

private:
    Said said_by(const std::string& parcel_id) const {
        Said said;
        const std::int64_t row = *book_.parcel_row(parcel_id);
        book_.each_parcel(row, row, [&](std::string_view, std::string_view inputs) {
            said = said_of(judge_, judged_facts(judge_, decoded(inputs)));
        });
        return said;
    }
    /// 疑似 unless a document of recognition says otherwise.
    std::string state_of(const std::vector<std::optional<std::string>>& row) const {
        if (row[2] == "recognised" && row[3])
            return "已认定闲置土地（" + *row[3] + (row[4] ? "，" + *row[4] : "") + "）";
        const bool exact = row[5] && (row[1] == "idle" || row[1] == "early_warning");
        return exact ? labels_.text("idle_state", *row[5])
                     : labels_.text("land_class", row[1].value_or("undetermined"));
    }

    const Book& book_;
    const Labels& labels_;
    BookRun run_;
    Judge judge_;
};

void tell(const AnsweredSheet& sheet, std::ostream& talk) {
    talk << "工作表“" << sheet.sheet << "”：问到 " << sheet.questions << " 行，答复 " << sheet.answered << " 行";
    if (sheet.kept > 0) talk << "，已有答复未动 " << sheet.kept << " 行";
    talk << "\n";
    for (const auto& [row, key] : sheet.unknown) talk << "  第 " << row << " 行：成果库中没有宗地 " << key << "\n";
}

}  // namespace

int report_reply(const ReportQuery& query, const Common& common, std::ostream& talk) {
    if (query.answers.empty()) throw Error{Kind::usage, "--kind reply 要 --answers 清单.xlsx"};
    if (!lower_ascii(query.folder).ends_with(".xlsx"))
        throw Error{Kind::usage, "--kind reply 要用 -o 写明答复的 .xlsx 文件"};
    std::error_code ignored;
    if (fs::equivalent(query.answers, query.folder, ignored))
        throw Error{Kind::usage, query.folder + " 就是清单本身；请写到另一个文件"};
    if (!common.overwrite && fs::exists(query.folder))
        throw Error{Kind::usage, query.folder + " 已经有了；要覆盖请加 --overwrite"};
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const Answers answers{book, query.book, labels};
    if (common.dry_run) return 0;
    if (const fs::path folder = fs::path{query.folder}.parent_path(); !folder.empty()) make_folder(folder.string());
    const auto done =
        answer_questions(query.answers, query.folder, headings_of(common.data_folder),
                         [&](const std::string& field, const std::string& key) { return answers.of(field, key); });
    if (common.quiet) return 0;
    for (const AnsweredSheet& sheet : done) tell(sheet, talk);
    talk << query.folder << "\n";
    return 0;
}

}  // namespace mutu
