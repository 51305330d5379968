#!/usr/bin/env bash
# `make setup`: environment, messages, database and demo content; nothing is served. Safe to run again.
# With --tell it also prints the demo's addresses and logins.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/environment.sh .venv requirements-dev.lock 11
exec .venv/bin/python scripts/prepare.py "$@"
