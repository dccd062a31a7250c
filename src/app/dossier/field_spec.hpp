// What a field sheet asks, from geodata/field. Seen by src/app only.
#pragma once

#include "mutu/labels.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mutu {

struct FieldSpec {
    std::vector<std::string> idle_states;                                     // parcels to be seen where none is named
    std::vector<std::pair<std::string, std::vector<std::string>>> questions;  // heading and boxes to tick
    std::vector<std::string> fields;                                          // asked for in the sheet
    int photos = 0;
};
FieldSpec field_spec(const std::string& data_folder);

inline constexpr const char* result_sheet_name = "踏勘结果";
/// Columns of the sheet beside the fields, kept as they are.
inline constexpr const char* by_whom = "核查人";
inline constexpr const char* photo_numbers = "照片编号";
inline constexpr const char* field_remark = "备注";

/// A word or a date of a cell as the book has it: a code of the field, an ISO date; absent where it is neither, with
/// the reason in `why`.
std::optional<std::string> field_value(const std::string& field, const std::string& typed,
                                       const std::string& data_folder, std::string& why);
bool is_day(const std::string& field);

}  // namespace mutu
