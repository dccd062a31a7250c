// Requests into SQL: names come from lists here, values are bound.
#include "filter.hpp"

#include "params.hpp"
#include "place.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <utility>

namespace mutu {
namespace {

/// Parameter and column.
constexpr std::pair<const char*, const char*> word_columns[] = {{"class", "land_class"},
                                                                {"supply_state", "supply_state"},
                                                                {"idle_state", "idle_state"},
                                                                {"efficiency", "efficiency"},
                                                                {"recognition", "recognition"}};
void numbers(const Request& request, Filter& filter) {
    for (const std::string& column : number_columns()) {
        if (const auto least = number_of(request, "min_" + column))
            filter.also("\"" + column + "\" >= CAST(" + filter.bind(shortest(*least)) + " AS REAL)");
        if (const auto most = number_of(request, "max_" + column))
            filter.also("\"" + column + "\" < CAST(" + filter.bind(shortest(*most)) + " AS REAL)");
    }
    const std::string unknown = text_of(request, "unknown");
    if (unknown.empty()) return;
    if (std::find(number_columns().begin(), number_columns().end(), unknown) == number_columns().end())
        throw Refusal{400, "参数 unknown = " + unknown + " 不能用：可用 " + join(number_columns(), " ")};
    filter.also("\"" + unknown + "\" IS NULL");
}

}  // namespace

std::string Filter::bind(std::string text) {
    arguments.push_back(std::move(text));
    return "?" + std::to_string(arguments.size());
}

const std::vector<std::string>& number_columns() {
    static const std::vector<std::string> all{
        "area_m2", "tax_wan_per_mu",   "output_wan_per_mu", "investment_wan_per_mu",
        "far",     "building_density", "idle_days"};
    return all;
}

std::string holding(const Snapshot& snapshot, Filter& filter, const std::string& text, std::size_t most) {
    std::string list = "[";
    for (const std::int64_t fid : snapshot.haystack->get().find(text, most))
        list += (list.size() > 1 ? "," : "") + std::to_string(fid);
    return "fid IN (SELECT value FROM json_each(" + filter.bind(list + "]") + "))";
}

Filter filter_of(const Snapshot& snapshot, const Request& request) {
    Filter filter;
    std::vector<std::pair<std::string, std::string>> columns{std::begin(word_columns), std::end(word_columns)};
    for (const DerivedTheme& one : snapshot.derived) columns.emplace_back(one.theme.column, one.theme.column);
    for (const auto& [name, column] : columns) {
        const auto words = words_of(request, name);
        if (words.empty()) continue;
        std::vector<std::string> places;
        places.reserve(words.size());
        for (const std::string& word : words) places.push_back(filter.bind(word));
        filter.also("\"" + column + "\" IN (" + join(places, ", ") + ")");
    }
    if (const std::string park = text_of(request, "park"); !park.empty()) {
        const std::string place = filter.bind(park);
        filter.also("(park_id = " + place + " OR park_id IN (SELECT park_id FROM park WHERE parent_park_id = " + place +
                    "))");
    }
    numbers(request, filter);
    if (const std::string text = text_of(request, "q"); !text.empty()) filter.also(holding(snapshot, filter, text));
    if (const auto degrees = bbox_of(request)) {
        const auto box = in_book(*degrees, snapshot.crs, snapshot.extent);
        filter.also(box ? "fid IN (SELECT id FROM rtree_parcel_result_geom WHERE maxx >= " + shortest(box->min_x) +
                              " AND minx <= " + shortest(box->max_x) + " AND maxy >= " + shortest(box->min_y) +
                              " AND miny <= " + shortest(box->max_y) + ")"
                        : "0");
    }
    return filter;
}

}  // namespace mutu
