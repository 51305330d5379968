# Everything that is typed on this project; `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
.PHONY: help setup demo test lint format points messages lock bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## environment, database, demo content, messages; serves nothing (PYTHON= names an interpreter)
	@scripts/setup.sh

demo: ## setup, then serve on 127.0.0.1:8000 (PORT= changes it) and print addresses and logins
	@scripts/demo.sh

test: setup ## all tests: SQLite, Django 6, browser, PostgreSQL (ARGS="-k votes", LEGS="sqlite")
	@scripts/test.sh

lint: ## style of Python, templates, scripts and JavaScript
	@scripts/environment.sh .venv requirements-dev.lock 11
	@scripts/lint.sh

format: ## repair what lint can repair by itself
	@FIX=1 scripts/lint.sh

points: ## for each point of docs/points.txt, the tests that show it
	@.venv/bin/python scripts/points.py

messages: ## bring locale/*/LC_MESSAGES/django.po up to date with the source
	@.venv/bin/python scripts/messages.py update

lock: ## write the lock files from pyproject.toml (UPGRADE=1 takes newer versions)
	@scripts/lock.sh

bench: setup ## measure the main pages (ARGS are handed on)
	@.venv/bin/python -m benchmarks.run $(ARGS)

clean: ## remove environments, caches and what the demo wrote
	rm -rf .venv .venv-django6 .pytest_cache .ruff_cache .hypothesis var
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete
