#!/usr/bin/env bash
# `make test`: the same tests on SQLite, on Django 6 (where a newer Python is found), in a browser, on PostgreSQL.
# ARGS= is handed to pytest (ARGS="-k votes"); LEGS= picks among: sqlite django6 e2e postgres.
set -uo pipefail
cd "$(dirname "$0")/.."
legs="${LEGS:-sqlite django6 e2e postgres}"
read -r -a extra <<<"${ARGS:-}"
jobs="${JOBS:-2}"
logs="$(mktemp -d)"
trap 'rm -rf "$logs"' EXIT
failed=0
summary=()
export DJANGO_SETTINGS_MODULE=site_core.settings.test
unset DATABASE_URL

# leg NAME PYTHON PYTEST-ARGUMENT...
leg() {
    local name="$1" python="$2" status
    shift 2
    printf '\n── %s ──\n' "$name"
    "$python" -m pytest -q --color=no "$@" ${extra[@]+"${extra[@]}"} 2>&1 | tee "$logs/out"
    status="${PIPESTATUS[0]}"
    # 5: nothing was selected, which only a choice made with ARGS= may cause.
    if [ "$status" = 5 ] && [ -n "${ARGS:-}" ]; then status=0; fi
    if [ "$status" != 0 ]; then failed=1; fi
    summary+=("$(printf '%-12s %s' "$name" "$(grep -v '^ *$' "$logs/out" | tail -n 1)")")
}

missing() { # missing NAME REASON
    summary+=("$(printf '%-12s not run: %s' "$1" "$2")")
    printf '\n── %s: not run, %s ──\n' "$1" "$2"
    if [ -n "${CI:-}" ]; then failed=1; fi
}

wanted() { [[ " $legs " == *" $1 "* ]]; }

postgres_url=""
if wanted postgres || wanted e2e; then
    postgres_url="$(.venv/bin/python scripts/find_postgres.py)" || postgres_url=""
fi

if wanted sqlite; then
    leg SQLite .venv/bin/python -n "$jobs" --dist worksteal -m "not e2e and not postgres"
fi

if wanted django6; then
    if PYTHON="" newer="$(scripts/find_python.sh 12)"; then
        if scripts/environment.sh .venv-django6 requirements-django6.lock 12; then
            leg "Django 6.1" .venv-django6/bin/python -n "$jobs" --dist worksteal -m "not e2e and not postgres and not slow"
        else
            failed=1
            summary+=("$(printf '%-12s the environment could not be made with %s' "Django 6.1" "$newer")")
        fi
    else
        summary+=("$(printf '%-12s not run: no Python 3.12 or newer that runs' "Django 6.1")")
    fi
fi

if wanted e2e; then
    if chromium="$(scripts/find_chromium.sh)"; then
        # A live server answers from several threads, which PostgreSQL bears better than a database in memory.
        DATABASE_URL="${postgres_url:-sqlite:///$logs/e2e.sqlite3}" CHROMIUM="$chromium" \
            leg Browser .venv/bin/python -n "$jobs" --dist worksteal -m "e2e"
    else
        missing Browser "no Chromium"
    fi
fi

if wanted postgres; then
    if [ -n "$postgres_url" ]; then
        DATABASE_URL="$postgres_url" leg PostgreSQL .venv/bin/python -n "$jobs" --dist worksteal -m "not e2e"
    else
        missing PostgreSQL "no server answers (TEST_POSTGRES_URL names one)"
    fi
fi

printf '\n'
if [ "$failed" != 0 ]; then echo "FAILED. In short:"; else echo "In short:"; fi
printf '%s\n' "${summary[@]}"
exit "$failed"
