"""Requests per second, latency, queries and bytes of the main pages, beside the C and T rungs of the same run.

Starts granian (two workers) on this machine only, asks with wrk, stops both. See benchmarks/README.md.
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 8
# Kept pages all take the same way: a large one, a small one and the busiest are enough to see it.
WARM = ("campaign page", "debate page", "map view, street")
# The page whose blocks are kept each for itself: what it costs when something outside them has changed.
BLOCKS = ("campaign page",)
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
LUA = """
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %f %f %f %d\\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


def python(*arguments: str, **environment: str) -> str:
    """Run a Python program of the project; returns what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stderr[-3000:]}")
    return done.stdout


class Server:
    """granian with two workers on a free local port, for the length of a `with`."""

    def __init__(self, application: str, port: int, **environment: str):
        self.application, self.port, self.environment = application, port, environment

    def __enter__(self) -> "Server":
        # One thread each: pages are computed, and threads that share a core only make all of them wait.
        command = [
            "granian",
            "--interface",
            "wsgi",
            "--workers",
            "2",
            "--blocking-threads",
            "1",
            "--host",
            "127.0.0.1",
        ]
        self.process = subprocess.Popen(
            [
                str(Path(sys.executable).with_name(command[0])),
                *command[1:],
                "--port",
                str(self.port),
                self.application,
            ],
            cwd=ROOT,
            env=os.environ | self.environment | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _try in range(150):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=2)
                return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                time.sleep(0.2)
        raise SystemExit(f"{self.application} did not start")

    def __exit__(self, *_exception) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(20)

    def load(self, path: str, seconds: int, script: str) -> dict[str, float]:
        """Ask for one path for some seconds; requests per second, p50 and p95 in ms, errors."""
        url = f"http://127.0.0.1:{self.port}{path}"
        urllib.request.urlopen(url, timeout=60).read()
        done = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", script, url],
            capture_output=True,
            text=True,
            timeout=seconds + 60,
        )
        found = re.search(r"RESULT (\S+) (\S+) (\S+) (\d+)", done.stdout)
        if not found:
            raise SystemExit(f"wrk said nothing for {path}: {done.stdout}{done.stderr}")
        rate, p50, p95, errors = (float(value) for value in found.groups())
        return {"rate": rate, "p50": p50, "p95": p95, "errors": errors}


PROBE = """
import json, gzip, sys, django
django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from consultation_blocks.models import Activity, Campaign, Contribution
from pages.models import CampaignPage
a = {x.kind: x for x in Activity.objects.filter(campaign__slug="bench")}
page = CampaignPage.objects.get(slug="bench")
c = Client(headers={"host": "127.0.0.1"})
z = "zoom=16&bbox=2.2010,48.8880,2.2130,48.8970"
paths = {
    "campaign page": page.url,
    "debate page": f"/fr/a/{a['debate'].pk}/",
    "proposals page": f"/fr/a/{a['proposals'].pk}/",
    "proposal": f"/fr/proposals/{Contribution.objects.public().filter(kind='proposal').order_by('pk').first().reference}/",
    "map page": f"/fr/a/{a['map'].pk}/",
    "map view, street": f"/fr/map/{a['map'].pk}/features/?{z}",
    "agenda page": f"/fr/a/{a['agenda'].pk}/",
    "campaign index": page.get_parent().url,
    "API, contributions": f"/api/v1/activities/{a['debate'].pk}/contributions/",
}
rows = {}
for name, path in paths.items():
    c.get(path)
    with CaptureQueriesContext(connection) as seen:
        r = c.get(path)
    rows[name] = {"path": path, "status": r.status_code, "queries": len(seen), "bytes": len(gzip.compress(r.content, 6))}
