// A scenario of 调区扩区 read back from the book, to be made again or edited.
#include "expanded.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

[[noreturn]] void no_such_scenario(const Book& book, const ExpandQuery& typed) {
    std::vector<std::string> known;
    if (book.has("expansion_scenario"))
        for (const auto& row : book.query("SELECT scenario_id FROM expansion_scenario ORDER BY fid").rows)
            known.push_back(row[0].value_or(""));
    throw Error{Kind::usage, typed.book + " 中没有方案 " + typed.again + "；" +
                                 (known.empty() ? "还没有做过方案" : "有：" + join(known, "、"))};
}

Value request_in(const Book& book, const ExpandQuery& typed) {
    if (!book.has("expansion_scenario")) no_such_scenario(book, typed);
    const auto rows = book.query("SELECT request FROM expansion_scenario WHERE scenario_id = ?1", {typed.again}).rows;
    if (rows.empty()) no_such_scenario(book, typed);
    return parse_json(rows[0][0].value_or("{}"), typed.book + " expansion_scenario");
}

/// The land of one alternative; a null row where it has none.
GeometryColumn land_in(const Book& book, const char* layer, const std::string& scenario,
                       const std::string& alternative) {
    GeometryColumn land;
    if (book.has(layer)) {
        const Features found = book.features({.layer = layer,
                                              .columns = {"alternative_id"},
                                              .box = {},
                                              .where = "scenario_id = ?1 AND alternative_id = ?2",
                                              .arguments = {scenario, alternative}});
        if (found.shapes.rows() > 0) land.add_row(found.shapes, 0);
    }
    if (land.rows() == 0) land.add_null();
    return land;
}

void need_alternative(const Book& book, const ExpandQuery& typed, const std::string& alternative) {
    std::vector<std::string> known;
    for (const auto& row :
         book.query("SELECT alternative_id FROM expansion_candidate WHERE scenario_id = ?1 ORDER BY fid", {typed.again})
             .rows) {
        known.push_back(row[0].value_or(""));
        if (known.back() == alternative) return;
    }
    throw Error{Kind::usage, "方案 " + typed.again + " 没有比选方案 " + alternative + "；" +
                                 (known.empty() ? "它没有找到任何土地" : "有：" + join(known, "、"))};
}

std::string text_in(const Value& request, const char* key) {
    const Value* member = request.find(key);
    return member && !member->is_null() ? member->text(key) : std::string{};
}

/// A search, a merger or a withdrawal as it was asked; what is typed this time wins.
void take_request(const Value& request, ExpandQuery& query) {
    if (query.merge.empty() && query.withdraw.empty() && !query.area_mu && !query.adjust_mu) {
        if (const std::string parks = text_in(request, "merge"); !parks.empty())
            for (const auto& park : split(parks, ',')) query.merge.emplace_back(park);
        query.withdraw = text_in(request, "withdraw");
        if (const Value* mu = request.find("area_mu")) query.area_mu = mu->real("area_mu");
        if (const Value* mu = request.find("adjust_mu")) query.adjust_mu = mu->real("adjust_mu");
    }
    if (const Value* blocks = request.find("blocks"); blocks && !query.blocks)
        query.blocks = static_cast<int>(blocks->integer("blocks"));
    if (const std::string seed = text_in(request, "seed"); !seed.empty() && !query.seed) query.seed = std::stoull(seed);
    if (query.cells.empty()) query.cells = text_in(request, "cells");
}

}  // namespace

Asked asked_again(const Book& book, const ExpandQuery& typed) {
    if (typed.again.empty()) {
        if (!typed.alternative.empty()) throw Error{Kind::usage, "--alternative 要与 --again 方案 同用"};
        return {typed, {}, {}};
    }
    const Value request = request_in(book, typed);
    Asked asked{typed, {}, {}};
    ExpandQuery& query = asked.query;
    if (query.park.empty()) query.park = text_in(request, "park_id");
    const bool searched = request.find("area_mu") != nullptr || request.find("adjust_mu") != nullptr;
    const bool drawn = !searched && text_in(request, "merge").empty() && text_in(request, "withdraw").empty();
    if (!typed.alternative.empty() || drawn) {
        const std::string alternative = typed.alternative.empty() ? "A1" : typed.alternative;
        need_alternative(book, typed, alternative);
        if (!query.candidate) asked.added = land_in(book, "expansion_candidate", typed.again, alternative);
        if (!query.removed) asked.removed = land_in(book, "expansion_removed", typed.again, alternative);
        if (asked.added && asked.added->null(0)) asked.added.reset();
        if (asked.removed && asked.removed->null(0)) asked.removed.reset();
    } else {
        take_request(request, query);
    }
    if (const std::string dem = text_in(request, "dem"); !dem.empty() && !query.heights) {
        SourceSpec heights{.role = Role::park};
        heights.path = heights.shown_path = dem, heights.crs = text_in(request, "dem_crs");
        query.heights = heights;
    }
    query.set.clear();
    for (const auto& [name, value] : request.find("set")->table("set")) query.set.emplace_back(name, value.text("set"));
    // What is typed this time comes last and wins.
    query.set.insert(query.set.end(), typed.set.begin(), typed.set.end());
    return asked;
}

}  // namespace mutu
