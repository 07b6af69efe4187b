# The two commands are `make run` and `make test`; everything else is a part of them.
SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check quick-test test-libreoffice bench bench-certificate bench-answer \
	bench-criteria bench-scoring lock clean catalogue migration screenshots

run: $(VENV)/run.stamp
	@scripts/run

test: $(VENV)/dev.stamp
	@scripts/test

# Everything that is checked without running the product: style, types, layers, migrations.
check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_migrations.py
	$(BIN)/python scripts/catalogue.py --check

quick-test: $(VENV)/dev.stamp
	$(BIN)/pytest -q tests/unit tests/properties tests/golden tests/architecture

# Criteria sets are opened, edited and saved in a real LibreOffice, installed where it is missing.
test-libreoffice: $(VENV)/dev.stamp
	@scripts/install libreoffice
	$(BIN)/pytest -q tests/libreoffice

screenshots: $(VENV)/dev.stamp
	SURVEYAPP_SCREENSHOTS=docs/screenshots $(BIN)/pytest -q tests/journeys

bench: bench-certificate bench-answer bench-scoring

bench-certificate: $(VENV)/dev.stamp
	$(BIN)/python bench/certificate.py

bench-answer: $(VENV)/dev.stamp
	$(BIN)/python bench/answer.py

bench-criteria: $(VENV)/dev.stamp
	$(BIN)/python bench/criteria_sets.py

# `make bench-scoring QUICK=1` takes few units and installs nothing. A wrong result stops it, a missed
# ratio does not.
bench-scoring: $(VENV)/dev.stamp
	$(BIN)/python bench/scoring_bulk.py $(if $(QUICK),50000 1)
	$(BIN)/python bench/scoring_memory.py $(if $(QUICK),50000)
	$(BIN)/python bench/scoring_ranks.py $(if $(QUICK),--alone 10000)
	-$(BIN)/python bench/scoring_robustness.py

# Bring the English catalogue up to the sentences of the code and the templates.
catalogue: $(VENV)/dev.stamp
	$(BIN)/python scripts/catalogue.py

migration: $(VENV)/dev.stamp
	$(BIN)/python scripts/make_migration.py "$(MESSAGE)"

lock:
	scripts/lock

$(VENV)/run.stamp: requirements.lock pyproject.toml scripts/install
	@scripts/install run

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml scripts/install
	@scripts/install dev

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
