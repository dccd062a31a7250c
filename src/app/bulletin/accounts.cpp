// Parcels judged again step by step; remnants of approvals held against what was supplied meanwhile.
#include "bulletin/accounts.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace mutu {
namespace {

using Inputs = std::map<std::string, ParcelInputs>;

std::string bytes_of(const std::string& hex) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'A' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
    return bytes;
}

/// Raw inputs of the wanted parcels; none where the book does not keep them or another version wrote them.
Inputs inputs_of(const Kept& run, const std::set<std::string>& wanted) {
    const Book book{run.path};
    Inputs found;
    if (wanted.empty() || (run.earlier && !book.has("history_parcel_fact"))) return found;
    try {
        for (const auto& row : run.rows(book, "parcel_id, hex(inputs)", "parcel_fact", "").rows)
            if (row[0] && row[1] && wanted.contains(*row[0])) decode(bytes_of(*row[1]), found[*row[0]]);
    } catch (const Error&) {
        found.clear();
    }
    return found;
}

/// Land of each park, to see whose boundary moved.
std::map<std::string, Area> park_land(const Kept& run) {
    const Book book{run.path};
    std::map<std::string, Area> land;
    for (const auto& row : run.rows(book, "park_id, area_m2", "park_result", "").rows)
        land[row[0].value_or("")] = area_of(row[1]).value_or(Area{});
    return land;
}

class Accounting {
public:
    Accounting(const Compared& runs, const Labels& labels)
        : runs_{runs}, parks_before_{park_land(runs.before)}, parks_after_{park_land(runs.after)},
          rules_before_{rules_of(runs.before)}, rules_after_{rules_of(runs.after)} {
        if (rules_before_ && rules_after_) {
            old_.emplace(*rules_before_, labels, runs.before.as_of);
            policy_.emplace(*rules_after_, labels, runs.before.as_of);
            new_.emplace(*rules_after_, labels, runs.after.as_of);
        }
        read_inputs();
    }

    Accounts all() {
        Accounts accounts;
        for (const FigureOf figure : {FigureOf::idle, FigureOf::low_efficiency})
            for (const Heir& heir : runs_.heirs) add(figure, heir, accounts);
        if (!old_) accounts.notes.emplace_back("note_no_pack");
        if (lacking_) accounts.notes.emplace_back("note_no_inputs");
        for (const auto& [name, value] : runs_.after.settings) {
            const auto was = runs_.before.settings.find(name);
            if (was == runs_.before.settings.end() || was->second == value || !works_in_reading(name)) continue;
            accounts.notes.emplace_back("note_reading");
            break;
        }
        return accounts;
    }

private:
    const KeptParcel& was(const Heir& heir) const { return runs_.before.parcels[*heir.forebear]; }

    bool judged_again(const Heir& heir) const {
        if (!heir.after || !heir.forebear) return false;
        const KeptParcel &a = was(heir), &b = runs_.after.parcels[*heir.after];
        return a.idle() != b.idle() || a.low() != b.low();
    }

    void read_inputs() {
        std::set<std::string> before, after;
        for (const Heir& heir : runs_.heirs)
            if (old_ && judged_again(heir)) {
                before.insert(runs_.before.land.ids[*heir.forebear]);
                after.insert(runs_.after.land.ids[*heir.after]);
            }
        inputs_before_ = inputs_of(runs_.before, before), inputs_after_ = inputs_of(runs_.after, after);
    }

    static bool counts(FigureOf figure, const KeptParcel& parcel) {
        return figure == FigureOf::idle ? parcel.idle() : parcel.low();
    }
    static bool counts(FigureOf figure, const States& states) {
        return figure == FigureOf::idle ? states.land_class == "idle" : states.efficiency == "low";
    }

    Steps steps_of(FigureOf figure, const Heir& heir) {
        const bool from = counts(figure, was(heir)), to = counts(figure, runs_.after.parcels[*heir.after]);
        // Land that stays where it is owes that to nothing; a run that cannot be judged again says nothing.
        const bool open = runs_.after.parcels[*heir.after].of(KeptField::land_class) == "undetermined";
        Steps steps{from, from, from, from, from, from, to, open};
        if (from == to || !old_) return steps;
        const auto before = inputs_before_.find(runs_.before.land.ids[*heir.forebear]);
        const auto after = inputs_after_.find(runs_.after.land.ids[*heir.after]);
        if (before == inputs_before_.end() || after == inputs_after_.end()) {
            lacking_ = true;
            return steps;
        }
        const bool new_year = was(heir).data_year != runs_.after.parcels[*heir.after].data_year;
        const auto states = replayed({*old_, *policy_, *new_}, before->second, after->second, new_year);
        steps.before = counts(figure, states[0]), steps.policy = counts(figure, states[1]);
        steps.clock = counts(figure, states[2]), steps.events = counts(figure, states[3]);
        steps.after = counts(figure, states[4]);
        return steps;
    }

