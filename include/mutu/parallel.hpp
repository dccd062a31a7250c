// The one parallel construct: a loop over an index range in which body i writes slot i only.
#pragma once

#include <cstddef>
#include <functional>

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

/// Asked for by Ctrl-C; safe to call from a signal handler.
void request_stop() noexcept;
bool stop_requested() noexcept;
/// Throws Error{Kind::stopped} when a stop was asked for. For the places between long steps.
void throw_if_stopped();

}  // namespace mutu
