// argv → app → exit code. The only place besides the server where errors are caught.
#include "options.hpp"

#include "mutu/error.hpp"
#include "mutu/parallel.hpp"

#include <csignal>
#include <iostream>
#include <new>

namespace {

/// The first asks for an end between two steps; the second does not wait for a step that cannot be asked, such as the
/// solver.
void on_signal(int signal) {
    mutu::request_stop();
    std::signal(signal, SIG_DFL);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a fault of writing, told like a full disk
    try {
        const int code = mutu::dispatch(argc, argv);
        std::cout.flush();
        if (!std::cout) {
            std::cerr << "mutu: 标准输出写不进去\n";
            return mutu::exit_code(mutu::Kind::input);
        }
        return code;
    } catch (const mutu::Error& error) {
        std::cerr << "mutu: " << error.what() << "\n";
        return mutu::exit_code(error.kind());
    } catch (const std::bad_alloc&) {
        std::cerr << "mutu: 内存不足\n";
        return mutu::exit_code(mutu::Kind::input);
    } catch (const std::exception& error) {
        std::cerr << "mutu: 程序内部错误：" << error.what() << "\n";
        return mutu::exit_code(mutu::Kind::bug);
    }
}
