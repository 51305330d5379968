#!/usr/bin/env bash
# `make lint`: style of Python, templates and scripts. FIX=1 repairs what can be repaired.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
python=.venv/bin/python

if [ -n "${FIX:-}" ]; then
    "$python" -m ruff check --quiet --fix . || failed=1
    "$python" -m ruff format --quiet . || failed=1
else
    "$python" -m ruff check --output-format concise . || failed=1
    "$python" -m ruff format --check --output-format concise . || failed=1
fi

mapfile -t templates < <(git ls-files --cached --others --exclude-standard -- 'templates/**.html')
if [ "${#templates[@]}" -gt 0 ]; then
    check=(--check)
    [ -n "${FIX:-}" ] && check=()
    "$python" -m djhtml --tabwidth 2 ${check[@]+"${check[@]}"} "${templates[@]}" || failed=1
fi

if command -v node >/dev/null; then
    while IFS= read -r module; do
        # The modules have no bundler behind them: what a browser cannot parse must not be committed.
        node --input-type=module --check <"$module" || { echo "$module does not parse" && failed=1; }
    done < <(git ls-files --cached --others --exclude-standard -- 'static/**.js')
fi

while IFS= read -r script; do
    bash -n "$script" || failed=1
done < <(git ls-files --cached --others --exclude-standard -- '*.sh' .ci/run)

if [ "$failed" = 0 ]; then echo "Nothing to complain about."; else echo "make format repairs what can be repaired." >&2; fi
exit "$failed"
