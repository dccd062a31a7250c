#include "casework/into_run.hpp"

#include "mutu/casework.hpp"
#include "mutu/text.hpp"

#include <filesystem>

namespace mutu {
namespace {

/// The latest state that was reached by this day; "none" where nothing was.
std::string state_on(const Recognition& recognition, Date day) {
    const auto parsed = parse_date(recognition.date);
    const Date* recognised_on = std::get_if<Date>(&parsed);
    const bool recognised = recognised_on != nullptr && *recognised_on <= day;
    if (recognition.state == "recognised") return recognised ? recognition.state : "none";
    if (!recognition.since || *recognition.since <= day) return recognition.state;
    return recognition.state == "disposed" && recognised ? "recognised" : "none";
}

/// A file that is no book is refused where the book is written; a check does without.
std::optional<Book> book_at(const std::string& path) {
    if (!std::filesystem::is_regular_file(path)) return std::nullopt;
    try {
        return std::optional<Book>{std::in_place, path};
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

std::map<std::string, CaseWord> words_of_cases(const Project& project, const Common& common, Date as_of) {
    std::map<std::string, CaseWord> words;
    if (common.overwrite) return words;
    const auto book = book_at(project.book);
    if (!book || !book->has("case_edit")) return words;
    for (const auto& [parcel, recognition] : recognitions_in_cases(*book, case_workflow(common))) {
        const std::string state = state_on(recognition, as_of);
        if (state != "none") words[parcel] = {state, recognition.case_id, recognition.document, recognition.date};
    }
    return words;
}

std::string spelled(const std::map<std::string, CaseWord>& cases) {
    std::string lines;
    for (const auto& [parcel, word] : cases) {
        for (const std::string* one : {&parcel, &word.recognition, &word.case_id, &word.document, &word.date})
            lines += std::to_string(one->size()) + ':' + *one;
        lines += '\n';
    }
    return lines;
}

}  // namespace mutu
