// 履约: each promise against the figure that was recorded for it, else against what the analysis measured on its
// parcel.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu::office {
namespace {

/// What the analysis knows of the item on one parcel, as a proof writes it.
struct Measured {
    std::string text;      // "?" or empty: nothing
    bool partial = false;  // of some firms only: what is known is the least it can be
    std::optional<int> year;
};

std::string ratio_text(const std::optional<std::int64_t>& of, const std::optional<std::int64_t>& over) {
    const auto share = of && over ? Ratio::of(*of, *over) : std::nullopt;
    return share ? to_text(FactValue{*share}) : std::string{};
}

std::string control_share(const Desk& desk, std::size_t parcel, const std::string& of) {
    const auto& all = desk.assessment.controls;  // by parcel
    auto row = std::lower_bound(all.begin(), all.end(), parcel,
                                [](const ControlRow& one, std::size_t wanted) { return one.parcel < wanted; });
    for (; row != all.end() && row->parcel == parcel; ++row)
        if (row->numerator == of && row->denominator == "land")
            return ratio_text(row->numerator_amount, row->denominator_amount);
    return {};
}

template <class Amount>
std::string money_text(const Promise& promise, const std::optional<Amount>& whole, const std::optional<Yield>& yield) {
    if (promise.kind == Promise::Kind::money) return whole ? to_text(FactValue{*whole}) : std::string{};
    return yield ? to_text(FactValue{*yield}) : std::string{};
}

Measured measured(const Desk& desk, std::size_t parcel, const std::string& item, const Promise& promise) {
    const ParcelResult& result = desk.assessment.parcels[parcel];
    const auto partial = [&](const char* field) {
        return std::find(result.missing.begin(), result.missing.end(), field) != result.missing.end();
    };
    if (item == "tax")
        return {money_text(promise, result.tax, result.tax_per_mu), partial("tax_wan"), result.data_year};
    if (item == "output")
        return {money_text(promise, result.output, result.output_per_mu), partial("output_wan"), result.data_year};
    if (item == "invest") return {money_text(promise, result.investment, result.investment_per_mu)};
    if (item == "far" && result.far_floor_area && result.area)
        return {ratio_text(result.far_floor_area->quanta(), result.area->quanta())};
    if (item == "building_coefficient") return {control_share(desk, parcel, "occupied")};
    if (item == "green") return {control_share(desk, parcel, "green")};
    if (item == "office") return {control_share(desk, parcel, "office_land")};
    return {};
}

/// The amount of a proof's text in the unit that the promise is written in.
std::optional<double> in_unit(const Promise& promise, const std::string& text) {
    if (text.empty() || text == "?") return std::nullopt;
    const auto to_written = [&](double canonical) { return canonical / promise.factor.value(); };
    switch (promise.kind) {
    case Promise::Kind::yield: {
        const Yield yield = std::get<Yield>(fact_value(text, Dimension::yield));
        const double per_mu = yield.wan_per_mu();
        return to_written(promise.land_m2 == 0 ? per_mu : per_mu * static_cast<double>(promise.land_m2) * 3 / 2000);
    }
    case Promise::Kind::money: return to_written(std::get<Money>(fact_value(text, Dimension::money)).wan());
    case Promise::Kind::ratio: return to_written(std::get<Ratio>(fact_value(text, Dimension::ratio)).value());
    case Promise::Kind::plain: return std::nullopt;
    }
    return std::nullopt;
}

/// A row of the source while it is judged.
struct Reading {
    const Desk& desk;
    std::size_t row;
    CommitmentResult result;
    std::vector<std::size_t> parcels;
    std::optional<Promise> promise;
    Compared compared;

