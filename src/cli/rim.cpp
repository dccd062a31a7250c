#include "rim.hpp"

#include "mutu/error.hpp"
#include "mutu/parallel.hpp"

#include <csignal>
#include <iostream>
#include <new>

namespace mutu {
namespace {

/// The first asks for an end between two steps; the second does not wait for a step that cannot be asked, such as the
/// solver.
void on_signal(int signal) {
    request_stop();
    std::signal(signal, SIG_DFL);
}

}  // namespace

int at_the_rim(const std::function<int()>& body) {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a fault of writing, told like a full disk
    try {
        const int code = body();
        std::cout.flush();
        if (!std::cout) {
            std::cerr << "mutu: 标准输出写不进去\n";
            return exit_code(Kind::input);
        }
        return code;
    } catch (const Error& error) {
        std::cerr << "mutu: " << error.what() << "\n";
        return exit_code(error.kind());
    } catch (const std::bad_alloc&) {
        std::cerr << "mutu: 内存不足\n";
        return exit_code(Kind::input);
    } catch (const std::exception& error) {
        std::cerr << "mutu: 程序内部错误：" << error.what() << "\n";
        return exit_code(Kind::bug);
    }
}

}  // namespace mutu
