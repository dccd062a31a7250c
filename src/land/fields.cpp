// The canonical fields of every role (contract.md §4), in the contract's order, with type and the reading of a blank.
#include "mutu/table.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

using enum FieldType;
using enum FieldKind;
using Codes = std::span<const std::string_view>;

constexpr std::string_view level_codes[] = {"national", "provincial", "other"};
constexpr std::string_view park_kind_codes[] = {"main", "direction"};
constexpr std::string_view holder_codes[] = {"user", "reserve", "government"};
constexpr std::string_view supply_mode_codes[] = {"allocation",    "grant",           "lease", "lease_then_grant",
                                                  "flexible_term", "lease_grant_mix", "other"};
constexpr std::string_view foundation_codes[] = {"pit", "pile", "other"};
constexpr std::string_view cause_codes[] = {"none",       "gov_delivery",  "gov_plan",
                                            "gov_policy", "gov_petition",  "gov_military_relic",
                                            "gov_other",  "force_majeure", "prep_work"};
constexpr std::string_view operation_codes[] = {"normal", "half_stopped", "stopped", "bankrupt", "unknown"};
constexpr std::string_view check_codes[] = {"not_started", "started", "built", "unclear"};
constexpr std::string_view approval_kind_codes[] = {"batch", "single_site", "linked", "other"};
constexpr std::string_view approval_status_codes[] = {"valid", "withdrawn_pending", "withdrawn", "expired"};
constexpr std::string_view source_kind_codes[] = {"new", "existing", "new_from_stock"};
constexpr std::string_view constraint_codes[] = {
    "basic_farmland", "ecological_redline", "urban_boundary", "nature_reserve", "water_source",
    "flood",          "geohazard",          "relic",          "slope",          "env_control_unit",
    "other"};
constexpr std::string_view tenure_codes[] = {"own", "rent"};
constexpr std::string_view item_codes[] = {"invest", "tax",    "output", "far",      "building_coefficient",
                                           "green",  "office", "energy", "emission", "rd"};
constexpr std::string_view register_codes[] = {"unsupplied", "idle", "low_efficiency"};
constexpr std::string_view review_codes[] = {"passed", "failed"};

constexpr Field park_fields[] = {{"park_id", text, fact, true},
                                 {"park_name", text, fact, true},
                                 {"level", code, fact, false, level_codes},
                                 {"kind", code, fact, false, park_kind_codes},
                                 {"parent_park_id", text},
                                 {"block_id", text},
                                 {"region_code", text},
                                 {"approved_area_m2", area},
                                 {"approval_doc", text},
                                 {"approval_doc_date", date},
                                 {"boundary_version", text},
                                 {"four_bounds", text},
                                 {"leading_industry", text},
                                 {"special_industry", text},
                                 {"plan_approved_date", date},
                                 {"eia_reviewed_date", date}};

constexpr Field parcel_fields[] = {{"parcel_id", text, fact, true},
                                   {"park_id", text},
                                   {"bdcdyh", text},
                                   {"supervision_no", text},
                                   {"contract_no", text},
                                   {"project_name", text},
                                   {"location", text},
                                   {"holder_name", text},
                                   {"holder_uscc", text},
                                   {"holder_kind", code, fact, false, holder_codes},
                                   {"supply_mode", code, fact, false, supply_mode_codes},
                                   {"contract_date", date},
                                   {"agreed_delivery_date", date, term},
                                   {"actual_delivery_date", date, event},
                                   {"agreed_start_date", date, term},
                                   {"extended_start_date", date, term},
                                   {"agreed_finish_date", date, term},
                                   {"permit_date", date, event},
                                   {"foundation_type", code, fact, false, foundation_codes},
                                   {"foundation_progress", number},
                                   {"actual_start_date", date, event},
                                   {"actual_finish_date", date, event},
                                   {"stop_date", date, event},
                                   {"resume_date", date, event},
                                   {"required_area_m2", area},
                                   {"developed_area_m2", area},
                                   {"total_investment_wan", money},
                                   {"invested_wan", money},
                                   {"investment_includes_land_price", yes_no},
                                   {"land_price_wan", money},
                                   {"assessed_value_wan", money},
                                   {"land_grade", text},
                                   {"idle_cause", code, event, false, cause_codes},
                                   {"notice_no", text},
                                   {"notice_served_date", date, event},
                                   {"recognition_no", text},
                                   {"recognition_date", date, event},
                                   {"disposal_mode", text},
                                   {"disposal_approval_no", text},
                                   {"disposed_date", date, event},
                                   {"operation_state", code, fact, false, operation_codes},
                                   {"production_stop_date", date, event},
                                   {"field_check", code, fact, false, check_codes},
                                   {"field_check_date", date},
                                   {"term_years", number},
                                   {"term_end_date", date, term},
                                   {"lease_end_date", date, term},
                                   {"conversion_due_date", date, term},
                                   {"registered_area_m2", area},
                                   {"land_use_code", text},
                                   {"code_system", text},
                                   {"industry_code", text},
                                   {"nic_version", text},
                                   {"control_far", number},
                                   {"control_investment_wan_per_mu", number},
                                   {"office_land_m2", area},
                                   {"green_m2", area}};

