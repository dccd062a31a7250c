// The sections of a pack that speak of expansions, read out of its own text.
#include "parts.hpp"

#include "mutu/table.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

Strength strength_at(const Value& entry) {
    const std::string said = needed_text(entry, "strength");
    for (const Strength one : {Strength::hard, Strength::soft, Strength::information})
        if (said == word(one)) return one;
    entry.find("strength")->fail("strength 须为 hard、soft 或 information，得到 “" + said + "”");
}

/// Takes the place of its namesake, else comes last.
template <class Entry>
void put(std::vector<Entry>& entries, std::string Entry::* id, Entry entry) {
    const auto same =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& one) { return one.*id == entry.*id; });
    if (same != entries.end())
        *same = std::move(entry);
    else
        entries.push_back(std::move(entry));
}

void read_constraint(const Value& entry, ExpandRules& rules) {
    only(entry, {"kind", "strength", "inside", "clause", "evidence"});
    const Value* inside = entry.find("inside");
    ConstraintRule rule{.kind = needed_text(entry, "kind"),
                        .clause = needed_text(entry, "clause"),
                        .strength = strength_at(entry),
                        .inside = inside && inside->boolean("inside"),
                        .evidence = evidence_at(entry)};
    const auto& codes = find_field(Role::constraint, "kind")->codes;
    if (std::find(codes.begin(), codes.end(), rule.kind) == codes.end())
        entry.find("kind")->fail("没有管控要素类别 “" + rule.kind + "”");
    put(rules.constraints, &ConstraintRule::kind, std::move(rule));
}

/// A share from 0 to 1, as text.
std::optional<double> fit_at(const Value& said) {
    const auto fit = Rational::parse(said.text("fit"));
    if (!fit || *fit < Rational::whole(0) || *fit > Rational::whole(1)) said.fail("fit 须在 0 到 1 之间");
    return fit->value();
}

void read_class(const Value& entry, ExpandRules& rules) {
    only(entry, {"id", "title", "cultivated", "fit", "codes"});
    const Value *cultivated = entry.find("cultivated"), *codes = entry.find("codes"), *fit = entry.find("fit");
    if (!codes) entry.fail("地类缺少 codes");
    LandClassRule rule{.id = needed_text(entry, "id"),
                       .title = needed_text(entry, "title"),
                       .codes = {},
                       .cultivated = cultivated && cultivated->boolean("cultivated"),
                       .fit = fit ? fit_at(*fit) : std::nullopt};
    for (const Value& code : codes->list("codes")) {
        rule.codes.push_back(code.text("codes"));
        if (rule.codes.back().find(':') == std::string::npos) code.fail("代码须写作 系统:代码，如 SD:01");
    }
    put(rules.classes, &LandClassRule::id, std::move(rule));
}

void read_clock(const Value& entry, const Rulebook& book, ExpandRules& rules) {
    only(entry, {"id", "title", "field", "years", "clause", "evidence"});
    ClockRule rule{.id = needed_text(entry, "id"),
                   .title = needed_text(entry, "title"),
                   .field = needed_text(entry, "field"),
                   .years = named_parameter(entry, "years", book),
                   .clause = needed_text(entry, "clause"),
                   .evidence = evidence_at(entry)};
    const Field* field = find_field(Role::park, rule.field);
    if (!field || field->type != FieldType::date) entry.find("field")->fail("园区没有日期字段 “" + rule.field + "”");
    put(rules.clocks, &ClockRule::id, std::move(rule));
}

}  // namespace

std::string_view word(Strength strength) {
    switch (strength) {
    case Strength::hard: return "hard";
    case Strength::soft: return "soft";
    case Strength::information: return "information";
    }
    return "information";
}

namespace {

/// What tests and searches read of a pack. A book keeps the pack of its run, which may be of a version before some of
/// them.
constexpr std::array needed{
    "expand_sliver_area",  "expand_declared_absent",  "expand_layer_reach",  "expand_farthest",
    "expand_slope_medium", "expand_slope_limited",    "expand_slope_steep",  "expand_adjacent_width",
    "expand_demand_years", "expand_demand_slow",      "expand_demand_fast",  "expand_demand_target",
    "expand_clearance",    "expand_search_reach",     "expand_search_cells", "expand_min_block",
    "expand_clock_years",  "expand_adjust_tolerance", "admit_investment",    "expand_industrial_share",
    "expand_road_codes",   "expand_road_reach",       "expand_plan_codes",   "expand_weight_land",
    "expand_weight_slope", "expand_weight_distance",  "expand_weight_road",  "expand_weight_plan"};

void refuse_older(const Rulebook& book) {
    for (const char* parameter : needed)
        if (!book.parameters.contains(parameter))
            throw Error{Kind::input, "政策包 “" + book.id + "” 没有调区扩区要用的参数 " + parameter +
                                         "，成果库可能是旧版本生成的；请用 mutu run 重新分析"};
}

}  // namespace

ExpandRules expand_rules(const Rulebook& book) {
    ExpandRules rules;
    each_entry(book, "expand_constraint", [&](const Value& entry) { read_constraint(entry, rules); });
    each_entry(book, "expand_land", [&](const Value& entry) { read_class(entry, rules); });
    each_entry(book, "expand_cost", [&](const Value& entry) {
        only(entry, {"title", "land", "parameter"});
        CostRule rule{needed_text(entry, "title"), text_of(entry, "land"), named_parameter(entry, "parameter", book)};
        put(rules.costs, &CostRule::title, std::move(rule));
    });
    each_entry(book, "expand_clock", [&](const Value& entry) { read_clock(entry, book, rules); });
    each_entry(book, "expand_step", [&](const Value& entry) {
        only(entry, {"title", "document", "clause"});
        ProcedureStep step{needed_text(entry, "title"), text_of(entry, "document"), needed_text(entry, "clause")};
        put(rules.steps, &ProcedureStep::title, std::move(step));
    });
    if (!rules.constraints.empty()) refuse_older(book);
    return rules;
}

const LandClassRule* land_class(const ExpandRules& rules, const std::string& system, const std::string& code) {
    const LandClassRule* best = nullptr;
    std::size_t length = 0;
    const std::string whole = system + ":" + code;
    for (const LandClassRule& rule : rules.classes)
        for (const std::string& begin : rule.codes)
            if (whole.starts_with(begin) && begin.size() > length) best = &rule, length = begin.size();
    return best;
}

}  // namespace mutu
