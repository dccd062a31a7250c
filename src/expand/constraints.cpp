// The added land against every constraint layer, on the vectors themselves.
#include "parts.hpp"

#include "mutu/text.hpp"
#include "mutu/topology.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace mutu {
namespace {

struct Layer {
    std::vector<std::uint32_t> rows;  // of ground.constraints
    bool near = false;
};

Layer layer_of(const ExpandGround& ground, const Rulebook& book, const std::string& kind, const Box& place) {
    Layer layer;
    const auto reach = book.ratio("expand_layer_reach");
    for (std::uint32_t row = 0; row < ground.constraints.rows(); ++row) {
        if (ground.constraint_kinds[row] != kind || ground.constraints.null(row)) continue;
        layer.rows.push_back(row);
        layer.near = layer.near || (reach && distance(ground.constraints.box(row), place) <= reach->value());
    }
    return layer;
}

/// What the shapes share with the land (or leave of it), dissolved; and which of them share any.
GeometryColumn touched(const ExpandGround& ground, const Layer& layer, const GeometryColumn& land,
                       ConstraintOverlap& overlap) {
    const GeometryColumn features = rows_of(ground.constraints, layer.rows);
    const std::vector<Fragment> pairs = overlay(land, features);
    overlap.features = features.rows(), overlap.pairs = pairs.size();
    std::set<std::string> names;
    for (const Fragment& pair : pairs) names.insert(ground.constraint_names[layer.rows[pair.right]]);
    names.erase("");
    overlap.names.assign(names.begin(), names.end());
    if (overlap.inside) return difference(land, features);
    GeometryColumn both = land;
    std::vector<Fragment> shifted;
    for (const Fragment& pair : pairs) {
        both.add_row(features, pair.right);
        shifted.push_back({0, static_cast<std::uint32_t>(both.rows() - 1), pair.area});
    }
    return united_or_null(shared_land(both, shifted));
}

void add_parts(const ExpandGround& ground, const GeometryColumn& shape, const std::vector<std::uint32_t>& features,
               ConstraintOverlap& overlap, TestedChange& out) {
    const GeometryColumn pieces = exploded(shape, 0);
    const std::vector<Area> areas = measured(ground, pieces);
    for (std::size_t piece = 0; piece < pieces.rows(); ++piece) {
        if (areas[piece] == Area{}) continue;  // below the quantum of area: rounding of corners, not land
        GeometryColumn one;
        one.add_row(pieces, piece);
        std::set<std::string> names;
        if (!overlap.inside)
            for (const Fragment& pair : overlay(one, rows_of(ground.constraints, features)))
                names.insert(ground.constraint_names[features[pair.right]]);
        names.erase("");
        overlap.area += areas[piece];
        overlap.parts.push_back(static_cast<std::uint32_t>(out.parts.size()));
        out.parts.push_back({overlap.kind, join(std::vector<std::string>(names.begin(), names.end()), "、"),
                             areas[piece], inner_point(pieces, piece)});
        out.part_shapes.add_row(pieces, piece);
    }
}

ExpandCheck shape_of(const ConstraintRule& rule) {
    ExpandCheck check;
    check.rule = "constraint_" + rule.kind, check.title = rule.kind, check.clause = rule.clause;
    check.strength = rule.strength, check.evidence = rule.evidence;
    return check;
}

}  // namespace

