// One run on many machines: the cut of a project into pieces that do not touch, what a machine measured of its piece,
// and the survey that answers the whole run from it. No file, no clock.
#pragma once

#include "mutu/analyze.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// Rows by role, ascending.
using RowsByRole = std::array<std::vector<std::size_t>, role_count>;

/// What one machine is given. Parks, parcels, approvals, supplies, buildings, turnover land and assessed plots lie in
/// one piece only; land use, plans and constraints in every piece whose land they may touch.
struct ShardPiece {
    RowsByRole rows;
    std::size_t points = 0;  // of the shapes that lie in no other piece: its weight
};

/// The role lies in one piece only.
bool is_cut(Role role);
/// `count` pieces of like weight, some of them empty where there are fewer neighbourhoods. Shapes that come closer to
/// each other than some 30 m, and the blocks of one park, stay together; supply rows without a shape go where the
/// parcels they name are. Same cut for the same holdings. Cost: linear in the land that the shapes' bounds cover.
std::vector<ShardPiece> cut(const Holdings& holdings, const std::vector<std::vector<Box>>& boxes, std::size_t count);

/// What was measured for one question. Rows are counted along the drawn rows of its sides.
struct Answer {
    enum class Kind : std::uint8_t { shared, covered, rest, faults };
    Kind kind = Kind::shared;
    std::string question;
    std::uint64_t left = 0, right = 0;  // what the sides looked like, see `print_of`; of faults: `right` is the limits
    OverlayCounts counts;
    std::vector<Fragment> fragments;  // of faults: its overlaps
    std::vector<double> amounts;      // of covered: by row of the left side
    std::vector<Gap> gaps;
    GeometryColumn shapes;  // of rest: by row of the left side; of faults: by gap
};

/// 64 bits over the points of the drawn rows among `rows`, in their order. Tells different sides apart; is no seal.
std::uint64_t print_of(const Side& side, const std::vector<std::size_t>& rows);

/// The same over the limits within which faults were looked for.
std::uint64_t print_of(const TopologyLimits& limits, bool with_gaps);

/// Bytes of answers, the same on every machine we build for; and back. Error{Kind::input} naming `where` for bytes that
/// no program of ours wrote.
std::string packed(const std::vector<Answer>& answers);
std::vector<Answer> unpacked(std::string_view bytes, const std::string& where);

/// Measures, and keeps what it measured. Faults of land use, plans and constraints are left to the whole run: no piece
/// has all of them.
class Recorder : public Survey {
public:
    std::vector<Fragment> shared(std::string_view question, const Side& left, const Side& right,
                                 OverlayCounts* counts) override;
    Covered covered(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts) override;
    GeometryColumn rest(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts) override;
    CoverageFaults faults(std::string_view question, const Side& rows, const TopologyLimits& limits,
                          bool with_gaps) override;
    /// By question.
    std::vector<Answer> answers() const;

private:
    void keep(Answer answer);
    /// Measures, keeps of it what `take` puts into the answer, and gives it on.
    template <class Measure, class Take>
    auto measured(Answer::Kind kind, std::string_view question, const Side& left, const Side& right,
                  OverlayCounts* counts, const Measure& measure, const Take& take);
    std::mutex guard_;
    std::map<std::string, Answer, std::less<>> kept_;
};

/// What one machine brought home.
struct Measured {
    RowsByRole rows;  // of its piece
    std::vector<Answer> answers;
};

/// Answers from what was measured in pieces, and measures the rest: rows of no piece, and pieces whose sides did not
/// look as they do here (a parcel that was taken for supplied there and is not). What it gives is what measuring would
/// have given, for any cut.
class Compiled : public Survey {
public:
    /// `sizes`: rows by role of the whole. Error{Kind::refused} naming role and row that lie in two pieces.
    Compiled(std::vector<Measured> pieces, const std::array<std::size_t, role_count>& sizes);
    ~Compiled() override;
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;
    Compiled(Compiled&&) = delete;
    Compiled& operator=(Compiled&&) = delete;

    std::vector<Fragment> shared(std::string_view question, const Side& left, const Side& right,
                                 OverlayCounts* counts) override;
    Covered covered(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts) override;
    GeometryColumn rest(std::string_view question, const Side& left, const Side& right, OverlayCounts* counts) override;
    CoverageFaults faults(std::string_view question, const Side& rows, const TopologyLimits& limits,
                          bool with_gaps) override;

    /// Rows that were answered for, and those that had to be measured, over all questions so far; by question in the
    /// latter case.
    struct Tally {
        std::size_t answered = 0;
        std::map<std::string, std::size_t> measured;
    };
    Tally tally() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mutu
