// Idle, unsupplied and low-efficiency land between two runs, piece by piece, each piece with the causes of its change.
// Seen by src/app only.
#pragma once

#include "bulletin/kept.hpp"

#include "mutu/cause.hpp"

namespace mutu {

inline constexpr std::array<const char*, 3> figures{"idle", "unsupplied", "low_efficiency"};
enum class FigureOf : std::uint8_t { idle, unsupplied, low_efficiency };

/// A parcel, or what is left of an approval. `was`, `is`: states as codes; empty: not there.
struct Account {
    FigureOf figure = FigureOf::idle;
    std::string id, was_id, park_id;
    bool counts_before = false, counts_after = false;
    std::string was, is;
    bool area_unknown = false;  // it counts and nobody knows how large it is
    LandMove move;
};

/// Two runs on one plane, and which land became which.
struct Compared {
    Kept before, after;
    std::vector<Lineage> families;
    std::vector<Heir> heirs;
    Crs plane;
};
Compared compared(Kept before, Kept after);

struct Accounts {
    std::vector<Account> rows;       // by figure, then as heirs stand; land that counts in neither run has none
    std::vector<std::string> notes;  // ids of what could not be told apart (labels compare)
};
/// Those of 批而未供: one an approval that has land left in either run.
std::vector<Account> unsupplied_accounts(const Compared& runs);
Accounts accounts_of(const Compared& runs, const Labels& labels);

/// Sums of one figure.
struct FigureSum {
    LandMove move;
    std::int64_t before = 0, after = 0;
    void add(const Account& one);
};

}  // namespace mutu
