// Faulty cells and keys: dates, numbers, codes, money in 元, firms and rows that nothing ties.
#include "fault_strip.hpp"

#include "mutu/text.hpp"

namespace mutu::demo {
namespace {

struct CellFault {
    const char* kind;
    const char* code;
    std::vector<std::pair<std::string, std::string>> cells;
    const char* text;
};

/// A day so many days before another.
std::string days_before(const std::string& day, double days) {
    return (std::get<Date>(parse_date(day)) + -static_cast<int>(days)).iso();
}

std::string years_after(const std::string& day, double years) {
    return add_months(std::get<Date>(parse_date(day)), static_cast<int>(years * 12)).iso();
}

std::vector<CellFault> cell_faults(FaultStrip& strip) {
    const std::string started = strip.one_of({"2023-06-01", "2019-02-28", "2024-12-31", "2016-05-05"}),
                      agreed = strip.one_of({"2020-03-01", "2018-11-30", "2016-02-29", "2021-07-07"});
    const double required = strip.vary(9000, 3000, 14'000), total = strip.vary(500, 200, 900);
    return {
        {"bad_date",
         "bad_date",
         {{"actual_start_date", strip.one_of({"2024-02-30", "2023-02-29", "2022/4/31", "2021年13月1日", "20201232"})}},
         "这一天不存在"},
        {"bad_number",
         "bad_number",
         {{"invested_wan", strip.one_of({"约3000", "3000左右", "三千万", "1,2,3万", "见附件"})}},
         "金额不是数字"},
        {"unknown_park", "unknown_park_id", {{"park_id", "P" + std::to_string(strip.serial(999))}}, "园区代码不存在"},
        {"date_order",
         "date_order",
         {{"actual_start_date", started}, {"actual_finish_date", days_before(started, strip.vary(365, 1, 2000))}},
         "竣工早于动工"},
        {"start_before_delivery",
         "date_order",
         {{"actual_delivery_date", started}, {"actual_start_date", days_before(started, strip.vary(365, 1, 2000))}},
         "动工早于交地"},
        {"unknown_code",
         "unknown_code",
         {{"foundation_type", strip.one_of({"土基", "钢基", "石头", "地下室", "99"})}},
         "基础类型不在代码表内"},
        {"progress_out_of_range",
         "bad_number",
         {{"foundation_type", "pile"}, {"foundation_progress", fixed(strip.vary(1.2, 1.05, 1.9), 2)}},
         "基础进度大于一"},
        {"extension_too_long",
         "extension_over_1y",
         {{"agreed_start_date", agreed}, {"extended_start_date", years_after(agreed, strip.vary(2, 1.1, 5))}},
         "延期动工超过一年"},
        {"future_event",
         "event_in_future",
         {{"actual_start_date", strip.one_of({"2027-06-01", "2026-07-01", "2031-01-01", "2062-05-04"})}},
         "动工日期晚于基准日"},
        {"far_date",
         "date_far_off",
         {{"agreed_start_date", strip.one_of({"1922-03-01", "1202-05-06", "1949-12-31", "2202-01-01"})}},
         "年份写错"},
        {"money_in_yuan",
         "money_unit_suspect",
         {{"total_investment_wan", fixed(strip.vary(60'000'000, 5'000'000, 900'000'000), 0)}},
         "总投资以元填写"},
        {"invested_too_much",
         "invested_over_total",
         {{"total_investment_wan", fixed(total, 0)}, {"invested_wan", fixed(total * strip.vary(18, 11, 90), 0)}},
         "已投资是总投资的十几倍"},
        {"part_over_whole",
         "part_exceeds_whole",
         {{"required_area_m2", fixed(required, 0)},
          {"developed_area_m2", fixed(required * strip.vary(1.1, 1.01, 2), 0)}},
         "已动工面积大于应动工面积"},
        {"impossible_far",
         "impossible_ratio",
         {{"control_far", fixed(strip.vary(150, 40, 400), 0)}},
         "容积率以百分数填写"},
    };
}

void faulty_parcel(FaultStrip& strip, const char* kind, const char* code, const FaultyParcel& cells, const char* text) {
    const std::string id = strip.next_id();
    strip.parcel(id, {strip.next_square()}, cells);
    strip.note(kind, strip.all.parcels, id, code, text);
}

std::string wrong_uscc(std::int64_t number) {
    std::string wrong = uscc(number);
    wrong.back() = wrong.back() == '0' ? '1' : '0';
    return wrong;
}

/// A firm's year with these sums; nothing else is known of it.
void firm_year(FaultStrip& strip, const std::string& code, const char* year, const std::string& tax,
               const char* revenue) {
    std::vector<Cell> row(strip.all.years.headings.size());
    row[0] = code, row[1] = year, row[2] = tax, row[3] = revenue;
    add_row(strip.all.years, std::move(row));
}

void faulty_firms(FaultStrip& strip) {
    Registers& all = strip.all;
    const std::string home = strip.next_id();
    strip.parcel(home, {strip.next_square()});
    const std::string wrong = wrong_uscc(strip.serial(9'000'001));
    add_row(all.enterprises, {wrong, "示例错码有限公司（虚构）", "3500", "否", {}});
    add_row(all.occupancy, {wrong, "示例错码有限公司（虚构）", home, {}, "own", {}});
    strip.note("bad_uscc", all.enterprises, wrong, "bad_uscc", "统一社会信用代码校验位不符");

    const std::string jumping = uscc(strip.serial(9'000'003));
    add_row(all.enterprises, {jumping, "示例跳数有限公司（虚构）", "3500", "否", {}});
    add_row(all.occupancy, {jumping, "示例跳数有限公司（虚构）", home, "100000", "own", {}});
    firm_year(strip, jumping, "2023", "20", "800");
    firm_year(strip, jumping, "2024", fixed(strip.vary(210'000, 160'000, 500'000), 0), "850");
    strip.note("money_jump", all.years, jumping, "money_jump", "一年的税收以元填写");
    strip.note("money_in_yuan", all.years, jumping, "money_unit_suspect", "税收与用地相比不可能");
    strip.note("tax_over_revenue", all.years, jumping, "tax_over_revenue", "税收大于营业收入");
    strip.note("occupied_too_much", all.occupancy, home, "occupancy_exceeds_parcel", "占用面积大于宗地");
}

void loose_keys(FaultStrip& strip) {
    Registers& all = strip.all;
    const std::string landless = uscc(strip.serial(9'000'002));
    add_row(all.enterprises, {landless, "示例无地有限公司（虚构）", "3500", "否", {}});
    firm_year(strip, landless, "2024", "20", "800");
    strip.note("firm_without_parcel", all.enterprises, landless, "firm_without_parcel", "企业没有占用任何宗地");

    const std::string nowhere = std::string{made_up_region} + "999001GB" + std::to_string(strip.serial(79'999));
    strip.development(nowhere, {{"idle_cause", "none"}});
    strip.note("unmatched_key", all.development, nowhere, "unmatched_parcel_row", "宗地代码在宗地图层中没有");
    const std::string no_supply = supervision_code(2020, strip.serial(79'999'999));
    add_row(all.supply, {no_supply,
                         nowhere,
                         "示例项目（虚构）",
                         "示例无图有限公司（虚构）",
                         "grant",
                         "2020-05-06",
                         "虚构合〔2020〕无图" + std::to_string(strip.serial(1)) + "号",
                         "2020-05-06",
                         {},
                         {},
                         {},
                         "20000",
                         "500"});
    strip.note("unmatched_key", all.supply, nowhere, "unmatched_supply", "供地记录找不到宗地");
    add_row(all.occupancy, {landless, "示例无地有限公司（虚构）", nowhere, {}, "own", {}});
    strip.note("unmatched_key", all.occupancy, nowhere, "unmatched_occupancy", "占用记录的宗地不存在");
}

}  // namespace

void add_faulty_cells(FaultStrip& strip) {
    for (const CellFault& fault : cell_faults(strip)) {
        const std::string id = strip.next_id();
        strip.parcel(id, {strip.next_square()});
        strip.development(id, fault.cells);
        strip.note(fault.kind, strip.all.development, id, fault.code, fault.text);
    }
    const std::string holder = strip.one_of({"company", "甲方", "开发商老板", "x"}),
                      land_code = std::to_string(strip.serial(990'100) / 100);  // 9901, 9902, …
    faulty_parcel(strip, "unknown_code", "unknown_code", {.holder_kind = holder.c_str()}, "权利人类型不在代码表内");
    faulty_parcel(strip, "bad_holder_uscc", "bad_uscc", {.holder_uscc = wrong_uscc(strip.serial(9'000'004))},
                  "使用权人的统一社会信用代码校验位不符");
    faulty_parcel(strip, "unknown_land_code", "unknown_land_code", {.land_use_code = land_code.c_str()},
                  "地类代码不在三调代码表内");

    const std::string broken = std::string{made_up_region} + "99900XGB" + std::to_string(strip.serial(10'000));
    strip.parcel(broken, {strip.next_square()});
    strip.note("bad_parcel_code", strip.all.parcels, broken, "bad_parcel_code", "宗地代码中有字母");
}

void add_faulty_ties(FaultStrip& strip) {
    faulty_firms(strip);
    loose_keys(strip);
}

}  // namespace mutu::demo
