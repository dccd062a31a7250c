// The whole run's survey: pieces that looked there as they look here are answered for, all else is measured.
#include "mutu/shard.hpp"

#include <algorithm>
#include <optional>

namespace mutu {
namespace {

constexpr std::uint32_t no_piece = static_cast<std::uint32_t>(-1);

using Rows = std::vector<std::size_t>;

/// What the pieces hold: of each row, the piece it lies in, and of land use and the like, the pieces.
class Holders {
public:
    Holders(const std::vector<Measured>& pieces, const std::array<std::size_t, role_count>& sizes);

    std::uint32_t piece_of(RowKey key) const {
        const auto& rows = own_[layer_of(key)];
        return row_of(key) < rows.size() ? rows[row_of(key)] : no_piece;
    }
    bool holds(std::size_t piece, RowKey key) const {
        const std::size_t layer = layer_of(key), row = row_of(key);
        if (is_cut(all_roles()[layer])) return piece_of(key) == piece;
        const auto& rows = ground_[layer];
        return row < rows.size() && std::binary_search(rows[row].begin(), rows[row].end(), piece);
    }

private:
    std::array<std::vector<std::uint32_t>, role_count> own_;
    std::array<std::vector<std::vector<std::uint32_t>>, role_count> ground_;
};

Holders::Holders(const std::vector<Measured>& pieces, const std::array<std::size_t, role_count>& sizes) {
    for (const Role role : all_roles()) {
        const auto layer = static_cast<std::size_t>(role);
        is_cut(role) ? own_[layer].assign(sizes[layer], no_piece) : ground_[layer].resize(sizes[layer]);
        for (std::uint32_t piece = 0; piece < pieces.size(); ++piece)
            for (const std::size_t row : pieces[piece].rows[layer]) {
                if (row >= sizes[layer])
                    throw Error{Kind::refused, "分片 " + std::to_string(piece + 1) + " 有 " + std::string{name(role)} +
                                                   " 第 " + std::to_string(row + 1) + " 行，项目里没有；请重新切分"};
                if (!is_cut(role)) {
                    ground_[layer][row].push_back(piece);
                    continue;
                }
                auto& owner = own_[layer][row];
                // A supply row without a shape may stand in several pieces; it is on no side of any question.
                if (owner != no_piece && role != Role::supply)
                    throw Error{Kind::refused, std::string{name(role)} + " 第 " + std::to_string(row + 1) +
                                                   " 行同时在分片 " + std::to_string(owner + 1) + " 和 " +
                                                   std::to_string(piece + 1) + " 中；请重新切分"};
                owner = piece;
            }
    }
}

/// The drawn rows of a side by piece, in their order; the last list holds those of no piece.
std::vector<Rows> by_piece(const Side& side, const Holders& holders, std::size_t pieces) {
    std::vector<Rows> lists(pieces + 1);
    for (std::size_t row = 0; row < side.shapes.rows(); ++row) {
        if (side.shapes.null(row)) continue;
        const std::uint32_t piece = holders.piece_of(side.key(row));
        lists[piece == no_piece ? pieces : piece].push_back(row);
    }
    return lists;
}

Rows held(const Side& side, const Holders& holders, std::size_t piece) {
    Rows rows;
    for (std::size_t row = 0; row < side.shapes.rows(); ++row)
        if (!side.shapes.null(row) && holders.holds(piece, side.key(row))) rows.push_back(row);
    return rows;
}

GeometryColumn only(const GeometryColumn& column, const Rows& rows) {
    GeometryColumn chosen;
    for (const std::size_t row : rows) chosen.add_row(column, row);
    return chosen;
}

void sort_pairs(std::vector<Fragment>& pairs) {
    std::sort(pairs.begin(), pairs.end(), [](const Fragment& a, const Fragment& b) {
        return std::pair{a.left, a.right} < std::pair{b.left, b.right};
    });
}

}  // namespace

struct Compiled::Impl {
    /// An answer that holds here, and the rows here that its numbers mean.
    struct Taken {
        const Answer* answer;
        Rows left, right;
    };
    struct Found {
        std::vector<Taken> taken;
        Rows open;  // of the left side: to be measured, ascending
    };

    Impl(std::vector<Measured> given, const std::array<std::size_t, role_count>& sizes)
        : pieces{std::move(given)}, holders{pieces, sizes} {}

