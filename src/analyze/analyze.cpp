// The pipeline on one screen: prepare → check → place → tie → cover → firms → judge → unsupplied → enterprises → sum
// up.
#include "steps.hpp"

#include "mutu/parallel.hpp"

namespace mutu {
namespace {

void judge_all(const Known& known, Assessment& out) {
    const std::size_t parcels = known.areas.size();
    const Judge judge{known.context.rules, known.context.labels, known.context.options.as_of};
    std::vector<Judged> judged(parcels);
    parallel_for(parcels, [&](std::size_t parcel) { judged[parcel] = judge_parcel(known, judge, parcel, {}); });
    out.parcels.reserve(parcels), out.facts.reserve(parcels);
    for (Judged& one : judged) {
        out.parcels.push_back(std::move(one.result));
        out.facts.push_back(std::move(one.facts));
        for (auto& finding : one.diagnostics) out.diagnostics.push_back(std::move(finding));
    }
}

/// Where findings of a step that runs beside others belong: where they would stand if it had run at once.
class Place {
public:
    explicit Place(const Diagnostics& before) : at_{static_cast<std::ptrdiff_t>(before.size())} {}
    void take(Diagnostics found, Diagnostics& all) const {
        all.insert(all.begin() + at_, std::move_iterator{found.begin()}, std::move_iterator{found.end()});
    }

private:
    std::ptrdiff_t at_;
};

/// 质检; nothing without a catalogue of rules.
Diagnostics checked(const Context& context, const Ground& ground) {
    const AnalyzeOptions& options = context.options;
    if (options.catalogue == nullptr) return {};
    return find_faults(context.holdings, ground.book, *options.catalogue,
                       {.as_of = options.as_of,
                        .earlier = options.earlier,
                        .survey = &context.survey,
                        .longitude = options.frame ? std::optional{options.frame->longitude} : std::nullopt});
}

ApprovedLand take(Unsupplied found, const Place& place, Assessment& out) {
    out.approvals = std::move(found.approvals);
    out.unsupplied = std::move(found.unsupplied), out.unsupplied_shapes = std::move(found.unsupplied_shapes);
    out.unapproved = std::move(found.unapproved), out.unapproved_shapes = std::move(found.unapproved_shapes);
    out.run.overlays += found.overlays;
    place.take(std::move(found.diagnostics), out.diagnostics);
    return std::move(found.of_park);
}

void tell(const AnalyzeOptions& options, std::string_view step, double share) {
    throw_if_stopped();
    if (options.stop && *options.stop) throw Error{Kind::stopped, "分析已停止，没有写出任何文件"};
    if (options.progress) options.progress(step, share);
}

}  // namespace

Assessment analyze(Holdings& holdings, const Rulebook& rulebook, const Labels& labels, const AnalyzeOptions& options) {
    Assessment out;
    out.diagnostics = holdings.diagnostics;
    Survey here;
    Survey& survey = options.survey ? *options.survey : here;
    const Context context{holdings, rulebook, labels, options, out.diagnostics, out.run.overlays, survey};
    if (holdings[Role::parcel].rows() == 0)
        throw Error{Kind::refused, "没有一宗可用的宗地：parcel 角色的来源没有任何记录"};

    tell(options, "prepare", 0.0);
    const Ground ground = prepare(context);
    out.crs = ground.book;
    tell_repairs(context, ground, out);
    tell(options, "check", 0.15);
    const Place of_checks{out.diagnostics};
    auto checks = beside([&] { return checked(context, ground); });
    tell(options, "place", 0.25);
    std::vector<ParcelAreas> areas;
    const Parks parks = place(context, ground, areas);
    tell(options, "tie", 0.4);
    const Supplies supplies = tie_supplies(context, ground, areas, out.links);
    const Terms terms{context, supplies};
    tell(options, "cover", 0.45);
    const Cover covered = cover(context, ground);
    out.overlaps = overlaps_of_parcels(context, ground, covered);
    const Firms firms = tie_firms(context, ground, areas, terms, out.links);
    const auto tax_of_parks = park_tax(parks, areas, firms);
    tell(options, "judge", 0.6);
    out.rule_texts = rule_texts(rulebook, labels, options.as_of);
    out.packs = rulebook.sources;
    const Known known{context, parks, areas, supplies, terms, covered, firms, tax_of_parks};
    tell_cases(known);
    judge_all(known, out);
    tell(options, "unsupplied", 0.8);
    const Place of_unsupplied{out.diagnostics};
    auto unsupplied = beside([&] { return find_unsupplied(context, ground, parks, covered, out.parcels); });
    const LandShares shares = attribute_land(context, firms, areas, covered, out.parcels);
    assess_enterprises(context, parks, firms, shares, out);
    sum_industries(context, parks, firms, shares, out);
    find_controls(context, ground, terms, covered, firms, out);
    reconcile_areas(context, supplies, out);
    const ApprovedLand approved = take(unsupplied.get(), of_unsupplied, out);
    find_indicators(context, ground, parks, terms, covered, firms, approved, out);
    sum_up(context, parks, covered, approved, out);
    of_checks.take(checks.get(), out.diagnostics);
    tell(options, "done", 1.0);
    return out;
}

}  // namespace mutu
