// The sheet of doubtful ties as a person filled it in.
#include "fingerprint.hpp"
#include "raw.hpp"

#include "mutu/exchange.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

const RawColumn& column_of(const RawLayer& sheet, std::initializer_list<std::string_view> names,
                           const std::string& shown) {
    for (const RawColumn& column : sheet.columns)
        for (const std::string_view name : names)
            if (lower_ascii(trimmed(column.name)) == name) return column;
    throw Error{Kind::input, shown + "：缺少列“" + std::string{*names.begin()} + "”；请用 mutu ties 写出的表填写"};
}

}  // namespace

void read_decisions(Holdings& holdings, const std::string& path, const std::string& shown) {
    const RawLayer sheet =
        read_raw({.path = path, .shown = shown, .layer = "", .encoding = "", .where = "", .shapes = false});
    const RawColumn &from_role = column_of(sheet, {"来源表", "from_role"}, shown),
                    &from_key = column_of(sheet, {"来源键", "from_key"}, shown),
                    &to_role = column_of(sheet, {"目标表", "to_role"}, shown),
                    &to_key = column_of(sheet, {"目标键", "to_key"}, shown),
                    &answer = column_of(sheet, {"决定", "decision"}, shown),
                    &who = column_of(sheet, {"决定人", "decided_by"}, shown);
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        if (is_blank(answer[row])) continue;
        const auto fault = [&](const std::string& what) {
            throw Error{Kind::input, shown + "：第 " + std::to_string(sheet.row_numbers[row]) + " 行" + what};
        };
        const auto parsed = parse_yes_no(answer[row]);
        const bool* tied = std::get_if<bool>(&parsed);
        if (!tied) fault("“决定”应填 是 或 否，不是“" + std::string{answer[row]} + "”");
        if (*tied && is_blank(to_key[row])) fault("决定为“是”，但没有填目标键");
        holdings.decisions.push_back({std::string{trimmed(from_role[row])}, std::string{trimmed(from_key[row])},
                                      std::string{trimmed(to_role[row])}, std::string{trimmed(to_key[row])}, *tied,
                                      is_blank(who[row]) ? "未署名" : std::string{trimmed(who[row])}});
    }
    holdings.decisions_path = shown, holdings.decisions_sha256 = fingerprint(path);
}

}  // namespace mutu
