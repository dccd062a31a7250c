# Compiler settings as one INTERFACE target; presets switch the cache variables, never global flags.
option(MUTU_WERROR "Treat warnings as errors" OFF)
set(MUTU_SANITIZE "" CACHE STRING "Value for -fsanitize=, empty for none")
option(MUTU_COVERAGE "Instrument for gcov" OFF)
option(MUTU_FUZZ "Build the fuzz targets of tests/fuzz; needs clang" OFF)
option(MUTU_PRECOMPILED "Precompile the standard headers; for the clang presets, whose time is mostly parsing them" OFF)
option(MUTU_BENCH "Build the kernel benchmarks of tests/bench; needs libbenchmark-dev" OFF)

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

# What most files include. Never a header of ours: each file still has to name those, and the release preset holds all files to
# naming the standard ones too.
set(mutu_standard_headers
    <algorithm> <array> <charconv> <cmath> <cstdint> <filesystem> <fstream> <functional> <map> <memory> <numeric> <optional>
    <set> <span> <sstream> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>)
# The first target given a name precompiles for all later ones of that name; a name stands for one set of compiler flags.
function(mutu_precompile target name)
    if(NOT MUTU_PRECOMPILED)
        return()
    endif()
    get_property(owner GLOBAL PROPERTY MUTU_PRECOMPILED_${name})
    if(owner)
        target_precompile_headers(${target} REUSE_FROM ${owner})
    else()
        target_precompile_headers(${target} PRIVATE ${mutu_standard_headers} ${ARGN})
        set_property(GLOBAL PROPERTY MUTU_PRECOMPILED_${name} ${target})
    endif()
endfunction()

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
    # One set of flags for all that share the precompiled headers.
    $<$<BOOL:${MUTU_PRECOMPILED}>:-pthread>
    $<$<BOOL:${MUTU_PRECOMPILED}>:SHELL:-Xclang -fno-pch-timestamp>
    $<$<BOOL:${MUTU_FUZZ}>:-fsanitize=fuzzer-no-link>
    $<$<BOOL:${MUTU_COVERAGE}>:--coverage>)
target_link_options(mutu_options INTERFACE $<$<BOOL:${MUTU_COVERAGE}>:--coverage>)
if(MUTU_SANITIZE)  # its commas forbid a generator expression
    target_compile_options(mutu_options INTERFACE
        -fsanitize=${MUTU_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(mutu_options INTERFACE -fsanitize=${MUTU_SANITIZE})
endif()
