#!/usr/bin/env bash
# `make demo`: does what `make setup` does, says where to look and serves until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."
port="${PORT:-8000}"
export DJANGO_SETTINGS_MODULE="${DJANGO_SETTINGS_MODULE:-site_core.settings.demo}"
export BASE_URL="${BASE_URL:-http://127.0.0.1:$port}"

scripts/setup.sh --tell

.venv/bin/python - "$port" <<'PYTHON'
import socket
import sys

with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(sys.argv[1])))
    except OSError as error:
        sys.exit(f"Port {sys.argv[1]} of 127.0.0.1 cannot be used ({error.strerror}). Try: PORT=8001 make demo")
PYTHON

echo "Serving on $BASE_URL (Ctrl-C stops)"
exec .venv/bin/python -m granian --interface wsgi --host 127.0.0.1 --port "$port" --workers 1 --blocking-threads 4 \
    --log-level warning --no-ws site_core.wsgi:application
