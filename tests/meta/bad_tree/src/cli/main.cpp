// Sees what app does not see.
#include "mutu/high.hpp"
