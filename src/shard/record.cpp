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

Answer begun(Answer::Kind kind, std::string_view question, const Side& left, const Drawn& left_rows, const Side& right,
             const Drawn& right_rows) {
    Answer answer{.kind = kind, .question = std::string{question}};
    answer.left = print_of(left, left_rows.rows), answer.right = print_of(right, right_rows.rows);
    return answer;
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

std::vector<Fragment> Recorder::shared(std::string_view question, const Side& left, const Side& right,
                                       OverlayCounts* counts) {
    if (question.empty()) return Survey::shared(question, left, right, counts);
    const Drawn left_rows = drawn(left), right_rows = drawn(right);
    Answer answer = begun(Answer::Kind::shared, question, left, left_rows, right, right_rows);
    std::vector<Fragment> found = Survey::shared(question, left, right, &answer.counts);
    answer.fragments = found;
    renumber(answer.fragments, left_rows, right_rows);
    if (counts) *counts += answer.counts;
    keep(std::move(answer));
    return found;
}

Covered Recorder::covered(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts) {
    if (question.empty()) return Survey::covered(question, left, right, counts);
    const Drawn left_rows = drawn(left), right_rows = drawn(right);
    Answer answer = begun(Answer::Kind::covered, question, left, left_rows, right, right_rows);
    Covered found = Survey::covered(question, left, right, &answer.counts);
    answer.fragments = found.fragments;
    renumber(answer.fragments, left_rows, right_rows);
    for (const std::size_t row : left_rows.rows) answer.amounts.push_back(found.area[row]);
    if (counts) *counts += answer.counts;
    keep(std::move(answer));
    return found;
}

GeometryColumn Recorder::rest(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts) {
    if (question.empty()) return Survey::rest(question, left, right, counts);
    const Drawn left_rows = drawn(left), right_rows = drawn(right);
    Answer answer = begun(Answer::Kind::rest, question, left, left_rows, right, right_rows);
    GeometryColumn found = Survey::rest(question, left, right, &answer.counts);
    for (const std::size_t row : left_rows.rows) answer.shapes.add_row(found, row);
    if (counts) *counts += answer.counts;
    keep(std::move(answer));
    return found;
}

CoverageFaults Recorder::faults(std::string_view question, const Side& rows, const TopologyLimits& limits,
                                bool with_gaps) {
    if (!is_cut(all_roles()[rows.layer])) {  // lies in several pieces: the whole looks at it itself
        CoverageFaults none;
        none.flat = rows.shapes;
        return none;
    }
    const Drawn all = drawn(rows);
    Answer answer = begun(Answer::Kind::faults, question, rows, all, rows, all);
    CoverageFaults found = Survey::faults(question, rows, limits, with_gaps);
    answer.fragments = found.overlaps;
    renumber(answer.fragments, all, all);
    answer.gaps = found.gaps, answer.shapes = found.gap_shapes;
    for (Gap& gap : answer.gaps) gap.row = all.ordinal[gap.row], gap.other = all.ordinal[gap.other];
    keep(std::move(answer));
    return found;
}

}  // namespace mutu
