// What the cases of the book have recognised enters the run; what was imported stays, and differences are told.
#include "steps.hpp"

namespace mutu {
namespace {

std::string words_of(const CaseWord& word) {
    std::string words = word.case_id;
    if (!word.document.empty()) words += "，" + word.document;
    if (!word.date.empty()) words += "，" + word.date;
    return words;
}

void tell(const Known& known, std::size_t parcel, const CaseWord& word) {
    const Context& context = known.context;
    const std::string listed = listed_recognition(known, parcel);
    const auto said = [&](const std::string& state) { return context.labels.text("recognition", state); };
    if (listed != "none" && listed != word.recognition)
        context.find(Role::parcel, parcel, "case_differs", Severity::warning,
                     "资料记为“" + said(listed) + "”，处置记录为“" + said(word.recognition) + "”（" + words_of(word) +
                         "），按处置记录",
                     "核对后改正资料，或在处置记录中办理");
    else
        context.find(Role::parcel, parcel, "case_recognition", Severity::info,
                     "认定情况“" + said(word.recognition) + "”取自处置记录（" + words_of(word) + "）", "");
}

}  // namespace

const CaseWord* case_word(const Context& context, std::size_t parcel) {
    const auto& cases = context.options.cases;
    if (cases.empty()) return nullptr;
    const auto found = cases.find(*context.table(Role::parcel).column<std::string>("parcel_id")[parcel]);
    return found == cases.end() ? nullptr : &found->second;
}

void tell_cases(const Known& known) {
    if (known.context.options.cases.empty()) return;
    std::size_t met = 0;
    for (std::size_t parcel = 0; parcel < known.areas.size(); ++parcel)
        if (const CaseWord* word = case_word(known.context, parcel)) tell(known, parcel, *word), ++met;
    const std::size_t all = known.context.options.cases.size();
    if (met < all)
        known.context.diagnostics.push_back(
            {.code = "case_without_parcel",
             .severity = Severity::warning,
             .layer = std::string{name(Role::parcel)},
             .source_file = "",
             .source_row = 0,
             .subject_id = "",
             .message = std::to_string(all - met) + " 件处置记录的宗地不在本次资料中，认定情况没有用上",
             .fix = "核对宗地编号；换过编号的宗地请在新编号下另立处置记录"});
}

}  // namespace mutu
