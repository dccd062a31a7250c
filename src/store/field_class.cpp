// Classes of columns, and persons masked.
#include "mutu/field_class.hpp"

#include "mutu/text.hpp"

#include <vector>

namespace mutu {

FieldClass field_class(const Labels& classes, const std::string& table, const std::string& column) {
    const std::string word = classes.text("field_class", table + "." + column);
    if (word == "open") return FieldClass::open;
    if (word == "tax") return FieldClass::tax;
    return word == "person" ? FieldClass::person : FieldClass::internal;
}

std::string sql_quoted(std::string_view text, char quote) {
    std::string made{quote};
    for (const char c : text) made += c == quote ? std::string(2, quote) : std::string{c};
    return made + quote;
}

std::string masked_holder_sql(const Labels& classes, const std::string& column) {
    const std::string named = "t." + sql_quoted(column, '"');
    std::vector<std::string> firms{"0"}, calm;
    for (const std::string& word : split(classes.text("veil", "organisation_words"), ' '))
        if (!word.empty()) firms.push_back(named + " LIKE " + sql_quoted("%" + word + "%", '\''));
    for (const std::string& word : split(classes.text("veil", "holder_shown_in"), ' '))
        calm.push_back(sql_quoted(word, '\''));
    return "CASE WHEN NOT EXISTS (SELECT 1 FROM main.parcel_result r WHERE r.parcel_id = t.parcel_id AND r.land_class "
           "IN (" +
           join(calm, ", ") + ")) THEN NULL WHEN " + join(firms, " OR ") + " THEN " + named + " ELSE substr(" + named +
           ", 1, 1) || '**' END";
}

}  // namespace mutu
