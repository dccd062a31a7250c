// `mutu demo`: a made-up park set with known truth.
#include "mutu/demo.hpp"

#include "mutu/app.hpp"

#include <ostream>

namespace mutu {

int demo(const DemoOptions& options, const Common& common, std::ostream& out) {
    write_demo({.folder = options.folder,
                .parks = options.parks,
                .parcels = options.parcels,
                .seed = options.seed,
                .faults = options.faults,
                .fault_rounds = options.fault_rounds,
                .overwrite = common.overwrite});
    out << options.folder << "/PROJECT.toml\n";
    return 0;
}

}  // namespace mutu
