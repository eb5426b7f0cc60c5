# One command per task; `make check` runs all that CI runs, in the environment that is active.
PYTHON ?= python

.PHONY: help install check test lint format golden record rules messages bench

help:  ## List the tasks
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/:/' | column -t -s:

install:  ## Install the project with all that developers need
	$(PYTHON) -m pip install -e ".[dev]"

check: test lint  ## Run everything that CI runs

test:  ## Run the tests
	$(PYTHON) -m pytest

lint:  ## Run the linters and the type checker
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

format:  ## Put the code into its form
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

golden:  ## Write the expected outputs of tests/cases anew; read the diff before you commit it
	PIPELINE_GOLDEN=write $(PYTHON) -m pytest -n0 -q tests/test_cases.py tests/reports/test_golden.py tests/cli/test_deposit_transcript.py

record:  ## Write the record's JSON Schemas and reference anew from the models
	$(PYTHON) -m pipeline.record_schema
	$(PYTHON) -m pipeline.record_docs

rules:  ## Write the pages about the rules on XML anew from schemas/rules
	$(PYTHON) -m pipeline.rule_docs

messages:  ## Collect all sentences, and bring the catalogues up to date
	$(PYTHON) -m babel.messages.frontend -q extract -F pyproject.toml -k msg -k msgs:1,2 -k _ -k ngettext:1,2 -k pgettext:1c,2 \
	  --no-location --sort-output --project=pipeline --version=0 -o locales/pipeline.pot .
	for tag in $(patsubst locales/%/LC_MESSAGES/pipeline.po,%,$(wildcard locales/*/LC_MESSAGES/pipeline.po)); do \
	  $(PYTHON) -m babel.messages.frontend -q update -i locales/pipeline.pot -d locales -D pipeline -l $$tag \
	    --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date || exit 1; \
	done

bench:  ## Print the benchmarks' ratios
	for benchmark in benchmarks/*.py; do $(PYTHON) $$benchmark || exit 1; done
