// What the steps of the office share: the desk with its keys and parks, sums by park and period. Seen by src/office
// only.
#pragma once

#include "mutu/office.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mutu::office {

/// Everything a step may look at, and where it writes.
class Desk {
public:
    Desk(const Holdings& holdings, const Assessment& assessment, const Rulebook& rules, const Labels& labels,
         Date as_of, Office& out);

    const Holdings& holdings;
    const Assessment& assessment;
    const Rulebook& rules;
    const Labels& labels;
    Date as_of;
    Office& out;

    const Table& table(Role role) const { return holdings[role]; }
    void find(Role role, std::size_t row, std::string code, Severity severity, std::string message,
              std::string fix) const;

    /// Parcels that an id means, also those whose repeated id was numbered ("P1#2"); none for an id that lost digits.
    std::vector<std::size_t> parcels_called(const std::string& id) const;
    std::vector<std::size_t> parcels_of_firm(const std::string& uscc) const;
    /// The park with this id, else the only one of this name.
    std::optional<std::size_t> park_called(const std::string& id) const;
    std::optional<std::size_t> park_of_parcel(std::size_t parcel) const;
    /// The park and those above it; the whole book last, as `nobody`.
    std::vector<std::size_t> counted_in(std::optional<std::size_t> park) const;
    static constexpr std::size_t nobody = static_cast<std::size_t>(-1);
    std::optional<std::string> park_id(std::size_t park) const;

    /// Absent where the pack lacks the parameter or leaves it empty.
    std::optional<Ratio> figure(const std::string& parameter) const;
    std::string word(const std::string& parameter) const;
    const Parameter* parameter(const std::string& id) const;
    std::string policy() const { return rules.id + "@" + rules.version; }

    /// Whether the event of a date column has happened by as-of (contract.md §8).
    Truth happened(Role role, std::string_view field, std::size_t row) const;
    /// Its day, where it has.
    std::optional<Date> day_of(Role role, std::string_view field, std::size_t row) const;

private:
    std::unordered_map<std::string, std::vector<std::size_t>> parcels_, by_firm_;
    std::unordered_map<std::string, std::size_t> parks_;
    std::unordered_map<std::string, std::vector<std::size_t>> parks_by_name_;
    std::vector<std::optional<std::size_t>> parents_;
};

/// "P001#2" → "P001".
std::string bare(const std::string& id);

/// Numerator and denominator of a rate while rows come in.
struct Share {
    std::int64_t of = 0, over = 0, open = 0;
};
/// By park (Desk::nobody: the whole book), rate and period.
class Shares {
public:
    void add(const Desk& desk, std::optional<std::size_t> park, const std::string& rate, std::optional<int> year,
             Share more);
    void finish(const Desk& desk) const;

private:
    std::map<std::pair<std::size_t, std::string>, std::map<std::string, Share>> sums_;
};

void judge_projects(const Desk& desk);
/// Ties of a project to parcels and firm, put into `out.links`; gives back the parcels that are sure.
std::vector<std::size_t> parcels_of_project(const Desk& desk, std::size_t row);
void rate_projects(const Desk& desk, Shares& shares);
void count_periods(const Desk& desk);
void judge_commitments(const Desk& desk, Shares& shares);

void judge_turnover(const Desk& desk);
void tie_registers(const Desk& desk);
/// After the registers are tied.
void judge_exits(const Desk& desk);
void survey_production(const Desk& desk);
/// Yearly figures that name no document.
void check_sources(const Desk& desk);

/// How an item's figures are read: what is compared, and the exact text of an amount for a proof.
struct Promise {
    enum class Kind { yield, money, ratio, plain };
    Kind kind = Kind::plain;
    Rational factor = Rational::whole(1);  // from the unit written to 万元/亩, 万元 or a share of 1
    std::int64_t land_m2 = 0;              // yield written over so much land instead of one 亩
};
/// Absent where the unit does not fit the item.
std::optional<Promise> promise_of(const std::string& item, const std::string& unit);
/// ">=", ">", "<=", "<", "=="; the item's usual one where nothing is written, "" where it is not understood.
std::string operator_of(const std::string& item, const std::string& written);
std::string stage_of(const std::string& written);
/// "15 万元/亩", "1200 万元", "0.3": as proofs write it.
std::string amount_text(const Promise& promise, double value);

/// A proof of one comparison with its verdict worked out from that comparison alone.
struct Compared {
    std::string rule, title, clause, evidence, left, op, right, sentence;
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<std::string> missing;
};
Truth verdict_of(const Compared& compared);
std::string proof_of(const std::string& policy, const Compared& compared, Truth verdict);

}  // namespace mutu::office
