#!/usr/bin/env bash
# Writes the three lock files from pyproject.toml: production, development, and the Django 6 leg of the tests.
# Every line carries hashes; no address of an index and no path of a machine ends up in them.
set -euo pipefail
cd "$(dirname "$0")/.."

uv="${UV:-.venv/bin/uv}"
limits="$(mktemp)"
trap 'rm -f "$limits"' EXIT

compile() { # compile OUTPUT PYTHON-VERSION DJANGO-RANGE [extra arguments]
    local output="$1" python_version="$2" django="$3"
    shift 3
    echo "$django" >"$limits"
    "$uv" pip compile pyproject.toml --quiet --universal --generate-hashes --no-annotate \
        --python-version "$python_version" --constraint "$limits" \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        --output-file "$output" "$@"
}

compile requirements.lock 3.11 "django>=5.2,<6" ${UPGRADE:+--upgrade}
compile requirements-dev.lock 3.11 "django>=5.2,<6" --extra dev ${UPGRADE:+--upgrade}
compile requirements-django6.lock 3.12 "django>=6.1,<6.2" --extra dev ${UPGRADE:+--upgrade}
echo "Locks written. UPGRADE=1 make lock takes newer versions."
