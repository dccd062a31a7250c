// Columns worked out beside those of parcel_result.
#include "themed.hpp"

#include "mutu/notify.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

std::string quoted(const std::string& text) {
    std::string made = "'";
    for (const char c : text) made += c == '\'' ? std::string{"''"} : std::string{c};
    return made + "'";
}

bool has_column(const Book& book, const char* table, const char* column) {
    return !book.query("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2", {table, column}).rows.empty();
}

/// The words of the theme, as a list.
std::string listed(const Theme& theme) {
    std::vector<std::string> words;
    words.reserve(theme.classes.size());
    for (const ThemeClass& one : theme.classes) words.push_back(quoted(one.value));
    return join(words, ", ");
}

/// The grade of the firm with most land on the parcel, of the latest year; as the map on paper has it.
std::string grade_sql(const Book& book, const Theme& theme) {
    const std::string firms = graded_firms(book);
    const Rows year = book.query("SELECT max(year) FROM " + firms + " WHERE grade IS NOT NULL");
    if (year.rows.empty() || !year.rows[0][0]) return {};
    return "coalesce((SELECT CASE WHEN f.grade IN (" + listed(theme) + ") THEN f.grade ELSE 'other' END FROM " +
           "main.enterprise_land l JOIN " + firms + " f ON f.uscc = l.uscc WHERE l.parcel_id = m.parcel_id AND " +
           "f.grade IS NOT NULL AND f.year = " + *year.rows[0][0] + " ORDER BY l.land_m2 DESC, l.fid LIMIT 1), 'none')";
}

/// The use that a code of a system means; of several beginnings the longest counts, so it is asked for first.
std::string use_sql(const std::string& style_folder) {
    std::string sql = "coalesce((SELECT CASE";
    for (const auto& [system, codes] : read_land_uses(style_folder)) {
        std::vector<std::pair<std::string, std::string>> longest{codes.begin(), codes.end()};
        std::stable_sort(longest.begin(), longest.end(),
                         [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
        for (const auto& [beginning, use] : longest)
            sql += " WHEN p.code_system = " + quoted(system) + " AND substr(p.land_use_code, 1, " +
                   std::to_string(beginning.size()) + ") = " + quoted(beginning) + " THEN " + quoted(use);
    }
    return sql + " ELSE 'unknown' END FROM main.parcel p WHERE p.parcel_id = m.parcel_id LIMIT 1), 'unknown')";
}

}  // namespace

std::vector<DerivedTheme> derived_themes(const Book& book, const std::vector<Theme>& all,
                                         const std::string& style_folder) {
    std::vector<DerivedTheme> made;
    for (const Theme& theme : all) {
        std::string sql;
        if (theme.id == "grade" && book.has("enterprise_land") && book.has("enterprise_result"))
            sql = grade_sql(book, theme);
        if (theme.id == "land_use" && has_column(book, "parcel", "land_use_code") &&
            has_column(book, "parcel", "code_system"))
            sql = use_sql(style_folder);
        if (sql.empty()) continue;
        made.push_back({theme, sql});
        made.back().theme.layer = "parcel_result", made.back().theme.column = theme.id;
    }
    return made;
}

void hang_themes(const Book& book, const std::vector<DerivedTheme>& themes) {
    if (themes.empty()) return;
    std::string columns;
    for (const DerivedTheme& one : themes) columns += ", " + one.sql + " AS " + one.theme.column;
    book.query("CREATE TEMP VIEW parcel_result AS SELECT m.*" + columns + " FROM main.parcel_result m");
}

}  // namespace mutu
