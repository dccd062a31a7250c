// The summary on a terminal, line by line.
#include "example.hpp"

#include "mutu/report.hpp"
#include "mutu/text.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

test::Example with_source() {
    auto example = test::example();
    Source source;
    source.path = "宗地.shp";
    source.layer = "ZD";
    source.rows = 4;
    source.encoding = "GBK";
    source.encoding_from = "cpg";
    source.columns = {
        {"ZDDM", "parcel_id", "alias"}, {"parcel_id", "parcel_id", "name"}, {"坏\x1b[1m列", "", "passed"}};
    example.holdings.sources.push_back(source);
    example.assessment.diagnostics.push_back(
        {"start_contradicted", Severity::warning, "parcel", "", 0, "A1", "", "", {}});
    example.assessment.diagnostics.push_back({"bad_date", Severity::error, "parcel", "", 0, "A1", "", "", {}});
    return example;
}

std::string told(const test::Example& example, Language language = Language::zh) {
    return summary(example.holdings, example.assessment, test::labels(), language);
}

TEST(Summary, TellsAllInOrder) {
    EXPECT_EQ(told(with_source()), "截止 2026-06-30 政策包 cn-hunan (eeeeeeeeeeee…)\n"
                                   "面积口径：证载面积优先，无登记面积的用平面面积；密级：内部资料\n"
                                   "读入 1 个数据源\n"
                                   "  宗地  宗地.shp [ZD]，4 行，GBK(据 .cpg)\n"
                                   "    按别名识别 1 列：ZDDM → 宗地编号\n"
                                   "    未识别、原样保留 1 列：坏\\x1b[1m列\n"
                                   "园区用地(批而未供单列，单位亩)\n"
                                   "  园区      宗数      公顷       亩  已供(亩)  批而未供(亩)  供地率\n"
                                   "  示例园区     4  100.0000  1500.00    900.00             —  90.00%\n"
                                   "疑似闲置、已认定、低效(拟认定)、待核(宗 / 亩)\n"
                                   "  园区       疑似闲置     已认定      低效      待核\n"
                                   "  示例园区  2 / 20.01  1 / 30.00  0 / 0.00  1 / 5.00\n"
                                   "亩均效益(万元/亩；覆盖率为已知税收的用地占比)\n"
                                   "  园区      税收(万元)  亩均税收  覆盖率  亩均产值\n"
                                   "  示例园区      468.00     13.00  80.00%         —\n"
                                   "地块分类\n"
                                   "  分类      宗数     亩\n"
                                   "  疑似闲置     3  50.01\n"
                                   "  待核         1   5.00\n"
                                   "补齐下列资料可判定待核宗地：实际动工日期(1 宗)、约定动工日期(1 宗)\n"
                                   "已能判定：供应状态 4/4 宗；动工与闲置 3/4 宗；利用效率 4/4 宗；亩均税收 0/4 宗\n"
                                   "其余判不了的，请先索取：\n"
                                   "  1. 开竣工台账（实际动工、停工、竣工日期，施工许可证，基础进度）——关系到 1 宗\n"
                                   "  2. 供地合同台账（电子监管号、签订日期、约定交地和动工日期）——关系到 1 宗\n"
                                   "  3. 农转用、土地征收批文范围图层（批文号、批准日期）——尚未提供\n"
                                   "质检发现 2 条\n"
                                   "  级别  代码                条数\n"
                                   "  错误  bad_date               1\n"
                                   "  警告  start_contradicted     1\n"
                                   "疑似不等于认定：闲置土地须由市、县自然资源主管部门认定。\n");
}

TEST(Summary, StaysWithinAHundredColumns) {
    auto example = with_source();
    for (int i = 0; i < 40; ++i) {
        example.holdings.sources[0].columns.push_back({"很长很长的列名" + std::to_string(i), "", "passed"});
        auto park = example.assessment.parks[0];
        park.park_name = "名称特别长的国家级经济技术开发区第" + std::to_string(i) + "片区";
        park.idle = park.recognised_idle = park.low_efficiency = park.undetermined = Area::mu(12345.678);
        example.assessment.parks.push_back(park);
    }
    for (const Language language : {Language::zh, Language::en})
        for (const auto& line : split(told(example, language), '\n')) EXPECT_LE(display_width(line), 100U) << line;
}

TEST(Summary, SaysThatRoundedParksDrift) {
    auto example = with_source();
    example.assessment.parks.push_back(example.assessment.parks[0]);  // 20.008 twice: 20.01 + 20.01 against 40.02
    EXPECT_EQ(told(example).find("因四舍五入"), std::string::npos);
    example.assessment.parks.push_back(example.assessment.parks[0]);  // 60.024, printed 60.02, rows 60.03
    EXPECT_NE(told(example).find("因四舍五入,分项与合计略有差异"), std::string::npos);
}

}  // namespace
}  // namespace mutu