    template <class T>
    std::optional<T> cell(std::string_view field) const {
        return desk.table(Role::commitment).column<T>(field)[row];
    }
    void tell(const char* code, Severity severity, const std::string& message, const char* fix) const {
        desk.find(Role::commitment, row, code, severity, message, fix);
    }
};

Reading read_row(const Desk& desk, std::size_t row) {
    Reading reading{desk, row, {}, {}, {}, {}};
    CommitmentResult& result = reading.result;
    result.parcel_id = reading.cell<std::string>("parcel_id").value_or("");
    if (!desk.table(Role::commitment).lost_digits("parcel_id", row))
        reading.parcels = desk.parcels_called(result.parcel_id);
    if (!reading.parcels.empty()) result.park_id = desk.assessment.parcels[reading.parcels.front()].park_id;
    result.item = reading.cell<std::string>("item").value_or("");
    result.unit = reading.cell<std::string>("unit").value_or("");
    result.stage = stage_of(reading.cell<std::string>("stage").value_or(""));
    result.value = reading.cell<double>("value");
    result.due = reading.cell<Date>("due_date");
    result.op = operator_of(result.item, reading.cell<std::string>("op").value_or(""));
    return reading;
}

/// What of the row itself keeps it from being judged, each told where it stands.
void check_words(Reading& reading) {
    CommitmentResult& result = reading.result;
    if (result.item.empty()) result.missing.emplace_back("item");
    if (!result.value) result.missing.emplace_back("value");
    if (result.op.empty()) {
        result.missing.emplace_back("op");
        reading.tell("commitment_op_unknown", Severity::warning,
                     "比较符“" + reading.cell<std::string>("op").value_or("") + "”不认识，该条承诺无法判定",
                     "写作 ≥、>、≤、<、=，或不低于、不超过");
    }
    reading.promise = promise_of(result.item, result.unit);
    if (!result.item.empty() && !reading.promise) {
        result.missing.emplace_back("unit");
        const std::string item = reading.desk.labels.text("item", result.item);
        reading.tell("commitment_unit_unfit", Severity::warning,
                     (result.unit.empty() ? "没有写单位" : "单位“" + result.unit + "”不适用于" + item) + "（" + item +
                         "），该条承诺无法判定",
                     "投资、税收、产值写万元/亩、万元/公顷或万元；各比率写 % 或 1");
    }
    if (!result.due)
        reading.tell("commitment_without_due_date", Severity::warning,
                     "该条承诺没有到期日期：照常核对，但不计入到期履约率", "补填到期日期");
}

/// Both sides and the verdict they support; what is only partly known proves no breach.
Truth held(Reading& reading, const std::string& left, bool least_only) {
    Compared& compared = reading.compared;
    compared.left = left.empty() ? "?" : left;
    compared.op = reading.result.op;
    compared.right = amount_text(*reading.promise, *reading.result.value);
    const Truth verdict = verdict_of(compared);
    const bool floor = compared.op == ">=" || compared.op == ">";
    const bool open = least_only && verdict == (floor ? Truth::no : Truth::yes);
    if (open) compared.left = "?";
    return open ? Truth::undetermined : verdict;
}

void judge_figures(Reading& reading) {
    CommitmentResult& result = reading.result;
    const auto recorded = reading.cell<double>("actual_value");
    Measured found;
    if (reading.parcels.size() == 1)
        found = measured(reading.desk, reading.parcels.front(), result.item, *reading.promise);
    // A year that ended before the due date says nothing against the promise.
    const bool early = found.year && result.due && *found.year < result.due->year();
    Truth by_measure = Truth::undetermined;
    if (!found.text.empty()) by_measure = held(reading, found.text, found.partial || early);
    if (recorded) {
        result.actual = recorded, result.actual_from = "recorded";
        result.met = held(reading, amount_text(*reading.promise, *recorded), false);
        if (by_measure != Truth::undetermined && result.met != Truth::undetermined && by_measure != result.met)
            reading.tell("commitment_figures_disagree", Severity::warning,
                         "所填实际值 " + shortest(*recorded) + " " + result.unit + " 与图上、年度数据得出的 " +
                             found.text + " 结论不同；按所填值计",
                         "核对两处的数");
        return;
    }
    result.met = by_measure;
    if (!found.text.empty()) result.actual = in_unit(*reading.promise, found.text), result.actual_from = "measured";
    if (result.met == Truth::undetermined) result.missing.emplace_back("actual_value");
}

void settle_state(Reading& reading) {
    CommitmentResult& result = reading.result;
    const Date as_of = reading.desk.as_of;
    if (reading.parcels.empty())
        result.state = "unmatched";
    else if (!result.due)
        result.state = "undated";
    else if (result.met == Truth::yes)
        result.state = "met";
    else if (*result.due > as_of)
        result.state = "not_due";
    else
        result.state = result.met == Truth::no ? "failed" : "undetermined";
    if (result.met == Truth::no && result.value && result.actual) {
        const auto promised = Rational::decimal(*result.value), reached = Rational::decimal(*result.actual);
        if (promised && reached)
            result.short_of = (*promised > *reached ? *promised - *reached : *reached - *promised).value();
    }
}

std::string sentence(const Reading& reading) {
    const CommitmentResult& r = reading.result;
    const Labels& labels = reading.desk.labels;
    const std::string item = labels.text("item", r.item), unit = r.unit.empty() ? "" : " " + r.unit;
    std::string text =
        item + "承诺" + labels.text("op", r.op) + " " + (r.value ? shortest(*r.value) + unit : "（未填）");
    if (r.due) text += "，" + r.due->iso() + " 到期";
    text += r.actual ? "；实际 " + fixed(*r.actual, 2) + unit +
                           (r.actual_from == "measured" ? "（图上与年度数据）" : "（填报）")
                     : "；实际值不详";
    return text + "：" + labels.text("commitment_state", r.state) +
           (r.short_of ? "，相差 " + fixed(*r.short_of, 2) + unit : "") + "。";
}

void write_proof(Reading& reading) {
    CommitmentResult& result = reading.result;
    Compared& compared = reading.compared;
    compared.rule = "commitment_" + result.item;
    compared.title = "履约：" + reading.desk.labels.text("item", result.item) +
                     (result.stage.empty() ? "" : "（" + reading.desk.labels.text("stage", result.stage) + "）");
    compared.clause = "履约监管协议（标准地承诺）所载约定";
    compared.evidence = "product";
    if (compared.op.empty())
        compared.left = "?", compared.op = result.op.empty() ? ">=" : result.op, compared.right = "?";
    compared.facts = {{"actual_value", compared.left}, {"value", compared.right}};
    if (result.due) compared.facts.emplace_back("due_date", result.due->iso());
    compared.missing = result.missing;
    compared.sentence = sentence(reading);
    result.proof = proof_of(reading.desk.policy(), compared, result.met);
}

void rate(const Desk& desk, Shares& shares) {
    struct Parcel {
        Truth all = Truth::yes;
        int year = 0;
    };
    std::map<std::string, Parcel> full;  // parcels with a promise of full production that is due
    for (const CommitmentResult& one : desk.out.commitments) {
        if (!one.due || *one.due > desk.as_of || one.state == "unmatched") continue;
        const auto park = one.park_id ? desk.park_called(*one.park_id) : std::nullopt;
        const Share share{one.met == Truth::yes, one.met != Truth::undetermined, one.met == Truth::undetermined};
        shares.add(desk, park, "commitment", one.due->year(), share);
        if (one.stage != "full_production") continue;
        Parcel& parcel = full[one.parcel_id];
        parcel.all = both(parcel.all, one.met);
        parcel.year = std::max(parcel.year, one.due->year());
    }
    for (const auto& [id, parcel] : full) {
        const Share share{parcel.all == Truth::yes, parcel.all != Truth::undetermined,
                          parcel.all == Truth::undetermined};
        shares.add(desk, desk.park_of_parcel(desk.parcels_called(id).front()), "full_production", parcel.year, share);
    }
}

}  // namespace

void judge_commitments(const Desk& desk, Shares& shares) {
    for (std::size_t row = 0; row < desk.table(Role::commitment).rows(); ++row) {
        Reading reading = read_row(desk, row);
        check_words(reading);
        if (reading.promise && reading.result.value && !reading.result.op.empty()) judge_figures(reading);
        settle_state(reading);
        std::sort(reading.result.missing.begin(), reading.result.missing.end());
        write_proof(reading);
        desk.out.commitments.push_back(std::move(reading.result));
    }
    rate(desk, shares);
}

}  // namespace mutu::office
