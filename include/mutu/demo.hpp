// A made-up park set with known truth: files as staff hold them, what each parcel must come out as, and planted faults.
#pragma once

#include <cstdint>
#include <string>

namespace mutu {

struct DemoSpec {
    std::string folder;
    int parks = 3;
    int parcels = 60;  // per park
    std::uint64_t seed = 1;
    bool faults = false;
    int fault_rounds = 1;    // how often each fault is planted, from the second time on with other figures
    bool overwrite = false;  // an earlier demo in the folder may be replaced
};

/// Writes PROJECT.toml, demo-policy.toml, the sources, truth.csv, park_truth.csv, approval_truth.csv, firm_truth.csv,
/// indicator_truth.csv, office_truth.csv and, with faults, faults.csv. The same spec gives the same bytes.
/// Error{Kind::usage} when the folder holds anything but, with overwrite, an earlier demo. Linear in the number of
/// parcels; everything is held in memory, about 7 kB a parcel.
void write_demo(const DemoSpec& spec);

}  // namespace mutu
