// The lists of a paper as a workbook.
#include "workbook.hpp"

#include "mutu/annex.hpp"

namespace mutu {
namespace {

SheetWords sheet_words(const AnnexWords& words) {
    return {words.total, words.counter, words.rounding_note, words.unknown_note, words.secrecy};
}

void write_list(Workbook& book, const AnnexList& list, const AnnexWords& words) {
    std::vector<SheetColumn> columns;
    for (const AnnexColumn& one : list.columns) columns.push_back({one.heading, one.form, one.summed});
    Sheet sheet{book, list.name, std::move(columns), sheet_words(words)};
    for (const auto& row : list.rows) {
        std::vector<Cell> cells;
        for (const Quantity& value : row) cells.push_back({value});
        sheet.add(cells);
    }
    sheet.finish(list.notes);
}

std::string place_of(const Quote& quote, const AnnexWords& words) {
    if (quote.of == Quote::Of::total) return words.whole;
    return quote.of == Quote::Of::rows ? words.count : words.nth + std::to_string(quote.row + 1);
}

void write_quotes(Workbook& book, const Annex& annex, const AnnexWords& words) {
    Sheet sheet{book, words.quotes, {{words.said}, {words.list}, {words.column}, {words.place}}, sheet_words(words)};
    for (const Quote& quote : annex.quotes) {
        const AnnexList& list = annex.lists[quote.list];
        sheet.add(std::vector<Cell>{
            {quote.said}, {list.name}, {list.columns[quote.column].heading}, {place_of(quote, words)}});
    }
}

}  // namespace

void write_annex(const std::string& path, const Annex& annex, std::int64_t created, const AnnexWords& words) {
    Workbook book{path, created, words.title};
    for (const AnnexList& list : annex.lists) write_list(book, list, words);
    write_quotes(book, annex, words);
    book.finish();
}

}  // namespace mutu
