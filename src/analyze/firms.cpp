// Firms and their yearly figures as records name them, tied to parcels; what may be another firm is a doubt.
#include "firm_names.hpp"
#include "firm_register.hpp"
#include "steps.hpp"

#include "mutu/codes.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

struct Ties {
    const Context& context;
    const Ground& ground;
    Register firms;
    std::vector<Link>& links;
    std::set<std::size_t> doubtful;  // parcels with a firm that could not be told apart
};

void read_firms(Ties& ties) {
    const Table& table = ties.context.table(Role::enterprise);
    const auto codes = table.column<std::string>("uscc"), names = table.column<std::string>("name"),
               industries = table.column<std::string>("industry_code");
    const auto above = table.column<bool>("above_designated");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!codes[row] && !names[row]) {
            ties.context.find(Role::enterprise, row, "firm_without_key", Severity::warning,
                              "企业既无统一社会信用代码也无名称，无法使用", "补填代码或名称");
            continue;
        }
        const FirmKey key{codes[row], names[row], table.lost_digits("uscc", row)};
        if (codes[row] && !key.lost_digits && !valid_uscc(*codes[row]))
            ties.context.find(Role::enterprise, row, "bad_uscc", Severity::warning,
                              "统一社会信用代码 " + *codes[row] + " 校验不符，仍作为键使用", "核对代码");
        const std::size_t index = ties.firms.add(key);
        for (const PassedColumn& column : table.passed())
            if (names_former(column.name) && column.values[row])
                for (const std::string& former : former_names(*column.values[row]))
                    ties.firms.also_called(index, former);
        Firm& firm = ties.firms.firms[index];
        if (codes[row] && names[row] && plain_name(*names[row]) != plain_name(firm.name))
            ties.context.find(Role::enterprise, row, "shared_uscc", Severity::warning,
                              "代码 " + *codes[row] + " 已属 " + firm.name + "，又见于 " + *names[row] +
                                  "；按同一企业处理，用先出现的名称",
                              "核对代码；若是两家企业，补正其中一家的代码");
        firm.listed = true;
        firm.rows.push_back(row);
        if (industries[row]) firm.industry = *industries[row];
        if (above[row]) firm.above_designated = *above[row];
    }
}

void add_money(std::optional<Money>& sum, const std::optional<Money>& value) {
    if (value) sum = sum.value_or(Money{}) + *value;
}

void tell_doubt(Ties& ties, Role from, std::size_t row, const std::string& key, const Found& found,
                const std::string& why = "") {
    for (const std::size_t firm : found.firms)
        ties.links.push_back({std::string{name(from)}, key, "enterprise", ties.firms.firms[firm].key, found.keys, 0.5,
                              "doubtful", "rule"});
    ties.context.find(from, row, "ambiguous_firm", Severity::warning,
                      !why.empty()        ? why
                      : found.lost_digits ? "企业 " + key + " 的代码丢了末几位，只有前 15 位与 " +
                                                ties.firms.firms[found.firms.front()].key + " 相同，未采用"
                                          : "企业名称 " + key + " 对应多个代码，未采用",
                      "补填统一社会信用代码，或在关联核定表中决定");
}

/// Firms that a person said this record does not mean are out.
void leave_parted(const Ties& ties, std::string_view role, const std::string& key, Found& found) {
    std::erase_if(found.firms, [&](std::size_t firm) {
        return parted(ties.context, role, key, "enterprise", ties.firms.firms[firm].key);
    });
}

/// The firm of a yearly record; none where the name is doubtful.
std::optional<std::size_t> firm_of_year(Ties& ties, std::size_t row, int year, const FirmKey& firm_key) {
    const std::string key = firm_key.shown();
    if (const Decision* person = decided(ties.context, "enterprise_year", key, "enterprise"))
        if (const auto firm = ties.firms.keyed(person->to_key)) return firm;
    Found hits = ties.firms.find(firm_key);
    leave_parted(ties, "enterprise_year", key, hits);
    // A near name whose firm has figures of the year already may be a part of it or another firm.
    const bool twice =
        hits.firms.size() == 1 && hits.score < 1 && ties.firms.firms[hits.firms.front()].years.contains(year);
    if (!hits.doubtful() && !twice) return ties.firms.add(firm_key);
    if (hits.firms.empty()) return ties.firms.add(firm_key);
    tell_doubt(ties, Role::enterprise_year, row, key, hits,
               twice ? "企业名称 " + key + " 与已有企业相近，同年已有数据，未采用" : "");
    return std::nullopt;
}

