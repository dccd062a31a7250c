// 工业项目建设用地控制指标 as data: indices over the land and buildings of one parcel, limits by industry, and how the
// industry codes of one GB/T 4754 edition translate into another's.
#pragma once

#include "mutu/figure.hpp"
#include "mutu/labels.hpp"
#include "mutu/units.hpp"
#include "mutu/value.hpp"
#include "mutu/verdict.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mutu {

struct Rulebook;

/// What an index is made of. Areas in 1/300 m², `investment` in fen and with the price of the land.
enum class ControlMeasure : std::uint8_t {
    land,
    floor_area,
    far_floor_area,  // storeys over the limit height counted twice
    occupied,        // buildings, structures and yards
    office_land,
    office_floor,
    green,
    investment
};
inline constexpr std::size_t control_measure_count = static_cast<std::size_t>(ControlMeasure::investment) + 1;
std::string_view word(ControlMeasure measure);
std::optional<ControlMeasure> control_measure_named(std::string_view word);

struct ControlRatio {
    ControlMeasure of = ControlMeasure::land, over = ControlMeasure::land;
};

struct ControlIndex {
    std::string id, title, text, clause, where;  // text: the edition of the standard it belongs to
    Evidence evidence = Evidence::product;
    ControlRatio ratio;
    std::optional<ControlRatio> otherwise;  // where the first is unknown
    std::string op;                         // >= or <=
    std::string limit, table;               // a parameter, or a table by industry
    std::string unit;                       // 1, %, 万元/公顷
};

/// Limits by industry; a row without a value is a gap. Codes are prefixes of the edition `nic_version`.
struct IndustryTable {
    struct Row {
        std::optional<Ratio> value;
        std::vector<std::string> codes;
    };
    std::string id, title, nic_version, clause, where;
    Evidence evidence = Evidence::product;
    std::vector<Row> rows;
};

/// Prefixes of one edition and what they are in another; the longest prefix speaks.
struct Concordance {
    std::string from, to, clause, where;
    Evidence evidence = Evidence::product;
    std::vector<std::pair<std::string, std::string>> codes;
};

/// One parcel as the indices see it.
struct ControlFacts {
    std::array<std::optional<std::int64_t>, control_measure_count> amounts;
    std::string industry_code, nic_version;
    const std::optional<std::int64_t>& operator[](ControlMeasure m) const {
        return amounts[static_cast<std::size_t>(m)];
    }
    std::optional<std::int64_t>& operator[](ControlMeasure m) { return amounts[static_cast<std::size_t>(m)]; }
};

struct ControlOutcome {
    std::size_t index = 0;  // into Rulebook::control_indices
    ControlRatio ratio;     // the one that was worked out
    std::optional<std::int64_t> of, over;
    std::optional<Ratio> limit;  // a share, or 万元/公顷
    Truth met = Truth::undetermined;
    std::optional<std::int64_t> short_of;  // how much of the numerator is lacking, or too much; none where met
    std::string because;                   // "missing: …", "zero_denominator: land", "empty: …"
};

/// The indices of the edition that parameter control_text names.
std::vector<ControlOutcome> judge_controls(const Rulebook& book, const ControlFacts& facts);
/// The limit of an industry; absent and `because` where the code is unknown, unlisted or its row a gap.
std::optional<Ratio> industry_limit(const Rulebook& book, const IndustryTable& table, const ControlFacts& facts,
                                    std::string& because);
/// Verdict and shortfall from numerator, denominator and limit; leaves an outcome alone that has a reason.
void settle(const ControlIndex& index, ControlOutcome& outcome);
/// The value in the index's unit, for tables.
std::optional<double> control_value(const ControlIndex& index, const ControlOutcome& outcome);
/// The proof of contract.md §6; `recomputed` of policy.hpp works its verdict out again. `policy`: "cn@2026-01".
Value prove(const ControlIndex& index, const std::string& policy, const ControlOutcome& outcome, const Labels& labels);

struct ControlExample {
    std::string name, where;
    std::vector<std::pair<std::string, std::string>> given, set, expect;
};
struct FailedControlExample {
    std::string name, where, what, expected, got;
};
std::vector<FailedControlExample> check_control_examples(const Rulebook& book);

}  // namespace mutu
