#!/usr/bin/env bash
# Makes a virtual environment from a lock file: environment.sh FOLDER LOCK LOWEST-MINOR
# Does nothing when the environment was already made from this very lock.
set -euo pipefail
cd "$(dirname "$0")/.."
venv="$1" lock="$2" lowest="$3"
stamp="$venv/.made-from"

checksum() {
    if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1
}

wanted="$(checksum "$lock") $PWD/$venv"
if [ -x "$venv/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && "$venv/bin/python" -c "import django"; then
    exit 0
fi

# install PACKAGE...: with apt where that is possible, else the command to type.
install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $*" >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$@" >&2 && return
        apt-get update -q >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$@" >&2
    else
        echo "Missing: $*. Install it, then start again:" >&2
        echo "    sudo apt-get install $*" >&2
        return 1
    fi
}

if ! python="$(scripts/find_python.sh "$lowest")"; then
    [ -z "${PYTHON:-}" ] || exit 1
    install python3 python3-venv
    python="$(scripts/find_python.sh "$lowest")" || {
        echo "Python 3.$lowest or newer is needed; name one with PYTHON=/path/to/python3 make setup" >&2
        exit 1
    }
fi
version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"

# Half made, moved here from another folder, or its interpreter is gone: made again.
if [ -d "$venv" ]; then
    made_in="$(cut -d' ' -f2- "$stamp" 2>/dev/null || true)"
    if [ "${made_in:-$PWD/$venv}" != "$PWD/$venv" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        rm -rf "$venv"
    fi
fi
if [ ! -d "$venv" ]; then
    # Debian splits ensurepip off into a package of its own, named after the version.
    "$python" -c "import ensurepip" 2>/dev/null || install "python$version-venv"
    echo "Making $venv with Python $version"
    "$python" -m venv "$venv"
fi

echo "Installing what $lock names"
bootstrap="$(mktemp)"
trap 'rm -f "$bootstrap"' EXIT
awk '/^uv==/ { on = 1 } on { print } on && !/\\$/ { exit }' "$lock" >"$bootstrap"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$bootstrap"
# uv is quick; pip knows mirrors and proxies that are configured for pip alone.
# Compiled at once: every later start is quicker by seconds, also where Python may not write bytecode.
VIRTUAL_ENV="$PWD/$venv" "$venv/bin/uv" pip install --quiet --compile-bytecode --require-hashes -r "$lock" ||
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
echo "$wanted" >"$stamp"
