// The sheet on which a person decides doubtful ties: written from a book, read back through the project file.
#include "mutu/app.hpp"
#include "mutu/store.hpp"
#include "mutu/text.hpp"
#include "mutu/write.hpp"

#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

/// Heading of the sheet and column of the book's table `link`; the last two are for the person.
constexpr std::pair<const char*, const char*> sheet_columns[] = {
    {"来源表", "from_role"}, {"来源键", "from_key"}, {"目标表", "to_role"}, {"目标键", "to_key"}, {"依据", "keys"},
    {"分值", "score"},       {"状态", "state"},      {"决定", ""},          {"决定人", ""}};

}  // namespace

int ties(const std::string& book, const std::string& sheet, const Common& common, std::ostream& out) {
    const bool csv = lower_ascii(sheet).ends_with(".csv");
    if (!csv && !lower_ascii(sheet).ends_with(".xlsx"))
        throw Error{Kind::usage, "关联核定表写成 .xlsx 或 .csv，不是 " + sheet};
    if (std::filesystem::exists(sheet) && !common.overwrite)
        throw Error{Kind::usage, sheet + " 已存在，可能有人填过；加 --overwrite 覆盖"};
    const Rows open =
        Book{book}.query("SELECT from_role, from_key, to_role, to_key, keys, score, state FROM link WHERE "
                         "state IN ('doubtful', 'unmatched') ORDER BY state, from_role, from_key, to_key");
    std::vector<WriteColumn> columns;
    for (std::size_t i = 0; i < std::size(sheet_columns); ++i) {
        WriteColumn column{.heading = sheet_columns[i].first};
        for (const auto& row : open.rows) column.cells.push_back(i < row.size() ? row[i] : std::nullopt);
        columns.push_back(std::move(column));
    }
    if (common.dry_run) {
        out << "将写出 " << sheet << "（" << open.rows.size() << " 行）\n";
        return 0;
    }
    write_layer({.path = sheet,
                 .driver = csv ? "CSV" : "XLSX",
                 .layer = "关联核定",
                 .encoding = "UTF-8",
                 .crs = "",
                 .date = ""},
                columns, nullptr);
    out << sheet << "\n"
        << open.rows.size()
        << " 条存疑或未匹配的关联。在“决定”列填 是 或 否（未匹配的同时填目标键），在“决定人”列署名；\n"
        << "然后在 PROJECT.toml 的 [project] 中写 ties = " << json_quoted(sheet) << " 并重新运行。\n";
    return 0;
}

}  // namespace mutu
