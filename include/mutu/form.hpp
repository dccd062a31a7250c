// An office's own XLSX filled in: columns are found by their headings; every other part of the file stays byte for
// byte.
#pragma once

#include "mutu/labels.hpp"
#include "mutu/result_table.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace mutu {

/// What may be filled into a form. Ids of columns say their quantity: `_m2` land, `_wan_per_mu` yield, `_wan` money;
/// `building_density` is a share. An absent cell stays blank.
struct FormTable {
    ResultTable table;
    std::vector<std::string> marks;                            // words of a title that mean this ledger: 闲置
    std::map<std::string, std::vector<std::string>> headings;  // id → what offices write over the column
    std::set<std::string> summed;                              // ids that 合计 adds up
    std::vector<std::string> printed = {};                     // of our own layout, in order; empty: all
};

/// A column of the form that stays blank, and why.
struct LeftBlank {
    std::string heading, because;
};

struct FilledSheet {
    std::string sheet, table;
    std::size_t rows = 0;
    std::vector<std::string> filled;  // headings, from left to right
    std::vector<LeftBlank> left;
};

/// Fills every sheet of `form` whose headings are recognised and writes `output` (whole or not at all). Which ledger a
/// sheet wants is told by `wanted` (a table's name), else by the words above its headings, its name, the file's name.
/// Merged headings and up to four header rows are read; the unit stands in a heading or in a caption 单位：. Blank rows
/// under the headings are used first, further ones are put in with their style; 合计 below gets exact totals. Text is
/// written as text, never as formula. Only the sheets' own parts change (and the print area where rows are put in).
/// Error{Kind::input}: no XLSX, macros, external links, no recognisable headings, rows that already hold something,
/// formulas that would have to move.
std::vector<FilledSheet> fill_form(const std::string& form, const std::string& output,
                                   const std::vector<FormTable>& tables, const std::string& wanted);

/// What stands around the rows of a ledger in our own layout; blanks are filled in by hand.
struct LedgerHead {
    std::string unit, filled_on, as_of, secrecy;  // 填报单位, 填表日期, 截至日期, 密级
    std::string basis;                            // policy and run, under the rows
};

/// One sheet a table (A3 landscape, one page wide, headings repeated): title, 填报单位 and unit line, rows, 合计,
/// 填表人 / 审核人 / 负责人 / 日期. Land in 公顷 and 亩. `heading` says a column's name, `title` a table's. The same
/// bytes for the same input; written whole or not at all.
void write_ledgers(const std::string& path, const std::vector<FormTable>& tables, const LedgerHead& head,
                   const std::function<std::string(const std::string& id)>& heading,
                   const std::function<std::string(const std::string& table)>& title, const Labels& labels);

}  // namespace mutu
