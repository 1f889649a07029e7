# What a developer types. Users need only the two commands of README.md.
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: check test lint bench gallery

check: lint test

test: $(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

lint: $(BIN)/lint-imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(BIN)/lint-imports
	$(BIN)/python benchmarks/bench.py

gallery: $(BIN)/lint-imports
	$(BIN)/python tools/gallery.py

$(BIN)/lint-imports: pyproject.toml
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@
