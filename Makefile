# Each target sets up what it needs by itself, once; see tools/ready.py. Another Python: make test PYTHON=python3.13
.DEFAULT_GOAL := help
.PHONY: help demo test check fix docs bench soak lock clean ready-run ready-test
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
# Any python3 can start the set-up, which then looks for a good one; a PYTHON= given is only built upon.
BASE := $(or $(shell command -v python3),$(PYTHON),python3)

help:  ## this list
	@grep -E '^[a-z]+: .*##|^[a-z]+:  ##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

demo: ready-run  ## a whole inspection, scored and reported, in a folder to look at
	@$(BIN)/aboveline demo

test: ready-test check  ## all checks and tests, with coverage
	@$(BIN)/python -m pytest -q -n 2 --cov --cov-report=term

check: ready-test  ## format, lint, types, order of the rooms
	@$(BIN)/ruff format --check -q . || { echo "Some files are not formatted: make fix formats them."; exit 1; }
	@$(BIN)/ruff check -q .
	@$(BIN)/mypy
	@said=$$($(BIN)/lint-imports --no-logo) || { echo "$$said"; exit 1; }

fix: ready-test  ## format, and mend what can be mended
	@$(BIN)/ruff check -q --fix-only .
	@$(BIN)/ruff format -q .

docs: ready-run  ## the reference pages, written from the code
	@$(BIN)/python tools/reference.py

bench: ready-test  ## speed, beside its peers
	@$(BIN)/python -m bench

soak: ready-test  ## the tests and benches that take minutes
	@$(BIN)/python -m pytest -q -m soak
	@$(BIN)/python -m bench --long

lock: ready-run  ## requirements/*.txt anew, from pyproject.toml
	@$(BASE) tools/ready.py lock

clean:  ## remove what set-up, tests and tools made
	@rm -rf .venv .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist
	@find src tests tools -name __pycache__ -prune -exec rm -rf {} +

ready-run ready-test:
	@command -v $(BASE) >/dev/null || { echo "Aboveline needs Python 3.11 or newer, and there is no $(BASE) here." \
	  "On Debian: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(BASE) tools/ready.py $(@:ready-%=%)
