// The parallel loop: every index once, the first exception wins, a stop stops.
#include "mutu/error.hpp"
#include "mutu/parallel.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace mutu {
namespace {

TEST(Parallel, VisitsEveryIndexOnceForAnyThreadCount) {
    for (const unsigned threads : {1U, 4U}) {
        set_thread_count(threads);
        std::vector<int> seen(10'001, 0);
        parallel_for(seen.size(), [&](std::size_t i) { ++seen[i]; });
        EXPECT_EQ(std::vector<int>(10'001, 1), seen);
    }
    set_thread_count(0);
}

TEST(Parallel, RethrowsWhatABodyThrew) {
    EXPECT_THROW(parallel_for(1000,
                              [](std::size_t i) {
                                  if (i == 500) throw Error{Kind::bug, "x"};
                              }),
                 Error);
}

TEST(Parallel, ATaskBesideGivesItsResultAndWhatItThrew) {
    for (const unsigned threads : {1U, 4U}) {
        set_thread_count(threads);
        auto there = beside([] { return std::this_thread::get_id(); });
        EXPECT_EQ(threads == 1, there.get() == std::this_thread::get_id()) << threads;
        auto failing = beside([]() -> int { throw Error{Kind::refused, "x"}; });
        EXPECT_THROW(failing.get(), Error) << threads;
    }
    set_thread_count(0);
}

TEST(Parallel, EmptyRangeDoesNothing) {
    parallel_for(0, [](std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace mutu
