// The two parallel constructs: a loop over an index range in which body i writes slot i only, and a task beside others.
#pragma once

#include <cstddef>
#include <functional>
#include <future>
#include <utility>

namespace mutu {

/// Set once by the program; 0 means as many as there are cores.
void set_thread_count(unsigned count);
unsigned thread_count();

/// Calls body(begin, end) for disjoint chunks that cover [0, n). Chunk borders depend on n alone, never on the number
/// of threads, so results written by index are the same for any count. The first exception (by chunk order) is rethrown
/// after all threads have stopped. Stops early when `stop_requested()`; then throws Error{Kind::stopped}.
void parallel_chunks(std::size_t n, std::size_t grain,
                     const std::function<void(std::size_t begin, std::size_t end)>& body);

/// parallel_chunks with one call per index.
void parallel_for(std::size_t n, const std::function<void(std::size_t)>& body);

/// Calls `task` on a thread of its own, or, where there is one thread only, when the result is asked for. The task must
/// not write what others read meanwhile; `get()` gives its result or throws what it threw, and an unasked task is
/// waited for.
template <class Task>
auto beside(Task&& task) {
    return std::async(thread_count() > 1 ? std::launch::async : std::launch::deferred, std::forward<Task>(task));
}

/// Asked for by Ctrl-C; safe to call from a signal handler.
void request_stop() noexcept;
bool stop_requested() noexcept;
/// Throws Error{Kind::stopped} when a stop was asked for. For the places between long steps.
void throw_if_stopped();

}  // namespace mutu
