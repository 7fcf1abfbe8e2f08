# The two that matter: make run, make test.
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help run test check demo-reset messages css screens bench clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start the system with demonstration data; Ctrl-C stops it
	@$(PYTHON) bin/environment requirements.lock
	@exec .venv/bin/python -m bimer up --demo

test: ## Install what tests need and run everything
	@bin/debian-packages
	@$(PYTHON) bin/environment requirements-test.lock
	@bin/check

check: ## The same without installing anything
	@bin/check

demo-reset: ## Delete the demonstration's data and load it anew (stop the system first)
	@.venv/bin/python -m bimer demo --afresh

messages: ## Collect new texts for translation (needs GNU gettext)
	@for folder in $$(find bimer -type d -name locale); do \
	    (cd $$folder/.. && $(CURDIR)/.venv/bin/python -m django makemessages --locale tr --no-location --no-obsolete); done
	@.venv/bin/python -m bimer.ui.translations

css: ## Build style sheet and script from frontend/ (needs Node)
	@cd frontend && npm ci && npm run build

screens: ## Take the pictures in docs/screens
	@.venv/bin/python -m bimer.house.throwaway .venv/bin/python -m tests.screens

bench: ## Measure
	@bench/run

clean: ## Remove the environment and caches, keep the data
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist
