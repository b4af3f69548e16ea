#!/usr/bin/env bash
# Installs what the build of HiGHS needs and a machine lacks: a C++ compiler, cmake, libclang.
set -euo pipefail

# libclang from a package of the system, or from where LIBCLANG_PATH says. libclang-cpp is another library.
has_libclang() {
    [ -n "${LIBCLANG_PATH:-}" ] && return 0
    ldconfig -p 2>/dev/null | grep -q 'libclang\(-[0-9.]*\)\?\.so' && return 0
    compgen -G '/usr/lib/llvm-*/lib/libclang.so*' >/dev/null && return 0
    compgen -G '/usr/lib64/libclang.so*' >/dev/null && return 0
    [ -e /Library/Developer/CommandLineTools/usr/lib/libclang.dylib ]
}

missing=()
command -v c++ >/dev/null || missing+=(g++)
command -v cmake >/dev/null || missing+=(cmake)
has_libclang || missing+=(libclang)

if ! command -v cargo >/dev/null; then
    echo "cargo is missing: install Rust from https://rustup.rs, then run this again" >&2
    exit 1
fi
[ ${#missing[@]} -eq 0 ] && exit 0

echo "missing: ${missing[*]}"
if command -v apt-get >/dev/null; then
    sudo=""
    [ "$(id -u)" -eq 0 ] || sudo=sudo
    $sudo apt-get update -qq
    $sudo apt-get install -y --no-install-recommends "${missing[@]/libclang/libclang1}"
elif command -v dnf >/dev/null; then
    echo "on Fedora: sudo dnf install gcc-c++ cmake clang-libs, then run this again" >&2
    exit 1
elif [ "$(uname)" = Darwin ]; then
    echo "on macOS: xcode-select --install && brew install cmake llvm, then run this again" >&2
    exit 1
else
    echo "install a C++ compiler, cmake and libclang with your package manager, then run this again" >&2
    exit 1
fi
