// mutu expand: the ground out of the book, the change tested, the scenario into the book.
#include "expanded.hpp"

#include "mutu/app.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <ostream>

namespace mutu {
namespace {

std::string next_scenario(const Book& book) {
    if (!book.has("expansion_scenario")) return "E1";
    const auto rows = book.query("SELECT count(*) FROM expansion_scenario").rows;
    return "E" + std::to_string(std::stoll(rows[0][0].value_or("0")) + 1);
}

/// What no check says by itself and a person must not overlook.
void note_ground(Expanded& expanded) {
    const ExpandGround& ground = expanded.ground;
    const bool merging = !expanded.alternatives.empty() && expanded.alternatives[0].change.kind == "merge";
    if (merging) return;  // no land comes in from outside parks
    if (ground.constraint_kinds.empty())
        expanded.notes.emplace_back("成果库没有任何管控线图层（role = \"constraint\"），凡涉及管控线的都无法判定");
    if (ground.land_codes.empty())
        expanded.notes.emplace_back("此处没有地类图层（role = \"landuse\"），占用耕地与占补平衡无法计算");
    for (const Alternative& one : expanded.alternatives) {
        const TestedChange& change = one.change;
        const Area bare = change.slopes.empty() ? Area{} : change.slopes.back().area;
        if (bare > Area{})
            expanded.notes.push_back(one.id + "：高程栅格 " + expanded.ground.heights->file + " 没有覆盖其中 " +
                                     fixed(bare.hectares(), 4) + " 公顷，这部分坡度未知，不算通过");
        if (change.removed > Area{} && !change.released.known)
            expanded.notes.push_back(one.id +
                                     "：调出土地的评价地类或供应状况不全，调整后的用地构成未知，有关指标不作推算");
        if (expanded.found) continue;  // searched land is cut to the park's line
        if (change.within_park > Area{})
            expanded.notes.push_back("候选范围有 " + fixed(change.within_park.hectares(), 4) +
                                     " 公顷本来就在园区之内，没有计入增加");
        if (change.off_park > Area{})
            expanded.notes.push_back("调出范围有 " + fixed(change.off_park.hectares(), 4) +
                                     " 公顷不在园区之内，没有计入减少");
    }
}

Value request_of(const ExpandQuery& query, const Expanded& expanded) {
    Value request, settings{Value::Table{}};
    request.add("park_id", expanded.ground.park_id);
    if (!query.again.empty()) request.add("again", query.again);
    if (!query.alternative.empty()) request.add("alternative", query.alternative);
    if (query.candidate) request.add("candidate", query.candidate->shown_path);
    if (query.removed) request.add("remove", query.removed->shown_path);
    if (!query.merge.empty()) request.add("merge", join(query.merge, ","));
    if (!query.withdraw.empty()) request.add("withdraw", query.withdraw);
    if (query.area_mu) request.add("area_mu", *query.area_mu);
    if (query.adjust_mu) request.add("adjust_mu", *query.adjust_mu);
    if (query.area_mu || query.adjust_mu) {
        request.add("blocks", query.blocks.value_or(1)), request.add("seed", std::to_string(query.seed.value_or(1)));
        request.add("cells", query.cells.empty() ? "grid" : query.cells);
    }
    if (query.heights) {
        request.add("dem", query.heights->shown_path);
        if (!query.heights->crs.empty()) request.add("dem_crs", query.heights->crs);
    }
    for (const auto& [name, text] : query.set) settings.add(name, text);
    request.add("set", std::move(settings));
    return request;
}

/// Heights of the added land; told where there is none.
void add_heights(const ExpandQuery& query, const GeometryColumn& land, Expanded& expanded) {
    if (!query.heights) return;
    if (land.rows() == 0 || land.null(0))
        expanded.notes.push_back(query.heights->shown_path + "：没有调入的土地，没有用到高程");
    else
        expanded.ground.heights = read_heights(*query.heights, land.box(0), expanded.ground.plane);
}

void test_drawn(const Book& book, const Asked& asked, const Rulebook& rules, const Common& common, Expanded& expanded) {
    const ExpandQuery& query = asked.query;
    const auto kept = [&](const GeometryColumn& land) {
        return book.crs().known() ? transformed(land, book.crs(), expanded.ground.plane) : land;
    };
    BoundaryChange change;
    Box place = expanded.ground.park.box(0);
    if (query.candidate)
        change.added = drawn_land(*query.candidate, expanded.ground, rules, common, expanded.notes);
    else if (asked.added)
        change.added = kept(*asked.added);
    if (change.added.rows() > 0) place.grow(change.added.box(0));
    if (query.removed)
        change.removed = drawn_land(*query.removed, expanded.ground, rules, common, expanded.notes);
    else if (!query.withdraw.empty())
        change.removed = block_of(book, query.withdraw, expanded.ground);
    else if (asked.removed)
        change.removed = kept(*asked.removed);
    add_layers(book, place, expanded.ground);
    add_heights(query, change.added, expanded);
    expanded.alternatives.push_back({"A1", test_change(expanded.ground, rules, expanded.rules, change)});
    expanded.stranded = stranded_in(book, expanded.alternatives[0].change.removed_shape, expanded.ground);
    if (!query.withdraw.empty()) expanded.members = members_of_withdrawal(book, expanded, query.withdraw);
}

void merge(const Book& book, const ExpandQuery& query, const Rulebook& rules, Expanded& expanded) {
    GeometryColumn joining;
    std::vector<ParkFacts> facts;
    for (const std::string& park : query.merge)
        joining.add_row(joining_park(book, park, expanded.ground, facts.emplace_back()), 0);
    expanded.alternatives.push_back({"A1", test_merge(expanded.ground, rules, expanded.rules, joining, facts)});
    expanded.members = members_of_merger(book, expanded, query.merge);
    expanded.notes.emplace_back(
        "合并后的指标由各园区的用地、资金、人口相加重算；增速一类的比率、有一方不明的，合并后不明");
}

/// 先挖潜 stands among the checks of whatever makes the park larger.
void ask_reserve_first(const Rulebook& rules, Expanded& expanded) {
    expanded.reserve = reserve_years(expanded.ground, rules);
    expanded.demand = land_demand(expanded.ground, rules);
    expanded.by_year = demand_by_year(expanded.demand, expanded.ground.as_of.year() + 1);
    for (Alternative& one : expanded.alternatives)
        if (one.change.kind == "expand") one.change.checks.push_back(judge_reserve(expanded.demand, rules));
}

void tell(const Expanded& expanded, const ExpandQuery& query, const Labels& labels, const Common& common,
          std::ostream& out) {
    if (format_or_table(common) == Format::json)
        out << to_json(expand_value(expanded)) << "\n";
    else if (!query.why.empty())
        tell_check(expanded, query.why, labels, out);
    else if (expanded.found)
        write_found(expanded, labels, common, out);
    else
        write_expanded(expanded, labels, common, out);
}

void allow(const Asked& asked) {
    const ExpandQuery& query = asked.query;
    if (query.removed && !query.withdraw.empty()) throw Error{Kind::usage, "--remove 与 --withdraw 只能用一个"};
    const bool drawn = query.candidate || query.removed || asked.added || asked.removed || !query.withdraw.empty();
    if (int{drawn} + int{query.area_mu.has_value()} + int{query.adjust_mu.has_value()} + int{!query.merge.empty()} != 1)
        throw Error{Kind::usage, "请用 --candidate 文件 给出拟增加的范围（或用 --remove 文件 给出拟调出的范围），"
                                 "或者用 --area-mu 亩数 选址、--adjust-mu 亩数 调区、--merge 园区 合并、--withdraw "
                                 "区块 退出、--again 方案 重做；每次做一件"};
}

}  // namespace

int expand(const ExpandQuery& typed, const Common& common, std::ostream& out, std::ostream& talk) {
    set_thread_count(common.threads);
    if (typed.again.empty()) allow({typed, {}, {}});
    const Book book{typed.book};
    const Labels labels = labels_of(common);
    const BookRun run = run_of(book, typed.book);
    const Asked asked = asked_again(book, typed);
    allow(asked);
    const ExpandQuery& query = asked.query;
    const Rulebook rules = changed_rules(run.rules, query.set);
    Expanded expanded;
    expanded.rules = expand_rules(rules);
    if (expanded.rules.constraints.empty())
        throw Error{Kind::input, query.book + ": 成果库所用的政策包没有调区扩区的规则（[[expand_constraint]]），可能是"
                                              "旧版本生成的；请用 mutu run 重新分析"};
    expanded.ground = ground_of(book, query, run);
    if (!query.merge.empty())
        merge(book, query, rules, expanded);
    else if (query.area_mu)
        look_for_land(book, query, rules, expanded);
    else if (query.adjust_mu)
        look_for_swap(book, query, rules, expanded);
    else
        test_drawn(book, asked, rules, common, expanded);
    ask_reserve_first(rules, expanded);
    expanded.request = request_of(query, expanded);
    note_ground(expanded);
    if (!common.dry_run) {
        expanded.scenario_id = next_scenario(book);
        add_rows(query.book, expand_tables(expanded, run, book.crs()), labels);
    }
    tell(expanded, query, labels, common, out);
    if (!common.quiet)
        for (const std::string& note : expanded.notes) talk << "注意：" << note << "\n";
    if (expanded.found && expanded.found->stopped) return exit_code(Kind::stopped);
    return expanded.found && expanded.alternatives.size() < 3 ? exit_code(Kind::infeasible) : 0;
}

}  // namespace mutu
