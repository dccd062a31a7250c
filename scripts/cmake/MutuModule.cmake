# mutu_module(name HEADERS … SOURCES … DEPENDS module… PRIVATE foreign…): one folder of src as a static library.
# HEADERS are its public headers under include/mutu; scripts/check_layers reads these lines.
function(mutu_module name)
    cmake_parse_arguments(M "" "" "HEADERS;SOURCES;DEPENDS;PRIVATE" ${ARGN})
    list(TRANSFORM M_SOURCES PREPEND ${name}/)
    add_library(mutu_${name} STATIC ${M_SOURCES})
    add_library(mutu::${name} ALIAS mutu_${name})
    target_include_directories(mutu_${name}
        PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>
        PRIVATE ${PROJECT_SOURCE_DIR}/src/${name})
    list(TRANSFORM M_DEPENDS PREPEND mutu_)
    target_compile_features(mutu_${name} PUBLIC cxx_std_20)
    target_link_libraries(mutu_${name} PUBLIC ${M_DEPENDS} PRIVATE $<BUILD_INTERFACE:mutu_options> ${M_PRIVATE})
    set_target_properties(mutu_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
    mutu_precompile(mutu_${name} module)
    set_property(GLOBAL APPEND PROPERTY MUTU_MODULES mutu_${name})
    set_property(GLOBAL APPEND PROPERTY MUTU_HEADERS ${M_HEADERS})
endfunction()
