#!/usr/bin/env bash
# Prints the first Python that really runs and is new enough: find_python.sh [LOWEST-MINOR, 11 unless told].
# A name on the PATH may be a shim without an interpreter behind it, so every candidate is started.
# PYTHON= overrides the search for the environment of the project (not for the second one of the tests).
set -u
lowest="${1:-11}"

runs() {
    "$1" -c "import sys, sqlite3, ssl, venv; sys.exit(not ((3, $lowest) <= sys.version_info[:2] < (3, 15)))" \
        >/dev/null 2>&1
}

if [ "$lowest" = 11 ] && [ -n "${PYTHON:-}" ]; then
    path="$(command -v "$PYTHON" || true)"
    if [ -n "$path" ] && runs "$path"; then
        echo "$path"
        exit 0
    fi
    echo "PYTHON=$PYTHON does not run, is older than 3.$lowest, or lacks sqlite3, ssl or venv." >&2
    exit 1
fi

candidates=()
for minor in 11 12 13 14; do
    [ "$minor" -ge "$lowest" ] || continue
    candidates+=("python3.$minor" "/usr/bin/python3.$minor" "/usr/local/bin/python3.$minor")
done
candidates+=(python3 python)
for minor in 11 12 13 14; do
    [ "$minor" -ge "$lowest" ] || continue
    candidates+=("${PYENV_ROOT:-$HOME/.pyenv}"/versions/3."$minor".*/bin/python3)
    candidates+=("${XDG_DATA_HOME:-$HOME/.local/share}"/uv/python/cpython-3."$minor".*/bin/python3)
done

for candidate in "${candidates[@]}"; do
    path="$(command -v "$candidate" 2>/dev/null)" || continue
    if runs "$path"; then
        echo "$path"
        exit 0
    fi
done
exit 1
