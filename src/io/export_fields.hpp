// Which columns of a layer are handed over, under which names, in which units and words.
#pragma once

#include "raw.hpp"

#include "mutu/handover.hpp"
#include "mutu/value.hpp"
#include "mutu/write.hpp"

#include <string>
#include <vector>

namespace mutu {

/// nullptr when there is none; names compare without regard to case.
const RawColumn* find_column(const RawLayer& layer, const std::string& name);

/// Columns of the table beside a result, brought to its rows by the key; columns the result has itself stay. A key that
/// several rows of the table share (blocks of one park) brings nothing: no row of them speaks for all.
void join_beside(RawLayer& layer, const RawLayer& other, const std::string& key);

/// The fields to write, in order: those asked for, else the profile's for this layer, else the first `own` columns. A
/// profile leaves columns out: that is remarked. Error{Kind::usage} for an unknown column, or two fields of one name.
std::vector<ExportField> chosen_fields(const ExportRequest& request, const RawLayer& layer, std::size_t own,
                                       const ExportProfile* profile, std::vector<std::string>& remarks);

/// Cells in the field's unit and decimals; codes as words where `words` is set.
WriteColumn written_column(const RawLayer& layer, const ExportField& field, bool words, const CodeWord& word);

/// A field as geodata/export and geodata/packages spell it. Error{Kind::input} with the place.
ExportField export_field(const std::string& column, const Value& table);

}  // namespace mutu
