# The words of this project. `make run` and `make test` are all a newcomer needs; CI runs `make check` and `make test`.
.PHONY: help install run test check fix bench soak messages guides lock
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
# The first Python that is new enough; say PY=/path/to/python to use another.
PY ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
LOCK := uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

install: $(VENV)/base.ok ## the environment only: Python packages, the mikrovirk command, what is compiled
	@$(BIN)/python -m mikrovirk.config.translations
	@$(BIN)/python -m compileall -q -j 0 src

run: install ## the example region on http://localhost:8000, with links that sign you in
	@$(BIN)/mikrovirk demo $(ARGS)

test: $(VENV)/dev.ok ## every test, on SQLite and on PostgreSQL, in a real browser
	@$(BIN)/python -m checks.run_tests $(ARGS)

check: $(VENV)/dev.ok ## what the code must satisfy without being run: style, types, layers, texts, docs
	@$(BIN)/python -m checks $(ARGS)

fix: $(VENV)/dev.ok ## put right what can be put right by itself
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/python -m mikrovirk.ui.stylesheet

bench: $(VENV)/dev.ok ## our pages and mails beside a bare Django app, in one run
	@$(BIN)/python -m benchmarks $(ARGS)

soak: $(VENV)/dev.ok $(VENV)/spark.ok ## the long tests: faults, growth, attackers, Spark
	@$(BIN)/python -m checks.system_packages
	@$(BIN)/python -m pytest -q tests -m soak -o addopts='--nomigrations -p no:schemathesis' $(ARGS)

messages: $(VENV)/dev.ok ## collect texts to translate: make messages APP=programme, or all of them
	@$(BIN)/python -m checks.messages $(APP)

guides: $(VENV)/dev.ok ## take the pictures of the guides anew, and write docs/guides/
	@$(BIN)/python -m pytest -q tests/journeys/test_guides.py -m soak -o addopts='--nomigrations -p no:schemathesis' --keep-pictures
	@$(BIN)/python -m checks.guides

lock: pyproject.toml ## write the hash-locked lists anew (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: python3 -m pip install uv"; exit 1; }
	@$(LOCK) -o requirements.txt pyproject.toml
	@$(LOCK) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	@$(LOCK) --extra spark -c requirements.txt -o requirements-spark.txt pyproject.toml

# The stamp files hold when an environment was brought up to date; a second run takes no time.
$(VENV)/base.ok: requirements.txt
	@if [ -z "$(PY)" ]; then echo "MikroVirk needs Python 3.11 or newer. On Debian or Ubuntu: sudo apt-get install python3 python3-venv"; exit 1; fi
	@echo "Setting up the environment in $(VENV) (about a minute, once) …"
	@$(PY) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@$(PIP) --no-deps --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.ok: requirements-dev.txt $(VENV)/base.ok
	@echo "Adding what tests and checks need to $(VENV) …"
	@$(PIP) --no-deps --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m mikrovirk.config.translations
	@touch $@

$(VENV)/spark.ok: requirements-spark.txt $(VENV)/base.ok
	@echo "Adding Spark to $(VENV) …"
	@$(PIP) --no-deps --require-hashes -r requirements-spark.txt
	@touch $@
