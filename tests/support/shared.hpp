// Where real data lies: MUTU_SHARED, else the folder beside the root. A user does not have it; such tests then say so
// and skip.
#pragma once

#include "support/root.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace mutu::test {

/// A path below shared/data.
inline std::string shared(const std::string& path) {
    const char* given = std::getenv("MUTU_SHARED");
    return (given != nullptr ? std::string{given} : test::root() + "/../shared") + "/data/" + path;
}

}  // namespace mutu::test

/// Ends a test as skipped where its data is missing; a function could not return from its caller.
#define MUTU_NEEDS(path)                                                                                               \
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "real data is not here: " << (path)
