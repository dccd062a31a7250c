// Who may see which column of a book: the one list of it, for pages and for copies that leave the office.
#pragma once

#include "mutu/labels.hpp"

#include <cstdint>
#include <string>

namespace mutu {

/// Classes of columns, as geodata/labels/serve/field_class.toml gives them. What is not listed there is internal.
enum class FieldClass : std::uint8_t { open, internal, tax, person };

/// `classes`: the labels of geodata/labels/serve.
FieldClass field_class(const Labels& classes, const std::string& table, const std::string& column);

/// A column of holders as SQL over a table or view `t` with parcel_id: names of firms where nothing is held against the
/// land of the latest run, anybody else's shrunk to the first character, NULL for all other land.
std::string masked_holder_sql(const Labels& classes, const std::string& column);

/// A name of the book's own or a text, as SQL writes it between quotes.
std::string sql_quoted(std::string_view text, char quote);

}  // namespace mutu
