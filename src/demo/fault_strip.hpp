// The strip of faulty records: each has one thing wrong, on land of its own so that nothing else changes.
#pragma once

#include "registers.hpp"

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

/// Writes faulty parcels in a row from west to east, 200 m apart, south of every park and approval.
class FaultStrip {
public:
    FaultStrip(Registers& registers, Sheet& faults) : all{registers}, list_{faults} {}

    Registers& all;

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
    int places_ = 0;
};

void add_faulty_shapes(FaultStrip& strip);
void add_faulty_cells(FaultStrip& strip);
void add_faulty_ties(FaultStrip& strip);

}  // namespace mutu::demo
