// Every list of a book in one table.
#include "listings.hpp"

namespace mutu {
namespace {

constexpr Listing all[] = {
    {"parcels", "parcel_result", "fid",
     "parcel_id park_id area_m2 supply_state idle_state recognition idle_on efficiency land_class action "
     "tax_wan_per_mu missing"},
    {"parks", "park_result", "fid",
     "park_id park_name area_m2 approved_m2 supplied_m2 unsupplied_m2 supply_rate idle_count idle_m2 "
     "low_efficiency_count low_efficiency_m2 undetermined_count tax_wan_per_mu tax_coverage"},
    {"indicators", "indicator", "fid",
     "park_id indicator_code title value unit ideal score rank coverage zone_type undetermined_because"},
    {"controls", "parcel_control", "fid",
     "parcel_id park_id index_id value limit_value met short_of short_unit undetermined_because"},
    {"areas", "area_reconciliation", "fid",
     "parcel_id park_id area_registered_m2 area_contract_m2 area_planar_m2 area_ellipsoid_m2 "
     "area_difference_m2 area_class"},
    {"goals", "park_goal", "fid",
     "park_id title value op target unit gap met short_of short_unit undetermined_because"},
    {"unsupplied", "unsupplied_land", "fid", "approval_id approval_date park_id area_m2 built_m2 years_since_approval"},
    {"enterprises", "enterprise_result", "year DESC, list_id IS NULL, list_id, rank IS NULL, rank, fid",  // 亩均英雄榜
     "list_id rank grade name uscc year score land_m2 tax_wan tax_wan_per_mu tax_growth rank_change "
     "unscored_because"},
    {"enterprise-land", "enterprise_land", "fid",
     "uscc parcel_id park_id tenure stated_m2 floor_m2 land_m2 rented_out_m2 how tax_wan output_wan"},
    {"industries", "industry_result", "fid",
     "park_id kind industry_id title year firm_count land_m2 tax_wan output_wan tax_wan_per_mu "
     "tax_coverage grades"},
    {"projects", "project_result", "fid",
     "project_id name park_id parcel_ids project_stage signed_date signed_investment_wan arrived_wan "
     "fulfilled produced in_park missing"},
    {"project-periods", "project_period", "fid",
     "park_id period_kind period signed_count signed_wan signed_large_count started_count "
     "started_large_count finished_count finished_large_count produced_count size_unknown_count"},
    {"commitments", "commitment_result", "fid",
     "parcel_id park_id item stage due_date op promised actual unit actual_from commitment_state short_of "
     "missing"},
    {"rates", "office_rate", "fid",
     "park_id office_rate period value numerator_sum denominator_sum sum_unit open_count target gap met "
     "short_of undetermined_because"},
    {"turnover", "turnover_result", "queue_place IS NULL, park_id, queue_place, fid",
     "turnover_id park_id area_m2 rung rung_since years_on_rung next_rung need_date queue_place late "
     "reserved_for standard_ready standard_lacking missing"},
    {"turnover-ladder", "turnover_ladder", "fid",
     "park_id rung plot_count area_m2 years_on_rung supplied_m2 balance_m2 area_unknown_count"},
    {"registers", "register_summary", "fid",
     "register_kind leg tie_cause key_count from_m2 to_m2 difference_m2 area_unknown_count"},
    {"register-keys", "register_tie", "fid",
     "register_kind key subject_id park_id system_m2 ledger_m2 map_m2 tie_cause map_cause"},
    {"disposals", "disposal_rate", "fid",
     "register_kind base_from base_count disposed_count base_m2 disposed_m2 disposal_rate"},
    {"exits", "exit_result", "overdue = 'yes' DESC, due_date IS NULL, due_date, fid",
     "key parcel_id park_id exit_rung_title rung_since next_step due_date overdue decider document "
     "review_result removed_reason document_no missing"},
    {"survey", "production_survey", "fid", "survey_kind subject_kind subject_id park_id since_date power_coverage"},
    {"year-end", "park_year_end", "composite_rank IS NULL, composite_rank, fid",
     "composite_rank park_id park_name year composite_score from_last ranked_count park_count rank_before "
     "before_from first_twice last_twice undetermined_because"},
    {"year-end-items", "park_year_end_item", "fid",
     "park_id title value unit points weight source_doc undetermined_because"},
    {"name-lists", "list_entry", "fid", "name_list subject_name park_id on_list evidence undetermined_because"},
    {"objections", "objection", "fid",
     "objection_id subject_kind subject_name stated_rank objected_item claim ruling ruling_source ruling_doc "
     "corrected_value objection_effect"},
    {"rank-changes", "rank_change", "subject_kind DESC, list_id, ruled_rank IS NULL, ruled_rank, fid",
     "subject_kind list_id subject_name draft_score ruled_score draft_rank ruled_rank draft_grade ruled_grade "
     "objection_ids"},
    {"notices", "notice", "fid", "run_id notice_step on_date until_date document sheet open_objections"},
    {"plans", "plan_scenario", "fid",
     "scenario_id run_id status objective bound unit cost_wan uplift_wan present_value_wan parcel_count "
     "area_m2 binding"},
    {"plan-options", "plan_option", "fid",
     "scenario_id parcel_id action admitted chosen cost_wan uplift_wan forgone_wan present_value_wan "
     "payback_years government_wan park_wan firm_wan missing because"},
    {"plan-years", "plan_park_year", "fid",
     "scenario_id park_id year idle_m2 low_efficiency_m2 undetermined_m2 tax_wan tax_wan_per_mu "
     "years_of_supply years_of_supply_because"},
    {"plan-swaps", "plan_swap", "fid",
     "scenario_id parcel_id park_id land_use_code value_wan value_from swap_state with_parcel_id "
     "with_value_wan difference_wan missing"},
    {"expansions", "expansion_candidate", "fid",
     "scenario_id alternative_id park_id kind verdict area_m2 removed_m2 park_before_m2 park_after_m2 "
     "cost_wan cultivated_m2 converted_m2 soft_m2 steepness suitability road_m compactness distance_m "
     "supply_years_after front "
     "apart"},
    {"expansion-checks", "expansion_check", "fid",
     "scenario_id alternative_id rule_id strength verdict noted because clause"},
    {"expansion-indicators", "expansion_indicator", "fid",
     "scenario_id alternative_id indicator_id unit value_before value_after moved undetermined_because"},
    {"expansion-blocks", "expansion_block", "fid",
     "scenario_id alternative_id direction block_no area_m2 compactness facing_m"},
    {"expansion-land", "expansion_land", "fid", "scenario_id alternative_id land_code title area_m2"},
    {"expansion-refused", "expansion_refused", "fid", "scenario_id code name area_m2 because"},
    {"expansion-members", "expansion_member", "fid",
     "scenario_id member_part park_id name area_m2 parcel_count firm_count unsupplied_m2 idle_m2 low_efficiency_m2 "
     "tax_wan output_wan"},
    {"expansion-stranded", "expansion_stranded", "fid",
     "scenario_id parcel_id land_class shared_m2 area_m2 tax_wan firms"},
    {"expansion-years", "expansion_demand_year", "fid", "scenario_id year low_m2 high_m2 left_low_m2 left_high_m2"},
    {"query-answers", "query_answer", "fid",
     "parcel_id field value_typed answer_effect basis checked_by checked_on source_row"},
    {"submissions", "submission", "fid",
     "unit_name period as_of policy_id program_version profile secrecy run_id file content_sha256"},
    {"submitted-parks", "submission_park", "fid", "park_id park_name parent_park_id unit_name"},
    {"gaps", "submission_gap", "fid", "park_id park_name"},
    {"city", "city_sum", "fid", "sum_of total unit known_parks summed_parks"},
    {"visits", "field_visit", "fid",
     "sheet sheet_row parcel_id field book_value typed_value visit_state visit_because"},
    {"runs", "run", "rowid", "run_id as_of policy_id started finished"},
    {"diagnostics", "diagnostic", "fid", "severity code layer source_file source_row subject_id message fix"},
};

}  // namespace

std::span<const Listing> listings() { return all; }

}  // namespace mutu
