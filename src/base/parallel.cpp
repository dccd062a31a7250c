// Chunks handed out by a counter to a few threads; everything else is the caller's slot.
#include "mutu/parallel.hpp"

#include "mutu/error.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

namespace mutu {
namespace {

// Settings of the process, written by its rim alone.
std::atomic<unsigned> wanted_threads{0};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): set once
std::atomic<bool> stop{false};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): set by a signal handler

}  // namespace

void set_thread_count(unsigned count) { wanted_threads = count; }

unsigned thread_count() {
    const unsigned wanted = wanted_threads;
    return wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

void request_stop() noexcept { stop = true; }
bool stop_requested() noexcept { return stop; }
void throw_if_stopped() {
    if (stop) throw Error{Kind::stopped, "stopped on request; nothing was written"};
}

void parallel_chunks(std::size_t n, std::size_t grain,
                     const std::function<void(std::size_t begin, std::size_t end)>& body) {
    grain = std::max<std::size_t>(grain, 1);
    const std::size_t chunks = (n + grain - 1) / grain;
    std::atomic<std::size_t> next{0};
    std::mutex guard;
    std::exception_ptr first;
    std::size_t first_chunk = std::numeric_limits<std::size_t>::max();

    const auto work = [&] {
        for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
            try {
                throw_if_stopped();
                body(chunk * grain, std::min(n, (chunk + 1) * grain));
            } catch (...) {
                const std::lock_guard lock{guard};
                if (chunk < first_chunk) first = std::current_exception(), first_chunk = chunk;
                next = chunks;  // no further chunk starts
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        const std::size_t count = std::min<std::size_t>(thread_count(), chunks);
        for (std::size_t i = 1; i < count; ++i) threads.emplace_back(work);
        work();
    }
    if (first) std::rethrow_exception(first);
}

void parallel_for(std::size_t n, const std::function<void(std::size_t)>& body) {
    parallel_chunks(n, 64, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) body(i);
    });
}

}  // namespace mutu
