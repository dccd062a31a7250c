// Firms of one year as the schemes of a pack see them. Seen by src/analyze only.
#pragma once

#include "steps.hpp"

#include "mutu/score.hpp"

namespace mutu {

/// Who is scored together: one firm, or all firms that share a parcel where the pack merges them.
struct ScoreUnits {
    std::vector<std::vector<std::size_t>> firms;  // indices into Firms::list, each firm once
};
ScoreUnits score_units(const Context& context, const Firms& firms);

/// Reads the columns that the schemes name from the yearly figures, else from the register of firms.
class SubjectReader {
public:
    SubjectReader(const Context& context, const Firms& firms, const LandShares& shares);
    /// Absent when no firm of the unit has figures of that year. Money and quantities of a unit are added up; what one
    /// of them lacks is unknown for all.
    std::optional<ScoreSubject> subject(const std::vector<std::size_t>& unit, int year) const;

private:
    void read(std::size_t firm, const FirmYear& year, ScoreSubject& subject) const;

    const Context& context_;
    const Firms& firms_;
    const LandShares& shares_;
    std::vector<std::string> columns_;
};

}  // namespace mutu
