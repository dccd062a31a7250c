// Words and numbers of failures.
#include "mutu/error.hpp"

namespace mutu {

int exit_code(Kind kind) {
    switch (kind) {
    case Kind::usage: return 2;
    case Kind::input: return 3;
    case Kind::refused: return 4;
    case Kind::infeasible: return 5;
    case Kind::stopped: return 6;
    case Kind::bug: return 70;
    }
    return 70;
}

const char* word(Severity severity) {
    switch (severity) {
    case Severity::info: return "info";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
    }
    return "error";
}

}  // namespace mutu
