// The facts of a parcel in the words of a letter; never a value that the book does not hold.
#include "dossier/clock.hpp"
#include "dossier/letter.hpp"

#include "mutu/policy.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

enum class FactForm : std::uint8_t { text, day, land, money, code };

/// A placeholder that is one field of the parcel; `group`: labels of its codes.
struct Plain {
    std::string_view name, field;
    FactForm kind = FactForm::text;
    std::string_view group = {};
};
constexpr Plain plain[] = {{"宗地编号", "parcel_id"},
                           {"园区", "park_name"},
                           {"不动产单元号", "bdcdyh"},
                           {"电子监管号", "supervision_no"},
                           {"合同编号", "contract_no"},
                           {"项目名称", "project_name"},
                           {"位置", "location"},
                           {"使用权人", "holder_name"},
                           {"统一社会信用代码", "holder_uscc"},
                           {"面积", "area_m2", FactForm::land},
                           {"登记面积", "area_registered_m2", FactForm::land},
                           {"供应方式", "supply_mode", FactForm::code, "supply_mode"},
                           {"合同签订日期", "contract_date", FactForm::day},
                           {"约定交地日期", "agreed_delivery_date", FactForm::day},
                           {"实际交地日期", "actual_delivery_date", FactForm::day},
                           {"约定动工日期", "agreed_start_date", FactForm::day},
                           {"延期动工日期", "extended_start_date", FactForm::day},
                           {"应动工日期", "start_due", FactForm::day},
                           {"约定竣工日期", "agreed_finish_date", FactForm::day},
                           {"施工许可证日期", "permit_date", FactForm::day},
                           {"实际动工日期", "actual_start_date", FactForm::day},
                           {"中止开发日期", "stop_date", FactForm::day},
                           {"土地价款", "land_price_wan", FactForm::money},
                           {"总投资额", "total_investment_wan", FactForm::money},
                           {"已投资额", "invested_wan", FactForm::money},
                           {"应动工面积", "required_area_m2", FactForm::land},
                           {"已动工面积", "developed_area_m2", FactForm::land},
                           {"闲置原因", "idle_cause", FactForm::code, "idle_cause"},
                           {"疑似情形", "idle_state", FactForm::code, "idle_state"},
                           {"认定情况", "recognition", FactForm::code, "recognition"},
                           {"调查通知书文号", "notice_no"},
                           {"调查通知书送达日期", "notice_served_date", FactForm::day},
                           {"认定书文号", "recognition_no"},
                           {"认定日期", "recognition_date", FactForm::day},
                           {"处置方案批准文号", "disposal_approval_no"}};

/// Worked out, or of the run.
constexpr std::string_view worked_out[] = {"满一年日期", "满两年日期", "中止满一年日期", "距满一年天数", "满一年依据",
                                           "判定说明",   "判定依据",   "闲置费比例",     "应缴闲置费",   "闲置费依据",
                                           "收回依据",   "截至日期",   "政策包",         "分析编号"};
/// What only a person knows; a blank unless --fill says it.
constexpr std::string_view by_hand[] = {"文号",     "落款单位", "成文日期", "答复期限", "联系人",
                                        "联系电话", "认定机关", "听证情况", "缴纳期限", "缴款账户",
                                        "批准机关", "注销期限", "抵押权人", "救济途径"};

std::string written_day(Date day) {
    return std::to_string(day.year()) + "年" + std::to_string(day.month()) + "月" + std::to_string(day.day()) + "日";
}

std::optional<double> number_of(const std::string& text) {
    const auto parsed = parse_number(text);
    const double* number = std::get_if<double>(&parsed);
    return number ? std::optional{*number} : std::nullopt;
}

std::string land_text(double square_metres) {
    return fixed(square_metres, 2) + "平方米（" + fixed(Area::square_metres(square_metres).mu(), 2) + "亩）";
}

/// An extension and a stop that nobody recorded are none (contract.md §8), and no blank to be filled in.
constexpr std::string_view none_when_blank[] = {"extended_start_date", "stop_date"};

std::string plain_text(const Plain& one, const ParcelFiles& files, std::size_t row, const Labels& labels) {
    std::string text = files.text(row, one.field);
    if (text.empty() &&
        std::find(std::begin(none_when_blank), std::end(none_when_blank), one.field) != std::end(none_when_blank))
        return "无记录";
    if (text.empty()) return {};
    switch (one.kind) {
    case FactForm::text: return text;
    case FactForm::code: return labels.text(one.group, text);
    case FactForm::day: {
        const auto day = files.day(row, one.field);
        return day ? written_day(*day) : "";
    }
    case FactForm::land:
    case FactForm::money: {
        const auto number = number_of(text);
        if (!number) return {};
        return one.kind == FactForm::land ? land_text(*number) : fixed(*number, 2) + "万元";
    }
    }
    return {};
}

