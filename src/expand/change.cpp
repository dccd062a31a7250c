// One change of the boundary from end to end.
#include "parts.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

Area sum_of(const ExpandGround& ground, const GeometryColumn& shape) {
    Area sum;
    for (const Area area : measured(ground, shape)) sum += area;
    return sum;
}

GeometryColumn one_or_null(const GeometryColumn& column) {
    GeometryColumn one = column;
    if (one.rows() == 0) one.add_null();
    return one;
}

/// What is really added and removed, and the park afterwards.
void settle_shapes(const ExpandGround& ground, const BoundaryChange& change, TestedChange& out) {
    const GeometryColumn added = one_or_null(change.added), removed = one_or_null(change.removed);
    out.added_shape = difference(added, ground.park);
    const GeometryColumn off = difference(removed, ground.park);
    out.removed_shape = difference(removed, off);
    out.added = sum_of(ground, out.added_shape), out.removed = sum_of(ground, out.removed_shape);
    out.within_park = sum_of(ground, added) - out.added;
    out.off_park = sum_of(ground, off);
    out.before = sum_of(ground, ground.park);
    GeometryColumn whole = difference(ground.park, out.removed_shape);
    whole.add_row(out.added_shape, 0);
    out.boundary = united_or_null(whole);
    // Not measured anew: a corner that is set on a long edge moves it by the bend of the projection, a square metre or
    // two in a park of 3 km², and the account would not add up.
    out.after = out.before + out.added - out.removed;
}

void test_overlap_of_parks(const ExpandGround& ground, TestedChange& out) {
    if (ground.other_parks.rows() == 0 || out.added_shape.null(0)) return;
    const auto covered = covered_area(out.added_shape, ground.other_parks);
    ExpandCheck check;
    check.rule = "other_park", check.title = "other_park", check.strength = Strength::hard;
    check.clause = "同一块地不能属于两个园区（产品默认）";
    check.verdict = truth_of(covered.area[0] < 1.0 / 300);
    check.because = check.verdict == Truth::yes ? "不与其他园区重叠"
                                                : "与其他园区重叠约 " + fixed(covered.area[0], 2) + " m²（图上面积）";
    out.checks.push_back(std::move(check));
}

}  // namespace

std::string kind_of_change(Area added, Area removed, const Rulebook& book) {
    if (removed == Area{}) return "expand";
    const Area net = added < removed ? removed - added : added - removed;
    const auto tolerance = book.ratio("expand_adjust_tolerance");
    if (added > Area{} && (net == Area{} || (tolerance && compare(net, Ratio::whole(1), removed, *tolerance) <= 0)))
        return "adjust";
    return added < removed ? "shrink" : "expand";
}

SwapAccount swap_account(Area before, const std::vector<Area>& in, const std::vector<Area>& out, const Rulebook& book) {
    SwapAccount account{.kind = {}, .blocks_in = in.size(), .blocks_out = out.size(), .before = before};
    for (const Area area : in) account.in += area;
    for (const Area area : out) account.out += area;
    if (account.out > before + account.in)
        throw Error{Kind::refused, "调出合计 " + fixed(account.out.hectares(), 4) + " 公顷，多于调整前的 " +
                                       fixed(before.hectares(), 4) + " 公顷；请核对各块面积"};
    account.after = before + account.in - account.out;
    account.kind = kind_of_change(account.in, account.out, book);
    account.times = Rational::fraction(account.after.quanta(), before.quanta());
    return account;
}

TestedChange test_change(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                         const BoundaryChange& change) {
    TestedChange out;
    settle_shapes(ground, change, out);
    if (out.added == Area{} && out.removed == Area{})
        throw Error{Kind::refused, out.within_park > Area{}
                                       ? "候选范围全部在园区之内，没有增加一分地"
                                       : "没有增加也没有调出任何土地：图形没有面积，或调出的不在园区之内"};
    out.kind = kind_of_change(out.added, out.removed, book);
    test_constraints(ground, book, rules, out);
    test_overlap_of_parks(ground, out);
    test_blocks(ground, book, out);
    test_slopes(ground, book, out);
    test_land(ground, book, rules, out);
    test_released(ground, book, out);
    test_park(ground, book, rules, out);
    out.verdict = Truth::yes;
    for (const ExpandCheck& check : out.checks)
        if (check.strength == Strength::hard) out.verdict = both(out.verdict, check.verdict);
    return out;
}

TestedChange test_merge(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                        const GeometryColumn& joining, const std::vector<ParkFacts>& facts) {
    TestedChange out;
    settle_shapes(ground, {united_or_null(joining), {}}, out);
    out.kind = "merge";
    test_blocks(ground, book, out);
    std::vector<ParkFacts> members{ground.facts};
    members.insert(members.end(), facts.begin(), facts.end());
    for (ParkFacts& one : members) complete(one);
    test_facts(ground, book, rules, merged_facts(members), true, out);
    out.verdict = Truth::yes;
    for (const ExpandCheck& check : out.checks)
        if (check.strength == Strength::hard) out.verdict = both(out.verdict, check.verdict);
    return out;
}

}  // namespace mutu
