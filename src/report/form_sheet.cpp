// Cells of a form's sheet, read and written in its XML.
#include "form_sheet.hpp"

#include "plain.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <cstring>
#include <sstream>

namespace mutu {
namespace {

constexpr unsigned keep_all = pugi::parse_full | pugi::parse_ws_pcdata;
constexpr int most_rows = 1'048'576, most_columns = 16'384;
constexpr std::size_t longest_text = 32'767;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }

/// "C7" → row 7, column 3; 0, 0 where it is none.
std::pair<int, int> place_of(std::string_view name) {
    int row = 0, column = 0;
    std::size_t i = 0;
    for (; i < name.size() && capital(name[i]) && column <= most_columns; ++i)
        column = column * 26 + (name[i] - 'A' + 1);
    for (; i < name.size() && digit(name[i]) && row <= most_rows; ++i) row = row * 10 + (name[i] - '0');
    const bool fits = i == name.size() && row > 0 && column > 0 && row <= most_rows && column <= most_columns;
    return fits ? std::pair{row, column} : std::pair{0, 0};
}

}  // namespace

std::string cell_name(int row, int column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters + std::to_string(row);
}

std::string moved(const std::string& text, int from, int by) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const bool starts = (i > 0 && (capital(text[i - 1]) || text[i - 1] == '$')) && digit(text[i]);
        if (!starts) {
            out += text[i++];
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && digit(text[end]) && end - i < 8) ++end;
        const int row = std::stoi(text.substr(i, end - i));
        out += std::to_string(row >= from ? row + by : row);
        i = end;
    }
    return out;
}

FormGrid::FormGrid(const FormPackage& form, const FormSheet& sheet) : form_{form} {
    const auto found = form.parts.find(sheet.part);
    const auto broken = [&](const std::string& why) {
        throw Error{Kind::input,
                    form.path + "：工作表“" + sheet.name + "”读不出来（" + why + "）；请用 Excel 或 WPS 打开后另存"};
    };
    if (found == form.parts.end()) broken("没有 " + sheet.part);
    const auto result = xml_.load_buffer(found->second.data(), found->second.size(), keep_all);
    if (!result) broken(result.description());
    data_ = xml_.document_element().child("sheetData");
    if (std::strcmp(xml_.document_element().name(), "worksheet") != 0 || !data_) broken("没有 sheetData");
    int row_number = 0;
    for (pugi::xml_node row : data_.children("row")) {  // numbers may be left out: one after the other
        row_number = row.attribute("r").as_int(row_number + 1);
        if (row_number < 1 || row_number > most_rows) broken("行号 " + std::to_string(row_number));
        if (!row.attribute("r")) row.prepend_attribute("r") = row_number;
        int column = 0;
        for (pugi::xml_node one : row.children("c")) {
            const auto place = place_of(one.attribute("r").value());
            column = place.second > 0 ? place.second : column + 1;
            if (place.second == 0 && !one.attribute("r"))
                one.prepend_attribute("r") = cell_name(row_number, column).c_str();
        }
    }
    index();
    read_merges();
}

void FormGrid::index() {
    rows_.clear(), cells_.clear(), last_column_ = 0;
    for (const pugi::xml_node& row : data_.children("row")) {
        const int number = row.attribute("r").as_int();
        rows_[number] = row;
        for (const pugi::xml_node& one : row.children("c")) {
            const int column = place_of(one.attribute("r").value()).second;
            cells_[{number, column}] = one;
            last_column_ = std::max(last_column_, column);
        }
    }
}

void FormGrid::read_merges() {
    merges_.clear();
    for (const auto& merge : xml_.document_element().child("mergeCells").children("mergeCell")) {
        const std::string range = merge.attribute("ref").value();
        const auto colon = range.find(':');
        if (colon == std::string::npos) continue;
        const auto [top, left] = place_of(range.substr(0, colon));
        const auto [bottom, right] = place_of(range.substr(colon + 1));
        if (top > 0 && bottom >= top && right >= left) merges_.push_back({top, left, bottom, right});
    }
}

const CellRange* FormGrid::merged(int row, int column) const {
    const auto found =
        std::find_if(merges_.begin(), merges_.end(), [&](const CellRange& range) { return range.has(row, column); });
    return found == merges_.end() ? nullptr : &*found;
}

pugi::xml_node FormGrid::find(int row, int column) const {
    const auto found = cells_.find({row, column});
    return found == cells_.end() ? pugi::xml_node{} : found->second;
}

std::string FormGrid::text(int row, int column) const {
    if (const CellRange* range = merged(row, column)) row = range->top, column = range->left;
    const pugi::xml_node one = find(row, column);
    const std::string_view type = one.attribute("t").value();
    if (type == "inlineStr") {
        std::string text = one.child("is").child("t").text().get();
        for (const auto& run : one.child("is").children("r")) text += run.child("t").text().get();
        return text;
    }
    const pugi::xml_text value = one.child("v").text();
    if (type != "s") return value.get();
    const int at = value.as_int(-1);
    return at >= 0 && static_cast<std::size_t>(at) < form_.texts.size() ? form_.texts[static_cast<std::size_t>(at)]
                                                                        : "";
}