void read_years(Ties& ties) {
    const Context& context = ties.context;
    const Table& table = context.table(Role::enterprise_year);
    const auto codes = table.column<std::string>("uscc"), names = table.column<std::string>("name");
    const auto years = table.column<double>("year"), power = table.column<double>("power_kwh");
    const auto tax = table.column<Money>("tax_wan"), output = table.column<Money>("output_wan"),
               revenue = table.column<Money>("revenue_wan");
    std::set<std::pair<std::size_t, int>> seen;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!years[row] || (!codes[row] && !names[row])) {
            context.find(Role::enterprise_year, row, "firm_year_without_key", Severity::warning,
                         "企业年度记录缺少年份或企业，无法使用", "补填年份与企业代码或名称");
            continue;
        }
        const int year = static_cast<int>(*years[row]);
        const auto known = firm_of_year(ties, row, year, {codes[row], names[row], table.lost_digits("uscc", row)});
        if (!known) continue;
        const std::size_t firm = *known;
        if (!seen.emplace(firm, year).second)
            context.find(Role::enterprise_year, row, "duplicate_firm_year", Severity::warning,
                         "同一企业同一年度有多条记录，金额相加", "核对是否重复填报");
        ties.firms.firms[firm].listed = true;
        FirmYear& sums = ties.firms.firms[firm].years[year];
        sums.rows.push_back(row);
        add_money(sums.tax, tax[row]), add_money(sums.output, output[row]), add_money(sums.revenue, revenue[row]);
        const auto positive = [](const std::optional<Money>& value) { return value && *value > Money{}; };
        sums.produced = sums.produced || positive(tax[row]) || positive(output[row]) || positive(revenue[row]) ||
                        (power[row] && *power[row] > 0);
    }
}

void tie(Ties& ties, Role from, std::size_t row, const FirmKey& firm_key, std::span<const std::size_t> parcels,
         Tenure tenure) {
    const std::string key = firm_key.shown();
    const char* asked = firm_key.code ? "uscc" : "name";
    const std::string role{mutu::name(from)};
    const auto parcel_ids = ties.context.table(Role::parcel).column<std::string>("parcel_id");
    const bool firms_given =
        ties.context.holdings.given(Role::enterprise) || ties.context.holdings.given(Role::enterprise_year);
    Found hits = ties.firms.find(firm_key);
    std::string who = "rule";
    if (const Decision* person = decided(ties.context, role, key, "enterprise"))
        if (const auto firm = ties.firms.keyed(person->to_key)) hits = {{*firm}, "decided"}, who = person->decided_by;
    leave_parted(ties, role, key, hits);
    if (!hits.firms.empty() && hits.doubtful()) {
        tell_doubt(ties, from, row, key, hits);
        ties.doubtful.insert(parcels.begin(), parcels.end());
        return;
    }
    if (hits.firms.empty() && firms_given)
        ties.links.push_back({role, key, "enterprise", "", asked, 0, "unmatched", "rule"});
    if (hits.firms.empty() && from == Role::parcel) return;
    const std::size_t firm = hits.firms.empty() ? ties.firms.add(firm_key) : hits.firms.front();
    if (hits.score < 1)
        ties.context.find(from, row, "firm_name_variant", Severity::info,
                          "名称 " + key + " 与企业 " + ties.firms.firms[firm].name + " 只差写法，按同一企业关联",
                          "补填统一社会信用代码可免猜测");
    for (const std::size_t parcel : parcels) {
        tenure.parcel = parcel;
        ties.firms.firms[firm].parcels.push_back(tenure);
        ties.links.push_back({"enterprise", ties.firms.firms[firm].key, "parcel", *parcel_ids[parcel],
                              hits.firms.empty() ? asked : hits.keys, hits.score, "matched", who});
    }
}

/// Parcels that an occupancy names.
KeyHits land_of(const Ties& ties, std::size_t row, const std::string& parcel_id) {
    const Context& context = ties.context;
    if (const Decision* person = decided(context, "occupancy", parcel_id, "parcel"))
        if (const auto found = ties.ground.parcels_by_id.find(person->to_key); found != ties.ground.parcels_by_id.end())
            return {found->second};
    KeyHits hits =
        ties.ground.parcel_keys.find(parcel_id, context.table(Role::occupancy).lost_digits("parcel_id", row));
    const auto parcel_ids = context.table(Role::parcel).column<std::string>("parcel_id");
    if (hits.doubtful && parted(context, "occupancy", parcel_id, "parcel", *parcel_ids[hits.rows.front()])) return {};
    return hits;
}

void tell_doubtful_land(Ties& ties, std::size_t row, const std::string& parcel_id, std::size_t parcel) {
    const std::string like = *ties.context.table(Role::parcel).column<std::string>("parcel_id")[parcel];
    ties.links.push_back({"occupancy", parcel_id, "parcel", like, "parcel_id", 0.5, "doubtful", "rule"});
    ties.context.find(Role::occupancy, row, "unmatched_occupancy", Severity::warning,
                      "占用记录的宗地 " + parcel_id + " 丢了末几位，只有前 15 位与 " + like + " 相同，未采用",
                      "补填宗地代码，或在关联核定表中决定");
    ties.doubtful.insert(parcel);
}

