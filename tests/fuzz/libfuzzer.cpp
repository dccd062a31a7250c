// The entry that libFuzzer calls; MUTU_EATER names the eater of this program.
#include "fuzz/eaters.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    mutu::fuzz::MUTU_EATER({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
