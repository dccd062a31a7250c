// Filling a form: which ledger a sheet wants, room for its rows, the rows, the totals.
#include "archive.hpp"
#include "form_rows.hpp"

#include "mutu/error.hpp"
#include "mutu/form.hpp"
#include "mutu/text.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace mutu {
namespace {

bool is_total(const std::string& text) {
    const std::string plain = plain_heading(text);
    return plain == "合计" || plain == "总计" || plain == "小计";
}

struct Room {
    int total = 0;          // row of 合计; 0: none
    int first = 0;          // row of the first record
    int blank = 0;          // blank rows from there
    bool followed = false;  // something stands below them
};

class Filling {
public:
    Filling(const FormPackage& form, const FormSheet& sheet, FormGrid& grid, const FormHeading& heading,
            const FormTable& table)
        : form_{form}, sheet_{sheet}, grid_{grid}, heading_{heading}, table_{table},
          match_{match_form(heading, table)} {}

    std::size_t matched() const {
        return static_cast<std::size_t>(std::count_if(match_.columns.begin(), match_.columns.end(),
                                                      [](const FormColumn& one) { return !one.numbering; }));
    }
    FilledSheet fill() {
        Room room = room_below();
        make_room(room);
        write_rows(room);
        if (room.total > 0) write_totals(room);
        FilledSheet done{sheet_.name, table_.table.name, table_.table.rows.size(), {}, match_.left};
        for (const FormColumn& column : match_.columns) done.filled.push_back(column.heading);
        return done;
    }
    int put_in() const { return put_in_; }      // rows
    int put_before() const { return before_; }  // at this row

private:
    /// Nothing but the running number, or formulas.
    bool blank(int row) const {
        for (int column = 1; column <= grid_.last_column(); ++column) {
            if (grid_.has_formula(row, column) || trimmed(grid_.text(row, column)).empty()) continue;
            const bool number = std::any_of(match_.columns.begin(), match_.columns.end(), [&](const FormColumn& one) {
                return one.numbering && one.column == column;
            });
            if (!number || grid_.text(row, column).find_first_not_of("0123456789.") != std::string::npos) return false;
        }
        return true;
    }
    bool totals(int row) const {
        for (int column = 1; column <= std::min(grid_.last_column(), 6); ++column)
            if (is_total(grid_.text(row, column))) return true;
        return false;
    }

    Room room_below() const {
        Room room;
        room.first = heading_.first_row;
        if (totals(room.first)) room.total = room.first++;
        int row = room.first;
        while (row <= grid_.last_row() && !totals(row) && blank(row)) ++row;
        room.blank = row - room.first;
        room.followed = row <= grid_.last_row();
        if (!room.followed) return room;
        if (totals(row)) room.total = row;
        for (const FormColumn& column : match_.columns)
            if (room.blank == 0 && room.total != row && !grid_.has_formula(row, column.column) && filled_in(row))
                throw Error{Kind::input, form_.path + "：工作表“" + sheet_.name + "”第 " + std::to_string(row) +
                                             " 行已经填有内容；请用空白表样，或先清空表头以下各行"};
        return room;
    }
    /// A record rather than a note: three cells and more.
    bool filled_in(int row) const {
        int cells = 0;
        for (const FormColumn& column : match_.columns) {
            const CellRange* range = grid_.merged(row, column.column);
            const bool own = range == nullptr || range->left == range->right;
            cells += own && !trimmed(grid_.text(row, column.column)).empty() ? 1 : 0;
        }
        return cells >= 3;
    }

    void make_room(Room& room) {
        const int rows = static_cast<int>(std::min<std::size_t>(table_.table.rows.size(), 2'000'000));
        if (rows <= room.blank) return;
        const int last = room.first + room.blank - 1;
        before_ = room.blank > 0 ? last : room.first;
        put_in_ = rows - room.blank;
        if (grid_.formula_from(before_))
            throw Error{Kind::input, form_.path + "：工作表“" + sheet_.name + "”的空行不够（要 " +
                                         std::to_string(rows) + " 行，有 " + std::to_string(room.blank) +
                                         " 行），而下面有公式，挪动会改变公式；请在表样里先插足空行"};
        grid_.insert(before_, put_in_, room.blank > 0 ? last : 0);
        if (room.total >= before_) room.total += put_in_;
    }

    void write_rows(const Room& room) {
        for (std::size_t i = 0; i < table_.table.rows.size(); ++i) {
            const int row = room.first + static_cast<int>(i);
            for (const FormColumn& column : match_.columns) {
                if (grid_.has_formula(row, column.column)) continue;
                if (!column.numbering)
                    write_value(grid_, row, column,
                                quantity_of(table_, column.from, table_.table.rows[i][column.from]));
                else
                    grid_.write_number(row, column.column, std::to_string(i + 1));
            }
        }
    }

