// A small made-up park set that the report tests share: figures are easy to follow by hand.
#pragma once

#include "support/root.hpp"

#include "mutu/assessment.hpp"
#include "mutu/holdings.hpp"
#include "mutu/labels.hpp"
#include "mutu/report.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>

namespace mutu::test {

inline Date day(int year, int month, int of_month) { return *Date::civil(year, month, of_month); }

/// The shipped words of the report, and stand-ins for the groups that other modules bring.
inline Labels labels() {
    namespace fs = std::filesystem;
    const fs::path folder =
        fs::path{testing::TempDir()} / ("mutu_labels_" + std::to_string(getpid()));  // tests run side by side
    fs::create_directories(folder);
    for (const char* name : {"ledger", "summary", "action", "role", "field", "enum"}) {
        const std::string file = std::string{name} + ".toml";
        fs::copy_file(fs::path{test::root()} / "geodata" / "labels" / file, folder / file,
                      fs::copy_options::overwrite_existing);
    }
    std::ofstream{folder / "stand_in.toml"} << R"toml(
[idle_state]
idle_a_1y = "疑似闲置(满一年)"
undetermined = "待核"
[recognition]
none = "未启动"
recognised = "已认定"
[land_class]
idle = "疑似闲置"
undetermined = "待核"
[measure]
start_due = "应动工日"
started = "已动工"
land_area = "用地面积"
[assumption]
blank_event = "空白视为未发生"
[evidence]
unconfirmed = "未经证实"
confirmed = "已证实"
)toml";
    return Labels::load(folder.string());
}

inline void add_parcel(Holdings& holdings, Assessment& assessment, const std::string& id, Area area,
                       const std::string& state, const std::string& land_class) {
    Table& table = holdings[Role::parcel];
    const Origin origin{0, static_cast<std::int64_t>(table.rows() + 1)};
    table.add_row(origin);
    table.writable<std::string>("parcel_id").back() = id;
    ParcelResult result;
    result.parcel_id = id;
    result.park_id = "P1";
    result.area = area;
    result.supply_state = "supplied";
    result.idle_state = state;
    result.recognition = "none";
    result.efficiency = "not_applicable";
    result.land_class = land_class;
    result.data_year = 2025;
    assessment.parcels.push_back(std::move(result));
}

struct Example {
    Holdings holdings;
    Assessment assessment;
    std::map<std::pair<std::size_t, std::size_t>, std::string> sentences;  // parcel row, rule → words
    SentenceOf speaker() const {
        return [this](std::size_t parcel, std::size_t rule) {
            const auto found = sentences.find({parcel, rule});
            return found == sentences.end() ? std::string{} : found->second;
        };
    }
};

/// A1 and A2: suspected idle, 0.004 亩 each over a whole; A3: recognised; U: undetermined. One approval in two pieces.
inline Example example() {
    Example made;
    auto& [holdings, assessment, sentences] = made;
    assessment.run.run_id = "0123456789ab";
    assessment.run.as_of = day(2026, 6, 30);
    assessment.run.policy_id = "cn-hunan";
    assessment.run.policy_sha256 = std::string(64, 'e');
    assessment.run.parameters.add("idle_fee_share", "20%");
    assessment.run.versions.add("mutu", "0.1.0");
    assessment.run.area_basis = "legal";
    assessment.run.finished = "2026-07-01T08:00:00Z";
    assessment.rule_texts.push_back({"idle_a", "未动工闲置", "闲置土地处置办法 第二条第一款", "confirmed", "cn", {}});
    assessment.rule_texts.push_back({"idle_b", "中止开发闲置", "闲置土地处置办法 第二条第二款", "confirmed", "cn", {}});

    Table& parks = holdings[Role::park];
    parks.add_row({0, 1});
    parks.writable<std::string>("park_id")[0] = "P1";
    parks.writable<std::string>("region_code")[0] = "430500";
    parks.writable<std::string>("boundary_version")[0] = "2022核定";

    const Area ten_mu_and_a_bit = Area::mu(10) + Area::quanta(800);  // 10.004 亩, printed 10.00
    add_parcel(holdings, assessment, "A1", ten_mu_and_a_bit, "idle_a_1y", "idle");
    add_parcel(holdings, assessment, "A2", ten_mu_and_a_bit, "idle_a_1y", "idle");
    add_parcel(holdings, assessment, "A3", Area::mu(30), "idle_a_1y", "idle");
    add_parcel(holdings, assessment, "U", Area::mu(5), "undetermined", "undetermined");
    assessment.parcels[0].start_due = day(2024, 3, 15);
    assessment.parcels[0].idle_on = day(2025, 3, 15);
    assessment.parcels[0].action = "FEE20;URGE";
    assessment.parcels[2].recognition = "recognised";
    assessment.parcels[3].missing = {"actual_start_date", "agreed_start_date"};

    Table& parcels = holdings[Role::parcel];
    parcels.writable<std::string>("supervision_no")[0] = "430500202400012891";
    parcels.writable<std::string>("holder_name")[0] = "=HYPERLINK(\"http://x\")";
    parcels.writable<std::string>("project_name")[0] = "一\x1b[31m号";
    parcels.writable<Money>("land_price_wan")[0] = Money::wan(1234.56);
    parcels.writable<Date>("agreed_start_date")[0] = day(2024, 3, 15);
    assessment.facts = {{"", "", "yn"}, {}, {}, {"", "", "u"}};
    sentences = {{{0, 0}, "应动工日2024-03-15，满一年未动工。"},
                 {{0, 1}, "未中止开发。"},
                 {{3, 0}, "缺实际动工日期，无法判定。"}};

    ParkResult park;
    park.park_id = "P1";
    park.park_name = "示例园区";
    park.area = Area::mu(1500);
    park.supplied = Area::mu(900);
    park.supply_rate = 0.9;
    park.idle = Area::mu(50) + Area::quanta(1600);
    park.idle_count = 3;
    park.recognised_idle = Area::mu(30);
    park.recognised_idle_count = 1;
    park.undetermined = Area::mu(5);
    park.undetermined_count = 1;
    park.parcel_count = 4;
    park.tax = Money::wan(468);
    park.tax_per_mu = Yield::of(Money::wan(468), Area::mu(36));
    park.tax_coverage = 0.8;
    assessment.parks.push_back(park);

    Table& approvals = holdings[Role::approval];
    for (int part = 0; part < 2; ++part) {
        approvals.add_row({0, part + 1});
        approvals.writable<std::string>("approval_id").back() = "湘政地〔2019〕8号#" + std::to_string(part + 1);
        approvals.writable<std::string>("approval_no").back() = "湘政地〔2019〕8号";
        approvals.writable<Area>("approved_area_m2").back() = Area::mu(100);
        approvals.writable<std::string>("approval_kind").back() = "batch";
        assessment.unsupplied.push_back(
            {"湘政地〔2019〕8号#" + std::to_string(part + 1), day(2019, 5, 6), "P1", Area::mu(15 + part), {}, 7.15});
    }
    return made;
}

}  // namespace mutu::test
