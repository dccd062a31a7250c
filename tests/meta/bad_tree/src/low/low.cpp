// Looks upwards.
#include "mutu/high.hpp"
