# Compiler settings as one INTERFACE target; presets switch the cache variables, never global flags.
option(MUTU_WERROR "Treat warnings as errors" OFF)
set(MUTU_SANITIZE "" CACHE STRING "Value for -fsanitize=, empty for none")
option(MUTU_COVERAGE "Instrument for gcov" OFF)
option(MUTU_FUZZ "Build the fuzz targets of tests/fuzz; needs clang" OFF)
option(MUTU_BENCH "Build the kernel benchmarks of tests/bench; needs libbenchmark-dev" OFF)

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

add_library(mutu_options INTERFACE)
target_compile_features(mutu_options INTERFACE cxx_std_20)
target_compile_options(mutu_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wsuggest-override>
    # A member left out of a designated initialiser keeps its default on purpose; C++ in gcc 12 cannot tell that apart.
    -Wno-missing-field-initializers
    # gcc 12 warns about moved-from optional<string> inside its own headers (PR 80635) once optimising.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    $<$<BOOL:${MUTU_WERROR}>:-Werror>
    $<$<BOOL:${MUTU_FUZZ}>:-fsanitize=fuzzer-no-link>
    $<$<BOOL:${MUTU_COVERAGE}>:--coverage>)
target_link_options(mutu_options INTERFACE $<$<BOOL:${MUTU_COVERAGE}>:--coverage>)
if(MUTU_SANITIZE)  # its commas forbid a generator expression
    target_compile_options(mutu_options INTERFACE
        -fsanitize=${MUTU_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(mutu_options INTERFACE -fsanitize=${MUTU_SANITIZE})
endif()
