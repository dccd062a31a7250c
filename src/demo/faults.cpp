// Faulty records, each with one thing wrong, on land of their own so that nothing else changes.
#include "registers.hpp"

#include <utility>

namespace mutu::demo {
namespace {

/// Writes faulty parcels in a row from west to east, 200 m apart, south of every park and approval.
class FaultStrip {
public:
    FaultStrip(Registers& all, Sheet& list) : all_{all}, list_{list} {}

    /// The strip belongs to no park; its numbers lie outside those of the parks.
    std::string next_id() const { return std::string{made_up_region} + "999001GB" + std::to_string(10'001 + places_); }

    Ring next_square(double side = 120) {
        const double x = 37'380'000 + 200.0 * places_++, y = 2'790'000;
        return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
    }

    void parcel(const std::string& id, const std::vector<Ring>& parts, const Cell& registered = {},
                const char* holder_kind = "") {
        add_row(all_.parcels, {id,
                               "示例故障有限公司（虚构）",
                               {},
                               cell_of(holder_kind),
                               {},
                               {},
                               {},
                               registered,
                               "0601",
                               {},
                               "界外",
                               "错误样例"});
        add_shape(all_.parcels, parts);
    }

    /// A development row with these cells by field name, the rest blank.
    void development(const std::string& id, const std::vector<std::pair<std::string, std::string>>& cells) {
        std::vector<Cell> row(all_.development.headings.size());
        row[0] = id;
        for (const auto& [field, value] : cells)
            for (std::size_t i = 0; i < row.size(); ++i)
                if (all_.development.headings[i].field == field) row[i] = value;
        add_row(all_.development, std::move(row));
    }

    void note(const char* kind, const Sheet& sheet, const std::string& key, const char* text) {
        add_row(list_, {kind, sheet.target.path, cell_of(key), text});
    }

    void shapes();
    void cells();
    void ties();

private:
    Registers& all_;
    Sheet& list_;
    int places_ = 0;
};

void FaultStrip::shapes() {
    const std::string twice = next_id();
    parcel(twice, {next_square()});
    parcel(twice, {next_square()});
    note("duplicate_id", all_.parcels, twice, "同一宗地代码出现两次");

    const std::string crossed = next_id();
    Ring bow = next_square();
    std::swap(bow[1], bow[2]);
    bow[0].y += 20;  // lopsided, so that its area is not zero
    parcel(crossed, {bow});
    note("self_crossing", all_.parcels, crossed, "边界自相交");

    const std::string first = next_id();
    const Ring left = next_square();
    parcel(first, {left});
    const std::string second = next_id();
    next_square();
    const double edge = left[1].x - 0.3;
    parcel(second, {{{edge, left[0].y}, {edge + 60, left[0].y}, {edge + 60, left[2].y}, {edge, left[2].y}}});
    note("sliver_overlap", all_.parcels, first + ";" + second, "两宗地重叠0.3米宽的细条");

    const std::string bare = next_id();
    next_square();
    parcel(bare, {});
    note("missing_shape", all_.parcels, bare, "没有图形");

    const std::string larger = next_id();
    parcel(larger, {next_square()}, "15120.00");
    note("area_differs", all_.parcels, larger, "登记面积比图形大百分之五");

    add_row(all_.buildings, {"故障建筑1", "factory", "2", "4.50", {}, {}});
    add_shape(all_.buildings, {next_square(60)});
    note("building_outside_parcels", all_.buildings, "故障建筑1", "建筑不在任何宗地上");
}

void FaultStrip::cells() {
    struct Fault {
        const char* kind;
        std::vector<std::pair<std::string, std::string>> cells;
        const char* text;
    };
    const Fault faults[] = {
        {"bad_date", {{"actual_start_date", "2024-02-30"}}, "二月三十日不存在"},
        {"bad_number", {{"invested_wan", "约3000"}}, "金额不是数字"},
        {"unknown_park", {{"park_id", "P999"}}, "园区代码不存在"},
        {"date_order", {{"actual_start_date", "2023-06-01"}, {"actual_finish_date", "2022-06-01"}}, "竣工早于动工"},
        {"unknown_code", {{"foundation_type", "土基"}}, "基础类型不在代码表内"},
        {"progress_out_of_range", {{"foundation_type", "pile"}, {"foundation_progress", "1.2"}}, "基础进度大于一"},
    };
    for (const Fault& fault : faults) {
        const std::string id = next_id();
        parcel(id, {next_square()});
        development(id, fault.cells);
        note(fault.kind, all_.development, id, fault.text);
    }
    const std::string id = next_id();
    parcel(id, {next_square()}, {}, "company");
    note("unknown_code", all_.parcels, id, "权利人类型不在代码表内");
}

void FaultStrip::ties() {
    const std::string home = next_id();
    parcel(home, {next_square()});
    std::string wrong = uscc(9'000'001);
    wrong.back() = wrong.back() == '0' ? '1' : '0';
    add_row(all_.enterprises, {wrong, "示例错码有限公司（虚构）", "3500", "否", {}});
    add_row(all_.occupancy, {wrong, "示例错码有限公司（虚构）", home, {}, "own", {}});
    note("bad_uscc", all_.enterprises, wrong, "统一社会信用代码校验位不符");

    const std::string landless = uscc(9'000'002);
    add_row(all_.enterprises, {landless, "示例无地有限公司（虚构）", "3500", "否", {}});
    note("firm_without_parcel", all_.enterprises, landless, "企业没有占用任何宗地");

    const std::string nowhere = std::string{made_up_region} + "999001GB99999";
    development(nowhere, {{"idle_cause", "none"}});
    note("unmatched_key", all_.development, nowhere, "宗地代码在宗地图层中没有");
    const std::string no_supply = supervision_code(2020, 99'999'999);
    add_row(all_.supply, {no_supply,
                          nowhere,
                          "示例项目（虚构）",
                          "示例无图有限公司（虚构）",
                          "grant",
                          "2020-05-06",
                          "虚构合〔2020〕无图号",
                          "2020-05-06",
                          {},
                          {},
                          {},
                          "20000",
                          "500"});
    note("unmatched_key", all_.supply, no_supply, "供地记录找不到宗地");
    add_row(all_.occupancy, {landless, "示例无地有限公司（虚构）", nowhere, {}, "own", {}});
    note("unmatched_key", all_.occupancy, nowhere, "占用记录的宗地不存在");
}

}  // namespace

Sheet make_fault_list() {
    return {"",
            {.path = "faults.csv", .driver = "CSV", .layer = "", .encoding = "UTF-8", .crs = "", .date = ""},
            {{"kind", ""}, {"file", ""}, {"id", ""}, {"text", ""}}};
}

void add_faults(Registers& all, Sheet& list) {
    FaultStrip strip{all, list};
    strip.shapes();
    strip.cells();
    strip.ties();
}

}  // namespace mutu::demo
