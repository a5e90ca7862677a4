# Everything happens in .venv; a file .venv/.done-* says what is in it, so that nothing is fetched twice.
# Another Python: make setup PYTHON=python3.12     More arguments: make test ARGS='-k triage -x'

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
LOCKER := .venv-lock
AUDITOR := .venv-audit

# Wheels only: building one would fetch its build tools without a hash. -qq leaves errors.
INSTALL := -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all:
COMPILE := $(LOCKER)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(ARGS)

RUN := .venv/.done-run
PROJECT := .venv/.done-project
DEV := .venv/.done-dev
DEMO := .venv/.done-demo
TRAIN := .venv/.done-train
MUTANTS := .venv/.done-mutants
AUDIT := $(AUDITOR)/.done

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run demo test coverage test-demo check check-lint check-format check-types check-imports check-content audit bench chaos crash fuzz mutants train lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(DEV) ## install what the bot and its tests need into .venv
	@echo "$(if $(DID),Ready. Try: make test,Nothing to do: .venv is up to date.)"

run: $(PROJECT) ## start the bot (DISCORD_TOKEN in the environment or .env)
	@$(BIN)/charley run $(ARGS)

demo: $(DEMO) ## start a simulated Discord and its page; no token needed
	@$(BIN)/charley demo $(ARGS)

test: $(DEV) ## run the tests, on every core
	@$(BIN)/python -m pytest -n auto $(ARGS)

coverage: $(DEV) ## prove that tests reach every branch of knowledge, triage, text, reminders and store
	@$(BIN)/python -m pytest -q -n auto --cov=bot/knowledge --cov=bot/triage --cov=bot/text --cov=bot/reminders --cov=bot/store \
		--cov-branch --cov-fail-under=100 tests/knowledge tests/content tests/triage tests/text tests/reminders tests/store \
		--deselect tests/reminders/test_every_change.py::test_every_change $(ARGS)

test-demo: $(DEV) $(DEMO) ## drive the demo page in Chromium
	@$(BIN)/python -m pytest tests/demo -m page $(ARGS)

check: $(DEV) ## lint, format, types, imports, content: all faults of all of them
	@$(MAKE) --no-print-directory --keep-going check-lint check-format check-types check-imports check-content
	@echo
	@echo "All checks passed."

check-lint: $(DEV)
	@echo "== lint (ruff)"
	@$(BIN)/ruff check .

check-format: $(DEV)
	@echo "== format (ruff; to mend: $(BIN)/ruff format .)"
	@$(BIN)/ruff format --check .

check-types: $(DEV)
	@echo "== types (basedpyright)"
	@$(BIN)/basedpyright

check-imports: $(DEV)
	@echo "== imports (import-linter)"
	@$(BIN)/lint-imports --no-logo

check-content: $(DEV)
	@echo "== settings, content and commands (charley check)"
	@$(BIN)/charley check

bench: $(DEV) ## measure speed and memory
	@$(BIN)/python -m tests.bench $(ARGS)

crash: $(DEV) ## kill the bot 200 times with 2,000 reminders due, and more: nothing lost, nothing doubled (minutes)
	@$(BIN)/python -m tests.crash $(ARGS)

chaos: $(DEV) ## break the bot for half an hour while people use it, and keep a ledger (ARGS='--minutes 5'; docs/reliability.md)
	@$(BIN)/python -m tests.chaos $(ARGS)

fuzz: $(DEV) ## send 100,000 hostile payloads and 100,000 nasty texts at Charley (minutes; ARGS='--seed 7' for others)
	@$(BIN)/python -m tests.fuzz $(ARGS)

# Anew each time, as a change of tests alone is not seen; with ARGS="'bot.triage.net*'" only what is named is run again.
mutants: $(DEV) $(MUTANTS) ## change the triage in small ways, and count how many of the changes a test notices
	@$(if $(ARGS),,rm -rf mutants)
	@$(BIN)/mutmut run $(ARGS)
	@$(BIN)/python -m tests.mutants

audit: $(AUDIT) ## look every locked package up in the public lists of known faults (asks the network)
	@$(AUDITOR)/bin/python -m tests.audit requirements/run.txt requirements/demo.txt $(ARGS)

train: $(DEV) $(TRAIN) ## train the net of the triage on its corpus, and write content/net.json (ARGS=--curve: figures only)
	@$(BIN)/python -m tests.train $(ARGS)

lock: $(LOCKER)/.done ## write requirements/ anew (ARGS=--upgrade: to the newest allowed)
	@$(COMPILE) pyproject.toml -o requirements/run.txt
	@$(COMPILE) pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
	@$(COMPILE) pyproject.toml --extra demo -c requirements/dev.txt -o requirements/demo.txt
	@$(COMPILE) --group train -c requirements/dev.txt -o requirements/train.txt
	@$(COMPILE) --group mutants -c requirements/dev.txt -c requirements/demo.txt -o requirements/mutants.txt
	@$(COMPILE) --group audit -o requirements/audit.txt
	@$(COMPILE) --group build -c requirements/dev.txt -o requirements/build.txt
	@$(COMPILE) --group lock -o requirements/lock.txt
	@echo "Wrote requirements/. Look at the difference before committing it."

clean: ## remove .venv and what tools left behind
	@rm -rf .venv $(LOCKER) $(AUDITOR) build dist mutants .coverage .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

define new_venv
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "Charley needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1 | tail -n 1). Try: make setup PYTHON=python3.12" >&2; exit 1; }
@$(PYTHON) -m venv --clear $(1) || { \
	echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
endef

.venv/.done-venv:
	$(call new_venv,.venv)
	@touch $@

$(RUN): .venv/.done-venv requirements/build.txt requirements/run.txt
	$(eval DID := yes)
	@echo "Installing what the bot needs ..."
	@$(BIN)/python $(INSTALL) -r requirements/build.txt
	@$(BIN)/python $(INSTALL) -r requirements/run.txt
	@touch $@

$(PROJECT): $(RUN) pyproject.toml
	$(eval DID := yes)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements/dev.txt | $(PROJECT)
	$(eval DID := yes)
	@echo "Installing what its tests need (half a minute or so) ..."
	@$(BIN)/python $(INSTALL) -r requirements/dev.txt
	@touch $@

$(DEMO): requirements/demo.txt | $(PROJECT)
	@echo "Installing the simulated Discord ..."
	@$(BIN)/python $(INSTALL) -r requirements/demo.txt
	@touch $@

$(TRAIN): requirements/train.txt | $(PROJECT)
	@echo "Installing what trains the net ..."
	@$(BIN)/python $(INSTALL) -r requirements/train.txt
	@touch $@

$(MUTANTS): requirements/mutants.txt | $(PROJECT)
	@echo "Installing what makes the mutants ..."
	@$(BIN)/python $(INSTALL) -r requirements/mutants.txt
	@touch $@

$(AUDIT): requirements/audit.txt
	$(call new_venv,$(AUDITOR))
	@$(AUDITOR)/bin/python $(INSTALL) -r requirements/audit.txt
	@touch $@

$(LOCKER)/.done: requirements/lock.txt
	$(call new_venv,$(LOCKER))
	@$(LOCKER)/bin/python $(INSTALL) -r requirements/lock.txt
	@touch $@
