// A demo to draw, and what a PDF says when it is read back.
#pragma once

#include "program.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace mutu::test {

/// A demo of three parks that was written and run once for all tests of paper.
struct PaperDemo {
    TempFolder folder;
    std::string book = folder / "d/book.gpkg";
    PaperDemo() {
        EXPECT_EQ(run({"demo", folder / "d"}).code, 0);
        EXPECT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    }
};

inline const PaperDemo& paper_demo() {
    static const PaperDemo made;
    return made;
}

inline bool installed(const char* program) {
    return std::system((std::string{"command -v "} + program + " > /dev/null").c_str()) == 0;
}

inline std::string said_by(const std::string& command) {
    struct Close {
        void operator()(std::FILE* pipe) const noexcept { pclose(pipe); }
    };
    const std::unique_ptr<std::FILE, Close> pipe{popen(command.c_str(), "r")};
    std::string said;
    std::array<char, 4096> part{};
    while (const std::size_t read = std::fread(part.data(), 1, part.size(), pipe.get())) said.append(part.data(), read);
    return said;
}

/// The words of a PDF, line by line.
inline std::string text_of(const std::string& pdf) { return said_by("pdftotext -layout '" + pdf + "' - 2>/dev/null"); }

}  // namespace mutu::test