/// The clause of a parameter that a person has checked against the document; any other stays a blank.
std::string checked_clause(const Rulebook& rules, std::string_view parameter) {
    const auto found = rules.parameters.find(parameter);
    const bool checked = found != rules.parameters.end() && found->second.evidence == Evidence::confirmed;
    return checked ? found->second.clause : std::string{};
}

/// Share of the price, to the nearest fen, half away from zero; in two steps, so that no product leaves 64 bits.
Money share_of(Money price, const Ratio& share) {
    const std::int64_t whole = share.denominator(), part = share.numerator();
    const std::int64_t quotient = price.fen() / whole, rest = price.fen() % whole * part;
    return Money::fen(quotient * part + (2 * rest + (rest < 0 ? -whole : whole)) / (2 * whole));
}

/// The rule that suspects the parcel, in its own words.
void add_verdict(const Value& proofs, std::map<std::string, std::string>& facts) {
    const auto text = [](const Value& proof, const char* key) {
        const Value* member = proof.find(key);
        const auto* words = member ? member->as<std::string>() : nullptr;
        return words ? *words : std::string{};
    };
    for (const Value& proof : proofs.list("proofs")) {
        const std::string rule = text(proof, "rule");
        if (text(proof, "verdict") != "yes" || (rule != "idle_a" && rule != "idle_b")) continue;
        facts["判定说明"] = text(proof, "sentence");
        if (text(proof, "evidence") == "confirmed") facts["判定依据"] = text(proof, "clause");
        return;
    }
}

void add_fee(const Rulebook& rules, const ParcelFiles& files, std::size_t row,
             std::map<std::string, std::string>& facts) {
    const auto found = rules.parameters.find("idle_fee_share");
    const auto* share = found == rules.parameters.end() ? nullptr : std::get_if<Ratio>(&found->second.value);
    if (!share) return;
    facts["闲置费比例"] = fixed(share->value() * 100, 2) + "%";
    if (const auto price = number_of(files.text(row, "land_price_wan")))
        facts["应缴闲置费"] = fixed(share_of(Money::wan(*price), *share).wan(), 2) + "万元";
}

/// Named after the terms of the law; a pack with other terms has no such day.
void add_days(const LetterSource& source, std::size_t row, std::map<std::string, std::string>& facts) {
    const BookRun& run = source.proofs.run();
    const auto own = source.deadlines.find(source.files.text(row, "parcel_id"));
    if (own == source.deadlines.end()) return;
    for (const Deadline& one : own->second) {
        if (!one.day) continue;
        if (one.kind == "one_year_on" && run.rules.count("idle_a_years") == 1) {
            facts["满一年日期"] = written_day(*one.day);
            facts["距满一年天数"] = std::to_string(*one.day - run.as_of);
        }
        if (one.kind == "two_years_on" && run.rules.count("forfeit_years") == 2)
            facts["满两年日期"] = written_day(*one.day);
        if (one.kind == "stop_year_on" && run.rules.count("idle_b_years") == 1)
            facts["中止满一年日期"] = written_day(*one.day);
    }
}

}  // namespace

std::vector<std::string> letter_names() {
    std::vector<std::string> names;
    for (const Plain& one : plain) names.emplace_back(one.name);
    names.insert(names.end(), std::begin(worked_out), std::end(worked_out));
    names.insert(names.end(), std::begin(by_hand), std::end(by_hand));
    return names;
}

std::vector<std::string> letter_fields() {
    std::vector<std::string> fields{"park_id", "action"};
    for (const Plain& one : plain) fields.emplace_back(one.field);
    return fields;
}

std::map<std::string, std::string> letter_facts(const LetterSource& source, std::size_t row) {
    std::map<std::string, std::string> facts;
    const BookRun& run = source.proofs.run();
    for (const Plain& one : plain) facts[std::string{one.name}] = plain_text(one, source.files, row, source.labels);
    const std::string id = source.files.text(row, "parcel_id");
    if (const auto at = source.book.parcel_row(id)) add_verdict(source.proofs.of(*at, id), facts);
    const Recognition recorded = recorded_recognition(source.cases, source.files, row);
    facts["认定书文号"] = recorded.document;
    if (const auto day = parse_date(recorded.date); const Date* on = std::get_if<Date>(&day))
        facts["认定日期"] = written_day(*on);
    add_days(source, row, facts);
    add_fee(run.rules, source.files, row, facts);
    facts["满一年依据"] = checked_clause(run.rules, "idle_a_years");
    facts["闲置费依据"] = checked_clause(run.rules, "idle_fee_share");
    facts["收回依据"] = checked_clause(run.rules, "forfeit_years");
    facts["截至日期"] = written_day(run.as_of);
    facts["政策包"] = run.rules.id, facts["分析编号"] = run.run_id;
    facts["文号"] = source.query.number, facts["落款单位"] = source.query.issuer;
    if (const auto day = parse_date(source.query.issued); const Date* on = std::get_if<Date>(&day))
        facts["成文日期"] = written_day(*on);
    std::erase_if(facts, [](const auto& one) { return one.second.empty(); });
    return facts;
}

}  // namespace mutu