void tie_by_occupancy(Ties& ties) {
    const Context& context = ties.context;
    const Table& table = context.table(Role::occupancy);
    const auto codes = table.column<std::string>("uscc"), names = table.column<std::string>("name"),
               parcels = table.column<std::string>("parcel_id");
    const auto areas = table.column<Area>("area_m2"), floors = table.column<Area>("floor_area_m2");
    const auto tenures = table.column<std::string>("tenure"), lessors = table.column<std::string>("lessor");
    const auto from = table.column<Date>("from_date"), to = table.column<Date>("to_date");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!parcels[row] || (!codes[row] && !names[row])) {
            context.find(Role::occupancy, row, "occupancy_without_key", Severity::warning,
                         "占用记录缺少企业或宗地，无法使用", "补填企业代码与宗地代码");
            continue;
        }
        const bool over =
            (from[row] && *from[row] > context.options.as_of) || (to[row] && *to[row] < context.options.as_of);
        if (over) continue;
        const KeyHits land = land_of(ties, row, *parcels[row]);
        if (land.rows.empty()) {
            ties.links.push_back({"occupancy", codes[row] ? *codes[row] : *names[row], "parcel", *parcels[row],
                                  "parcel_id", 0, "unmatched", "rule"});
            context.find(Role::occupancy, row, "unmatched_occupancy", Severity::warning,
                         "占用记录的宗地 " + *parcels[row] + " 不在宗地资料中", "核对宗地代码");
            continue;
        }
        if (land.doubtful) {
            tell_doubtful_land(ties, row, *parcels[row], land.rows.front());
            continue;
        }
        tie(ties, Role::occupancy, row, {codes[row], names[row], table.lost_digits("uscc", row)}, land.rows,
            {.parcel = 0,
             .occupied = areas[row],
             .floor = floors[row],
             .rents = tenures[row] == "rent",
             .lessor = lessors[row].value_or("")});
    }
}

void tie_by_holder(Ties& ties, const Terms& terms) {
    const Table& parcels = ties.context.table(Role::parcel);
    for (std::size_t row = 0; row < parcels.rows(); ++row) {
        const auto code = terms.get<std::string>("holder_uscc", row), name = terms.get<std::string>("holder_name", row);
        if (code || name)
            tie(ties, Role::parcel, row, {code, name, terms.lost_digits("holder_uscc", row)}, {&row, 1}, {});
    }
}

std::optional<int> data_year(const Context& context, const Register& firms) {
    if (const auto wanted = context.rules.count("data_year")) return wanted;
    const int last =
        add_years(context.options.as_of + 1, -1).year();  // the latest year whose 31 December is not after as-of
    std::optional<int> found;
    for (const Firm& firm : firms.firms)
        for (const auto& [year, sums] : firm.years)
            if (year <= last && (!found || year > *found)) found = year;
    return found;
}

}  // namespace

Firms tie_firms(const Context& context, const Ground& ground, const std::vector<ParcelAreas>& areas, const Terms& terms,
                std::vector<Link>& links) {
    Ties ties{context, ground, {}, links, {}};
    read_firms(ties);
    read_years(ties);
    if (context.holdings.given(Role::occupancy))
        tie_by_occupancy(ties);
    else
        tie_by_holder(ties, terms);

    Firms firms;
    firms.data_year = data_year(context, ties.firms);
    firms.list = std::move(ties.firms.firms);
    std::stable_sort(firms.list.begin(), firms.list.end(), [](const Firm& a, const Firm& b) { return a.key < b.key; });
    const auto parcel_ids = context.table(Role::parcel).column<std::string>("parcel_id");
    for (Firm& firm : firms.list) {
        std::stable_sort(firm.parcels.begin(), firm.parcels.end(), [&](const auto& a, const auto& b) {
            return std::pair{*parcel_ids[a.parcel], a.occupied} < std::pair{*parcel_ids[b.parcel], b.occupied};
        });
        if (firm.parcels.empty() && !firm.years.empty() && context.holdings.given(Role::enterprise))
            context.diagnostics.push_back(
                {.code = "firm_without_parcel",
                 .severity = Severity::info,
                 .layer = "enterprise_year",
                 .source_file = "",
                 .source_row = 0,
                 .subject_id = firm.key,
                 .message = "企业 " + (firm.name.empty() ? firm.key : firm.name) + " 有年度数据但不在任何宗地上",
                 .fix = "补充占用关系，否则其税收、产值不计入地块",
                 .spot = {}});
    }
    firms.of_parcel.resize(context.table(Role::parcel).rows());
    share_money(firms, areas);
    for (const std::size_t parcel : ties.doubtful) {
        ParcelMoney& money = firms.of_parcel[parcel];
        money.tax_whole = money.output_whole = money.revenue_whole = false;
    }
    return firms;
}

}  // namespace mutu
