// Packs, project files and labels: whatever parses can be written as JSON and read back to the same text.
#include "fuzz/eaters.hpp"

#include "mutu/value.hpp"

void mutu::fuzz::eat_toml(std::string_view bytes) {
    try {
        const std::string once = to_json(parse_toml(bytes, "fuzz.toml"));
        promise(to_json(parse_json(once, "fuzz.json")) == once);
    } catch (const Error&) {
        return;  // refused, with the place: that is the promise
    }
}
