// Ends with 0 when the installed headers and libraries answer as the sources do.
#include "mutu/measure.hpp"
#include "mutu/text.hpp"
#include "mutu/units.hpp"

#include <string>

int main() {
    const bool exact = mutu::Area::hectares(1) == mutu::Area::mu(15);
    const bool linked = mutu::to_text(mutu::Area::square_metres(0.01)) == "0.01";
    const bool catalogue = mutu::measures().size() == mutu::measure_count;
    return exact && linked && catalogue ? 0 : 1;
}
