// `mutu`: answers the verbs that look into a book, and becomes the whole program for every other one. Loading GDAL,
// Cairo and the solver takes 0.04 s, several times what a look takes; this half is linked to none of them.
#include "command_line.hpp"
#include "rim.hpp"

#include "mutu/error.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace {

/// False where this half does not know the words: the other one does, or says what is wrong with them.
bool understood(int argc, char** argv, CLI::App& app, mutu::Typed& typed) {
    mutu::common_options(app, typed);
    mutu::looking_verbs(app, typed);
    for (CLI::App* verb : app.get_subcommands({})) verb->fallthrough();
    app.require_subcommand(0, 1);
    const std::string verb = argc < 2 ? "" : argv[1];
    if (app.get_subcommands([&](const CLI::App* known) { return known->get_name() == verb; }).empty()) return false;
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError&) {
        return false;
    }
    return bool{typed.action};
}

/// Does not return.
[[noreturn]] void become_whole(char** argv) {
    std::error_code fault;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", fault);
    const std::string whole = self.parent_path().parent_path() / MUTU_WHOLE;
    execv(whole.c_str(), argv);
    throw mutu::Error{mutu::Kind::input, "程序不完整：" + whole + "：" + std::strerror(errno) + "；请重新安装"};
}

}  // namespace

int main(int argc, char** argv) {
    return mutu::at_the_rim([&] {
        CLI::App app;
        mutu::Typed typed;
        if (!understood(argc, argv, app, typed)) become_whole(argv);
        mutu::settle(typed, argv[0]);
        return typed.action();
    });
}
