# Sourced by the scripts that compile: uses ccache where it is installed, with paths that let two clones share it.
if command -v ccache > /dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache
    CCACHE_BASEDIR=$(pwd)
    export CCACHE_BASEDIR CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros  # the latter for precompiled headers
fi
