// The office's books of a park: signed projects and promises of standard land, with what their rates must come out as.
#include "fault_strip.hpp"

#include "mutu/text.hpp"

#include <array>

namespace mutu::demo {
namespace {

const std::string whole_book;  // of rates that count every park and what lies in none

/// A rate's rows are added up by park and period, and once more for the whole book.
void note(Registers& all, const std::string& park, const std::string& rate, std::optional<int> year, RateTruth more) {
    std::vector<std::string> periods{"all"};
    if (year) periods.push_back(std::to_string(*year));
    std::vector<std::string> places{whole_book};
    if (!park.empty()) places.push_back(park);
    for (const std::string& place : places)
        for (const std::string& period : periods) {
            RateTruth& sum = all.rates[{place, rate, period}];
            sum.numerator += more.numerator, sum.denominator += more.denominator, sum.open += more.open;
        }
}

std::optional<Date> passed(const std::optional<Date>& day) { return day && *day <= as_of() ? day : std::nullopt; }

std::string sole_firm(const Park& park, std::size_t parcel) {
    for (const Firm& firm : park.firms)
        for (const Occupied& land : firm.land)
            if (land.parcel == parcel && !land.rents && park.records[parcel].tenants.size() == 1) return firm.uscc;
    return {};
}

void add_project(Registers& all, const Park& park, std::size_t i) {
    const Record& r = park.records[i];
    const auto number = static_cast<int>(i);
    const Date signed_on = (r.contract ? std::min(*r.contract, as_of()) : day(2024, 5, 20)) + -(60 + number);
    const auto started = passed(r.start), finished = passed(r.finish);
    const auto produced = finished ? passed(*finished + 150) : std::nullopt;
    const Money planned = Money::wan(3000 + 500.0 * (number % 9));
    // A quarter of the money with each step; what produces has all of it.
    const int quarters = produced ? 4 : finished ? 3 : started ? 2 : number % 2;
    const Money arrived = Money::fen(planned.fen() / 4 * quarters);
    const std::string firm = sole_firm(park, i);
    add_row(all.projects,
            {"XM" + r.id.substr(r.id.size() - 5) + "-" + park.id,
             "示例项目" + park.id + "-" + std::to_string(number) + "（虚构）", cell_of(firm), cell_of(r.park_id), r.id,
             cell_of(std::optional{signed_on}), cell_of(std::optional{planned}), cell_of(std::optional{arrived}),
             cell_of(started), cell_of(finished), cell_of(produced), "示例领导（虚构）", "示例专班（虚构）"});
    const int year = signed_on.year();
    note(all, r.park_id, "fulfilment", year, {started || finished, 1, 0});
    note(all, r.park_id, "production", year, {produced.has_value(), 1, 0});
    note(all, r.park_id, "arrived", year, {arrived.fen(), planned.fen(), 0});
    note(all, r.park_id, "in_park", year, {!r.park_id.empty(), 1, 0});
}

void add_promise(Registers& all, const Record& r, const char* item, const char* op, const std::string& value,
                 const char* unit, const char* stage, const std::optional<Date>& due, const std::string& actual) {
    add_row(all.commitments, {r.id, item, op, value, unit, stage, cell_of(due), cell_of(actual)});
}

/// The tax of the firm's year against 13 万元/亩: some parcels stand exactly on it.
void promise_tax(Registers& all, const Park& park, std::size_t i) {
    constexpr std::int64_t promised = 13, fen_per_quantum = 5;
    const Record& r = park.records[i];
    const Date due = day(2025, 6, 30);
    add_promise(all, r, "亩均税收", "不低于", "13", "万元/亩", "达产复核", due, "");
    const auto& tax = park.taxes[i];
    const bool met = tax && tax->fen() >= promised * fen_per_quantum * r.land.quanta();
    const RateTruth share{met, tax.has_value(), !tax};
    note(all, r.park_id, "commitment", due.year(), share);
    note(all, r.park_id, "full_production", due.year(), share);
}

/// Energy as the firm reports it, at most 0.3: exactly 0.3 keeps the promise.
void promise_energy(Registers& all, const Record& r, std::size_t i) {
    const bool due_already = i % 3 != 0;
    const Date due = due_already ? day(2024, 12, 31) : day(2027, 12, 31);
    static constexpr std::array<const char*, 4> reported{"0.2", "0.25", "0.3", "0.35"};
    const std::size_t kind = i % reported.size();
    add_promise(all, r, "能耗", "≤", "0.3", "吨标准煤/万元", "在册年度", due, reported[kind]);
    if (due_already) note(all, r.park_id, "commitment", due.year(), {kind < 3, 1, 0});
}

}  // namespace

void add_office(Registers& all, const Park& park) {
    for (std::size_t i = 0; i < park.records.size(); ++i) {
        const Record& r = park.records[i];
        const bool supplied = r.truth.supply == "supplied";
        if (supplied && i % 2 == 0) add_project(all, park, i);
        if (!supplied || r.truth.idle != "completed" || !r.registered || r.tenants.size() != 1) continue;
        promise_tax(all, park, i);
        promise_energy(all, r, i);
    }
}

void add_office_truth(Registers& all) {
    for (const auto& [key, sum] : all.rates) {
        const auto& [park, rate, period] = key;
        add_row(all.office_truth, {cell_of(park), rate, period, std::to_string(sum.numerator),
                                   std::to_string(sum.denominator), std::to_string(sum.open)});
    }
}

namespace {

/// A project of the strip; cells by field name.
void project(FaultStrip& strip, const std::string& id, const std::vector<std::pair<std::string, std::string>>& cells) {
    Sheet& sheet = strip.all.projects;
    std::vector<Cell> row(sheet.headings.size());
    row[0] = id, row[1] = "示例故障项目（虚构）";
    for (const auto& [field, value] : cells)
        for (std::size_t i = 0; i < row.size(); ++i)
            if (sheet.headings[i].field == field) row[i] = value;
    add_row(sheet, std::move(row));
}

void faulty_projects(FaultStrip& strip) {
    Registers& all = strip.all;
    const auto id = [&](const char* kind) { return std::string{kind} + std::to_string(strip.serial(1)); };
    const auto land = [&] {
        const std::string parcel = strip.next_id();
        strip.parcel(parcel, {strip.next_square()});
        return parcel;
    };
    const std::string loose = id("XM-WD"), rich = id("XM-ZJ"), turned = id("XM-RQ"), unsigned_one = id("XM-QY");
    project(strip, loose, {{"signed_date", "2024-03-01"}, {"signed_investment_wan", "6000"}, {"arrived_wan", "0"}});
    strip.note("project_without_parcel", all.projects, loose, "project_without_parcel", "项目没有宗地");
    const double planned = strip.vary(5000, 2000, 9000);
    project(strip, rich,
            {{"parcel_id", land()},
             {"signed_date", "2024-03-01"},
             {"signed_investment_wan", fixed(planned, 0)},
             {"arrived_wan", fixed(planned + strip.vary(100, 1, 4000), 0)}});
    strip.note("arrived_over_signed", all.projects, rich, "arrived_over_signed", "到位资金大于签约投资");
    project(strip, turned,
            {{"parcel_id", land()},
             {"signed_date", "2023-03-01"},
             {"start_date", strip.one_of({"2024-06-01", "2025-01-31", "2024-02-29"})},
             {"finish_date", strip.one_of({"2023-12-31", "2023-06-30"})}});
    strip.note("project_date_order", all.projects, turned, "project_date_order", "竣工早于开工");
    project(strip, unsigned_one, {{"parcel_id", land()}, {"start_date", "2025-03-01"}});
    strip.note("project_unsigned", all.projects, unsigned_one, "project_unsigned", "已开工而没有签约日期");
}

void faulty_commitments(FaultStrip& strip) {
    Registers& all = strip.all;
    const auto promise = [&](const char* kind, const char* code, const char* op, const std::string& unit, Cell due,
                             const char* text) {
        const std::string parcel = strip.next_id();
        strip.parcel(parcel, {strip.next_square()});
        add_row(all.commitments,
                {parcel, "亩均税收", op, fixed(strip.vary(15, 5, 40), 2), cell_of(unit), "达产", std::move(due), "12"});
        strip.note(kind, all.commitments, parcel, code, text);
    };
    promise("commitment_without_due_date", "commitment_without_due_date", "≥", "万元/亩", {}, "承诺没有到期日期");
    promise("commitment_unit_unfit", "commitment_unit_unfit", "≥", strip.one_of({"%", "吨", "平方米", "万"}),
            Cell{"2025-12-31"}, "税收承诺的单位不合适");
    promise("commitment_op_unknown", "commitment_op_unknown", strip.one_of({"约", "大概", "?", "左右"}).c_str(),
            "万元/亩", Cell{"2025-12-31"}, "比较符不认识");
    const std::string nowhere = std::string{made_up_region} + "999001GB" + std::to_string(strip.serial(69'999));
    add_row(all.commitments, {nowhere, "亩均税收", "≥", "15", "万元/亩", "达产", "2025-12-31", "16"});
    strip.note("unmatched_commitment", all.commitments, nowhere, "unmatched_commitment", "承诺的宗地不存在");
}

}  // namespace

void add_faulty_office(FaultStrip& strip) {
    faulty_projects(strip);
    faulty_commitments(strip);
}

}  // namespace mutu::demo
