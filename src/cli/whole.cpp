// The whole program with every verb, run by `mutu` for all that is not a quick look into a book.
#include "options.hpp"
#include "rim.hpp"

int main(int argc, char** argv) {
    return mutu::at_the_rim([&] { return mutu::dispatch(argc, argv); });
}
