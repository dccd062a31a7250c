# What an installation holds: the program and its data (component mutu), headers and libraries (component mutu-dev), and packages
# of both. Data lies at share/mutu beside the program, in the build tree as in an installed one.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/geodata ${PROJECT_BINARY_DIR}/share/mutu SYMBOLIC)
target_compile_definitions(mutu_app PRIVATE
    MUTU_VERSION="${PROJECT_VERSION}"
    MUTU_SOURCE_DATA="${PROJECT_SOURCE_DIR}/geodata")

install(TARGETS mutu RUNTIME COMPONENT mutu)
install(TARGETS mutu_whole RUNTIME DESTINATION libexec/mutu COMPONENT mutu)
install(DIRECTORY geodata/ DESTINATION ${CMAKE_INSTALL_DATADIR}/mutu COMPONENT mutu)
# Manual page and completion are read off the command table by the program itself.
set(papers ${PROJECT_BINARY_DIR}/papers)
file(MAKE_DIRECTORY ${papers})
add_custom_command(OUTPUT ${papers}/mutu.1 ${papers}/mutu.bash
    COMMAND mutu_whole --man-page > ${papers}/mutu.1
    COMMAND mutu_whole --bash-completion > ${papers}/mutu.bash
    DEPENDS mutu_whole COMMENT "manual page and completion")
add_custom_target(mutu_papers ALL DEPENDS ${papers}/mutu.1 ${papers}/mutu.bash)
install(FILES ${papers}/mutu.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT mutu)
install(FILES ${papers}/mutu.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME mutu COMPONENT mutu)
# The unit is off until an administrator turns it on; the site is an example to be filled in.
install(FILES scripts/deploy/mutu.service DESTINATION lib/systemd/system COMPONENT mutu)
install(FILES scripts/deploy/mutu.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT mutu)
install(FILES scripts/deploy/mutu-site.conf DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples COMPONENT mutu)
install(PROGRAMS scripts/shards/parallel scripts/shards/slurm DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples/shards COMPONENT mutu)
install(FILES README.md CHANGELOG.md LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT mutu)

get_property(modules GLOBAL PROPERTY MUTU_MODULES)
set(MUTU_CONFIG_FOLDER ${CMAKE_INSTALL_LIBDIR}/cmake/mutu)
install(TARGETS ${modules} EXPORT mutu ARCHIVE COMPONENT mutu-dev)
install(DIRECTORY include/mutu DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT mutu-dev)
install(EXPORT mutu NAMESPACE mutu:: FILE mutuTargets.cmake DESTINATION ${MUTU_CONFIG_FOLDER} COMPONENT mutu-dev)
configure_package_config_file(scripts/cmake/mutuConfig.cmake.in ${PROJECT_BINARY_DIR}/mutuConfig.cmake
    INSTALL_DESTINATION ${MUTU_CONFIG_FOLDER})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/mutuConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/mutuConfig.cmake ${PROJECT_BINARY_DIR}/mutuConfigVersion.cmake
    DESTINATION ${MUTU_CONFIG_FOLDER} COMPONENT mutu-dev)

set(CPACK_PACKAGE_NAME mutu)
set(CPACK_PACKAGE_VENDOR MuTu)
set(CPACK_PACKAGE_CONTACT "The MuTu authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Land-use analysis for industrial parks")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR TGZ DEB)
set(CPACK_COMPONENTS_ALL mutu mutu-dev)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_MUTU_PACKAGE_NAME mutu)
set(CPACK_DEBIAN_MUTU_PACKAGE_SECTION science)
set(CPACK_DEBIAN_MUTU_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_MUTU_PACKAGE_DEPENDS "proj-data, fonts-noto-cjk")
set(CPACK_DEBIAN_MUTU-DEV_PACKAGE_NAME mutu-dev)
set(CPACK_DEBIAN_MUTU-DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_MUTU-DEV_PACKAGE_DEPENDS
    "mutu (= ${PROJECT_VERSION}), libgdal-dev, libgeos-dev, libproj-dev, libsqlite3-dev, libspatialite-dev, libxlsxwriter-dev, \
libssl-dev, libfmt-dev, libtomlplusplus-dev, nlohmann-json3-dev, libcpp-httplib-dev, libpango1.0-dev, libpq-dev, zlib1g-dev")
include(CPack)
