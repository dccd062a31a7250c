// How many parcels stand near each numeric parameter: what changes class when it moves a few per cent either way.
#include "rejudge.hpp"

#include "mutu/text.hpp"

#include <cmath>
#include <ostream>

namespace mutu {
namespace {

/// One parameter moved one way.
struct Variant {
    std::string parameter, value;
    Rulebook rules;
    std::int64_t parcels = 0;
    Area area;
};

/// Counted in whole years, months or days: moved by one at least.
bool counted(const Parameter& parameter) {
    return parameter.unit == "年" || parameter.unit == "月" || parameter.unit == "日";
}

/// The value a share up or down; absent where it would not move or leave zero behind.
std::optional<std::string> moved(const Parameter& parameter, Ratio value, double percent) {
    const double from = value.value();
    double to = from * (1 + percent / 100);
    const bool whole = counted(parameter) || parameter.id == "low_efficiency_count";
    if (whole) {
        const double step = std::max(1.0, std::round(std::fabs(from * percent / 100)));
        to = from + (percent < 0 ? -step : step);
    }
    if (to == from || to < 0 || (whole && to < 1)) return std::nullopt;
    return fixed(to, whole ? 0 : 6);
}

std::vector<Variant> variants_of(const Rulebook& rules, double percent) {
    std::vector<Variant> variants;
    for (const auto& [id, parameter] : rules.parameters) {
        const Ratio* value = std::get_if<Ratio>(&parameter.value);
        if (!value || parameter.unit.empty() || works_in_reading(id) || !matters(rules, id)) continue;
        for (const double by : {-percent, percent}) {
            const auto to = moved(parameter, *value, by);
            if (!to) continue;
            try {
                variants.push_back({id, *to, changed_rules(rules, {{id, *to}}), 0, {}});
            } catch (const Error&) {
                continue;  // the pack does not allow this value
            }
        }
    }
    return variants;
}

void count_changes(const std::string& path, const BookRun& run, const Labels& labels, std::int64_t parcels,
                   std::vector<Variant>& variants) {
    const Judge before{run.rules, labels, run.as_of};
    std::vector<Judge> judges;
    for (const Variant& variant : variants) judges.emplace_back(variant.rules, labels, run.as_of);
    struct Counts {
        std::vector<std::int64_t> parcels;
        std::vector<Area> area;
    };
    std::vector<Counts> parts(stretches_of(parcels),
                              {std::vector<std::int64_t>(variants.size()), std::vector<Area>(variants.size())});
    each_stretch(path, parcels, [&](std::size_t stretch) -> ParcelBody {
        return [&, &part = parts[stretch], facts = Facts{}, scratch = Facts{}](std::string_view,
                                                                               const ParcelInputs& inputs) mutable {
            const std::string_view was = states_of(before, inputs, facts).land_class;
            for (std::size_t i = 0; i < judges.size(); ++i) {
                if (states_again(judges[i], before, inputs, facts, scratch).land_class == was) continue;
                ++part.parcels[i], part.area[i] += inputs.land.value_or(Area{});
            }
        };
    });
    for (const Counts& part : parts)
        for (std::size_t i = 0; i < variants.size(); ++i)
            variants[i].parcels += part.parcels[i], variants[i].area += part.area[i];
}

}  // namespace

int sensitivity(const WhatIfQuery& query, const Book& book, const BookRun& run, const Labels& labels,
                const Common& common, std::ostream& out) {
    auto variants = variants_of(run.rules, *query.sensitivity);
    count_changes(query.book, run, labels, book.parcels(), variants);
    TextTable table{{"parameter", "title", "value", "moved_to", "unit", "parcels", "area_mu"},
                    {},
                    {false, false, true, true, false, true, true},
                    {}};
    for (const auto& key : table.keys) table.headings.push_back(labels.text("what_if", key, common.language));
    for (const Variant& variant : variants) {
        const Parameter &from = run.rules.parameters.at(variant.parameter),
                        &to = variant.rules.parameters.at(variant.parameter);
        const auto text = [](const Parameter& one) { return to_text(FactValue{std::get<Ratio>(one.value)}); };
        const std::string unit = from.unit == "1" ? "" : from.unit == "m2" ? "m²" : from.unit;
        table.rows.push_back({variant.parameter, from.title, text(from), text(to), unit,
                              std::to_string(variant.parcels), fixed(variant.area.mu(), 2)});
    }
    out << render(table, format_or_table(common), "sensitivity");
    return 0;
}

}  // namespace mutu
