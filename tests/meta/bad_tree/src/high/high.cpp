// Reaches for another module's private header and for a library of another folder.
#include "../low/hidden.hpp"

#include "mutu/low.hpp"

#include <geos_c.h>
#include <unknown/library.h>

#include <vector>