    /// Land with neither forebear nor heir: a park whose boundary moved took it in or left it out, else a list was put
    /// right.
    Cause alone(const Heir& heir, const std::string& park) const {
        if (heir.land_lives_on) return Cause::boundary;
        const auto before = parks_before_.find(park), after = parks_after_.find(park);
        const bool here = before != parks_before_.end(), there = after != parks_after_.end();
        return here != there || (here && before->second != after->second) ? Cause::boundary : Cause::data;
    }

    void add(FigureOf figure, const Heir& heir, Accounts& accounts) {
        const KeptParcel* before = heir.before ? &runs_.before.parcels[*heir.before] : nullptr;
        const KeptParcel* after = heir.after ? &runs_.after.parcels[*heir.after] : nullptr;
        if (before && after && before->of(KeptField::park_id) != after->of(KeptField::park_id)) {
            add(figure, {heir.before, std::nullopt, std::nullopt, true}, accounts);
            add(figure, {std::nullopt, heir.after, heir.before, false}, accounts);
            return;
        }
        Account account;
        account.figure = figure;
        account.counts_before = before && counts(figure, *before);
        account.counts_after = after && counts(figure, *after);
        const bool passed_on = heir.after && heir.forebear && counts(figure, was(heir));
        if (!account.counts_before && !account.counts_after && !passed_on) return;
        if (before)
            account.was_id = runs_.before.land.ids[*heir.before];
        else if (heir.forebear)
            account.was_id = runs_.before.land.ids[*heir.forebear];
        account.id = after ? runs_.after.land.ids[*heir.after] : account.was_id;
        account.park_id = (after ? *after : *before).of(KeptField::park_id).value_or("");
        const auto state = [&](const KeptParcel* one) {
            const KeptField field = figure == FigureOf::idle ? KeptField::idle_state : KeptField::land_class;
            return one ? one->of(field).value_or("") : std::string{};
        };
        account.was = state(before ? before : heir.forebear ? &was(heir) : nullptr), account.is = state(after);
        account.area_unknown = (account.counts_before && !before->area) || (account.counts_after && !after->area);
        Steps steps{account.counts_before, false, false, false, false, false, account.counts_after};
        if (heir.after && heir.forebear) steps = steps_of(figure, heir);
        account.move = move_of(heir, steps, before ? before->area.value_or(Area{}) : Area{},
                               after ? after->area.value_or(Area{}) : Area{}, alone(heir, account.park_id));
        accounts.rows.push_back(std::move(account));
    }

    const Compared& runs_;
    std::map<std::string, Area> parks_before_, parks_after_;
    std::optional<Rulebook> rules_before_, rules_after_;
    std::optional<Judge> old_, policy_, new_;
    Inputs inputs_before_, inputs_after_;
    bool lacking_ = false;
};

}  // namespace

Compared compared(Kept before, Kept after) {
    Compared runs{std::move(before), std::move(after), {}, {}, {}};
    runs.plane = share_plane(runs.before, runs.after, runs.before.path == runs.after.path);
    runs.families = lineage(runs.before.land, runs.after.land);
    runs.heirs = heirs(runs.before.land, runs.after.land, runs.families);
    return runs;
}

Accounts accounts_of(const Compared& runs, const Labels& labels) {
    Accounts accounts = Accounting{runs, labels}.all();
    for (Account& one : unsupplied_accounts(runs)) accounts.rows.push_back(std::move(one));
    std::stable_sort(accounts.rows.begin(), accounts.rows.end(),
                     [](const Account& a, const Account& b) { return a.figure < b.figure; });
    return accounts;
}

void FigureSum::add(const Account& one) {
    before += one.counts_before ? 1 : 0, after += one.counts_after ? 1 : 0;
    move.from += one.move.from, move.to += one.move.to;
    for (std::size_t cause = 0; cause < cause_count; ++cause) move.by[cause] += one.move.by[cause];
}

}  // namespace mutu
