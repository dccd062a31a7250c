// The strip of faulty records: each has one thing wrong, on land of its own so that nothing else changes.
#pragma once

#include "registers.hpp"
#include "rng.hpp"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace mutu::demo {

/// Cells of a parcel row that are not the ordinary ones.
struct FaultyParcel {
    Cell registered = {};
    const char* holder_kind = "";
    std::string holder_uscc = {}, supervision_no = {};
    const char* land_use_code = "0601";
};

/// Writes faulty parcels in rows from west to east, 200 m apart, south of every park and approval. Each round plants
/// every fault once more; the first has the figures that stand in the code, later ones figures of their own.
class FaultStrip {
public:
    FaultStrip(Registers& registers, Sheet& faults) : all{registers}, list_{faults} {}

    Registers& all;

    void begin_round(int round, Rng chance) { round_ = round, chance_ = chance; }
    /// The figure of the first round, in later rounds one between low and high.
    double vary(double first, double low, double high);
    /// The first of the words in the first round, in later rounds any.
    std::string one_of(std::initializer_list<const char*> words);
    /// A number of this round alone.
    std::int64_t serial(std::int64_t number) const { return number + 100 * std::int64_t{round_}; }

    /// The strip belongs to no park; its numbers lie outside those of the parks.
    std::string next_id() const;
    Ring next_square(double side = 120);
    void parcel(const std::string& id, const std::vector<Ring>& parts, const FaultyParcel& cells = {});
    /// A development row with these cells by field name, the rest blank.
    void development(const std::string& id, const std::vector<std::pair<std::string, std::string>>& cells);
    /// `code` is what a check must say of the record; `id` may name two records, joined by ';'.
    void note(const char* kind, const Sheet& sheet, const std::string& id, const char* code, const char* text);

private:
    Sheet& list_;
    Rng chance_{0};
    int round_ = 0, places_ = 0;
};

void add_faulty_shapes(FaultStrip& strip);
void add_faulty_cells(FaultStrip& strip);
void add_faulty_ties(FaultStrip& strip);
void add_faulty_office(FaultStrip& strip);
void add_faulty_plots(FaultStrip& strip);

}  // namespace mutu::demo
