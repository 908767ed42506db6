# make draft       write draft.docx from the full sample
# make test        ruff, mypy and the tests; the same examples every time
# make test-all    what `make test` leaves out, and property tests with many more examples; SEED=1 repeats a run
# make test-newest a small part of the tests, with the newest versions of everything
# make lock        renew requirements-dev.txt, the versions that the other tests use
# Each sets up what it needs in .venv first, and again only when pyproject.toml or the lock has changed.

SHELL := /bin/sh
.DEFAULT_GOAL := draft
.DELETE_ON_ERROR:
.PHONY: draft test test-all test-newest lock golden bench clean

SYSTEM_PYTHON := $(shell command -v python3 || command -v python)
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PYTHON := $(BIN)/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet
LOCK := requirements-dev.txt
PYTEST := $(PYTHON) -m pytest -n auto --dist worksteal

draft: $(VENV)/.installed
	$(BIN)/specgen generate sample_inputs/care-planning.yaml -o draft.docx
	@echo "The draft is $(CURDIR)/draft.docx"

test: $(VENV)/.installed-for-tests
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTEST)

test-all: $(VENV)/.installed-for-tests
	$(PYTEST) -m '(long or hypothesis) and not benchmark' --hypothesis-profile=long $(if $(SEED),--hypothesis-seed=$(SEED))

test-newest:
	$(SYSTEM_PYTHON) -m venv --clear .venv-newest
	.venv-newest/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[dev]'
	.venv-newest/bin/python -m pytest -n auto tests/formats/yamlfile tests/cli tests/test_generate.py

lock: | $(VENV)/.made
	$(PIP) install 'uv>=0.9'
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--no-config --extra dev --output-file $(LOCK) pyproject.toml

golden: $(VENV)/.installed-for-tests
	$(PYTHON) docs/make_answers_page.py
	$(PYTHON) docs/make_rules_page.py
	$(PYTHON) -m pytest --refresh-golden
	@git --no-pager diff --stat -- tests/golden docs

bench: $(VENV)/.installed-for-tests
	$(PYTHON) -m pytest -m benchmark -s tests/benchmarks

clean:
	rm -rf $(VENV) .venv-newest .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml | $(VENV)/.made
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-for-tests: pyproject.toml $(LOCK) | $(VENV)/.made
	$(PIP) install --requirement $(LOCK)
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.installed

$(VENV)/.made:
	@test -n "$(SYSTEM_PYTHON)" || { echo "specgen needs Python 3.11 or later: none found" >&2; exit 1; }
	@$(SYSTEM_PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("specgen needs Python 3.11 or later: this is " + sys.version)'
	$(SYSTEM_PYTHON) -m venv $(VENV)
	@touch $@
