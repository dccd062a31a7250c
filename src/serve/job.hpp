// One run in the background, and how far it is. Seen by src/serve only.
#pragma once

#include "mutu/app.hpp"

#include <atomic>
#include <mutex>
#include <string>
#include <thread>

namespace mutu {

/// At most one run at a time; safe to ask from many threads. Its end waits for the run, which a stop of the program
/// ends early.
class Job {
public:
    enum class State : std::uint8_t { none, running, done, failed, stopped };

    /// False while another run goes on.
    bool start(const std::string& name, const std::string& project, const Common& common);
    bool running() const;
    /// The run of this analysis ends before its next step; false where it does not run.
    bool stop(const std::string& name);
    /// {"name", "state", "step", "share", "said"}: step and share while it runs; said: the summary, or why it failed.
    Value told() const;
    /// The analysis that ended well and was not asked for since; empty when there is none.
    std::string take_finished();

private:
    void work(const std::string& project, Common common);
    void step(const std::string& line);

    mutable std::mutex guard_;
    State state_ = State::none;
    bool fresh_ = false;
    std::string name_, step_, said_;
    double share_ = 0;
    std::atomic<bool> stop_ = false;
    std::jthread thread_;
};

}  // namespace mutu