bool FormGrid::has_formula(int row, int column) const { return static_cast<bool>(find(row, column).child("f")); }

bool FormGrid::formula_from(int row) const {
    return std::any_of(cells_.lower_bound({row, 0}), cells_.end(),
                       [](const auto& one) { return one.second.child("f"); });
}

void FormGrid::insert(int before, int count, int like) {
    if (last_row() + count > most_rows) throw Error{Kind::input, form_.path + "：行数超过 XLSX 的 1048576 行上限"};
    for (auto& [number, row] : rows_) {
        if (number < before) continue;
        row.attribute("r") = number + count;
        for (pugi::xml_node one : row.children("c"))
            one.attribute("r") = moved(one.attribute("r").value(), before, count).c_str();
    }
    const int model_at = like >= before ? like + count : like;
    index();
    const auto model = rows_.find(model_at);
    auto next = rows_.lower_bound(before);
    for (int i = 0; i < count && model != rows_.end() && like > 0; ++i) {
        pugi::xml_node fresh = next == rows_.end() ? data_.append_copy(model->second)
                                                   : data_.insert_copy_before(model->second, next->second);
        fresh.attribute("r") = before + i;
        for (pugi::xml_node one : fresh.children("c")) {
            const int column = place_of(one.attribute("r").value()).second;
            one.attribute("r") = cell_name(before + i, column).c_str();
            one.remove_children();
            one.remove_attribute("t");
        }
    }
    pugi::xml_node merges = xml_.document_element().child("mergeCells");
    for (pugi::xml_node part : xml_.document_element().children()) {
        if (part == data_) continue;
        for (const char* key : {"ref", "sqref"}) {
            if (auto of_part = part.attribute(key)) of_part = moved(of_part.value(), before, count).c_str();
            for (pugi::xml_node one : part.children())
                if (auto range = one.attribute(key)) range = moved(range.value(), before, count).c_str();
        }
    }
    for (const CellRange& range : std::vector<CellRange>{merges_})
        for (int i = 0; i < count && range.top == like && range.bottom == like; ++i)
            merges.append_child("mergeCell").append_attribute("ref") =
                (cell_name(before + i, range.left) + ":" + cell_name(before + i, range.right)).c_str();
    if (auto held = merges.attribute("count"))
        held = static_cast<unsigned>(
            std::distance(merges.children("mergeCell").begin(), merges.children("mergeCell").end()));
    index();
    read_merges();
}

Shows FormGrid::shows(int row, int column) const {
    const auto style = find(row, column).attribute("s").as_uint(0);
    return style < form_.styles.size() ? form_.styles[style] : Shows::general;
}

pugi::xml_node FormGrid::cell(int row, int column) {
    if (const pugi::xml_node there = find(row, column)) return there;
    pugi::xml_node& line = rows_[row];
    if (!line) {
        const auto next = std::next(rows_.find(row));
        line = next == rows_.end() ? data_.append_child("row") : data_.insert_child_before("row", next->second);
        line.append_attribute("r") = row;
    }
    pugi::xml_node before;
    for (const pugi::xml_node& one : line.children("c"))
        if (!before && place_of(one.attribute("r").value()).second > column) before = one;
    pugi::xml_node fresh = before ? line.insert_child_before("c", before) : line.append_child("c");
    fresh.append_attribute("r") = cell_name(row, column).c_str();
    cells_[{row, column}] = fresh;
    return fresh;
}

void FormGrid::write_number(int row, int column, const std::string& number) {
    pugi::xml_node one = cell(row, column);
    one.remove_children();
    one.remove_attribute("t");
    one.append_child("v").text().set(number.c_str());
}

void FormGrid::write_cached(int row, int column, const std::string& number) {
    pugi::xml_node one = cell(row, column);
    one.remove_attribute("t");
    one.remove_child("v");
    one.append_child("v").text().set(number.c_str());
}

void FormGrid::write_text(int row, int column, const std::string& text) {
    std::string shown = visible(text, Breaks::kept);
    if (shown.size() > longest_text) {
        shown.resize(longest_text - std::string_view{"…"}.size());
        while (!is_utf8(shown)) shown.pop_back();
        shown += "…";
    }
    pugi::xml_node one = cell(row, column);
    one.remove_children();
    one.remove_attribute("t");
    one.append_attribute("t") = "inlineStr";
    pugi::xml_node words = one.append_child("is").append_child("t");
    words.append_attribute("xml:space") = "preserve";
    words.text().set(shown.c_str());
}

void FormGrid::copy_style(int from_row, int from_column, int row, int column) {
    if (const auto style = find(from_row, from_column).attribute("s")) {
        pugi::xml_node one = cell(row, column);
        one.remove_attribute("s");
        one.append_attribute("s") = style.value();
    }
}

std::string FormGrid::xml() const {
    std::ostringstream out;
    xml_.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return out.str();
}

}  // namespace mutu
