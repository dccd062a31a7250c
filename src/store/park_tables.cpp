// Tables of park indicators and goals, of control indices, and of areas side by side.
#include "result_writer.hpp"

namespace mutu {
namespace {

constexpr ResultColumn<Indicator> indicator_columns[] = {
    {"park_id", sql::text, [](W& w, const Indicator& r) { w.put(r.park_id); }},
    {"indicator_id", sql::text, [](W& w, const Indicator& r) { w.put(r.indicator_id); }},
    {"value", sql::real, [](W& w, const Indicator& r) { w.put(r.value); }},
    {"unit", sql::text, [](W& w, const Indicator& r) { w.put(r.unit); }},
    {"score", sql::real, [](W& w, const Indicator& r) { w.put(r.score); }},
    {"ideal", sql::real, [](W& w, const Indicator& r) { w.put(r.ideal); }},
    {"clause", sql::text, [](W& w, const Indicator& r) { w.put(r.clause); }},
    {"undetermined_because", sql::text, [](W& w, const Indicator& r) { w.put(r.undetermined_because); }},
    {"indicator_code", sql::text, [](W& w, const Indicator& r) { w.put(r.code); }},
    {"title", sql::text, [](W& w, const Indicator& r) { w.put(r.title); }},
    {"zone_type", sql::text, [](W& w, const Indicator& r) { w.put(r.word); }},
    {"coverage", sql::real, [](W& w, const Indicator& r) { w.put(r.coverage); }},
    {"rank", sql::integer, [](W& w, const Indicator& r) { w.put(r.rank); }},
    {"flags", sql::text, [](W& w, const Indicator& r) { w.put(r.flags); }},
    {"evidence", sql::text, [](W& w, const Indicator& r) { w.put(r.evidence); }},
    {"proof", sql::text, [](W& w, const Indicator& r) { w.put(r.proof); }}};

constexpr ResultColumn<GoalResult> goal_columns[] = {
    {"park_id", sql::text, [](W& w, const GoalResult& r) { w.put(r.park_id); }},
    {"goal_id", sql::text, [](W& w, const GoalResult& r) { w.put(r.goal_id); }},
    {"title", sql::text, [](W& w, const GoalResult& r) { w.put(r.title); }},
    {"indicator_id", sql::text, [](W& w, const GoalResult& r) { w.put(r.indicator_id); }},
    {"value", sql::real, [](W& w, const GoalResult& r) { w.put(r.value); }},
    {"op", sql::text, [](W& w, const GoalResult& r) { w.put(r.op); }},
    {"target", sql::real, [](W& w, const GoalResult& r) { w.put(r.target); }},
    {"unit", sql::text, [](W& w, const GoalResult& r) { w.put(r.unit); }},
    {"gap", sql::real, [](W& w, const GoalResult& r) { w.put(r.gap); }},
    {"met", sql::text, [](W& w, const GoalResult& r) { w.put(word(r.met)); }},
    {"short_of", sql::real, [](W& w, const GoalResult& r) { w.put(r.short_of); }},
    {"short_unit", sql::text, [](W& w, const GoalResult& r) { w.put(r.short_unit); }},
    {"clause", sql::text, [](W& w, const GoalResult& r) { w.put(r.clause); }},
    {"evidence", sql::text, [](W& w, const GoalResult& r) { w.put(r.evidence); }},
    {"undetermined_because", sql::text, [](W& w, const GoalResult& r) { w.put(r.undetermined_because); }},
    {"proof", sql::text, [](W& w, const GoalResult& r) { w.put(r.proof); }}};

constexpr ResultColumn<ControlText> control_text_columns[] = {
    {"index_id", sql::text, [](W& w, const ControlText& r) { w.put(r.index_id); }},
    {"title", sql::text, [](W& w, const ControlText& r) { w.put(r.title); }},
    {"op", sql::text, [](W& w, const ControlText& r) { w.put(r.op); }},
    {"unit", sql::text, [](W& w, const ControlText& r) { w.put(r.unit); }},
    {"clause", sql::text, [](W& w, const ControlText& r) { w.put(r.clause); }},
    {"evidence", sql::text, [](W& w, const ControlText& r) { w.put(r.evidence); }},
    {"policy", sql::text, [](W& w, const ControlText& r) { w.put(r.policy); }}};

constexpr ResultColumn<AreaRow> area_columns[] = {
    {"parcel_id", sql::text, [](W& w, const AreaRow& r) { w.put(r.parcel_id); }},
    {"park_id", sql::text, [](W& w, const AreaRow& r) { w.put(r.park_id); }},
    {"area_registered_m2", sql::real, [](W& w, const AreaRow& r) { w.put(r.registered); }},
    {"area_contract_m2", sql::real, [](W& w, const AreaRow& r) { w.put(r.contract); }},
    {"area_planar_m2", sql::real, [](W& w, const AreaRow& r) { w.put(r.planar); }},
    {"area_ellipsoid_m2", sql::real, [](W& w, const AreaRow& r) { w.put(r.ellipsoid); }},
    {"area_difference_m2", sql::real, [](W& w, const AreaRow& r) { w.put(std::optional{r.difference}); }},
    {"area_class", sql::text, [](W& w, const AreaRow& r) { w.put(r.area_class); }}};

}  // namespace

void write_indicators(Results& results, const Assessment& assessment) {
    results.plain<Indicator>("indicator", indicator_columns, assessment.indicators);
    results.plain<GoalResult>("park_goal", goal_columns, assessment.goals);
}

void write_controls(Results& results, const Assessment& assessment) {
    static constexpr ResultColumn<ControlRow> columns[] = {
        {"numerator", sql::text, [](W& w, const ControlRow& r) { w.put(r.numerator); }},
        {"numerator_amount", sql::integer, [](W& w, const ControlRow& r) { w.put(r.numerator_amount); }},
        {"denominator", sql::text, [](W& w, const ControlRow& r) { w.put(r.denominator); }},
        {"denominator_amount", sql::integer, [](W& w, const ControlRow& r) { w.put(r.denominator_amount); }},
        {"value", sql::real, [](W& w, const ControlRow& r) { w.put(r.value); }},
        {"limit_exact", sql::text, [](W& w, const ControlRow& r) { w.put(r.limit); }},
        {"limit_value", sql::real, [](W& w, const ControlRow& r) { w.put(r.limit_value); }},
        {"met", sql::text, [](W& w, const ControlRow& r) { w.put(word(r.met)); }},
        {"short_of", sql::real, [](W& w, const ControlRow& r) { w.put(r.short_of); }},
        {"undetermined_because", sql::text, [](W& w, const ControlRow& r) { w.put(r.undetermined_because); }},
        {"short_unit", sql::text, [](W& w, const ControlRow& r) {
             if (r.short_of)
                 w.put(r.numerator == "investment" ? "万元" : "m2");
             else
                 w.put_null();
         }}};
    TableSpec spec = results.spec("parcel_control");
    spec.columns = {{"parcel_id", sql::text}, {"park_id", sql::text}, {"index_id", sql::text}};
    const auto end = [&](W& writer, std::size_t row) {
        const ControlRow& control = assessment.controls[row];
        const ParcelResult& parcel = assessment.parcels[control.parcel];
        writer.put(parcel.parcel_id);
        writer.put(parcel.park_id);
        writer.put(assessment.control_texts[control.index].index_id);
        writer.end_row();
    };
    results.write<ControlRow>(std::move(spec), columns, assessment.controls, end);
    results.plain<ControlText>("control_text", control_text_columns, assessment.control_texts);
}

void write_areas(Results& results, const Assessment& assessment) {
    results.plain<AreaRow>("area_reconciliation", area_columns, assessment.areas);
}

}  // namespace mutu