    void write_totals(const Room& room) {
        for (const FormColumn& column : match_.columns) {
            if (!column.summed) continue;
            Tally tally{column.form};
            for (const auto& row : table_.table.rows) tally.add(quantity_of(table_, column.from, row[column.from]));
            const Quantity total = tally.total();
            if (!known(total)) continue;
            const std::string number = number_for(grid_, room.total, column, total);
            if (grid_.has_formula(room.total, column.column))
                grid_.write_cached(room.total, column.column, number);
            else if (trimmed(grid_.text(room.total, column.column)).empty())
                grid_.write_number(room.total, column.column, number);
        }
    }

    const FormPackage& form_;
    const FormSheet& sheet_;
    FormGrid& grid_;
    const FormHeading& heading_;
    const FormTable& table_;
    FormMatch match_;
    int put_in_ = 0, before_ = 0;
};

/// The table whose mark is the longest of those that `text` names.
const FormTable* named_by(const std::string& text, const std::vector<FormTable>& tables) {
    const FormTable* best = nullptr;
    std::size_t length = 0;
    for (const FormTable& table : tables)
        for (const std::string& mark : table.marks)
            if (mark.size() > length && text.find(mark) != std::string::npos) best = &table, length = mark.size();
    return best;
}

const FormTable* wanted_by(const FormPackage& form, const FormSheet& sheet, const FormHeading& heading,
                           const std::vector<FormTable>& tables, const std::string& wanted) {
    if (!wanted.empty()) {
        const auto found =
            std::find_if(tables.begin(), tables.end(), [&](const FormTable& one) { return one.table.name == wanted; });
        return found == tables.end() ? nullptr : &*found;
    }
    for (const std::string& text : {heading.title, sheet.name, std::filesystem::path{form.path}.filename().string()})
        if (const FormTable* table = named_by(text, tables)) return table;
    return nullptr;
}

/// Print areas of the sheet end further down.
void stretch_print_area(std::map<std::string, std::string>& changed, const FormPackage& form, std::size_t sheet,
                        int before, int by) {
    const auto at = changed.find(form.workbook);
    const std::string& bytes = at == changed.end() ? form.parts.at(form.workbook) : at->second;
    pugi::xml_document xml;
    if (!xml.load_buffer(bytes.data(), bytes.size(), pugi::parse_full | pugi::parse_ws_pcdata)) return;
    bool touched = false;
    for (pugi::xml_node name : xml.document_element().child("definedNames").children("definedName")) {
        if (std::string_view{name.attribute("name").value()} != "_xlnm.Print_Area" ||
            name.attribute("localSheetId").as_uint(~0U) != sheet)
            continue;
        const std::string area = name.text().get();
        const auto mark = area.rfind('!');
        if (mark == std::string::npos) continue;
        name.text().set((area.substr(0, mark) + moved(area.substr(mark), before, by)).c_str());
        touched = true;
    }
    if (!touched) return;
    std::ostringstream out;
    xml.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    changed[form.workbook] = out.str();
}

}  // namespace

std::vector<FilledSheet> fill_form(const std::string& path, const std::string& output,
                                   const std::vector<FormTable>& tables, const std::string& wanted) {
    const FormPackage form = read_form(path);
    std::set<std::string> names;
    for (const FormTable& table : tables)
        for (const auto& [id, headings] : table.headings)
            for (const std::string& heading : headings) names.insert(plain_heading(heading));
    const auto known_name = [&](const std::string& reading) { return reading == "序号" || names.contains(reading); };
    std::vector<FilledSheet> done;
    std::map<std::string, std::string> changed;
    bool headed = false;
    for (std::size_t i = 0; i < form.sheets.size(); ++i) {
        const FormSheet& sheet = form.sheets[i];
        if (sheet.hidden) continue;
        FormGrid grid{form, sheet};
        const auto heading = heading_of_form(grid, known_name);
        if (!heading) continue;
        headed = true;
        const FormTable* table = wanted_by(form, sheet, *heading, tables, wanted);
        if (table == nullptr) continue;
        Filling filling{form, sheet, grid, *heading, *table};
        if (filling.matched() == 0) continue;
        done.push_back(filling.fill());
        changed[sheet.part] = grid.xml();
        if (filling.put_in() > 0) stretch_print_area(changed, form, i, filling.put_before(), filling.put_in());
    }
    if (!headed)
        throw Error{Kind::input,
                    path + "：没有认得的表头：前 40 行里没有一行有两个以上认得的列名（如 宗地编号、土地使用权人、"
                           "面积(亩)）；请检查表头，或在 geodata/columns/ledger_form.toml 中加上本单位的叫法"};
    if (done.empty())
        throw Error{Kind::usage,
                    path + "：看不出是哪一种台账（标题、工作表名、文件名中都没有 闲置、批而未供、供而未用、低效、"
                           "周转、履约）；请加 --what"};
    copy_archive(path, output, changed);
    return done;
}

}  // namespace mutu
