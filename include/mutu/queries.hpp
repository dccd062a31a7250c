// 待核清单 read back: what people filled into its yellow cells, put where the registers say nothing.
#pragma once

#include "mutu/exchange.hpp"

namespace mutu {

/// Headings of the sheet, as it is written and found again.
struct QueryHeadings {
    static constexpr const char* sheet = "待核";
    static constexpr const char *parcel = "宗地编号", *field = "字段", *answer = "填写", *basis = "依据材料",
                                *who = "核实人", *on = "核实日期";
};

struct QueryAnswer {
    std::string parcel_id, field, value, basis, who, on;
    std::int64_t row = 0;  // of the sheet
    /// applied; same: the register says it too; conflict: the register or another row says otherwise, and stands;
    /// refused: no such parcel or field, unreadable, or an event of which no source has the column.
    std::string effect = "refused";
};

/// Fills what the answers say into parcels whose cell is blank and tells every other answer as a finding. A sheet in
/// which nothing was filled changes nothing. Error{Kind::input} where it is no such sheet.
std::vector<QueryAnswer> apply_queries(Holdings& holdings, const std::string& path, const std::string& shown,
                                       const ColumnAliases& aliases);

}  // namespace mutu
