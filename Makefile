# Every target has a line in `make help`. Nothing here needs to be run by hand first.
.DEFAULT_GOAL := help
.PHONY: help thesis html pdf check verify test test-quick test-long pictures bench lint data lock clean tex browser r-packages lab FORCE
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?=# the one that scripts/set-up.sh finds
BIN := .venv/bin
READY := .venv/.ready
WANTS_R := 3# the exit code of `thesis verify` where R or a package of it is missing

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

thesis: $(READY) tex ## set up what is missing, then build the thesis as HTML and PDF
	@$(BIN)/thesis build --html
	@found=0; \
	if command -v Rscript >/dev/null; then $(BIN)/thesis verify || found=$$?; \
	else echo "R is not installed, so no result was recomputed; make verify does both."; fi; \
	$(BIN)/thesis build; \
	if [ $$found -ne $(WANTS_R) ]; then exit $$found; fi

html: $(READY) ## build the HTML only; needs no TeX
	@$(BIN)/thesis build --html

pdf: $(READY) tex ## build the PDF only
	@$(BIN)/thesis build --pdf

check: $(READY) ## check every reported number of the thesis that was built last
	@$(BIN)/thesis check

verify: $(READY) r-packages ## recompute every result of the thesis that was built last in R
	@$(BIN)/thesis verify

# Tests start Python hundreds of times: what was compiled is kept, whatever the shell says.
test test-quick test-long: export PYTHONDONTWRITEBYTECODE :=
test: $(READY) tex browser build/axe.min.js r-packages lint ## run the checks of every day
	@$(BIN)/thesis build --html
	@$(BIN)/thesis verify
	@$(BIN)/thesis build
	@$(BIN)/thesis check
	@$(BIN)/python scripts/pictures.py
	@$(BIN)/pytest -n 2 --dist loadfile --durations 25 -m "not long"

test-quick: $(READY) ## run the tests that need neither a built book nor R, in about two minutes
	@$(BIN)/pytest -n 2 --dist loadfile --durations 5 -m "not book and not slow and not long"

test-long: $(READY) r-packages ## run what is long by nature: kills, mutations, many drawn cases
	@$(BIN)/pytest -n 2 --dist loadfile --durations 25 -m "long or hypothesis" \
	  --hypothesis-profile long

pictures: $(READY) browser ## photograph pages of the thesis that was built last
	@$(BIN)/python scripts/pictures.py

bench: $(READY) ## print how long scoring, bootstrap intervals and each page take
	@$(BIN)/python scripts/bench.py

lab: $(READY) ## open the chapters in JupyterLab, with the kernel that builds them
	@scripts/lab.sh

lint: $(READY) ## check form and types of the code, and who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo --no-cache

data: $(READY) ## check the data folder in use against the codebook
	@$(BIN)/thesis data validate

lock: $(READY) ## choose new versions from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --quiet -o requirements.lock
	@$(BIN)/uv pip compile --group pyproject.toml:lab --universal --python-version 3.11 \
	  --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --quiet -o lab.lock

clean: ## remove everything that was built, and keep the data
	@rm -rf book/_build build .pytest_cache .mypy_cache .ruff_cache .hypothesis

tex:
	@scripts/install-packages.sh apt.txt

browser:
	@scripts/install-packages.sh apt-test.txt

r-packages:
	@scripts/install-packages.sh apt-verify.txt

build/axe.min.js: tests/axe.lock | $(READY)
	@scripts/fetch-axe.sh

# What is installed names its folder, so that a copied or moved one is set up again.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
$(READY): FORCE
endif

FORCE:

$(READY): requirements.lock pyproject.toml
	@scripts/set-up.sh $(PYTHON)