ExpandCheck judge_constraint(const ConstraintRule& rule, const ConstraintFacts& facts, const Rulebook& book) {
    ExpandCheck check = shape_of(rule);
    const std::string what = rule.inside ? "在范围以外" : "压占";
    const std::string rounded = fixed(facts.area.square_metres(), 2);
    const std::string size = (rounded == "0.00" ? to_text(facts.area) : rounded) + " m²";
    if (!facts.given && facts.declared_absent) {
        check.verdict = Truth::yes, check.noted = true, check.because = "用户声明本地没有此类要素，未作叠加";
        return check;
    }
    if (!facts.given) {
        check.because = "成果库没有这个图层，不能认为不压占";
        return check;
    }
    if (facts.area > Area{}) {
        const auto sliver = book.ratio("expand_sliver_area");
        const bool small = sliver && compare(facts.area, Ratio::whole(1), Area::quanta(300), *sliver) <= 0;
        check.verdict = small ? Truth::yes : Truth::no, check.noted = small;
        check.because = what + " " + size + (small ? "，不超过容许的细碎重叠，按制图误差计" : "");
        if (!sliver) check.verdict = Truth::undetermined, check.because += "；参数 expand_sliver_area 未录入";
        return check;
    }
    if (!facts.near && !rule.inside) {
        check.because = "图层的要素都离得太远，不能确认图层覆盖此处";
        return check;
    }
    check.verdict = Truth::yes;
    check.because = rule.inside ? "全部在范围以内" : "压占为 0";
    return check;
}

namespace {

/// Entries "UNIT=CODE/CODE" of the admission lists, by unit.
std::map<std::string, std::string> unit_lists(const Rulebook& book) {
    std::map<std::string, std::string> lists;
    if (!book.parameters.contains("env_unit_lists")) return lists;
    for (const std::string& entry : book.words("env_unit_lists"))
        if (const std::size_t mark = entry.find('='); mark != std::string::npos)
            lists[std::string{trimmed(entry.substr(0, mark))}] = trimmed(entry.substr(mark + 1));
    return lists;
}

/// 环境管控单元: every unit that the land lies in must have its list entered, to be held against what is to come.
ExpandCheck judge_units(const ConstraintRule& rule, const ConstraintOverlap& overlap, const Rulebook& book) {
    ExpandCheck check = shape_of(rule);
    check.rule = "env_unit_list", check.title = "env_unit_list", check.strength = Strength::soft;
    if (!overlap.given && overlap.declared_absent) {
        check.verdict = Truth::yes, check.noted = true, check.because = "用户声明本地没有此类要素，未作叠加";
        return check;
    }
    if (!overlap.given || overlap.names.empty()) {
        check.because = overlap.given ? "调入的土地不在任何有名称的单元内" : "成果库没有这个图层";
        return check;
    }
    const auto lists = unit_lists(book);
    std::vector<std::string> known, open;
    for (const std::string& unit : overlap.names) {
        const auto list = lists.find(unit);
        if (list == lists.end())
            open.push_back(unit);
        else
            known.push_back(unit + "（" + (list->second.empty() ? "清单未列行业" : list->second) + "）");
    }
    if (!known.empty()) check.because = "所在单元及清单所列行业：" + join(known, "、");
    if (!open.empty())
        check.because +=
            (known.empty() ? "" : "；") + std::string{"准入清单未录入（参数 env_unit_lists）："} + join(open, "、");
    else
        check.verdict = Truth::yes, check.noted = true, check.because += "；拟引进的产业须逐项对照";
    return check;
}

}  // namespace

void test_constraints(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, TestedChange& out) {
    const auto absent = book.words("expand_declared_absent");
    if (out.added_shape.null(0)) return;
    for (const ConstraintRule& rule : rules.constraints) {
        ConstraintOverlap overlap;
        overlap.kind = rule.kind, overlap.strength = rule.strength, overlap.inside = rule.inside;
        const Layer layer = layer_of(ground, book, rule.kind, out.added_shape.box(0));
        overlap.given = !layer.rows.empty();
        overlap.declared_absent = std::find(absent.begin(), absent.end(), rule.kind) != absent.end();
        if (overlap.given)
            add_parts(ground, touched(ground, layer, out.added_shape, overlap), layer.rows, overlap, out);
        if (rule.strength != Strength::information)
            out.checks.push_back(
                judge_constraint(rule, {overlap.given, overlap.declared_absent, layer.near, overlap.area}, book));
        if (rule.kind == "env_control_unit") out.checks.push_back(judge_units(rule, overlap, book));
        out.overlaps.push_back(std::move(overlap));
    }
}

}  // namespace mutu
