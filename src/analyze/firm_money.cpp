// A firm's money over its parcels, to the fen: what goes in comes out.
#include "firm_register.hpp"

#include <algorithm>
#include <numeric>

namespace mutu {
namespace {

__extension__ using Wide = __int128;

/// Largest remainder, then order of `weights`: the parts add up to the whole, to the fen.
std::vector<Money> shared_out(Money whole, const std::vector<std::int64_t>& weights) {
    const Wide total = std::accumulate(weights.begin(), weights.end(), Wide{0});
    std::vector<Money> parts(weights.size());
    std::vector<std::pair<Wide, std::size_t>> rest;
    std::int64_t given = 0;
    const std::int64_t amount = whole.fen() < 0 ? -whole.fen() : whole.fen(), sign = whole.fen() < 0 ? -1 : 1;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide exact = static_cast<Wide>(amount) * weights[i];
        const auto part = static_cast<std::int64_t>(exact / total);
        parts[i] = Money::fen(sign * part);
        given += part;
        rest.emplace_back(exact % total, i);
    }
    std::stable_sort(rest.begin(), rest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; given < amount; ++i, ++given) parts[rest[i % rest.size()].second] += Money::fen(sign);
    return parts;
}

/// By occupied area where every row states one, else by parcel area, else equally.
std::vector<std::int64_t> land_weights(const Firm& firm, const std::vector<ParcelAreas>& areas) {
    std::vector<std::int64_t> weights;
    const auto use = [&](auto&& weight_of) {
        weights.clear();
        for (const Tenure& tenure : firm.parcels) {
            const std::optional<Area> weight = weight_of(tenure);
            if (!weight || *weight <= Area{}) return false;
            weights.push_back(weight->quanta());
        }
        return true;
    };
    if (use([](const Tenure& tenure) { return tenure.occupied; })) return weights;
    if (use([&](const Tenure& tenure) { return areas[tenure.parcel].basis; })) return weights;
    return std::vector<std::int64_t>(firm.parcels.size(), 1);
}

void give(std::optional<Money>& sum, bool& whole, const std::vector<Money>* parts, std::size_t i) {
    if (parts)
        sum = sum.value_or(Money{}) + (*parts)[i];
    else
        whole = false;
}

}  // namespace

void share_money(Firms& firms, const std::vector<ParcelAreas>& areas) {
    for (auto& money : firms.of_parcel) money.tax_whole = money.output_whole = money.revenue_whole = true;
    for (std::size_t index = 0; index < firms.list.size(); ++index) {
        Firm& firm = firms.list[index];
        if (firm.parcels.empty()) continue;
        const auto weights = land_weights(firm, areas);
        const auto found = firms.data_year ? firm.years.find(*firms.data_year) : firm.years.end();
        const auto parts_of = [&](const std::optional<Money>& amount) -> std::optional<std::vector<Money>> {
            if (!amount) return std::nullopt;
            return shared_out(*amount, weights);
        };
        const bool known = found != firm.years.end();
        const auto tax = parts_of(known ? found->second.tax : std::nullopt),
                   output = parts_of(known ? found->second.output : std::nullopt),
                   revenue = parts_of(known ? found->second.revenue : std::nullopt);
        for (std::size_t i = 0; i < firm.parcels.size(); ++i) {
            ParcelMoney& money = firms.of_parcel[firm.parcels[i].parcel];
            give(money.tax, money.tax_whole, tax ? &*tax : nullptr, i);
            give(money.output, money.output_whole, output ? &*output : nullptr, i);
            give(money.revenue, money.revenue_whole, revenue ? &*revenue : nullptr, i);
            if (std::find(money.firms.begin(), money.firms.end(), index) == money.firms.end())
                money.firms.push_back(index);
        }
        firm.tax_parts = tax, firm.output_parts = output;
        const auto before = firms.data_year ? firm.years.find(*firms.data_year - 1) : firm.years.end();
        if (before != firm.years.end()) firm.tax_parts_before = parts_of(before->second.tax);
    }
}

}  // namespace mutu
