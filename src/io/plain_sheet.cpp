// Text of a sheet, cell by cell.
#include "mutu/plain_sheet.hpp"

#include "fingerprint.hpp"
#include "raw.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {

PlainSheet read_plain_sheet(const std::string& path, const std::string& shown, const std::string& layer) {
    const auto names = layer.empty() ? std::vector<std::string>{} : layer_names(path);
    const std::string named = std::find(names.begin(), names.end(), layer) == names.end() ? "" : layer;
    const RawLayer raw =
        read_raw({.path = path, .shown = shown, .layer = named, .encoding = "", .where = "", .shapes = false});
    PlainSheet sheet;
    for (const RawColumn& column : raw.columns) sheet.headings.emplace_back(trimmed(column.name));
    for (std::size_t row = 0; row < raw.rows(); ++row) {
        auto& cells = sheet.rows.emplace_back();
        for (const RawColumn& column : raw.columns)
            cells.emplace_back(is_blank(column[row]) ? std::string_view{} : trimmed(column[row]));
        sheet.row_numbers.push_back(raw.row_numbers[row]);
    }
    sheet.sha256 = fingerprint(path);
    return sheet;
}

}  // namespace mutu
