// Questions of a list found by its headings, answered row by row.
#include "archive.hpp"
#include "form_heading.hpp"

#include "mutu/answer.hpp"
#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

using Names = std::map<std::string, std::vector<std::string>>;

/// The id whose headings say what stands over the column; "" where none does.
std::string meant(const HeadColumn& head, const Names& names) {
    for (const std::string& reading : readings(head))
        for (const auto& [id, known] : names)
            if (std::any_of(known.begin(), known.end(),
                            [&](const std::string& name) { return plain_heading(name) == reading; }))
                return id;
    return {};
}

class Answering {
public:
    Answering(FormGrid& grid, const FormHeading& heading, const QuestionHeadings& names)
        : grid_{grid}, heading_{heading}, names_{names}, head_row_{heading.top} {
        for (const HeadColumn& head : heading.columns) {
            last_ = std::max(last_, head.column);
            if (const std::string key = meant(head, names.keys); !key.empty()) {
                keys_.emplace_back(key, head.column);
                head_row_ = row_of(head);
            } else if (const std::string answer = meant(head, names.answers); !answer.empty())
                columns_.emplace(answer, head.column);
        }
    }

    bool asks() const { return !keys_.empty(); }

    AnsweredSheet answer(const std::string& sheet, const AnswerOf& answer_of) {
        AnsweredSheet done;
        done.sheet = sheet;
        if (columns_.empty())
            for (const std::string& id : names_.added) columns_.emplace(id, add_column(names_.answers.at(id).front()));
        const int last = grid_.last_row();
        for (int row = heading_.first_row; row <= last; ++row) {
            const auto asked = named(row);
            if (!asked) continue;
            ++done.questions;
            const auto answers = answer_of(asked->first, asked->second);
            if (!answers)
                done.unknown.emplace_back(row, asked->second);
            else if (write(row, *answers))
                ++done.answered;
            else
                ++done.kept;
        }
        if (done.unknown.empty()) return done;
        const int column = add_column(names_.unknown);
        for (const auto& [row, key] : done.unknown) grid_.write_text(row, column, key);
        return done;
    }

private:
    /// Where the lowest of its headings stands: a title merged across the table may lie above.
    int row_of(const HeadColumn& head) const {
        for (int row = heading_.first_row - 1; row > heading_.top; --row)
            if (trimmed(grid_.text(row, head.column)) == head.path.back()) {
                const CellRange* range = grid_.merged(row, head.column);
                return range == nullptr ? row : range->top;
            }
        return heading_.top;
    }

    /// The first key that the row gives; a line of notes merged across the table gives none.
    std::optional<std::pair<std::string, std::string>> named(int row) const {
        for (const auto& [field, column] : keys_) {
            const CellRange* range = grid_.merged(row, column);
            if (range != nullptr && (range->right > range->left || range->top < row)) continue;
            if (std::string key{trimmed(grid_.text(row, column))}; !is_blank(key)) return std::pair{field, key};
        }
        return std::nullopt;
    }

    bool write(int row, const std::map<std::string, std::string>& answers) {
        bool any = false;
        for (const auto& [id, column] : columns_) {
            const auto found = answers.find(id);
            if (found == answers.end() || found->second.empty()) continue;
            if (grid_.has_formula(row, column) || !trimmed(grid_.text(row, column)).empty()) continue;
            grid_.write_text(row, column, found->second);
            any = true;
        }
        return any;
    }

    int add_column(const std::string& heading) {
        ++last_;
        grid_.copy_style(head_row_, last_ - 1, head_row_, last_);
        grid_.write_text(head_row_, last_, heading);
        return last_;
    }

    FormGrid& grid_;
    const FormHeading& heading_;
    const QuestionHeadings& names_;
    int head_row_ = 0, last_ = 0;
    std::vector<std::pair<std::string, int>> keys_;
    std::map<std::string, int> columns_;
};

std::set<std::string> known_headings(const QuestionHeadings& names) {
    std::set<std::string> known;
    for (const Names* group : {&names.keys, &names.answers})
        for (const auto& [id, headings] : *group)
            for (const std::string& heading : headings) known.insert(plain_heading(heading));
    for (const std::string& heading : names.others) known.insert(plain_heading(heading));
    return known;
}

}  // namespace

std::vector<AnsweredSheet> answer_questions(const std::string& list, const std::string& output,
                                            const QuestionHeadings& headings, const AnswerOf& answer_of) {
    const FormPackage form = read_form(list);
    const std::set<std::string> known = known_headings(headings);
    std::vector<AnsweredSheet> done;
    std::map<std::string, std::string> changed;
    for (const FormSheet& sheet : form.sheets) {
        if (sheet.hidden) continue;
        FormGrid grid{form, sheet};
        const auto heading = heading_of_form(grid, [&](const std::string& reading) { return known.contains(reading); });
        if (!heading) continue;
        Answering answering{grid, *heading, headings};
        if (!answering.asks()) continue;
        done.push_back(answering.answer(sheet.name, answer_of));
        changed[sheet.part] = grid.xml();
    }
    if (done.empty())
        throw Error{Kind::input,
                    list + "：没有认得的清单：要有一列宗地编号、电子监管号、合同编号或不动产单元号，和至少另一个"
                           "认得的列名；请检查表头，或在 geodata/columns/reply.toml 中加上本单位的叫法"};
    copy_archive(list, output, changed);
    return done;
}

}  // namespace mutu
