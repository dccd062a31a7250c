// Two kinds of trouble: an Error stops the run, a Diagnostic says that one record is poor and the run goes on.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace mutu {

/// What kind of failure stopped the run; `exit_code` is its number for scripts.
enum class Kind { usage, input, refused, infeasible, stopped, bug };

int exit_code(Kind kind);

/// Written for the person who must mend the file: what, where, which value, what to do.
class Error : public std::runtime_error {
public:
    Error(Kind kind, const std::string& message) : std::runtime_error{message}, kind_{kind} {}
    Kind kind() const { return kind_; }

private:
    Kind kind_;
};

enum class Severity : std::uint8_t { info, warning, error };

const char* word(Severity severity);

/// A point in the book's CRS that shows where a finding lies.
struct Spot {
    double x = 0;
    double y = 0;
};

/// One finding about one record. `code` is stable; the message names the value and `fix` what to do.
struct Diagnostic {
    std::string code;
    Severity severity = Severity::warning;
    std::string layer;  // role or layer name
    std::string source_file;
    std::int64_t source_row = 0;  // 1-based data row; 0: the whole layer
    std::string subject_id;
    std::string message;
    std::string fix;
    std::optional<Spot> spot = {};
    int number = 0;             // of the rule in geodata/check; 0: none
    std::string other_id = {};  // the second record of a finding about a pair
    std::string shape = {};     // the land concerned, WKB in the book's CRS; empty: the spot says it all
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace mutu