constexpr Field approval_fields[] = {{"approval_id", text},
                                     {"approval_no", text},
                                     {"approval_kind", code, fact, false, approval_kind_codes},
                                     {"batch_name", text},
                                     {"approval_date", date, fact, true},
                                     {"approved_area_m2", area},
                                     {"new_construction_m2", area},
                                     {"cultivated_m2", area},
                                     {"acquired_m2", area},
                                     {"exempt_m2", area},
                                     {"approval_status", code, fact, false, approval_status_codes},
                                     {"unsupplied_cause", text},
                                     {"measure", text},
                                     {"responsible_unit", text},
                                     {"plan_finish_date", date, term}};

constexpr Field supply_own_fields[] = {{"supply_id", text},
                                       {"supply_date", date, fact, true},
                                       {"area_m2", area},
                                       {"price_wan", money},
                                       {"source_kind", code, fact, false, source_kind_codes}};

constexpr Field building_fields[] = {{"building_id", text},
                                     {"use", text},
                                     {"floors", number},
                                     {"height_m", number},
                                     {"storey_height_m", number},
                                     {"gross_floor_area_m2", area},
                                     {"let_m2", area},
                                     {"built_date", date}};

constexpr Field landuse_fields[] = {{"category_code", text, fact, true},
                                    {"code_system", text, fact, true},
                                    {"supply_code", text},
                                    {"hightech_code", text},
                                    {"is_idle", yes_no}};
constexpr Field plan_fields[] = {
    {"planned_code", text, fact, true}, {"code_system", text, fact, true}, {"far_max", number}};
constexpr Field constraint_fields[] = {{"kind", code, fact, true, constraint_codes}, {"name", text}};
constexpr Field enterprise_fields[] = {{"uscc", text},
                                       {"name", text},
                                       {"industry_code", text},
                                       {"nic_version", text},
                                       {"above_designated", yes_no},
                                       {"established_date", date}};
constexpr Field enterprise_year_fields[] = {
    {"uscc", text},         {"name", text},        {"year", number, fact, true}, {"tax_wan", money},
    {"revenue_wan", money}, {"output_wan", money}, {"value_added_wan", money},   {"fixed_assets_wan", money},
    {"energy_tce", number}, {"power_kwh", number}, {"emission_t", number},       {"rd_wan", money},
    {"employees", number}};
constexpr Field occupancy_fields[] = {
    {"uscc", text},      {"name", text},           {"parcel_id", text, fact, true},
    {"area_m2", area},   {"floor_area_m2", area},  {"tenure", code, fact, false, tenure_codes},
    {"from_date", date}, {"to_date", date, event}, {"lessor", text}};
constexpr Field commitment_fields[] = {{"parcel_id", text, fact, true},
                                       {"item", code, fact, false, item_codes},
                                       {"op", text},
                                       {"value", number},
                                       {"unit", text},
                                       {"stage", text},
                                       {"due_date", date, term},
                                       {"actual_value", number}};
constexpr Field park_year_fields[] = {{"park_id", text, fact, true},
                                      {"period", text, fact, true},
                                      {"gdp_wan", money},
                                      {"income_wan", money},
                                      {"tax_all_wan", money},
                                      {"value_added_growth", number},
                                      {"fixed_investment_wan", money},
                                      {"quota_new_m2", area},
                                      {"quota_park_m2", area},
                                      {"source_doc", text}};
constexpr Field project_fields[] = {{"project_id", text},
                                    {"name", text},
                                    {"uscc", text},
                                    {"park_id", text},
                                    {"parcel_id", text},
                                    {"signed_date", date, event},
                                    {"signed_investment_wan", money},
                                    {"arrived_wan", money},
                                    {"start_date", date, event},
                                    {"finish_date", date, event},
                                    {"production_date", date, event},
                                    {"leader", text},
                                    {"team", text},
                                    {"industry_code", text},
                                    {"in_leading_industry", yes_no}};
