// Takes a name that another header has.
#pragma once

namespace mutu {

struct Twice {
    int left = 0;
};

}  // namespace mutu
