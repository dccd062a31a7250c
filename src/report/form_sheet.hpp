// One sheet of a form: its cells, its merged ranges, rows put in between. Rows and columns count from 1.
#pragma once

#include "form_package.hpp"

#include <pugixml.hpp>

#include <map>
#include <string>
#include <vector>

namespace mutu {

struct CellRange {
    int top = 0, left = 0, bottom = 0, right = 0;
    bool has(int row, int column) const { return row >= top && row <= bottom && column >= left && column <= right; }
};

/// "C", 7 → "C7".
std::string cell_name(int row, int column);

/// Promise: what is not asked to change is written as it was read.
class FormGrid {
public:
    FormGrid(const FormPackage& form, const FormSheet& sheet);

    int last_row() const { return rows_.empty() ? 0 : rows_.rbegin()->first; }
    int last_column() const { return last_column_; }
    /// Merged cells all show what their first one holds.
    std::string text(int row, int column) const;
    bool has_formula(int row, int column) const;
    bool formula_from(int row) const;  // any formula at or below
    const CellRange* merged(int row, int column) const;

    /// Puts `count` rows before `before`; they look like the row `like` (0: plain). Rows from `before` on move down.
    void insert(int before, int count, int like);
    Shows shows(int row, int column) const;
    void write_number(int row, int column, const std::string& number);
    void write_text(int row, int column, const std::string& text);
    /// Of a formula: the value it is shown with until it is worked out anew.
    void write_cached(int row, int column, const std::string& number);
    void copy_style(int from_row, int from_column, int row, int column);
    std::string xml() const;

private:
    void read_merges();
    pugi::xml_node find(int row, int column) const;
    pugi::xml_node cell(int row, int column);  // made where it is absent
    void index();

    const FormPackage& form_;
    pugi::xml_document xml_;
    pugi::xml_node data_;
    std::map<int, pugi::xml_node> rows_;
    std::map<std::pair<int, int>, pugi::xml_node> cells_;
    std::vector<CellRange> merges_;
    int last_column_ = 0;
};

/// Every cell reference of `text` ("A1:$F$20 C7") from row `from` on moved down by `by`.
std::string moved(const std::string& text, int from, int by);

}  // namespace mutu
