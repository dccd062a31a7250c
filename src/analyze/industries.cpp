// Enterprise → industry → park: the same 万元 and 亩, added up by industry within each park.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

struct Sums {
    std::set<std::size_t> firms;
    std::optional<Area> land;
    std::optional<Money> tax, output;
    Area all, taxed, produced;
    Money tax_on, output_on;
    std::map<std::string, int> grades;
};

/// GB/T 4754: the two figures of the division, with or without the letter of the section before them.
std::string division_of(const std::string& code) {
    const std::size_t digit = code.find_first_of("0123456789");
    if (digit == std::string::npos || digit > 1 || code.size() < digit + 2) return {};
    const std::string division = code.substr(digit, 2);
    return division.find_first_not_of("0123456789") == std::string::npos ? division : std::string{};
}

bool in_chain(const IndustryChain& chain, const std::string& code) {
    const std::size_t digit = code.find_first_of("0123456789");
    const std::string bare = digit == 1 ? code.substr(1) : code;
    return std::any_of(chain.codes.begin(), chain.codes.end(),
                       [&](const std::string& prefix) { return code.starts_with(prefix) || bare.starts_with(prefix); });
}

void add(Sums& sums, const Firms& firms, const LandShare& share) {
    const Firm& firm = firms.list[share.firm];
    sums.firms.insert(share.firm);
    if (share.land) sums.land = sums.land.value_or(Area{}) + *share.land, sums.all += *share.land;
    const auto money = [&](const std::optional<std::vector<Money>>& parts, std::optional<Money>& sum, Money& on,
                           Area& land) {
        if (!parts) return;
        const Money part = (*parts)[share.tenure];
        sum = sum.value_or(Money{}) + part;
        if (share.land) on += part, land += *share.land;
    };
    money(firm.tax_parts, sums.tax, sums.tax_on, sums.taxed);
    money(firm.output_parts, sums.output, sums.output_on, sums.produced);
}

struct Key {
    std::string kind, industry;
    std::optional<std::string> park;
    auto operator<=>(const Key&) const = default;
};

IndustryResult result_of(const Key& key, const Sums& sums, int year, std::string title) {
    IndustryResult result;
    result.park_id = key.park, result.kind = key.kind, result.industry_id = key.industry,
    result.title = std::move(title);
    result.year = year;
    result.firms = static_cast<std::int64_t>(sums.firms.size());
    result.land = sums.land, result.tax = sums.tax, result.output = sums.output;
    if (sums.tax) result.tax_per_mu = Yield::of(sums.tax_on, sums.taxed);
    if (sums.output) result.output_per_mu = Yield::of(sums.output_on, sums.produced);
    if (sums.tax && sums.all > Area{})
        result.tax_coverage = static_cast<double>(sums.taxed.quanta()) / static_cast<double>(sums.all.quanta());
    for (const auto& [grade, count] : sums.grades)
        result.grades += (result.grades.empty() ? "" : "；") + grade + " " + std::to_string(count);
    return result;
}

}  // namespace

void sum_industries(const Context& context, const Parks& parks, const Firms& firms, const LandShares& shares,
                    Assessment& out) {
    if (!firms.data_year) return;
    std::map<std::string, std::string> grade_of;
    for (const EnterpriseResult& result : out.enterprises)
        if (result.year == *firms.data_year && result.grade) grade_of[result.uscc] = *result.grade;
    std::map<Key, Sums> all;
    for (const LandShare& share : shares.rows) {
        const Firm& firm = firms.list[share.firm];
        std::optional<std::string> park;
        if (const auto found = parks.of_parcel[firm.parcels[share.tenure].parcel]) park = parks.list[*found].id;
        std::vector<Key> keys{{"division", division_of(firm.industry), park}};
        for (const IndustryChain& chain : context.rules.chains)
            if (in_chain(chain, firm.industry)) keys.push_back({"chain", chain.id, park});
        for (const Key& key : keys) {
            Sums& sums = all[key];
            const auto grade = grade_of.find(firm.key);
            if (grade != grade_of.end() && !sums.firms.contains(share.firm)) ++sums.grades[grade->second];
            add(sums, firms, share);
        }
    }
    for (const auto& [key, sums] : all) {
        std::string title;
        if (key.kind == "division")
            title = context.labels.text("industry", key.industry.empty() ? "unknown" : key.industry);
        for (const IndustryChain& chain : context.rules.chains)
            if (key.kind == "chain" && chain.id == key.industry) title = chain.title;
        out.industries.push_back(result_of(key, sums, *firms.data_year, std::move(title)));
    }
}

}  // namespace mutu
