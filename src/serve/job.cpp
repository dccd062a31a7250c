// The run of the command line, its progress read line by line.
#include "job.hpp"

#include <sstream>
#include <streambuf>

namespace mutu {
namespace {

/// Hands over whole lines.
class Lines : public std::streambuf {
public:
    explicit Lines(std::function<void(const std::string&)> take) : take_{std::move(take)} {}

protected:
    int_type overflow(int_type c) override {
        if (c == '\n')
            take_(line_), line_.clear();
        else if (c != traits_type::eof())
            line_ += static_cast<char>(c);
        return c;
    }

private:
    std::function<void(const std::string&)> take_;
    std::string line_;
};

}  // namespace

bool Job::start(const std::string& name, const std::string& project, const Common& common) {
    const std::lock_guard lock{guard_};
    if (state_ == State::running) return false;
    state_ = State::running, fresh_ = false;
    name_ = name, step_.clear(), said_.clear(), share_ = 0, stop_ = false;
    thread_ = std::jthread{[this, project, common] { work(project, common); }};
    return true;
}

bool Job::running() const {
    const std::lock_guard lock{guard_};
    return state_ == State::running;
}

bool Job::stop(const std::string& name) {
    const std::lock_guard lock{guard_};
    if (state_ != State::running || name_ != name) return false;
    stop_ = true;
    return true;
}

void Job::step(const std::string& line) {
    if (!line.starts_with('{')) return;
    const Value told = parse_json(line, "progress");
    const Value *what = told.find("step"), *share = told.find("share");
    if (what == nullptr || share == nullptr) return;
    const std::lock_guard lock{guard_};
    step_ = what->text("step"), share_ = share->real("share");
}

void Job::work(const std::string& project, Common common) {
    common.stop = &stop_;
    common.progress = "json", common.overwrite = true, common.format.reset(), common.quiet = false;
    std::ostringstream out;
    Lines lines{[this](const std::string& line) { step(line); }};
    std::ostream talk{&lines};
    State end = State::failed;
    std::string said;
    try {
        const int code = run(read_project(project), common, out, talk);
        end = code <= 1 ? State::done : State::failed;
        said = out.str();
    } catch (const Error& fault) {
        if (fault.kind() == Kind::stopped) end = State::stopped;
        said = fault.what();
    } catch (const std::exception&) {
        said = "程序内部错误";
    }
    const std::lock_guard lock{guard_};
    state_ = end, said_ = std::move(said), fresh_ = end == State::done;
}

Value Job::told() const {
    static constexpr const char* words[] = {"none", "running", "done", "failed", "stopped"};
    const std::lock_guard lock{guard_};
    Value value;
    value.add("name", name_), value.add("state", words[static_cast<std::size_t>(state_)]);
    value.add("step", step_), value.add("share", share_), value.add("said", said_);
    return value;
}

std::string Job::take_finished() {
    const std::lock_guard lock{guard_};
    if (!fresh_) return {};
    fresh_ = false;
    return name_;
}

}  // namespace mutu
