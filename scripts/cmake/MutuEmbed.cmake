# mutu_embed(target FOLDER folder FILES name…): puts files into the program as the table embedded_files() of src/serve/assets.hpp.
# mutu_web_page(): builds the page of src/web where npm is at hand (MUTU_WEB), and sets MUTU_PAGE_FOLDER and MUTU_PAGE_FILES.
set(MUTU_WEB AUTO CACHE STRING "The page of mutu serve: ON (needs npm), OFF (a plain page), AUTO (ON where npm can do it)")
set_property(CACHE MUTU_WEB PROPERTY STRINGS AUTO ON OFF)

function(mutu_embed target)
    cmake_parse_arguments(E "" "FOLDER" "FILES" ${ARGN})
    set(blocks "")
    set(rows "")
    set(number 0)
    foreach(file ${E_FILES})
        string(APPEND blocks "asm(\".section .rodata\\n.balign 16\\nmutu_page_${number}:\\n.incbin \\\"${E_FOLDER}/${file}\\\"\\n\"\n"
            "    \"mutu_page_${number}_end:\\n.byte 0\\n.text\\n\");\n"
            "extern const char page_${number}[] asm(\"mutu_page_${number}\");\n"
            "extern const char page_${number}_end[] asm(\"mutu_page_${number}_end\");\n")
        string(APPEND rows "        {\"${file}\", {page_${number}, static_cast<std::size_t>(page_${number}_end - page_${number})}},\n")
        math(EXPR number "${number} + 1")
        list(APPEND inputs ${E_FOLDER}/${file})
    endforeach()
    set(table ${CMAKE_CURRENT_BINARY_DIR}/embedded_files.cpp)
    file(CONFIGURE OUTPUT ${table} @ONLY CONTENT "// Made by scripts/cmake/MutuEmbed.cmake.
#include \"assets.hpp\"

${blocks}
namespace mutu {

std::span<const EmbeddedFile> embedded_files() {
    static const EmbeddedFile all[] = {
${rows}    };
    return all;
}

}  // namespace mutu
")
    set_source_files_properties(${table} PROPERTIES OBJECT_DEPENDS "${inputs}")
    target_sources(${target} PRIVATE ${table})
endfunction()

# The libraries of the page, as the lock file pins them; TRUE in `result` where they are there afterwards.
function(mutu_web_libraries folder result)
    set(${result} FALSE PARENT_SCOPE)
    find_program(MUTU_NPM npm)
    find_program(MUTU_NODE node)
    if(NOT MUTU_NPM OR NOT MUTU_NODE)
        return()
    endif()
    file(MAKE_DIRECTORY ${folder})
    foreach(name package.json package-lock.json .npmrc)
        configure_file(${PROJECT_SOURCE_DIR}/src/web/${name} ${folder}/${name} COPYONLY)
    endforeach()
    file(SHA256 ${folder}/package-lock.json wanted)
    set(have "")
    if(EXISTS ${folder}/node_modules/.mutu)
        file(READ ${folder}/node_modules/.mutu have)
    endif()
    if(NOT have STREQUAL wanted)
        message(STATUS "web: npm ci")
        execute_process(COMMAND ${MUTU_NPM} ci --ignore-scripts --no-fund --no-audit WORKING_DIRECTORY ${folder}
            RESULT_VARIABLE code OUTPUT_QUIET ERROR_VARIABLE said TIMEOUT 300)
        if(NOT code EQUAL 0)
            message(STATUS "web: npm ci ended with ${code}: ${said}")
            return()
        endif()
        file(WRITE ${folder}/node_modules/.mutu ${wanted})
    endif()
    # The type checker sees the sources beside their libraries.
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/src/web/src ${folder}/src SYMBOLIC)
    configure_file(${PROJECT_SOURCE_DIR}/src/web/tsconfig.json ${folder}/tsconfig.json COPYONLY)
    set(${result} TRUE PARENT_SCOPE)
endfunction()

function(mutu_web_page)
    set(work ${PROJECT_BINARY_DIR}/web)
    set(found FALSE)
    if(NOT MUTU_WEB STREQUAL OFF)
        mutu_web_libraries(${work} found)
    endif()
    if(MUTU_WEB STREQUAL ON AND NOT found)
        message(FATAL_ERROR "MUTU_WEB=ON, but the page cannot be built: node and npm are needed (scripts/setup)")
    endif()
    set(files index.html openapi.json guide.md)
    if(found)
        list(APPEND files app.js app.css licences.txt)
        file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/web/src/*)
        set(page ${PROJECT_SOURCE_DIR}/src/web/index.html)
        list(TRANSFORM files PREPEND ${work}/page/ OUTPUT_VARIABLE built)
        add_custom_command(OUTPUT ${built}
            COMMAND ${MUTU_NODE} ${PROJECT_SOURCE_DIR}/src/web/build.mjs ${PROJECT_SOURCE_DIR}/src/web ${work}
            DEPENDS ${sources} ${page} ${PROJECT_SOURCE_DIR}/src/web/build.mjs ${PROJECT_SOURCE_DIR}/src/web/openapi.json
                    ${PROJECT_SOURCE_DIR}/src/web/guide/guide.md ${work}/package-lock.json
            COMMENT "web: bundling the page" VERBATIM)
    else()
        message(STATUS "web: without node the program carries a plain page; the API, tiles and OGC services are the same")
        foreach(pair plain.html:index.html openapi.json:openapi.json guide/guide.md:guide.md)
            string(REPLACE ":" ";" pair ${pair})
            list(GET pair 0 from)
            list(GET pair 1 to)
            configure_file(${PROJECT_SOURCE_DIR}/src/web/${from} ${work}/page/${to} COPYONLY)
        endforeach()
    endif()
    set(MUTU_PAGE_FOLDER ${work}/page PARENT_SCOPE)
    set(MUTU_PAGE_FILES ${files} PARENT_SCOPE)
    set_property(GLOBAL PROPERTY MUTU_PAGE_BUILT ${found})
endfunction()
