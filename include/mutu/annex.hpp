// Lists behind a paper, and the numbers of its text: each is taken out of a list and remembers where it stands there.
#pragma once

#include "mutu/quantity.hpp"
#include "mutu/report.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

struct AnnexColumn {
    std::string heading;
    Form form = Form::text;
    bool summed = false;
    bool on_paper = true;  // false: too much for an upright page, in the workbook only
};

struct AnnexList {
    std::string name;  // 附表 with its number, and what it lists; also the sheet's
    std::vector<AnnexColumn> columns;
    std::vector<std::vector<Quantity>> rows;
    std::vector<std::string> notes = {};

    bool has_totals() const;
    /// Exact, over all rows; unknown where the column is not summed or nothing is known.
    Quantity total(std::size_t column) const;
};

/// A number of the text and the place it was taken from.
struct Quote {
    std::string said;
    std::size_t list = 0, column = 0;
    enum class Of : std::uint8_t { cell, total, rows } of = Of::cell;
    std::size_t row = 0;  // of a cell
};

/// Lists in the order of the annex. Numbers go into a text through `total`, `cell` and `rows` alone, so that none is
/// without its list.
struct Annex {
    std::vector<AnnexList> lists;
    std::vector<Quote> quotes;

    /// The printed total of a column, without its sign where `bare`; "0" of its form where the list has no row.
    std::string total(std::size_t list, std::size_t column, bool bare = false);
    std::string cell(std::size_t list, std::size_t row, std::size_t column, bool bare = false);
    /// How many rows the list has.
    std::string rows(std::size_t list);
};

/// A list as a table of a document: the columns for paper, totals below.
TextTable paper_table(const AnnexList& list, const std::string& total);

/// Words of the workbook.
struct AnnexWords {
    std::string title, total, counter, rounding_note, unknown_note, secrecy;
    std::string quotes;                                        // name of the sheet of quotes
    std::string said, list, column, place, whole, count, nth;  // its headings and words
};
/// One sheet a list, and one that says for each number of the text which list, column and row or sum it is. Land and
/// money unrounded behind the printed decimals. `created` in seconds since 1970. Written whole or not at all.
void write_annex(const std::string& path, const Annex& annex, std::int64_t created, const AnnexWords& words);

}  // namespace mutu
