# Sets itself up: python3 (3.11 or newer), make and the network are enough.
PYTHON ?= python3
BIN := .venv/bin
UV := $(or $(shell command -v uv 2>/dev/null),$(BIN)/uv)
READY := .venv/.ready

.PHONY: help demo demo-ja test lint format samples train bench wheel-check system
help:
	@echo "make demo     read a made-up mailbox and show what Goen finds (make demo-ja: in Japanese)"
	@echo "make test     run the tests              make lint    check style, types and imports"
	@echo "make samples  rebuild the sample mailboxes"
	@echo "make train    train the reading model    make bench   measure accuracy and speed"

$(READY): pyproject.toml uv.lock
	@command -v uv >/dev/null || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Goen needs Python 3.11 or newer, and '$(PYTHON)' is older. Name a newer one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@command -v uv >/dev/null || test -x $(BIN)/pip || { .ci/system python && $(PYTHON) -m venv .venv; }
	@command -v uv >/dev/null || $(BIN)/pip install --quiet --disable-pip-version-check uv
	@$(UV) sync --frozen --inexact --quiet
	@touch $@

demo: $(READY)
	@$(BIN)/goen demo

demo-ja: $(READY)
	@$(BIN)/goen demo --ja

test: $(READY) system
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

samples: $(READY)
	$(BIN)/python -m training.samples

train: $(READY)
	$(BIN)/python -m training.train

bench: $(READY)
	$(BIN)/python -m benchmarks

wheel-check: $(READY)
	@.ci/wheel $(UV)

system:
	@.ci/system postgresql
	@.ci/system chromium
