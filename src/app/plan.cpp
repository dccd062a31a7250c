// mutu plan: candidates out of the book, the choice, the scenario into the book.
#include "planned.hpp"
#include "proven_facts.hpp"

#include "mutu/app.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <charconv>
#include <ostream>

namespace mutu {
namespace {

/// 土地级别 by parcel, where the parcels have it.
std::map<std::string, std::string, std::less<>> land_grades(const Book& book) {
    std::map<std::string, std::string, std::less<>> grades;
    if (book.query("SELECT 1 FROM pragma_table_info('parcel') WHERE name = 'land_grade'").rows.empty()) return grades;
    for (const auto& row :
         book.query("SELECT parcel_id, land_grade FROM parcel WHERE land_grade IS NOT NULL ORDER BY fid").rows)
        grades.emplace(row[0].value_or(""), row[1].value_or(""));
    return grades;
}

std::vector<Candidate> candidates_of(const Book& book, const std::string& path, const Judge& judge,
                                     std::vector<ParcelInputs>& all) {
    const std::int64_t parcels = book.parcels();
    const auto grades = land_grades(book);
    std::vector<std::vector<ParcelInputs>> inputs(stretches_of(parcels));
    std::vector<std::vector<Candidate>> found(inputs.size());
    each_stretch(path, parcels, [&](std::size_t stretch) -> ParcelBody {
        return [&judge, &grades, &own = inputs[stretch], &some = found[stretch],
                facts = Facts{}](std::string_view parcel_id, const ParcelInputs& one) mutable {
            own.push_back(one);
            const auto grade = grades.find(parcel_id);
            auto options = options_of(judge, one, grade == grades.end() ? std::string_view{} : grade->second);
            if (options.empty()) return;
            some.push_back({.row = static_cast<std::uint32_t>(own.size() - 1),
                            .parcel_id = std::string{parcel_id},
                            .land_class = std::string{states_of(judge, one, facts).land_class},
                            .inputs = one,
                            .options = std::move(options)});
        };
    });
    std::vector<Candidate> candidates;
    for (std::size_t stretch = 0; stretch < inputs.size(); ++stretch) {
        for (Candidate& one : found[stretch]) {
            one.row += static_cast<std::uint32_t>(all.size());
            candidates.push_back(std::move(one));
        }
        all.insert(all.end(), inputs[stretch].begin(), inputs[stretch].end());
    }
    return candidates;
}

/// Shapes on a plane in metres.
GeometryColumn in_metres(const GeometryColumn& shapes, const Crs& crs) {
    if (!crs.known() || !crs.geographic()) return shapes;
    Box all;
    for (std::size_t row = 0; row < shapes.rows(); ++row)
        if (!shapes.null(row)) all.grow(shapes.box(row));
    return all.empty() ? shapes : transformed(shapes, crs, plane_at((all.min_x + all.max_x) / 2));
}

std::vector<Neighbours> pairs_of(const std::vector<Candidate>& candidates, const GeometryColumn& plane,
                                 const Rulebook& rules) {
    const auto width = rules.ratio("plan_road_width"), facing = rules.ratio("plan_facing_length");
    if (!width || !facing) throw Error{Kind::usage, "连片要用参数 plan_road_width 与 plan_facing_length，二者不能为空"};
    std::vector<std::uint32_t> rows;
    rows.reserve(candidates.size());
    for (const Candidate& one : candidates) rows.push_back(one.row);
    std::vector<Neighbours> pairs = neighbours(plane, rows, width->value(), facing->value());
    const auto index = [&](std::uint32_t row) {
        return static_cast<std::uint32_t>(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin());
    };
    for (Neighbours& pair : pairs) pair.left = index(pair.left), pair.right = index(pair.right);
    return pairs;
}

void refuse_unknown(const Book& book, const std::string& path, const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
        if (!id.empty() && !book.parcel_row(id))
            throw Error{Kind::usage, path + " 中没有宗地 " + id + "；mutu list " + path + " parcels 可列出全部宗地"};
}

std::pair<std::string, int> limit_of(const std::string& text, const Rulebook& rules) {
    const auto mark = text.find('=');
    const std::string action = text.substr(0, mark);
    std::vector<std::string> known;
    known.reserve(rules.options.size());
    for (const OptionSpec& spec : rules.options) known.push_back(spec.action);
    if (std::find(known.begin(), known.end(), action) == known.end())
        throw Error{Kind::usage, "--limit “" + text + "”：没有再开发措施 " + action + "；可用：" + join(known, "、")};
    int count = -1;
    const char* end = text.data() + text.size();
    if (mark == std::string::npos || std::from_chars(text.data() + mark + 1, end, count).ptr != end || count < 0)
        throw Error{Kind::usage, "--limit “" + text + "”：要写成 措施=宗数，如 " + action + "=3"};
    return {action, count};
}

PlanRequest request_of(const PlanQuery& query, const Rulebook& rules) {
    PlanRequest request;
    if (!query.budget_wan) throw Error{Kind::usage, "plan 要 --budget 万元，或 --again 方案"};
    if (!(*query.budget_wan >= 0 && *query.budget_wan <= 1e9))
        throw Error{Kind::usage, "--budget 须在 0 到 1000000000 万元之间，得到 " + shortest(*query.budget_wan)};
    request.budget = Money::wan(*query.budget_wan), request.years = query.years;
    if (!(query.min_block_mu >= 0 && query.min_block_mu <= 1e6))
        throw Error{Kind::usage, "--min-block-mu 须在 0 到 1000000 亩之间，得到 " + shortest(query.min_block_mu)};
    request.min_block = Area::mu(query.min_block_mu);
    request.goal = query.objective == "output" ? Goal::output : query.objective == "land" ? Goal::land : Goal::tax;
    request.force.insert(query.force.begin(), query.force.end());
    request.forbid.insert(query.forbid.begin(), query.forbid.end());
    for (const std::string& text : query.limits) request.limits.insert(limit_of(text, rules));
    if (!(query.gap >= 0 && query.gap <= 1)) throw Error{Kind::usage, "--gap 须在 0 到 1 之间"};
    if (query.seconds && !(*query.seconds > 0 && *query.seconds <= 1e6))
        throw Error{Kind::usage, "--seconds 须在 0 到 1000000 秒之间，得到 " + shortest(*query.seconds)};
    request.gap = query.gap, request.seconds = query.seconds;
    if (const auto most = rules.ratio("plan_block_parcels"))
        request.block_parcels = static_cast<std::size_t>(std::max(1.0, most->value()));
    return request;
}

std::string next_scenario(const Book& book) {
    if (!book.has("plan_scenario")) return "P1";
    const auto rows = book.query("SELECT count(*) FROM plan_scenario").rows;
    return "P" + std::to_string(std::stoll(rows[0][0].value_or("0")) + 1);
}

/// What it costs to have the parcel in, or to do without it.
void tell_why(const Planned& planned, const std::string& id, std::ostream& out) {
    const auto found = std::find_if(planned.candidates.begin(), planned.candidates.end(),
                                    [&](const Candidate& one) { return one.parcel_id == id; });
    if (found == planned.candidates.end()) {
        out << id << "：没有可用的再开发措施。\n";
        return;
    }
    const auto index = static_cast<std::uint32_t>(found - planned.candidates.begin());
    const auto& chosen = planned.plan.chosen;
    const bool in = std::any_of(chosen.begin(), chosen.end(), [&](const Chosen& c) { return c.candidate == index; });
    const auto other = objective_with(planned.candidates, planned.pairs, planned.request, id, !in);
    const bool land = planned.request.goal == Goal::land;
    const double unit = land ? 200'000.0 : 1e6;
    const std::string what = land ? " 亩" : " 万元/年";
    out << id << (in ? "：已选入。" : "：未选。");
    for (const Refused& one : planned.plan.refused)
        if (one.candidate == index) out << one.because << "。";
    if (!other)
        out << (in ? "不选它没有可行方案。\n" : "强制选入没有可行方案。\n");
    else
        out << (in ? "不选它，" : "强制选入，") << "目标由 "
            << fixed(static_cast<double>(planned.plan.objective) / unit, 2) << " 变为 "
            << fixed(static_cast<double>(*other) / unit, 2) << what << "，差 "
            << fixed(static_cast<double>(planned.plan.objective - *other) / unit, 2) << what
            << (planned.request.gap > 0
                    ? "（求解允许差距 " + fixed(planned.request.gap * 100, 2) + " %，要确数请加 --gap 0）。\n"
                    : "。\n");
}

}  // namespace

int plan(const PlanQuery& typed, const Common& common, std::ostream& out) {
    set_thread_count(common.threads);
    const Book book{typed.book};
    const PlanQuery query = typed.again.empty() ? typed : asked_again(book, typed);
    const Labels labels = labels_of(common);
    const BookRun run = run_of(book, query.book);
    const Rulebook rules = changed_rules(run.rules, query.set);
    if (rules.options.empty())
        throw Error{Kind::input, query.book + ": 成果库所用的政策包没有再开发措施（[[option]]），可能是旧版本生成的；"
                                              "请用 mutu run 重新分析"};
    refuse_unknown(book, query.book, query.force);
    refuse_unknown(book, query.book, query.forbid);
    refuse_unknown(book, query.book, {query.why});
    const Judge judge{rules, labels, run.as_of};
    Planned planned;
    planned.request = request_of(query, rules);
    std::vector<ParcelInputs> inputs;
    planned.candidates = candidates_of(book, query.book, judge, inputs);
    const GeometryColumn shapes = book.shapes("parcel_result");
    if (planned.request.min_block > Area{})
        planned.pairs = pairs_of(planned.candidates, in_metres(shapes, book.crs()), rules);
    value_options(rules, planned.candidates);
    planned.plan = redevelop(planned.candidates, planned.pairs, planned.request);
    planned.years = outcome_by_year(judge, inputs, planned.candidates, planned.plan);
    planned.parks = outcome_of(judge, std::move(inputs), planned.candidates, planned.plan);
    const BookParks parks = parks_of(book);
    std::map<std::uint32_t, ParkFacts> facts;
    for (const PlanParkYear& one : planned.years)
        if (!facts.contains(one.park)) facts.emplace(one.park, proven_facts(book, parks.ids[one.park]));
    tell_years_of_supply(judge, facts, planned.candidates, planned.plan, planned.years);
    find_swaps(book, judge, planned);
    const PlanStatus status = planned.plan.status;
    if (status != PlanStatus::infeasible && !common.dry_run) {
        planned.scenario_id = next_scenario(book);
        add_rows(query.book, plan_tables(planned, run, rules, query.set, parks, shapes), labels);
    }
    if (format_or_table(common) == Format::json)
        out << to_json(plan_value(planned, parks)) << "\n";
    else
        write_plan(planned, labels, parks, common, out);
    if (!query.why.empty() && status != PlanStatus::infeasible && format_or_table(common) != Format::json)
        tell_why(planned, query.why, out);
    if (status == PlanStatus::infeasible) return exit_code(Kind::infeasible);
    return status == PlanStatus::stopped ? exit_code(Kind::stopped) : 0;
}

}  // namespace mutu