    /// `limits`: of faults, which are asked within them and of one side alone.
    Found find(std::string_view question, Answer::Kind kind, const Side& left, const Side& right,
               std::optional<std::uint64_t> limits = {});
    const Answer* answer_of(std::size_t piece, std::string_view question, Answer::Kind kind) const;
    /// No fragment, amount or gap of it means a row that is not there.
    static bool fits(const Answer& answer, std::size_t left, std::size_t right);

    std::vector<Measured> pieces;
    Holders holders;
    std::mutex guard;
    Tally tally;
};

const Answer* Compiled::Impl::answer_of(std::size_t piece, std::string_view question, Answer::Kind kind) const {
    for (const Answer& one : pieces[piece].answers)
        if (one.question == question && one.kind == kind) return &one;
    return nullptr;
}

bool Compiled::Impl::fits(const Answer& answer, std::size_t left, std::size_t right) {
    const bool pairs = std::all_of(answer.fragments.begin(), answer.fragments.end(),
                                   [&](const Fragment& one) { return one.left < left && one.right < right; });
    const bool gaps = std::all_of(answer.gaps.begin(), answer.gaps.end(),
                                  [&](const Gap& gap) { return gap.row < left && gap.other < left; });
    switch (answer.kind) {
    case Answer::Kind::shared: return pairs;
    case Answer::Kind::covered: return pairs && answer.amounts.size() == left;
    case Answer::Kind::rest: return answer.shapes.rows() == left;
    case Answer::Kind::faults: return pairs && gaps && answer.shapes.rows() == answer.gaps.size();
    }
    return false;
}

Compiled::Impl::Found Compiled::Impl::find(std::string_view question, Answer::Kind kind, const Side& left,
                                           const Side& right, std::optional<std::uint64_t> limits) {
    Found found;
    std::vector<Rows> lists = by_piece(left, holders, pieces.size());
    std::size_t answered = 0;
    for (std::size_t piece = 0; piece <= pieces.size(); ++piece) {
        Rows& rows = lists[piece];
        if (rows.empty()) continue;
        const Answer* answer = piece < pieces.size() ? answer_of(piece, question, kind) : nullptr;
        // A piece is not asked what it shares with a layer of which it has nothing.
        const bool overlaid = kind == Answer::Kind::shared || kind == Answer::Kind::covered;
        if (!answer && overlaid && piece < pieces.size() && held(right, holders, piece).empty()) {
            answered += rows.size();
            continue;
        }
        if (answer && answer->left == print_of(left, rows)) {
            Rows others = held(right, holders, piece);
            const std::uint64_t looked = limits ? *limits : print_of(right, others);
            if (answer->right == looked && fits(*answer, rows.size(), others.size())) {
                answered += rows.size();
                found.taken.push_back({answer, std::move(rows), std::move(others)});
                continue;
            }
        }
        found.open.insert(found.open.end(), rows.begin(), rows.end());
    }
    std::sort(found.open.begin(), found.open.end());
    const std::lock_guard lock{guard};
    tally.answered += answered;
    if (!found.open.empty()) tally.measured[std::string{question}] += found.open.size();
    return found;
}

Compiled::Compiled(std::vector<Measured> pieces, const std::array<std::size_t, role_count>& sizes)
    : impl_{std::make_unique<Impl>(std::move(pieces), sizes)} {}

Compiled::~Compiled() = default;

Compiled::Tally Compiled::tally() const {
    const std::lock_guard lock{impl_->guard};
    return impl_->tally;
}

std::vector<Fragment> Compiled::shared(std::string_view question, const Side& left, const Side& right,
                                       OverlayCounts* counts) {
    if (question.empty()) return Survey::shared(question, left, right, counts);
    const Impl::Found found = impl_->find(question, Answer::Kind::shared, left, right);
    std::vector<Fragment> all;
    for (const auto& [answer, rows, others] : found.taken) {
        for (const Fragment& one : answer->fragments)
            all.push_back(
                {static_cast<std::uint32_t>(rows[one.left]), static_cast<std::uint32_t>(others[one.right]), one.area});
        if (counts) *counts += answer->counts;
    }
    if (!found.open.empty()) {
        const GeometryColumn open = only(left.shapes, found.open);
        for (const Fragment& one : Survey::shared(question, {open}, right, counts))
            all.push_back({static_cast<std::uint32_t>(found.open[one.left]), one.right, one.area});
    }
    sort_pairs(all);
    return all;
}

Covered Compiled::covered(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts) {
    if (question.empty()) return Survey::covered(question, left, right, counts);
    const Impl::Found found = impl_->find(question, Answer::Kind::covered, left, right);
    Covered all;
    all.area.assign(left.shapes.rows(), 0);
    for (const auto& [answer, rows, others] : found.taken) {
        for (const Fragment& one : answer->fragments)
            all.fragments.push_back(
                {static_cast<std::uint32_t>(rows[one.left]), static_cast<std::uint32_t>(others[one.right]), one.area});
        for (std::size_t i = 0; i < rows.size(); ++i) all.area[rows[i]] = answer->amounts[i];
        if (counts) *counts += answer->counts;
    }
    if (!found.open.empty()) {
        const GeometryColumn open = only(left.shapes, found.open);
        const Covered measured = Survey::covered(question, {open}, right, counts);
        for (const Fragment& one : measured.fragments)
            all.fragments.push_back({static_cast<std::uint32_t>(found.open[one.left]), one.right, one.area});
        for (std::size_t i = 0; i < found.open.size(); ++i) all.area[found.open[i]] = measured.area[i];
    }
    sort_pairs(all.fragments);
    return all;
}

GeometryColumn Compiled::rest(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts) {
    if (question.empty()) return Survey::rest(question, left, right, counts);
    const Impl::Found found = impl_->find(question, Answer::Kind::rest, left, right);
    GeometryColumn measured;
    struct From {
        const GeometryColumn* column = nullptr;
        std::size_t row = 0;
    };
    std::vector<From> from(left.shapes.rows());
    for (const auto& [answer, rows, others] : found.taken) {
        for (std::size_t i = 0; i < rows.size(); ++i) from[rows[i]] = {&answer->shapes, i};
        if (counts) *counts += answer->counts;
    }
    if (!found.open.empty()) {
        const GeometryColumn open = only(left.shapes, found.open);
        measured = Survey::rest(question, {open}, right, counts);
        for (std::size_t i = 0; i < found.open.size(); ++i) from[found.open[i]] = {&measured, i};
    }
    GeometryColumn all;
    for (const From& one : from) one.column ? all.add_row(*one.column, one.row) : all.add_null();
    return all;
}

CoverageFaults Compiled::faults(std::string_view question, const Side& rows, const TopologyLimits& limits,
                                bool with_gaps) {
    if (!is_cut(all_roles()[rows.layer])) return Survey::faults(question, rows, limits, with_gaps);
    CoverageFaults all;
    all.flat = snapped(rows.shapes, limits.snap, &all.broken);
    // A layer too wide for the grid is told no gaps; its pieces were.
    if (with_gaps && !grid_holds(all.flat, limits.snap, all.broken))
        return Survey::faults(question, rows, limits, with_gaps);
    const Impl::Found found = impl_->find(question, Answer::Kind::faults, rows, rows, print_of(limits, with_gaps));
    struct Placed {
        Gap gap;
        const GeometryColumn* column;
        std::size_t row;
    };
    std::vector<Placed> gaps;
    const auto place = [&](const std::vector<Gap>& from, const GeometryColumn& shapes, const Rows& here) {
        for (std::size_t i = 0; i < from.size(); ++i) {
            Gap gap = from[i];
            gap.row = here[gap.row], gap.other = here[gap.other];
            gaps.push_back({gap, &shapes, i});
        }
    };
    const auto place_overlaps = [&](const std::vector<Fragment>& from, const Rows& here) {
        for (const Fragment& one : from)
            all.overlaps.push_back(
                {static_cast<std::uint32_t>(here[one.left]), static_cast<std::uint32_t>(here[one.right]), one.area});
    };
    for (const auto& [answer, here, same] : found.taken) {
        place_overlaps(answer->fragments, here);
        place(answer->gaps, answer->shapes, here);
    }
    CoverageFaults measured;
    if (!found.open.empty()) {
        const GeometryColumn open = only(rows.shapes, found.open);
        measured = Survey::faults(question, {open}, limits, with_gaps);
        place_overlaps(measured.overlaps, found.open);
        place(measured.gaps, measured.gap_shapes, found.open);
    }
    sort_pairs(all.overlaps);
    std::stable_sort(gaps.begin(), gaps.end(), [](const Placed& a, const Placed& b) {
        return std::pair{a.gap.row, a.gap.other} < std::pair{b.gap.row, b.gap.other};
    });
    for (const Placed& one : gaps) all.gaps.push_back(one.gap), all.gap_shapes.add_row(*one.column, one.row);
    return all;
}

}  // namespace mutu
