// The raw inputs of one parcel, gathered from its terms, its land, its buildings and its firms; and what its own cells
// say that cannot be right.
#include "facts.hpp"

#include <algorithm>

namespace mutu {
namespace {

/// One parcel's cells as they are gathered.
struct Gathering {
    const Known& known;
    std::size_t parcel;
    Date as_of;
    std::vector<Finding>& found;

    template <class T>
    std::optional<T> get(std::string_view field) const {
        return known.terms.get<T>(field, parcel);
    }
    bool unreadable(std::string_view field) const { return known.terms.unreadable(field, parcel); }
    void find(std::string code, std::string message, std::string fix) const {
        found.push_back({std::move(code), std::move(message), std::move(fix)});
    }

    EventInput::Cell cell(std::string_view field, bool given) const {
        if (given) return EventInput::Cell::given;
        if (!known.terms.has(field)) return EventInput::Cell::absent;
        return unreadable(field) ? EventInput::Cell::unreadable : EventInput::Cell::blank;
    }
    EventInput event(std::string_view field) const {
        const auto day = get<Date>(field);
        return {cell(field, day.has_value()), day.value_or(Date{})};
    }
};

void gather_supply(const Gathering& at, ParcelInputs& in) {
    const bool instrument =
        at.get<std::string>("contract_no") || at.get<std::string>("supervision_no") || at.get<Date>("contract_date");
    in.has_instrument = !instrument && at.unreadable("contract_date") ? Truth::undetermined : truth_of(instrument);
    in.supply_row = at.known.supplies.by_row[at.parcel];
    // A date that was typed and cannot be read was given all the same.
    for (const char* field : {"agreed_delivery_date", "agreed_start_date", "agreed_finish_date", "extended_start_date"})
        in.terms_given = in.terms_given || at.get<Date>(field) || at.unreadable(field);
    in.approvals_given = at.known.cover.approvals_given;
    in.approved_share = at.known.cover.approved_share[at.parcel];
    in.contract_date = at.known.terms.contract_date(at.parcel);
    const auto holder = at.get<std::string>("holder_kind").value_or("");
    in.holder_kind = listed_word(holder_words(), holder);
    if (in.holder_kind == "other")
        at.find("unknown_holder_kind", "holder_kind 的值 " + holder + " 不在取值范围内，按土地使用者（user）处理",
                "改为 user、reserve 或 government");
    in.recognised = recognition(at.known, at.parcel) == "recognised";
}

void gather_foundation(const Gathering& at, ParcelInputs& in) {
    const auto type = at.get<std::string>("foundation_type").value_or("");
    const auto listed = listed_word(foundation_words(), type);
    if (type == listed) in.foundation_type = listed;
    if (!type.empty() && in.foundation_type.empty())
        at.find("unknown_foundation_type", "基础类型 " + type + " 不在取值范围内，按空白处理",
                "改为 pit、pile 或 other");
    const auto progress = at.get<double>("foundation_progress");
    in.foundation_progress_unreadable = at.unreadable("foundation_progress");
    if (!progress) return;
    if (*progress >= 0 && *progress <= 1)
        in.foundation_progress = static_cast<std::int64_t>(*progress * static_cast<double>(foundation_steps) + 0.5);
    else
        at.find("bad_foundation_progress", "基础施工进度不在 0 到 1 之间，按空白处理", "按 0–1 或百分数填写");
}

void tell_disorder(const Gathering& at, const ParcelInputs& in) {
    const auto up_to = [&](const EventInput& event) {
        const bool happened = event.cell == EventInput::Cell::given && event.on <= at.as_of;
        return happened ? std::optional{event.on} : std::nullopt;
    };
    const auto tell = [&](const std::optional<Date>& early, const std::optional<Date>& late, const std::string& what) {
        if (early && late && *late < *early)
            at.find("date_order", what + "（" + late->iso() + " 早于 " + early->iso() + "）", "核对日期");
    };
    tell(up_to(in.start), up_to(in.stop), "停工日期早于动工日期");
    tell(up_to(in.start), up_to(in.finish), "竣工日期早于动工日期");
    tell(in.contract_date, up_to(in.start), "动工日期早于合同签订日期");
    tell(in.contract_date, up_to(in.delivery), "交地日期早于合同签订日期");
    tell(up_to(in.delivery), up_to(in.start), "动工日期早于交地日期");
}

void gather_time(const Gathering& at, ParcelInputs& in) {
    in.agreed_delivery = at.get<Date>("agreed_delivery_date"), in.agreed_start = at.get<Date>("agreed_start_date");
    in.extended_start = at.get<Date>("extended_start_date");
    in.agreed_delivery_unreadable = at.unreadable("agreed_delivery_date");
    in.agreed_start_unreadable = at.unreadable("agreed_start_date");
    in.extended_start_unreadable = at.unreadable("extended_start_date");
    in.delivery = at.event("actual_delivery_date"), in.start = at.event("actual_start_date");
    in.permit = at.event("permit_date"), in.stop = at.event("stop_date"), in.resume = at.event("resume_date");
    in.finish = at.event("actual_finish_date"), in.production_stop = at.event("production_stop_date");
    const auto cause = at.get<std::string>("idle_cause");
    in.cause_cell = at.cell("idle_cause", cause.has_value());
    if (cause) in.idle_cause = listed_word(cause_words(), *cause);
    if (cause && in.idle_cause == "other")
        at.find("unknown_idle_cause", "闲置原因 " + *cause + " 不在取值范围内", "按闲置土地处置办法第八条的情形填写");
    gather_foundation(at, in);
    const auto check = at.get<std::string>("field_check");
    const auto on = at.get<Date>("field_check_date");
    const bool counts = check && (!on || *on <= at.as_of);
    in.checked_started = counts && *check == "started", in.checked_built = counts && *check == "built";
    tell_disorder(at, in);
}

void gather_money(const Gathering& at, ParcelInputs& in) {
    in.required_area = at.get<Area>("required_area_m2"), in.developed_area = at.get<Area>("developed_area_m2");
    in.total_investment = at.get<Money>("total_investment_wan"), in.invested = at.get<Money>("invested_wan");
    in.land_price = at.get<Money>("land_price_wan");
    in.price_included = at.get<bool>("investment_includes_land_price");
    in.price_included_unreadable = at.unreadable("investment_includes_land_price");
    const auto control = at.get<double>("control_investment_wan_per_mu");
    if (control) in.control_investment = Money::wan(*control);
    const ParcelMoney& money = at.known.firms.of_parcel[at.parcel];
    in.tax = money.tax, in.output = money.output, in.revenue = money.revenue;
    in.tax_whole = money.tax_whole, in.output_whole = money.output_whole, in.revenue_whole = money.revenue_whole;
    in.industry_code = at.get<std::string>("industry_code").value_or("");
    if (!money.firms.empty()) in.above_designated = Truth::no;
    const auto data_year = at.known.firms.data_year;
    for (const std::size_t index : money.firms) {
        const Firm& firm = at.known.firms.list[index];
        in.above_designated =
            either(in.above_designated, firm.above_designated ? truth_of(*firm.above_designated) : Truth::undetermined);
        if (in.industry_code.empty()) in.industry_code = firm.industry;
        for (const auto& [year, sums] : firm.years)
            if (sums.produced && data_year && year <= *data_year && year > in.produced_in.value_or(year - 1))
                in.produced_in = year;
    }
}

void gather_use(const Gathering& at, ParcelInputs& in) {
    const ParcelAreas& areas = at.known.areas[at.parcel];
    in.land = areas.basis, in.land_source = areas.basis ? areas.basis_source : std::string_view{};
    in.footprint = at.known.cover.footprint[at.parcel], in.far_floor = at.known.cover.far_floor[at.parcel];
    const auto control_far = at.get<double>("control_far");
    if (control_far) in.control_far = Ratio::decimal(*control_far);
    in.operation_state = at.get<std::string>("operation_state").value_or("");
    const auto park = at.known.parks.of_parcel[at.parcel];
    if (!park) return;
    in.park = static_cast<std::uint32_t>(*park);
    if (*park >= at.known.park_tax.size()) return;
    const ParkTax& sums = at.known.park_tax[*park];
    if (sums.land > Area{}) in.park_tax = sums.tax, in.park_land = sums.land;
    in.park_tax_whole = sums.whole;
}

}  // namespace

ParcelInputs inputs_of(const Known& known, std::size_t parcel, std::vector<Finding>& found) {
    ParcelInputs in;
    const Gathering at{known, parcel, known.context.options.as_of, found};
    gather_supply(at, in);
    gather_time(at, in);
    gather_money(at, in);
    gather_use(at, in);
    return in;
}

std::string recognition(const Known& known, std::size_t parcel) {
    const CaseWord* word = case_word(known.context, parcel);
    return word ? word->recognition : listed_recognition(known, parcel);
}

std::string listed_recognition(const Known& known, std::size_t parcel) {
    const Terms& terms = known.terms;
    const Date as_of = known.context.options.as_of;
    const auto up_to = [&](std::string_view field) {
        const auto day = terms.get<Date>(field, parcel);
        return day && *day <= as_of;
    };
    if (up_to("disposed_date")) return "disposed";
    if (terms.get<std::string>("recognition_no", parcel) && up_to("recognition_date")) return "recognised";
    if (up_to("notice_served_date") || terms.get<std::string>("notice_no", parcel)) return "investigating";
    return "none";
}

std::vector<ParkTax> park_tax(const Parks& parks, const std::vector<ParcelAreas>& areas, const Firms& firms) {
    std::vector<ParkTax> sums(parks.list.size());
    for (std::size_t parcel = 0; parcel < areas.size(); ++parcel) {
        const ParcelMoney& money = firms.of_parcel[parcel];
        if (!parks.of_parcel[parcel]) continue;
        ParkTax& park = sums[*parks.of_parcel[parcel]];
        park.whole = park.whole && money.tax_whole;
        if (!money.tax || !money.tax_whole || !areas[parcel].basis) continue;
        park.tax += *money.tax, park.land += *areas[parcel].basis;
    }
    return sums;
}

}  // namespace mutu
