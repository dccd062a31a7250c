// 系统–台账–图: the locked base lists against our lists, and our lists against the drawn land. Each key falls in one
// named cause, and the causes add up to the difference of the totals.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>

namespace mutu::office {
namespace {

/// Something that our analysis puts in a list: a parcel, or an approval with land left.
struct Subject {
    std::string id;
    std::optional<std::string> park_id;
    bool listed = false;  // in our list of this kind
    std::optional<Area> ledger, map;
    std::string state;      // why it is not in our list
    std::string map_cause;  // why ledger and map differ
    std::optional<Date> since;
};

struct Ours {
    std::vector<Subject> subjects;
    std::unordered_map<std::string, std::vector<std::size_t>> by_key;
    void key(const std::string& text, std::size_t subject) {
        auto& rows = by_key[text];
        if (std::find(rows.begin(), rows.end(), subject) == rows.end()) rows.push_back(subject);
    }
};

std::string why_not_idle(const ParcelResult& parcel) {
    if (parcel.recognition == "disposed") return "disposed";
    if (parcel.idle_state == "undetermined") return "undetermined_here";
    if (parcel.idle_state == "started" || parcel.idle_state == "completed") return "begun_since";
    return "other_verdict";
}

std::string why_not_low(const ParcelResult& parcel) {
    return parcel.efficiency == "undetermined" ? "undetermined_here" : "other_verdict";
}

Ours our_parcels(const Desk& desk, const std::string& kind) {
    Ours ours;
    const Table& table = desk.table(Role::parcel);
    const auto supervisions = table.column<std::string>("supervision_no"), units = table.column<std::string>("bdcdyh"),
               contracts = table.column<std::string>("contract_no");
    for (std::size_t row = 0; row < desk.assessment.parcels.size(); ++row) {
        const ParcelResult& parcel = desk.assessment.parcels[row];
        Subject subject{.id = parcel.parcel_id, .park_id = parcel.park_id};
        subject.listed = kind == "idle" ? parcel.land_class == "idle" : parcel.efficiency == "low";
        subject.state = kind == "idle" ? why_not_idle(parcel) : why_not_low(parcel);
        subject.ledger = parcel.area, subject.map = parcel.area_planar;
        subject.map_cause = row < desk.assessment.areas.size() ? desk.assessment.areas[row].area_class : "not_classed";
        subject.since = kind == "idle" ? parcel.idle_on : std::nullopt;
        ours.subjects.push_back(subject);
        ours.key(parcel.parcel_id, row), ours.key(bare(parcel.parcel_id), row);
        for (const auto& key : {supervisions[row], units[row], contracts[row]})
            if (key) ours.key(*key, row);
    }
    return ours;
}

/// Parts of one number are one subject; its own ids mean the part.
Ours our_approvals(const Desk& desk) {
    Ours ours;
    std::unordered_map<std::string, std::size_t> by_number;
    std::map<std::string, Area> drawn;
    for (const UnsuppliedLand& piece : desk.assessment.unsupplied) drawn[piece.approval_id] += piece.area;
    for (const ApprovalResult& approval : desk.assessment.approvals) {
        const std::string number = approval.approval_no.value_or(approval.approval_id);
        const auto [found, made] = by_number.emplace(number, ours.subjects.size());
        if (made)
            ours.subjects.push_back({.id = number,
                                     .park_id = approval.park_id,
                                     .ledger = Area{},
                                     .map = Area{},
                                     .state = "supplied_since"});
        Subject& subject = ours.subjects[found->second];
        *subject.ledger += approval.unsupplied, *subject.map += drawn[approval.approval_id];
        subject.listed = *subject.ledger > Area{};
        subject.map_cause = subject.ledger == subject.map ? "equal" : "sliver";
        ours.key(number, found->second), ours.key(approval.approval_id, found->second);
        ours.key(bare(approval.approval_id), found->second);
    }
    return ours;
}

/// Whether a register row says that the land was dealt with.
bool dealt_with(const std::string& status) {
    if (status.find("未") != std::string::npos) return false;
    for (const std::string_view word : {"已处置", "销号", "完成", "已供", "办结", "已盘活", "已消化"})
        if (status.find(word) != std::string::npos) return true;
    return false;
}

bool near(const Desk& desk, Area a, Area b) {
    const auto share = desk.figure("reconcile_share");
    const Area larger = std::max(a, b), gap = a > b ? a - b : b - a;
    return share && compare(gap, Ratio::whole(1), larger, *share) <= 0;
}

/// Both sides have the key: rounding, the usual tolerance, a slip of units, or a difference that wants an answer.
std::string cause_of_pair(const Desk& desk, Area system, Area ledger) {
    const Area gap = system > ledger ? system - ledger : ledger - system;
    const auto rounding = desk.figure("area_rounding_m2");
    if (rounding && gap <= Area::square_metres(rounding->value())) return "rounding";
    if (near(desk, system, ledger)) return "within_tolerance";
    for (const auto& [top, bottom] : {std::pair{10'000.0, 1.0}, {2000.0, 3.0}, {15.0, 1.0}, {100.0, 1.0}})
        for (const auto& [one, other] : {std::pair{system, ledger}, std::pair{ledger, system}})
            if (near(desk, Area::square_metres(one.square_metres() * top / bottom), other)) return "unit_slip";
    return "area_differs";
}

struct Tie {
    const Desk& desk;
    std::string kind;
    const Ours& ours;
    std::set<std::size_t> met;  // subjects that a row of the register named

    RegisterTie row_of(const std::string& key) const {
        RegisterTie tie;
        tie.kind = kind, tie.key = key;
        return tie;
    }
    void keep(RegisterTie tie) const { desk.out.ties.push_back(std::move(tie)); }
};

/// Subjects that a key means, after what a person decided of it; the ties go into `link`.
std::vector<std::size_t> meant(const Tie& tie, const std::string& key, bool lost) {
    const auto found = tie.ours.by_key.find(key);
    std::vector<std::size_t> subjects =
        lost || found == tie.ours.by_key.end() ? std::vector<std::size_t>{} : found->second;
    const std::string own = tie.kind + "/" + key, to_role = tie.kind == "unsupplied" ? "approval" : "parcel";
    std::string by = "rule";
    for (const Decision& one : tie.desk.holdings.decisions) {
        if (one.from_role != "register" || one.from_key != own || one.to_role != to_role) continue;
        const auto named = std::find_if(tie.ours.subjects.begin(), tie.ours.subjects.end(),
                                        [&](const Subject& subject) { return subject.id == one.to_key; });
        if (named == tie.ours.subjects.end()) continue;
        const auto subject = static_cast<std::size_t>(named - tie.ours.subjects.begin());
        by = one.decided_by;
        if (one.tied)
            subjects = {subject};
        else
            std::erase(subjects, subject);
    }
    const auto link = [&](const std::string& to, double score, const char* state) {
        tie.desk.out.links.push_back({"register", own, to_role, to, "key", score, state, by});
    };
    if (subjects.empty()) link("", 0, "unmatched");
    for (const std::size_t subject : subjects)
        link(tie.ours.subjects[subject].id, 1.0 / static_cast<double>(subjects.size()),
             subjects.size() == 1 ? "matched" : "doubtful");
    return subjects;
}

void tie_row(Tie& tie, std::size_t row) {
    const Table& base = tie.desk.table(Role::registry);
    RegisterTie result = tie.row_of(base.column<std::string>("key")[row].value_or(""));
    result.in_system = true;
    result.system = base.column<Area>("area_m2")[row];
    result.base_date = base.column<Date>("base_date")[row];
    result.dealt_with = dealt_with(base.column<std::string>("status")[row].value_or(""));
    const auto found = meant(tie, result.key, base.lost_digits("key", row));
    if (found.empty()) {
        result.cause = "no_record";
    } else if (found.size() > 1) {
        result.cause = "ambiguous_key";
        tie.desk.find(Role::registry, row, "register_key_ambiguous", Severity::warning,
                      "清单中的“" + result.key + "”对应 " + std::to_string(found.size()) +
                          " 宗，不归入任何一宗，差额单列",
                      "在清单中写明是哪一宗，或分成几行");
    } else {
        const Subject& subject = tie.ours.subjects[found.front()];
        result.subject_id = subject.id, result.park_id = subject.park_id;
        const bool again = !tie.met.insert(found.front()).second;
        if (again) {
            result.cause = "listed_twice";
            tie.desk.find(Role::registry, row, "register_key_repeated", Severity::warning,
                          "清单中“" + result.key + "”不止一行，重复部分单列为差额", "合并或删除重复行");
        } else if (!subject.listed) {
            result.cause = result.dealt_with ? "dealt_with" : subject.state;
        } else {
            result.in_ledger = true;
            result.ledger = subject.ledger, result.map = subject.map, result.map_cause = subject.map_cause;
            result.cause = !result.system || !result.ledger ? "area_unknown"
                                                            : cause_of_pair(tie.desk, *result.system, *result.ledger);
        }
    }
    tie.keep(std::move(result));
}

/// What our list has and no row of the register named.
void tie_rest(const Tie& tie, const std::optional<Date>& base_date) {
    for (std::size_t i = 0; i < tie.ours.subjects.size(); ++i) {
        const Subject& subject = tie.ours.subjects[i];
        if (!subject.listed || tie.met.contains(i)) continue;
        RegisterTie result = tie.row_of(subject.id);
        result.subject_id = subject.id, result.park_id = subject.park_id, result.in_ledger = true;
        result.ledger = subject.ledger, result.map = subject.map, result.map_cause = subject.map_cause;
        result.cause = subject.since && base_date && *subject.since > *base_date ? "new_since_base" : "not_in_system";
        tie.keep(std::move(result));
    }
}

/// Our own list against the map where no register was handed in; and the causes of both legs added up.
void sum_up(const Desk& desk, const std::string& kind) {
    std::map<std::pair<std::string, std::string>, RegisterSum> sums;
    RegisterSum system{kind, "system_ledger", "total"}, map{kind, "ledger_map", "total"};
    const auto add = [](RegisterSum& sum, const std::optional<Area>& from, const std::optional<Area>& to) {
        ++sum.count, sum.from += from.value_or(Area{}), sum.to += to.value_or(Area{});
        sum.unknown += !from || !to;
    };
    for (const RegisterTie& tie : desk.out.ties) {
        if (tie.kind != kind) continue;
        RegisterSum& first = sums[{"system_ledger", tie.cause}];
        first.kind = kind, first.leg = "system_ledger", first.cause = tie.cause;
        const std::optional<Area> none = Area{};
        const auto theirs = tie.in_system ? tie.system : none, ours = tie.in_ledger ? tie.ledger : none;
        add(first, theirs, ours), add(system, theirs, ours);
        if (!tie.in_ledger) continue;
        RegisterSum& second = sums[{"ledger_map", tie.map_cause}];
        second.kind = kind, second.leg = "ledger_map", second.cause = tie.map_cause;
        add(second, tie.ledger, tie.map), add(map, tie.ledger, tie.map);
    }
    for (const char* leg : {"system_ledger", "ledger_map"}) {
        for (const auto& [key, sum] : sums)
            if (key.first == leg) desk.out.register_sums.push_back(sum);
        desk.out.register_sums.push_back(std::string_view{leg} == "system_ledger" ? system : map);
    }
}

/// Disposed over what was there to dispose of: by the register where there is one, else by the recognitions we hold.
void rate_disposal(const Desk& desk, const std::string& kind, bool registered) {
    DisposalRate rate;
    rate.kind = kind, rate.source = registered ? "register" : "own";
    const auto add = [&](const std::optional<Area>& area, bool disposed) {
        ++rate.base_count, rate.base += area.value_or(Area{}), rate.unknown += !area;
        if (!disposed) return;
        ++rate.disposed_count, rate.disposed += area.value_or(Area{});
    };
    if (registered) {
        for (const RegisterTie& tie : desk.out.ties)
            if (tie.kind == kind && tie.in_system && tie.cause != "listed_twice")
                add(tie.system, tie.dealt_with || tie.cause == "disposed");
    } else if (kind == "idle") {
        for (const ParcelResult& parcel : desk.assessment.parcels)
            if (parcel.recognition == "recognised" || parcel.recognition == "disposed")
                add(parcel.area, parcel.recognition == "disposed");
    } else {
        return;  // nothing of ours says what was there before
    }
    desk.out.disposals.push_back(rate);
}

}  // namespace

void tie_registers(const Desk& desk) {
    const Table& base = desk.table(Role::registry);
    const auto kinds = base.column<std::string>("kind");
    for (const std::string kind : {"unsupplied", "idle", "low_efficiency"}) {
        bool registered = false;
        std::optional<Date> latest;
        const Ours ours = kind == "unsupplied" ? our_approvals(desk) : our_parcels(desk, kind);
        Tie tie{desk, kind, ours, {}};
        for (std::size_t row = 0; row < base.rows(); ++row) {
            if (!kinds[row] || *kinds[row] != kind) continue;
            registered = true;
            const auto& day = base.column<Date>("base_date")[row];
            if (day && (!latest || *day > *latest)) latest = day;
            tie_row(tie, row);
        }
        if (registered) tie_rest(tie, latest), sum_up(desk, kind);
        rate_disposal(desk, kind, registered);
    }
}

}  // namespace mutu::office
