// Leading and special industry of a park: their part of the firms' revenue and of the land firms use.
#include "park_facts.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using M = ParkMeasure;

/// Code prefixes of an industry as a park names it: "装备制造、食品加工", "35;36".
class IndustryNames {
public:
    explicit IndustryNames(const Rulebook& rules) {
        for (const std::string& entry : rules.words("industry_names")) {
            const std::size_t equals = entry.find('=');
            if (equals == std::string::npos) continue;
            for (const auto& code : split(std::string_view{entry}.substr(equals + 1), ','))
                codes_[entry.substr(0, equals)].emplace_back(trimmed(code));
        }
    }
    /// Empty where a name stands for no codes: then nothing is known of that industry.
    std::vector<std::string> codes(const std::optional<std::string>& named) const {
        std::vector<std::string> all;
        if (!named) return all;
        std::string text = *named;
        for (const std::string_view mark : {"、", "，", ",", "；", "/", " "})
            for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
                text.replace(at, mark.size(), 1, ';');
        for (const auto& word : split(text, ';')) {
            const std::string name{trimmed(word)};
            if (name.empty()) continue;
            const auto found = codes_.find(name);
            if (found == codes_.end() && (name[0] < '0' || name[0] > '9')) return {};
            if (found == codes_.end())
                all.push_back(name);
            else
                all.insert(all.end(), found->second.begin(), found->second.end());
        }
        return all;
    }

private:
    std::map<std::string, std::vector<std::string>> codes_;
};

/// Digits of an industry code without its section letter.
std::string_view digits(std::string_view code) {
    return !code.empty() && (code[0] < '0' || code[0] > '9') ? code.substr(1) : code;
}

bool belongs(const std::string& industry, const std::vector<std::string>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& prefix) { return digits(industry).starts_with(prefix); });
}

/// Land of each firm in each park: a parcel's land is shared equally among its firms (contract.md §4).
std::vector<std::map<std::size_t, std::int64_t>> land_of_firms(const ParkView& view) {
    std::vector<std::map<std::size_t, std::int64_t>> land(view.firms.list.size());
    for (std::size_t row = 0; row < view.parcels.size(); ++row) {
        const auto park = view.parks.of_parcel[row];
        const auto& tied = view.firms.of_parcel[row].firms;
        if (!park || tied.empty() || !view.parcels[row].area) continue;
        const auto share = view.parcels[row].area->quanta() / static_cast<std::int64_t>(tied.size());
        for (const std::size_t firm : tied) land[firm][*park] += share;
    }
    return land;
}

struct Shares {
    std::int64_t revenue = 0, leading = 0, special = 0, land = 0, leading_land = 0, special_land = 0;
    bool revenue_known = false;
};

/// Code prefixes of each park's industries.
struct ParkIndustries {
    std::vector<std::vector<std::string>> leading, special;
};

ParkIndustries industries_of_parks(const ParkView& view) {
    const Table& table = view.context.table(Role::park);
    const auto ids = table.column<std::string>("park_id"), leading = table.column<std::string>("leading_industry"),
               special = table.column<std::string>("special_industry");
    const IndustryNames names{view.context.rules};
    const std::size_t parks = view.parks.list.size();
    ParkIndustries found{std::vector<std::vector<std::string>>(parks), std::vector<std::vector<std::string>>(parks)};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto park = ids[row] ? park_by_id_or_name(view.parks, *ids[row]) : std::nullopt;
        if (!park) continue;
        if (found.leading[*park].empty()) found.leading[*park] = names.codes(leading[row]);
        if (found.special[*park].empty()) found.special[*park] = names.codes(special[row]);
    }
    return found;
}

std::vector<Shares> sum_firms(const ParkView& view, const ParkIndustries& industries) {
    std::vector<Shares> sums(view.parks.list.size());
    const auto land = land_of_firms(view);
    for (std::size_t index = 0; index < land.size(); ++index) {
        const Firm& firm = view.firms.list[index];
        if (firm.industry.empty() || land[index].empty()) continue;  // of no known industry: in no sum
        for (const auto& [park, quanta] : land[index]) {
            sums[park].land += quanta;
            if (belongs(firm.industry, industries.leading[park])) sums[park].leading_land += quanta;
            if (belongs(firm.industry, industries.special[park])) sums[park].special_land += quanta;
        }
        const auto year = view.firms.data_year ? firm.years.find(*view.firms.data_year) : firm.years.end();
        if (year == firm.years.end() || !year->second.revenue) continue;
        // A firm of several parks counts where it has most land.
        const auto main = std::max_element(land[index].begin(), land[index].end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        Shares& sum = sums[main->first];
        const std::int64_t revenue = year->second.revenue->fen();
        sum.revenue_known = true, sum.revenue += revenue;
        if (belongs(firm.industry, industries.leading[main->first])) sum.leading += revenue;
        if (belongs(firm.industry, industries.special[main->first])) sum.special += revenue;
    }
    return sums;
}

}  // namespace

void gather_industries(const ParkView& view, FactsByPark& facts) {
    const ParkIndustries industries = industries_of_parks(view);
    const std::vector<Shares> sums = sum_firms(view, industries);
    for (std::size_t park = 0; park < facts.size(); ++park) {
        const Shares& sum = sums[park];
        const bool leads = !industries.leading[park].empty(), specials = !industries.special[park].empty();
        const auto put = [&](M measure, std::int64_t amount, bool known, const char* source, const char* missing) {
            facts[park][measure] = known ? ParkFact{.amount = amount, .source = source, .known_over = {}, .missing = {}}
                                         : ParkFact{.amount = {}, .source = {}, .known_over = {}, .missing = missing};
        };
        put(M::firm_revenue, sum.revenue, sum.revenue_known, "enterprise_year", "revenue_wan");
        put(M::leading_revenue, sum.leading, sum.revenue_known && leads, "enterprise_year", "leading_industry");
        put(M::special_revenue, sum.special, sum.revenue_known && specials, "enterprise_year", "special_industry");
        put(M::firm_land, sum.land, sum.land > 0, "parcel", "enterprise");
        put(M::leading_land, sum.leading_land, sum.land > 0 && leads, "parcel", "leading_industry");
        put(M::special_land, sum.special_land, sum.land > 0 && specials, "parcel", "special_industry");
    }
}

}  // namespace mutu
