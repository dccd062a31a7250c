// The rim of both halves of the program: signals, and the only place besides the server where errors are caught.
#pragma once

#include <functional>

namespace mutu {

/// Calls `body` and returns its exit code, or that of the error it ended with, told on stderr.
int at_the_rim(const std::function<int()>& body);

}  // namespace mutu