print(json.dumps(rows))
"""


def measure(database: str, size: int, arguments, folder: Path, script: str) -> list[dict]:
    """All pages for one database and size, rounds interleaved with the rungs."""
    url = address_of(database, size, folder)
    environment = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "VAR_DIR": str(folder / f"var-{database}-{size}"),
        "STATIC_ROOT": str(ROOT / "var" / "static"),
    }
    if not (arguments.reuse and is_filled(environment)):
        clear_database(database, size, folder)
        python("manage.py", "migrate", "-v0", **environment)
        python("-m", "benchmarks.fill", str(size), **environment)
    caches = {
        "cold": {"PUBLIC_PAGE_CACHE_SECONDS": "0", "BLOCK_CACHE_SECONDS": "0"},
        "blocks kept": {"PUBLIC_PAGE_CACHE_SECONDS": "0", "BLOCK_CACHE_SECONDS": "600"},
        "warm": {"PUBLIC_PAGE_CACHE_SECONDS": "600", "BLOCK_CACHE_SECONDS": "600"},
    }
    probed = {
        mode: json.loads(python("-c", PROBE, **environment, **settings).splitlines()[-1])
        for mode, settings in caches.items()
    }
    pages = probed["cold"]
    for name, page in pages.items():
        if page["status"] != 200:
            raise SystemExit(f"{name} ({page['path']}) answered {page['status']}")
    samples: dict[tuple[str, str], list[dict]] = {}
    application = "site_core.wsgi:application"
    # All run throughout, so that rounds follow each other closely; who is not asked costs nothing.
    with ExitStack() as running:
        rungs = running.enter_context(Server("benchmarks.rungs:application", 8301))
        servers = {
            mode: running.enter_context(Server(application, port, **environment, **settings))
            for port, (mode, settings) in enumerate(caches.items(), start=8302)
        }
        for round_number in range(arguments.rounds):
            for name, path in (("H", "/hello/"), ("C", "/cached/"), ("T", "/template/")):
                samples.setdefault((name, ""), []).append(rungs.load(path, arguments.seconds, script))
            for name, page in pages.items():
                for mode, server in servers.items():
                    if name in {"cold": pages, "blocks kept": BLOCKS, "warm": WARM}[mode]:
                        samples.setdefault((name, mode), []).append(
                            server.load(page["path"], arguments.seconds, script)
                        )
            print(
                f"  {database}, {size}: round {round_number + 1} of {arguments.rounds}",
                file=sys.stderr,
                flush=True,
            )
    medians = {
        key: {figure: statistics.median(sample[figure] for sample in found) for figure in found[0]}
        for key, found in samples.items()
    }
    rows = [{"page": name, "mode": mode, **medians[name, mode]} for name, mode in medians]
    for row in rows:
        row.update(
            database=database,
            size=size,
            queries=probed.get(row["mode"], {}).get(row["page"], {}).get("queries", 0),
            bytes=pages.get(row["page"], {}).get("bytes", 0),
            per_c=row["rate"] / medians["C", ""]["rate"],
            per_t=row["rate"] / medians["T", ""]["rate"],
        )
    return rows


def address_of(database: str, size: int, folder: Path) -> str:
    """The URL of the database of one size."""
    if database == "sqlite":
        return f"sqlite:///{folder / f'bench-{size}.sqlite3'}"
    return POSTGRES.rsplit("/", 1)[0] + f"/bench_{size}"


def is_filled(environment: dict[str, str]) -> bool:
    """Whether an earlier run (with --folder) left its campaign in the database."""
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "import django; django.setup(); import benchmarks.generate as g; g.Activity.objects.get(pk=1)",
        ],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
    )
    return found.returncode == 0


def clear_database(database: str, size: int, folder: Path) -> None:
    """An empty database in place of what is there."""
    if database == "sqlite":
        for file in folder.glob(f"bench-{size}.sqlite3*"):
            file.unlink()
        return
    import psycopg

    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS bench_{size}")
        connection.execute(f"CREATE DATABASE bench_{size}")


def table(rows: list[dict]) -> str:
    """The measurements as Markdown."""
    lines = [
        "| database | contributions | page | cache | requests/s | p50 ms | p95 ms | queries | bytes (gzip) | ÷ C | ÷ T |",
        "| --- | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        errors = f" ({row['errors']:.0f} errors)" if row["errors"] else ""
        lines.append(
            f"| {row['database']} | {row['size']:,} | {row['page']}{errors} | {row['mode']} | {row['rate']:,.0f} | "
            f"{row['p50']:.1f} | {row['p95']:.1f} | {row['queries'] or ''} | {row['bytes'] or ''} | "
            f"{row['per_c']:.2f} | {row['per_t']:.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument(
        "--databases", nargs="+", default=["sqlite", "postgres"], choices=["sqlite", "postgres"]
    )
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="keep databases and caches here")
    parser.add_argument(
        "--reuse", action="store_true", help="take the databases of an earlier run with the same --folder"
    )
    arguments = parser.parse_args()
    if not shutil.which("wrk"):
        raise SystemExit("wrk is needed: apt-get install wrk")
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = arguments.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        script = folder / "latency.lua"
        script.write_text(LUA)
        for size in arguments.sizes:
            for database in arguments.databases:
                found = measure(database, size, arguments, folder, str(script))
                print(table(found), flush=True)


if __name__ == "__main__":
    sys.exit(main())
