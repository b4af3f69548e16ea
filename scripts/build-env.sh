# Sourced by the Makefile. HiGHS takes minutes to compile; where ccache is at hand a second build
# takes seconds.
if command -v ccache >/dev/null; then
    export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
    export CCACHE_NOHASHDIR=1
fi
