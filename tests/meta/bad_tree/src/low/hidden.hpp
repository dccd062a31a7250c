// Private to low.
#pragma once

namespace mutu {

struct Twice {
    double right = 0;
};

}  // namespace mutu
