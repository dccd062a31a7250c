// Packs of strangers: refused with the place, or ladders that answer of a parcel nothing is known of, with a proof that
// carries the answer.
#include "mutu/policy.hpp"

#include "fuzz/eaters.hpp"

#include <algorithm>

namespace mutu {
namespace {

void judge_all(const Rulebook& book) {
    const Facts unknown;
    for (const Ladder& ladder : book.ladders) {
        const std::string outcome = judge(book, ladder, unknown).outcome;
        fuzz::promise(outcome == "undetermined" ||
                      std::find(ladder.outcomes.begin(), ladder.outcomes.end(), outcome) != ladder.outcomes.end());
        fuzz::promise(outcome_of(book, ladder, unknown) == outcome);
        fuzz::promise(judge(book, settled(book, ladder), unknown).outcome == outcome);
    }
    for (const Rule& rule : book.rules)
        fuzz::promise(judge(book, settled(book, rule), unknown).verdict == judge(book, rule, unknown).verdict);
}

}  // namespace

void fuzz::eat_policy(std::string_view bytes) {
    try {
        judge_all(load_rulebook({PackSource{"", "fuzz.toml", std::string{bytes}}}));
    } catch (const Error& refused) {
        promise(refused.kind() == Kind::input);
    }
}

}  // namespace mutu
