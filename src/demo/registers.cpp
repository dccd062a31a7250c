// Which files staff hold and what their columns are called.
#include "registers.hpp"

namespace mutu::demo {
namespace {

using enum FieldType;

constexpr std::int64_t most_surveyed = 20'000;  // parcels; larger sets are for the clock, not for the eye

const std::string plane = "EPSG:4525", degrees = "EPSG:4490";

Sheet park_sheet() {
    return {"park",
            {.path = "园区边界.gpkg", .driver = "GPKG", .layer = "园区边界", .encoding = "", .crs = plane, .date = ""},
            {{"园区代码", "park_id"},
             {"园区名称", "park_name"},
             {"级别", "level"},
             {"区块编号", "block_id"},
             {"行政区代码", "region_code"},
             {"批准面积_平方米", "approved_area_m2", area},
             {"批复文号", "approval_doc"},
             {"主导产业", "leading_industry"},
             {"特色产业", "special_industry"}}};
}

/// GBK without .cpg, headings of at most ten bytes, as a county office exports it.
Sheet parcel_sheet(bool large) {
    Sheet sheet{"parcel",
                {.path = large ? "宗地.gpkg" : "宗地.shp",
                 .driver = large ? "GPKG" : "ESRI Shapefile",
                 .layer = "",
                 .encoding = large ? "" : "GBK",
                 .cpg = false,
                 .crs = plane,
                 .date = ""},
                {{"ZDDM", "parcel_id"},
                 {"QLRMC", "holder_name"},
                 {"QLRZJH", "holder_uscc"},
                 {"QLRLX", "holder_kind"},
                 {"DZJGH", "supervision_no"},
                 {"HTBH", "contract_no"},
                 {"HTRQ", "contract_date", date},
                 {"ZDMJ", "registered_area_m2", area},
                 {"TDYT", "land_use_code"},
                 {"HYDM", "industry_code"},
                 {"坐落", "location"},
                 {"宗地备注", ""}}};
    sheet.constants = {{"code_system", "SD"}, {"nic_version", "2017"}};
    return sheet;
}

Sheet development_sheet() {
    return {"parcel",
            {.path = "开发情况.csv", .driver = "CSV", .layer = "", .encoding = "GBK", .crs = "", .date = ""},
            {{"宗地代码", "parcel_id"},
             {"所属园区", "park_id"},
             {"实际交地时间", "actual_delivery_date", text},
             {"约定动工时间", "agreed_start_date"},
             {"延期动工时间", "extended_start_date"},
             {"施工许可日期", "permit_date"},
             {"基础类型", "foundation_type"},
             {"基础进度", "foundation_progress"},
             {"实际动工时间", "actual_start_date"},
             {"实际竣工时间", "actual_finish_date"},
             {"中止日期", "stop_date"},
             {"复工日期", "resume_date"},
             {"应动工面积(平方米)", "required_area_m2"},
             {"已动工面积(平方米)", "developed_area_m2"},
             {"总投资(万元)", "total_investment_wan"},
             {"已投资(万元)", "invested_wan"},
             {"投资含地价", "investment_includes_land_price"},
             {"土地价款(万元)", "land_price_wan"},
             {"闲置原因", "idle_cause"},
             {"调查通知书号", "notice_no"},
             {"通知书送达日期", "notice_served_date"},
             {"认定书号", "recognition_no"},
             {"认定日期", "recognition_date"},
             {"生产状态", "operation_state"},
             {"停产日期", "production_stop_date"},
             {"现场核查", "field_check"},
             {"核查日期", "field_check_date"},
             {"容积率控制值", "control_far"},
             {"投资强度控制值(万元/亩)", "control_investment_wan_per_mu"}}};
}

Sheet approval_sheet() {
    return {"approval",
            {.path = "批文.gpkg", .driver = "GPKG", .layer = "批文", .encoding = "", .crs = degrees, .date = ""},
            {{"批次编号", "approval_id"},
             {"批准文号", "approval_no"},
             {"批文类型", "approval_kind"},
             {"批次名称", "batch_name"},
             {"批准日期", "approval_date", date},
             {"批准面积_平方米", "approved_area_m2", area},
             {"批文状态", "approval_status"}}};
}

Sheet supply_sheet(bool large) {
    Sheet sheet{"supply",
                {.path = large ? "供地.csv" : "供地.xlsx",
                 .driver = large ? "CSV" : "XLSX",
                 .layer = "供地",
                 .encoding = "",
                 .crs = "",
                 .date = ""},
                {{"电子监管号", "supervision_no"},
                 {"宗地代码", "parcel_id"},
                 {"项目名称", "project_name"},
                 {"土地使用权人", "holder_name"},
                 {"供地方式", "supply_mode"},
                 {"供地日期", "supply_date", date},
                 {"合同编号", "contract_no"},
                 {"合同签订日期", "contract_date", date},
                 {"约定交地时间", "agreed_delivery_date", date},
                 {"约定开工时间", "agreed_start_date", date},
                 {"约定竣工时间", "agreed_finish_date", date},
                 {"供应面积(平方米)", "area_m2", area},
                 {"成交价格(万元)", "price_wan", money}}};
    sheet.join = R"([["supervision_no"]])";
    return sheet;
}

Sheet building_sheet() {
    return {"building",
            {.path = "建筑.gpkg", .driver = "GPKG", .layer = "建筑", .encoding = "", .crs = plane, .date = ""},
            {{"建筑编号", "building_id"},
             {"用途", "use"},
             {"层数", "floors", number},
             {"层高_米", "storey_height_m", number},
             {"建筑面积_平方米", "gross_floor_area_m2", area},
             {"建成日期", "built_date", date}}};
}

Sheet enterprise_sheet(bool large) {
    Sheet sheet{"enterprise",
                {.path = large ? "企业.csv" : "企业.xlsx",
                 .driver = large ? "CSV" : "XLSX",
                 .layer = "企业",
                 .encoding = "",
                 .crs = "",
                 .date = ""},
                {{"统一社会信用代码", "uscc"},
                 {"企业名称", "name"},
                 {"行业代码", "industry_code"},
                 {"是否规上", "above_designated"},
                 {"成立日期", "established_date", date}}};
    sheet.constants = {{"nic_version", "2017"}};
    return sheet;
}

Sheet year_sheet() {
    return {"enterprise_year",
            {.path = "企业年度.csv", .driver = "CSV", .layer = "", .encoding = "UTF-8", .crs = "", .date = ""},
            {{"统一社会信用代码", "uscc"},
             {"年份", "year"},
             {"税收(万元)", "tax_wan"},
             {"营业收入(万元)", "revenue_wan"},
             {"产值(万元)", "output_wan"},
             {"增加值(万元)", "value_added_wan"},
             {"固定资产(万元)", "fixed_assets_wan"},
             {"综合能耗(吨标准煤)", "energy_tce"},
             {"用电量(千瓦时)", "power_kwh"},
             {"研发费用(万元)", "rd_wan"},
             {"从业人数", "employees"}}};
}

Sheet occupancy_sheet() {
    return {"occupancy",
            {.path = "占用.csv", .driver = "CSV", .layer = "", .encoding = "GBK", .crs = "", .date = ""},
            {{"统一社会信用代码", "uscc"},
             {"企业名称", "name"},
             {"宗地代码", "parcel_id"},
             {"占地面积(平方米)", "area_m2"},
             {"占用方式", "tenure"},
             {"起始日期", "from_date"}}};
}

Sheet constraint_sheet() {
    return {"constraint",
            {.path = "禁限区.gpkg", .driver = "GPKG", .layer = "禁限区", .encoding = "", .crs = plane, .date = ""},
            {{"类型", "kind"}, {"名称", "name"}}};
}

Sheet land_use_sheet() {
    Sheet sheet{
        "landuse",
        {.path = "用地现状.gpkg", .driver = "GPKG", .layer = "用地现状", .encoding = "", .crs = plane, .date = ""},
        {{"DLDM", "category_code"}, {"GYDM", "supply_code"}}};
    sheet.constants = {{"code_system", "KFQ"}};
    return sheet;
}

Sheet park_year_sheet() {
    return {"park_year",
            {.path = "园区年度.csv", .driver = "CSV", .layer = "", .encoding = "GBK", .crs = "", .date = ""},
            {{"园区代码", "park_id"},
             {"年份", "period"},
             {"生产总值(万元)", "gdp_wan"},
             {"技工贸总收入(万元)", "income_wan"},
             {"全口径税收(万元)", "tax_all_wan"},
             {"工业增加值增速(%)", "value_added_growth"},
             {"固定资产投资(万元)", "fixed_investment_wan"},
             {"新增建设用地指标(亩)", "quota_new_m2"},
             {"园区用地指标(亩)", "quota_park_m2"},
             {"常住人口(人)", ""},
             {"数据来源", "source_doc"},
             {"其他考核得分", ""},
             {"综合评价名次", ""},
             {"全省倒数名次", ""}}};
}

Sheet project_sheet(bool large) {
    return {"project",
            {.path = large ? "项目.csv" : "项目.xlsx",
             .driver = large ? "CSV" : "XLSX",
             .layer = "项目",
             .encoding = "",
             .crs = "",
             .date = ""},
            {{"项目编号", "project_id"},
             {"项目名称", "name"},
             {"统一社会信用代码", "uscc"},
             {"园区代码", "park_id"},
             {"宗地代码", "parcel_id"},
             {"签约日期", "signed_date", date},
             {"签约投资额(万元)", "signed_investment_wan", money},
             {"到位资金(万元)", "arrived_wan", money},
             {"开工日期", "start_date", date},
             {"竣工日期", "finish_date", date},
             {"投产日期", "production_date", date},
             {"责任领导", "leader"},
             {"专班", "team"}}};
}

Sheet commitment_sheet(bool large) {
    return {"commitment",
            {.path = large ? "履约.csv" : "履约.xlsx",
             .driver = large ? "CSV" : "XLSX",
             .layer = "履约",
             .encoding = "",
             .crs = "",
             .date = ""},
            {{"宗地代码", "parcel_id"},
             {"承诺事项", "item"},
             {"比较", "op"},
             {"承诺值", "value"},
             {"单位", "unit"},
             {"阶段", "stage"},
             {"到期日期", "due_date", date},
             {"实际值", "actual_value"}}};
}

Sheet turnover_sheet() {
    return {"turnover",
            {.path = "周转用地.gpkg", .driver = "GPKG", .layer = "周转用地", .encoding = "", .crs = plane, .date = ""},
            {{"周转用地编号", "turnover_id"},
             {"园区代码", "park_id"},
             {"周转指标_平方米", "quota_m2", area},
             {"批文号", "approval_no"},
             {"是否征收", "acquired"},
             {"征收日期", "acquired_date", date},
             {"是否净地", "cleared"},
             {"净地日期", "cleared_date", date},
             {"三通一平", "serviced"},
             {"通平日期", "serviced_date", date},
             {"意向项目", "reserved_for"},
             {"需地日期", "need_date", date},
             {"供地日期", "supplied_date", date}}};
}

Sheet assessment_sheet() {
    return {"assessment",
            {.path = "区域评估.csv", .driver = "CSV", .layer = "", .encoding = "UTF-8", .crs = "", .date = ""},
            {{"园区代码", "park_id"}, {"评估事项", "item"}, {"批准日期", "approved_date"}, {"有效期至", "valid_to"}}};
}

Sheet base_sheet() {
    return {"register",
            {.path = "底数清册.csv", .driver = "CSV", .layer = "", .encoding = "GBK", .crs = "", .date = ""},
            {{"清册类型", "kind"},
             {"编号", "key"},
             {"面积(平方米)", "area_m2"},
             {"底数日期", "base_date"},
             {"处置状态", "status"},
             {"低效认定日期", "recognition_date"},
             {"告知日期", "notified_date"},
             {"整改期限", "rectify_until"},
             {"复评日期", "review_date"},
             {"复评结果", "review_result"},
             {"移出日期", "removed_date"},
             {"移出原因", "removed_reason"}}};
}

Sheet truth_sheet(const char* path, std::vector<Heading> headings) {
    return {"",
            {.path = path, .driver = "CSV", .layer = "", .encoding = "UTF-8", .crs = "", .date = ""},
            std::move(headings)};
}

Sheet park_truth_sheet() {
    std::vector<Heading> headings;
    for (const char* column : {"park_id", "park_name", "parcel_count", "approved_m2", "supplied_m2", "unsupplied_m2",
                               "idle_count", "recognised_idle_count", "low_efficiency_count", "tax_wan"})
        headings.push_back({column, ""});
    return truth_sheet("park_truth.csv", std::move(headings));
}

}  // namespace

Registers make_registers(const DemoSpec& spec) {
    const std::int64_t parcels = static_cast<std::int64_t>(spec.parks) * spec.parcels;
    const bool beyond_shapefile = parcels > 2'000'000, beyond_spreadsheet = parcels > 200'000;
    return {
        .parks = park_sheet(),
        .parcels = parcel_sheet(beyond_shapefile),
        .development = development_sheet(),
        .approvals = approval_sheet(),
        .supply = supply_sheet(beyond_spreadsheet),
        .buildings = building_sheet(),
        .enterprises = enterprise_sheet(beyond_spreadsheet),
        .years = year_sheet(),
        .occupancy = occupancy_sheet(),
        .constraints = constraint_sheet(),
        .land_use = land_use_sheet(),
        .park_years = park_year_sheet(),
        .projects = project_sheet(beyond_spreadsheet),
        .commitments = commitment_sheet(beyond_spreadsheet),
        .turnover = turnover_sheet(),
        .assessments = assessment_sheet(),
        .bases = base_sheet(),
        .truth = truth_sheet("truth.csv", {{"parcel_id", ""},
                                           {"park_id", ""},
                                           {"supply_state", ""},
                                           {"idle_state", ""},
                                           {"efficiency", ""},
                                           {"land_class", ""},
                                           {"start_due", ""},
                                           {"idle_on", ""},
                                           {"tax_wan", ""},
                                           {"note", ""},
                                           {"reason", ""}}),
        .park_truth = park_truth_sheet(),
        .approval_truth = truth_sheet("approval_truth.csv", {{"approval_id", ""},
                                                             {"park_id", ""},
                                                             {"status", ""},
                                                             {"area_m2", ""},
                                                             {"supplied_m2", ""},
                                                             {"unsupplied_m2", ""}}),
        .firm_truth =
            truth_sheet("firm_truth.csv", {{"uscc", ""}, {"list_id", ""}, {"score", ""}, {"rank", ""}, {"grade", ""}}),
        .indicator_truth = truth_sheet("indicator_truth.csv", {{"park_id", ""}, {"indicator_id", ""}, {"value", ""}}),
        .office_truth = truth_sheet("office_truth.csv", {{"park_id", ""},
                                                         {"office_rate", ""},
                                                         {"period", ""},
                                                         {"numerator", ""},
                                                         {"denominator", ""},
                                                         {"open", ""}}),
        .turnover_truth =
            truth_sheet("turnover_truth.csv", {{"turnover_id", ""}, {"rung", ""}, {"standard_ready", ""}}),
        .register_truth =
            truth_sheet("register_truth.csv", {{"register_kind", ""}, {"tie_cause", ""}, {"key_count", ""}}),
        .exit_truth = truth_sheet("exit_truth.csv", {{"key", ""}, {"exit_rung", ""}}),
        .year_end_truth = truth_sheet("year_end_truth.csv", {{"park_id", ""},
                                                             {"composite_score", ""},
                                                             {"composite_rank", ""},
                                                             {"first_twice", ""},
                                                             {"last_twice", ""},
                                                             {"exit_candidates", ""}}),
        .objections = truth_sheet("异议.csv", {{"异议编号", ""},
                                               {"异议对象", ""},
                                               {"异议名次", ""},
                                               {"异议事项", ""},
                                               {"异议内容", ""},
                                               {"提出人", ""},
                                               {"裁定", ""},
                                               {"裁定文书", ""},
                                               {"更正值", ""}}),
        .objection_truth = truth_sheet("objection_truth.csv", {{"objection_id", ""}, {"objection_effect", ""}}),
        .rates = {},
        .ties = {},
        .firms = {},
        .surveyed = parcels <= most_surveyed};
}

std::vector<const Sheet*> Registers::sources() const {
    std::vector<const Sheet*> all{&parks,       &parcels,  &development, &approvals,   &supply,     &buildings,
                                  &enterprises, &years,    &occupancy,   &constraints, &park_years, &projects,
                                  &commitments, &turnover, &assessments, &bases};
    if (surveyed) all.push_back(&land_use);
    return all;
}

}  // namespace mutu::demo
