// Values of proofs, read back from a book that anybody may have edited: the text of what was read is stable.
#include "fuzz/eaters.hpp"

#include "mutu/error.hpp"
#include "mutu/measure.hpp"

void mutu::fuzz::eat_fact(std::string_view bytes) {
    for (const Dimension dimension : {Dimension::truth, Dimension::date, Dimension::area, Dimension::money,
                                      Dimension::ratio, Dimension::yield, Dimension::code}) {
        try {
            const std::string once = to_text(fact_value(bytes, dimension));
            promise(to_text(fact_value(once, dimension)) == once);
        } catch (const Error&) {
            continue;  // refused in words: that is the promise
        }
    }
}
