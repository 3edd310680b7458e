# Two commands are enough on a fresh machine: `make demo` and `make test`. See README.md.
SHELL := /bin/bash
BIN := .venv/bin
POSTGRES15 := /usr/lib/postgresql/15/bin
NAME ?=
SIZE ?=
PAA_NYTT ?=
.DEFAULT_GOAL := help
.PHONY: help demo test run lint fix bench docs clean demo-ready test-ready

help: ## Vis denne oversikten
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: demo-ready ## Sett opp en by, lag vaksinasjonslisten og start nettstedet på http://localhost:8000
	@$(BIN)/python skript/demo.py

test: test-ready lint ## Kjør alle kontroller og tester, også mot PostgreSQL 15
	$(BIN)/pytest -n 2
	FIKS_POSTGRES_BIN=$(POSTGRES15) $(BIN)/pytest -n 2 -m "database and not nettleser"

run: demo-ready ## Start nettstedet med databasen i .fiks
	@$(BIN)/fiks migrer && exec $(BIN)/fiks tjener

# The type checker reads the settings through Django; it needs no database and no real keys.
lint: export FIKS_MODUS = test
lint: export FIKS_HEMMELIG_NOEKKEL = bare-for-typekontroll
lint: export FIKS_HOVEDNOEKKEL = bare-for-typekontroll
lint: export DATABASE_URL = postgresql:///ingen
lint: test-ready ## Kontroller form, typer og importrekkefølge
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@if grep -q '^\[tool.importlinter' pyproject.toml; then echo $(BIN)/lint-imports; $(BIN)/lint-imports; fi

fix: test-ready ## Rett det som kan rettes av seg selv
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: test-ready ## Mål ytelsen. Bare én måling: make bench NAME=lister SIZE=1000000
	@$(BIN)/python -m bench $(if $(NAME),--name $(NAME)) $(if $(SIZE),--size $(SIZE)) $(if $(PAA_NYTT),--paa-nytt)

docs: test-ready ## Kontroller at dokumentasjonen stemmer med koden
	$(BIN)/pytest -q tests/test_docs.py

clean: ## Stopp det som kjører her, og fjern .venv og .fiks
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m fiks.nettsted.postgres stop; fi
	rm -rf .venv .fiks .hypothesis .mypy_cache .ruff_cache .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

demo-ready:
	@skript/klargjoer.sh demo

test-ready:
	@skript/klargjoer.sh utvikling
