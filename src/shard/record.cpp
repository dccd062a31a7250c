// Measuring for others: the answer beside what it was measured from.
#include "mutu/shard.hpp"

namespace mutu {
namespace {

struct Drawn {
    std::vector<std::size_t> rows;       // of the column
    std::vector<std::uint32_t> ordinal;  // row of the column → its place among them
};

Drawn drawn(const Side& side) {
    Drawn found;
    found.ordinal.resize(side.shapes.rows());
    for (std::size_t row = 0; row < side.shapes.rows(); ++row) {
        if (side.shapes.null(row)) continue;
        found.ordinal[row] = static_cast<std::uint32_t>(found.rows.size());
        found.rows.push_back(row);
    }
    return found;
}

void renumber(std::vector<Fragment>& fragments, const Drawn& left, const Drawn& right) {
    for (Fragment& one : fragments) one.left = left.ordinal[one.left], one.right = right.ordinal[one.right];
}

}  // namespace

void Recorder::keep(Answer answer) {
    const std::lock_guard lock{guard_};
    kept_.insert_or_assign(answer.question, std::move(answer));
}

std::vector<Answer> Recorder::answers() const {
    std::vector<Answer> all;
    all.reserve(kept_.size());
    for (const auto& [question, answer] : kept_) all.push_back(answer);
    return all;
}

template <class Measure, class Take>
auto Recorder::measured(Answer::Kind kind, std::string_view question, const Side& left, const Side& right,
                        OverlayCounts* counts, const Measure& measure, const Take& take) {
    const Drawn left_rows = drawn(left), right_rows = drawn(right);
    Answer answer{.kind = kind, .question = std::string{question}};
    answer.left = print_of(left, left_rows.rows), answer.right = print_of(right, right_rows.rows);
    auto found = measure(&answer.counts);
    take(found, answer, left_rows);
    renumber(answer.fragments, left_rows, right_rows);
    if (counts) *counts += answer.counts;
    keep(std::move(answer));
    return found;
}

std::vector<Fragment> Recorder::shared(std::string_view question, const Side& left, const Side& right,
                                       OverlayCounts* counts) {
    const auto measure = [&](OverlayCounts* own) { return Survey::shared(question, left, right, own); };
    if (question.empty()) return measure(counts);
    return measured(Answer::Kind::shared, question, left, right, counts, measure,
                    [](const std::vector<Fragment>& found, Answer& answer, const Drawn&) { answer.fragments = found; });
}

Covered Recorder::covered(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts) {
    const auto measure = [&](OverlayCounts* own) { return Survey::covered(question, left, right, own); };
    if (question.empty()) return measure(counts);
    return measured(Answer::Kind::covered, question, left, right, counts, measure,
                    [](const Covered& found, Answer& answer, const Drawn& rows) {
                        answer.fragments = found.fragments;
                        for (const std::size_t row : rows.rows) answer.amounts.push_back(found.area[row]);
                    });
}

GeometryColumn Recorder::rest(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts) {
    const auto measure = [&](OverlayCounts* own) { return Survey::rest(question, left, right, own); };
    if (question.empty()) return measure(counts);
    return measured(Answer::Kind::rest, question, left, right, counts, measure,
                    [](const GeometryColumn& found, Answer& answer, const Drawn& rows) {
                        for (const std::size_t row : rows.rows) answer.shapes.add_row(found, row);
                    });
}

CoverageFaults Recorder::faults(std::string_view question, const Side& rows, const TopologyLimits& limits,
                                bool with_gaps) {
    if (!is_cut(all_roles()[rows.layer])) {  // lies in several pieces: the whole looks at it itself
        CoverageFaults none;
        none.flat = rows.shapes;
        return none;
    }
    return measured(
        Answer::Kind::faults, question, rows, rows, nullptr,
        [&](OverlayCounts*) { return Survey::faults(question, rows, limits, with_gaps); },
        [&](const CoverageFaults& found, Answer& answer, const Drawn& all) {
            answer.right = print_of(limits, with_gaps);
            answer.fragments = found.overlaps, answer.gaps = found.gaps, answer.shapes = found.gap_shapes;
            for (Gap& gap : answer.gaps) gap.row = all.ordinal[gap.row], gap.other = all.ordinal[gap.other];
        });
}

}  // namespace mutu
