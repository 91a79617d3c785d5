# Every target has a line in `make help`. Nothing here needs to be run by hand first.
.DEFAULT_GOAL := help
.PHONY: help thesis html pdf check test lint data lock clean tex browser
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

thesis: $(READY) tex ## set up what is missing, then build the thesis as HTML and PDF
	@$(BIN)/thesis build

html: $(READY) ## build the HTML only; needs no TeX
	@$(BIN)/thesis build --html

pdf: $(READY) tex ## build the PDF only
	@$(BIN)/thesis build --pdf

check: $(READY) ## check every reported number of the thesis that was built last
	@$(BIN)/thesis check

test: $(READY) tex browser lint ## run every check that CI runs
	@$(BIN)/thesis build
	@$(BIN)/thesis check
	@$(BIN)/pytest

lint: $(READY) ## check form and types of the code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

data: $(READY) ## check the data folder in use against the codebook
	@$(BIN)/thesis data validate

lock: $(READY) ## choose new versions from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --quiet -o requirements.lock

clean: ## remove everything that was built, and keep the data
	@rm -rf book/_build build .pytest_cache .mypy_cache .ruff_cache .hypothesis

tex:
	@scripts/install-packages.sh apt.txt

browser:
	@scripts/install-packages.sh apt-test.txt

$(READY): requirements.lock pyproject.toml
	@scripts/set-up.sh $(PYTHON)
	@touch $(READY)
