// How an eater ends a run that broke a promise.
#include "fuzz/eaters.hpp"

#include <cstdlib>

void mutu::fuzz::promise(bool kept) {
    if (!kept) std::abort();
}
