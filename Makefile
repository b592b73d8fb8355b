# make site   installs what it needs and builds the example archive into site/
# make test   installs what it needs, the browser included, and runs every test
# make check  types and style        make quick  the tests that load neither model nor browser
# make serve  previews the example   make bench  measures        make lock  renews the lock files
# make bench-search  measures the search against Pagefind, which it installs into a temporary folder

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin

# The newest Python from 3.11 up that really runs: a shim may be on the path and fail.
PYTHON := $(shell for p in python3.15 python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { command -v $$p; break; }; done)

.PHONY: site test quick check serve bench bench-search lock dist clean

site: $(VENV)/.site
	@$(BIN)/sitegen build

serve: $(VENV)/.site
	@$(BIN)/sitegen serve

test: $(VENV)/.test $(VENV)/.browser
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

quick: $(VENV)/.test
	@$(BIN)/python -m pytest -n 2 -m "not model and not browser"

check: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict sitegen tests .ci/browser.py

bench: $(VENV)/.test
	@$(BIN)/python tests/bench/engine.py

bench-search: $(VENV)/.test $(VENV)/.browser
	@$(BIN)/python tests/bench/search.py

# Needs uv, which pip installs. The files name no index, so any mirror will do.
LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet
lock:
	uv pip compile $(LOCK) pyproject.toml --group build -o requirements.lock
	uv pip compile $(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

dist: $(VENV)/.test
	@$(BIN)/python -m build --no-isolation

clean:
	rm -rf $(VENV) .sitegen dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# ---------------------------------------------------------------- environment

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "sitegen needs Python 3.11 or later, with its venv module, on the PATH" >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.site: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Installing (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.browser: $(VENV)/.test .ci/browser.py
	@$(BIN)/python .ci/browser.py
	@touch $@
