// What the unknown leaves open: each park's figures as a range, and the facts to collect first.
#include "unknowns.hpp"

#include "rejudge.hpp"

#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

struct Found {
    std::vector<ParkRange> parks;
    ParkRange whole;
    std::vector<OpenParcel> open;
};

void add_parcel(const Judge& judge, std::string_view parcel_id, const ParcelInputs& inputs, Found& into) {
    const Possible possible = possible_states(judge, inputs);
    ParkRange own;
    add(own, inputs, possible);
    into.whole += own;
    if (inputs.park) {
        if (*inputs.park >= into.parks.size()) into.parks.resize(*inputs.park + std::size_t{1});
        into.parks[*inputs.park] += own;
    }
    if (!possible.open()) return;
    const auto swing = [](const Interval& range) { return range.high - range.low; };
    into.open.push_back({std::string{parcel_id}, inputs.park, inputs.land,
                         swing(own.supplied) + swing(own.idle) + swing(own.low_efficiency), possible.land_classes,
                         possible.missing});
}

}  // namespace

Unknowns unknowns_of(const Book& book, const std::string& path, const Judge& judge) {
    std::vector<Found> parts(stretches_of(book.parcels()));
    each_stretch(path, book.parcels(), [&](std::size_t stretch) -> ParcelBody {
        return [&judge, &part = parts[stretch]](std::string_view parcel_id, const ParcelInputs& inputs) {
            add_parcel(judge, parcel_id, inputs, part);
        };
    });
    Unknowns result;
    std::vector<ParkRange> own;
    for (Found& part : parts) {
        own.resize(std::max(own.size(), part.parks.size()));
        for (std::size_t park = 0; park < part.parks.size(); ++park) own[park] += part.parks[park];
        result.whole += part.whole;
        std::move(part.open.begin(), part.open.end(), std::back_inserter(result.open));
    }
    result.parks = with_children(own, parks_of(book));
    std::stable_sort(result.open.begin(), result.open.end(),
                     [](const OpenParcel& a, const OpenParcel& b) { return a.swing > b.swing; });
    return result;
}

std::string unknown_line(const Assessment& assessment, const Judge& judge, const Labels& labels, Language language) {
    std::vector<Found> parts(assessment.facts.size());
    parallel_for(parts.size(), [&](std::size_t row) {
        add_parcel(judge, assessment.parcels[row].parcel_id, decoded(assessment.facts[row].inputs), parts[row]);
    });
    ParkRange whole;
    const OpenParcel* first = nullptr;
    std::size_t open = 0;
    for (const Found& part : parts) {
        whole += part.whole, open += part.open.size();
        if (!part.open.empty() && (!first || part.open.front().swing > first->swing)) first = &part.open.front();
    }
    if (!first) return {};
    const auto figure = [&](const char* name, const Interval& range) {
        return labels.text("what_if", name, language) + " " + fixed(range.low.mu(), 2) + "–" +
               fixed(range.high.mu(), 2);
    };
    std::vector<std::string> fields;
    for (const std::string& name : first->missing) fields.push_back(labels.text("field", name, language));
    const bool zh = language == Language::zh;
    return (zh ? "未知所留区间（亩）：" : "Left open by the unknown (mu): ") + figure("supplied", whole.supplied) +
           (zh ? "，" : ", ") + figure("idle", whole.idle) + (zh ? "，" : ", ") +
           figure("low_efficiency", whole.low_efficiency) + (zh ? "；共 " : "; parcels: ") + std::to_string(open) +
           (zh ? " 宗，先补 " : ", first ") + first->parcel_id + (zh ? " 的 " : ": ") + join(fields, zh ? "、" : ", ") +
           (zh ? "（全部见 mutu list … unknowns）\n" : " (all: mutu list … unknowns)\n");
}

TextTable range_table(const Unknowns& unknowns, const BookParks& parks, const std::string& total) {
    TextTable table{{"park_id", "park_name", "figure", "low_m2", "high_m2", "low_count", "high_count"},
                    {},
                    {false, false, false, true, true, true, true},
                    {}};
    const auto put = [&](const std::string& id, const std::string& name, const ParkRange& range) {
        const std::pair<const char*, const Interval&> figures[] = {{"supplied", range.supplied},
                                                                   {"idle", range.idle},
                                                                   {"low_efficiency", range.low_efficiency},
                                                                   {"undetermined", range.undetermined}};
        for (const auto& [figure, own] : figures)
            table.rows.push_back({id, name, figure, to_text(own.low), to_text(own.high), std::to_string(own.low_count),
                                  std::to_string(own.high_count)});
    };
    for (std::size_t park = 0; park < unknowns.parks.size(); ++park)
        put(parks.ids[park], parks.names[park], unknowns.parks[park]);
    put("", total, unknowns.whole);
    return table;
}

TextTable unknown_table(const Unknowns& unknowns, const BookParks& parks) {
    TextTable table{{"rank", "parcel_id", "park_id", "area_m2", "swing_m2", "land_classes", "missing"},
                    {},
                    {true, false, false, true, true, false, false},
                    {}};
    for (std::size_t i = 0; i < unknowns.open.size(); ++i) {
        const OpenParcel& one = unknowns.open[i];
        const auto park = one.park && *one.park < parks.ids.size() ? std::optional{parks.ids[*one.park]} : std::nullopt;
        table.rows.push_back({std::to_string(i + 1), one.parcel_id, park,
                              one.area ? std::optional{to_text(*one.area)} : std::nullopt, to_text(one.swing),
                              join(one.land_classes, ";"), join(one.missing, ";")});
    }
    return table;
}

}  // namespace mutu
