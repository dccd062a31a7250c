# cmake -D ROOT=… -P: scripts/check_layers must refuse the bad tree, with one line for each of its faults.
execute_process(COMMAND ${ROOT}/scripts/check_layers ${ROOT}/tests/meta/bad_tree
    RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE count)
if(NOT code EQUAL 1)
    message(FATAL_ERROR "the bad tree ended with ${code}, not 1:\n${said}${count}")
endif()
foreach(fault
    "include/mutu/orphan.hpp: listed by no module"
    "src/high/forgotten.cpp: not listed"
    "include/mutu/foreign.hpp:4: a public header shows the foreign header sqlite3.h"
    "src/cli/main.cpp:2: cli may not see mutu/high.hpp of high"
    "src/high/high.cpp:2: ../low/hidden.hpp is no private header of high"
    "src/high/high.cpp:6: geos_c.h belongs in src/geo alone"
    "src/high/high.cpp:7: unknown/library.h is a foreign header"
    "src/low/low.cpp:2: low may not see mutu/high.hpp of high"
    "src/low/hidden.hpp:6: mutu::Twice is defined in include/mutu/high.hpp already")
    string(FIND "${said}" "${fault}" at)
    if(at EQUAL -1)
        message(FATAL_ERROR "not found: ${fault}\n  among:\n${said}")
    endif()
endforeach()
if(NOT count MATCHES "^9 fault")
    message(FATAL_ERROR "nine faults were laid, but: ${count}")
endif()
