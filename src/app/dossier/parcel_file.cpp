// Parcels with their fields, asked of the book in one question.
#include "dossier/parcel_file.hpp"

#include "ledger_rows.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <span>

namespace mutu {
namespace {

/// What the contract says: the supply row in force goes first.
constexpr std::string_view contract_fields[] = {"supervision_no",       "contract_no",
                                                "supply_mode",          "agreed_delivery_date",
                                                "actual_delivery_date", "agreed_start_date",
                                                "extended_start_date",  "agreed_finish_date",
                                                "term_years",           "term_end_date",
                                                "lease_end_date",       "conversion_due_date",
                                                "control_far",          "control_investment_wan_per_mu"};
constexpr std::string_view own_fields[] = {"bdcdyh",
                                           "project_name",
                                           "location",
                                           "holder_name",
                                           "holder_uscc",
                                           "holder_kind",
                                           "permit_date",
                                           "foundation_type",
                                           "foundation_progress",
                                           "actual_start_date",
                                           "actual_finish_date",
                                           "stop_date",
                                           "resume_date",
                                           "required_area_m2",
                                           "developed_area_m2",
                                           "total_investment_wan",
                                           "invested_wan",
                                           "investment_includes_land_price",
                                           "idle_cause",
                                           "notice_no",
                                           "notice_served_date",
                                           "recognition_no",
                                           "recognition_date",
                                           "disposal_mode",
                                           "disposal_approval_no",
                                           "disposed_date",
                                           "operation_state",
                                           "production_stop_date",
                                           "field_check",
                                           "field_check_date",
                                           "land_use_code",
                                           "code_system",
                                           "industry_code",
                                           "registered_area_m2",
                                           "land_grade",
                                           "assessed_value_wan",
                                           "office_land_m2",
                                           "green_m2",
                                           "nic_version"};
constexpr std::string_view results[] = {"parcel_id",
                                        "park_id",
                                        "area_m2",
                                        "area_registered_m2",
                                        "area_ellipsoid_m2",
                                        "area_planar_m2",
                                        "area_in_park_m2",
                                        "supply_state",
                                        "idle_state",
                                        "recognition",
                                        "start_due",
                                        "idle_on",
                                        "idle_days",
                                        "efficiency",
                                        "land_class",
                                        "action",
                                        "tax_wan",
                                        "output_wan",
                                        "revenue_wan",
                                        "investment_wan",
                                        "tax_wan_per_mu",
                                        "output_wan_per_mu",
                                        "investment_wan_per_mu",
                                        "footprint_m2",
                                        "gross_floor_area_m2",
                                        "far_floor_area_m2",
                                        "far",
                                        "building_density",
                                        "data_year",
                                        "missing",
                                        "fid"};

bool holds(std::span<const std::string_view> list, std::string_view id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

std::string column(std::string_view id) {
    const std::string name{id};
    if (id == "park_name") return "coalesce(nullif(k.park_name, ''), r.park_id)";
    if (id == "contract_date") return "coalesce(s.contract_date, p.contract_date, s.supply_date)";
    if (id == "land_price_wan") return "coalesce(s.land_price_wan, p.land_price_wan, s.price_wan)";
    if (holds(results, id)) return "r." + name;
    if (holds(contract_fields, id)) return "coalesce(s." + name + ", p." + name + ")";
    if (holds(own_fields, id)) return "coalesce(p." + name + ", s." + name + ")";
    throw Error{Kind::bug, "no field of a parcel: " + name};
}

}  // namespace

ParcelFiles::ParcelFiles(const Book& book, const std::vector<std::string>& ids, const std::string& where,
                         const std::vector<std::string>& arguments) {
    std::string sql = "SELECT ";
    for (std::size_t i = 0; i < ids.size(); ++i) {
        sql += (i == 0 ? "" : ", ") + column(ids[i]);
        columns_.emplace(ids[i], i);
    }
    rows_ = book.query(sql + ledger_parcel_source() + "(" + where + ") ORDER BY r.fid", arguments);
}

const std::optional<std::string>& ParcelFiles::at(std::size_t row, std::string_view id) const {
    const auto found = columns_.find(id);
    if (found == columns_.end()) throw Error{Kind::bug, "a field nobody asked for: " + std::string{id}};
    return rows_.rows[row][found->second];
}

std::optional<Date> ParcelFiles::day(std::size_t row, std::string_view id) const {
    const auto& cell = at(row, id);
    if (!cell) return std::nullopt;
    const auto parsed = parse_date(*cell);
    const Date* day = std::get_if<Date>(&parsed);
    return day ? std::optional{*day} : std::nullopt;
}

std::vector<std::string> ParcelFiles::all() {
    std::vector<std::string> ids{"park_name", "contract_date", "land_price_wan"};
    for (const std::string_view id : results)
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.emplace_back(id);
    for (const std::string_view id : contract_fields) ids.emplace_back(id);
    for (const std::string_view id : own_fields) ids.emplace_back(id);
    return ids;
}

std::string park_id_named(const Book& book, const std::string& wanted) {
    if (wanted.empty()) return {};
    std::vector<std::string> ids;
    for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows) {
        if (row[0] == wanted || row[1] == wanted) return row[0].value_or("");
        ids.push_back(row[0].value_or(""));
    }
    const auto meant = nearest(wanted, ids);
    throw Error{Kind::usage, "没有园区 " + wanted +
                                 (meant ? "，是否要写 " + *meant + "？" : "；mutu list 成果库 parks 列出全部园区")};
}

}  // namespace mutu
