# cmake -D PROGRAM=… -D VERSION=… -P: the first line of `mutu --version` names the version of project().
execute_process(COMMAND ${PROGRAM} --version RESULT_VARIABLE code OUTPUT_VARIABLE said)
string(REGEX MATCH "^[^\n]+" first "${said}")
string(FIND "${first}" "${VERSION}" at)
if(NOT code EQUAL 0 OR at EQUAL -1)
    message(FATAL_ERROR "mutu --version ended with ${code} and begins \"${first}\", without ${VERSION}")
endif()
