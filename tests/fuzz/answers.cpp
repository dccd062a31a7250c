// What a machine says it measured: numbers and shapes that somebody may have written.
#include "fuzz/eaters.hpp"

#include "mutu/error.hpp"
#include "mutu/shard.hpp"

void mutu::fuzz::eat_answers(std::string_view bytes) {
    std::vector<Answer> answers;
    try {
        answers = unpacked(bytes, "fuzz");
    } catch (const Error&) {
        return;
    }
    const std::string again = packed(answers);
    promise(packed(unpacked(again, "fuzz")) == again);
}