constexpr Field turnover_fields[] = {{"turnover_id", text, fact, true},
                                     {"park_id", text},
                                     {"quota_m2", area},
                                     {"approval_no", text},
                                     {"acquired", yes_no},
                                     {"cleared", yes_no},
                                     {"serviced", yes_no},
                                     {"reserved_for", text},
                                     {"supplied_date", date, event},
                                     {"acquired_date", date, event},
                                     {"cleared_date", date, event},
                                     {"serviced_date", date, event},
                                     {"need_date", date, term}};
constexpr Field register_fields[] = {{"kind", code, fact, true, register_codes},
                                     {"key", text, fact, true},
                                     {"area_m2", area},
                                     {"base_date", date},
                                     {"status", text},
                                     // the way of a low-efficiency parcel out of the list
                                     {"recognition_date", date, event},
                                     {"notified_date", date, event},
                                     {"rectify_until", date, term},
                                     {"review_date", date, event},
                                     {"review_result", code, fact, false, review_codes},
                                     {"exit_date", date, event},
                                     {"removed_date", date, event},
                                     {"removed_reason", text},
                                     {"decider", text},
                                     {"document_no", text}};
constexpr Field assessment_fields[] = {{"park_id", text, fact, true},
                                       {"item", text, fact, true},
                                       {"approved_date", date, event},
                                       {"valid_to", date, term}};

/// supply = its own fields and every field of parcel that describes the contract.
constexpr auto supply_fields = [] {
    std::array<Field, std::size(supply_own_fields) + std::size(parcel_fields)> all{};
    auto end = std::copy(std::begin(supply_own_fields), std::end(supply_own_fields), all.begin());
    for (Field field : parcel_fields) {
        field.required = false;
        *end++ = field;
    }
    return all;
}();

constexpr Role roles[] = {Role::park,      Role::parcel,     Role::approval,   Role::supply,     Role::building,
                          Role::landuse,   Role::plan,       Role::constraint, Role::enterprise, Role::enterprise_year,
                          Role::occupancy, Role::commitment, Role::park_year,  Role::project,    Role::turnover,
                          Role::registry,  Role::assessment};
static_assert(std::size(roles) == role_count);

constexpr std::string_view role_names[] = {"park",      "parcel",     "approval",   "supply",     "building",
                                           "landuse",   "plan",       "constraint", "enterprise", "enterprise_year",
                                           "occupancy", "commitment", "park_year",  "project",    "turnover",
                                           "register",  "assessment"};

}  // namespace

std::string_view name(Role role) { return role_names[static_cast<std::size_t>(role)]; }

std::optional<Role> role_named(std::string_view name) {
    std::string wanted{name};
    std::replace(wanted.begin(), wanted.end(), '-', '_');
    for (const Role role : roles)
        if (role_names[static_cast<std::size_t>(role)] == wanted) return role;
    return std::nullopt;
}

std::span<const Role> all_roles() { return roles; }

std::span<const Field> fields_of(Role role) {
    switch (role) {
    case Role::park: return park_fields;
    case Role::parcel: return parcel_fields;
    case Role::approval: return approval_fields;
    case Role::supply: return supply_fields;
    case Role::building: return building_fields;
    case Role::landuse: return landuse_fields;
    case Role::plan: return plan_fields;
    case Role::constraint: return constraint_fields;
    case Role::enterprise: return enterprise_fields;
    case Role::enterprise_year: return enterprise_year_fields;
    case Role::occupancy: return occupancy_fields;
    case Role::commitment: return commitment_fields;
    case Role::park_year: return park_year_fields;
    case Role::project: return project_fields;
    case Role::turnover: return turnover_fields;
    case Role::registry: return register_fields;
    case Role::assessment: return assessment_fields;
    }
    return {};
}

const Field* find_field(Role role, std::string_view name) {
    for (const Field& field : fields_of(role))
        if (field.name == name) return &field;
    return nullptr;
}

bool has_shape(Role role) {
    switch (role) {
    case Role::park:
    case Role::parcel:
    case Role::approval:
    case Role::supply:
    case Role::building:
    case Role::landuse:
    case Role::plan:
    case Role::constraint:
    case Role::turnover:
    case Role::assessment: return true;
    case Role::enterprise:
    case Role::enterprise_year:
    case Role::occupancy:
    case Role::commitment:
    case Role::park_year:
    case Role::project:
    case Role::registry: return false;
    }
    return false;
}

}  // namespace mutu
