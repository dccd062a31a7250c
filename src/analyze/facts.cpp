// Everything the rules may ask of one parcel: contract terms, use of the land, money. Time has a file of its own.
#include "facts.hpp"

#include "mutu/text.hpp"

#include <cmath>

namespace mutu {
namespace {

void set(Facts& facts, Measure measure, FactValue value, std::string_view source) {
    facts[measure] = {.value = std::move(value), .source = source, .missing = {}, .assumption = {}};
}

void lack(Facts& facts, Measure measure, std::vector<std::string_view> missing) {
    facts[measure] = {.value = {}, .source = {}, .missing = std::move(missing), .assumption = {}};
}

template <class T>
void set_or_lack(Facts& facts, Measure measure, const std::optional<T>& value, std::string_view source) {
    if (value)
        set(facts, measure, *value, source);
    else
        lack(facts, measure, {source});
}

/// Late only where both days are recorded; a day that is recorded and not known leaves it open, and then no fee is
/// proposed.
void late_delivery_fact(const ParcelView& view, Facts& facts) {
    const Terms& terms = view.known.terms;
    const auto agreed = terms.get<Date>("agreed_delivery_date", view.parcel);
    const Event delivery = view.event("actual_delivery_date");
    const bool cell_open = delivery.state == Event::State::unknown && !delivery.absent_column;
    if (terms.unreadable("agreed_delivery_date", view.parcel))
        lack(facts, Measure::delivered_late, {"agreed_delivery_date"});
    else if (agreed && cell_open)
        lack(facts, Measure::delivered_late, {"actual_delivery_date"});
    else
        set(facts, Measure::delivered_late, truth_of(agreed && delivery.on && *delivery.on > *agreed),
            "actual_delivery_date");
}

void supply_facts(const ParcelView& view, Facts& facts) {
    const Terms& terms = view.known.terms;
    const std::size_t parcel = view.parcel;
    set(facts, Measure::as_of, view.as_of, "as_of");
    const bool instrument = terms.get<std::string>("contract_no", parcel) ||
                            terms.get<std::string>("supervision_no", parcel) ||
                            terms.get<Date>("contract_date", parcel);
    if (!instrument && terms.unreadable("contract_date", parcel))
        lack(facts, Measure::has_instrument, {"contract_date"});
    else
        set(facts, Measure::has_instrument, truth_of(instrument), "contract_no");
    const Truth row = view.known.supplies.by_row[parcel];
    if (row == Truth::undetermined)
        lack(facts, Measure::supply_row, {"supervision_no"});
    else
        set(facts, Measure::supply_row, row, "supply");
    // A date that was typed and cannot be read was given all the same.
    bool terms_given = false;
    for (const char* field : {"agreed_delivery_date", "agreed_start_date", "agreed_finish_date", "extended_start_date"})
        terms_given = terms_given || terms.get<Date>(field, parcel) || terms.unreadable(field, parcel);
    set(facts, Measure::terms_given, truth_of(terms_given), "agreed_start_date");
    set(facts, Measure::approvals_given, truth_of(view.known.cover.approvals_given), "approval");
    set_or_lack(facts, Measure::approved_share, view.known.cover.approved_share[parcel], "geom");
    set_or_lack(facts, Measure::contract_date, terms.contract_date(parcel), "contract_date");

    const auto holder = terms.get<std::string>("holder_kind", parcel);
    const bool listed = holder && (*holder == "user" || *holder == "reserve" || *holder == "government");
    set(facts, Measure::holder_kind, listed ? *holder : std::string{"user"}, "holder_kind");
    if (!holder)
        facts[Measure::holder_kind].assumption = "blank_holder_is_user";
    else if (!listed)
        view.find("unknown_holder_kind", Severity::warning,
                  "holder_kind 的值 " + *holder + " 不在取值范围内，按土地使用者（user）处理",
                  "改为 user、reserve 或 government");
    late_delivery_fact(view, facts);
}

/// Area test and investment test of 令53 第二条第二款: both sides without land price where it was booked into them.
void progress_facts(const ParcelView& view, Facts& facts) {
    const Terms& terms = view.known.terms;
    const std::size_t parcel = view.parcel;
    set_or_lack(facts, Measure::developed_area, terms.get<Area>("developed_area_m2", parcel), "developed_area_m2");
    auto required = terms.get<Area>("required_area_m2", parcel);
    if (required && *required <= Area{}) {
        view.find("zero_denominator", Severity::warning, "应动工开发面积不大于 0，面积条件无法判定",
                  "补填应动工开发建设用地总面积");
        required.reset();
    }
    set_or_lack(facts, Measure::required_area, required, "required_area_m2");

    auto total = terms.get<Money>("total_investment_wan", parcel), invested = terms.get<Money>("invested_wan", parcel);
    const auto price = terms.get<Money>("land_price_wan", parcel);
    const auto said = terms.get<bool>("investment_includes_land_price", parcel);
    const bool unsaid_unknown = view.known.context.rules.word("investment_when_unsaid") == "unknown" ||
                                terms.unreadable("investment_includes_land_price", parcel);
    const bool total_typed = total.has_value(), invested_typed = invested.has_value();
    std::vector<std::string_view> also;
    if (!said && unsaid_unknown) total.reset(), invested.reset(), also = {"investment_includes_land_price"};
    if (said && *said) {
        if (!price) also = {"land_price_wan"};
        if (total) total = price ? std::optional{*total - *price} : std::nullopt;
        if (invested) invested = price ? std::optional{*invested - *price} : std::nullopt;
    }
    if (total && *total <= Money{}) {
        view.find("zero_denominator", Severity::warning, "总投资额（不含土地价款）不大于 0，投资条件无法判定",
                  "核对总投资额与土地价款");
        total.reset();
    }
    if (invested && *invested < Money{})
        view.find("negative_invested", Severity::warning, "已投资额扣除土地价款后为负，按所填数计算",
                  "核对已投资额是否含土地价款");
    const auto put = [&](Measure measure, const std::optional<Money>& value, bool typed, std::string_view field) {
        set_or_lack(facts, measure, value, field);
        auto& missing = facts[measure].missing;
        if (!value && typed && !also.empty()) missing.clear();
        if (!value) missing.insert(missing.end(), also.begin(), also.end());
        if (value && !said) facts[measure].assumption = "investment_excludes_land_price";
    };
    put(Measure::total_investment, total, total_typed, "total_investment_wan");
    put(Measure::invested, invested, invested_typed, "invested_wan");
    set_or_lack(facts, Measure::land_price, price, "land_price_wan");
}

void put_yield(Facts& facts, Measure measure, const std::optional<Money>& money, const std::optional<Area>& land,
               std::string_view source) {
    if (const auto yield = money && land ? Yield::of(*money, *land) : std::nullopt)
        return set(facts, measure, *yield, source);
    lack(facts, measure, {});
    if (!money) facts[measure].missing.push_back(source);
    if (!land) facts[measure].missing.push_back("registered_area_m2");
}

void money_facts(const ParcelView& view, Facts& facts) {
    const ParcelMoney& money = view.known.firms.of_parcel[view.parcel];
    const std::optional<Area> land = view.known.areas[view.parcel].basis;
    const auto whole = [](const std::optional<Money>& value, bool all) { return all ? value : std::nullopt; };
    put_yield(facts, Measure::tax_per_mu, whole(money.tax, money.tax_whole), land, "tax_wan");
    put_yield(facts, Measure::output_per_mu, whole(money.output, money.output_whole), land, "output_wan");
    put_yield(facts, Measure::revenue_per_mu, whole(money.revenue, money.revenue_whole), land, "revenue_wan");
    put_yield(facts, Measure::investment_per_mu, view.known.terms.get<Money>("invested_wan", view.parcel), land,
              "invested_wan");
    const auto park = view.known.parks.of_parcel[view.parcel];
    const auto mean =
        park && *park < view.known.park_tax_per_mu.size() ? view.known.park_tax_per_mu[*park] : std::nullopt;
    set_or_lack(facts, Measure::park_tax_per_mu, mean, "tax_wan");

    Truth above = money.firms.empty() ? Truth::undetermined : Truth::no;
    std::string industry = view.known.terms.get<std::string>("industry_code", view.parcel).value_or("");
    for (const std::size_t index : money.firms) {
        const Firm& firm = view.known.firms.list[index];
        above = either(above, firm.above_designated ? truth_of(*firm.above_designated) : Truth::undetermined);
        if (industry.empty()) industry = firm.industry;
    }
    if (above == Truth::undetermined)
        lack(facts, Measure::above_designated, {"above_designated"});
    else
        set(facts, Measure::above_designated, above, "above_designated");
    set_or_lack(facts, Measure::industry_code, industry.empty() ? std::nullopt : std::optional{industry},
                "industry_code");
}

void use_facts(const ParcelView& view, Facts& facts) {
    const Terms& terms = view.known.terms;
    const std::size_t parcel = view.parcel;
    const std::optional<Area> land = view.known.areas[parcel].basis;
    set_or_lack(facts, Measure::land_area, land, "registered_area_m2");
    if (land) facts[Measure::land_area].source = view.known.areas[parcel].basis_source;
    const auto over_land = [&](const std::optional<Area>& part) {
        return part && land ? Ratio::of(*part, *land) : std::nullopt;
    };
    set_or_lack(facts, Measure::footprint_share, over_land(view.known.cover.footprint[parcel]), "building");
    facts[Measure::building_density] = facts[Measure::footprint_share];
    set_or_lack(facts, Measure::far, over_land(view.known.cover.far_floor[parcel]), "building");
    const auto control_far = terms.get<double>("control_far", parcel);
    set_or_lack(facts, Measure::control_far, control_far ? std::optional{Ratio::decimal(*control_far)} : std::nullopt,
                "control_far");
    const auto control = terms.get<double>("control_investment_wan_per_mu", parcel);
    set_or_lack(facts, Measure::control_investment_per_mu,
                control ? std::optional{Yield::wan_per_mu(*control)} : std::nullopt, "control_investment_wan_per_mu");

    const auto state = terms.get<std::string>("operation_state", parcel);
    set_or_lack(facts, Measure::operation_state, state && *state != "unknown" ? state : std::nullopt,
                "operation_state");
    const auto stopped = view.event("production_stop_date");
    set_or_lack(facts, Measure::production_stop_on, stopped.on, "production_stop_date");
    const auto months = view.known.context.rules.count("stop_months");
    const auto limit = stopped.on && months ? std::optional{add_months(*stopped.on, *months)} : std::nullopt;
    set_or_lack(facts, Measure::production_stop_limit_on, limit, "production_stop_date");
    if (!months) facts[Measure::production_stop_limit_on].missing = {"parameter:stop_months"};

    // A neighbour's wall over the line is no building on this parcel.
    const auto& footprint = view.known.cover.footprint[parcel];
    const auto sliver = view.known.context.rules.ratio("sliver_area_m2");
    const Area negligible = sliver ? Area::square_metres(sliver->value()) : Area{};
    const bool finished = says(facts, Measure::finished, Truth::yes);
    const bool standing = footprint && *footprint > negligible;
    if (finished || view.checked_as("built"))
        set(facts, Measure::built, Truth::yes, finished ? "actual_finish_date" : "field_check");
    else if (standing)
        set(facts, Measure::built, Truth::yes, "building");
    else if (!says(facts, Measure::finished, Truth::no))
        lack(facts, Measure::built, {"actual_finish_date"});
    else if (footprint)
        set(facts, Measure::built, Truth::no, "building");
    else
        lack(facts, Measure::built, {"building"});
}

}  // namespace

void ParcelView::find(std::string code, Severity severity, std::string message, std::string fix) const {
    const Context own{known.context.holdings, known.context.rules, known.context.labels, known.context.options, found,
                      known.context.overlays};
    own.find(Role::parcel, parcel, std::move(code), severity, std::move(message), std::move(fix));
}

Facts facts_of(const Known& known, std::size_t parcel, Diagnostics& found) {
    Facts facts;
    const ParcelView view{known, parcel, known.context.options.as_of, found};
    supply_facts(view, facts);
    time_facts(view, facts);
    progress_facts(view, facts);
    use_facts(view, facts);
    money_facts(view, facts);
    contradiction_fact(view, facts);
    return facts;
}

std::vector<std::optional<Yield>> park_tax(const Parks& parks, const std::vector<ParcelAreas>& areas,
                                           const Firms& firms) {
    std::vector<Money> tax(parks.list.size());
    std::vector<Area> land(parks.list.size());
    for (std::size_t parcel = 0; parcel < areas.size(); ++parcel) {
        const ParcelMoney& money = firms.of_parcel[parcel];
        if (!parks.of_parcel[parcel] || !money.tax || !money.tax_whole || !areas[parcel].basis) continue;
        tax[*parks.of_parcel[parcel]] += *money.tax;
        land[*parks.of_parcel[parcel]] += *areas[parcel].basis;
    }
    std::vector<std::optional<Yield>> means;
    for (std::size_t park = 0; park < tax.size(); ++park) means.push_back(Yield::of(tax[park], land[park]));
    return means;
}

}  // namespace mutu
