// 质检: the catalogue of rules with their numbers, the finding of faults in what was read, and waivers of single
// findings.
#pragma once

#include "mutu/holdings.hpp"
#include "mutu/survey.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// One rule of geodata/check. The code word and the number are both stable: scripts use the word, people the number.
/// Families by thousands: 1 lists against layers, 2 reading, 3 attributes, 4 topology, 5 between layers, 8 against the
/// land-use survey, 9 increments, 0 about the check itself.
struct CheckRule {
    std::string code;
    int number = 0;
    Severity severity = Severity::warning;
    std::string name, en;   // a few words, Chinese and English
    std::string says, fix;  // sentences; {value} and the like are filled in. Empty where reading or analysis speaks
    std::string clause, evidence;  // of the requirement; empty where the rule is common sense
};

/// A limit that decides, as data: unit, clause and evidence mark beside it.
struct Tolerance {
    double value = 0;
    std::string unit, title, clause, evidence;
    bool overridden = false;
};

/// Codes of one land-use code system: the roots known, and which of them mean what for the check.
struct LandCodes {
    std::set<std::string, std::less<>> known;  // a code is known when it or a beginning of it stands here
    std::set<std::string, std::less<>> farmland, built_up;
};

struct Catalogue {
    std::vector<CheckRule> rules;  // by number
    std::map<std::string, Tolerance, std::less<>> tolerances;
    std::map<std::string, LandCodes, std::less<>> land_codes;  // by code_system
    std::set<std::string, std::less<>> provinces;              // the first two digits of a region code

    /// nullptr when there is no such rule; `name` is the code word or the number as text.
    const CheckRule* find(std::string_view name) const;
    /// Error{Kind::bug} when the catalogue lacks it.
    const CheckRule& rule(std::string_view code) const;
    double limit(std::string_view tolerance) const;
};

/// Reads every *.toml of geodata/check. Error{Kind::input} with the place: a number twice, an unknown severity, a rule
/// without a name. `set` replaces limits by name.
Catalogue load_catalogue(const std::string& folder, const std::vector<std::pair<std::string, double>>& set = {});

struct CheckOptions {
    Date as_of;
    const Holdings* earlier = nullptr;  // parcels of an earlier state, of one source
    Survey* survey = nullptr;           // who measures; none: the checks themselves
    std::optional<double> longitude;    // of the plane in metres; none: of the middle of all shapes
};

/// Every fault the rules find in tables whose ids are unique and whose shapes are valid and in the book's CRS; what
/// reading and analysis tell already is not told again. Lengths and areas are measured in the book's plane (a degree
/// book: the 3-degree projection about its middle). Fixed order: by family, then role and row. Cost: linear in rows but
/// for the overlays, about 10 µs a parcel of 40 points.
Diagnostics find_faults(const Holdings& holdings, const Crs& book, const Catalogue& catalogue,
                        const CheckOptions& options);

/// Puts each finding's catalogue number beside its code word.
void number_findings(Diagnostics& findings, const Catalogue& catalogue);

/// A person's word that one finding stands. With `other`, only the finding about that pair.
struct Waiver {
    std::string code, feature, other, reason, by;
    Date date;
    std::optional<Date> until;  // the last day it holds
    std::string where;          // file:line of the waiver
};

/// TOML: [[waiver]] code, feature, reason, by, date and optionally other, until. Error{Kind::input} with the place for
/// a missing member, an unknown code or an unknown key.
std::vector<Waiver> read_waivers(const std::string& path, const Catalogue& catalogue);

/// Waived findings become `waived` (info) with the reason, name and day; a waiver that silenced nothing or has run out
/// becomes `waiver_stale`.
void apply_waivers(Diagnostics& findings, const std::vector<Waiver>& waivers, const Catalogue& catalogue, Date as_of);

}  // namespace mutu
